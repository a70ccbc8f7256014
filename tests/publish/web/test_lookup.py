"""The server itself answers only what takes few steps, whatever the query looks like."""

from collections.abc import Iterator

import pyoxigraph as ox
import pytest

from tests.publish.web.serving import put
from triplewire.publish.web.sparql import lookup
from triplewire.publish.web.sparql.guard import plan_of
from triplewire.publish.web.sparql.lookup import look_up
from triplewire.store import Store

BASE = "https://example.org/"
A = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Yield a store with a thousand things of a class, and one that is said to be huge."""
    folder = tmp_path_factory.mktemp("class") / "store"
    things = "".join(f"<x:s{n}> {A} <x:C> ; <x:n> {n} .\n" for n in range(1_000))
    of = (lookup.MOST_STEPS - 1, lookup.MOST_STEPS)
    things += "".join(f"<x:o{n}> <x:p> <x:of{most}> .\n" for most in of for n in range(most))
    huge = f'<x:huge> <x:text> "{"a" * 300_000}" ; <x:has> <x:part> .'
    put(folder, BASE, many=f"{things} <x:s1> <x:s1> <x:C> . {huge}")
    with Store(folder) as store:
        yield store


class Watched:
    """A store that counts the triples that are taken from it, and keeps the queries."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.steps = 0
        self.queries: list[str] = []

    def triples(self, *pattern: ox.NamedNode | None) -> Iterator[ox.Triple]:
        for triple in self.store.triples(*pattern):
            self.steps += 1
            yield triple

    def query(self, text: str, prefixes: dict[str, str]) -> object:
        self.queries.append(text)
        return self.store.query(text, prefixes=prefixes)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?x ?x <x:C> }",
        "SELECT ?x { ?x ?x <x:C> . }",
        "SELECT * { ?x ?p <x:C> }",
        "SELECT * { ?x a <x:C> }",
        "SELECT ?nothing { ?x a <x:C> }",
        "PREFIX x: <x:> SELECT * { $x $x x:C }",
        "SELECT * { <x:huge> ?p ?o }",
        "SELECT * { ?x <x:p> ?x }",
        "SELECT * { ?x ?x ?x }",
        "SELECT * { ?x ?p 7 }",
        "SELECT DISTINCT * { <x:s1> ?p ?o }",
        "SELECT * { <x:s1> ?p ?o } LIMIT 1",
        "SELECT * { <x:s1> ?p ?o } OFFSET 1000000",
        "SELECT * { <x:s1> ?p ?o . ?a ?b ?c }",
    ],
)
def test_what_may_take_long_goes_to_a_worker(store: Store, query: str) -> None:
    watched = Watched(store)
    found = look_up(watched, plan_of(query, {}), "json")  # type: ignore[arg-type]

    assert found is None
    assert watched.steps <= lookup.MOST_STEPS
    assert all(query.endswith(f"\nLIMIT {lookup.MOST_STEPS}") for query in watched.queries)


@pytest.mark.parametrize(
    "query", ["SELECT * { ?x ?x <x:C> }", "PREFIX x: <x:> SELECT * { $x ?x x:C }"]
)
def test_a_variable_twice_in_a_pattern_is_run_only_when_few_triples_have_its_constants(
    store: Store, query: str
) -> None:
    watched = Watched(store)

    assert look_up(watched, plan_of(query, {}), "json") is None  # type: ignore[arg-type]
    assert (watched.steps, watched.queries) == (lookup.MOST_STEPS, [])


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
@pytest.mark.parametrize("number", [lookup.MOST_STEPS - 1, lookup.MOST_STEPS])
def test_an_answer_is_whole_or_left_to_a_worker(store: Store, number: int, form: str) -> None:
    query = f"SELECT ?x {{ ?x ?p <x:of{number}> }} # as it comes"
    found = look_up(store, plan_of(query, {}), form)

    assert (found is None) is (number >= lookup.MOST_STEPS)
    assert found is None or found.count(b"x:o") == number


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("SELECT * { <x:s7> ?p ?o }", 2),
        ("SELECT * { <x:s7> ?p ?p }", 0),
        ("SELECT * { <x:s7> ?p <x:C> }", 1),
        ("SELECT * { ?x ?x <x:part> }", 0),
        ("SELECT * { ?x ?p <x:part> }", 1),
        ("SELECT * { <x:nowhere> ?p ?o }", 0),
        ("SELECT * { <x:huge> <x:has> ?o }", 1),
    ],
)
def test_what_takes_few_steps_is_answered_at_once(store: Store, query: str, rows: int) -> None:
    found = look_up(store, plan_of(query, {}), "csv")

    assert found is not None
    assert len(found.splitlines()) == rows + 1
