"""A thing of the store in, what is said of it, of its parts and of the passages it rests on out."""

from collections.abc import Iterable, Iterator
from itertools import islice

import pyoxigraph as ox

from triplewire.store import Store

# A text has some hundred passages; nothing that the program makes has more parts than this.
_MOST_PARTS = 5_000
_MOST_LINKS = 100_000


def links_to(store: Store, iri: str) -> list[ox.Triple]:
    """Return what points at a thing, in no particular order; so many links are looked at."""
    return list(islice(store.triples(value=ox.NamedNode(iri)), _MOST_LINKS))


def described(
    store: Store, iri: str, links: Iterable[ox.Triple] | None = None
) -> Iterator[ox.Triple]:
    """Yield what a store says of a thing, of its parts and of the passages it rests on.

    A named graph is described by what it holds. Parts are the things whose IRIs begin with the
    thing's, then ``#`` or ``/``; ``links`` are those to the thing, where they are known.
    """
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
            for part in _parts(links_to(store, iri) if links is None else links, iri, seen):
                seen.add(part.value)
                todo.append(part)


def is_known(store: Store, iri: str) -> bool:
    """Say whether a store has a triple about a thing or about one of its parts."""
    return next(described(store, iri), None) is not None


def _parts(links: Iterable[ox.Triple], iri: str, seen: set[str]) -> list[ox.NamedNode]:
    """Return the parts of a thing that point at it."""
    found = {
        link.subject.value: link.subject
        for link in links
        if isinstance(link.subject, ox.NamedNode)
        and link.subject.value not in seen
        and link.subject.value.startswith((f"{iri}#", f"{iri}/"))
    }
    return list(found.values())[:_MOST_PARTS]


def _belongs(value: str, iri: str) -> bool:
    """Say whether a document shows a node: a part, a passage, or the selector of a passage."""
    return value.startswith((f"{iri}#", f"{iri}/")) or "#passage-" in value
