"""The names of parts in, their trials shared out among processes, counts out."""

import argparse
import importlib
import json
import os
import sys
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Part:
    """A module of this folder, how many trials it makes in full, and what must never happen.

    Where that is not said here, the module says it as FAULTS. The trials of texts are texts, those
    of soak are seconds.
    """

    module: str
    full: int
    faults: tuple[str, ...] = ()


PARTS = {
    "kills": Part("kills", 1_000),
    "crews": Part("crews", 400),
    "stops": Part("stops", 300),
    "io": Part("calls", 1_000),
    "damage": Part("damage", 1_000),
    "files": Part("files", 100_000, ("crashes", "slow", "hung")),
    "formats": Part("formats", 100_000),
    "queries": Part("queries", 100_000),
    "http": Part("mutants", 50_000, ("faults", "broken", "hangs", "wrong", "tracebacks", "lost")),
    "texts": Part("texts", 32),
    "names": Part("names", 200),
    "soak": Part("soak", 3_600),
}
# In so many portions the trials of a part are shared out among the processes.
_PORTIONS = 2
Counts = dict[str, int | float]


def main(words: str) -> None:
    """Run the parts that are asked for, and exit by what they found."""
    options = _options(words)
    found: dict[str, Counts] = {}
    for name in options.part or PARTS:
        if not Path(__file__).with_name(f"{PARTS[name].module}.py").exists():
            print(f"{name}: no such part yet", file=sys.stderr)
            continue
        count = options.count or max(1, round(PARTS[name].full * options.scale))
        if name == "soak" and options.minutes is not None:
            count = round(options.minutes * 60)
        found[name] = made(name, count, options.seed, 1 if name == "soak" else options.jobs)
    bad = {name: faults(name, counts) for name, counts in found.items()}
    print(table(found, bad))
    print(json.dumps(found))
    sys.exit(any(bad.values()))


def _options(words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=words, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--part", nargs="*", choices=PARTS, help="all of them unless told")
    parser.add_argument("--scale", type=float, default=0.01, help="1 is the campaign in full")
    parser.add_argument("--count", type=int, help="so many trials of each part instead")
    parser.add_argument("--seed", type=int, default=1, help="the number of the first trial")
    parser.add_argument("--jobs", type=int, default=1, help="processes that share the trials")
    parser.add_argument("--minutes", type=float, help="how long the soak lasts")
    return parser.parse_args()


def made(name: str, count: int, seed: int, jobs: int) -> Counts:
    """Return the counts of a part: whole numbers add up, of measures the worst is kept.

    Each process makes trials of other numbers, so that together they make those of one.
    """
    size = -(-count // (1 if jobs == 1 else min(count, jobs * _PORTIONS)))
    portions = [(first, min(size, count - first)) for first in range(0, count, size)]
    total: Counts = {}
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_set_up) as pool:
        shares: list[Future[Counts]] = [
            pool.submit(_share, name, many, seed + first) for first, many in portions
        ]
        for share in shares:
            for what, value in share.result().items():
                known = total.get(what, 0)
                total[what] = known + value if isinstance(value, int) else max(known, value)
    return total


def faults(name: str, counts: Counts) -> dict[str, int | float]:
    """Return the counts that must be 0 and are not."""
    part = PARTS[name]
    never = part.faults or importlib.import_module(part.module).FAULTS
    return {what: counts[what] for what in sorted(never) if counts.get(what)}


def table(found: dict[str, Counts], bad: dict[str, Counts]) -> str:
    """Return a line for each part."""
    rows = ["| part | counts | must be 0 and is not |", "|---|---|---|"]
    for name, counts in found.items():
        cells = (", ".join(f"{what} {n:,}" for what, n in c.items()) for c in (counts, bad[name]))
        rows.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(rows)


def _set_up() -> None:
    # stdout is for the results.
    os.dup2(2, 1)


def _share(name: str, count: int, seed: int) -> Counts:
    counts: Counts = importlib.import_module(PARTS[name].module).run(count, seed)
    return counts
