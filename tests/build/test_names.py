"""What was published keeps its name, or says what became of it, whatever is done to a newsroom."""

import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest

from triplewire.build.write import Outcome
from triplewire.errors import LinkError
from triplewire.pipeline import Options, run
from triplewire.records import Registered
from triplewire.register import load_register
from triplewire.store import Store

FISH = """Ministers agree on fish

Norway's fish minister Astrid Dahl met Ben Lind in Bergen on 3 May 2026. "We are ready," Dahl said.

Lind said that exports had reached $2.5 billion in 2025. "Nobody can wait any longer," he added.

https://news.example.org/boats/12
"""
RAIL = """The line to Graz opens

The minister, A. Dahl, opened the line to Graz. "It was high time," said A. Dahl.
"""
DAY = "2026-11-30"


class Room:
    """A newsroom that changes, with what its store says and what it has published."""

    def __init__(self, folder: Path) -> None:
        self.root, self.store = folder / "room", folder / "store"
        (self.root / "articles").mkdir(parents=True)
        self.write("fish", FISH)

    def write(self, name: str, text: str) -> None:
        (self.root / "articles" / f"{name}.txt").write_text(text, encoding="utf-8")

    def rename(self, name: str, other: str) -> None:
        path = self.root / "articles" / f"{name}.txt"
        path.rename(path.with_name(f"{other}.txt"))

    def remove(self, name: str) -> None:
        (self.root / "articles" / f"{name}.txt").unlink()

    def build(self, store: Path | None = None, day: str = DAY) -> Outcome:
        return run(self.root, store or self.store, Options(day=day))

    def quads(self) -> set[str]:
        with Store(self.store) as store:
            return {str(quad) for quad in store.quads()}

    def content(self, store: Path | None = None) -> str:
        with Store(store or self.store) as current:
            return current.manifest.content

    def iris(self, kind: str) -> dict[str, str]:
        """Return the things of a kind by their labels, those that have gone left out."""
        with Store(self.store) as store:
            return {
                t.object.value: t.subject.value.removeprefix(store.manifest.base)
                for t in store.triples(predicate=ox.NamedNode(f"{RDFS}label"))
                if isinstance(t.subject, ox.NamedNode)
                and isinstance(t.object, ox.Literal)
                and f"/{kind}/" in t.subject.value
                and not any(o.object == TOMBSTONE for o in store.triples(t.subject, TYPE))
            }

    def rows(self) -> dict[str, Registered]:
        rows, wrong = load_register(self.root / "register.csv")
        assert wrong == ()
        return {row.name: row for row in rows}


RDFS = "http://www.w3.org/2000/01/rdf-schema#"
TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
TOMBSTONE = ox.NamedNode("https://www.w3.org/ns/activitystreams#Tombstone")


@pytest.fixture
def room(tmp_path: Path) -> Room:
    made = Room(tmp_path)
    made.build()
    return made


def test_a_word_that_touches_no_finding_changes_fewer_than_thirty_quads(room: Room) -> None:
    before, claims = room.quads(), room.iris("claim")
    room.write("fish", FISH.replace("boats", "ships"))
    outcome = room.build()

    assert outcome.replaced == 1
    assert len(before ^ room.quads()) < 30
    assert room.iris("claim") == claims


def test_a_renamed_file_keeps_every_name(room: Room) -> None:
    before, names = room.quads(), room.rows().keys()
    room.rename("fish", "herring")
    room.build()

    assert len(before ^ room.quads()) < 15
    assert room.rows().keys() == names


def test_a_corrected_quotation_withdraws_what_it_said_and_says_what_stands_there(
    room: Room,
) -> None:
    (old,) = (iri for label, iri in room.iris("claim").items() if "We are ready" in label)
    room.write("fish", FISH.replace("We are ready", "We are almost ready"))
    room.build(day="2026-12-01")
    (new,) = (iri for label, iri in room.iris("claim").items() if "almost ready" in label)
    row = room.rows()[old]

    assert (row.status, row.see, row.when) == ("withdrawn", new, "2026-12-01")
    assert row.label.endswith("We are ready,")
    assert room.rows()[new].status == "added"
    article = next(row for name, row in room.rows().items() if name.startswith("article/"))
    assert row.texts == room.rows()[new].texts == article.texts[-1:]

    room.write("fish", FISH)
    room.build(day="2026-12-02")
    assert old not in room.rows() or room.rows()[old].status == "added"
    assert room.rows()[new].when == "2026-12-02"


