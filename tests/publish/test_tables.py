"""The tables say what the graph says, row by row, and join."""

import csv
import json
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings

from tests.graphs import BASE, SHA, TEXT, invented, store_of
from tests.publish.test_cells import visible_lines, words
from triplewire import vocab
from triplewire.publish.dump.tables.cells import words_of
from triplewire.publish.dump.tables.columns import TABLES
from triplewire.publish.dump.tables.csvw import csvw
from triplewire.publish.dump.tables.write import write_tables
from triplewire.vocab import PREFIXES

Rows = list[dict[str, str]]
OTHER_TEXT = "\n\nThe mayor met Bo Lind again."
OTHER = sha256(OTHER_TEXT.encode()).hexdigest()


def tables(quads: Iterable[ox.Quad], folder: Path) -> dict[str, Rows]:
    with store_of(quads, folder / "store") as store:
        counts = write_tables(store, folder)
    read = {path.stem: rows_of(path) for path in folder.glob("*.csv")}

    assert {name: len(rows) for name, rows in read.items()} == counts
    assert [path for path in folder.iterdir() if path.is_dir()] == [folder / "store"]
    return read


def rows_of(path: Path) -> Rows:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def another_report() -> Iterator[ox.Quad]:
    """Yield a second article that tells of the meeting with Bo Lind, and a comparison of claims."""
    head = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    trig = f"""{head}
<graph/article/again> {{
  <article/again> a schema:NewsArticle , schema:Article ; rdfs:label "Again"@en ;
    schema:publisher <actor/norland> ; schema:author "B" , "A|C" .
  <text/{OTHER[:16]}> a schema:TextObject ; schema:name "wire.json:7" ; schema:position 7 ;
    schema:encodesCreativeWork <article/again> .
  <event/{SHA[:8]}/meet-1> a schema:Event ; rdfs:label "Meeting"@en ; tw:eventType c:meeting ;
    tw:reportedIn <article/again> ; tw:participant <actor/bo> ; schema:superEvent <event/x> ;
    tw:participation <event/{SHA[:8]}/meet-1#bo-host> ; tw:evidence <p> .
  <event/{SHA[:8]}/meet-1#bo-host> a tw:Participation ; tw:actor <actor/bo> ;
    tw:participationRole c:host ; tw:evidence <p> .
  <p> oa:hasSource <text/{OTHER[:16]}> ; schema:position 9 ; oa:hasSelector <p/1> .
  <p/1> oa:exact "The mayor met Bo Lind" .
}}
<graph/text/{OTHER[:16]}> {{ <text/{OTHER[:16]}> schema:text {ox.Literal(OTHER_TEXT)} }}
<graph/comparisons> {{
  <comparison/1> a tw:ClaimComparison ; tw:subjectClaim <claim/{SHA[:8]}/quote-1> ;
    tw:relation tw:contradicts ; tw:objectClaim <claim/{SHA[:8]}/statistic-1> ;
    tw:differsIn c:value , c:period ; rdfs:comment "Because."@en ; tw:confidence 0.5 .
}}
"""
    yield from ox.parse(trig, format=ox.RdfFormat.TRIG, base_iri=BASE)


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Rows]:
    return tables([*invented(), *another_report()], tmp_path_factory.mktemp("tables"))


def told(row: dict[str, str]) -> dict[str, str]:
    """Return the cells of a row that hold anything, with IRIs as their ends."""
    return {name: value.replace(BASE, "") for name, value in row.items() if value}


def test_a_claim_comes_with_its_speaker_its_words_and_where_they_stand(
    read: dict[str, Rows],
) -> None:
    assert told(read["claims"][0]) == {
        "claim": f"claim/{SHA[:8]}/quote-1",
        "article": "article/bridge",
        "text": "The bridge is safe.",
        "speakers": "actor/ada-moor",
        "speaker_names": "Ada Moor",
        "offices": "Ada Moor, mayor",
        "act": "state",
        "mode": "direct-quotation",
        "words": "The bridge is safe.",
        "sentence": "The bridge is safe.",
        "file": "articles/bridge.txt",
        "line": "1",
    }


def test_a_claim_without_evidence_has_a_row_without_words(tmp_path: Path) -> None:
    evidence = {vocab.EVIDENCE, vocab.QUOTATION, vocab.CONTENT}
    quads = [quad for quad in invented() if quad.predicate not in evidence]
    row = tables(quads, tmp_path)["claims"][0]

    assert (row["words"], row["sentence"], row["line"]) == ("", "", "")
    assert row["file"] == "articles/bridge.txt"


def test_a_claim_says_for_whom_at_what_and_doing_what_it_was_said(tmp_path: Path) -> None:
    claim, meeting = f"claim/{SHA[:8]}/quote-1", f"event/{SHA[:8]}/meet-1"
    more = f"""@prefix tw: <{PREFIXES["tw"]}> .
<graph/article/bridge> {{ <{claim}> tw:onBehalfOf <actor/norland> ; tw:madeDuring <{meeting}> ;
  tw:performs <{meeting}> . }}"""
    added = ox.parse(more, format=ox.RdfFormat.TRIG, base_iri=BASE)
    row = told(tables([*invented(), *added], tmp_path)["claims"][0])

    assert row["on_behalf_of"] == "Norland"
    assert row["made_during"] == row["performs"] == meeting


