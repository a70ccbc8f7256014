"""A build goes straight through, changes only what changed, and never loses what was good."""

import json
from collections.abc import Callable
from itertools import chain
from pathlib import Path

import pyoxigraph as ox
import pytest

from triplewire import assets, vocab
from triplewire.ask import comparisons
from triplewire.build import making, surveying
from triplewire.build.faults import Fault
from triplewire.build.write import Outcome
from triplewire.check import check_store
from triplewire.errors import ConfigError, ConvertError, ExtractError, LinkError, StoreError
from triplewire.pipeline import Options, run
from triplewire.report import store_findings
from triplewire.shacl import Validator, load_shapes
from triplewire.store import Store
from triplewire.validate import warnings_of

FISH = (
    "Norway's fish minister Astrid Dahl met Icelandic officials in Oslo on Tuesday. \"The talks "
    'were long overdue," Dahl said. She added that exports had reached $2.5 billion in 2023.\n'
)
RAIL = (
    "The European Union opened a rail link between Vienna and Bratislava in 2021. The line cost "
    '€40 million, according to the railway company. "It is a good day," said Jana Kral.\n'
)


class Newsroom:
    """A newsroom folder in a temporary place, and its store."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "room"
        self.store = folder / "store"
        (self.root / "articles").mkdir(parents=True)

    def write(self, name: str, text: str) -> None:
        (self.root / "articles" / name).write_text(text, encoding="utf-8")

    def build(self) -> Outcome:
        return run(self.root, self.store)

    def names(self) -> list[str]:
        with Store(self.store) as store:
            return sorted(entry.name for entry in store.manifest.articles.values())

    def quads(self) -> set[str]:
        with Store(self.store) as store:
            return {str(quad) for quad in store.quads()}

    def said(self) -> set[str]:
        """Return what articles say now: neither what names stood for once, nor texts and runs."""
        apart = ("graph/names>", "graph/vocabulary>", "/run/", "/text/")
        return {quad for quad in self.quads() if not any(part in quad for part in apart)}

    def generation(self) -> str:
        return (self.store / "current").read_text(encoding="utf-8")


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    made = Newsroom(tmp_path)
    made.write("fish.txt", FISH)
    made.write("rail.txt", RAIL)
    return made


def test_a_build_stores_every_article(room: Newsroom) -> None:
    seen: list[tuple[str, int, int, int]] = []
    outcome = run(room.root, room.store, Options(progress=lambda *step: seen.append(step)))

    assert (outcome.articles, outcome.added, outcome.faults) == (2, 2, ())
    assert seen[:8] == [
        (stage, done, 2, 0)
        for stage in ("reading", "extracting", "identifying", "linking")
        for done in (0, 2)
    ]
    nodes = seen[10][2]
    assert nodes > 2
    assert seen[8:] == [
        ("naming", 0, 0, 0),
        ("checking", 0, 0, 0),
        ("checking", 0, nodes, 0),
        ("finishing", 0, 0, 0),
    ]
    assert room.names() == ["articles/fish.txt", "articles/rail.txt"]


def test_a_newsroom_that_is_moved_with_its_store_is_still_the_same(tmp_path: Path) -> None:
    articles = tmp_path / "here" / "articles"
    articles.mkdir(parents=True)
    (articles / "fish.txt").write_text(FISH, encoding="utf-8")
    run(tmp_path / "here", tmp_path / "here" / "store")
    (tmp_path / "here").rename(tmp_path / "there")
    outcome = run(tmp_path / "there", tmp_path / "there" / "store")

    assert (outcome.unchanged, outcome.duplicates) == (1, ())


def test_the_first_build_knows_already_what_lies_within_what(tmp_path: Path) -> None:
    articles = tmp_path / "room" / "articles"
    articles.mkdir(parents=True)
    for name, place, rate in (("a", "Norway", 5), ("b", "Bergen", 8)):
        text = f"The council met. Unemployment in {place} was {rate} percent in 2024. It rained.\n"
        (articles / f"{name}.txt").write_text(text, encoding="utf-8")
    run(tmp_path / "room", tmp_path / "store")
    with Store(tmp_path / "store") as store:
        found = comparisons(store)

    assert [(one["relation"], one["differsIn"]) for one in found] == [
        ("comparableWith", ["area", "value"])
    ]


def test_a_build_counts_the_warnings_that_a_check_has(room: Newsroom) -> None:
    for number in range(3):
        text = f'Foreign Secretary Jana Kral spoke. "It is day {number}," Kral said.\n'
        room.write(f"kral{number}.txt", text)
    outcome = room.build()
    with Store(room.store) as store:
        reports = check_store(store, load_shapes(assets.shapes()))
        found = list(store_findings(store, reports, room.root))
    warned = [one.result for one in found if one.result.severity == "Warning"]

    assert [one.focus for one in warned if one.shape.endswith("Office-body")] == [
        "https://newsroom.example/office/jana-kral-foreign-secretary"
    ]
    assert outcome.warnings == room.build().warnings == len(warned)


def test_an_office_that_two_articles_give_by_other_rules_breaks_no_shape(room: Newsroom) -> None:
    for name, text in (
        ("one", "Jana Kral, foreign minister of Norway, spoke in Oslo. It rained."),
        ("two", "Norwegian Foreign Minister Jana Kral spoke in Bergen. It snowed."),
    ):
        room.write(f"{name}.txt", f"{text}\n")
    room.build()
    with Store(room.store) as store:
        office = ox.NamedNode(f"{store.manifest.base}office/jana-kral-foreign-minister-norway")
        rules = {triple.object for triple in store.triples(office, vocab.RULE)}
        reports = check_store(store, load_shapes(assets.shapes()))
        found = [one.result for one in store_findings(store, reports, room.root)]

    assert len(rules) == 2
    assert [result.shape for result in found if result.severity == "Violation"] == []


def warned_by_a_full_count(room: Newsroom) -> dict[str, tuple[str, ...]]:
    with Store(room.store) as store, store.whole() as database:
        return dict(warnings_of(database, load_shapes(assets.shapes())))


def test_a_build_judges_again_only_what_changed_and_warns_as_a_full_count(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    kral = 'Foreign Secretary Jana Kral{of} spoke. "It is day {number}," Kral said.\n'
    room.write("kral0.txt", kral.format(of="", number=0))
    room.build()
    full = Validator.nodes
    monkeypatch.setattr(Validator, "nodes", lambda _: pytest.fail("all was judged"))
    steps: list[Callable[[], None]] = [
        lambda: room.write("kral1.txt", kral.format(of=" of Norway", number=1)),
        lambda: room.write("kral0.txt", kral.format(of="", number=2)),
        lambda: room.write("rail.txt", RAIL.replace("8", "9")),
        (room.root / "articles/kral1.txt").unlink,
        (room.root / "articles/kral0.txt").unlink,
    ]
    counted = []
    for step in steps:
        step()
        outcome = room.build()
        with Store(room.store) as store:
            kept = dict(store.warned)
        with monkeypatch.context() as patch:
            patch.setattr(Validator, "nodes", full)
            anew = warned_by_a_full_count(room)
        counted.append((outcome.warnings, kept == anew, len(set(chain(*anew.values())))))

    assert [same for _, same, _ in counted] == [True] * len(steps)
    assert [warnings for warnings, _, _ in counted] == [number for _, _, number in counted]
    assert len({warnings for warnings, _, _ in counted}) > 1


def test_a_second_build_changes_nothing_and_extracts_nothing(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.build()
    before = room.generation()
    monkeypatch.setattr(surveying, "extract_all", lambda articles, _: pytest.fail(str(articles)))
    outcome = room.build()

    assert (outcome.unchanged, outcome.added, outcome.replaced) == (2, 0, 0)
    assert room.generation() == before


def test_a_changed_text_takes_the_place_of_the_old_one(room: Newsroom) -> None:
    room.build()
    room.write("fish.txt", FISH.replace("Tuesday", "Monday"))
    outcome = room.build()

    assert (outcome.replaced, outcome.unchanged, outcome.articles) == (1, 1, 2)
    assert not any("Tuesday" in quad for quad in room.said())
    assert any("Tuesday" in quad and "graph/names>" in quad for quad in room.quads())


def test_a_renamed_file_is_the_same_article_and_is_not_extracted_again(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.build()
    fish = room.root / "articles" / "fish.txt"
    fish.rename(fish.with_name("herring.txt"))
    monkeypatch.setattr(
        surveying,
        "extract_all",
        lambda articles, _: iter(()) if not articles else pytest.fail("extracted again"),
    )
    outcome = room.build()

    assert (outcome.replaced, outcome.unchanged, outcome.removed) == (1, 1, 0)
    assert room.names() == ["articles/herring.txt", "articles/rail.txt"]


def test_a_deleted_file_is_removed_with_its_provenance(room: Newsroom) -> None:
    room.build()
    (room.root / "articles" / "rail.txt").unlink()
    outcome = room.build()

    assert (outcome.removed, outcome.articles) == (1, 1)
    assert not any("rail" in quad for quad in room.said())
    assert any("Tombstone" in quad and "rail" in quad for quad in room.quads())


def test_changing_back_gives_the_first_store_again(room: Newsroom) -> None:
    room.build()
    before = room.said()
    room.write("fish.txt", FISH.replace("Tuesday", "Monday"))
    room.write("third.txt", FISH.replace("Norway", "Sweden"))
    room.build()
    room.write("fish.txt", FISH)
    (room.root / "articles" / "third.txt").unlink()
    room.build()

    assert room.said() == before


def test_the_same_text_under_another_name_is_read_once(room: Newsroom) -> None:
    room.write("copy.txt", RAIL)
    outcome = room.build()

    assert outcome.duplicates == (("articles/rail.txt", "articles/copy.txt"),)
    assert outcome.articles == 2


@pytest.mark.parametrize(
    "copy",
    [
        "\ufeff" + FISH.replace("\n", "\r\n"),
        FISH.removesuffix("\n"),
        FISH.replace("\n", " \n\n"),
    ],
)
def test_a_copy_that_differs_in_mark_and_line_ends_is_read_once(copy: str, room: Newsroom) -> None:
    (room.root / "articles" / "fish-copy.txt").write_bytes(copy.encode())
    outcome = room.build()

    assert outcome.articles == 2
    assert outcome.duplicates == (("articles/fish.txt", "articles/fish-copy.txt"),)


def test_a_file_that_is_no_article_is_a_fault_and_the_run_goes_on(room: Newsroom) -> None:
    room.write("empty.txt", " \n")
    outcome = room.build()

    assert [fault.name for fault in outcome.faults] == ["articles/empty.txt"]
    assert "no text" in outcome.faults[0].reason
    assert outcome.articles == 2


def test_an_article_that_has_become_unreadable_keeps_its_last_good_graph(room: Newsroom) -> None:
    room.build()
    before = room.quads()
    room.write("fish.txt", "")
    outcome = room.build()

    assert len(outcome.faults) == 1
    assert room.quads() == before


def test_an_article_that_violates_a_shape_keeps_its_last_good_graph(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.build()
    before = room.quads()
    monkeypatch.setattr(
        making, "graphs_of", lambda draft, *_: Fault(name=draft.article.name, reason="bad")
    )
    room.write("fish.txt", FISH.replace("Tuesday", "Monday"))
    outcome = room.build()

    assert [fault.reason for fault in outcome.faults] == ["bad"]
    assert room.quads() == before


def test_a_bad_line_of_a_larger_file_costs_only_itself(room: Newsroom) -> None:
    lines = [json.dumps({"title": "Rails", "text": RAIL + "Trains run hourly."}), "{"]
    room.write("wire.jsonl", "\n".join(lines))
    outcome = room.build()

    assert [fault.name for fault in outcome.faults] == ["articles/wire.jsonl:2"]
    assert "articles/wire.jsonl:1" in room.names()


def test_changed_metadata_makes_the_graph_anew(room: Newsroom) -> None:
    room.write("wire.jsonl", json.dumps({"title": "Rails", "text": RAIL + "Trains run hourly."}))
    room.build()
    room.write("wire.jsonl", json.dumps({"title": "Roads", "text": RAIL + "Trains run hourly."}))
    outcome = room.build()

    assert (outcome.replaced, outcome.articles) == (1, 3)
    assert not any('"Rails"' in quad for quad in room.quads())


def test_two_folders_share_a_store_without_removing_each_others_articles(
    room: Newsroom, tmp_path: Path
) -> None:
    room.build()
    other = tmp_path / "other"
    other.mkdir()
    (other / "rail.txt").write_text(RAIL, encoding="utf-8")
    (other / "new.txt").write_text(RAIL.replace("Vienna", "Graz"), encoding="utf-8")
    outcome = run(other, room.store)

    assert (outcome.articles, outcome.removed, outcome.added) == (3, 0, 1)
    assert outcome.duplicates == (("rail.txt", "articles/rail.txt"),)


def test_a_new_authority_changes_the_articles_without_extracting_them_again(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.build()
    (room.root / "actors.csv").write_text(
        "key,name,type,aliases,identifiers,within\nactor/the-minister,Astrid Dahl,person,,,\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(
        surveying,
        "extract_all",
        lambda articles, _: iter(()) if not articles else pytest.fail("extracted again"),
    )
    outcome = room.build()

    assert outcome.replaced == 2
    assert any("actor/the-minister>" in quad for quad in room.quads())
    replaced = [quad for quad in room.quads() if "actor/astrid-dahl>" in quad]
    assert len(replaced) == 2
    assert any("isReplacedBy" in q and "actor/the-minister>" in q for q in replaced)


def test_a_newsroom_that_begins_or_ends_to_publish_its_texts_moves_those_it_has(
    room: Newsroom,
) -> None:
    def texts() -> list[int]:
        with Store(room.store) as store:
            found = store.query(
                'SELECT ?g { GRAPH ?g {} FILTER CONTAINS(STR(?g), "/graph/text/") }'
            )
            return [len(list(found)), sum("/graph/text/" in name for name in store.graphs())]  # type: ignore[arg-type]

    counts, extracted = [], 0
    for publishes in ("false", "true", "false"):
        (room.root / "triplewire.toml").write_text(f"publish_text = {publishes}", encoding="utf-8")
        extracted += room.build().added
        counts.append(texts())

    assert counts == [[0, 2], [2, 2], [0, 2]]
    assert extracted == 2


def test_the_settings_of_the_newsroom_reach_the_graph(room: Newsroom) -> None:
    (room.root / "triplewire.toml").write_text(
        'base = "https://news.example/"\ntitle = "Fish"\npublisher = "Desk"\n', encoding="utf-8"
    )
    outcome = room.build()
    with Store(room.store) as store:
        assert store.manifest.base == "https://news.example/"
        assert "https://news.example/graph/provenance" in store.graphs()

    assert outcome.faults == ()
    assert any('"Fish"@en' in quad for quad in room.quads())


@pytest.mark.parametrize(
    ("toml", "reason"),
    [
        ("colour = 1", "colour"),
        ("title = ", "Invalid"),
        ('base = "https://news.example"', "end in a slash"),
        ('base = "https://w3id.org/triplewire/"', "the vocabulary's own namespace"),
        ('base = "http://W3id.org/triplewire/desk/"', "the vocabulary's own namespace"),
        ('licence = "MIT"', "not a web address"),
        ('base = "https://news.example/<a>/"', "not a web address"),
        (
            'title = "A"\nbase = "https://news.example/50%-off/"',
            "toml:2: base is not a web address",
        ),
        ('base = "https://news.example/?a=/"', "goes on after its path"),
    ],
)
def test_settings_that_cannot_be_used_are_refused(room: Newsroom, toml: str, reason: str) -> None:
    (room.root / "triplewire.toml").write_text(toml, encoding="utf-8")

    with pytest.raises(ConfigError, match=reason):
        room.build()


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no such file"):
        run(tmp_path / "nowhere", tmp_path / "store")


def test_a_table_that_cannot_be_used_stops_the_build_before_it_changes_anything(
    room: Newsroom,
) -> None:
    room.build()
    before = room.generation()
    (room.root / "actors.csv").write_text("name\n", encoding="utf-8")

    with pytest.raises(LinkError):
        room.build()
    assert room.generation() == before


def test_a_store_inside_the_folder_is_no_source(tmp_path: Path) -> None:
    (tmp_path / "rail.txt").write_text(RAIL, encoding="utf-8")
    run(tmp_path, tmp_path / "store")
    outcome = run(tmp_path, tmp_path / "store")

    assert (outcome.unchanged, outcome.faults) == (1, ())


def test_a_file_that_cannot_be_opened_is_a_fault(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("triplewire.read.readers.read_bytes", refuse)
    outcome = room.build()

    assert {fault.reason for fault in outcome.faults} == {"cannot be read: Permission denied"}


def test_a_file_above_the_limit_is_refused_unread(room: Newsroom) -> None:
    (room.root / "triplewire.toml").write_text("limit = 100\n", encoding="utf-8")
    outcome = room.build()

    assert len(outcome.faults) == 2
    assert "limit" in outcome.faults[0].hint


def test_an_unknown_model_is_named(room: Newsroom) -> None:
    with pytest.raises(ExtractError, match="no_such_model"):
        run(room.root, room.store, Options(model="no_such_model"))


def test_a_finding_that_cannot_be_converted_keeps_its_article_out(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: object) -> None:
        raise ConvertError("words not found")

    monkeypatch.setattr("triplewire.build.one_article.convert", refuse)
    outcome = room.build()

    assert [fault.reason for fault in outcome.faults] == ["words not found"] * 2


def test_another_base_leaves_nothing_under_the_old_one(room: Newsroom) -> None:
    room.build()
    (room.root / "triplewire.toml").write_text('base = "https://news.example/"\n', encoding="utf-8")
    outcome = room.build()
    with Store(room.store) as store:
        graphs = store.graphs()

    assert outcome.replaced == 2
    assert [name for name in graphs if not name.startswith("https://news.example/")] == []


def test_a_second_folder_leaves_the_actors_of_the_first_as_they_were(
    room: Newsroom, tmp_path: Path
) -> None:
    (room.root / "actors.csv").write_text(
        "key,name,type,aliases,identifiers,within\n"
        "actor/the-minister,Astrid Dahl,person,,https://example.org/dahl,\n"
        "actor/norway,Kingdom of Norway,country,Norway,,\n"
        "actor/nobody,Nobody Yet,person,,,\n",
        encoding="utf-8",
    )
    room.build()
    graph = "https://newsroom.example/graph/authorities"
    with Store(room.store) as store:
        before = {quad.triple for quad in store.quads(graph)}
    other = tmp_path / "other"
    other.mkdir()
    (other / "new.txt").write_text(f"Norway signed it too. {RAIL}", encoding="utf-8")
    run(other, room.store)
    with Store(room.store) as store:
        after = {quad.triple for quad in store.quads(graph)}

    assert before <= after
    assert '"Norway"@en' not in {
        str(t.object) for t in after if t.predicate.value.endswith("label")
    }


def test_two_folders_of_different_bases_do_not_share_a_store(
    room: Newsroom, tmp_path: Path
) -> None:
    room.build()
    other = tmp_path / "other"
    (other / "articles").mkdir(parents=True)
    (other / "triplewire.toml").write_text('base = "https://news.example/"\n', encoding="utf-8")
    (other / "articles" / "new.txt").write_text(RAIL.replace("Vienna", "Graz"), encoding="utf-8")

    with pytest.raises(StoreError, match="another base"):
        run(other, room.store)
