"""Results of costly steps by the hash of what went in, kept beside the store between builds."""

import hashlib
import sqlite3
from contextlib import suppress
from pathlib import Path

from triplewire.system.hashes import digest

# The file in a store's folder.
MEMO = "memo.sqlite"
# Bytes of what stands before each value.
_SEAL = 16


class Memo:
    """A persistent table from key to bytes; losing it costs time, never data.

    So a file that is damaged is begun anew, one that cannot be had is done without, and a value
    that is not as it was put is forgotten.
    """

    def __init__(self, path: Path, stamp: str | None) -> None:
        """Open or make the table; entries made under another stamp are dropped.

        Without a stamp what a build left is read, whatever it was made under.
        """
        try:
            self._db = _left(path) if stamp is None else _opened(path, stamp)
        except sqlite3.Error:
            self._db = sqlite3.connect(":memory:") if stamp is None else _anew(path, stamp)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def get(self, key: str) -> bytes | None:
        """Return what was put under a key."""
        try:
            row = self._db.execute("SELECT value FROM memo WHERE key = ?", (key,)).fetchone()
        except sqlite3.Error:
            return None
        if row is None:
            return None
        seal, value = row[0][:_SEAL], row[0][_SEAL:]
        return bytes(value) if seal == _seal(key, value) else None

    def put(self, key: str, value: bytes) -> None:
        """Keep a value, in a transaction of its own."""
        with suppress(sqlite3.Error), self._db:
            self._db.execute(
                "INSERT OR REPLACE INTO memo VALUES (?, ?)", (key, _seal(key, value) + value)
            )


def _left(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)


def _opened(path: Path | str, stamp: str) -> sqlite3.Connection:
    db = sqlite3.connect(path)
    try:
        # Kept for speed alone, so a commit need not wait for the disk.
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        with db:
            db.execute("CREATE TABLE IF NOT EXISTS stamp (value TEXT NOT NULL)")
            db.execute(
                "CREATE TABLE IF NOT EXISTS memo (key TEXT PRIMARY KEY, value BLOB NOT NULL)"
                " WITHOUT ROWID"
            )
            if db.execute("SELECT value FROM stamp").fetchone() != (stamp,):
                db.execute("DELETE FROM memo")
                db.execute("DELETE FROM stamp")
                db.execute("INSERT INTO stamp VALUES (?)", (stamp,))
    except sqlite3.Error:
        db.close()
        raise
    return db


def _anew(path: Path, stamp: str) -> sqlite3.Connection:
    """Return a new table in the place of a damaged one, in memory where that cannot be."""
    try:
        for suffix in ("", "-wal", "-shm", "-journal"):
            path.with_name(f"{path.name}{suffix}").unlink(missing_ok=True)
        return _opened(path, stamp)
    except (OSError, sqlite3.Error):
        return _opened(":memory:", stamp)


def _seal(key: str, value: bytes) -> bytes:
    """Return what tells whether a value is as it was put: SQLite does not."""
    return hashlib.blake2b(digest(key, value).encode(), digest_size=_SEAL).digest()
