"""A path of a result is the path that its shape has, in a standard report too."""

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from rdflib import RDF, SH, URIRef
from rdflib.term import Node

from triplewire.errors import ValidateError
from triplewire.report.paths import turtle_path

_PREFIXES = "@prefix sh: <http://www.w3.org/ns/shacl#> .\n"
_SIGNS: dict[Node, str] = {
    SH.zeroOrMorePath: "*",
    SH.oneOrMorePath: "+",
    SH.zeroOrOnePath: "?",
}
_IRIS = st.sampled_from(["<urn:a>", "<https://example.org/b?c=(d)*>", "<urn:f/g>"])
_PATHS = st.recursive(
    _IRIS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"({'/'.join(parts)})"),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"({'|'.join(parts)})"),
        inner.map(lambda path: f"^({path})"),
        st.tuples(inner, st.sampled_from("*+?")).map(lambda pair: f"({pair[0]}){pair[1]}"),
    ),
    max_leaves=6,
)


def _sparql(turtle: str) -> str:
    """Return what SHACL's definition of paths makes of a path in Turtle."""
    graph = rdflib.Graph().parse(data=f"{_PREFIXES}<urn:s> sh:path {turtle} .", format="turtle")

    def read(node: Node) -> str:
        if isinstance(node, URIRef):
            return f"<{node}>"
        if (node, RDF.first, None) in graph:
            return f"({'/'.join(map(read, graph.items(node)))})"
        ((kind, inner),) = graph.predicate_objects(node)
        if kind == SH.alternativePath:
            return f"({'|'.join(map(read, graph.items(inner)))})"
        return f"(^{read(inner)})" if kind == SH.inversePath else f"({read(inner)}){_SIGNS[kind]}"

    return read(next(graph.objects(URIRef("urn:s"), SH.path)))


def _data() -> ox.Store:
    store = ox.Store()
    edges = ["urn:a", "https://example.org/b?c=(d)*", "urn:f/g"]
    for number in range(24):
        one, other = (ox.NamedNode(f"urn:{number * step % 5}") for step in (7, 3))
        store.add(ox.Quad(one, ox.NamedNode(edges[number % 3]), other))
    return store


_DATA = _data()


def _pairs(path: str) -> set[str]:
    found = _DATA.query(f"SELECT DISTINCT ?a ?b WHERE {{ ?a {path} ?b }}")
    return {str(row) for row in found}  # type: ignore[union-attr]  # a SELECT has rows


@given(_PATHS)
def test_a_path_in_turtle_reaches_what_the_path_in_sparql_reaches(path: str) -> None:
    assert _pairs(_sparql(turtle_path(path))) == _pairs(path)


def test_a_path_of_one_iri_is_that_iri() -> None:
    assert turtle_path("urn:a") == "<urn:a>"
    assert turtle_path("^<urn:a>/<urn:b>") == "( [ sh:inversePath <urn:a> ] <urn:b> )"


@pytest.mark.parametrize(
    "path", ["<urn:a>/", "(<urn:a>", "<urn:a>!", "|<urn:a>", "<urn:a> <urn:b>"]
)
def test_what_is_no_path_is_refused(path: str) -> None:
    with pytest.raises(ValidateError, match="not a property path"):
        turtle_path(path)
