"""A dump tells what became of names in one graph, and has them in no table and no count."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from tests.graphs import BASE, invented, store_of
from triplewire.ask import counts
from triplewire.publish.dump.catalogue import catalogue
from triplewire.publish.dump.release import write_dump
from triplewire.store import Store
from triplewire.vocab import PREFIXES, term

NAMES = """
<graph/names> {
  <claim/aa/old> a as:Tombstone ; as:formerType tw:Claim ; rdfs:label "Ada: words of old" ;
    dcterms:date "2024-06-05"^^xsd:date ; tw:withdrawnBy <text/aa/2> .
  <actor/old> a as:Tombstone ; as:formerType tw:Actor ; rdfs:label "Oldest actor" .
  <actor/ada-m> dcterms:isReplacedBy <actor/ada-moor> ; rdfs:label "Ada M." .
}
"""


def named() -> list[ox.Quad]:
    head = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    return list(ox.parse(head + NAMES, format=ox.RdfFormat.TRIG, base_iri=BASE))


@pytest.fixture(scope="module")
def dump(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("gone")
    with store_of([*invented(), *named()], folder / "store") as store:
        return folder / "dumps" / write_dump(store, folder / "dumps").version


def test_the_graph_of_names_is_in_a_dump(dump: Path) -> None:
    quads = set(ox.parse((dump / "triplewire.nq").read_bytes(), format=ox.RdfFormat.N_QUADS))

    assert set(named()) <= quads
    assert "`graph/names`" in (dump / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("words", ["words of old", "Oldest actor", "Ada M."])
def test_no_table_has_what_is_gone(dump: Path, words: str) -> None:
    tables = sorted(dump.glob("*.csv"))

    assert len(tables) == 7
    assert not any(words in table.read_text(encoding="utf-8-sig") for table in tables)


def test_nothing_that_is_gone_is_counted(tmp_path: Path) -> None:
    with (
        store_of(invented(), tmp_path / "one") as without,
        store_of([*invented(), *named()], tmp_path / "two") as store,
    ):
        assert counts(store) == counts(without)
        assert entities(store) == entities(without)


def test_the_catalogue_names_the_graph_of_names(tmp_path: Path) -> None:
    with store_of([*invented(), *named()], tmp_path / "store") as store:
        titled = (t for t in catalogue(store) if t.predicate == term("dcterms", "title"))
        titles = {str(t.object) for t in titled}

    assert any("What became of names" in title for title in titles)


def entities(store: Store) -> set[str]:
    dataset = ox.NamedNode(f"{BASE}dataset")
    said = (t for t in catalogue(store) if t.subject == dataset)
    return {str(t.object) for t in said if t.predicate == term("void", "entities")}
