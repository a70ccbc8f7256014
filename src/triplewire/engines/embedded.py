"""The engine of one machine: tables as Parquet files, DuckDB for SQL, processes for steps.

Tables that are not kept are DuckDB's own unless they are long: most of a build's are short, and
files would cost more than what is in them.
"""

from collections.abc import Callable, Collection, Generator, Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from triplewire.engines.database import Database, faults, quoted
from triplewire.engines.dialect import named
from triplewire.engines.engine import Far, Step, Tell
from triplewire.engines.folders import Tables
from triplewire.engines.lines import Parts, write_parts
from triplewire.engines.rows import columns, files_of, rows_of, table_of
from triplewire.engines.steps import Crew, Unit, blocks_together, here, rows_apart
from triplewire.system import children

Given = TypeVar("Given")
Made = TypeVar("Made")
Row = TypeVar("Row")

_SQL = {
    str: "STRING",
    bytes: "BINARY",
    int: "BIGINT",
    float: "DOUBLE",
    bool: "BOOLEAN",
    tuple: "STRING[]",
}
# A group of rows is in memory when it is written, and each thread has one; graphs are long.
_PARQUET = "(FORMAT parquet, ROW_GROUP_SIZE 8192, ROW_GROUP_SIZE_BYTES '16MB')"
# Small files that a table may have before they become one: each build adds some.
_MOST_SMALL = 64
_FIRST = "part-000000.parquet"
# A file that is there while an engine does work itself, and afterwards where it died over that.
_ALONE = "alone"
# The tables that lines are sorted from, that is not there yet, and of small files that become one.
_LINES, _MAKING, _MERGED = "lines_to_sort", "table_in_the_making", "small_files"


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
        kept: Collection[str] | None = None,
        memory: int = 512,
        tell: Tell | None = None,
    ) -> None:
        """Open a folder of tables, which is made if it is not there.

        ``jobs`` is how many processes work, and threads of SQL, None for one a processor; ``kept``
        are the tables that are still there when it is opened again, None for all; ``memory`` is
        how many MiB SQL may use before it goes on in files; ``tell`` is told how far a step is.
        Nobody else may have the folder open.
        Raises: DiskError, EngineError.
        """
        self._folder = folder = folder.resolve()
        self._jobs = jobs or children.processors()
        self._kept = kept
        self._tell = tell
        # The tables that are DuckDB's own, and how many rows the others have.
        self._held: set[str] = set()
        self._rows: dict[str, int] = {}
        with faults(folder), ExitStack() as stack:
            # Who died over a row that no process did for him lets processes do it.
            self._died = (folder / _ALONE).exists()
            self._tables = Tables(folder, kept)
            self._db = stack.enter_context(Database(folder, self._tables.spill, self._jobs, memory))
            for table in self._tables.names():
                self._show(table)
            self._crew = stack.enter_context(Crew(self._jobs))
            self._stack = stack.pop_all()

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the processes and close the database."""
        self._stack.__exit__(kind, error, trace)
        if not self._crew.lost:
            with faults(self._folder):
                (self._folder / _ALONE).unlink(missing_ok=True)

    def write(self, table: str, rows: Iterable[Row], kind: type[Row]) -> None:
        """Make a table of rows that the caller has."""
        self._keep(table, rows, kind)

    def rows(self, query: str, kind: type[Row]) -> Generator[Row]:
        """Yield what a query answers, a few rows at a time."""
        cast = ", ".join(
            f'CAST("{name}" AS {_SQL[of]}) AS "{name}"' for name, of in columns(kind).items()
        )
        with closing(self._db.rows(f"SELECT {cast} FROM ({query})")) as answer:
            for found in answer:
                yield from rows_of(kind, found)

    def sql(self, table: str, query: str) -> None:
        """Make a table of what a query answers."""
        if self._is_kept(table):
            with self._made(table) as folder:
                self._copy(query, folder / _FIRST)
        else:
            self._hold(table, query)

    def map(
        self,
        table: str,
        query: str,
        step: Step[Given, Made],
        far: Far | None = None,
        seen: Callable[[Made], None] | None = None,
    ) -> None:
        """Make a table of what a step makes of the rows that a query answers.

        A single batch is done by this process itself, unless the last one died over that.
        """
        with closing(self.rows(query, step.given)) as rows:
            self._map(table, rows_apart(rows, step.size), step, far or self._far(query), seen)

    def groups(self, table: str, query: str, step: Step[Given, Made]) -> None:
        """Make a table of what a step makes of rows that come with their whole block."""
        ordered = f"SELECT * FROM ({query}) ORDER BY block, place"
        with closing(self.rows(ordered, step.given)) as rows:
            self._map(table, blocks_together(rows, step.size), step, self._far(query))

    def sorted_lines(self, query: str, folder: Path, shards: int) -> Parts:
        """Write the lines that a query answers, sorted and each once, as files."""
        self.sql(_LINES, f"SELECT DISTINCT line FROM ({query})")
        try:
            count = next(self.rows(f"SELECT count(*) AS number FROM {_LINES}", _Number)).number
            found = self._db.rows(f"SELECT line FROM {_LINES} ORDER BY line")
            with closing(found), faults(folder):
                lines = (line for (line,) in chain.from_iterable(found))
                return write_parts(lines, count, folder, shards, self._jobs)
        finally:
            self.drop(_LINES)

    def add(self, table: str, more: str) -> None:
        """Put the rows of one table to those of another; the one is gone then."""
        if named(table) in self._held:
            self._db.run(f"INSERT INTO {table} SELECT * FROM {more}")
            self.drop(more)
            return
        if more in self._held:
            with self._made(more) as folder:
                self._copy(f"SELECT * FROM {more}", folder / _FIRST)
        rows = self._rows[table] + self._rows[more]
        self._forget(more)
        with faults(self._folder):
            small = self._tables.add(table, more)
            if len(small) > _MOST_SMALL:
                with self._tables.made(_MERGED) as folder:
                    self._copy(f"SELECT * FROM read_parquet({_listed(small)})", folder / _FIRST)
                self._tables.add(table, _MERGED, small)
        self._show(table, rows)

    def tables(self) -> list[str]:
        """Return the names of the tables that there are."""
        return sorted({*self._tables.names(), *self._held})

    def has(self, table: str) -> bool:
        """Say whether there is a table."""
        return table in self._held or self._tables.has(named(table))

    def drop(self, table: str) -> None:
        """Remove a table, if it is there."""
        self._forget(named(table))
        with faults(self._folder):
            self._tables.drop(table)

    def _far(self, query: str) -> Far:
        """Return of how many rows none are worked out yet; of none where nobody is told."""
        if self._tell is None:
            return Far(0, 0)
        count = f"SELECT count(*) AS number FROM ({query})"
        return Far(0, next(self.rows(count, _Number)).number)

    def _map(
        self,
        table: str,
        batches: Iterator[list[Unit[Given]]],
        step: Step[Given, Made],
        far: Far,
        seen: Callable[[Made], None] | None = None,
    ) -> None:
        with closing(self._worked(table, batches, step, far, seen)) as made:
            self._keep(table, made, step.made)

    def _worked(
        self,
        table: str,
        batches: Iterator[list[Unit[Given]]],
        step: Step[Given, Made],
        far: Far,
        seen: Callable[[Made], None] | None,
    ) -> Generator[Made]:
        """Yield what a step makes of batches, in their order."""
        first = list(islice(batches, 2))
        batches = chain(first, batches)
        several = self._died or (self._jobs > 1 and len(first) > 1)
        if not several:
            with faults(self._folder):
                (self._folder / _ALONE).touch()
        done, faulty = far.done, far.faults
        if self._tell is not None and first:
            self._tell(table, done, far.of, faulty)
        with closing(
            self._crew.worked(batches, step) if several else here(batches, step.begin)
        ) as worked:
            for some, made in worked:
                for row in made:
                    faulty += bool(getattr(row, "fault", None))
                    if seen is not None:
                        seen(row)
                    yield row
                done += some
                if self._tell is not None:
                    self._tell(table, done, far.of, faulty)

    def _keep(self, table: str, rows: Iterable[Any], kind: type[Any]) -> None:
        """Make a table of rows: DuckDB's own where they are few, else one file after another."""
        parts = files_of(rows, kind)
        first = next(parts, [])
        second = next(parts, None)
        if second is None and not self._is_kept(table):
            self._hold(table, "SELECT * FROM given", table_of(first, kind))
            return
        with self._made(table) as folder:
            for number, some in enumerate(chain((first, second or []), parts)):
                if some or not number:
                    file = folder / f"part-{number:06d}.parquet"
                    self._copy("SELECT * FROM given", file, table_of(some, kind))

    def _copy(self, query: str, file: Path, given: object = None) -> None:
        self._db.run(f"COPY ({query}) TO {quoted(file)} {_PARQUET}", given)

    def _is_kept(self, table: str) -> bool:
        return self._kept is None or named(table) in self._kept

    def _hold(self, table: str, query: str, given: object = None) -> None:
        """Make a table of DuckDB's own, in the place of what was called so."""
        self._db.run(f"CREATE OR REPLACE TABLE {_MAKING} AS {query}", given)
        self.drop(table)
        self._db.run(f"ALTER TABLE {_MAKING} RENAME TO {table}")
        self._held.add(table)

    def _forget(self, table: str) -> None:
        """Let SQL not know a table any more."""
        kind = "TABLE" if table in self._held else "VIEW"
        self._db.run(f"DROP {kind} IF EXISTS {table}")
        self._held.discard(table)

    @contextmanager
    def _made(self, table: str) -> Iterator[Path]:
        """Yield a folder for the files of a table, which is there when the block ends well."""
        with faults(self._folder), self._tables.made(named(table)) as folder:
            yield folder
        self._forget(table)
        self._show(table)

    def _show(self, table: str, rows: int | None = None) -> None:
        """Let queries name a table, and know how many rows it has: ``rows``, or as many as it says.

        DuckDB takes several files to have none: in a join it would hold the largest table.
        """
        files = _listed(self._tables.files(table))
        if rows is None:
            counted = f"SELECT CAST(sum(num_rows) AS BIGINT) FROM parquet_file_metadata({files})"
            (((rows,),),) = self._db.rows(counted)
        self._rows[table] = rows or 0
        read = f"read_parquet({files}, explicit_cardinality={max(1, rows or 0)})"
        self._db.run(f"CREATE OR REPLACE VIEW {table} AS SELECT * FROM {read}")


def _listed(files: Iterable[Path]) -> str:
    """Return files as a list of SQL's."""
    return f"[{', '.join(map(quoted, files))}]"
