"""Who has no name in an article, from its marks to the pages: told by its words, never joined."""

import csv
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from markup import read

from tests.extract.tagged import tags_of
from tests.publish.pages.conftest import client_of
from triplewire import assets, vocab
from triplewire.check import check_store
from triplewire.explain import explain
from triplewire.explain.render import render
from triplewire.extract import extractors, pages
from triplewire.extract.tagger import Tags
from triplewire.pipeline import Options, run
from triplewire.publish.dump.tables.write import write_tables
from triplewire.shacl import load_shapes
from triplewire.store import Store

_HEAD = "genre: wire\nregion: -\npublished: 2024-03-14\nannotator: t\n---\n"
_TOLD = {
    "one": "{unnamed#g|Two gunmen} {event#e type=assault status=happened who=doer:g,other:o "
    "place=b when=t|shot} {person#o|Ola Brask} in {place#b|Bergen} {time#t value=2024-03-12|on 12 "
    "March 2024}. {ref#g|They} left by boat.\n",
    "two": "{person#o|Ola Brask} {event#e type=assault status=happened who=doer:g,other:o place=b "
    "when=t|was shot} in {place#b|Bergen} {time#t value=2024-03-12|on 12 March 2024} by "
    "{unnamed#g|two gunmen}.\n",
}


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the store of two articles that tell of one event, by marks that are made by hand."""
    room = tmp_path / "room"
    (room / "articles").mkdir(parents=True)
    documents = []
    for name, told in _TOLD.items():
        path = tmp_path / f"{name}.txt"
        path.write_text(_HEAD + told, encoding="utf-8")
        documents.append(read(path))
        (room / "articles" / path.name).write_text(documents[-1].text, encoding="utf-8")

    def tag(masked: str, *_: object) -> Tags:
        document = next(one for one in documents if one.text.strip() in masked)
        tags, by = tags_of(document), masked.index(document.text.strip())
        moved = (replace(mark, start=mark.start + by, end=mark.end + by) for mark in tags.marks)
        return replace(tags, marks=tuple(moved))

    monkeypatch.setattr(extractors, "fingerprint", lambda: "by-hand")
    monkeypatch.setattr(pages, "load_network", object)
    monkeypatch.setattr(pages, "tag", tag)
    outcome = run(room, tmp_path / "store", Options(model="learned"))
    assert (outcome.added, outcome.faults, outcome.omitted) == (2, (), ())
    return tmp_path / "store"


def said(store: Store, name: ox.NamedNode) -> list[tuple[str, str]]:
    """Return the subjects and values of a property."""
    return sorted(
        (triple.subject.value, triple.object.value)
        for triple in store.triples(predicate=name)
        if isinstance(triple.subject, ox.NamedNode)
        and not isinstance(triple.object, ox.BlankNode | ox.Triple)
    )


def test_two_articles_tell_of_one_event_and_each_of_its_own_unnamed_party(store: Path) -> None:
    with Store(store) as current:
        credited = said(current, vocab.SCHEMA_CREDIT_TEXT)
        kinds = said(current, vocab.TYPE)

    events = {part.partition("#")[0] for part, _ in credited}
    assert len(events) == 1
    assert "/assault-" in events.pop()
    assert sorted(words for _, words in credited) == ["Two gunmen", "two gunmen"]
    assert len({part for part, _ in credited}) == 2
    actors = {thing.rpartition("/")[2] for thing, kind in kinds if kind == vocab.ACTOR.value}
    assert actors == {"ola-brask", "norway"}  # Bergen is in Norway.


def test_its_graph_keeps_the_shapes_and_its_words_are_explained(store: Path) -> None:
    with Store(store) as current:
        (part, words), _ = said(current, vocab.SCHEMA_CREDIT_TEXT)
        told = render(explain(current, f"<{part}>"), color=False)

        assert all(r.conforms for r in check_store(current, load_shapes(assets.shapes())))
    assert f"(tw:Participation)  {words}\n" in told
    assert "Ola Brask" in told


def test_a_page_shows_it_without_a_link_and_a_table_without_an_actor(
    store: Path, tmp_path: Path
) -> None:
    with Store(store) as current:
        event = said(current, vocab.SCHEMA_CREDIT_TEXT)[0][0].partition("#")[0]
        write_tables(current, tmp_path)
    with client_of(store) as client:
        page = client.get(f"/event/{event.partition('/event/')[2]}.html").text
    with (tmp_path / "participations.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))

    assert '<td>two gunmen <span class="note">(not named)</span></td>' in page
    assert '<td>Two gunmen <span class="note">(not named)</span></td>' in page
    assert ">Ola Brask</a></td>" in page
    assert sorted((row["actor"] != "", row["actor_name"], row["role"]) for row in rows) == [
        (False, "Two gunmen", "initiator"),
        (False, "two gunmen", "initiator"),
        (True, "Ola Brask", "recipient"),
        (True, "Ola Brask", "recipient"),
    ]
