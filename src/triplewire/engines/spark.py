"""The engine of a cluster: tables as Parquet wherever Spark can reach, Spark for SQL and for steps.

It needs the extra ``spark`` and Java. Both are there when it is opened, not when it is imported.
"""

from collections.abc import Callable, Collection, Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeVar

from triplewire.engines.dialect import named
from triplewire.engines.engine import Far, Step, Tell
from triplewire.engines.fingerprint import fingerprint
from triplewire.engines.lines import Parts, write_parts
from triplewire.engines.rows import columns, rows_of, sizes, table_of
from triplewire.engines.spark_session import BATCH, faults, opened
from triplewire.engines.spark_tables import SparkTables
from triplewire.engines.spark_worker import Grouping, Refusals, mapped
from triplewire.engines.steps import blocks_together, rows_apart
from triplewire.errors import EngineError
from triplewire.system.disk import reported

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame
    from pyspark.sql.types import StructType

Given = TypeVar("Given")
Made = TypeVar("Made")
Row = TypeVar("Row")
Answer = TypeVar("Answer")

_SQL = {
    str: "STRING",
    bytes: "BINARY",
    int: "BIGINT",
    float: "DOUBLE",
    bool: "BOOLEAN",
    tuple: "ARRAY<STRING>",
}
# Bytes of rows that are handed over together.
_HANDED = 16 << 20
# A part of a table has at most so many batches: what is lost with a worker is done again.
_BATCHES = 32
# Parts for each thing that works: the last ones to end shall not leave the others idle for long.
_PARTS = 4
# Seconds between two looks at how far a step is.
_LOOK = 1.0
_LINES = "lines_to_sort"


@dataclass(frozen=True, slots=True)
class _Number:
    number: int


