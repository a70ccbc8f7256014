"""Arrow batches in, Arrow batches out: what a worker of Spark does of a step."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

from triplewire.engines.engine import Step, Work
from triplewire.engines.fingerprint import check
from triplewire.engines.rows import rows_of, sizes, table_of
from triplewire.engines.steps import Unit, by_processes, here
from triplewire.errors import EngineError, TriplewireError

if TYPE_CHECKING:
    import pyarrow as pa

Given = TypeVar("Given")
Made = TypeVar("Made")
Row = TypeVar("Row")
# How rows become units of a step.
Grouping = Callable[[Iterable[Given], int], Iterator[list[Unit[Given]]]]

# Bytes of rows that go back together.
_TOGETHER = 4 << 20
# What stands round an error's words in those of Spark, which knows only text.
_MARK = "\N{SYMBOL FOR RECORD SEPARATOR}"

# The step that this process began last: the same process is given many parts of a table.
_begun: list[tuple[Step[Any, Any], Work[Any, Any]]] = []


def mapped(
    batches: "Iterable[pa.RecordBatch]",
    step: Step[Given, Made],
    grouping: Grouping[Given],
    wanted: tuple[str, ...],
    tell: Callable[[int], None],
) -> "Iterator[pa.RecordBatch]":
    """Yield what a step makes of a part of a table.

    When this part is done again, its process or machine was lost over it: then a process of its own
    does the work, so that a row or block that ends every process costs itself alone.
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
        raise RuntimeError(_packed(error)) from error


def refused(said: str) -> EngineError | None:
    """Return the error that a worker raised, of what Spark says; None when it was another's."""
    for part in said.split(_MARK)[1::2]:
        try:
            what, where, hint = json.loads(part)
        except ValueError:  # a line of source in a traceback
            continue
        return EngineError(what, where=where, hint=hint)
    return None


def _packed(error: TriplewireError) -> str:
    return f"{_MARK}{json.dumps([error.what, error.where, error.hint])}{_MARK}"


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
