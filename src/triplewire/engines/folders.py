"""A folder of tables: each a folder of files that is there when it is whole."""

import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from triplewire.engines.seals import is_sealed, seal, take_over

_WHOLE, _MAKING, _OLD = ".table", ".tmp", ".old"
# What SQL needs more memory for goes there.
_SPILL = "spill"
# Bytes below which a file is small.
_SMALL = 1 << 20


class Tables:
    """The tables that a folder holds."""

    def __init__(self, folder: Path, kept: Collection[str] | None = None) -> None:
        """Open a folder, which is made if it is not there; what a killed process left is removed.

        So is a table that is not as it was written, for it can be made anew, and one that is not
        among those ``kept``; None keeps all.

        Raises: OSError.
        """
        self._folder = folder
        self.spill = folder / _SPILL
        folder.mkdir(parents=True, exist_ok=True)
        for left in folder.iterdir():
            if left.suffix == _OLD and not left.with_suffix(_WHOLE).exists():
                left.rename(left.with_suffix(_WHOLE))
            elif left.suffix in (_MAKING, _OLD) or left == self.spill:
                shutil.rmtree(left)
        for table in self.names():
            if (kept is not None and table not in kept) or not is_sealed(self._path(table)):
                self.drop(table)

    def names(self) -> list[str]:
        """Return the tables that there are."""
        return sorted(path.stem for path in self._folder.iterdir() if path.suffix == _WHOLE)

    def files(self, table: str) -> list[Path]:
        """Return the files of a table."""
        return sorted(self._path(table).glob("*.parquet"))

    def has(self, table: str) -> bool:
        """Say whether there is a table."""
        return self._path(table).is_dir()

    def drop(self, table: str) -> None:
        """Remove a table, if it is there."""
        path = self._path(table)
        if path.exists():
            # At once, and not file by file: half a table is none.
            making = path.with_suffix(_MAKING)
            shutil.rmtree(making, ignore_errors=True)
            path.rename(making)
            shutil.rmtree(making)

    def add(self, table: str, more: str, instead: Collection[Path] = ()) -> list[Path]:
        """Move the files of one table to those of another; return the small ones that it has.

        They may come ``instead`` of some that are there.
        """
        first = 1 + max(map(_number_of, self.files(table)), default=-1)
        names = {
            path: f"part-{number:06d}.parquet"
            for number, path in enumerate(self.files(more), start=first)
        }
        take_over(self._path(table), names, instead)
        self.drop(more)
        return [path for path in self.files(table) if path.stat().st_size < _SMALL]

    @contextmanager
    def made(self, table: str) -> Iterator[Path]:
        """Yield a folder for files that take the place of a table when the block ends well."""
        final = self._path(table)
        making, old = final.with_suffix(_MAKING), final.with_suffix(_OLD)
        shutil.rmtree(making, ignore_errors=True)
        making.mkdir()
        try:
            yield making
            seal(making)
        except BaseException:
            shutil.rmtree(making, ignore_errors=True)
            raise
        if final.exists():
            final.rename(old)
        making.rename(final)
        shutil.rmtree(old, ignore_errors=True)

    def _path(self, table: str) -> Path:
        return self._folder / f"{table}{_WHOLE}"


def _number_of(path: Path) -> int:
    return int(path.stem.rpartition("-")[2])
