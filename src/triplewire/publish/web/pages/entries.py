"""A store in, its articles, actors, events, claims, places and documents out, as they are found."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import pyoxigraph as ox

from triplewire import vocab
from triplewire.iris import BASE
from triplewire.store import Store

KINDS = {"article": "Articles", "actor": "Actors", "event": "Events", "claim": "Claims",
         "place": "Places", "document": "Documents", "mention": "Only mentioned"}  # fmt: skip
_FOUND_IN_ARTICLES = frozenset({"article", "event", "claim"})
_TYPES = (
    vocab.ACTOR,
    vocab.SCHEMA_PERSON,
    vocab.SCHEMA_ORGANIZATION,
    vocab.SCHEMA_COUNTRY,
    vocab.FOAF_GROUP,
    vocab.SCHEMA_PLACE,
    vocab.SCHEMA_CREATIVE_WORK,
)
_PARTIES = ("Person", "Organization", "Country", "Group")


class Entry(NamedTuple):
    """A thing that can be found; ``weight`` counts the articles that mention it."""

    iri: str
    kind: str
    label: str
    detail: str
    day: str
    weight: int


class _Said:
    """What the graph says by property, each read in one go: joins would cost many times as much."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._base = store.manifest.base or BASE

    def pairs(
        self, name: ox.NamedNode, value: ox.NamedNode | None = None
    ) -> Iterator[tuple[str, str]]:
        """Yield things of the dataset, without the base, with their values of a property."""
        for triple in self._store.triples(predicate=name, value=value):
            subject, found = triple.subject, triple.object
            if isinstance(subject, ox.NamedNode) and isinstance(found, ox.NamedNode | ox.Literal):
                local = subject.value.removeprefix(self._base)
                if local != subject.value and "#" not in local:
                    yield local, found.value

    def first(self, name: ox.NamedNode) -> dict[str, str]:
        """Return the least value of a property by thing."""
        found: dict[str, str] = {}
        for subject, value in self.pairs(name):
            found[subject] = min(value, found.get(subject, value))
        return found

    def all(self, name: ox.NamedNode) -> dict[str, set[str]]:
        """Return the values of a property by thing."""
        found: dict[str, set[str]] = {}
        for subject, value in self.pairs(name):
            found.setdefault(subject, set()).add(value)
        return found


def entries(store: Store) -> Iterator[tuple[Entry, str]]:
    """Yield everything that can be found, with the other words it can be found by."""
    base, said = store.manifest.base or BASE, _Said(store)
    labels, words = said.first(vocab.LABEL), said.first(vocab.SCHEMA_TEXT)
    # What was withdrawn or has another name now is no thing, although its name is still told.
    gone = {local for local, _ in said.pairs(vocab.TYPE, vocab.AS_TOMBSTONE)}
    gone |= said.first(vocab.DCTERMS_IS_REPLACED_BY).keys()
    published, begun = said.first(vocab.SCHEMA_DATE_PUBLISHED), said.first(vocab.NOT_BEFORE)
    reported, publisher = said.first(vocab.REPORTED_IN), said.first(vocab.SCHEMA_PUBLISHER)
    for local, label in labels.items():
        kind = local.partition("/")[0]
        if kind not in _FOUND_IN_ARTICLES or local in gone:
            continue
        article = local if kind == "article" else reported.get(local, "").removeprefix(base)
        told_by = publisher.get(local, "").removeprefix(base) if kind == "article" else article
        day = begun.get(local, "") if kind == "event" else published.get(article, "")
        entry = Entry(
            iri=base + local,
            kind=kind,
            label=label,
            detail=labels.get(told_by, ""),
            day=day[:10],
            weight=0,
        )
        yield entry, words.get(local, "")
    yield from _named(said, labels, base)


def _named(said: _Said, labels: dict[str, str], base: str) -> Iterator[tuple[Entry, str]]:
    """Yield actors, places and documents, and who is mentioned and does not act.

    Who acts is an actor, whatever else it is.
    """
    mentions = Counter(iri for _, iri in said.pairs(vocab.SCHEMA_MENTIONS))
    names = said.all(vocab.SCHEMA_ALTERNATE_NAME)
    types: dict[str, set[str]] = {}
    for of_type in _TYPES:
        for local, iri in said.pairs(vocab.TYPE, of_type):
            types.setdefault(local, set()).add(re.split(r"[/#]", iri)[-1])
    for local, kinds in types.items():
        if local not in labels:
            continue
        party = next((known for known in _PARTIES if known in kinds), "")
        kind = _kind_of(kinds, party)
        entry = Entry(
            iri=base + local,
            kind=kind,
            label=labels[local],
            detail=_detail_of(kind, kinds, party),
            day="",
            weight=mentions[base + local],
        )
        yield entry, " ".join(sorted(names.get(local, ())))


def _kind_of(types: set[str], party: str) -> str:
    if "Actor" in types:
        return "actor"
    if party:
        return "mention"
    return _thing_of(types)


def _detail_of(kind: str, types: set[str], party: str) -> str:
    """Return what an entry is besides its kind: of an actor, also that a document or place acts."""
    if kind == "actor" and not party:
        return _thing_of(types).capitalize()
    return party.replace("Organization", "Organisation")


def _thing_of(types: set[str]) -> str:
    return "document" if "CreativeWork" in types else "place"
