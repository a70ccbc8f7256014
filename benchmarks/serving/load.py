"""Requests a second of `triplewire serve` beside the Oxigraph server, on the same files.

    python benchmarks/serving/load.py [--copies 50] [--seconds 5] [--clients 1,16,64,200]

Both serve the same generation of one store, at the same time, and are asked in turn by the same
client. Then graphs are replaced by builds while the look-ups go on. Needs the package `oxigraph`.
"""

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from pathlib import Path
from urllib.parse import quote

from data import add_copy, grow

from triplewire.store import Store, rebuild

HERE = Path(__file__).parent
OURS, THEIRS = 17878, 17879
PREFIX = "PREFIX tw: <https://w3id.org/triplewire/ns#> "
AGGREGATE = PREFIX + (
    "SELECT ?speaker (COUNT(?claim) AS ?n) WHERE { ?claim a tw:Claim ; tw:speaker ?speaker } "
    "GROUP BY ?speaker ORDER BY DESC(?n) LIMIT 20"
)
JOIN = PREFIX + (
    "SELECT ?name ?words WHERE { ?claim tw:speaker <%s> ; tw:quotation ?p . "
    "<%s> <http://www.w3.org/2000/01/rdf-schema#label> ?name . "
    "?p <http://www.w3.org/ns/oa#hasSelector> ?q . ?q <http://www.w3.org/ns/oa#exact> ?words } "
    "LIMIT 10"
)


def requests(store: Path, kind: str) -> list[str]:
    """Return the requests of a kind, each as the text of an HTTP request for either server."""
    with Store(store) as opened:
        subjects = sorted(
            {
                triple.subject.value
                for triple in opened.triples()
                if "/claim/" in str(triple.subject) or "/event/" in str(triple.subject)
            }
        )
        base = opened.manifest.base
    chosen = random.Random(1).sample(subjects, min(500, len(subjects)))  # noqa: S311
    if kind in {"look-up", "kept"}:
        paths = [_query(f"SELECT ?p ?o WHERE {{ <{iri}> ?p ?o }}") for iri in chosen]
    elif kind == "aggregate":
        paths = [_query(AGGREGATE)]
    elif kind == "join":
        actors = [f"{base}actor/{name}" for name in ("united-kingdom", "china", "wang-yi")]
        paths = [_query(JOIN % (actor, actor)) for actor in actors]
    else:
        names = [iri.removeprefix(base) for iri in chosen if "#" not in iri]
        paths = [f"/{name}.{kind}" for name in names]
    accept = "*/*" if kind in {"ttl", "html"} else "application/sparql-results+json"
    # Both servers are to find the answers anew, but for "kept", which Triplewire may give again.
    cache = "" if kind == "kept" else "Cache-Control: no-cache\r\n"
    head = f"HTTP/1.1\r\nHost: localhost\r\nAccept: {accept}\r\n{cache}\r\n"
    return [f"GET {path} {head}" for path in paths]


def _query(text: str) -> str:
    return f"/{{endpoint}}?query={quote(text)}"