def test_claims_stand_in_the_order_of_the_text(read: dict[str, Rows]) -> None:
    places = [TEXT.index(row["words"]) for row in read["claims"]]

    assert places == sorted(places)
    assert [row["line"] for row in read["claims"]] == ["1", "3"]


def test_a_figure_is_a_number_with_its_unit(read: dict[str, Rows]) -> None:
    assert [told(row) for row in read["statistics"]] == [
        {
            "claim": f"claim/{SHA[:8]}/statistic-1",
            "article": "article/bridge",
            "measure": "exports",
            "value": "2000000000",
            "unit": "CCY_USD",
            "about": "actor/norland",
            "about_names": "Norland",
            "words": "Exports",
            "file": "articles/bridge.txt",
            "line": "3",
        }
    ]


def test_an_event_of_two_articles_is_one_row(read: dict[str, Rows]) -> None:
    assert [told(row) for row in read["events"]] == [
        {
            "event": f"event/{SHA[:8]}/meet-1",
            "label": "Meeting",
            "types": "meeting|meet",
            "when": "2024-05",
            "participants": "actor/bo|actor/bo-lind",
            "participant_names": "Bo|Bo Lind",
            "part_of": "event/x",
            "articles": "article/again|article/bridge",
            "words": "The mayor met Bo Lind",
            "file": "wire.json:7",
            "line": "9",
        }
    ]
    assert [(r["actor_name"], r["role"], r["file"]) for r in read["participations"]] == [
        ("Bo", "host", "wire.json:7"),
        ("Bo Lind", "", "articles/bridge.txt"),
    ]


def test_an_actor_is_one_row_with_what_it_does_in_all_articles(read: dict[str, Rows]) -> None:
    assert [
        (
            r["name"],
            r["other_names"],
            r["articles"],
            r["claims"],
            r["events"],
            r["words"],
            r["line"],
        )
        for r in read["actors"]
    ] == [
        ("Ada Moor", "", "1", "1", "0", "Ada Moor said", "1"),
        ("Bo", "", "1", "0", "1", "The mayor met Bo Lind", "9"),
        ("Bo Lind", "Bo", "1", "0", "1", "The mayor met Bo Lind", "3"),
        ("Norland", "", "1", "0", "0", "", "7"),
    ]


def test_an_article_counts_what_it_tells(read: dict[str, Rows]) -> None:
    assert [
        (r["title"], r["authors"], r["publisher_name"], r["claims"], r["events"], r["statistics"])
        for r in read["articles"]
    ] == [
        ("Again", "A¦C|B", "Norland", "0", "1", "0"),
        ("Bridge safe", "", "", "2", "1", "1"),
    ]


def test_compared_claims_stand_side_by_side(read: dict[str, Rows]) -> None:
    assert [told(row) for row in read["comparisons"]] == [
        {
            "comparison": "comparison/1",
            "claim": f"claim/{SHA[:8]}/quote-1",
            "relation": "contradicts",
            "other_claim": f"claim/{SHA[:8]}/statistic-1",
            "differs_in": "period|value",
            "reason": "Because.",
            "confidence": "0.5",
            "text": "The bridge is safe.",
        }
    ]


def test_a_line_is_known_where_no_text_is_kept(tmp_path: Path) -> None:
    found = tables(invented(texts=False), tmp_path)

    assert [row["line"] for row in found["claims"]] == ["1", "3"]
    assert found["claims"][0]["words"] == "The bridge is safe."


def test_the_files_are_utf_8_with_a_mark_and_end_each_row_with_crlf(tmp_path: Path) -> None:
    tables(invented(), tmp_path)
    data = (tmp_path / "articles.csv").read_bytes()

    assert data.startswith(b"\xef\xbb\xbfarticle,title,")
    assert data.endswith(b"\r\n")


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(title=words.filter(str.strip), author=words.filter(str.strip))
def test_hostile_words_come_through_defused_and_whole(
    title: str, author: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    article = ox.NamedNode(f"{BASE}article/bridge")
    graph = ox.NamedNode(f"{BASE}graph/article/bridge")
    quads = [
        quad for quad in invented() if (quad.subject, quad.predicate) != (article, vocab.LABEL)
    ]
    quads.append(ox.Quad(article, vocab.LABEL, ox.Literal(title), graph))
    quads.append(ox.Quad(article, vocab.SCHEMA_AUTHOR, ox.Literal(author), graph))
    (row,) = tables(quads, tmp_path_factory.mktemp("hostile"))["articles"]

    assert words_of(row["title"]) == visible_lines(title)
    assert words_of(row["authors"]) == visible_lines(author).replace("|", "¦")
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row.values())


def test_the_metadata_describes_every_column_and_join() -> None:
    said = json.loads(csvw("Title", "https://example.org/licence"))
    by_url = {table["url"]: table["tableSchema"] for table in said["tables"]}

    assert said["dc:license"] == {"@id": "https://example.org/licence"}
    assert "dc:license" not in json.loads(csvw("Title", None))
    for table in TABLES:
        schema = by_url[f"{table.name}.csv"]
        names = [column["name"] for column in schema["columns"]]

        assert names == [column.name for column in table.columns]
        assert {*schema["primaryKey"]} <= {*names}
        for key in schema.get("foreignKeys", []):
            reference = key["reference"]

            assert key["columnReference"] in names
            assert by_url[reference["resource"]]["primaryKey"] == [reference["columnReference"]]
