"""tests/bad: a valid graph, and files that each break one shape of it.

The first line of such a file is the message it must lead to. A line ``# remove: S P O .`` takes a
triple of the valid graph away; the rest is Turtle to be added to it.
"""

from functools import cache
from pathlib import Path

from pyoxigraph import RdfFormat, Triple, parse

from triplewire import assets
from triplewire.records import Graph, Report
from triplewire.shacl import Shapes, load_shapes
from triplewire.validate import context_of, index_shared, validate_graph

BAD = Path(__file__).resolve().parents[1] / "bad"
BASE = BAD / "_base.ttl"
BAD_FILES = sorted(path for path in BAD.glob("*.ttl") if path != BASE)

_SHAPE = "https://w3id.org/triplewire/shapes#"
_REMOVE = "# remove: "


def turtle(text: str) -> frozenset[Triple]:
    return frozenset(quad.triple for quad in parse(text, format=RdfFormat.TURTLE))


@cache
def shapes() -> Shapes:
    return load_shapes(assets.shapes())


@cache
def vocabulary() -> frozenset[Triple]:
    files = sorted(assets.ontology().glob("*.ttl"))
    return frozenset().union(*(turtle(file.read_text("utf-8")) for file in files))


@cache
def base() -> frozenset[Triple]:
    return turtle(BASE.read_text("utf-8"))


def report_of(triples: frozenset[Triple], engine: str, only: Shapes | None = None) -> Report:
    graph = Graph(iri="https://example.org/news/graph/x", triples=triples)
    index = index_shared(vocabulary())
    used = {triple.predicate.value for triple in triples}
    defined = frozenset().union(*(index.get(iri, ()) for iri in used))
    return validate_graph(graph, context_of(graph, index) | defined, only or shapes(), engine)


def expected(path: Path) -> tuple[str, str]:
    """Return the shape that a file breaks, and the message."""
    return _SHAPE + path.stem, path.read_text("utf-8").splitlines()[0].removeprefix("# ")


def broken(path: Path) -> frozenset[Triple]:
    """Return the valid graph with the changes of a file."""
    lines = path.read_text("utf-8").splitlines()
    prologue = [line for line in lines if line.startswith("@")]
    directives = [line.removeprefix(_REMOVE) for line in lines if line.startswith(_REMOVE)]
    removed = turtle("\n".join(prologue + directives))
    assert removed <= base(), f"{path.name} removes what the valid graph does not have"
    return base() - removed | turtle("\n".join(lines))
