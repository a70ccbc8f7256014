"""A key in, the bytes that were once put under it out: a folder of files, bounded, of no one run.

Losing it costs time, never data. So a value that is not as it was put is none, what cannot be
written is not kept, and who writes the same key at the same time writes the same bytes.
"""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from triplewire.system.files import read_bytes
from triplewire.system.hashes import digest

_SUFFIX = ".kept"
_SEAL = 64  # bytes of a digest before each value
# What a killed writer left; no write takes as long.
_STALE = 3600.0  # seconds


class Kept:
    """Values under keys (letters and digits), the oldest removed when they have too many bytes."""

    def __init__(self, folder: Path, most_bytes: int) -> None:
        """Name the folder; it is made when the first value is put."""
        self._folder = folder
        self._most_bytes = most_bytes

    def get(self, key: str) -> bytes | None:
        """Return what was put under a key."""
        try:
            data = read_bytes(self._path(key), self._most_bytes, follow=False)
        except OSError:
            return None
        seal, value = data[:_SEAL], data[_SEAL:]
        return value if seal == digest(key, value).encode() else None

    def put(self, key: str, value: bytes) -> None:
        """Keep a value, whole or not at all, for nobody but this user to read."""
        temporary = self._folder / f"{key}.{secrets.token_hex(8)}.tmp"
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            try:
                flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
                with os.fdopen(os.open(temporary, flags, 0o600), "wb") as file:
                    file.write(digest(key, value).encode() + value)
                temporary.replace(self._path(key))
            finally:
                temporary.unlink(missing_ok=True)

    def trim(self) -> None:
        """Remove the oldest values until the others have no more bytes than they may."""
        with suppress(OSError):
            found = sorted(self._files(), reverse=True)
            newest = found[0][0] if found else 0.0
            total = 0
            for written, path, size in found:
                total += size
                if total > self._most_bytes or (
                    path.suffix != _SUFFIX and newest - written > _STALE
                ):
                    path.unlink(missing_ok=True)

    def _files(self) -> list[tuple[float, Path, int]]:
        """Return when each file of ours was written, and how large it is."""
        ours = (path for path in self._folder.iterdir() if path.suffix in {_SUFFIX, ".tmp"})
        return [(path.stat().st_mtime, path, path.stat().st_size) for path in ours]

    def _path(self, key: str) -> Path:
        return self._folder / f"{key}{_SUFFIX}"
