"""Arrow batches in, Arrow batches out: what a worker of Spark does of a step."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

from triplewire.engines.engine import Step, Work
from triplewire.engines.fingerprint import check
from triplewire.engines.rows import rows_of, sizes, table_of
from triplewire.engines.steps import Unit, by_processes, here
from triplewire.errors import TriplewireError

if TYPE_CHECKING:
    import pyarrow as pa

Given = TypeVar("Given")
Made = TypeVar("Made")
Row = TypeVar("Row")
# How rows become units of a step.
Grouping = Callable[[Iterable[Given], int], Iterator[list[Unit[Given]]]]

# What an error says: what, where, and a hint.
Refusal = tuple[str, str, str]

# Bytes of rows that go back together.
_TOGETHER = 4 << 20
# The step that this process began last: the same process is given many parts of a table.
_begun: list[tuple[Step[Any, Any], Work[Any, Any]]] = []


class Refusals:
    """How Spark adds up what workers refuse with."""

    def zero(self, _: list[Refusal]) -> list[Refusal]:
        """Return what stands for none."""
        return []

    def addInPlace(  # noqa: N802  Spark's name
        self, these: list[Refusal], those: list[Refusal]
    ) -> list[Refusal]:
        """Return all of both."""
        return [*these, *those]


def mapped(
    batches: "Iterable[pa.RecordBatch]",
    step: Step[Given, Made],
    grouping: Grouping[Given],
    wanted: tuple[str, ...],
    tell: Callable[[int], None],
    refuse: Callable[[list[Refusal]], None],
) -> "Iterator[pa.RecordBatch]":
    """Yield what a step makes of a part of a table.

    When this part is done again, its process or machine was lost over it: then a process of its own
    does the work, so that a row or block that ends every process costs itself alone. An error that
    is raised on purpose is told and not raised: Spark would do the part again.
    """
    from pyspark import TaskContext  # noqa: PLC0415

    try:
        check(wanted)
        units = grouping(_rows(batches, step.given), step.size)
        context = TaskContext.get()
        again = context is not None and context.attemptNumber() > 0
        worked = by_processes(units, step, 1) if again else here(units, lambda: _work_of(step))
        yield from _batches(_told(worked, tell), step.made)
    except TriplewireError as error:
        refuse([(error.what, error.where, error.hint)])
        for _ in batches:  # what is not taken up would be an error to Spark
            pass


def _work_of(step: Step[Given, Made]) -> Work[Given, Made]:
    if not _begun or _begun[0][0] != step:
        _begun[:] = [(step, step.begin())]
    return _begun[0][1]


def _rows(batches: "Iterable[pa.RecordBatch]", kind: type[Row]) -> Iterator[Row]:
    for batch in batches:
        columns = [column.to_pylist() for column in batch.columns]
        yield from rows_of(kind, list(zip(*columns, strict=True)))


def _told(
    worked: Iterable[tuple[int, Iterable[Made]]], tell: Callable[[int], None]
) -> Iterator[Made]:
    for number, made in worked:
        yield from made
        tell(number)


def _batches(rows: Iterable[Row], kind: type[Row]) -> "Iterator[pa.RecordBatch]":
    import pyarrow as pa  # noqa: PLC0415

    some: list[Row] = []
    held = 0
    for row, size in sizes(rows, kind):
        some.append(row)
        held += size
        if held > _TOGETHER:
            yield from pa.table(table_of(some, kind)).to_batches()
            some, held = [], 0
    if some:
        yield from pa.table(table_of(some, kind)).to_batches()
