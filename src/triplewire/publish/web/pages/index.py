"""A store in, a full-text index of its articles, actors, events and claims out."""

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from threading import Lock
from typing import Any

from triplewire.publish.web.pages.entries import Entry, entries
from triplewire.store import Store

PAGE_SIZE = 50
_WORD = re.compile(r"\w+")
_MOST_WORDS = 12
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
class Hits:
    """One page of what was found, and how many there are of each kind."""

    entries: tuple[Entry, ...]
    facets: dict[str, int]
    total: int


class Index:
    """The index; SQLite keeps it in a temporary file that goes with it."""

    def __init__(self, store: Store) -> None:
        """Read everything that can be found, once."""
        self._lock = Lock()
        self._db = sqlite3.connect("", check_same_thread=False)
        self._db.executescript(_SCHEMA)
        for number, (entry, more) in enumerate(entries(store), start=1):
            self._db.execute("INSERT INTO thing VALUES (?, ?, ?, ?, ?, ?, ?)", (number, *entry))
            self._db.execute(
                "INSERT INTO words (rowid, label, more) VALUES (?, ?, ?)",
                (number, entry.label, f"{more} {entry.detail}"),
            )
        self._db.executescript(_INDEXES)
        self._db.commit()
        self._counts = self._counted("SELECT kind, count(*) FROM thing GROUP BY kind", {})

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
        return Hits(entries=self._entries(_FOUND, bound), facets=facets, total=total)

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
        found = self._entries(_LISTED.format(order=order), bound)
        return Hits(entries=found, facets=self._counts, total=self._counts.get(kind, 0))

    def _entries(self, sql: str, bound: dict[str, object]) -> tuple[Entry, ...]:
        return tuple(map(Entry._make, self._ask(sql, bound)))

    def _counted(self, sql: str, bound: dict[str, object]) -> dict[str, int]:
        return {str(kind): int(number) for kind, number in self._ask(sql, bound)}

    def _ask(self, sql: str, bound: dict[str, object]) -> list[tuple[Any, ...]]:
        with self._lock:
            return self._db.execute(sql, bound).fetchall()


def batched(iris: list[str], size: int = 500) -> Iterator[list[str]]:
    """Yield a list in parts, none longer than SQLite takes at once."""
    for start in range(0, len(iris), size):
        yield iris[start : start + size]
