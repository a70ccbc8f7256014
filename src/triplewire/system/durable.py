"""A file that people and programs write at the same time in, the same with other bytes out.

One writer at a time, readers see the old bytes or the new, and what was written is on the disk.
"""

import fcntl
import os
import secrets
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from glob import escape
from pathlib import Path

from triplewire.errors import LinkError
from triplewire.system.files import read_bytes

_SECONDS = 20.0
_PAUSE = 0.02
_DIGITS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A file that nobody else writes: what it holds, None where there is none."""

    path: Path
    folder: int
    before: bytes | None

    def replace(self, after: bytes) -> None:
        """Put other bytes in the place of the file's; its mode and, where it may be, owner stay.

        Raises: LinkError when another program has changed the file, or changes it at once.
        """
        if _content(self.path, self.path) != self.before:
            raise LinkError(
                "another program has changed the file meanwhile",
                where=str(self.path),
                hint="try again",
            )
        digits = secrets.token_hex(_DIGITS // 2)
        temporary = self.path.with_name(f".{self.path.name}.{digits}.tmp")
        try:
            _write(temporary, after, None if self.before is None else self.path.stat())
            temporary.replace(self.path)
        finally:
            temporary.unlink(missing_ok=True)
        os.fsync(self.folder)
        if read_bytes(self.path) != after:
            raise LinkError(
                "another program has changed the file at once: the change may be lost",
                where=str(self.path),
                hint="look whether it is there, or try again",
            )


@contextmanager
def held(path: Path, seconds: float = _SECONDS) -> Iterator[Held]:
    """Keep other writers of a file out as long as the block lasts.

    What a link points to is held in the place of the link. The lock is on the folder itself, so
    that no file is left there.
    Raises: LinkError when the file is none, or others write it for longer than ``seconds``.
    """
    real = Path(os.path.realpath(path))
    try:
        folder = os.open(real.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            _lock(folder, path, time.monotonic() + seconds)
            _clear_leftovers(real)
            yield Held(path=real, folder=folder, before=_content(real, path))
        finally:
            os.close(folder)
    except OSError as error:
        raise LinkError(f"cannot be written: {error.strerror}", where=str(path)) from error


def _lock(folder: int, path: Path, deadline: float) -> None:
    while True:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise LinkError(
                    "another program is writing here",
                    where=str(path),
                    hint="try again when it has finished",
                ) from None
            time.sleep(_PAUSE)
        except OSError as error:
            raise LinkError(
                f"the folder cannot be locked: {error.strerror}",
                where=str(path),
                hint="keep the newsroom on a disk of this machine, or write the line by hand",
            ) from error
        else:
            return


def _content(real: Path, path: Path) -> bytes | None:
    """Return what a file holds, None where there is none.

    Raises: LinkError when it is a folder, a device or a link to nothing.
    """
    if not real.exists() and not path.is_symlink():
        return None
    if not real.is_file():
        raise LinkError("not a file", where=str(path), hint="move away what has its name")
    return read_bytes(real)


def _clear_leftovers(path: Path) -> None:
    """Remove what killed writers left: while the folder is locked nobody else writes there."""
    for left in path.parent.glob(f".{escape(path.name)}.{'[0-9a-f]' * _DIGITS}.tmp"):
        left.unlink()


def _write(path: Path, data: bytes, like: os.stat_result | None) -> None:
    """Write a new file through to the disk, with the mode and the owner of another."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
    with os.fdopen(os.open(path, flags, 0o666 if like is None else 0o600), "wb") as file:
        file.write(data)
        file.flush()
        if like is not None:
            for owner, group in ((-1, like.st_gid), (like.st_uid, -1)):
                with suppress(PermissionError):
                    os.fchown(file.fileno(), owner, group)
            os.fchmod(file.fileno(), stat.S_IMODE(like.st_mode))
        os.fsync(file.fileno())
