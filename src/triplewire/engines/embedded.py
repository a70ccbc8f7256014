"""The engine of one machine: tables as Parquet files, DuckDB for SQL, processes for steps."""

import shutil
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby, islice
from pathlib import Path
from typing import Any, Self, TypeVar

import duckdb

from triplewire.engines.dialect import MACROS
from triplewire.engines.engine import Step, Tell, Work
from triplewire.engines.lines import Parts, write_parts
from triplewire.engines.processes import Processes
from triplewire.engines.rows import columns, rows_of, sizes, table_of
from triplewire.system import children

Given = TypeVar("Given")
Made = TypeVar("Made")
Row = TypeVar("Row")

# Rows that are fetched, and written into one file, at a time; and bytes after which a file is full.
_FETCHED = 256
_FILE_BYTES = 32 << 20
# Batches on their way for each process: one in work, one waiting.
_AHEAD = 2
# The table that lines are sorted from.
_LINES = "lines_to_sort"


@dataclass(frozen=True, slots=True)
class _Number:
    number: int


class Embedded:
    """Tables in a folder of this machine."""

    def __init__(
        self,
        folder: Path,
        jobs: int | None = None,
        *,
        memory: str = "1GB",
        tell: Tell | None = None,
    ) -> None:
        """Open a folder of tables, which is made if it is not there.

        ``jobs`` is how many processes work, None for one a processor; ``memory`` is what SQL may
        use before it goes on in files; ``tell`` is told how far a step is.
        """
        self._folder = folder
        self._jobs = jobs or children.processors()
        self._tell = tell
        folder.mkdir(parents=True, exist_ok=True)
        self._db = duckdb.connect(
            config={
                "threads": self._jobs,
                "memory_limit": memory,
                "temp_directory": str(folder / "spill"),
                "preserve_insertion_order": False,
                "autoinstall_known_extensions": False,
            }
        )
        for macro in MACROS:
            self._db.execute(f"CREATE MACRO {macro}")
        for path in sorted(folder.iterdir()):
            if path.suffix == ".table":
                self._show(path.stem)

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the database."""
        self._db.close()

    def write(self, table: str, rows: Iterable[Row], kind: type[Row]) -> None:
        """Make a table of rows that the caller has."""
        self._keep(table, rows, kind)

    def rows(self, query: str, kind: type[Row]) -> Iterator[Row]:
        """Yield what a query answers, a few rows at a time."""
        names = ", ".join(f'"{name}"' for name in columns(kind))
        with self._db.cursor() as cursor:
            cursor.execute(f"SELECT {names} FROM ({query})")
            while found := cursor.fetchmany(_FETCHED):
                yield from rows_of(kind, found)

    def sql(self, table: str, query: str) -> None:
        """Make a table of what a query answers."""
        with _Folder(self._folder, table) as folder, self._db.cursor() as cursor:
            cursor.execute(f"COPY ({query}) TO '{folder}/part-000000.parquet' (FORMAT parquet)")
        self._show(table)

    def map(self, table: str, query: str, step: Step[Given, Made]) -> None:
        """Make a table of what a step makes of the rows that a query answers."""
        rows = self.rows(query, step.given)
        batches = iter(lambda: list(islice(rows, step.size)), [])
        self._keep(table, self._worked(table, batches, step), step.made)

    def groups(self, table: str, query: str, step: Step[Given, Made]) -> None:
        """Make a table of what a step makes of rows that come with their whole block."""
        ordered = f"SELECT * FROM ({query}) ORDER BY block, place"
        batches = _whole(self.rows(ordered, step.given), step.size)
        self._keep(table, self._worked(table, batches, step), step.made)

    def sorted_lines(self, query: str, folder: Path, shards: int) -> Parts:
        """Write the lines that a query answers, sorted and each once, as files."""
        self.sql(_LINES, f"SELECT DISTINCT line FROM ({query})")
        try:
            count = next(self.rows(f"SELECT count(*) AS number FROM {_LINES}", _Number)).number
            lines = self._lines(f"SELECT line FROM {_LINES} ORDER BY line")
            return write_parts(lines, count, folder, shards, self._jobs)
        finally:
            self.drop(_LINES)

    def has(self, table: str) -> bool:
        """Say whether there is a table."""
        return (self._folder / f"{table}.table").is_dir()

    def drop(self, table: str) -> None:
        """Remove a table, if it is there."""
        self._db.execute(f'DROP VIEW IF EXISTS "{table}"')
        shutil.rmtree(self._folder / f"{table}.table", ignore_errors=True)

    def _lines(self, query: str) -> Iterator[str]:
        """Yield the only column of what a query answers."""
        with self._db.cursor() as cursor:
            cursor.execute(query)
            while found := cursor.fetchmany(_FETCHED):
                for (line,) in found:
                    yield line

    def _worked(
        self, table: str, batches: Iterator[list[Given]], step: Step[Given, Made]
    ) -> Iterator[Made]:
        """Yield what a step makes of batches, in their order."""
        first, second = next(batches, []), next(batches, [])
        done = 0
        if self._jobs < 2 or not second:
            work: Work[Given, Made] | None = None
            for batch in (first, second, *batches) if second else ([first] if first else []):
                work = work or step.begin()
                yield from work(batch)
                done += len(batch)
                self._told(table, done)
            return
        processes: Processes[Given, Made] = Processes(self._jobs, partial(_begin, step), step.lost)
        waiting: deque[tuple[int, Callable[[], Sequence[Made]]]] = deque()
        try:
            for batch in _after(first, second, batches):
                waiting.append((len(batch), processes.submit(_work, batch)))
                if len(waiting) > self._jobs * _AHEAD:
                    number, found = waiting.popleft()
                    yield from found()
                    done += number
                    self._told(table, done)
            for number, found in waiting:
                yield from found()
                done += number
                self._told(table, done)
        finally:
            processes.close()

    def _told(self, table: str, done: int) -> None:
        if self._tell is not None:
            self._tell(table, done)

    def _keep(self, table: str, rows: Iterable[Any], kind: type[Any]) -> None:
        """Write rows as a table, one file after another; it is there when all are."""
        with _Folder(self._folder, table) as folder:
            some: list[Any] = []
            number, held = 0, 0
            for row, size in sizes(rows, kind):
                some.append(row)
                held += size
                if held > _FILE_BYTES:
                    self._file(folder / f"part-{number:06d}.parquet", some, kind)
                    some, held, number = [], 0, number + 1
            if some or not number:
                self._file(folder / f"part-{number:06d}.parquet", some, kind)
        self._show(table)

    def _file(self, path: Path, rows: Sequence[Any], kind: type[Any]) -> None:
        with self._db.cursor() as cursor:
            cursor.register("given", table_of(rows, kind))
            cursor.execute(f"COPY (SELECT * FROM given) TO '{path}' (FORMAT parquet)")
            cursor.unregister("given")

    def _show(self, table: str) -> None:
        files = self._folder / f"{table}.table" / "*.parquet"
        self._db.execute(
            f"CREATE OR REPLACE VIEW \"{table}\" AS SELECT * FROM read_parquet('{files}')"
        )


class _Folder:
    """A folder that takes the place of a table when it is whole."""

    def __init__(self, folder: Path, table: str) -> None:
        self._final = folder / f"{table}.table"
        self._path = folder / f"{table}.tmp"

    def __enter__(self) -> Path:
        shutil.rmtree(self._path, ignore_errors=True)
        self._path.mkdir()
        return self._path

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None:
            shutil.rmtree(self._final, ignore_errors=True)
            self._path.rename(self._final)


def _after(first: Given, second: Given, others: Iterable[Given]) -> Iterator[Given]:
    yield first
    yield second
    yield from others


def _whole(rows: Iterable[Given], size: int) -> Iterator[list[Given]]:
    """Yield rows in batches of whole blocks, of about a size."""
    batch: list[Given] = []
    for _, block in groupby(rows, key=lambda row: row.block):  # type: ignore[attr-defined]
        if len(batch) >= size:
            yield batch
            batch = []
        batch.extend(block)
    if batch:
        yield batch


# What this process does, set once when it begins.
_at_work: list[Work[Any, Any]] = []


def _begin(step: Step[Any, Any]) -> None:
    _at_work.append(step.begin())


def _work(batch: Sequence[Given]) -> list[Any]:
    return list(_at_work[0](batch))
