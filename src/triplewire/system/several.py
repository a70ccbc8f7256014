"""A command in, so many processes that run it out: who dies is replaced, and all end together.

A process says that it is ready by a line on its standard output, and goes on until it is told to
end. None outlives the one that keeps them: see `children.command`.
"""

import selectors
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import IO

from triplewire.errors import ConfigError

# Seconds between two looks, for which processes may go on when they are told to end, and before
# one is started again that was never ready.
_LOOK, _GRACE, _PAUSE = 0.1, 0.4, 1.0
# Processes that may end in a row before they are ready.
_MOST_FAILURES = 5


class Keeper:
    """Keeps processes going, each by its number from 0."""

    def __init__(self, commands: Sequence[list[str]], handles: Sequence[int]) -> None:
        """Take the command of each; ``handles`` are the open files that all are given."""
        self._commands = commands
        self._handles = handles
        self._running: dict[int, subprocess.Popen[bytes]] = {}
        self._selector = selectors.DefaultSelector()
        self._waiting: dict[int, float] = {}
        self._ready: set[int] = set()
        self._failures = 0
        self._told: int | None = None

    def run(self, ready: Callable[[], None]) -> int:
        """Keep the processes until this one is told to end; return the signal that said so.

        ``ready`` is called once, when all are ready for the first time.
        Raises: ConfigError when one ends before that, or several in a row before they are ready.
        """
        with self._listening():
            try:
                for number in range(len(self._commands)):
                    self._start(number)
                announced = False
                while self._told is None:
                    for number in self._heard():
                        self._ended(number, first=not announced)
                    self._replace()
                    if not announced and len(self._ready) == len(self._commands):
                        announced = True
                        ready()
                return self._told
            finally:
                self._end()

    @contextmanager
    def _listening(self) -> Iterator[None]:
        def tell(number: int, _: FrameType | None) -> None:
            self._told = number

        before = {one: signal.signal(one, tell) for one in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for one, handler in before.items():
                signal.signal(one, handler)

    def _start(self, number: int) -> None:
        process = subprocess.Popen(  # noqa: S603  our own command
            self._commands[number],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            pass_fds=self._handles,
        )
        self._running[number] = process
        self._selector.register(_output(process), selectors.EVENT_READ, number)

    def _heard(self) -> Iterator[int]:
        """Note who says that it is ready; yield who says nothing any more, having ended."""
        for key, _ in self._selector.select(_LOOK):
            number = int(key.data)
            said = _output(self._running[number]).readline()
            if said:
                self._ready.add(number)
                self._failures = 0
            elif self._told is None:
                yield number

    def _ended(self, number: int, *, first: bool) -> None:
        process = self._running.pop(number)
        self._selector.unregister(_output(process))
        _finish(process, 0)
        self._failures += number not in self._ready
        if first or self._failures >= _MOST_FAILURES:
            raise ConfigError(
                "a process ended before it was ready",
                hint="what it said stands above; if nothing does, there may be too little memory",
            )
        at_once = number in self._ready
        self._ready.discard(number)
        self._waiting[number] = time.monotonic() + (0 if at_once else _PAUSE)

    def _replace(self) -> None:
        now = time.monotonic()
        for number in [number for number, due in self._waiting.items() if due <= now]:
            del self._waiting[number]
            self._start(number)

    def _end(self) -> None:
        """End all that are left: they are asked to, and then made to."""
        for process in self._running.values():
            process.terminate()
        until = time.monotonic() + _GRACE
        for process in self._running.values():
            _finish(process, max(0.0, until - time.monotonic()))
        self._selector.close()


def _output(process: "subprocess.Popen[bytes]") -> IO[bytes]:
    if process.stdout is None:
        raise ValueError("a process was started without a pipe")
    return process.stdout


def _finish(process: "subprocess.Popen[bytes]", patience: float) -> None:
    """Wait so many seconds for the end of a process, then end it."""
    try:
        process.wait(patience)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    _output(process).close()
