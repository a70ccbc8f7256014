"""A store in, the neighbours of single things out, each looked up by itself.

A page needs little of a large graph. Look-ups cost what they find; joins of the same shape in
SPARQL were seen to read every passage of ten thousand articles for the words of one claim.
"""

from collections.abc import Iterator
from itertools import islice

import pyoxigraph as ox

from triplewire import vocab
from triplewire.store import Store

# Of what points at a thing, so much is looked at.
MOST = 20_000
_NAMES = (vocab.LABEL, vocab.SKOS_PREF_LABEL)


class Walk:
    """Goes from thing to thing along properties; things are IRIs, values are texts."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._labels: dict[str, str | None] = {}

    def out(self, iri: str, *names: ox.NamedNode) -> list[str]:
        """Return the values of properties, each once, sorted."""
        return sorted({value for name in names for value in self._values(iri, name)})

    def one(self, iri: str | None, name: ox.NamedNode) -> str | None:
        """Return the least value of a property."""
        return min(self._values(iri, name), default=None) if iri else None

    def into(self, iri: str, *names: ox.NamedNode, most: int = MOST) -> list[str]:
        """Return the things that have this one as the value of properties, sorted."""
        node = ox.NamedNode(iri)
        return sorted(
            {
                triple.subject.value
                for name in names
                for triple in islice(self._store.triples(predicate=name, value=node), most)
                if isinstance(triple.subject, ox.NamedNode)
            }
        )

    def label(self, iri: str | None) -> str | None:
        """Return what a thing is called."""
        if iri is None:
            return None
        if iri not in self._labels:
            self._labels[iri] = self.one(iri, _NAMES[0]) or self.one(iri, _NAMES[1])
        return self._labels[iri]

    def labels(self, iris: list[str]) -> list[str]:
        """Return what things are called; those without a name are left out."""
        return [label for iri in iris if (label := self.label(iri)) is not None]

    def _values(self, iri: str, name: ox.NamedNode) -> Iterator[str]:
        for triple in self._store.triples(ox.NamedNode(iri), name):
            if isinstance(triple.object, ox.NamedNode | ox.Literal):
                yield triple.object.value


def passages(
    walk: Walk, iri: str, *names: ox.NamedNode
) -> Iterator[tuple[str, int, int, str, str, str]]:
    """Yield the passages of properties: text, start, end, words, and the words around them."""
    for passage in walk.out(iri, *names):
        text = walk.one(passage, vocab.OA_HAS_SOURCE)
        start, end, words, before, after = None, None, None, "", ""
        for selector in walk.out(passage, vocab.OA_HAS_SELECTOR):
            start = walk.one(selector, vocab.OA_START) or start
            end = walk.one(selector, vocab.OA_END) or end
            words = walk.one(selector, vocab.OA_EXACT) or words
            before = walk.one(selector, vocab.OA_PREFIX) or before
            after = walk.one(selector, vocab.OA_SUFFIX) or after
        if text and start and end and words is not None:
            yield text, int(start), int(end), words, before, after
