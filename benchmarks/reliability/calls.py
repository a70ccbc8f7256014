"""Calls to the disk that fail, one a run, and whether all stays whole and the failure is told.

strace notes the calls of an undisturbed build, decision and dump that touch the newsroom, the store
or the dumps; then it lets one of them fail (EIO, or that no space or no handle is left) in a fresh
copy. The run must end with exit code 0, 1 or 3 and words, what it works on must be in the state
before or the one after, and the next run must succeed.
"""

import ctypes
import os
import random
import re
import shutil
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from forks import Ended, Running, triplewire_command
from rooms import WORDS, Room, is_complete, passed

FAULTS = ("lost", "broken", "silent", "mute", "failed afterwards", "litter")
FAULTS += ("tracebacks", "aborted", "hung", "codes")
_WRITES = (
    "write", "pwrite64", "writev", "pwritev", "fsync", "fdatasync", "rename", "renameat",
    "renameat2", "mkdir", "mkdirat", "link", "linkat", "symlink", "symlinkat", "ftruncate",
    "fallocate", "copy_file_range", "sendfile",
)  # fmt: skip
_READS = ("openat", "read", "pread64", "unlink", "unlinkat", "rmdir", "getdents64", "flock")
# What some machines do not have is marked so, for strace.
_CALLS = ",".join(f"?{name}" for name in (*_WRITES, *_READS))
_CALL = re.compile(r"(\d+) +(\w+)\(")
_ALLOW_ANY = (0x59616D61, ctypes.c_ulong(-1), 0, 0, 0)  # PR_SET_PTRACER, PR_SET_PTRACER_ANY
_COMMANDS = ("build", "build", "dump", "decide")


@dataclass(frozen=True, slots=True)
class Fault:
    """One call of a run, the n-th of its name in its thread, and how it fails."""

    call: str
    nth: int
    error: str


def run(count: int, seed: int) -> dict[str, int | float]:
    """Make trials ``seed`` to ``seed + count - 1`` and return the counts.

    ``elsewhere`` counts faults that met other files, such as the program's own, ``missed`` those
    that met none; they are judged no less.
    """
    names = ("runs", "build", "dump", "decide", "elsewhere", "missed", "refused", "done", *FAULTS)
    found = Counter(dict.fromkeys(names, 0))
    if shutil.which("strace") is None:
        print("io: left out, because there is no strace here", flush=True)
        return {**found, "seconds": 0.0}
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="triplewire-io-") as folder:
        bench = _Bench(Path(folder))
        for number in range(seed, seed + count):
            found.update(bench.trial(number))
    return {**found, "seconds": round(time.monotonic() - began, 1)}


class _Bench:
    """A good newsroom, and the calls that each command makes on a copy of it."""

    def __init__(self, folder: Path) -> None:
        self._good = Room(folder / "good")
        self._trial = folder / "trial"
        self._log = folder / "calls"
        command = triplewire_command("dump", "-o", self._good.dumps, "--store", self._good.store)
        if not passed(Running(command, self._good.log).wait()):
            raise RuntimeError("the newsroom of the campaign cannot be dumped")
        self._decided = self._decision_of(self._ready("decide"))
        self._calls = {name: self._counted(name) for name in sorted(set(_COMMANDS))}

    def _ready(self, command: str) -> Room:
        """Return a copy in which a command has something to do."""
        room = self._good.copied(self._trial)
        if command != "decide":
            room.write(1)
        if command == "dump" and not passed(room.build(1).wait()):
            raise RuntimeError("the newsroom of the campaign cannot be built")
        return room

    def _decision_of(self, room: Room) -> bytes:
        Running(self._work("decide", room), room.log).wait()
        return (room.room / "decisions.csv").read_bytes()

    def _counted(self, command: str) -> list[tuple[str, int]]:
        """Return the calls of an undisturbed run that touch what is ours, by name and number."""
        room = self._ready(command)
        _traced(self._work(command, room), room, self._log, [f"--trace={_CALLS}"])
        return sorted(set(_numbered(self._log, self._trial)))

    @staticmethod
    def _work(command: str, room: Room) -> Callable[[], object]:
        words = {
            "build": ("build", room.room, "--store", room.store, "--jobs", 1),
            "dump": ("dump", "-o", room.dumps, "--store", room.store, "--keep", 1),
            "decide": ("decide", "reject", "--quotation", WORDS, "--target", "quote", "--by", "Ada",
                       "--when", "2024-06-01", "--newsroom", room.room, "--store", room.store),
        }  # fmt: skip
        return triplewire_command(*words[command])

    def trial(self, number: int) -> Counter[str]:
        """Let one call fail, and return what is to be counted."""
        chance = random.Random(number)  # noqa: S311  no secret
        command = _COMMANDS[number % len(_COMMANDS)]
        call, nth = chance.choice(self._calls[command])
        errors = ["EIO", "ENOSPC"] if call in _WRITES else ["EIO"]
        fault = Fault(call, nth, chance.choice(["EMFILE", *errors] if call == "openat" else errors))
        room = self._ready(command)
        harm, after = self._judges(command, room)
        ended = _traced(
            self._work(command, room), room, self._log,
            [f"--trace={call}", f"--inject={call}:error={fault.error}:when={nth}"],
        )  # fmt: skip
        met = [line for line in self._log.read_text().splitlines() if "(INJECTED)" in line]
        wrong = [*_wrong(ended), *harm(ended)]
        again = Running(self._work(command, room), room.log).wait()
        if not passed(again) and not (command == "decide" and "decided before" in again.said):
            wrong.append(f"failed afterwards: {again.code} {again.said}")
        wrong += after()
        for what in wrong:
            print(f"io: trial {number}, {command}, {fault}: {what}\n  {met[:1]}", flush=True)
        counts = Counter(what.partition(":")[0] for what in wrong)
        elsewhere = bool(met) and not any(str(self._trial) in line for line in met)
        return counts + Counter(
            {"runs": 1, command: 1, "missed": not met, "elsewhere": elsewhere,
             "refused": ended.code != 0, "done": ended.code == 0}
        )  # fmt: skip

    def _judges(
        self, command: str, room: Room
    ) -> tuple[Callable[[Ended], Iterator[str]], Callable[[], Iterator[str]]]:
        """Return what tells the harm of a failed run, and what tells that of the next."""
        if command == "build":
            return partial(_harm_of_build, room), partial(_after_build, room)
        if command == "dump":
            return partial(_harm_of_dump, room), partial(_after_dump, room)
        table = room.room / "decisions.csv"
        return (
            partial(_harm_of_decision, table, self._decided),
            partial(_after_decision, table, self._decided, room),
        )


