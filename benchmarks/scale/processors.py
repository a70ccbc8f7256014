"""Run a command as on another number of processors, each of half the speed of this machine's.

    python benchmarks/scale/processors.py 4 python benchmarks/scale FOLDER --jobs 4 …

So two processors tell what four would do, but for memory that four share. No thread gets more than
half of a processor, and all together no more than so many halves. Needs Linux, version 1 of control
groups, and root.
"""

import os
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

_GROUPS = Path("/sys/fs/cgroup/cpu")
# Microseconds in which a group may use its share.
_PERIOD, _HALF = 20_000, 10_000
# Seconds between two looks for new threads.
_LOOK = 0.05


def main() -> int:
    """Run the command of the arguments on so many halves of processors; return its exit code."""
    count, command = int(sys.argv[1]), sys.argv[2:]
    top = _GROUPS / f"halves-{os.getpid()}"
    _limited(top, count * _HALF)
    threads: dict[int, Path] = {}
    joined = 'echo $$ > "$0/cgroup.procs"; exec "$@"'
    process = subprocess.Popen(["/bin/sh", "-c", joined, str(top), *command])
    try:
        while process.poll() is None:
            # A thread begins in the group of that which began it.
            for group in (top, *threads.values()):
                for tid in map(int, (group / "tasks").read_text().split()):
                    if group.name != str(tid):
                        threads[tid] = _limited(top / str(tid), _HALF)
                        with suppress(OSError):  # it has ended
                            (threads[tid] / "tasks").write_text(str(tid))
            time.sleep(_LOOK)
            for tid, group in list(threads.items()):
                if not (group / "tasks").read_text():
                    group.rmdir()
                    del threads[tid]
        return process.returncode
    finally:
        process.kill()
        process.wait()
        for group in (*threads.values(), top):
            with suppress(OSError):
                group.rmdir()


def _limited(group: Path, share: int) -> Path:
    group.mkdir(exist_ok=True)
    (group / "cpu.cfs_period_us").write_text(str(_PERIOD))
    (group / "cpu.cfs_quota_us").write_text(str(share))
    return group


if __name__ == "__main__":
    sys.exit(main())
