"""Spoilt files of every format in, how the readers stood them out, format by format.

Each file is a sound one (samples.py) with bytes turned, cut out, doubled, put in or repeated until
it is large, or one that holds such files. A number names it again:

    python benchmarks/reliability/formats.py --count 1000 --seed 7

They are read in a child process within limits; a child that dies or hangs is followed by another.
"""

import argparse
import json
import os
import random
import resource
import select
import signal
import sys
import time
import traceback
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bombs import bombs
from files import BITS
from samples import SUFFIXES, sample

from triplewire.errors import ReadError
from triplewire.read import READERS, read_file

FAULTS = ("crashes", "slow", "hung", "heavy", "bombs")
_SLOW = 2.0  # seconds of processor time for a megabyte, and for what is less
_HUNG = 60.0  # seconds after which a child is given up
_HEAVY = 300  # megabytes by which a file may let a process grow
_MEMORY = 3 << 30  # bytes that a child may address beside what its parent has already
_BOMB = 1.0  # seconds in which a bomb is refused
_GROWN = 300_000  # bytes up to which a piece is repeated
_MB = 1_000_000
_LARGE = 0.1  # megabytes from which on it is told how long a file takes for its size
Trial = tuple[str, str, bytes]  # its name, its suffix, its bytes
End = dict[str, Any]  # what became of it, and what it cost


def spoil(data: bytes, chance: random.Random) -> bytes:
    """Return a file with a few pieces of it turned, cut, doubled, put in or much repeated."""
    out = bytearray(data)
    for _ in range(chance.choice([0, 1, 1, 2, 5, 15])):
        at, long = chance.randrange(len(out) + 1), chance.choice([1, 4, 30, 300])
        match chance.randrange(9):
            case 0:
                del out[at : at + long]
            case 1:
                del out[at:]
            case 2:
                out[at:at] = out[at : at + long]
            case 3:
                out[at : at + 1] = bytes([chance.randrange(256)])
            case 4:
                out[at : at + 1] = bytes([out[at] ^ 1 << chance.randrange(8)]) if out[at:] else b""
            case 5:
                out[at:at] = chance.choice(BITS).encode("utf-8", "surrogatepass")
            case 6:
                whole = chance.choice([b"\xff\xff\xff\x7f", b"\xff" * 8, bytes(4), b"99999999"])
                out[at : at + len(whole)] = whole
            case 7:
                other = sample(chance.choice(SUFFIXES), chance, bytes)
                start = chance.randrange(len(other))
                out[at:at] = other[start : start + chance.choice([30, 300, 3000])]
            case _:
                piece = out[at : at + long]
                times = chance.choice([10, 1_000, _GROWN]) // max(1, len(piece))
                out[at:at] = piece * min(times, (_GROWN - len(out)) // max(1, len(piece)))
    return bytes(out)


def spoilt(number: int, seed: int) -> Trial:
    """Return a file by its number; the formats take turns."""
    chance = random.Random(f"{seed}/{number}")  # noqa: S311 - not for secrets
    known = sorted({*SUFFIXES, *READERS})
    suffix = known[number % len(known)]
    inside = chance.random() < 0.5  # else it is the file as a whole that is spoilt
    made = sample(suffix, chance, lambda data: spoil(data, chance) if inside else data)
    return f"file {number} of seed {seed}", suffix, made if inside else spoil(made, chance)


def run(count: int, seed: int) -> dict[str, int | float]:
    """Read files and bombs and return the counts; what goes wrong and the worst are told.

    ``crashes`` counts exceptions other than ReadError and children that died, ``slow`` more than 2
    seconds of processor time a megabyte, or one for a bomb, ``hung`` what was given up, ``heavy``
    what took more than 300 megabytes, ``bombs`` those that became articles. All must be 0.
    """
    found: Counter[str] = Counter(dict.fromkeys(("articles", "rejected", *FAULTS), 0))
    worst: dict[str, list[float]] = defaultdict(lambda: [0, 0, 0.0, 0.0, 0.0])
    began = time.monotonic()
    for (name, suffix, data), end in _read_all(lambda: (spoilt(n, seed) for n in range(count))):
        found["articles"] += end.get("articles", 0)
        found["rejected"] += end.get("rejected", 0)
        wrong = [end["fault"]] if "fault" in end else []
        wrong += ["slow"] if end.get("seconds", 0) > _SLOW * max(1, len(data) / _MB) else []
        wrong += ["heavy"] if end.get("megabytes", 0) > _HEAVY else []
        for fault in wrong:
            found[fault] += 1
            print(f"{fault}: {name}, {suffix}, {len(data):,} bytes: {end}", flush=True)
        row = worst[suffix]
        row[0] += 1
        row[1] += bool(end.get("articles"))
        row[2] = max(row[2], end.get("seconds", 0.0))
        row[3] = max(row[3], end.get("megabytes", 0.0))
        if len(data) >= _LARGE * _MB:
            row[4] = max(row[4], end.get("seconds", 0.0) / (len(data) / _MB))
    for (name, suffix, data), end in _read_all(bombs):
        taken = "fault" in end or end.get("articles")
        if taken or end["seconds"] > _BOMB:
            found["bombs" if taken else "slow"] += 1
            print(f"bomb: {name}, {suffix}, {len(data):,} bytes: {end}", flush=True)
    print(_table(worst), flush=True)
    slowest = max((row[2] for row in worst.values()), default=0.0)
    most = max((row[3] for row in worst.values()), default=0.0)
    wall = round(time.monotonic() - began, 1)
    costs = {"slowest": round(slowest, 2), "most megabytes": round(most), "seconds": wall}
    return {"files": count, **found, **costs}


def _read_all(trials: Callable[[], Iterable[Trial]]) -> Iterator[tuple[Trial, End]]:
    """Yield each file with how it ended; parent and child make the same files, each for itself."""
    first = 0
    listed = enumerate(trials())
    with TemporaryDirectory(prefix="triplewire-formats-") as folder:
        while True:
            reader, pid = _child(trials, first, Path(folder))
            ended = True
            for line in _lines(reader):
                number, trial = next(listed, (first, None))
                if trial is None:
                    raise RuntimeError("a child died after its last file; it says above why")
                first = number + 1
                yield trial, line
                if line.get("fault") == "hung" or line.get("dead"):
                    ended = False
                    break
            if not ended:
                os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            if ended:
                return


def _lines(reader: int) -> Iterator[End]:
    """Yield what a child tells, and at the last why it tells no more."""
    with os.fdopen(reader, "rb", buffering=0) as pipe:
        held = b""
        while True:
            if not select.select([pipe], [], [], _HUNG)[0]:
                yield {"fault": "hung"}
                return
            new = pipe.read(1 << 16)
            if not new:
                yield from [] if held == b"done" else [{"fault": "crashes", "dead": True}]
                return
            *lines, held = (held + new).split(b"\n")
            yield from map(json.loads, lines)


def _child(trials: Callable[[], Iterable[Trial]], first: int, folder: Path) -> tuple[int, int]:
    """Begin a process that reads files from one on; return where it tells of them, and its id."""
    sys.stdout.flush()
    reader, writer = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writer)
        return reader, pid
    code = 1
    try:
        os.close(reader)
        most = _MEMORY + int(_memory("VmSize") * (1 << 20))
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        _warm(folder)
        for number, (_, suffix, data) in enumerate(trials()):
            if number >= first:
                told = json.dumps(_read(folder / f"a{suffix}", data))
                os.write(writer, told.encode() + b"\n")
        os.write(writer, b"done")
        code = 0
    except BaseException:  # noqa: BLE001  nothing of the parent's may run in the child
        traceback.print_exc()
    finally:
        os._exit(code)