def _wrong(ended: Ended) -> Iterator[str]:
    """Yield what is wrong with how a run ended."""
    if ended.fault:
        yield f"{ended.fault}: {ended.code} {ended.said}"
    elif ended.code not in {0, 1, 3}:
        yield f"codes: {ended.code} {ended.said}"
    elif ended.code == 3 and "Error: " not in ended.said:
        yield f"mute: {ended.said}"


def _harm_of_build(room: Room, ended: Ended) -> Iterator[str]:
    state = room.state()
    if state not in room.states:
        yield f"broken: {state}" if state.startswith("unopened") else f"lost: {state}"
    elif ended.code == 0 and state != room.states[1]:
        yield "silent: the build says that all is well, and the change is not there"


def _after_build(room: Room) -> Iterator[str]:
    if room.state() != room.states[1]:
        yield "lost: the next build does not bring the store where it should be"
    if litter := room.litter():
        yield f"litter: {litter}"


def _harm_of_dump(room: Room, ended: Ended) -> Iterator[str]:
    if not is_complete(room.dumps / "latest"):
        yield f"broken: the latest version is not complete after exit code {ended.code}"


def _after_dump(room: Room) -> Iterator[str]:
    if not is_complete(room.dumps / "latest"):
        yield "broken: the latest version is not complete after the next dump"
    if litter := room.litter():
        yield f"litter: {litter}"


def _harm_of_decision(table: Path, wanted: bytes, ended: Ended) -> Iterator[str]:
    if ended.code == 0 and _bytes_of(table) != wanted:
        yield "silent: the command says that the decision is written, and it is not"
    if _bytes_of(table) not in {b"", wanted}:
        yield "lost: the table of decisions is neither as before nor as after"


def _after_decision(table: Path, wanted: bytes, room: Room) -> Iterator[str]:
    if _bytes_of(table) != wanted:
        yield "lost: the next decision is not written as it should be"
    if litter := room.litter():
        yield f"litter: {litter}"


def _bytes_of(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""


def _traced(work: Callable[[], object], room: Room, log: Path, options: list[str]) -> Ended:
    """Return how work ends under strace, which looks on from its first step."""
    gate, opener = os.pipe()

    def held() -> None:
        os.close(opener)
        ctypes.CDLL(None).prctl(*_ALLOW_ANY)
        os.read(gate, 1)
        work()

    running = Running(held, room.log)
    os.close(gate)
    command = ["strace", "-f", "-y", "-o", str(log), *options, "-p", str(running.pid)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as strace:
        first = strace.stderr.readline() if strace.stderr else ""
        os.close(opener)
        ended = running.wait()
        strace.communicate()
    if "attached" not in first:
        raise RuntimeError(f"strace cannot look on: {first}")
    return ended


def _numbered(log: Path, folder: Path) -> Iterator[tuple[str, int]]:
    """Yield the calls on files of a folder, each by its number among those of its thread."""
    counts: Counter[tuple[str, str]] = Counter()
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        match = _CALL.match(line)
        if match is not None:
            thread, call = match.groups()
            counts[thread, call] += 1
            if str(folder) in line and f"{folder}/log" not in line:
                yield call, counts[thread, call]
