"""What a writer does to graphs in; what changed, and of what nothing is said any more, out."""

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby

import pyoxigraph as ox

from triplewire.store.lines import triples_in
from triplewire.system.passing import passing

# Lines that are parsed at a time.
_PARSED = 5_000


class Changes:
    """The triples that were put into graphs, and those that were taken out of them.

    They lie in a file: each time that they are asked for they pass by. The same triple may have
    come into one graph and gone out of another.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        """Look into the table of what was noted."""
        self._db = db

    def __len__(self) -> int:
        """Return how many changes there are."""
        (number,) = self._db.execute("SELECT count(*) FROM changed").fetchone()
        return int(number)

    def added(self) -> Iterator[ox.Triple]:
        """Yield what was put into a graph."""
        return self._parsed("SELECT line FROM changed WHERE come ORDER BY line")

    def removed(self) -> Iterator[ox.Triple]:
        """Yield what was taken out of a graph."""
        return self._parsed("SELECT line FROM changed WHERE NOT come ORDER BY line")

    def triples(self) -> Iterator[ox.Triple]:
        """Yield what was put in or taken out, each triple once."""
        return self._parsed("SELECT DISTINCT line FROM changed ORDER BY line")

    def _parsed(self, query: str) -> Iterator[ox.Triple]:
        rows = self._db.execute(query)
        while some := rows.fetchmany(_PARSED):
            yield from triples_in(b"".join(line for (line,) in some))


class Noted:
    """What a build has changed so far; ``all_changed`` where that is too much to be told.

    It lies in a file without a name, so that no number of triples fills the memory.
    """

    def __init__(self, *, most: int) -> None:
        """Begin with nothing; more triples than ``most`` are not told apart from all there are."""
        self.all_changed = most == 0
        self._left = most
        self._db = passing(
            "lost (iri TEXT, line BLOB, PRIMARY KEY (iri, line)) WITHOUT ROWID",
            "changed (come INTEGER, line BLOB)",
        )

    def close(self) -> None:
        """Forget all."""
        self._db.close()

    def changes(self) -> Changes | None:
        """Return what was put into and taken out of graphs; None for too many triples."""
        return None if self.all_changed else Changes(self._db)

    def note(self, gone: Iterable[ox.Triple], come: Iterable[ox.Triple]) -> None:
        """Note the triples that have gone out of a graph and come into it."""
        if self.all_changed:
            return
        rows = [(0, _line(triple)) for triple in gone]
        rows += ((1, _line(triple)) for triple in come)
        self._left -= len(rows)
        self.all_changed = self._left < 0
        if self.all_changed:
            self._db.execute("DELETE FROM changed")
        else:
            self._db.executemany("INSERT INTO changed VALUES (?, ?)", rows)

    def miss(self, gone: Iterable[ox.Triple]) -> None:
        """Note what was said, in a graph that may be asked, and is not said there any more."""
        self._db.executemany(
            "INSERT OR IGNORE INTO lost VALUES (?, ?)",
            (
                (triple.subject.value, _line(triple))
                for triple in gone
                if isinstance(triple.subject, ox.NamedNode)
            ),
        )

    def missed(self) -> Iterator[tuple[str, frozenset[ox.Triple]]]:
        """Yield what was said of each thing and is not said any more, in the order of their IRIs.

        Something else may still be said of it.
        """
        rows = self._db.execute("SELECT iri, line FROM lost ORDER BY iri")
        for iri, lines in groupby(rows, key=lambda row: row[0]):
            yield iri, triples_in(b"".join(line for _, line in lines))


def _line(triple: ox.Triple) -> bytes:
    return f"{triple} .\n".encode()
