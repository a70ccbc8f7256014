"""A folder of tables on any path that Spark can reach: each a folder that is there when whole."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_WHOLE, _MAKING = ".table", ".tmp"


class SparkTables:
    """The tables that a folder holds, by Hadoop's ways to files."""

    def __init__(self, session: "SparkSession", folder: str) -> None:
        """Open a folder, which is made if it is not there; what is half written is removed."""
        self._path = session._jvm.org.apache.hadoop.fs.Path  # noqa: SLF001  there is no other way
        root = self._path(folder)
        self._files = root.getFileSystem(session._jsc.hadoopConfiguration())  # noqa: SLF001
        self._files.mkdirs(root)
        self.folder = str(self._files.makeQualified(root).toString())
        for name in self._listed():
            if name.endswith(_MAKING):
                self._files.delete(self._path(f"{self.folder}/{name}"), True)

    def names(self) -> list[str]:
        """Return the tables that there are."""
        return sorted(name.removesuffix(_WHOLE) for name in self._listed() if name.endswith(_WHOLE))

    def place(self, table: str) -> str:
        """Return the place of a table."""
        return f"{self.folder}/{table}{_WHOLE}"

    def has(self, table: str) -> bool:
        """Say whether there is a table."""
        return bool(self._files.exists(self._path(self.place(table))))

    def drop(self, table: str) -> None:
        """Remove a table, if it is there."""
        self._files.delete(self._path(self.place(table)), True)

    @contextmanager
    def made(self, table: str) -> Iterator[str]:
        """Yield a place for files that take that of a table when the block ends well."""
        making = f"{self.folder}/{table}{_MAKING}"
        self._files.delete(self._path(making), True)
        try:
            yield making
        except BaseException:
            self._files.delete(self._path(making), True)
            raise
        self.drop(table)
        self._files.rename(self._path(making), self._path(self.place(table)))

    def _listed(self) -> list[str]:
        found: list[Any] = list(self._files.listStatus(self._path(self.folder)))
        return [str(status.getPath().getName()) for status in found]