class Spark:
    """Tables in a folder that all machines of a cluster reach."""

    def __init__(
        self,
        folder: str | Path,
        *,
        master: str | None = None,
        kept: Collection[str] | None = None,
        tell: Tell | None = None,
    ) -> None:
        """Open a folder of tables, which is made if it is not there.

        ``folder`` is a path or an address, such as ``hdfs://…``; ``master`` is Spark's own word for
        the cluster, None where Spark's settings say it; ``kept`` are the tables that are still
        there when it is opened again, None for all; ``tell`` is told how far a step is.
        Raises: EngineError when Spark cannot be started.
        """
        self._tell = tell
        self._session = opened(master)
        self._asking = ThreadPoolExecutor(1)
        with faults():
            self._tables = SparkTables(self._session, str(folder))
            for table in self._tables.names():
                if kept is None or table in kept:
                    self._show(table)
                else:
                    self._tables.drop(table)

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let Spark's workers go."""
        self._asking.shutdown()
        self._session.stop()

    def write(self, table: str, rows: Iterable[Row], kind: type[Row]) -> None:
        """Make a table of rows that the caller has."""
        import pyarrow as pa  # noqa: PLC0415

        with self._made(table, _schema(kind)) as place:
            for some in _some(rows, kind):
                arrow = pa.table(table_of(some, kind))
                frame = self._session.createDataFrame(arrow, _schema(kind))
                self._asked(partial(frame.write.mode("append").parquet, place))

    def rows(self, query: str, kind: type[Row]) -> Generator[Row]:
        """Yield what a query answers, a few rows at a time."""
        with faults():
            found = iter(self._frame(query, kind).toLocalIterator())
            raw = [number for number, of in enumerate(columns(kind).values()) if of is bytes]
            while some := self._asked(lambda: list(islice(found, BATCH))):
                yield from rows_of(kind, [_plain(row, raw) for row in some] if raw else some)

    def sql(self, table: str, query: str) -> None:
        """Make a table of what a query answers."""
        with faults():
            frame = self._session.sql(query)
        with self._made(table, frame.schema) as place:
            self._asked(lambda: frame.write.parquet(place))

    def map(
        self,
        table: str,
        query: str,
        step: Step[Given, Made],
        far: Far | None = None,
        seen: Callable[[Made], None] | None = None,  # noqa: ARG002  they do not come by here
    ) -> None:
        """Make a table of what a step makes of the rows that a query answers."""
        with faults():
            given = self._frame(query, step.given)
            number: int = self._asked(given.count)
            given = given.repartition(self._parts(number, step))
        self._map(table, given, step, rows_apart, far or Far(0, number))

    def groups(self, table: str, query: str, step: Step[Given, Made]) -> None:
        """Make a table of what a step makes of rows that come with their whole block."""
        with faults():
            given = self._frame(query, step.given)
            number: int = self._asked(given.count)
            given = given.repartition(self._parts(number, step), "block")
            given = given.sortWithinPartitions("block", "place")
        self._map(table, given, step, blocks_together, Far(0, number))

    def sorted_lines(self, query: str, folder: Path, shards: int) -> Parts:
        """Write the lines that a query answers, sorted and each once, as files of this machine."""
        self.sql(_LINES, f"SELECT DISTINCT line FROM ({query})")
        try:
            count = next(self.rows(f"SELECT count(*) AS number FROM {_LINES}", _Number)).number
            found = self.rows(f"SELECT line FROM {_LINES} ORDER BY line", _Line)
            with closing(found), reported(folder):
                return write_parts((row.line for row in found), count, folder, shards)
        finally:
            self.drop(_LINES)

    def add(self, table: str, more: str) -> None:
        """Put the rows of one table to those of another; the one is gone then."""
        with faults():
            self._tables.add(named(table), named(more))
            self._session.catalog.dropTempView(named(more))
            self._show(table)

    def tables(self) -> list[str]:
        """Return the names of the tables that there are."""
        with faults():
            return self._tables.names()

    def has(self, table: str) -> bool:
        """Say whether there is a table."""
        with faults():
            return self._tables.has(named(table))

    def drop(self, table: str) -> None:
        """Remove a table, if it is there."""
        with faults():
            self._session.catalog.dropTempView(named(table))
            self._tables.drop(table)

    def _frame(self, query: str, kind: type[Any]) -> "DataFrame":
        names = ", ".join(
            f"CAST(`{name}` AS {_SQL[of]}) AS `{name}`" for name, of in columns(kind).items()
        )
        return self._session.sql(f"SELECT {names} FROM ({query})")

    def _parts(self, number: int, step: Step[Any, Any]) -> int:
        """Return into how many parts so many rows go, each of which one worker does."""
        workers: int = self._session.sparkContext.defaultParallelism
        batches = -(-number // step.size)
        return max(1, min(batches, max(workers * _PARTS, batches // _BATCHES)))

    def _map(
        self,
        table: str,
        given: "DataFrame",
        step: Step[Given, Made],
        grouping: Grouping[Given],
        far: Far,
    ) -> None:
        context = self._session.sparkContext
        done, refusals = context.accumulator(0), context.accumulator([], Refusals())
        wanted = fingerprint()

        def work(batches: "Iterable[pa.RecordBatch]") -> "Iterator[pa.RecordBatch]":
            return mapped(batches, step, grouping, wanted, done.add, refusals.add)

        def look() -> None:
            self._told(table, int(done.value), far)
            if refusals.value:
                context.cancelAllJobs()

        with self._made(table, _schema(step.made)) as place:
            made = given.mapInArrow(work, _schema(step.made))
            try:
                self._asked(lambda: made.write.parquet(place), look)
            finally:
                for what, where, hint in refusals.value[:1]:
                    raise EngineError(what, where=where, hint=hint)
        self._told(table, int(done.value), far)

    def _told(self, table: str, done: int, far: Far) -> None:
        if self._tell is not None:
            self._tell(table, far.done + done, far.of, far.faults)

    def _asked(
        self, ask: Callable[[], Answer], meanwhile: Callable[[], None] = lambda: None
    ) -> Answer:
        """Return an answer of Spark's, and let an interrupt end what it does for it."""
        future: Future[Answer] = self._asking.submit(ask)
        try:
            while not wait([future], _LOOK).done:
                meanwhile()
        except KeyboardInterrupt:
            self._session.sparkContext.cancelAllJobs()
            raise
        return future.result()

    @contextmanager
    def _made(self, table: str, schema: "StructType | str") -> Iterator[str]:
        """Yield a place for the files of a table, which is there when the block ends well."""
        with faults():
            with self._tables.made(named(table)) as place:
                yield place
            self._show(table, schema)

    def _show(self, table: str, schema: "StructType | str | None" = None) -> None:
        """Let queries name a table; where its schema is not known, Spark looks into its files."""
        reader = self._session.read if schema is None else self._session.read.schema(schema)
        reader.parquet(self._tables.place(table)).createOrReplaceTempView(table)


@dataclass(frozen=True, slots=True)
class _Line:
    line: str


def _schema(kind: type[Any]) -> str:
    return ", ".join(f"`{name}` {_SQL[of]}" for name, of in columns(kind).items())


def _some(rows: Iterable[Row], kind: type[Row]) -> Iterator[list[Row]]:
    """Yield rows that are handed over together; once, if there are none."""
    some: list[Row] = []
    held, empty = 0, True
    for row, size in sizes(rows, kind):
        some.append(row)
        held += size
        if held > _HANDED:
            yield some
            some, held, empty = [], 0, False
    if some or empty:
        yield some


def _plain(values: Iterable[Any], raw: list[int]) -> list[Any]:
    """Return values with bytes for what Spark has as arrays of them."""
    plain = list(values)
    for number in raw:
        if plain[number] is not None:
            plain[number] = bytes(plain[number])
    return plain
