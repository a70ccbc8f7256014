"""A store that is in use in, an end with words out when what is read of it has no end.

Oxigraph repeats for ever what it cannot read on a disk where a query sorts, counts or joins, and
keeps every error: the memory of a process is full within seconds, and the system ends it without a
word. Python gets no turn meanwhile, except in a thread of its own.
"""

import _thread
import gc
import os
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from triplewire.cli.failure import fail
from triplewire.errors import StoreError, TriplewireError

_PAUSE = 0.2  # seconds between two looks at the memory
# Bytes by which the memory has grown when it is time to look at the store's files.
_MUCH = 512 << 20
# Shows the cursor that a bar of progress hides.
_CURSOR = "\x1b[?25h"
_HINT = "a disk that fails while it is read can cause that too; else ask for less, or use more"


@contextmanager
def watched(folder: Path) -> Iterator[None]:
    """End this process with an error, for the length of a block, if its memory has to run out.

    When it grows by much, the files of the store are looked at: a damaged one is named.
    """
    watch = _Watch()
    # Not by threading, whose first steps in a thread make garbage.
    _thread.start_new_thread(_watch, (watch, folder, memory(), _limit()))
    try:
        yield
    finally:
        watch.ended = True


class _Watch:
    """Whether a watch is over."""

    ended = False


def _watch(watch: _Watch, folder: Path, seen: int, most: int) -> None:
    # What Oxigraph gives may be let go of by its own thread alone, so that no garbage is collected
    # in this one. Sleeping makes none; to wait for an event would.
    while not watch.ended:
        time.sleep(_PAUSE)
        collected = gc.isenabled()
        gc.disable()
        try:
            seen = _look(folder, seen, most)
        finally:
            if collected:
                gc.enable()


def _look(folder: Path, seen: int, most: int) -> int:
    """End this process if its memory has to run out; return at what size the store was verified."""
    now = memory()
    if now - seen > max(_MUCH, seen):
        seen = now
        error = _damage(folder)
        if error is not None:
            _end(error)
    if now > most:
        what = f"this needs more memory than there is for it, {most >> 20:,} MiB"
        _end(StoreError(what, where=str(folder), hint=_HINT))
    return seen


def _damage(folder: Path) -> TriplewireError | None:
    from triplewire.store import verify

    try:
        verify(folder)
    except TriplewireError as error:
        return error
    return None


def _end(error: TriplewireError) -> None:
    """End this process at once: the thread that is stuck cannot be told to."""
    if sys.stderr.isatty():
        sys.stderr.write(_CURSOR)
    code = fail(error)
    sys.stderr.flush()
    os._exit(code)


def memory() -> int:
    """Return how many bytes of memory this process holds, or held at most where only that is known.

    Source: proc(5), getrusage(2), whose unit is another on macOS.
    """
    try:
        pages = int(Path("/proc/self/statm").read_bytes().split()[1])
    except OSError:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak if sys.platform == "darwin" else peak << 10
    return pages * resource.getpagesize()


def _limit() -> int:
    """Return how many bytes are too many: nearly all there is, or half of what may be addressed."""
    there = os.sysconf("SC_PHYS_PAGES") * resource.getpagesize() * 3 // 4
    may, _ = resource.getrlimit(resource.RLIMIT_AS)
    return there if may == resource.RLIM_INFINITY else min(there, may // 2)
