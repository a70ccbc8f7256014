"""What a writer does to graphs in; what changed, and of what nothing is said any more, out."""

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby

import pyoxigraph as ox

from triplewire.store.lines import triples_in

# Changed triples that are kept in mind: those of a good hundred articles.
_MOST_CHANGED = 50_000


class Noted:
    """What a build has changed so far; ``all_changed`` where that is too much to be told.

    What was taken out lies in a file without a name, so that no number of triples fills the memory.
    """

    def __init__(self, *, all_changed: bool) -> None:
        """Begin with nothing."""
        self.all_changed = all_changed
        self._added: list[ox.Triple] = []
        self._removed: list[ox.Triple] = []
        # SQLite makes the file when its memory is full, and removes it.
        self._lost = sqlite3.connect("", isolation_level=None)
        self._lost.execute("PRAGMA journal_mode = OFF")
        self._lost.execute(
            "CREATE TABLE lost (iri TEXT, line BLOB, PRIMARY KEY (iri, line)) WITHOUT ROWID"
        )

    def close(self) -> None:
        """Forget all."""
        self._lost.close()

    def changes(self) -> tuple[list[ox.Triple], list[ox.Triple]] | None:
        """Return the triples that were put into and taken out of graphs; None for too many."""
        return None if self.all_changed else (self._added, self._removed)

    def note(self, gone: Iterable[ox.Triple], come: Iterable[ox.Triple]) -> None:
        """Note the triples that have gone out of a graph and come into it."""
        if not self.all_changed:
            self._added += come
            self._removed += gone
            self.all_changed = len(self._added) + len(self._removed) > _MOST_CHANGED
            if self.all_changed:
                self._added, self._removed = [], []

    def miss(self, gone: Iterable[ox.Triple]) -> None:
        """Note what was said, in a graph that may be asked, and is not said there any more."""
        self._lost.executemany(
            "INSERT OR IGNORE INTO lost VALUES (?, ?)",
            (
                (triple.subject.value, f"{triple} .\n".encode())
                for triple in gone
                if isinstance(triple.subject, ox.NamedNode)
            ),
        )

    def missed(self) -> Iterator[tuple[str, frozenset[ox.Triple]]]:
        """Yield what was said of each thing and is not said any more, in the order of their IRIs.

        Something else may still be said of it.
        """
        rows = self._lost.execute("SELECT iri, line FROM lost ORDER BY iri")
        for iri, lines in groupby(rows, key=lambda row: row[0]):
            yield iri, triples_in(b"".join(line for _, line in lines))