def test_an_article_that_goes_leaves_its_names_and_has_them_again(room: Room) -> None:
    room.write("rail", RAIL)
    room.build()
    claims = room.iris("claim")
    room.remove("rail")
    room.build()
    gone = set(claims.values()) - set(room.iris("claim").values())

    assert gone
    assert all(room.rows()[iri].status == "withdrawn" for iri in gone)
    room.write("rail-again", RAIL)
    room.build()
    assert room.iris("claim") == claims
    assert not any(room.rows().get(iri) for iri in gone)


@pytest.mark.parametrize("published", ["false", "true"])
def test_what_an_article_said_is_not_told_again_when_it_goes(room: Room, published: str) -> None:
    """Its text above all, whether texts are published or not."""
    (room.root / "triplewire.toml").write_text(f"publish_text = {published}", encoding="utf-8")
    room.write("rail", RAIL)
    room.build()
    room.remove("rail")
    room.build()

    assert not any("opens" in quad and "was high time" in quad for quad in room.quads())
    labels = [row.label for row in room.rows().values() if row.name.startswith("text/")]
    assert set(labels) == {""}


def test_a_fuller_name_that_comes_later_changes_no_iri(tmp_path: Path) -> None:
    room = Room(tmp_path)
    room.write("fish", RAIL)
    room.build()
    (before,) = (iri for label, iri in room.iris("actor").items() if "Dahl" in label)
    room.write("more", FISH)
    (room.root / "decisions.csv").write_text(
        "what,article,quotation,target,value,by,when,why\n"
        "merge,more,Astrid Dahl,actor Astrid Dahl,A. Dahl,Kim,2026-11-30,\n",
        encoding="utf-8",
    )
    outcome = room.build()

    assert outcome.unmet == ()
    assert room.iris("actor")["Astrid Dahl"] == before
    (room.root / "decisions.csv").unlink()
    room.build()
    assert room.iris("actor")["A. Dahl"] == before
    assert room.iris("actor")["Astrid Dahl"] == "actor/astrid-dahl"


def test_a_name_that_a_table_replaces_leads_to_it_as_long_as_the_table_says_so(
    room: Room,
) -> None:
    row = "key,name,type,aliases,identifiers,within\nactor/the-minister,Astrid Dahl,person,,,\n"
    (room.root / "actors.csv").write_text(row, encoding="utf-8")
    for _ in range(3):
        room.build()
        assert room.rows()["actor/astrid-dahl"].see == "actor/the-minister"
        room.write("rail", f"{RAIL}It rained.\n")
    (room.root / "actors.csv").unlink()
    for _ in range(2):
        room.build()
        assert "actor/astrid-dahl" not in room.rows()
        assert room.rows()["actor/the-minister"].status == "withdrawn"


def test_a_store_made_anew_of_the_newsroom_and_its_register_is_the_same(room: Room) -> None:
    room.write("rail", RAIL)
    room.build()
    room.write("fish", FISH.replace("We are ready", "We are almost ready"))
    room.rename("rail", "line")
    room.build()
    again = room.root.parent / "again"
    register = (room.root / "register.csv").read_bytes()
    room.build(again)

    assert room.content(again) == room.content()
    assert (room.root / "register.csv").read_bytes() == register


def test_a_lost_register_is_made_anew_of_what_the_store_remembers(room: Room) -> None:
    room.write("fish", FISH.replace("We are ready", "We are almost ready"))
    room.build()
    before = (room.root / "register.csv").read_bytes(), room.content()
    (room.root / "register.csv").unlink()
    room.build()

    assert ((room.root / "register.csv").read_bytes(), room.content()) == before


