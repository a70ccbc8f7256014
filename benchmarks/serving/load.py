"""Requests a second of `triplewire serve` beside the Oxigraph server, on the same files.

    python benchmarks/serving/load.py [--copies 50] [--seconds 2] [--rounds 5]
        [--clients 16,64,200] [--processes 1,2] [--kinds look-up,kept] [--oxigraph PROGRAM]

All serve the same generation of one store, and are asked in turn by the same client, round by
round, so that what else the machine does meets all of them. Rates and processor time are medians of
the rounds, the ratio is that of the medians, with the least and the most that any round gave. Then
graphs are replaced by builds while the look-ups go on. Needs the package `oxigraph`.
"""

import argparse
import json
import os
import random
import shutil
import statistics
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
THEIRS, OURS = 17879, 17880
_UNSEEN = 30_000
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
    elif kind == "unseen":
        # More texts than a server keeps plans of, so that it reads nearly every one anew.
        many = (chosen[at % len(chosen)] for at in range(_UNSEEN))
        paths = [_query(f"SELECT ?p ?o {{ <{iri}> ?p ?o }} # {at}") for at, iri in enumerate(many)]
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
    """Return the processor seconds of a process and of all below it, as Linux counts them."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    own = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return own + sum(cpu(int(child)) for child in children)


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
    parser.add_argument("--seconds", type=float, default=2)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--clients", default="1,16,64,200")
    parser.add_argument("--processes", default="1,2")
    parser.add_argument("--kinds", default="look-up,unseen,kept,join,aggregate,ttl")
    parser.add_argument("--store", type=Path, help="a grown store to be used again")
    parser.add_argument("--no-builds", action="store_true", help="leave out the last part")
    parser.add_argument("--oxigraph", help="the program of the package")
    options = parser.parse_args()
    folder = options.store or Path(tempfile.mkdtemp(prefix="triplewire-load-"))
    if not (folder / "current").exists():
        grow(folder, options.copies)
    with Store(folder) as store:
        db = store.path / "db"
    beside = shutil.which("oxigraph", path=str(Path(sys.executable).parent))
    oxigraph = options.oxigraph or beside or "oxigraph"
    numbers = [int(number) for number in options.processes.split(",")]
    commands = {
        THEIRS: [oxigraph, "serve-read-only", "--location", str(db), "--bind",
                 f"localhost:{THEIRS}"],
        **{
            OURS + number: [sys.executable, "-m", "triplewire", "serve", "--store", str(folder),
                            "--port", str(OURS + number), "--processes", str(number)]
            for number in numbers
        },
    }  # fmt: skip
    servers = {
        port: subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for port, command in commands.items()
    }
    try:
        for port in servers:
            wait_for(port, "/query?query=ASK%7B%7D" if port == THEIRS else "/health")
        compare(folder, options, {port: server.pid for port, server in servers.items()})
        if not options.no_builds:
            under_builds(folder, options, OURS + numbers[-1])
    finally:
        for server in servers.values():
            server.terminate()
        for server in servers.values():
            server.wait()
        if options.store is None:
            shutil.rmtree(folder)


def compare(folder: Path, options: argparse.Namespace, pids: dict[int, int]) -> None:
    """Print the table of all servers."""
    print("| request | clients | server | a second | p50 ms | p99 ms | errors | CPU µs | ratio |")
    print("|---|---|---|---|---|---|---|---|---|")
    for kind in options.kinds.split(","):
        lines = requests(folder, kind)
        asked = [port for port in pids if port != THEIRS or kind not in {"ttl", "html"}]
        for port in asked:
            measure(port, 4, options.seconds, lines)  # files read once, caches filled
        for clients in map(int, options.clients.split(",")):
            found: dict[int, list[dict[str, float]]] = {port: [] for port in asked}
            for _ in range(options.rounds):
                for port in asked:
                    before = cpu(pids[port])
                    figures = measure(port, clients, options.seconds, lines)
                    spent = (cpu(pids[port]) - before) / max(figures["number"], 1)
                    found[port].append({**figures, "cpu": spent * 1e6})
            for port in asked:
                cells = [kind, str(clients), name_of(port), *map(str, told(found[port]))]
                cells.append(ratio(found[port], found.get(THEIRS, [])) if port != THEIRS else "")
                print(f"| {' | '.join(cells)} |", flush=True)


def name_of(port: int) -> str:
    """Return what a server is called in the table."""
    return "Oxigraph" if port == THEIRS else f"Triplewire, {port - OURS}"


def told(rounds: list[dict[str, float]]) -> list[str]:
    """Return the medians of rounds as cells; of errors, all of them."""
    middle = {key: statistics.median(one[key] for one in rounds)
              for key in ("rate", "p50", "p99", "cpu")}  # fmt: skip
    errors = sum(one["errors"] for one in rounds)
    cells = [f"{middle['rate']:.0f}", f"{middle['p50']:.1f}", f"{middle['p99']:.1f}"]
    return [*cells, f"{errors:.0f}", f"{middle['cpu']:.0f}"]


def ratio(ours: list[dict[str, float]], theirs: list[dict[str, float]]) -> str:
    """Return the ratio of the medians, and the range of the rounds."""
    if not theirs:
        return ""
    each = [one["rate"] / other["rate"] for one, other in zip(ours, theirs, strict=True)]
    rate, other = (statistics.median(one["rate"] for one in some) for some in (ours, theirs))
    return f"{rate / other:.2f} ({min(each):.2f} to {max(each):.2f})"


def under_builds(folder: Path, options: argparse.Namespace, port: int) -> None:
    """Print the figures of look-ups while builds replace graphs."""
    stop, done = threading.Event(), []
    thread = threading.Thread(target=lambda: done.append(replacing(folder, stop)))
    lines = requests(folder, "look-up")
    thread.start()
    found = measure(port, 16, max(options.seconds, 5) * 2, lines)
    stop.set()
    thread.join()
    print(f"\nlook-ups by 16 clients while {done[0]} builds replaced graphs: {found}")


if __name__ == "__main__":
    main()
