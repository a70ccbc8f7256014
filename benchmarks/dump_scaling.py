"""Time and memory of a dump by the number of articles, beside Oxigraph's own unsorted N-Quads.

    python benchmarks/dump_scaling.py [--sizes 40,400,4000]

The store holds the graphs of seeds/ again and again, each copy with other numbers in its IRIs. Each
run is a process of its own. The rival writes the same graph once, in whatever order it comes.
"""

import argparse
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pyoxigraph as ox

from triplewire.pipeline import run
from triplewire.records import Graph
from triplewire.store import Store, rebuild

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
DIGITS = re.compile(r"\b[0-9a-f]{16}\b")
RIVAL = """
import sys, pyoxigraph as ox
from pathlib import Path
store = Path(sys.argv[1])
db = ox.Store.read_only(str(store / (store / "current").read_text() / "db"))
db.dump(sys.argv[2], format=ox.RdfFormat.N_QUADS)
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process took: seconds of the processors, and its peak in MB."""

    cpu: float
    peak: float


def main() -> None:
    """Print one line for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="40,400,4000")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        run(SEEDS, Path(folder, "seeds"))
        head = "articles|quads|dump, CPU s|ms an article|peak MB|again, CPU s|Oxigraph, CPU s"
        print(f"|{head}|ratio|")
        print("|---|---|---|---|---|---|---|---|")
        for size in map(int, options.sizes.split(",")):
            print(_row(size, Path(folder)), flush=True)


def _row(size: int, folder: Path) -> str:
    store = folder / f"store-{size}"
    quads = _copies(folder / "seeds", store, size)
    command = [sys.executable, "-m", "triplewire", "dump", "-o", str(folder / f"dumps-{size}")]
    command += ["--store", str(store)]
    first, again = measured(command), measured(command)
    rival = measured([sys.executable, "-c", RIVAL, str(store), str(folder / "rival.nq")])
    return (
        f"| {size} | {quads} | {first.cpu:.1f} | {1000 * first.cpu / size:.1f} | {first.peak:.0f} "
        f"| {again.cpu:.1f} | {rival.cpu:.1f} | {first.cpu / rival.cpu:.1f} |"
    )


def measured(command: list[str]) -> Cost:
    """Run a command and return what it took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    peak = Path(tempfile.gettempdir(), f"peak-{time.monotonic_ns()}")
    script = (
        "import resource, subprocess, sys; from pathlib import Path;"
        "subprocess.run(sys.argv[2:], check=True, capture_output=True);"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss;"
        "Path(sys.argv[1]).write_text(str(used))"
    )
    subprocess.run([sys.executable, "-c", script, str(peak), *command], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    kilobytes = int(peak.read_text())
    peak.unlink()
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(cpu=cpu, peak=kilobytes / 1024)


def _copies(seeds: Path, folder: Path, size: int) -> int:
    """Fill a store with copies of the graphs of another and return its number of quads."""
    with Store(seeds) as original, rebuild(folder) as writer:
        writer.manifest.base = original.manifest.base
        graphs = {name: list(original.quads(name)) for name in original.graphs()}
        own = {name: quads for name, quads in graphs.items() if DIGITS.search(name)}
        shared = {name: frozenset(q.triple for q in graphs[name]) for name in graphs.keys() - own}
        articles = sum("/graph/article/" in name for name in own)
        for number in range(-(-size // articles)):
            for name, quads in own.items():
                triples = frozenset(_renumbered(quads, number))
                writer.replace(Graph(iri=_other(name, number), triples=triples))
        for name, triples in sorted(shared.items()):
            writer.replace(Graph(iri=name, triples=triples))
    with Store(folder) as made:
        return sum(1 for _ in made.quads())


def _renumbered(quads: list[ox.Quad], number: int) -> Iterator[ox.Triple]:
    lines = "".join(f"{quad.triple} .\n" for quad in quads)
    for quad in ox.parse(_other(lines, number), format=ox.RdfFormat.N_TRIPLES):
        yield quad.triple


def _other(text: str, number: int) -> str:
    """Return text with every sixteen digits replaced by others of a copy."""
    if not number:
        return text
    return DIGITS.sub(lambda found: sha256(f"{found[0]}{number}".encode()).hexdigest()[:16], text)


if __name__ == "__main__":
    main()
