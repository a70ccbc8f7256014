"""One build in this process, and what each of its stages took, as JSON in a file.

What was used is written down every few seconds, so a build that was broken off and goes on is
measured as the sum of its sittings.
"""

import json
import os
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from triplewire.build import Cluster
from triplewire.pipeline import Options, run

_TICK = os.sysconf("SC_CLK_TCK")
_KB = 1024
_EVERY = 5.0  # seconds


class Meter:
    """What this process and its children use, by the stage that used it: seconds, megabytes.

    Of each stage: seconds on the clock, processor seconds of this process, those of its
    children, and the most memory that this process had in it.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self.told = {"stages": {}, "worker_mb": 0.0, "sittings": 0}
        if file.exists():
            self.told = json.loads(file.read_text())
        self.told["sittings"] += 1
        self._stage = "reading"
        self._now, self._own, self._others = time.perf_counter(), time.process_time(), 0.0

    def __call__(self, stage: str, *_: int) -> None:
        """Note what was used until now, where another stage begins and every few seconds."""
        if stage != self._stage or time.perf_counter() - self._now > _EVERY:
            self.close()
        if stage != self._stage:
            self._stage = stage
            Path("/proc/self/clear_refs").write_text("5")  # forget the most memory so far

    def close(self, **more: object) -> None:
        """Put what was used since last time to the stage, and write all down."""
        now, own, others = time.perf_counter(), time.process_time(), self._look()
        used = self.told["stages"].setdefault(self._stage, [0.0, 0.0, 0.0, 0.0])
        used[0] += now - self._now
        used[1] += own - self._own
        used[2] += max(0.0, others - self._others)
        used[3] = max(used[3], _peak(Path("/proc/self/status").read_text()))
        self._now, self._own, self._others = now, own, others
        self.told.update(more)
        aside = self.file.with_suffix(".new")
        aside.write_text(json.dumps(self.told))
        aside.replace(self.file)

    def _look(self) -> float:
        ended = resource.getrusage(resource.RUSAGE_CHILDREN)
        total = ended.ru_utime + ended.ru_stime
        for pid in _descendants(os.getpid()):
            try:
                stat = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                status = Path(f"/proc/{pid}/status").read_text()
            except OSError:
                continue
            total += (int(stat[11]) + int(stat[12])) / _TICK
            self.told["worker_mb"] = max(self.told["worker_mb"], _peak(status))
        return total


def _descendants(pid: int) -> Iterator[int]:
    """Yield the processes that one has begun, and those that they have."""
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            for child in map(int, task.read_text().split()):
                yield child
                yield from _descendants(child)


def _peak(status: str) -> float:
    found = (line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))
    return int(next(found, "0")) / _KB


def main() -> None:
    """Build the newsroom of the first argument into the store of the second, by so many jobs.

    The fourth argument is the file of what it took, the fifth the budget of memory in MiB; a sixth
    is Spark's word for a cluster.
    """
    room, store, jobs = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    meter = Meter(Path(sys.argv[4]))
    cluster = Cluster(master=sys.argv[6]) if len(sys.argv) > 6 else None
    options = Options(
        jobs=jobs, progress=meter, day="2026-01-01", memory=int(sys.argv[5]), cluster=cluster
    )
    outcome = run(room, store, options)
    meter.close(
        articles=outcome.articles,
        added=outcome.added,
        replaced=outcome.replaced,
        faults=len(outcome.faults),
    )


if __name__ == "__main__":
    main()
