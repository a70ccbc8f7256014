"""A store in, the neighbours of single things out, each looked up by itself.

A page needs little of a large graph. Look-ups cost what they find; joins of the same shape in
SPARQL were seen to read every passage of ten thousand articles for the words of one claim.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

import pyoxigraph as ox

from triplewire import vocab
from triplewire.store import Store

# Of what points at a thing, so much is looked at.
MOST = 20_000
_SELECTED = (
    vocab.OA_START,
    vocab.OA_END,
    vocab.OA_EXACT,
    vocab.OA_PREFIX,
    vocab.OA_SUFFIX,
)
_PUBLISHED = vocab.SCHEMA_DATE_PUBLISHED
_NAMES = (vocab.LABEL, vocab.SKOS_PREF_LABEL)


# Things in, the day of each that has one out.
Days = Callable[[list[str]], dict[str, str]]


class Walk:
    """Goes from thing to thing along properties; things are IRIs, values are texts."""

    def __init__(self, store: Store, days: Days | None = None) -> None:
        """Say where to go; ``days`` knows the days of many things at once, where there is one."""
        self._store = store
        self._days = days
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

    def latest(self, iris: list[str], most: int) -> list[tuple[str, str]]:
        """Return things with their days, the latest first and those without a day last."""
        known = self._days(iris) if self._days else {iri: self._day(iri) for iri in iris}
        dated = sorted((known.get(iri, ""), iri) for iri in iris)
        dated.sort(key=lambda one: one[0], reverse=True)
        return dated[:most]

    def _day(self, iri: str) -> str:
        """Return the first day of an event, or the day of an article or of one that reports it."""
        own = self.one(iri, vocab.NOT_BEFORE) if self.one(iri, vocab.EVENT_TYPE) else None
        article = self.one(iri, vocab.REPORTED_IN) or iri
        published = None if self.one(iri, vocab.EVENT_TYPE) else self.one(article, _PUBLISHED)
        return (own or published or "")[:10]

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A passage: its words from ``start`` to ``end`` of a text, and those around them.

    ``text`` is an IRI; offsets count code points from 0.
    """

    text: str
    start: int
    end: int
    words: str
    before: str
    after: str


def passages(walk: Walk, iri: str, *names: ox.NamedNode) -> Iterator[Place]:
    """Yield the passages that properties of a thing lead to."""
    for passage in walk.out(iri, *names):
        found = passage_at(walk, passage)
        if found is not None:
            yield found


def passage_at(walk: Walk, passage: str) -> Place | None:
    """Return a passage, None when its selectors do not say what it is."""
    said = {
        name: next((v for s in selectors if (v := walk.one(s, name)) is not None), None)
        for selectors in [walk.out(passage, vocab.OA_HAS_SELECTOR)]
        for name in _SELECTED
    }
    text = walk.one(passage, vocab.OA_HAS_SOURCE)
    start, end, words = said[vocab.OA_START], said[vocab.OA_END], said[vocab.OA_EXACT]
    if text is None or start is None or end is None or words is None:
        return None
    return Place(
        text=text,
        start=int(start),
        end=int(end),
        words=words,
        before=said[vocab.OA_PREFIX] or "",
        after=said[vocab.OA_SUFFIX] or "",
    )
