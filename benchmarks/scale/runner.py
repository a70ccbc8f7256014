"""One build in this process, and what each of its stages took, as JSON on standard output."""

import json
import os
import resource
import sys
import time
from pathlib import Path

from triplewire.pipeline import Options, run

_TICK = os.sysconf("SC_CLK_TCK")
_PAGE_KB = 1024


class Meter:
    """Processor seconds of this process and of its children, by the stage that used them."""

    def __init__(self) -> None:
        self.stages: dict[str, list[float]] = {}
        self.workers_peak = 0.0
        self._stage = "reading"
        self._own, self._others = time.process_time(), 0.0

    def __call__(self, stage: str, *_: int) -> None:
        """Note what was used until now, where another stage begins."""
        self._look()
        if stage != self._stage:
            self.close()
            self._stage = stage

    def close(self) -> None:
        """Put what was used since the last stage began to it."""
        own, others = time.process_time(), self._look()
        used = self.stages.setdefault(self._stage, [0.0, 0.0])
        used[0] += own - self._own
        used[1] += max(0.0, others - self._others)
        self._own, self._others = own, others

    def _look(self) -> float:
        ended = resource.getrusage(resource.RUSAGE_CHILDREN)
        total = ended.ru_utime + ended.ru_stime
        for pid in _children():
            try:
                stat = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                status = Path(f"/proc/{pid}/status").read_text()
            except OSError:
                continue
            total += (int(stat[11]) + int(stat[12])) / _TICK
            self.workers_peak = max(self.workers_peak, _peak(status))
        return total


def _children() -> list[str]:
    task = Path(f"/proc/self/task/{os.getpid()}/children")
    return task.read_text().split() if task.exists() else []


def _peak(status: str) -> float:
    found = (line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))
    return int(next(found, "0")) / _PAGE_KB


def main() -> None:
    """Build the newsroom of the first argument into the store of the second, by so many jobs."""
    room, store, jobs = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    meter, start = Meter(), time.perf_counter()
    outcome = run(room, store, Options(jobs=jobs, progress=meter, day="2026-01-01"))
    meter.close()
    told = {
        "wall": time.perf_counter() - start,
        "stages": meter.stages,
        "parent_cpu": time.process_time(),
        "parent_mb": _peak(Path("/proc/self/status").read_text()),
        "worker_mb": meter.workers_peak,
        "articles": outcome.articles,
        "added": outcome.added,
        "replaced": outcome.replaced,
        "faults": len(outcome.faults),
    }
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main()
