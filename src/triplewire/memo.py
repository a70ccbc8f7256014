"""Results of costly steps by the hash of what went in, kept beside the store between builds."""

import hashlib
import sqlite3
from pathlib import Path

from triplewire.errors import StoreError


class Memo:
    """A persistent table from key to bytes; losing it costs time, never data."""

    def __init__(self, path: Path, stamp: str) -> None:
        """Open or make the table; entries made under another stamp are dropped.

        Raises: StoreError when the file is not a memo.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(path)
        try:
            self._prepare(stamp)
        except sqlite3.DatabaseError as error:
            self._db.close()
            raise StoreError(
                f"the memo cannot be read: {error}", where=str(path), hint="delete the file"
            ) from error

    def _prepare(self, stamp: str) -> None:
        # Kept for speed alone, so a commit need not wait for the disk.
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = NORMAL")
        with self._db:
            self._db.execute("CREATE TABLE IF NOT EXISTS stamp (value TEXT NOT NULL)")
            self._db.execute(
                "CREATE TABLE IF NOT EXISTS memo (key TEXT PRIMARY KEY, value BLOB NOT NULL)"
                " WITHOUT ROWID"
            )
            if self._db.execute("SELECT value FROM stamp").fetchone() != (stamp,):
                self._db.execute("DELETE FROM memo")
                self._db.execute("DELETE FROM stamp")
                self._db.execute("INSERT INTO stamp VALUES (?)", (stamp,))

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def get(self, key: str) -> bytes | None:
        """Return what was put under a key."""
        row = self._db.execute("SELECT value FROM memo WHERE key = ?", (key,)).fetchone()
        return None if row is None else bytes(row[0])

    def put(self, key: str, value: bytes) -> None:
        """Keep a value, in a transaction of its own."""
        with self._db:
            self._db.execute("INSERT OR REPLACE INTO memo VALUES (?, ?)", (key, value))


def digest(*parts: str | bytes) -> str:
    """Return one hash of several parts, so that no two lists of parts run into each other."""
    total = hashlib.sha256()
    for part in parts:
        raw = part.encode() if isinstance(part, str) else part
        total.update(f"{len(raw)}:".encode())
        total.update(raw)
    return total.hexdigest()
