"""A module of ours in, a process that runs it out: by trusted code alone, and no longer than we do.

A Python that is started with ``-m`` or ``-c`` looks for modules in the working folder first, which
holds whatever somebody put there. And a process outlives its parent, unless it is told not to.
"""

import ctypes
import multiprocessing
import os
import pickle
import runpy
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from multiprocessing import resource_tracker
from multiprocessing.context import SpawnContext, SpawnProcess
from multiprocessing.popen_spawn_posix import Popen
from multiprocessing.process import BaseProcess
from multiprocessing.reduction import DupFd
from tempfile import TemporaryFile
from typing import Protocol, cast

_SAFE_PATH = "PYTHONSAFEPATH"
_PR_SET_PDEATHSIG = 1
# Seconds between two looks at the parent, where the system does not tell that it has ended.
_LOOK = 1.0


def processors() -> int:
    """Return how many processors this process may use."""
    counted: int | None
    if hasattr(os, "process_cpu_count"):
        counted = os.process_cpu_count()
    elif hasattr(os, "sched_getaffinity"):
        counted = len(os.sched_getaffinity(0))
    else:
        counted = os.cpu_count()
    return counted or 1


def command(module: str, *arguments: str) -> list[str]:
    """Return the command line that runs one of our modules for as long as this process lives."""
    return [sys.executable, "-P", "-m", __name__, str(os.getpid()), module, *arguments]


@contextmanager
def pool(size: int, begin: Callable[[], None]) -> Iterator[ProcessPoolExecutor]:
    """Yield processes that share work as long as the block lasts; each calls ``begin`` first."""
    with _safe_path():
        resource_tracker.ensure_running()
    with TemporaryFile() as file:
        pickle.dump(begin, file)
        file.flush()
        processes = ProcessPoolExecutor(
            size,
            mp_context=_Context(),
            # In another process it is the function itself.
            initializer=partial(_begin, cast("Callable[[], None]", _Handed(file.fileno()))),
        )
        try:
            yield processes
        finally:
            processes.shutdown(cancel_futures=True)


def follow_parent() -> None:
    """Let a process that multiprocessing started end when its parent does."""
    parent = multiprocessing.parent_process()
    if parent is not None and parent.pid is not None:
        end_with(parent.pid)


def end_with(parent: int) -> None:
    """End this process when its parent ends, in whatever way: it could not clean up by then."""
    if not _ended_by_the_kernel():
        threading.Thread(target=_watch, args=(parent,), daemon=True).start()
    elif os.getppid() != parent:  # it ended before the kernel was asked
        os._exit(1)


class _Process(SpawnProcess):
    """A process that is started without the working folder's modules."""

    @staticmethod
    def _Popen(process_obj: BaseProcess) -> Popen:  # noqa: N802  multiprocessing's name
        # An interrupt is for the parent, which ends the processes, also while they begin.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            with _safe_path():
                return Popen(process_obj)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _Context(SpawnContext):
    """Starts processes of that kind."""

    Process = _Process


@contextmanager
def _safe_path() -> Iterator[None]:
    """Set what keeps the working folder from a Python that is started meanwhile."""
    before = os.environ.get(_SAFE_PATH)
    os.environ[_SAFE_PATH] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[_SAFE_PATH]
        else:
            os.environ[_SAFE_PATH] = before


class _Handed:
    """A function that processes are handed in a file without a name.

    In the pipe to a process that is killed before it reads, more than a few kilobytes would keep
    the parent waiting for ever.
    """

    def __init__(self, handle: int) -> None:
        self._handle = handle

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object]]:
        return _received, (DupFd(self._handle),)


class _Passed(Protocol):
    """A descriptor that came with a process."""

    def detach(self) -> int: ...


def _received(handle: _Passed) -> object:
    descriptor = handle.detach()
    # The place in the file is shared by all who have it open, so it is not moved.
    data = os.pread(descriptor, os.fstat(descriptor).st_size, 0)
    os.close(descriptor)
    return pickle.loads(data)  # noqa: S301  our own words


def _begin(begin: Callable[[], None]) -> None:
    follow_parent()
    begin()


def _ended_by_the_kernel() -> bool:
    if not sys.platform.startswith("linux"):
        return False
    return bool(ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL) == 0)


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_LOOK)
    os._exit(1)


def _main() -> None:
    _, parent, module, *arguments = sys.argv
    end_with(int(parent))
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    _main()