def test_an_edited_register_with_a_wrong_line_costs_that_line(room: Room) -> None:
    path = room.root / "register.csv"
    before = path.read_bytes()
    path.write_bytes(before + b"<<<<<<< main\n")
    outcome = room.build()

    assert [fault.name for fault in outcome.faults] == [f"{path}:{before.count(10) + 1}"]
    assert path.read_bytes() == before


def test_a_folder_that_cannot_be_written_to_is_told_and_the_store_remembers(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    (room.root / "register.csv").unlink()
    (room.root / "register.csv").mkdir()
    with pytest.raises(Exception, match="cannot be read"):
        room.build()
    shutil.rmtree(room.root / "register.csv")

    def refuse(path: Path, _: object) -> None:
        raise LinkError("cannot be written: Read-only file system", where=str(path))

    monkeypatch.setattr("triplewire.pipeline.write_register", refuse)
    room.write("fish", FISH.replace("We are ready", "We are almost ready"))
    outcome = room.build()

    (fault,) = outcome.faults
    assert fault.name == str(room.root / "register.csv")
    assert "the store remembers" in fault.hint
    with Store(room.store) as store:
        ((*remembered,),) = store.manifest.register.values()
    assert {row.status for row in remembered} == {"current", "added", "withdrawn"}


def test_what_could_not_be_written_into_the_register_is_made_up_for(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (room.root / "register.csv").read_bytes()

    def refuse(path: Path, _: object) -> None:
        raise LinkError("cannot be written: Input/output error", where=str(path))

    with monkeypatch.context() as patch:
        patch.setattr("triplewire.pipeline.write_register", refuse)
        room.write("fish", FISH.replace("We are ready", "We are almost ready"))
        room.build()
        content = room.content()
        assert (room.root / "register.csv").read_bytes() == before
    outcome = room.build()

    assert (outcome.faults, room.content()) == ((), content)
    assert {row.status for row in room.rows().values()} == {"current", "added", "withdrawn"}
    with Store(room.store) as store:
        assert store.manifest.unwritten == ()


def test_of_two_texts_at_one_address_the_later_is_told_to_be_it(room: Room) -> None:
    page = '<html><head><link rel="canonical" href="https://news.example.org/fish"></head><body>'
    for name, words, day in (("old", FISH, 1), ("new", FISH.replace("boats", "ships"), 2)):
        date = f'<meta property="article:published_time" content="2026-05-0{day}">'
        body = "".join(f"<p>{line}</p>" for line in words.splitlines() if line)
        path = room.root / "articles" / f"{name}.html"
        path.write_text(page.replace("</head>", f"{date}</head>") + body, encoding="utf-8")
    room.remove("fish")
    outcome = room.build()

    assert outcome.superseded == (("articles/old.html", "articles/new.html"),)
    (row,) = (r for r in room.rows().values() if r.name.startswith("article/"))
    assert row.known_by == ("articles/new.html", "https://news.example.org/fish")
    assert len(row.texts) == 3


def test_a_telling_that_a_curator_makes_one_with_another_leads_to_it(tmp_path: Path) -> None:
    room = Room(tmp_path)
    room.write("fish", "The talks\n\nAstrid Dahl met Ben Lind in Bergen on 3 May 2026.\n")
    room.write("rail", "The trip\n\nAstrid Dahl met Nora Berg in Oslo on 4 May 2026.\n")
    room.build()
    one, other = (iri for iri in room.iris("event").values() if "/meeting-" in iri)
    (room.root / "decisions.csv").write_text(
        "what,article,quotation,target,value,by,when,why\n"
        "merge,fish,in Bergen on 3 May 2026,event meeting,in Oslo on 4 May 2026,Kim,2026-11-30,\n",
        encoding="utf-8",
    )
    for _ in range(2):
        assert room.build().unmet == ()
        (row,) = (room.rows()[iri] for iri in (one, other) if room.rows()[iri].see)
        assert {row.name, row.see} == {one, other}
        assert row.status == "replaced"
        room.write("other", "Nothing else\n\nIt rained in Bergen.\n")
