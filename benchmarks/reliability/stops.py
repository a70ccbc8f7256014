"""Builds of two processes told to stop at random moments: Ctrl-C (SIGINT to all) or SIGTERM.

Each must answer within a second with exit code 130 and words on what is kept, leave the store as
before or as after and no process behind; and the next build must succeed and leave nothing else.
A program that still loads its modules is ended in Python's own way: ``early`` counts those.
"""

import os
import random
import signal
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from deeds import Build
from forks import Ended
from rooms import Room, passed

FAULTS = ("late", "wordless", "lost", "broken", "failed afterwards", "litter", "orphans")
FAULTS += ("tracebacks",)
STOPPED = 130
# What the summary of a build that is done ends with.
_DONE = "\nNext:\n"
# Seconds in which a build must answer, and after which it is no longer waited for.
_ANSWER, _LONGEST = 1.0, 60.0
_SOON = 3.0  # seconds in which a build may not have begun


def run(count: int, seed: int) -> dict[str, int | float]:
    """Make trials ``seed`` to ``seed + count - 1`` and return the counts.

    ``ended`` counts the builds that were done before, ``slowest`` are seconds of the slowest
    answer.
    """
    found: Counter[str] = Counter(dict.fromkeys(("stops", "ended", "early", *FAULTS), 0))
    slowest, began = 0.0, time.monotonic()
    with tempfile.TemporaryDirectory(prefix="triplewire-stops-") as folder:
        good = Room(Path(folder, "good"), large=True)
        deeds = [Build(good, Path(folder, name), 2, anew=name == "anew") for name in _KINDS]
        spans = [deed.span() for deed in deeds]
        for number in range(seed, seed + count):
            kind = number % len(_KINDS)
            counts, seconds = _trial(number, deeds[kind], spans[kind])
            found.update(counts)
            slowest = max(slowest, seconds)
    seconds = time.monotonic() - began
    return {**found, "slowest": round(slowest, 2), "seconds": round(seconds, 1)}


_KINDS = ("again", "anew")


def _trial(number: int, deed: Build, span: float) -> tuple[Counter[str], float]:
    """Stop a build once; return what is to be counted, and how long it took to answer."""
    chance = random.Random(number)  # noqa: S311  no secret
    moment, all_of_them = span * chance.random(), chance.random() < 0.5
    running = deed.start()
    time.sleep(moment)
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    told, seconds = running.alive(), 0.0
    if told:
        began = time.monotonic()
        if all_of_them:
            os.killpg(running.pid, signal.SIGINT)
        else:
            os.kill(running.pid, signal.SIGTERM)
        ended = running.wait(moment + _LONGEST)
        seconds = time.monotonic() - began
        early = moment < _SOON and ended.code != 0 and "Stopped" not in ended.said
        counts.update({"early": early, "stops": not early})
        wrong += [] if early else _answer(ended, seconds)
    else:
        running.wait()
        counts["ended"] += 1
    orphans = running.orphans()
    wrong += [f"orphans: {orphans}"] if orphans else []
    wrong += deed.harm()
    again = deed.again()
    if not passed(again):
        wrong.append(f"failed afterwards: {again.code} {again.said}")
    wrong += deed.after()
    for what in wrong:
        print(f"stops: trial {number} at {moment:.2f} s: {what}", flush=True)
    if wrong:
        deed.reset()
    return counts + Counter(what.partition(":")[0] for what in wrong), seconds


def _answer(ended: Ended, seconds: float) -> Iterator[str]:
    if seconds > _ANSWER:
        yield f"late: {seconds:.2f} s"
    if "Traceback" in ended.said:
        yield f"tracebacks: {ended.said}"
    # What was done in the same moment says what it has done, and is ended on its way out.
    if ended.code != 0 and _DONE not in ended.said and not _says_so(ended):
        yield f"wordless: {ended.code} {ended.said}"


def _says_so(ended: Ended) -> bool:
    return ended.code == STOPPED and "Stopped" in ended.said
