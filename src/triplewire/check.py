"""A store or RDF files in, SHACL reports out: each article's graph with what it mentions."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from triplewire.errors import ValidateError
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


def check_store(store: Store, shapes: Shapes, engine: str) -> Iterator[Report]:
    """Yield the report of every article's graph in a store, in the order of the graphs' names."""
    own = {(entry.graph, entry.text_graph) for entry in store.manifest.articles.values()}
    apart = {name for names in own for name in names}
    common = [name for name in store.graphs() if name not in apart]
    shared = index_shared(quad.triple for name in common for quad in store.quads(name))
    for name, text_name in sorted(own):
        graph = Graph(iri=name, triples=frozenset(quad.triple for quad in store.quads(name)))
        texts = frozenset(quad.triple for quad in store.quads(text_name))
        yield validate(graph, context_of(graph, shared) | texts, shapes, engine)


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
