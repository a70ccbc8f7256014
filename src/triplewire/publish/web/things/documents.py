"""A thing of the store in, the document about it out: Turtle, N-Triples, JSON-LD or RDF/XML."""

from collections.abc import Iterator
from io import BytesIO

import pyoxigraph as ox

from triplewire.publish.dump import write_quads
from triplewire.store import Store
from triplewire.vocab import PREFIXES

# Media types by file suffix, in the order of preference among equals.
SUFFIXES = {
    "html": "text/html",
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
}
# A text has some hundred passages; nothing that the program makes has more parts than this.
_MOST_PARTS = 5_000
_MOST_LINKS = 200_000


def document(store: Store, iri: str, suffix: str) -> bytes | None:
    """Return what a store says of a thing, of its parts and of the passages it rests on.

    A named graph is described by what it holds. Parts are the things whose IRIs begin with the
    thing's, then ``#`` or ``/``. None says that the store knows nothing of it. The same store gives
    the same bytes.
    """
    triples = sorted(set(_described(store, iri)), key=str)
    return written(triples, suffix) if triples else None


def written(triples: list[ox.Triple], suffix: str) -> bytes | None:
    """Return triples in the format of a suffix."""
    if suffix == "rdf":
        return ox.serialize(triples, format=ox.RdfFormat.RDF_XML, prefixes=PREFIXES)
    if suffix == "nt":
        return ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
    out = BytesIO()
    write_quads(map(_quad, triples), out, "turtle" if suffix == "ttl" else "jsonld")
    return out.getvalue()


def with_charset(kind: str) -> str:
    """Return a media type with the encoding of its bytes where it is a text."""
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


def is_known(store: Store, iri: str) -> bool:
    """Say whether a store has a triple about a thing or about one of its parts."""
    return next(_described(store, iri), None) is not None


def types_of(store: Store, iri: str) -> list[str]:
    """Return the classes of a thing, sorted."""
    rdf_type = ox.NamedNode(f"{PREFIXES['rdf']}type")
    return sorted(
        triple.object.value
        for triple in store.triples(ox.NamedNode(iri), rdf_type)
        if isinstance(triple.object, ox.NamedNode)
    )


def _described(store: Store, iri: str) -> Iterator[ox.Triple]:
    if store.has_graph(iri) and not store.hides(iri):
        yield from (quad.triple for quad in store.quads(iri))
    todo, seen = [ox.NamedNode(iri)], {iri}
    while todo:
        node = todo.pop()
        for triple in store.triples(node):
            yield triple
            value = triple.object
            if (
                isinstance(value, ox.NamedNode)
                and value.value not in seen
                and _belongs(value.value, iri)
                and len(seen) < _MOST_PARTS
            ):
                seen.add(value.value)
                todo.append(value)
        if node.value == iri:
            for part in _parts(store, node, seen):
                seen.add(part.value)
                todo.append(part)


def _parts(store: Store, node: ox.NamedNode, seen: set[str]) -> list[ox.NamedNode]:
    """Return the parts of a thing that point at it."""
    found: dict[str, ox.NamedNode] = {}
    for count, triple in enumerate(store.triples(value=node)):
        if count == _MOST_LINKS or len(found) == _MOST_PARTS:
            break
        subject = triple.subject
        if (
            isinstance(subject, ox.NamedNode)
            and subject.value not in seen
            and subject.value.startswith((f"{node.value}#", f"{node.value}/"))
        ):
            found[subject.value] = subject
    return list(found.values())


def _belongs(value: str, iri: str) -> bool:
    """Say whether a document shows a node: a part, a passage, or the selector of a passage."""
    return value.startswith((f"{iri}#", f"{iri}/")) or "#passage-" in value


def _quad(triple: ox.Triple) -> ox.Quad:
    return ox.Quad(triple.subject, triple.predicate, triple.object, ox.DefaultGraph())