def _warm(folder: Path) -> None:
    """Let every reader import what it needs, which is no cost of a file."""
    for suffix in SUFFIXES:
        _read(folder / f"a{suffix}", sample(suffix, random.Random(1), bytes))  # noqa: S311


def _read(path: Path, data: bytes) -> End:
    path.write_bytes(data)
    Path("/proc/self/clear_refs").write_text("5")  # the most memory is counted anew
    began, held = _spent(), _memory("VmRSS")
    ended: End
    try:
        reading = read_file(path, path.name)
        ended = {"articles": len(reading.articles), "rejected": len(reading.rejected)}
    except ReadError:
        ended = {"rejected": 1}
    except Exception as fault:  # noqa: BLE001 - what is looked for
        last = traceback.extract_tb(fault.__traceback__)[-1]
        place = f"{Path(last.filename).name}:{last.lineno}"
        ended = {"fault": "crashes", "told": f"{type(fault).__name__}: {fault}"[:200], "at": place}
    ended["seconds"] = round(_spent() - began, 3)
    ended["megabytes"] = round(max(0.0, _memory("VmHWM") - held), 1)
    path.unlink()
    return ended


def _spent() -> float:
    """Return the processor time of this process and of those that it began, ended or not."""
    spent = sum(os.times()[:4])
    for child in Path("/proc/self/task", str(os.getpid()), "children").read_text("ascii").split():
        told = Path("/proc", child, "stat").read_text("ascii").rpartition(")")[2].split()
        spent += sum(map(int, told[11:15])) / os.sysconf("SC_CLK_TCK")
    return spent


def _memory(what: str) -> float:
    """Return a figure of this process in megabytes, as Linux tells it."""
    for line in Path("/proc/self/status").read_text("ascii").splitlines():
        if line.startswith(what):
            return int(line.split()[1]) / 1024
    return 0.0


def _table(worst: dict[str, list[float]]) -> str:
    rows = [
        "| format | files | with articles | most seconds | most s/MB | most megabytes |",
        "|---|---|---|---|---|---|",
    ]
    for suffix, (files, read, seconds, megabytes, rate) in sorted(worst.items()):
        told = f"{seconds:.2f} | {rate:.2f} | {megabytes:.0f}"
        rows.append(f"| {suffix} | {files:,} | {read:,} | {told} |")
    return "\n".join(rows)


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    told = parser.parse_args()
    print(json.dumps(run(told.count, told.seed)))


if __name__ == "__main__":
    main()
