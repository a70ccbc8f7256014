"""Commands killed at random moments (SIGKILL), and whether what they work on is whole afterwards.

Each trial has a number, by which it can be had again. After a kill, the store must be in the state
before or the one after, the decisions too, and the last dump complete; no process may outlive the
one that began it by more than two seconds; and the next run must succeed and leave nothing behind.
"""

import os
import random
import signal
import tempfile
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

from deeds import DEEDS, Deed
from forks import Running
from rooms import Room, passed

FAULTS = ("lost", "broken", "failed afterwards", "litter", "orphans")
FAULTS += ("tracebacks", "aborted", "hung")
# Of twenty kills, how many each kind of work gets.
_SHARES = {"build": 8, "crew": 3, "decide": 3, "dump": 4, "serve": 2}
# Kinds of work that several processes share.
CREWS = frozenset({"crew", "anew"})
_SWITCH = 0.35  # the share of kills that is aimed at the last fifth of a run
_MEASURED_EVERY = 25
# So often a run that was done before its kill is made again, each time killed so much earlier.
_MOST_ENDED, _EARLIER = 5, 0.9
_CHILD = 0.25  # the share of kills of a crew that hits one of its processes


def run(count: int, seed: int) -> dict[str, int | float]:
    """Make trials ``seed`` to ``seed + count - 1`` and return the counts.

    ``ended`` counts the runs that were done before the kill.
    """
    return campaign(_SHARES, count, seed)


def campaign(shares: dict[str, int], count: int, seed: int) -> dict[str, int | float]:
    """Make trials of kinds of work that have shares; as many shares as 7 does not divide."""
    found = Counter(dict.fromkeys(("kills", "ended", *shares, *FAULTS), 0))
    order = [kind for kind, share in shares.items() for _ in range(share)]
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="triplewire-kills-") as folder:
        good = {large: Room(Path(folder, f"good-{large}"), large=large) for large in (False, True)}
        benches: dict[str, _Bench] = {}
        for number in range(seed, seed + count):
            kind = order[number * 7 % len(order)]
            if kind not in benches:
                deed = DEEDS[kind](good[kind in CREWS], Path(folder, kind))
                benches[kind] = _Bench(kind, deed)
            found.update(benches[kind].trial(number))
    return {**found, "seconds": round(time.monotonic() - began, 1)}


class _Bench:
    """A kind of work with how long it takes undisturbed, measured now and then."""

    def __init__(self, kind: str, deed: Deed) -> None:
        self._kind = kind
        self._deed = deed
        self._trials = 0
        self._span = 0.0

    def trial(self, number: int) -> Counter[str]:
        """Kill the work once, and return what is to be counted."""
        chance = random.Random(number)  # noqa: S311  no secret
        wrong: list[str] = []
        if self._trials % _MEASURED_EVERY == 0:
            self._span = self._deed.span()
        self._trials += 1
        aimed = chance.random() < _SWITCH
        moment = self._span * (chance.uniform(0.8, 1.05) if aimed else chance.random())
        child = self._kind in CREWS and chance.random() < _CHILD
        ended = -1
        killed = False
        # A run that was faster than the one that was measured is done before it is killed.
        while not killed and ended < _MOST_ENDED:
            ended += 1
            running = self._deed.start()
            at = moment * _EARLIER**ended
            killed = self._kill_child(running, at, chance) if child else running.kill_at(at)
            if child or not killed:
                done = running.wait()
                wrong += [f"{done.fault}: {done.code} {done.said}"] if done.fault else []
        orphans = running.orphans()
        wrong += [f"orphans: {orphans}"] if orphans else []
        wrong += self._deed.harm()
        again = self._deed.again()
        if not passed(again):
            wrong.append(f"failed afterwards: {again.code} {again.said}")
        wrong += self._deed.after()
        for what in wrong:
            print(f"kills: trial {number}, {self._kind} at {moment:.2f} s: {what}", flush=True)
        if wrong and wrong != [f"orphans: {orphans}"]:
            self._deed.reset()
        counts = Counter(what.partition(":")[0] for what in wrong)
        return counts + Counter({"kills": killed, "ended": ended, self._kind: 1})

    def _kill_child(self, running: Running, moment: float, chance: random.Random) -> bool:
        """Kill one of the processes that a run has begun; say whether there was one."""
        time.sleep(moment)
        # Not Python's own helper, which tells by tracebacks that it was killed.
        children = [pid for pid in running.begun() if b"spawn_main" in _command_of(pid)]
        if not children:
            return False
        with suppress(ProcessLookupError):
            os.kill(chance.choice(children), signal.SIGKILL)
        return True


def _command_of(pid: int) -> bytes:
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    return b""
