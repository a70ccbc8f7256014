"""Batches of items in, what is made of each out, by processes of which any may be killed.

Who lost a process cannot be told from the batches that were on their way: each of them is done once
more by a process of its own, and what loses that one as well, item by item. So only an item that
is lost alone is given up.
"""

import signal
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import CancelledError, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from typing import Self, TypeVar

from triplewire.errors import EngineError
from triplewire.system import children
from triplewire.system.allocator import give_back

# Items that are lost one after the other, after which no process can do anything.
_MOST_LOST = 8

Item = TypeVar("Item")
Result = TypeVar("Result")


class _Pool:
    """Processes that come when they are asked for, and again when they are lost."""

    def __init__(self, size: int) -> None:
        """Take how many there are."""
        self._size = size
        self._stack = ExitStack()
        self._open: ProcessPoolExecutor | None = None

    def submit(
        self, work: Callable[[Sequence[Item]], Sequence[Result]], batch: Sequence[Item]
    ) -> "Future[Sequence[Result]]":
        """Let a process do some work.

        Raises: BrokenProcessPool when it cannot be asked.
        """
        if self._open is None:
            self._open = self._stack.enter_context(children.pool(self._size, _begin))
        try:
            return self._open.submit(work, batch)
        except (ValueError, OSError) as error:
            # A pool that breaks closes its pipes while another process is started with them.
            raise BrokenProcessPool from error

    def close(self) -> None:
        """End the processes at once: to tidy up what each has in memory would take it a second."""
        if self._open is not None:
            # As kill_workers() does from Python 3.14 on.
            for process in list((self._open._processes or {}).values()):  # noqa: SLF001
                process.kill()
        self._open = None
        self._stack.close()


class Processes:
    """Several processes that share work, and one in reserve."""

    def __init__(self, size: int) -> None:
        """Take how many there are."""
        self._size = size
        self._all = _Pool(size)
        self._alone = _Pool(1)
        self._in_a_row = 0

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the processes."""
        self.close()

    def close(self) -> None:
        """End the processes at once, with what they are at; others come when they are asked for."""
        self._all.close()
        self._alone.close()

    def submit(
        self,
        work: Callable[[Sequence[Item]], Sequence[Result]],
        batch: Sequence[Item],
        lost: Callable[[Item], Iterable[Result]],
    ) -> Callable[[], Sequence[Result]]:
        """Begin on a batch; return what waits for its results, in order.

        ``lost`` says what stands for an item that is given up. What waits raises EngineError when
        every process is killed.
        """
        future = self._begun(work, batch)

        def results() -> Sequence[Result]:
            try:
                return future.result()
            except (BrokenProcessPool, CancelledError):
                return self._again(work, batch, lost)

        return results

    def _begun(
        self, work: Callable[[Sequence[Item]], Sequence[Result]], batch: Sequence[Item]
    ) -> "Future[Sequence[Result]]":
        """Begin on a batch; where the processes were lost with an earlier one, by others."""
        for _ in range(2):
            try:
                return self._all.submit(work, batch)
            except BrokenProcessPool as error:
                self._all.close()
                lost: Future[Sequence[Result]] = Future()
                lost.set_exception(error)
        return lost

    def _again(
        self,
        work: Callable[[Sequence[Item]], Sequence[Result]],
        batch: Sequence[Item],
        lost: Callable[[Item], Iterable[Result]],
    ) -> Sequence[Result]:
        """Return the results of a batch that was lost, by a process that does nothing else."""
        try:
            found = self._alone.submit(work, batch).result()
        except BrokenProcessPool as error:
            self._alone.close()
            if len(batch) > 1:
                return [found for item in batch for found in self._again(work, (item,), lost)]
            self._in_a_row += 1
            if self._in_a_row >= _MOST_LOST:
                raise EngineError(
                    "every process was killed while it worked",
                    where=f"{self._size} processes",
                    hint="memory may be short: build again with --jobs 1; what is stored stays",
                ) from error
            return list(lost(batch[0]))
        self._in_a_row = 0
        return found


def _begin() -> None:
    # An interrupt is the parent's to handle; it ends the processes.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    give_back()
