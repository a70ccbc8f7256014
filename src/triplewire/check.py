"""A store or RDF files in, SHACL reports out: each article's graph with what it mentions."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from triplewire.errors import ValidateError
from triplewire.iris import mint
from triplewire.records import Graph, Report
from triplewire.store import Store
from triplewire.validate import Shapes, context_of, index_shared, validate
from triplewire.vocabulary import vocabulary

_FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".trig": ox.RdfFormat.TRIG,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
}


# The graphs in which something is said about things of several articles.
_JUDGEMENTS = ("comparisons", "identities")


def check_store(store: Store, shapes: Shapes, engine: str) -> Iterator[Report]:
    """Yield the report of every article's graph in a store, in the order of the graphs' names.

    Last come the graphs of what was judged across articles.
    """
    own = {(entry.graph, entry.text_graph) for entry in store.manifest.articles.values()}
    judged = [mint("graph", name, base=store.manifest.base) for name in _JUDGEMENTS]
    apart = {*judged, *(name for names in own for name in names)}
    common = [name for name in store.graphs() if name not in apart]
    shared = index_shared(quad.triple for name in common for quad in store.quads(name))
    for name, text_name in sorted(own):
        graph = Graph(iri=name, triples=frozenset(quad.triple for quad in store.quads(name)))
        texts = frozenset(quad.triple for quad in store.quads(text_name))
        yield validate(graph, context_of(graph, shared) | texts, shapes, engine)
    for name in judged:
        graph = Graph(iri=name, triples=frozenset(quad.triple for quad in store.quads(name)))
        yield validate(graph, vocabulary() | _mentioned(store, graph), shapes, engine)


def _mentioned(store: Store, graph: Graph) -> frozenset[ox.Triple]:
    """Return what a store says of all that a graph mentions, and of what that mentions."""
    seen: set[str] = set()
    found: set[ox.Triple] = set()
    agenda = list(graph.triples)
    while agenda:
        triple = agenda.pop()
        for node in (triple.subject, triple.object):
            if isinstance(node, ox.NamedNode) and node.value not in seen:
                seen.add(node.value)
                described = {quad.triple for quad in store.about(node.value)}
                agenda.extend(described - found)
                found |= described
    return frozenset(found)


def check_files(paths: Iterable[Path], shapes: Shapes, engine: str) -> Iterator[Report]:
    """Yield the report of each RDF file, whose graphs are taken together.

    Raises: ValidateError when a file is not RDF.
    """
    for path in paths:
        triples = frozenset(_parse(path))
        graph = Graph(iri=path.resolve().as_uri(), triples=triples)
        yield validate(graph, vocabulary() - triples, shapes, engine)


def _parse(path: Path) -> Iterator[ox.Triple]:
    rdf_format = _FORMATS.get(path.suffix.lower())
    if rdf_format is None:
        raise ValidateError(
            "not a format that can be checked", where=str(path), hint="use " + ", ".join(_FORMATS)
        )
    try:
        for quad in ox.parse(path=path, format=rdf_format):
            yield quad.triple
    except SyntaxError as error:
        raise ValidateError(f"not RDF: {error}", where=str(path)) from error
    except OSError as error:
        raise ValidateError(f"cannot be read: {error.strerror}", where=str(path)) from error
