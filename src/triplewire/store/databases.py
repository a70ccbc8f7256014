"""A generation's folder in, its two databases out: what may be asked, and what is kept apart.

Whoever asks with SPARQL sees ``public`` alone, however the query is written. The articles' texts
are in ``apart``, a database of its own that a query cannot name; they are in ``public`` only where
the newsroom publishes them. What is proposed and waits for a curator is always apart.
"""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox

from triplewire.errors import REBUILD, StoreError
from triplewire.system.open_files import allow_many

# Graphs of kept texts are for display and checking, those of proposals for a curator; no query
# meets them without naming a graph.
TEXTS = "/graph/text/"
REVIEW = "/graph/review/"
_PUBLIC, _APART = "db", "texts"


def is_apart(graph: str) -> bool:
    """Say whether a graph is none of those whose union a query asks by default."""
    return TEXTS in graph or REVIEW in graph


class Databases:
    """The databases of a generation; the one apart is opened when it is first looked at."""

    def __init__(self, path: Path, opened: Callable[[str], ox.Store]) -> None:
        """Open the public database, for reading or for writing.

        Raises: StoreError when it is damaged or not there.
        """
        allow_many()
        self._path = path
        self._opened = opened
        self.public = self._open(_PUBLIC)

    @cached_property
    def apart(self) -> ox.Store:
        """Return the database of what no query comes to."""
        return self._open(_APART)

    def both(self) -> tuple[ox.Store, ox.Store]:
        """Return both databases."""
        return self.public, self.apart

    def copy(self, path: Path) -> None:
        """Copy both into another folder, by hard links where the file system has them."""
        self.public.backup(str(path / _PUBLIC))
        self.apart.backup(str(path / _APART))

    def _open(self, name: str) -> ox.Store:
        try:
            return self._opened(str(self._path / name))
        except (OSError, RuntimeError) as error:
            raise StoreError(
                f"the store cannot be opened: {error}",
                where=str(self._path / name),
                hint=REBUILD,
            ) from error
