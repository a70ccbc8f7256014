"""Joins across articles are judged by links that people set."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from identity_score import (
    ORGANISATION,
    PERSON,
    Item,
    by_article,
    by_iri,
    by_name,
    compared,
    false_joins,
    false_splits,
    is_held_out,
    scored,
    shared_names,
)
from linked_texts import Link, LinkedText, sources, together
from newsroom_actors import built

SHARED = Path(__file__).parents[2] / "shared" / "corpora"
ARTICLES: tuple[tuple[str, str, dict[str, str]], ...] = (
    (
        "Talks",
        "Peru's foreign minister Elena Quispe met the head of Calder Mining Ltd in Lima.",
        {},
    ),
    (
        "Visit",
        "Elena Quispe, Peru's foreign minister, spoke on Monday. Quispe praised Calder Mining Ltd.",
        {},
    ),
    (
        "Choir",
        "The Norwegian singer Elena Quispe won a prize in Bergen.",
        {"Elena Quispe": "Elena Quispe (singer)"},
    ),
)


def corpus(folder: Path) -> Path:
    rows = [
        {
            "doc_id": f"made_{number}",
            "title": title,
            "date": f"March {number}, 2024",
            "text": text,
            "links": [linked(text, name, other) for name in NAMES if name in text],
        }
        for number, (title, text, other) in enumerate(ARTICLES, start=1)
    ]
    path = folder / "wikinews_links" / "unified.jsonl"
    path.parent.mkdir()
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")
    return folder


NAMES = ("Elena Quispe", "Calder Mining Ltd", "Lima")


def linked(text: str, name: str, other: dict[str, str]) -> dict[str, Any]:
    start = text.index(name)
    target = f"wikipedia:{other.get(name, name)}"
    return {"start": start, "end": start + len(name), "text": name, "target": target}


def item(article: str, target: str, iri: str, *, name: str = "Ana Ruiz") -> Item:
    return Item(
        article=article,
        title="",
        target=target,
        label=target,
        kind=PERSON,
        name=name,
        iri=iri,
    )


def test_actors_of_articles_are_judged_by_the_links_on_their_names(tmp_path: Path) -> None:
    [(name, texts)] = sources(corpus(tmp_path), None)
    made, _ = built(texts, tmp_path, None)
    links = compared(made)

    assert name == "wikinews_links"
    assert [text.published for text in texts] == ["2024-03-01", "2024-03-02", "2024-03-03"]
    assert {(kind, label) for kind, label in links.wanted.values()} == {
        (PERSON, "Elena Quispe"),
        (PERSON, "Elena Quispe (singer)"),
        (ORGANISATION, "Calder Mining Ltd"),
    }
    assert shared_names(links.items) == [
        ("elena quispe", ["Elena Quispe", "Elena Quispe (singer)"])
    ]
    ours = scored(links.items, by_iri, lambda i: i.kind == PERSON)
    names = scored(links.items, by_name, lambda i: i.kind == PERSON)
    assert (ours.precision, ours.recall, ours.right, ours.wrong) == (1, 1, 1, 0)
    assert (names.right, names.wrong) == (1, 2)


def test_what_is_kept_gives_the_same_as_what_is_made_anew(tmp_path: Path) -> None:
    [(_, texts)] = sources(corpus(tmp_path), None)
    first, again = (compared(built(texts, tmp_path, None)[0]) for _ in range(2))

    assert first == again


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("The head of Calder Mining Ltd spoke.", "head of Calder Mining Ltd", False),
        ("He saw Calder Mining Ltd's books.", "Calder Mining Ltd's", True),
        ("He called Calder Mining Ltd, a firm of Lima.", "Calder Mining Ltd, a firm", True),
        ("The firm Calder Mining Ltd sold it.", "firm Calder Mining Ltd", True),
    ],
)
def test_a_link_is_on_a_name_that_it_means(
    text: str, words: str, found: bool, tmp_path: Path
) -> None:
    start = text.index(words)
    link = Link(start=start, end=start + len(words), target="it", label="it", kind=ORGANISATION)
    given = LinkedText(name="one", title="Mines", published="", text=text, links=(link,))
    links = compared(built([given], tmp_path, None)[0])

    assert links.wanted == {("one", "it"): (ORGANISATION, "it")}
    assert bool(links.items) == found


def test_the_figures_are_those_of_an_example_worked_out_by_hand() -> None:
    # Two of three articles about a are joined, with one about b.
    items = [item("1", "a", "x"), item("2", "a", "x"), item("3", "a", "y"), item("4", "b", "x")]
    ours = scored(items, by_iri, lambda _: True)

    assert ours.precision == pytest.approx((2 / 3 + 2 / 3 + 1 + 1 / 3) / 4)
    assert ours.recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)
    assert (ours.right, ours.wrong, ours.within, ours.missed) == (1, 2, 0, 2)
    assert scored(items, by_article, lambda _: True).precision == 1
    [(one, other, size)] = false_joins(items)
    assert (one.target, other.target, size) == ("a", "b", 3)


@pytest.mark.parametrize(
    ("one", "other", "difference"),
    [
        ("Ana Ruiz", "Ana Ruiz", "same name"),
        ("Ana Ruiz", "Ruiz", "one word of the name"),
        ("Ana Ruiz", "Ana María Ruiz", "words more"),
        ("Bank of the South", "BS", "an acronym"),
        ("Ana Ruiz", "Anna Ruiz", "some words in common"),
        ("Ana Ruiz", "Beto", "no word in common"),
        ("Beto", "Beto", "one word in both"),
    ],
)
def test_splits_are_counted_by_how_the_names_differ(one: str, other: str, difference: str) -> None:
    items = [
        item("1", "a", "x", name=one),
        item("2", "a", "x", name=one),
        item("3", "a", "y", name=other),
    ]

    assert [found for found, _, _ in false_splits(items)] == [difference]


def test_namesakes_are_in_one_half() -> None:
    halves = {is_held_out(name, PERSON) for name in ("Ana Ruiz", "Ruiz", "Eva Ruiz (judge)")}

    assert len(halves) == 1
    assert {is_held_out(f"{n} Ltd", ORGANISATION) for n in range(9)} == {True, False}


def test_a_title_that_two_sources_have_is_taken_once() -> None:
    texts = [
        LinkedText(name=name, title=title, published="", text=name, links=())
        for name, title in (("a", "Talks in Lima"), ("b", "Talks in Lima."), ("c", "No talks"))
    ]

    assert [text.name for text in together([texts[:1], texts[1:]])] == ["a", "c"]


def test_what_authors_linked_is_found_by_the_longest_words_of_the_page(tmp_path: Path) -> None:
    folder = tmp_path / "dexter-datasets" / "entity-saliency"
    folder.mkdir(parents=True)
    parts = [
        {"name": "headline", "value": "Talks"},
        {"name": "dateline", "value": "March 5, 2024"},
        {"name": "body_par_000", "value": "The bank said so. Bank of the South &amp; Ruiz agreed."},
    ]
    record = {
        "docId": 7,
        "timestamp": "2024-03-09T00:00:00Z",
        "saliency": [{"entityid": 1}, {"entityid": 2}],
        "document": parts,
    }
    (folder / "saliency-dataset.json").write_text(f"{json.dumps(record)}\n", "utf-8")
    rows = (
        "1.0 qid:7 1:0.5 #\t[bank, bank of the south]\t1\tBank_of_the_South",
        "1.0 qid:7 1:0.5 #\t[ruiz]\t2\tAna_Ruiz",
        "-1.0 qid:7 1:0.5 #\t[south]\t3\tSouth",
    )
    with gzip.open(folder / "saliency.svm.gz", "wt", encoding="utf-8") as lines:
        lines.writelines(f"{row}\n" for row in rows)

    [(name, [text])] = sources(tmp_path / "none", tmp_path)

    assert (name, text.title, text.published) == ("wikinews_dexter", "Talks", "2024-03-05")
    assert [(text.text[link.start : link.end], link.label) for link in text.links] == [
        ("Bank of the South", "Bank of the South"),
        ("Ruiz", "Ana Ruiz"),
    ]


MEANTIME = """<Document doc_id="1"><token sentence="0" t_id="1">Talks</token>
<token sentence="1" t_id="2">March</token><token sentence="1" t_id="3">5</token>
<token sentence="1" t_id="4">,</token><token sentence="1" t_id="5">2024</token>
<token sentence="2" t_id="6">``</token><token sentence="2" t_id="7">Yes</token>
<token sentence="2" t_id="8">''</token><token sentence="2" t_id="9">,</token>
<token sentence="2" t_id="10">the</token><token sentence="2" t_id="11">South</token>
<token sentence="2" t_id="12">Bank</token><token sentence="2" t_id="13">said</token>
<token sentence="2" t_id="14">.</token>
<Markables>
<ENTITY_MENTION m_id="1"><token_anchor t_id="10"/><token_anchor t_id="11"/><token_anchor t_id="12"/>
</ENTITY_MENTION>
<ENTITY_MENTION m_id="2"><token_anchor t_id="13"/></ENTITY_MENTION>
<TIMEX3 functionInDocument="CREATION_TIME" m_id="3" value="2024-03-05"/>
<ENTITY TAG_DESCRIPTOR="bank" ent_type="ORG" external_ref="http://dbpedia.org/page/South_Bank"
 instance_id="ORG1" m_id="4"/>
</Markables>
<Relations><REFERS_TO r_id="5"><source m_id="1"/><source m_id="2"/><target m_id="4"/></REFERS_TO>
</Relations></Document>"""


def test_mentions_that_annotators_marked_by_words_are_found_in_the_text(tmp_path: Path) -> None:
    corpus = "data/meantime_newsreader_english_oct15/intra_cross-doc_annotation/corpus_one"
    folder = tmp_path / "StructTempRel-EMNLP17" / corpus
    folder.mkdir(parents=True)
    (folder / "1_Talks.xml").write_text(MEANTIME, "utf-8")

    [(_, [text])] = sources(tmp_path / "none", tmp_path)

    assert (text.name, text.title, text.published) == ("meantime_1", "Talks", "2024-03-05")
    assert text.text.strip() == '"Yes", the South Bank said.'
    [link] = text.links
    assert text.text[link.start : link.end] == "the South Bank"
    assert (link.target, link.kind) == ("South Bank", ORGANISATION)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the corpora are not at hand")
def test_every_link_of_the_corpora_is_on_words_of_its_text() -> None:
    for _, texts in sources(SHARED, None):
        for text in texts:
            for link in text.links:
                assert text.text[link.start : link.end].strip()
