"""The engine of a cluster: tables as Parquet wherever Spark can reach, Spark for SQL and for steps.

Needs the extra ``spark``, and Java; nothing else of the program imports either.
"""

import os
import re
import sys
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Self, TypeVar

from triplewire.engines.dialect import named
from triplewire.engines.engine import Step, Tell
from triplewire.engines.fingerprint import fingerprint
from triplewire.engines.lines import Parts, write_parts
from triplewire.engines.rows import columns, rows_of, sizes, table_of
from triplewire.engines.steps import blocks_together, rows_apart
from triplewire.errors import EngineError
from triplewire.system.disk import reported

try:
    import pyarrow as pa
    from py4j.protocol import Py4JError
    from pyspark.errors import AnalysisException, PySparkException
    from pyspark.sql import DataFrame, SparkSession

    from triplewire.engines.spark_tables import SparkTables
    from triplewire.engines.spark_worker import Grouping, mapped, refused
except ImportError as missing:
    raise EngineError(
        f"Spark is not installed: {missing}", hint="pip install 'triplewire[spark]'"
    ) from missing

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
# Bytes of rows that are handed over together, and rows that Spark hands to Python together.
_HANDED, _BATCH = 16 << 20, 256
# A part of a table has at most so many batches: what is lost with a worker is done again.
_BATCHES = 32
# Parts for each thing that works: the last ones to end shall not leave the others idle for long.
_PARTS = 4
# Seconds between two looks at how far a step is.
_LOOK = 1.0
_LINES = "lines_to_sort"
# Spark does a part again when its worker was lost; on one machine only when it is told so.
_ATTEMPTS = 4
_LOCAL = re.compile(r"local\[([0-9*]+)\]")


@dataclass(frozen=True, slots=True)
class _Number:
    number: int


