"""The file of an index in; things by name and words, lists by kind, counts and days out."""

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any

from triplewire.ask.index.entries import Entry
from triplewire.ask.index.write import index_file, write_index
from triplewire.iris import BASE
from triplewire.store import Store

PAGE_SIZE = 50
_WORD = re.compile(r"\w+")
_MOST_WORDS = 12
# Names count for more than the words of a claim, and among equals the thing of many articles.
_FOUND = """SELECT t.iri, t.kind, t.label, t.detail, t.day, t.weight FROM words
  JOIN thing t ON t.id = words.rowid WHERE words MATCH :words AND (:kind = '' OR t.kind = :kind)
  ORDER BY bm25(words, 8.0, 1.0) - min(t.weight, 50) * 0.1, t.label, t.iri
  LIMIT :size OFFSET :start"""
# Of a word that very many things have, so many are looked at: those that most articles mention
# first, then what is latest.
_MOST_FOUND = 5_000
_SOME = """WITH some AS (SELECT rowid FROM words WHERE words MATCH :words LIMIT :most)
SELECT {columns} FROM some JOIN thing t ON t.id = some.rowid"""
_FACETS = f"{_SOME.format(columns='t.kind, count(*)')} GROUP BY t.kind"
_FIRST = f"""{_SOME.format(columns="t.iri, t.kind, t.label, t.detail, t.day, t.weight")}
  WHERE :kind = '' OR t.kind = :kind ORDER BY t.id LIMIT :size OFFSET :start"""
_LISTED = """SELECT iri, kind, label, detail, day, weight FROM thing WHERE kind = :kind
  ORDER BY {order}, label, iri LIMIT :size OFFSET :start"""
_ORDERS = {"actor": "weight DESC", "place": "weight DESC", "document": "weight DESC",
           "mention": "weight DESC"}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """One page of what was found, and how many there are of each kind.

    ``broad`` says that there are more, which were not looked at.
    """

    entries: tuple[Entry, ...]
    facets: dict[str, int]
    total: int
    broad: bool = False


class Index:
    """The index of a generation, open for reading; its file may go meanwhile."""

    def __init__(self, store: Store) -> None:
        """Open the file that lies with the generation; make it first where it is not there.

        Where it cannot lie there, it is made for this one alone.
        """
        self._lock = Lock()
        self._base = store.manifest.base or BASE
        try:
            self._db = opened(index_file(store))
        except OSError:
            with TemporaryDirectory() as folder:
                path = Path(folder) / "index"
                write_index(store, path)
                self._db = opened(path)
        self._counts = self._counted("SELECT kind, number FROM facet", {})

    def search(self, text: str, kind: str = "", page: int = 1) -> Hits:
        """Return what has all words of a text, in names first; the last one may be unfinished."""
        words = [word.lower() for word in _WORD.findall(text)][:_MOST_WORDS]
        if not words:
            return Hits(entries=(), facets={}, total=0)
        terms = [f'"{word}"' for word in words]
        terms[-1] += "*"
        bound = {"words": " ".join(terms), "kind": kind, "size": PAGE_SIZE,
                 "start": (page - 1) * PAGE_SIZE, "most": _MOST_FOUND}  # fmt: skip
        facets = self._counted(_FACETS, bound)
        found = sum(facets.values())
        # To rank them, all that have the words would be read.
        broad = found == _MOST_FOUND
        return Hits(
            entries=self._entries(_FIRST if broad else _FOUND, bound),
            facets=facets,
            total=facets.get(kind, 0) if kind else found,
            broad=broad,
        )

    def days(self, iris: list[str]) -> dict[str, str]:
        """Return the days of those things that have one."""
        return dict(self._of("thing", "iri, day", iris))

    def listed(self, kind: str, page: int = 1, size: int = PAGE_SIZE) -> Hits:
        """Return things of a kind: the latest first, or those that most articles mention."""
        order = _ORDERS.get(kind, "day DESC")
        bound = {"kind": kind, "size": size, "start": (page - 1) * size}
        found = self._entries(_LISTED.format(order=order), bound)
        return Hits(entries=found, facets=self._counts, total=self._counts.get(kind, 0))

    def counts(self) -> dict[str, int]:
        """Return how many articles, actors, events, claims and figures there are."""
        return self._counted("SELECT name, number FROM total WHERE name != 'pages'", {})

    def terms(self) -> dict[tuple[str, str], int]:
        """Return how often properties and classes are used, by kind and IRI."""
        found = self._ask("SELECT kind, term, uses FROM term", {})
        return {(kind, term): uses for kind, term, uses in found}

    def reported(self, iris: list[str]) -> dict[str, str]:
        """Return the last day on which each thing was reported, or published as an article."""
        local = {iri.removeprefix(self._base): iri for iri in iris}
        return {local[thing]: day for thing, day in self._of("day", "thing, day", [*local])}

    def related(self) -> dict[str, int]:
        """Return how many comparisons there are of each relation, by its IRI."""
        return self._counted("SELECT iri, number FROM relation", {})

    def comparisons(self, relation: str, page: int, size: int) -> list[str]:
        """Return one page of the IRIs of comparisons of a relation, the surest first."""
        sql = """SELECT thing FROM comparison WHERE relation = :relation
          ORDER BY confidence DESC, thing LIMIT :size OFFSET :start"""
        bound = {"relation": relation, "size": size, "start": (page - 1) * size}
        return [self._base + thing for (thing,) in self._ask(sql, bound)]

    def pages(self, start: int, size: int) -> list[str]:
        """Return the paths of articles, actors and events, sorted, so many from one on."""
        sql = "SELECT thing FROM page ORDER BY thing LIMIT :size OFFSET :start"
        return [thing for (thing,) in self._ask(sql, {"size": size, "start": start})]

    def page_count(self) -> int:
        """Return how many such paths there are."""
        return self._counted("SELECT name, number FROM total WHERE name = 'pages'", {})["pages"]

    def _entries(self, sql: str, bound: dict[str, object]) -> tuple[Entry, ...]:
        return tuple(map(Entry._make, self._ask(sql, bound)))

    def _counted(self, sql: str, bound: dict[str, object]) -> dict[str, int]:
        return {str(kind): int(number) for kind, number in self._ask(sql, bound)}

    def _of(self, table: str, columns: str, keys: list[str]) -> Iterator[tuple[str, str]]:
        """Yield two columns of the rows whose first is one of some keys."""
        key = columns.partition(",")[0]
        for some in batched(keys):
            marks = ",".join("?" * len(some))
            sql = f"SELECT {columns} FROM {table} WHERE {key} IN ({marks})"  # noqa: S608  our words
            with self._lock:
                found = self._db.execute(sql, some).fetchall()
            yield from found

    def _ask(self, sql: str, bound: dict[str, object]) -> list[tuple[Any, ...]]:
        with self._lock:
            return self._db.execute(sql, bound).fetchall()


def batched(iris: list[str], size: int = 500) -> Iterator[list[str]]:
    """Yield a list in parts, none longer than SQLite takes at once."""
    for start in range(0, len(iris), size):
        yield iris[start : start + size]


def opened(path: Path) -> sqlite3.Connection:
    """Open a file that nobody writes to any more, so that no lock is looked for."""
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    return sqlite3.connect(address, uri=True, check_same_thread=False)
