"""A path and what to write in, a whole folder out, or the old one untouched."""

import ctypes
import fcntl
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from triplewire.errors import DiskError

# Linux: RENAME_EXCHANGE of renameat2, between paths that begin here; macOS: RENAME_SWAP.
_EXCHANGE, _SWAP, _HERE = 2, 2, -100


@contextmanager
def written_whole(path: Path, ours: Callable[[Path], bool]) -> Iterator[Path]:
    """Yield a folder that takes the place of ``path`` when the block ends without an error.

    Whenever the process is killed, a folder stands there that is whole: the old one or the new
    one. ``ours`` says whether what stands there may go; what is empty always may.
    Raises: DiskError when something else stands there, or another process is writing it.
    """
    target = path.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    _refuse_others(target, ours)
    aside = target.with_name(f".triplewire-{target.name}.tmp")
    handle = _held(aside, target)
    try:
        try:
            _tidy(aside, target)
            yield aside
            sync_tree(aside)
            _refuse_others(target, ours)
            _put(aside, target)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    finally:
        os.close(handle)


def sync(path: Path) -> None:
    """Write a file or folder through to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_tree(folder: Path) -> None:
    """Write a folder and all that is in it through to the disk."""
    for path in sorted(folder.rglob("*")):
        sync(path)
    sync(folder)


def _refuse_others(target: Path, ours: Callable[[Path], bool]) -> None:
    if target.is_dir() and (ours(target) or not any(target.iterdir())):
        return
    if os.path.lexists(target):
        raise DiskError(
            "something else stands there",
            where=str(target),
            hint="move it away, or name another folder",
        )


def _held(aside: Path, target: Path) -> int:
    """Make a folder, if it is not there, and hold it against others who would write it."""
    while True:
        aside.mkdir(exist_ok=True)
        handle = os.open(aside, os.O_RDONLY | os.O_DIRECTORY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if aside.exists() and aside.stat().st_ino == os.fstat(handle).st_ino:
                return handle
        except BlockingIOError as error:
            os.close(handle)
            raise DiskError(
                "another process is writing it", where=str(target), hint="wait for it to end"
            ) from error
        # Whoever held it has put it in its place meanwhile.
        os.close(handle)


def _tidy(aside: Path, target: Path) -> None:
    """Put right what a killed process has left."""
    old = aside.with_suffix(".old")
    if old.exists() and not target.exists():
        old.rename(target)
    for path in aside.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def _put(aside: Path, target: Path) -> None:
    """Put a folder in its place; what stood there stands aside then."""
    if not target.exists() or not any(target.iterdir()):
        aside.rename(target)
    elif not _exchanged(aside, target):
        # Without such a call, there is a moment in which neither is there.
        old = aside.with_suffix(".old")
        target.rename(old)
        aside.rename(target)
        old.rename(aside)
    sync(target.parent)


def _exchanged(one: Path, other: Path) -> bool:
    """Give each of two folders the other's name at once, where the system can do that."""
    libc, names = ctypes.CDLL(None), (os.fsencode(one), os.fsencode(other))
    try:
        if sys.platform == "darwin":
            return bool(libc.renamex_np(*names, _SWAP) == 0)
        return bool(libc.renameat2(_HERE, names[0], _HERE, names[1], _EXCHANGE) == 0)
    except AttributeError:
        return False
