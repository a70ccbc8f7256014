"""What a newsroom costs by the number of its articles: build, rebuild, dump, check, compare.

    python benchmarks/scale FOLDER [--sizes 400,4000] [--jobs 1,2] [--only build,...]

Each step is a process of its own. What is measured stands in FOLDER/results.json at once, and is
not measured again: a run that was broken off goes on, inside a build too. The articles are
short, and made.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import articles

Result = dict[str, Any]


def main() -> None:
    """Measure what is missing and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sizes", default="400")
    parser.add_argument("--jobs", default="2")
    parser.add_argument("--only", default=",".join(STEPS))
    parser.add_argument("--memory", type=int, default=512, help="MiB, as of build --memory")
    parser.add_argument("--master", default="", help="build on Spark, as of build --master")
    options = parser.parse_args()
    file = options.folder / "results.json"
    results: dict[str, Result] = json.loads(file.read_text()) if file.exists() else {}
    for size in map(int, options.sizes.split(",")):
        for jobs in map(int, options.jobs.split(",")):
            told = [str(options.memory), *filter(None, [options.master])]
            room = Room(options.folder / f"{size}-{jobs}", size, jobs, told)
            for step in options.only.split(","):
                key = f"{size} {jobs} {step}"
                if key not in results:
                    results[key] = STEPS[step](room)
                    options.folder.mkdir(parents=True, exist_ok=True)
                    file.write_text(json.dumps(results, indent=1))
                print(_line(key, results[key]), flush=True)


class Room:
    """A newsroom with a store, made when it is first asked for."""

    def __init__(self, folder: Path, size: int, jobs: int, told: list[str]) -> None:
        self.folder, self.size, self.jobs, self.told = folder, size, jobs, told
        self.room, self.store = folder / "room", folder / "store"

    def build(self, step: str) -> Result:
        """Build it, or go on building it, and return what that took."""
        used = self.folder / f"{step}.json"
        command = [sys.executable, str(Path(__file__).with_name("runner.py"))]
        command += [str(self.room), str(self.store), str(self.jobs), str(used), *self.told]
        subprocess.run(command, check=True)
        told: Result = json.loads(used.read_text())
        told["wall"], told["parent_cpu"], told["workers_cpu"] = (
            sum(stage[place] for stage in told["stages"].values()) for place in range(3)
        )
        told["parent_mb"] = max(stage[3] for stage in told["stages"].values())
        told["store_mb"] = _size(self.store)
        return told

    def run(self, *arguments: str) -> Result:
        """Run a command on the store and return what that took."""
        command = [sys.executable, "-m", "triplewire", *arguments, "--store", str(self.store)]
        start = time.perf_counter()
        nowhere = [(os.POSIX_SPAWN_OPEN, fd, os.devnull, os.O_WRONLY, 0o600) for fd in (1, 2)]
        pid = os.posix_spawn(sys.executable, command, os.environ, file_actions=nowhere)
        _, _, used = os.wait4(pid, 0)
        return {
            "wall": time.perf_counter() - start,
            "cpu": used.ru_utime + used.ru_stime,
            "mb": used.ru_maxrss / 1024,
        }


def build(room: Room) -> Result:
    """Build from nothing, or go on where a run was broken off."""
    if not room.store.exists():
        shutil.rmtree(room.folder, ignore_errors=True)
        articles.write(room.room / "articles", room.size)
    return room.build("build")


def again(room: Room) -> Result:
    """Build once more, with nothing changed."""
    return room.build("again")


def changed(room: Room) -> Result:
    """Build after every hundredth article has changed."""
    articles.write(room.room / "articles", room.size, changed=0.01)
    return room.build("changed")


def dump(room: Room) -> Result:
    """Write the N-Quads of a dump."""
    with tempfile.TemporaryDirectory() as folder:
        told = room.run("dump", "-o", f"{folder}/all.nq", "--format", "nquads")
        told["out_mb"] = _size(Path(folder))
        return told


def check(room: Room) -> Result:
    """Check the store."""
    return room.run("check")


def compare(room: Room) -> Result:
    """Print all comparisons as JSON."""
    return room.run("compare", "--format", "json")


def page(room: Room) -> Result:
    """Start the server and ask for its first page."""
    command = [sys.executable, "-m", "triplewire", "serve", "--port", "8913"]
    start = time.perf_counter()
    with subprocess.Popen(
        [*command, "--store", str(room.store)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            while True:
                try:
                    with urllib.request.urlopen("http://127.0.0.1:8913/") as answer:
                        answer.read()
                    break
                except OSError:
                    time.sleep(0.05)
            first = time.perf_counter() - start
            start = time.perf_counter()
            urllib.request.urlopen("http://127.0.0.1:8913/").read()
            second = time.perf_counter() - start
        finally:
            server.terminate()
    return {"wall": first, "second_ms": 1000 * second}


STEPS: dict[str, Callable[[Room], Result]] = {
    "build": build,
    "again": again,
    "changed": changed,
    "dump": dump,
    "check": check,
    "compare": compare,
    "page": page,
}


def _size(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def _line(key: str, result: Result) -> str:
    stages = result.get("stages", {})
    told = " ".join(
        f"{name} {wall:.0f}s({own:.1f}+{others:.1f},{mb:.0f}MB)"
        for name, (wall, own, others, mb) in stages.items()
    )
    rest = " ".join(f"{name} {value:.1f}" for name, value in result.items() if name != "stages")
    return f"{key}: {rest} {told}"


if __name__ == "__main__":
    main()
