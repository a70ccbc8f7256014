"""The index of a changed store is what it would be if it were made of all that the store says."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.graphs import BASE
from triplewire import vocab
from triplewire.ask.index import Index, index_file, renew_index, write, write_index
from triplewire.ask.index.said import read_of
from triplewire.records import Graph
from triplewire.store import Store, rebuild

THINGS = [
    "article/1",
    "article/2",
    "claim/1/a",
    "event/1/b",
    "actor/ada",
    "place/oslo",
    "text/1#w",
    "comparison/1--2",
]
NODES = [ox.NamedNode(BASE + thing) for thing in THINGS] + [ox.NamedNode("https://else.example/x")]
DATE_TYPE = "http://www.w3.org/2001/XMLSchema#date"
DAYS = [ox.Literal(day, datatype=ox.NamedNode(DATE_TYPE)) for day in ("2024-01-02", "2023-05-06")]
WORDS = ["Ada Moor", "Oslo", "Ada and Oslo agree"]
Found = ox.NamedNode | ox.Literal
SAID: tuple[tuple[ox.NamedNode, Sequence[Found]], ...] = (
    (vocab.SCHEMA_MENTIONS, NODES),
    (vocab.REPORTED_IN, NODES),
    (vocab.SCHEMA_PUBLISHER, NODES),
    (vocab.DCTERMS_IS_REPLACED_BY, NODES),
    (vocab.TYPE, [vocab.ACTOR, vocab.SCHEMA_PERSON, vocab.SCHEMA_PLACE, vocab.CLAIM]),
    (vocab.TYPE, [vocab.SCHEMA_ARTICLE, vocab.SCHEMA_EVENT, vocab.AS_TOMBSTONE]),
    (vocab.LABEL, [ox.Literal(word, language="en") for word in WORDS]),
    (vocab.SCHEMA_TEXT, [ox.Literal(word) for word in WORDS]),
    (vocab.SCHEMA_ALTERNATE_NAME, [ox.Literal(word) for word in WORDS]),
    (vocab.SCHEMA_DATE_PUBLISHED, DAYS),
    (vocab.NOT_BEFORE, DAYS),
    (vocab.REPORTED_ON, DAYS),
    (vocab.RELATION, [vocab.REPEATS, vocab.REFINES]),
    (vocab.CONFIDENCE, [ox.Literal("0.5"), ox.Literal("0.7")]),
)
TRIPLES = st.sampled_from(NODES).flatmap(
    lambda subject: st.sampled_from(SAID).flatmap(
        lambda said: st.sampled_from(said[1]).map(lambda found: ox.Triple(subject, said[0], found))
    )
)
GRAPHS = st.lists(st.frozensets(TRIPLES, max_size=12), min_size=3, max_size=3)
NAMES = [f"{BASE}graph/a", f"{BASE}graph/b", f"{BASE}graph/review/c"]


@settings(max_examples=30)
@given(st.lists(GRAPHS, min_size=2, max_size=4))
def test_an_index_that_is_changed_is_as_one_that_is_made_anew(
    states: list[list[frozenset[ox.Triple]]],
) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name) / "store"
        for state in states:
            with rebuild(folder, renew_index) as writer:
                writer.manifest.base = BASE
                for graph, triples in zip(NAMES, state, strict=True):
                    writer.replace(Graph(iri=graph, triples=triples))
            with Store(folder) as store:
                anew = Path(name) / "anew"
                write_index(store, anew)
                renewed = index_file(store)
                assert told(renewed) == told(anew)
                changed = found(Index(store))
                anew.replace(renewed)
                assert changed == found(Index(store))


def test_only_what_has_changed_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "store"
    label = ox.Triple(NODES[0], vocab.LABEL, ox.Literal("One", language="en"))
    more = ox.Triple(NODES[1], vocab.LABEL, ox.Literal("Two", language="en"))
    with rebuild(folder, renew_index) as writer:
        writer.manifest.base = BASE
        writer.replace(Graph(iri=NAMES[0], triples=frozenset({label})))
    read: list[set[str]] = []

    def noted(db: sqlite3.Connection, database: ox.Store, base: str, iris: set[str]) -> None:
        read.append(set(iris))
        read_of(db, database, base, iris)

    monkeypatch.setattr(write, "read_of", noted)
    with rebuild(folder, renew_index) as writer:
        writer.replace(Graph(iri=NAMES[0], triples=frozenset({label, more})))

    assert read == [{NODES[1].value}]
    with Store(folder) as store:
        assert [entry.label for entry in Index(store).listed("article").entries] == ["One", "Two"]


def told(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return what the tables of an index have."""
    with closing(sqlite3.connect(path)) as db:
        return {
            table: sorted(db.execute(f"SELECT * FROM {table}"))  # noqa: S608  words of ours
            for table in ("thing", "day", "page", "total", "facet", "term", "comparison", "dataset")
        }


def found(index: Index) -> list[object]:
    """Return what is found by each word."""
    return [index.search(word) for word in ("ada", "moor", "oslo", "agree", "2024")]
