"""How far a build is in, one line that changes on a terminal, or now and then one in a log, out.

Nothing goes to stdout. A thread tells it: a stage may be silent for minutes.
"""

import _thread
import gc
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from triplewire.cli.pace import Pace, onward, told
from triplewire.cli.watch import memory

# Seconds between two lines on a terminal, and in a file.
_OFTEN, _SELDOM = 0.5, 60.0
_WIDTH = 80
# Goes to the beginning of the line, and empties it.
CLEARED = "\r\x1b[K"


class Shown:
    """What was told last, and whether there is a terminal to show it on."""

    def __init__(self, *, terminal: bool) -> None:
        """Begin; a build reads first, and cannot tell yet how much."""
        self.terminal = terminal
        self.pace: Pace = onward(None, "reading", 0, 0, 0, time.monotonic())
        self.ended = False

    def __call__(self, stage: str, done: int, total: int, faults: int) -> None:
        """Take what a stage tells."""
        self.pace = onward(self.pace, stage, done, total, faults, time.monotonic())

    def line(self) -> str:
        """Return the line of this moment, as wide as there is room."""
        width = _columns() - 1 if self.terminal else _WIDTH
        return told(self.pace, time.monotonic(), (memory(), _memory_of_workers()), width)


@contextmanager
def shown() -> Iterator[Shown]:
    """Yield what is to be told how far a build is, and show it as long as the block lasts."""
    # A terminal that cannot empty a line gets lines now and then, as a file does.
    terminal = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
    show = Shown(terminal=terminal)
    # Not by threading, whose first steps in a thread make garbage: see watch.py.
    _thread.start_new_thread(_tell, (show,))
    try:
        yield show
    finally:
        show.ended = True
        if terminal:
            sys.stderr.write(CLEARED)
            sys.stderr.flush()


def _tell(show: Shown) -> None:
    pause = _OFTEN if show.terminal else _SELDOM
    due = time.monotonic() + pause
    while not show.ended:
        time.sleep(_OFTEN)
        if show.ended or time.monotonic() < due:
            continue
        due += pause
        # What Oxigraph gives may be let go of by its own thread alone: see watch.py.
        collected = gc.isenabled()
        gc.disable()
        try:
            _write(show)
        finally:
            if collected:
                gc.enable()


def _write(show: Shown) -> None:
    line = show.line()
    # Nobody reads it any more, or the build has just ended: nothing is lost.
    with suppress(OSError, ValueError):
        if not show.ended:
            sys.stderr.write(f"{CLEARED}{line}" if show.terminal else f"{line}\n")
            sys.stderr.flush()


def _columns() -> int:
    with suppress(OSError, ValueError):
        return os.get_terminal_size(sys.stderr.fileno()).columns or _WIDTH
    return _WIDTH


def _memory_of_workers() -> int:
    """Return how many bytes the processes that this one began hold; 0 where that is not told.

    Source: proc(5).
    """
    pages = 0
    for children in Path("/proc/self/task").glob("*/children"):
        with suppress(OSError):
            for pid in children.read_bytes().split():
                with suppress(OSError, IndexError):
                    told = Path("/proc", pid.decode(), "statm").read_bytes()
                    pages += int(told.split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")
