"""Time, memory and counts of loading a sharded dump: into Triplewire, Oxigraph and Virtuoso.

    python benchmarks/loading [--copies 300] [--parts 8] [--oxigraph PATH] [--virtuoso FOLDER]

The graph is that of seeds/ again and again, each copy with other digits in its IRIs. ``--oxigraph``
is the program of `pip install oxigraph`; ``--virtuoso`` is where virtuoso-t and isql-vt are
(Debian: virtuoso-opensource-7-bin, which need not be installed: `dpkg -x` unpacks it). What is not
named is left out. Each load is a process of its own; counts are those of quads in named graphs.
"""

import argparse
import gzip
import re
import resource
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from triplewire.pipeline import run
from triplewire.publish.dump import dump
from triplewire.publish.dump.shards import shards_of
from triplewire.store import Shards, Store

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
# What names an article or a passage, and what the hash of a text begins with.
DIGITS = re.compile(r"\b[0-9a-f]{16}(?=\b|[0-9a-f]{48}\b)")
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } FILTER(STRSTARTS(STR(?g), '%s')) }"
INI = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 200
MaxCheckpointRemap = 2000
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
MaxCheckpointRemap = 2000
[Parameters]
ServerPort = %d
DisableUnixSocket = 1
ServerThreads = 10
CheckpointInterval = 0
NumberOfBuffers = 85000
MaxDirtyBuffers = 65000
DirsAllowed = %s
"""
# Runs a command, and says what it took in the last line.
MEASURE = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a load took: seconds, seconds of the processors, MB at most, and what it holds then."""

    wall: float
    cpu: float
    peak: float
    quads: int
    disk: float


def main() -> None:
    """Print one line for each store."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--copies", type=int, default=300)
    parser.add_argument("--parts", type=int, default=8)
    parser.add_argument("--oxigraph", type=Path)
    parser.add_argument("--virtuoso", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        parts = folder / "parts"
        shards, wall, cpu, peak = _made(parts, options.copies, options.parts)
        print(f"{shards.lines:,} quads in {len(shards.parts)} parts, {shards.size / 1e6:.0f} MB,")
        print(f"packed {sum(part.packed_size for part in shards.parts) / 1e6:.0f} MB; sorted, cut")
        print(f"and packed in {wall:.1f} s, {cpu:.1f} of the processors, {peak:.0f} MB\n")
        print("| load | s | CPU s | CPU µs a quad | peak MB | quads | store MB |")
        print("|---|---|---|---|---|---|---|")
        loads: dict[str, Callable[[], Cost]] = {
            "triplewire load": lambda: _triplewire(parts, folder / "store", shards)
        }
        if options.oxigraph:
            loads["oxigraph load"] = lambda: _oxigraph(options.oxigraph, parts, folder, shards)
        if options.virtuoso:
            loads["Virtuoso"] = lambda: _virtuoso(options.virtuoso, parts, folder, shards)
        for title, load in loads.items():
            cost = load()
            each = 1e6 * cost.cpu / shards.lines
            print(
                f"| {title} | {cost.wall:.1f} | {cost.cpu:.1f} | {each:.1f} | {cost.peak:.0f} "
                f"| {cost.quads:,} | {cost.disk:.0f} |",
                flush=True,
            )
            if cost.quads != shards.lines:
                raise SystemExit(f"{title}: {shards.lines:,} quads were to be loaded")


def _made(parts: Path, copies: int, number: int) -> tuple[Shards, float, float, float]:
    """Write the shards of so many copies, and say what that took but for making the copies."""
    with tempfile.TemporaryDirectory() as folder:
        run(SEEDS, Path(folder))
        out = BytesIO()
        with Store(Path(folder)) as store:
            dump(store, out, "nquads", vocabulary=True)
            base = store.manifest.base
    lines = out.getvalue().decode().splitlines(keepends=True)
    begun, before = time.monotonic(), time.process_time()
    shards = shards_of(_copies(lines, copies), parts, number, base)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return shards, time.monotonic() - begun, time.process_time() - before, peak


def _copies(lines: list[str], copies: int) -> Iterator[bytes]:
    """Yield the lines of an article's own graph anew for each copy, and the others once."""
    text = "".join(line for line in lines if DIGITS.search(line))
    yield from (line.encode() for line in lines if not DIGITS.search(line))
    for number in range(copies):
        yield from _other(text, number).encode().splitlines(keepends=True)


def _other(text: str, number: int) -> str:
    """Return text with every sixteen digits replaced by others of a copy."""
    if not number:
        return text
    return DIGITS.sub(lambda found: sha256(f"{found[0]}{number}".encode()).hexdigest()[:16], text)


def _measured(command: list[str]) -> tuple[float, float, float]:
    begun = time.monotonic()
    said = subprocess.run(
        [sys.executable, "-c", MEASURE, *command], check=True, stdout=subprocess.PIPE, text=True
    )
    cpu, peak = map(float, said.stdout.split())
    return time.monotonic() - begun, cpu, peak


def _size(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def _triplewire(parts: Path, store: Path, shards: Shards) -> Cost:
    command = [sys.executable, "-m", "triplewire", "load", str(parts), "--store", str(store)]
    wall, cpu, peak = _measured(command)
    with Store(store) as loaded:
        (row,) = loaded.query(COUNT % shards.base)  # type: ignore[misc]
    return Cost(wall, cpu, peak, int(row["n"].value), _size(store))


def _oxigraph(program: Path, parts: Path, folder: Path, shards: Shards) -> Cost:
    files = []
    for part in shards.parts:
        files.append(folder / part.name.removesuffix(".gz"))
        with gzip.open(parts / part.name) as packed, files[-1].open("wb") as out:
            shutil.copyfileobj(packed, out)
    at = ["--location", str(folder / "oxigraph")]
    wall, cpu, peak = _measured([str(program), "load", *at, "--file", *map(str, files)])
    query = ["--query", COUNT % shards.base, "--results-format", "csv"]
    said = subprocess.run(
        [program, "query", *at, *query], check=True, capture_output=True, text=True
    )
    return Cost(wall, cpu, peak, int(said.stdout.split()[-1]), _size(folder / "oxigraph"))


def _virtuoso(programs: Path, parts: Path, folder: Path, shards: Shards) -> Cost:
    place = folder / "virtuoso"
    place.mkdir()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    (place / "virtuoso.ini").write_text(INI % (port, parts))
    begun, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    server = subprocess.Popen(
        [programs / "virtuoso-t", "+foreground", "+configfile", "virtuoso.ini"],
        cwd=place,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )

    def ask(statements: str) -> str:
        command = [programs / "isql-vt", f"127.0.0.1:{port}", "dba", "dba", f"exec={statements}"]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    try:
        while server.poll() is None and not _answers(ask):
            time.sleep(0.1)
        ask(f"ld_dir('{parts}', '*.nq.gz', 'urn:none'); rdf_loader_run(); checkpoint;")
        wall = time.monotonic() - begun
        found = re.findall(r"^(\d+)$", ask(f"sparql {COUNT % shards.base};"), re.MULTILINE)
        status = Path(f"/proc/{server.pid}/status").read_text()
        peak = int(re.findall(r"VmHWM:\s+(\d+)", status)[0]) / 1024
        with_size = _size(place)
    finally:
        server.terminate()
        server.wait()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(wall, cpu, peak, int(found[-1]), with_size)


def _answers(ask: Callable[[str], str]) -> bool:
    try:
        ask("select 1;")
    except subprocess.CalledProcessError:
        return False
    return True


if __name__ == "__main__":
    main()
