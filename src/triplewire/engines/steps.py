"""Rows in, what a step makes of them out: by this process, or by several that may be killed.

Rows go in units that are not divided, also when all is lost but one of them: a row, or a block.
"""

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, groupby, islice
from operator import attrgetter
from typing import Any, TypeVar

from triplewire.engines.engine import Step, Work
from triplewire.engines.processes import Processes

Given = TypeVar("Given")
Made = TypeVar("Made")
Unit = list[Given]

# Batches on their way for each process: one in work, one waiting.
_AHEAD = 2


def rows_apart(rows: Iterable[Given], size: int) -> Iterator[list[Unit[Given]]]:
    """Yield rows in batches of a size, each a unit of its own."""
    rest = iter(rows)
    return iter(lambda: [[row] for row in islice(rest, size)], [])


def blocks_together(rows: Iterable[Given], size: int) -> Iterator[list[Unit[Given]]]:
    """Yield rows that come block by block in batches of whole blocks, of about a size."""
    batch: list[Unit[Given]] = []
    held = 0
    for _, block in groupby(rows, key=attrgetter("block")):
        if held >= size:
            yield batch
            batch, held = [], 0
        batch.append(list(block))
        held += len(batch[-1])
    if batch:
        yield batch


def here(
    batches: Iterable[list[Unit[Given]]], begin: Callable[[], Work[Given, Made]]
) -> Generator[tuple[int, Iterable[Made]]]:
    """Yield how many rows each batch has and what is made of it, by this process."""
    work: Work[Given, Made] | None = None
    for batch in batches:
        work = work or begin()
        rows = list(chain.from_iterable(batch))
        yield len(rows), work(rows)


def by_processes(
    batches: Iterable[list[Unit[Given]]], step: Step[Given, Made], jobs: int
) -> Generator[tuple[int, Iterable[Made]]]:
    """Yield how many rows each batch has and what is made of it, in order; few are on their way.

    Raises: EngineError when every process is killed.
    """

    def lost(unit: Unit[Given]) -> Iterable[Made]:
        return chain.from_iterable(map(step.lost, unit))

    waiting: deque[tuple[int, Callable[[], Sequence[Made]]]] = deque()
    processes: Processes[Unit[Given], Made] = Processes(jobs, partial(_begin, step), lost)
    with processes:
        for batch in batches:
            waiting.append((sum(map(len, batch)), processes.submit(_work, batch)))
            if len(waiting) > jobs * _AHEAD:
                number, made = waiting.popleft()
                yield number, made()
        for number, made in waiting:
            yield number, made()


# What this process does: the step it was given, and the work once it has begun.
_given: list[Step[Any, Any]] = []
_begun: list[Work[Any, Any]] = []


def _begin(step: Step[Any, Any]) -> None:
    _given.append(step)


def _work(batch: Sequence[Unit[Given]]) -> list[Any]:
    # Not in _begin: what is raised there is not told to the parent.
    if not _begun:
        _begun.append(_given[0].begin())
    return list(_begun[0](list(chain.from_iterable(batch))))
