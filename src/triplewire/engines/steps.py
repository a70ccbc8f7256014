"""Rows in, what a step makes of them out: by this process, or by several that may be killed.

Rows go in units that are not divided, also when all is lost but one of them: a row, or a block.
"""

import pickle
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from itertools import chain, groupby, islice
from operator import attrgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Self, TypeVar

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
    """Yield what ``Crew.worked`` does, of processes that are there for this step alone."""
    with Crew(jobs) as crew:
        yield from crew.worked(batches, step)


class Crew:
    """Processes that are there for one step after another: to start one takes a second."""

    def __init__(self, jobs: int) -> None:
        """Take how many there are; they come when they are asked for.

        ``lost`` says whether something had to be given up.
        """
        self._jobs = jobs
        self._stack = ExitStack()
        self._folder: Path | None = None
        self._processes = self._stack.enter_context(Processes(jobs))
        self._steps = 0
        self.lost = False

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the processes."""
        self._stack.__exit__(kind, error, trace)

    def worked(
        self, batches: Iterable[list[Unit[Given]]], step: Step[Given, Made]
    ) -> Generator[tuple[int, Iterable[Made]]]:
        """Yield how many rows each batch has and what is made of it, in order.

        Few are on their way. Where nobody waits for the rest, the processes end at once.
        Raises: EngineError when every process is killed.
        """
        waiting: deque[tuple[int, Callable[[], Sequence[Made]]]] = deque()
        begin = self._beginner(step)
        try:
            for batch in batches:
                waiting.append((sum(map(len, batch)), begin(batch)))
                if len(waiting) > self._jobs * _AHEAD:
                    number, made = waiting.popleft()
                    yield number, made()
            for number, made in waiting:
                yield number, made()
        except BaseException:
            self._processes.close()
            raise

    def begun(self, row: Given, step: Step[Given, Made]) -> Callable[[], Sequence[Made]]:
        """Let a process begin on a row, beside what else they do; return what waits for its end.

        What waits raises EngineError when every process is killed.
        """
        return self._beginner(step)([[row]])

    def _beginner(
        self, step: Step[Given, Made]
    ) -> Callable[[list[Unit[Given]]], Callable[[], Sequence[Made]]]:
        """Return what begins on a batch and returns what waits for its results."""
        work = partial(_work, self._handed(step))

        def lost(unit: Unit[Given]) -> Iterable[Made]:
            self.lost = True
            return chain.from_iterable(map(step.lost, unit))

        return lambda batch: self._processes.submit(work, batch, lost)

    def _handed(self, step: Step[Any, Any]) -> str:
        """Write a step into a file for the processes: their pipes are narrow."""
        if self._folder is None:
            # A folder of our own, for what is unpickled must be nobody else's.
            folder = TemporaryDirectory(prefix="triplewire-")
            self._folder = Path(self._stack.enter_context(folder))
        self._steps += 1
        path = self._folder / f"{self._steps}.step"
        with path.open("wb") as file:
            pickle.dump(step, file)
        return str(path)


# What this process does: the file of the step that it was given last, and its work.
_begun: list[tuple[str, Work[Any, Any]]] = []


def _work(step: str, batch: Sequence[Unit[Given]]) -> list[Any]:
    if not _begun or _begun[0][0] != step:
        _begun.clear()
        with Path(step).open("rb") as file:
            given: Step[Any, Any] = pickle.load(file)  # noqa: S301  our own words
        _begun.append((step, given.begin()))
    return list(_begun[0][1](list(chain.from_iterable(batch))))
