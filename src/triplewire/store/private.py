"""A store's folder in, the same readable by its owner alone out: it may hold unpublished texts.

The top folder's mode keeps everybody out of all that is below; the rest is for copies of a part.
"""

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

# What the program itself puts there; somebody may keep more beside it.
_OURS = ("current*", "lock", "memo.sqlite*", "tables", "gen-[0-9]*")


def make_private(folder: Path) -> None:
    """Take all rights to a store from everybody but its owner."""
    _close(folder)
    for path in _within(folder):
        # A check may end, and SQLite tidy up, meanwhile.
        with suppress(FileNotFoundError):
            _close(path)


def _within(folder: Path) -> Iterator[Path]:
    for pattern in _OURS:
        for path in folder.glob(pattern):
            yield path
            for below, folders, files in os.walk(path):
                yield from (Path(below, name) for name in (*folders, *files))


def _close(path: Path) -> None:
    mode = path.lstat().st_mode
    if stat.S_ISLNK(mode) or not mode & 0o077:
        return
    # Somebody else's file, or a file system without modes: there its owner decides.
    with suppress(PermissionError):
        path.chmod(stat.S_IMODE(mode) & 0o700)
