"""A generation's file of what it knows of its articles and names in, its rows, one by one, out.

It grows with the articles, so it is a file of SQLite: a row is found without the others, and a
build that changes some writes these into a copy. Beside each row is a seal, because SQLite does
not tell a row that is not as it was written.
"""

import hashlib
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

from triplewire.errors import REBUILD, StoreError
from triplewire.system.hashes import digest

BOOK = "articles.sqlite"
_SEAL = 16
_TABLES = """
CREATE TABLE articles (
    sha256 TEXT PRIMARY KEY, root TEXT NOT NULL, digits TEXT NOT NULL, name TEXT NOT NULL,
    omits INTEGER NOT NULL, row BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX by_digits ON articles (root, digits);
CREATE INDEX by_name ON articles (name);
CREATE INDEX by_omission ON articles (name) WHERE omits;
CREATE TABLE register (
    root TEXT NOT NULL, name TEXT NOT NULL, row BLOB NOT NULL, PRIMARY KEY (root, name)
) WITHOUT ROWID;
CREATE TABLE warned (
    node TEXT NOT NULL, warning TEXT NOT NULL, PRIMARY KEY (node, warning)
) WITHOUT ROWID;
CREATE INDEX by_warning ON warned (warning);
"""


class Book:
    """Rows of a generation; the first change is made in a copy, in the next generation's folder."""

    def __init__(self, current: Path | None, begin: Callable[[], Path] | None = None) -> None:
        """Open the book of the current generation, or begin an empty one.

        ``begin`` makes the folder of the next generation and returns it; without it nothing can be
        changed.
        Raises: StoreError when the book is not there, or no book.
        """
        self._current = current
        self._begin = begin
        self.changed = False
        with ExitStack() as opened:
            try:
                self._db = opened.enter_context(closing(_opened(current)))
            except sqlite3.Error as error:
                raise self._damaged(error) from error
            for table in ("articles", "register", "warned"):
                self.row(f"SELECT 1 FROM {table} LIMIT 1")  # noqa: S608  three words of ours
            self._open = opened.pop_all()

    def rows(self, query: str, values: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a query.

        Raises: StoreError when the file is damaged.
        """
        try:
            yield from self._db.execute(query, values)
        except sqlite3.Error as error:
            raise self._damaged(error) from error

    def row(self, query: str, values: Sequence[Any] = ()) -> tuple[Any, ...] | None:
        """Return the first row of a query, None for none."""
        return next(self.rows(query, values), None)

    def change(self, statement: str, values: Sequence[Any] = ()) -> None:
        """Change some rows, of the next generation."""
        if not self.changed:
            self._copy()
        self._db.execute(statement, values)

    def finish(self, folder: Path) -> None:
        """Have the book in a folder, that of the next generation."""
        if self.changed:
            self._db.commit()
        elif self._current is None:
            _new(folder / BOOK).close()
        else:
            shutil.copyfile(self._current / BOOK, folder / BOOK)
        self.close()

    def close(self) -> None:
        """Close the file; nothing that has not been finished counts."""
        self._open.close()

    def opened(self, key: str, row: bytes) -> bytes:
        """Return what was sealed under a key.

        Raises: StoreError when it is not as it was written.
        """
        if row[:_SEAL] != _seal(key, row[_SEAL:]):
            raise self._damaged(ValueError("a row is not as it was written"))
        return row[_SEAL:]

    def _copy(self) -> None:
        if self._begin is None:
            raise TypeError("a generation that is read does not change")
        path = self._begin() / BOOK
        if self._current is None:
            db = _new(path)
        else:
            shutil.copyfile(self._current / BOOK, path)
            db = _to_write(path)
        # The other stays open: somebody may be reading it.
        self._db = self._open.enter_context(closing(db))
        self.changed = True

    def _damaged(self, error: Exception) -> StoreError:
        where = str((self._current or Path()) / BOOK)
        return StoreError(f"the store is damaged: {error}", where=where, hint=REBUILD)


def sealed(key: str, row: bytes) -> bytes:
    """Return a row with what tells whether it is as it was written."""
    return _seal(key, row) + row


def _seal(key: str, row: bytes) -> bytes:
    return hashlib.blake2b(digest(key, row).encode(), digest_size=_SEAL).digest()


def _opened(current: Path | None) -> sqlite3.Connection:
    if current is None:
        return _new(":memory:")
    # Nothing changes the file of a generation, so that nothing need be locked.
    uri = f"{(current / BOOK).absolute().as_uri()}?mode=ro&immutable=1"
    return sqlite3.connect(uri, uri=True, check_same_thread=False)


def _new(path: Path | str) -> sqlite3.Connection:
    db = _to_write(path)
    db.executescript(_TABLES)
    return db


def _to_write(path: Path | str) -> sqlite3.Connection:
    db = sqlite3.connect(path, check_same_thread=False)
    # The folder counts only once all of it has been written through to the disk.
    db.execute("PRAGMA journal_mode = OFF")
    db.execute("PRAGMA synchronous = OFF")
    return db
