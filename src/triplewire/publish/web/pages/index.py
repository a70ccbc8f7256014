"""A store in, a full-text index of its articles, actors, events and claims out."""

import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from threading import Lock
from typing import Any

import pyoxigraph as ox

from triplewire import vocab
from triplewire.iris import BASE
from triplewire.publish.web.pages.prepared import Prepared
from triplewire.store import Store

KINDS = {"article": "Articles", "actor": "Actors", "event": "Events", "claim": "Claims",
         "place": "Places", "document": "Documents", "mention": "Only mentioned"}  # fmt: skip
PAGE_SIZE = 50
_WORD = re.compile(r"\w+")
_MOST_WORDS = 12
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
_SCHEMA = """
CREATE TABLE thing (id INTEGER PRIMARY KEY, iri TEXT, kind TEXT, label TEXT, detail TEXT,
  day TEXT, weight INTEGER);
CREATE VIRTUAL TABLE words USING fts5 (
  label, more, content='', tokenize="unicode61 remove_diacritics 2");
"""
_INDEXES = """
CREATE INDEX by_day ON thing (kind, day DESC, label, iri);
CREATE INDEX by_weight ON thing (kind, weight DESC, label, iri);
CREATE INDEX by_iri ON thing (iri);
"""
# Names count for more than the words of a claim, and among equals the thing of many articles.
_FOUND = """SELECT t.iri, t.kind, t.label, t.detail, t.day, t.weight FROM words
  JOIN thing t ON t.id = words.rowid WHERE words MATCH :words AND (:kind = '' OR t.kind = :kind)
  ORDER BY bm25(words, 8.0, 1.0) - min(t.weight, 50) * 0.1, t.label, t.iri
  LIMIT :size OFFSET :start"""
_FACETS = """SELECT t.kind, count(*) FROM words JOIN thing t ON t.id = words.rowid
  WHERE words MATCH :words GROUP BY t.kind"""
_LISTED = """SELECT iri, kind, label, detail, day, weight FROM thing WHERE kind = :kind
  ORDER BY {order}, label, iri LIMIT :size OFFSET :start"""
_ORDERS = {"actor": "weight DESC", "place": "weight DESC", "document": "weight DESC",
           "mention": "weight DESC"}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A thing that can be found; ``weight`` counts the articles that mention it."""

    iri: str
    kind: str
    label: str
    detail: str
    day: str
    weight: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """One page of what was found, and how many there are of each kind."""

    entries: tuple[Entry, ...]
    facets: dict[str, int]
    total: int


class Catalogue:
    """The index; SQLite keeps it in a temporary file that goes with it."""

    def __init__(self, store: Store) -> None:
        """Read everything that can be found, once."""
        self._lock = Lock()
        self._db = sqlite3.connect("", check_same_thread=False)
        self._db.executescript(_SCHEMA)
        for number, (entry, more) in enumerate(_entries(store), start=1):
            row = (
                number,
                entry.iri,
                entry.kind,
                entry.label,
                entry.detail,
                entry.day,
                entry.weight,
            )
            self._db.execute("INSERT INTO thing VALUES (?, ?, ?, ?, ?, ?, ?)", row)
            self._db.execute(
                "INSERT INTO words (rowid, label, more) VALUES (?, ?, ?)",
                (number, entry.label, f"{more} {entry.detail}"),
            )
        self._db.executescript(_INDEXES)
        self._db.commit()
        self.counts = self._counted("SELECT kind, count(*) FROM thing GROUP BY kind", {})

    def search(self, text: str, kind: str = "", page: int = 1) -> Hits:
        """Return what has all words of a text, in names first; the last one may be unfinished."""
        words = [word.lower() for word in _WORD.findall(text)][:_MOST_WORDS]
        if not words:
            return Hits(entries=(), facets={}, total=0)
        terms = [f'"{word}"' for word in words]
        terms[-1] += "*"
        bound = {"words": " ".join(terms), "kind": kind, "size": PAGE_SIZE,
                 "start": (page - 1) * PAGE_SIZE}  # fmt: skip
        facets = self._counted(_FACETS, bound)
        total = facets.get(kind, 0) if kind else sum(facets.values())
        return Hits(entries=tuple(self._entries(_FOUND, bound)), facets=facets, total=total)

    def days(self, iris: list[str]) -> dict[str, str]:
        """Return the days of those things that have one."""
        found: dict[str, str] = {}
        for some in batched(iris):
            marks = ",".join("?" * len(some))
            sql = f"SELECT iri, day FROM thing WHERE iri IN ({marks})"  # noqa: S608  only marks
            with self._lock:
                found.update(self._db.execute(sql, some).fetchall())
        return found

    def listed(self, kind: str, page: int = 1, size: int = PAGE_SIZE) -> Hits:
        """Return things of a kind: the latest first, or those that most articles mention."""
        order = _ORDERS.get(kind, "day DESC")
        bound = {"kind": kind, "size": size, "start": (page - 1) * size}
        entries = self._entries(_LISTED.format(order=order), bound)
        return Hits(entries=tuple(entries), facets=self.counts, total=self.counts.get(kind, 0))

    def _entries(self, sql: str, bound: dict[str, object]) -> Iterator[Entry]:
        for iri, kind, label, detail, day, weight in self._ask(sql, bound):
            yield Entry(iri=iri, kind=kind, label=label, detail=detail, day=day, weight=weight)

    def _counted(self, sql: str, bound: dict[str, object]) -> dict[str, int]:
        return {str(kind): int(number) for kind, number in self._ask(sql, bound)}

    def _ask(self, sql: str, bound: dict[str, object]) -> list[tuple[Any, ...]]:
        with self._lock:
            return self._db.execute(sql, bound).fetchall()


def batched(iris: list[str], size: int = 500) -> Iterator[list[str]]:
    """Yield a list in parts, none longer than SQLite takes at once."""
    for start in range(0, len(iris), size):
        yield iris[start : start + size]


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


def _entries(store: Store) -> Iterator[tuple[Entry, str]]:
    """Yield everything that can be found, with the other words it can be found by."""
    base, said = store.manifest.base or BASE, _Said(store)
    labels, words = said.first(vocab.LABEL), said.first(vocab.SCHEMA_TEXT)
    published, begun = said.first(vocab.SCHEMA_DATE_PUBLISHED), said.first(vocab.NOT_BEFORE)
    reported, publisher = said.first(vocab.REPORTED_IN), said.first(vocab.SCHEMA_PUBLISHER)
    for local, label in labels.items():
        kind = local.partition("/")[0]
        if kind not in _FOUND_IN_ARTICLES:
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
        entry = Entry(
            iri=base + local,
            kind=_kind_of(kinds, party),
            label=labels[local],
            detail=party.replace("Organization", "Organisation"),
            day="",
            weight=mentions[base + local],
        )
        yield entry, " ".join(sorted(names.get(local, ())))


def _kind_of(types: set[str], party: str) -> str:
    if "Actor" in types:
        return "actor"
    if party:
        return "mention"
    return "document" if "CreativeWork" in types else "place"


CATALOGUE = Prepared(Catalogue, "catalogue")
