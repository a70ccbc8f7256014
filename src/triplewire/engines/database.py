"""DuckDB as this program runs it: one folder, no network, nothing from elsewhere, words for faults.

DuckDB would load extensions from the user's home or fetch them, and read any file that a query
names; here a query sees the tables of a folder and nothing else.
"""

from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self, TypeVar

import duckdb

from triplewire.engines.dialect import MACROS
from triplewire.errors import EngineError
from triplewire.system.disk import explained

Answer = TypeVar("Answer")

# MiB that a thread needs to copy rows of a megabyte: it reads, gathers and writes 16 MB at a time.
_EACH = 160
# Rows that are fetched at a time.
_FETCHED = 256
# The system keeps what was read of files; not a second time here.
_NOTHING_KEPT = {"enable_external_file_cache": False}
# What a query had is given back once it has ended: others need it then.
_GIVEN_BACK = {
    "allocator_flush_threshold": "16MiB",
    "allocator_bulk_deallocation_flush_threshold": "16MiB",
}
_NOTHING_FROM_ELSEWHERE = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
    "allow_persistent_secrets": False,
}
_LESS_MEMORY = "allow more, or use fewer processes (--jobs)"
_ANEW = "delete this folder and build again; everything in it can be made again"
# What DuckDB says of an interrupt that came while it was at work.
_INTERRUPTED = "Query interrupted"
# These are about our own words; whatever else goes wrong lies in a file.
_BUGS = (
    duckdb.ParserException,
    duckdb.BinderException,
    duckdb.CatalogException,
    duckdb.InternalException,
)


class Database:
    """Queries over the Parquet files of a folder."""

    def __init__(self, folder: Path, spill: Path, threads: int, memory: int) -> None:
        """Open it for as many threads as there is ``memory`` for, in MiB, or for fewer.

        ``spill`` is a folder in that folder, for what needs more.
        """
        self._db = duckdb.connect(
            config={
                "threads": max(1, min(threads, memory // _EACH)),
                "memory_limit": f"{memory}MiB",
                "temp_directory": str(spill),
                "preserve_insertion_order": False,
                **_NOTHING_KEPT,
                **_GIVEN_BACK,
                **_NOTHING_FROM_ELSEWHERE,
            }
        )
        self._folder = folder
        for macro in MACROS:
            self._db.execute(f"CREATE MACRO {macro}")
        self._db.execute(f"SET allowed_directories = [{quoted(folder)}]")
        self._db.execute("SET enable_external_access = false")
        self._db.execute("SET lock_configuration = true")
        # One that asks, so that this one can be interrupted meanwhile.
        self._asking = ThreadPoolExecutor(1)

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self._asking.shutdown()
        self._db.close()

    def run(self, statement: str, given: object = None) -> None:
        """Run a statement; ``given`` is an Arrow table that it names so.

        Raises: DiskError, EngineError.
        """
        with self._db.cursor() as cursor:
            if given is not None:
                cursor.register("given", given)
            self._asked(cursor, lambda: cursor.execute(statement))
            if given is not None:
                cursor.unregister("given")

    def rows(self, query: str) -> Generator[Sequence[tuple[Any, ...]]]:
        """Yield what a query answers, some rows at a time; only those are in memory.

        Raises: DiskError, EngineError.
        """
        with self._db.cursor() as cursor:
            self._asked(cursor, lambda: cursor.execute(query))
            while found := self._asked(cursor, lambda: cursor.fetchmany(_FETCHED)):
                yield found

    def _asked(self, cursor: duckdb.DuckDBPyConnection, ask: Callable[[], Answer]) -> Answer:
        """Return an answer, and let an interrupt end the question."""
        with faults(self._folder):
            future = self._asking.submit(ask)
            try:
                return future.result()
            except KeyboardInterrupt:
                cursor.interrupt()
                raise


def quoted(path: Path) -> str:
    """Return a path as SQL writes it."""
    return "'" + str(path).replace("'", "''") + "'"


@contextmanager
def faults(folder: Path) -> Iterator[None]:
    """Turn what goes wrong with the tables of a folder into errors that say what to do.

    Raises: DiskError, EngineError.
    """
    try:
        yield
    except _BUGS:
        raise
    except duckdb.Error as error:
        said = str(error).partition("\n")[0]  # the rest shows the query
        # What the system said is in DuckDB's words.
        of_disk = explained(OSError(said), str(folder))
        if of_disk is not None and of_disk.hint:
            raise of_disk from error
        if isinstance(error, duckdb.OutOfMemoryException):
            what, hint = "the tables need more memory", _LESS_MEMORY
        else:
            what, hint = "a table cannot be read or written", _ANEW
        raise EngineError(f"{what}: {said}", where=str(folder), hint=hint) from error
    except OSError as error:
        raise (explained(error, str(folder)) or error) from error
    except RuntimeError as error:
        if str(error) == _INTERRUPTED:
            raise KeyboardInterrupt from error
        raise
