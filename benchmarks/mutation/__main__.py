"""Makes seeded changes to the code, runs the tests that execute it, and tells what none notices.

    python benchmarks/mutation record
    python benchmarks/mutation run [--seed 1] [--count 40] [--skip 0] [--jobs 1] [--within src]

`record` runs the whole suite once and keeps which test executes which line, in .coverage.tests.
`run` works in copies, one change at a time in each: a comparison is flipped, a branch removed, a
constant moved by one, `and` and `or` are swapped, a return is emptied, a call left out. First come
the tests that execute the statement, then, where they notice nothing, all tests of the folder that
mirrors the file's. A seed chooses the same changes of the same code. What
became of each is printed, and a table by package. Changes that survive and alter nothing (a limit
that no input reaches) are no holes: that is for the reader to say. (Of the kept tools, mutmut 3
changes bodies of functions without a decorator alone, and cosmic-ray runs one command for every
change; neither samples by seed.)
"""

import argparse
import difflib
import random
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

from changes import Change, all_changes, changed
from trials import Bench, Recorded, record


def package_of(path: str) -> str:
    """Return the folder below the package that a file is in; of one beside them, its name."""
    return Path(path).parts[2]


def shown(root: Path, change: Change) -> str:
    """Return where a change is and its lines before and after."""
    source = (root / change.path).read_bytes()
    line = source[: change.span[0]].count(b"\n") + 1
    before, after = (text.decode().splitlines() for text in (source, changed(source, change)))
    _, _, _, *differ = difflib.unified_diff(before, after, n=0, lineterm="")
    return "\n    ".join([f"{change.path}:{line}", *differ])


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """Which changes are made: so many of a seed's, but for the first, in files of a folder."""

    seed: int
    count: int
    skip: int
    within: str

    def of(self, every: list[Change]) -> list[Change]:
        """Return the changes of this sample, of all that can be made."""
        chosen = random.Random(self.seed).sample(every, min(self.count, len(every)))  # noqa: S311
        return chosen[self.skip :]


def run(root: Path, sample: Sample, jobs: int) -> None:
    """Make the changes of a sample and print what became of them, by package."""
    recorded = Recorded(root)
    every = all_changes(root, sample.within)
    chosen = sample.of(every)
    counts: Counter[tuple[str, str]] = Counter()
    with tempfile.TemporaryDirectory() as room, ThreadPoolExecutor(jobs) as pool:
        free: SimpleQueue[Bench] = SimpleQueue()
        for job in range(jobs):
            free.put(Bench(root, Path(room) / str(job)))

        def judge(change: Change) -> str:
            bench = free.get()
            try:
                return bench.verdict(change, recorded)
            finally:
                free.put(bench)

        verdicts = zip(chosen, pool.map(judge, chosen), strict=True)
        try:
            for number, (change, verdict) in enumerate(verdicts, start=1):
                counts[package_of(change.path), verdict] += 1
                place = change.path if verdict == "noticed" else shown(root, change)
                print(f"{number}/{len(chosen)} {verdict}: {place}", flush=True)
        finally:
            pool.shutdown(cancel_futures=True)
    print(f"\nseed {sample.seed}: {len(chosen)} of {len(every)} possible changes")
    print(*table(counts), sep="\n")


def table(counts: Counter[tuple[str, str]]) -> Iterator[str]:
    """Yield the lines of a table of packages, and of them all."""
    verdicts = ("noticed", "survived", "out of time")
    yield f"{'package':16}" + "".join(f"{name:>12}" for name in (*verdicts, "share"))
    packages = sorted({package for package, _ in counts})
    for package in [*packages, "all"]:
        row = [
            sum(n for (one, told), n in counts.items() if told == name and package in {one, "all"})
            for name in verdicts
        ]
        yield f"{package:16}" + "".join(f"{n:12}" for n in row) + f"{row[0] / sum(row):12.0%}"


def main() -> None:
    """Read the command line."""
    about, _, usage = (__doc__ or "").partition("\n\n")
    parser = argparse.ArgumentParser(
        description=about, epilog=usage, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("step", choices=["record", "run"])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--skip", type=int, default=0, help="changes of the seed tried before")
    parser.add_argument("--jobs", type=int, default=1, help="how many changes are tried at once")
    parser.add_argument("--within", default="src", help="folder whose files are changed")
    given = parser.parse_args()
    if given.step == "record":
        record(Path.cwd())
    else:
        sample = Sample(seed=given.seed, count=given.count, skip=given.skip, within=given.within)
        run(Path.cwd(), sample, given.jobs)


if __name__ == "__main__":
    main()
