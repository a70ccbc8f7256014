"""What a worker writes of a graph is what a store gives back of it."""

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triplewire.records import Graph
from triplewire.store import (
    Store,
    Writer,
    as_kept,
    as_told,
    content_of,
    edition,
    lines_of,
    rebuild,
    writer,
)
from triplewire.store.content import changed_content

G = "https://example.org/graph/a"
NAME = ox.NamedNode(G)
XSD = "http://www.w3.org/2001/XMLSchema#"

NODES = st.sampled_from([ox.NamedNode(f"https://example.org/{name}") for name in "stuv"])
TYPES = (
    *("boolean", "byte", "date", "dateTime", "dateTimeStamp", "dayTimeDuration", "decimal"),
    *("double", "duration", "float", "gDay", "gMonth", "gMonthDay", "gYear", "gYearMonth", "int"),
    *("integer", "long", "nonNegativeInteger", "short", "string", "time", "token"),
    *("unsignedInt", "yearMonthDuration", "anyURI"),
)
ODD = (
    *("1", "01", "+1", "-0", "0.50", ".5", "1.0E0", "1e400", "NaN", "INF", "true", "9" * 50, ""),
    *("2026-11-30", "2026-11-30Z", "2026-11-30+00:00", "2026-11-30-05:00", "2026-02-30"),
    *("2026-11-30T24:00:00", "2026-11-30T10:00:00.000Z", "2026-11-30T10:00:00.10+01:00"),
    *("24:00:00", "10:00:00.0", "P1Y12M", "PT60S", "-P1D", "PT0S", "02026", "2026", "2026-11"),
    *("--11-30", "---30", "--11", " 1 "),
)
WORDS = st.text(st.characters(codec="utf-8"), max_size=20)
LITERALS = st.one_of(
    st.builds(ox.Literal, WORDS),
    st.builds(lambda words: ox.Literal(words, language="en-GB"), WORDS),
    st.builds(
        lambda kind, value: ox.Literal(value, datatype=ox.NamedNode(XSD + kind)),
        st.sampled_from(TYPES),
        st.one_of(st.sampled_from(ODD), st.integers().map(str), st.decimals().map(str), WORDS),
    ),
    st.builds(lambda words: ox.Literal(words, datatype=NAME), WORDS),
    # Words that look like what a line ends with, or like a number.
    st.sampled_from([ox.Literal(" .\n"), ox.Literal(f'"1"^^<{XSD}integer> .\n<a> <b> "')]),
)
TRIPLES = st.frozensets(st.builds(ox.Triple, NODES, NODES, st.one_of(NODES, LITERALS)))


@settings(max_examples=150, deadline=None)
@given(TRIPLES)
def test_the_lines_of_a_graph_are_those_that_a_store_writes(triples: frozenset[ox.Triple]) -> None:
    store = ox.Store()
    store.extend(ox.Quad(t.subject, t.predicate, t.object, NAME) for t in triples)
    kept = [quad.triple for quad in store]
    lines, content = lines_of(Graph(iri=G, triples=triples))

    assert lines.decode() == "".join(sorted(f"{triple} .\n" for triple in kept))
    assert content == changed_content("", NAME, (), kept)


@pytest.fixture(params=[(0, 0), (2, 0), (100, 100)])
def _loading(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "_BULK", request.param[0])
    monkeypatch.setattr(edition, "_FEW", request.param[1])


@pytest.mark.usefixtures("_loading")
@settings(max_examples=5, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["graph/a", "graph/b", "graph/text/a"]), TRIPLES), max_size=4
    )
)
def test_graphs_put_in_as_lines_make_the_store_that_triples_make(
    tmp_path_factory: pytest.TempPathFactory, graphs: list[tuple[str, frozenset[ox.Triple]]]
) -> None:
    one, other = tmp_path_factory.mktemp("one"), tmp_path_factory.mktemp("other")
    for iri, triples in graphs:
        graph = Graph(iri=f"https://example.org/{iri}", triples=triples)
        with rebuild(one) as writing:
            changed = writing.replace(graph)
            said = _said(writing)
        with rebuild(other) as writing:
            assert writing.put(graph.iri, *lines_of(graph)) == changed
            assert _said(writing) == said
        assert _all(one) == _all(other)


def test_a_graph_that_says_the_same_in_other_words_is_the_same(tmp_path: Path) -> None:
    half = [ox.Literal(value, datatype=ox.NamedNode(f"{XSD}decimal")) for value in ("0.5", "0.50")]
    for literal in half:
        with rebuild(tmp_path) as writing:
            writing.replace(Graph(iri=G, triples=frozenset({ox.Triple(NAME, NAME, literal)})))

    with Store(tmp_path) as store:
        assert store.path.name == "gen-000001"


def test_new_graphs_of_a_later_build_are_told_as_changes(tmp_path: Path) -> None:
    triple = ox.Triple(NAME, NAME, ox.Literal("one"))
    with rebuild(tmp_path) as writing:
        writing.put("https://example.org/graph/b", *lines_of(Graph(iri=G, triples=frozenset())))
        writing.replace(Graph(iri="https://example.org/graph/b", triples=frozenset({triple})))
    with rebuild(tmp_path) as writing:
        writing.put(G, *lines_of(Graph(iri=G, triples=frozenset({triple}))))
        assert _said(writing) == ([triple], [])
        writing.remove("https://example.org/graph/b")
        assert {quad.graph_name for quad in writing.database()} == {NAME, ox.DefaultGraph()}


def _said(writing: Writer) -> tuple[list[ox.Triple], list[ox.Triple]] | None:
    changes = writing.changes()
    return None if changes is None else ([*changes.added()], [*changes.removed()])


def _all(folder: Path) -> tuple[set[str], str]:
    """Return all quads of a store, the default graph's among them, and their name."""
    try:
        with Store(folder) as store, store.whole() as everything:
            return {str(quad) for quad in everything}, store.manifest.content
    except Exception as error:  # noqa: BLE001 - nothing was ever written
        return {str(type(error))}, ""


@pytest.mark.usefixtures("_loading")
@settings(max_examples=5, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["a", "b", "text/a"]), TRIPLES, TRIPLES), max_size=4))
def test_a_graph_that_is_changed_bit_by_bit_is_the_one_that_is_put_in_at_once(
    tmp_path_factory: pytest.TempPathFactory,
    changes: list[tuple[str, frozenset[ox.Triple], frozenset[ox.Triple]]],
) -> None:
    folders = [tmp_path_factory.mktemp("one") for _ in range(3)]
    for name, gone, come in changes:
        iri = f"https://example.org/graph/{name}"
        with rebuild(folders[0]) as one, rebuild(folders[1]) as two, rebuild(folders[2]) as three:
            after = one.triples(iri) - gone | come
            put = one.replace(Graph(iri=iri, triples=after))

            assert two.change(iri, as_told(gone), as_told(come)) >= put
            content = content_of(ox.NamedNode(iri), as_kept(after))
            assert three.become(iri, as_told(after), content=content) == put
            assert one.triples(iri) == two.triples(iri) == three.triples(iri)
            said = [list(each.vanished("https://example.org/graph/b")) for each in (one, three)]
            assert said[0] == said[1]
        assert _all(folders[0]) == _all(folders[1]) == _all(folders[2])