def cpu(process: int) -> float:
    """Return the processor seconds of a process and of its children, as Linux counts them."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    total = 0
    for number in (str(process), *children):
        fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
        total += int(fields[11]) + int(fields[12])
    return total / os.sysconf("SC_CLK_TCK")


def measure(port: int, clients: int, seconds: float, lines: list[str]) -> dict[str, float]:
    """Return the figures of one run."""
    endpoint = "query" if port == THEIRS else "sparql"
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump([line.replace("{endpoint}", endpoint) for line in lines], file)
        file.flush()
        command = [sys.executable, str(HERE / "client.py"), str(port), str(clients)]
        run = subprocess.run(
            [*command, str(seconds), file.name], check=True, capture_output=True, text=True
        )
    figures: dict[str, float] = json.loads(run.stdout)
    return figures


def wait_for(port: int, path: str) -> None:
    """Return when a server answers."""
    for _ in range(200):
        try:
            urllib.request.urlopen(f"http://localhost:{port}{path}", timeout=5).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(path)


def replacing(store: Path, stop: threading.Event) -> int:
    """Replace the graphs of one copy again and again, each time as a build; return how often."""
    with Store(store) as opened:
        graphs = {name: list(opened.quads(name)) for name in opened.graphs() if "/article/" in name}
    few = dict(list(graphs.items())[:4])
    count = 0
    while not stop.wait(0.5):
        with rebuild(store) as writer:
            add_copy(writer, few, 1_000_000 + count)
        count += 1
    return count


def main() -> None:
    """Print one line for each kind of request and number of clients."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--copies", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--clients", default="1,16,64,200")
    parser.add_argument("--kinds", default="look-up,kept,join,aggregate,ttl")
    parser.add_argument("--store", type=Path, help="a grown store to be used again")
    options = parser.parse_args()
    folder = options.store or Path(tempfile.mkdtemp(prefix="triplewire-load-"))
    if not (folder / "current").exists():
        grow(folder, options.copies)
    with Store(folder) as store:
        db = store.path / "db"
    oxigraph = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or "oxigraph"
    servers = [
        subprocess.Popen(
            [oxigraph, "serve-read-only", "--location", str(db), "--bind", f"localhost:{THEIRS}"],
            stderr=subprocess.DEVNULL,
        ),
        subprocess.Popen(
            [sys.executable, "-m", "triplewire", "serve", "--store", str(folder), "--port",
             str(OURS)], stdout=subprocess.DEVNULL
        ),
    ]  # fmt: skip
    try:
        wait_for(OURS, "/health")
        wait_for(THEIRS, "/query?query=ASK%7B%7D")
        compare(folder, options, {THEIRS: servers[0].pid, OURS: servers[1].pid})
        under_builds(folder, options)
    finally:
        for server in servers:
            server.terminate()
        for server in servers:
            server.wait()
        if options.store is None:
            shutil.rmtree(folder)


def compare(folder: Path, options: argparse.Namespace, pids: dict[int, int]) -> None:
    """Print the table of both servers."""
    print("| request | clients | Oxigraph/s | p50 ms | p99 ms | errors | CPU µs ", end="")
    print("| Triplewire/s | p50 ms | p99 ms | errors | CPU µs | ratio |")
    print("|---|---|---|---|---|---|---|---|---|---|---|---|---|")
    for kind in options.kinds.split(","):
        lines = requests(folder, kind)
        for port in (OURS,) if kind in {"ttl", "html"} else (THEIRS, OURS):
            measure(port, 4, options.seconds, lines)  # files read once, caches filled
        for clients in map(int, options.clients.split(",")):
            cells = [kind, str(clients)]
            rates = []
            for port in (THEIRS, OURS):
                if port == THEIRS and kind in {"ttl", "html"}:
                    cells += [""] * 5
                    continue
                before = cpu(pids[port])
                found = measure(port, clients, options.seconds, lines)
                spent = (cpu(pids[port]) - before) / max(found["number"], 1)
                rates.append(found["rate"])
                cells += [f"{found['rate']:.0f}", f"{found['p50']:.1f}", f"{found['p99']:.1f}"]
                cells += [f"{found['errors']:.0f}", f"{spent * 1e6:.0f}"]
            cells.append(f"{rates[1] / rates[0]:.2f}" if len(rates) == 2 else "")
            print(f"| {' | '.join(cells)} |", flush=True)


def under_builds(folder: Path, options: argparse.Namespace) -> None:
    """Print the figures of look-ups while builds replace graphs."""
    stop, done = threading.Event(), []
    thread = threading.Thread(target=lambda: done.append(replacing(folder, stop)))
    lines = requests(folder, "look-up")
    thread.start()
    found = measure(OURS, 16, max(options.seconds, 5) * 2, lines)
    stop.set()
    thread.join()
    print(f"\nlook-ups by 16 clients while {done[0]} builds replaced graphs: {found}")


if __name__ == "__main__":
    main()
