"""A store in, the neighbours of single things out, with the names and the days that pages show."""

from collections.abc import Callable

import pyoxigraph as ox

from triplewire import vocab
from triplewire.ask.evidence import Lookups
from triplewire.store import Store

# Of what points at a thing, so much is looked at.
MOST = 20_000
_PUBLISHED = vocab.SCHEMA_DATE_PUBLISHED
_NAMES = (vocab.LABEL, vocab.SKOS_PREF_LABEL)


# Things in, the day of each that has one out.
Days = Callable[[list[str]], dict[str, str]]


class Walk(Lookups):
    """Goes from thing to thing as a page does: it looks at so much, and keeps what it read."""

    def __init__(self, store: Store, days: Days | None = None) -> None:
        """Say where to go; ``days`` knows the days of many things at once, where there is one."""
        super().__init__(store)
        self._days = days
        self._labels: dict[str, str | None] = {}

    def into(self, iri: str, *names: ox.NamedNode, most: int | None = MOST) -> list[str]:
        """Return the things that have this one as the value of properties, sorted."""
        return super().into(iri, *names, most=most)

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
