"""What hostile queries do to `triplewire serve`: when each ends, and how look-ups fare meanwhile.

    python benchmarks/serving/hostile.py [--timeout 2] [--copies 5]

Each query is sent alone, while another client asks look-ups all the time; then all are sent at
once. A listener on this machine counts connections: it must count none.
"""

import argparse
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection, IncompleteRead
from pathlib import Path
from typing import Self
from urllib.parse import quote

from data import ROOT, grow

sys.path.insert(0, str(ROOT))

from tests.publish.web.hostile import HOSTILE

PORT = 17877
KIND = {"Content-Type": "application/sparql-query"}


class Lookups:
    """A client that asks one look-up after the other and notes how long each takes."""

    def __init__(self) -> None:
        self.times: list[float] = []
        self.bad = 0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._ask)

    def _ask(self) -> None:
        text = "SELECT * { <https://newsroom.example/actor/china> rdfs:label ?o . ?s ?p ?o }"
        number = 0
        while not self._stop.is_set():
            number += 1
            begin = time.perf_counter()
            connection = HTTPConnection("127.0.0.1", PORT, timeout=30)
            connection.request("GET", f"/sparql?query={quote(text)}%23{number}")
            answer = connection.getresponse()
            answer.read()
            connection.close()
            self.times.append(time.perf_counter() - begin)
            self.bad += answer.status != 200
            time.sleep(0.01)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def told(self) -> str:
        """Return their number, the median and the slowest, in milliseconds."""
        times = sorted(self.times)
        return (
            f"{len(times)}, {times[len(times) // 2] * 1e3:.0f}, {times[-1] * 1e3:.0f}, {self.bad}"
        )


def send(text: str) -> tuple[str, float]:
    """Return how a query ended, and after how many seconds."""
    begin = time.perf_counter()
    connection = HTTPConnection("127.0.0.1", PORT, timeout=60)
    try:
        connection.request("POST", "/sparql", text.encode(), KIND)
        answer = connection.getresponse()
        answer.read()
        ended = str(answer.status)
    except (IncompleteRead, ConnectionError) as error:
        ended = f"broken ({type(error).__name__})"
    finally:
        connection.close()
    return ended, time.perf_counter() - begin


@contextmanager
def trap() -> Iterator[tuple[int, list[str]]]:
    """Yield a port that listens, and what connected to it."""
    caught: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.2)
        stop = threading.Event()

        def listen() -> None:
            while not stop.is_set():
                try:
                    connection, address = listening.accept()
                except TimeoutError:
                    continue
                caught.append(str(address))
                connection.close()

        thread = threading.Thread(target=listen)
        thread.start()
        yield listening.getsockname()[1], caught
        stop.set()
        thread.join()


def main() -> None:
    """Print one line for each query."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--timeout", type=float, default=2)
    parser.add_argument("--copies", type=int, default=5)
    parser.add_argument("--store", type=Path)
    options = parser.parse_args()
    folder = options.store or Path(tempfile.mkdtemp(prefix="triplewire-hostile-"))
    if not (folder / "current").exists():
        grow(folder, options.copies)
    command = [sys.executable, "-m", "triplewire", "serve", "--store", str(folder)]
    command += ["--port", str(PORT), "--timeout", str(options.timeout)]
    with (
        subprocess.Popen(command, stdout=subprocess.PIPE) as server,
        trap() as (port, caught),
    ):
        assert server.stdout is not None  # noqa: S101  for the type checker
        server.stdout.readline()
        queries = {name: text.replace("TRAP", str(port)) for name, text in HOSTILE.items()}
        attack(queries, options.timeout)
        server.terminate()
        print(f"\n{len(caught)} connections to the trap; {len(queries)} queries")
    if options.store is None:
        shutil.rmtree(folder)


def attack(queries: dict[str, str], timeout: float) -> None:
    """Send every query alone, and then all together."""
    print("| query | bytes | ended | s | look-ups meanwhile: number, p50 ms, slowest ms, not 200 |")
    print("|---|---|---|---|---|")
    late = []
    for name, text in queries.items():
        with Lookups() as others:
            ended, took = send(text)
        late += [name] if took > timeout + 0.5 else []
        print(f"| {name} | {len(text)} | {ended} | {took:.2f} | {others.told()} |", flush=True)
    with Lookups() as others, ThreadPoolExecutor(len(queries)) as threads:
        results = list(threads.map(send, queries.values()))
    slowest = max(took for _, took in results)
    ends = ", ".join(sorted({ended for ended, _ in results}))
    print(f"| all at once | | {ends} | {slowest:.2f} | {others.told()} |")
    print(f"\nlater than the deadline and 0.5 s, alone: {', '.join(late) or 'none'}")


if __name__ == "__main__":
    main()
