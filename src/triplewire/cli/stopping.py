"""An interrupt (SIGINT, SIGTERM) in, words on what is kept and exit code 130 out, within a second.

A query, or a write into the store, gives Python no turn while it runs, so that the interpreter
would answer only after it. But a signal writes a byte into a pipe at once, and a thread waits for
that. To end there loses nothing: at whatever moment a process is killed, the store is whole.
"""

import _thread
import gc
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

_STOPS = (signal.SIGINT, signal.SIGTERM)
STOPPED = 130


@contextmanager
def stoppable(words: Callable[[], str]) -> Iterator[None]:
    """End this process, for the length of a block, when it is told to; ``words`` says what stays.

    Its workers end with it. In another thread than the first one, nothing is done.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    ends = os.pipe()
    os.set_blocking(ends[1], False)
    earlier = signal.set_wakeup_fd(ends[1], warn_on_full_buffer=False)
    handlers = {stop: signal.signal(stop, _nothing) for stop in _STOPS}
    # Not by threading, whose first steps in a thread make garbage: see watch.py.
    _thread.start_new_thread(_wait, (ends[0], words))
    try:
        yield
    finally:
        signal.set_wakeup_fd(earlier)
        for stop, handler in handlers.items():
            signal.signal(stop, handler)
        # The thread closes its end when nothing comes any more.
        os.close(ends[1])


def _nothing(*_: object) -> None:
    """Be a handler of Python's, so that the byte is written."""


def _wait(end: int, words: Callable[[], str]) -> None:
    while told := os.read(end, 1):
        if told[0] in _STOPS:
            _end(words)
    os.close(end)


def _end(words: Callable[[], str]) -> None:
    gc.disable()
    try:
        said = words()
        with suppress(OSError, ValueError):
            sys.stderr.write(said)
            sys.stderr.flush()
    finally:
        os._exit(STOPPED)