class Spark:
    """Tables in a folder that all machines of a cluster reach."""

    def __init__(
        self, folder: str | Path, *, master: str | None = None, tell: Tell | None = None
    ) -> None:
        """Open a folder of tables, which is made if it is not there.

        ``folder`` is a path or an address, such as ``hdfs://…``; ``master`` is Spark's own word for
        the cluster, None where Spark's settings say it; ``tell`` is told how far a step is.
        Raises: EngineError when Spark cannot be started.
        """
        self._tell = tell
        self._session = _session(master)
        self._asking = ThreadPoolExecutor(1)
        with self._faults():
            self._tables = SparkTables(self._session, str(folder))
            for table in self._tables.names():
                self._show(table)

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let Spark's workers go."""
        self._asking.shutdown()
        self._session.stop()

    def write(self, table: str, rows: Iterable[Row], kind: type[Row]) -> None:
        """Make a table of rows that the caller has."""
        with self._made(table) as place:
            for some in _some(rows, kind):
                frame = self._session.createDataFrame(pa.table(table_of(some, kind)), _schema(kind))
                self._asked(lambda frame=frame: frame.write.mode("append").parquet(place))

    def rows(self, query: str, kind: type[Row]) -> Generator[Row]:
        """Yield what a query answers, a few rows at a time."""
        with self._faults():
            found = iter(self._frame(query, kind).toLocalIterator())
            raw = [number for number, of in enumerate(columns(kind).values()) if of is bytes]
            while some := self._asked(lambda: list(islice(found, _BATCH))):
                yield from rows_of(kind, [_plain(row, raw) for row in some] if raw else some)

    def sql(self, table: str, query: str) -> None:
        """Make a table of what a query answers."""
        with self._made(table) as place:
            frame = self._session.sql(query)
            self._asked(lambda: frame.write.parquet(place))

    def map(self, table: str, query: str, step: Step[Given, Made]) -> None:
        """Make a table of what a step makes of the rows that a query answers."""
        with self._faults():
            given = self._frame(query, step.given)
            number = self._asked(given.count)
            given = given.repartition(self._parts(number, step))
        self._map(table, given, step, rows_apart, number)

    def groups(self, table: str, query: str, step: Step[Given, Made]) -> None:
        """Make a table of what a step makes of rows that come with their whole block."""
        with self._faults():
            given = self._frame(query, step.given)
            number = self._asked(given.count)
            given = given.repartition(self._parts(number, step), "block")
            given = given.sortWithinPartitions("block", "place")
        self._map(table, given, step, blocks_together, number)

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
        with self._faults():
            self._tables.add(named(table), named(more))
            self._session.catalog.dropTempView(named(more))
            self._show(table)

    def has(self, table: str) -> bool:
        """Say whether there is a table."""
        with self._faults():
            return self._tables.has(named(table))

    def drop(self, table: str) -> None:
        """Remove a table, if it is there."""
        with self._faults():
            self._session.catalog.dropTempView(named(table))
            self._tables.drop(table)

    def _frame(self, query: str, kind: type[Any]) -> DataFrame:
        names = ", ".join(
            f"CAST(`{name}` AS {_SQL[of]}) AS `{name}`" for name, of in columns(kind).items()
        )
        return self._session.sql(f"SELECT {names} FROM ({query})")

    def _parts(self, number: int, step: Step[Any, Any]) -> int:
        """Return into how many parts so many rows go, each of which one worker does."""
        workers = self._session.sparkContext.defaultParallelism
        batches = -(-number // step.size)
        return max(1, min(batches, max(workers * _PARTS, batches // _BATCHES)))

    def _map(
        self,
        table: str,
        given: DataFrame,
        step: Step[Given, Made],
        grouping: Grouping[Given],
        number: int,
    ) -> None:
        done = self._session.sparkContext.accumulator(0)
        wanted = fingerprint()

        def work(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
            return mapped(batches, step, grouping, wanted, done.add)

        with self._made(table) as place:
            made = given.mapInArrow(work, _schema(step.made))
            self._asked(
                lambda: made.write.parquet(place),
                lambda: self._told(table, int(done.value), number),
            )
        self._told(table, int(done.value), number)

    def _told(self, table: str, done: int, number: int) -> None:
        if self._tell is not None:
            self._tell(table, done, number)

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
    def _made(self, table: str) -> Iterator[str]:
        """Yield a place for the files of a table, which is there when the block ends well."""
        with self._faults():
            with self._tables.made(named(table)) as place:
                yield place
            self._show(table)

    def _show(self, table: str) -> None:
        self._session.read.parquet(self._tables.place(table)).createOrReplaceTempView(table)

    @contextmanager
    def _faults(self) -> Iterator[None]:
        """Turn what Spark says into an error that says what to do; bugs stay what they are.

        Raises: EngineError.
        """
        try:
            yield
        except AnalysisException:
            raise
        except (PySparkException, Py4JError) as error:
            fault = refused(str(error))
            if fault is not None:
                raise fault from error
            if "Traceback (most recent call last)" in str(error):
                raise
            raise EngineError(
                f"Spark cannot go on: {str(error).strip().partition(chr(10))[0]}",
                hint="Spark's own log says more; what is stored stays",
            ) from error


@dataclass(frozen=True, slots=True)
class _Line:
    line: str


def _session(master: str | None) -> SparkSession:
    """Return Spark's session.

    Raises: EngineError.
    """
    builder = SparkSession.builder.appName("triplewire")
    for name, value in _settings(master).items():
        builder = builder.config(name, value)
    try:
        session = builder.getOrCreate()
    except (PySparkException, Py4JError, OSError) as error:
        raise EngineError(
            f"Spark cannot be started: {str(error).strip().partition(chr(10))[0]}",
            where=master or "",
            hint="it needs Java 17 or newer (JAVA_HOME), and a master that it knows",
        ) from error
    if _on_this_machine(master):
        session.sparkContext.pythonExec = os.environ.get("PYSPARK_PYTHON", sys.executable)
    return session


def _settings(master: str | None) -> dict[str, str]:
    """Return what Spark is started with."""
    settings = {
        "spark.log.level": "ERROR",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.execution.arrow.maxRecordsPerBatch": str(_BATCH),
        "spark.sql.session.timeZone": "UTC",
        # As in Embedded: no worker runs what lies in the folder that it is started in.
        "spark.executorEnv.PYTHONSAFEPATH": "1",
    }
    if master is not None:
        settings["spark.master"] = _LOCAL.sub(rf"local[\1,{_ATTEMPTS}]", master)
    if _on_this_machine(master):
        settings["spark.driver.host"] = settings["spark.driver.bindAddress"] = "127.0.0.1"
    return settings


def _on_this_machine(master: str | None) -> bool:
    return master is not None and master.startswith("local")


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
