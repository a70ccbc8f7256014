"""Raw HTTP requests, most of them broken, sent to a real `triplewire serve`; what came of them out.

`run(50_000, 1)` sends so many, each followed by a good request that must be answered rightly. The
file is not called http.py: beside a script that name would stand before Python's own module.
"""

import os
import random
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pyoxigraph as ox

from triplewire.records import Graph
from triplewire.store import rebuild

BASE = "https://example.org/"
_DATA = '<actor/a> a <x:Actor> ; <http://www.w3.org/2000/01/rdf-schema#label> "A" .'
_AT_ONCE = 32
# Seconds: until a silent server is left alone, and until one that should have spoken hangs.
_PATIENCE, _HANG = 0.15, 14.0
# One in so many silent connections is held until the server gives it up.
_HELD = 40
_HOST = b"Host: localhost\r\n"
_CONTROL = b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\n" + _HOST + b"\r\n"
_HEAD = re.compile(rb"HTTP/1\.1 (\d{3}) [^\r\n]*\r\n((?:[!-9;-~]+: [^\r\n]*\r\n)*)\r\n")
_LENGTH = re.compile(rb"^content-length: (\d+)\r$", re.MULTILINE | re.IGNORECASE)


def _request(method: bytes, target: bytes, *lines: bytes, body: bytes = b"") -> bytes:
    head = b"\r\n".join([method + b" " + target + b" HTTP/1.1", b"Host: localhost", *lines])
    return head + b"\r\n\r\n" + body


_FORM = b"Content-Type: application/x-www-form-urlencoded"
_CHUNKS = b"f\r\nquery=ASK%7B%7D\r\n0\r\nX-Trailer: a\r\n\r\n"
SEEDS = [
    _request(b"GET", b"/health"),
    _request(b"GET", b"/", b"Accept: text/html", b"Accept-Encoding: gzip;q=0.5, *;q=0"),
    _request(b"GET", b"/actor/a.ttl", b'If-None-Match: W/"x", "y"'),
    _request(b"GET", b"/actor/a", b"Accept: text/turtle;q=0.9, application/ld+json;q=1.0"),
    _request(b"GET", b"/actor/%C3%A9%20b.html", b"Accept: text/html"),
    _request(b"GET", b"/search?q=%E2%82%AC&page=2&kind=actor", b"Accept-Language: en"),
    _request(b"GET", b"/neighbourhood?of=https%3A%2F%2Fexample.org%2Factor%2Fa"),
    _request(b"GET", b"/workbench?query=ASK%7B%7D", b"Cookie: a=b"),
    _request(b"GET", b"/static/live.js", b"Range: bytes=0-9,20-30", b"If-Range: x"),
    _request(b"GET", b"http://localhost:80/health?a=b"),
    _request(b"HEAD", b"/events"),
    _request(b"OPTIONS", b"/sparql", b"Origin: https://example.org"),
    _request(b"GET", b"/sparql?query=SELECT%20*%20%7B%3Fs%20%3Fp%20%3Fo%7D", b"Accept: text/csv"),
    _request(b"GET", b"/graph-store?default&format=nt", b"Sec-Fetch-Site: none"),
    _request(b"POST", b"/sparql", _FORM, b"Content-Length: 15", body=b"query=ASK%7B%7D"),
    _request(b"POST", b"/sparql", _FORM, b"Transfer-Encoding: chunked", body=_CHUNKS),
    _request(
        b"POST", b"/sparql", b"Content-Type: application/sparql-query; charset=utf-8",
        b"Content-Length: 6", b"Expect: 100-continue", body=b"ASK {}",
    ),
    _request(b"GET", b"/health", b"Connection: Upgrade", b"Upgrade: h2c"),
]  # fmt: skip
_WORDS = [
    b"\r\n", b"\n", b"\r", b"\0", b"\xff", b"%", b"%00", b"%ff", b"%zz", b"%2e%2e/", b"%ed%a0%80",
    b"//", b"/../", b" ", b"\t", b":", b"Host: evil.example\r\n", b"Content-Length: 3\r\n", b"?",
    b"Content-Length: 99999999999999999999\r\n", b"Transfer-Encoding: chunked\r\n", b"0\r\n\r\n",
    b"Transfer-Encoding: gzip, chunked\r\n", b"ffffffffffffffff\r\n", b"-1", b" folded\r\n",
    b"Content-Encoding: gzip\r\n", b"Expect: 100-continue\r\n", b"Connection: Upgrade, close\r\n",
    b"Upgrade: websocket\r\n", b"Accept: text/html\r\n", b"Accept: */*;q=nan\r\n", b"#", b"*",
    b"Range: bytes=0-,1-,2-,-1\r\n", b"If-None-Match: *\r\n", b"Origin: null\r\n", b"HTTP/1.0",
    b"Sec-Fetch-Site: cross-site\r\n", b"; charset=utf-16", b"\xe2\x80\xae", b"&format=%ff",
]  # fmt: skip


def _flip(data: bytearray, luck: random.Random) -> None:
    for _ in range(luck.randint(1, 4)):
        data[luck.randrange(len(data))] = luck.randrange(256)


def _insert(data: bytearray, luck: random.Random) -> None:
    at = luck.randrange(len(data))
    data[at:at] = luck.choice(_WORDS)


def _insert_line(data: bytearray, luck: random.Random) -> None:
    ends = [found.end() for found in re.finditer(rb"\r\n", bytes(data))] or [0]
    at = luck.choice(ends)
    data[at:at] = luck.choice(_WORDS)


def _delete(data: bytearray, luck: random.Random) -> None:
    at = luck.randrange(len(data))
    del data[at : at + luck.randint(1, 12)]


def _drop_line(data: bytearray, luck: random.Random) -> None:
    lines = data.split(b"\r\n")
    del lines[luck.randrange(len(lines))]
    data[:] = b"\r\n".join(lines)


def _double_line(data: bytearray, luck: random.Random) -> None:
    lines = data.split(b"\r\n")
    lines.insert(luck.randrange(len(lines)), luck.choice(lines))
    data[:] = b"\r\n".join(lines)


def _stretch(data: bytearray, luck: random.Random) -> None:
    at = luck.randrange(len(data))
    data[at:at] = luck.choice([b"a", b"%41", b"/", b"\xff", b"1"]) * luck.choice(
        [99, 5_000, 70_000]
    )


def _change_number(data: bytearray, luck: random.Random) -> None:
    number = luck.choice([b"0", b"1", b"14", b"16", b"-1", b"+15", b"0x0f", b"1e1", b"15, 15", b""])
    data[:] = re.sub(rb"\b(?:15|f|6)\b", lambda _: number, bytes(data))


def _follow(data: bytearray, luck: random.Random) -> None:
    data += luck.choice(SEEDS)


def _cut(data: bytearray, luck: random.Random) -> None:
    at = luck.randrange(len(data))
    del data[at:]


_MUTATIONS: list[Callable[[bytearray, random.Random], None]] = [
    _flip, _insert, _insert_line, _delete, _drop_line, _double_line, _stretch, _change_number,
    _follow, _cut,
]  # fmt: skip


def mutant(number: int, seed: int) -> bytes:
    """Return one broken request; the same for the same number and seed."""
    luck = random.Random(f"{seed}/{number}")  # noqa: S311  to be repeated, not to be secret
    data = bytearray(luck.choice(SEEDS))
    for _ in range(luck.choice([1, 1, 1, 2, 3])):
        if data:
            luck.choice(_MUTATIONS)(data, luck)
    return bytes(data)


def run(count: int, seed: int) -> dict[str, int | float]:
    """Send mutants; return how many, and how often something happened that never should.

    ``faults`` are answers of 500 and more, ``broken`` answers that are no HTTP, ``hangs``
    connections that were neither answered nor given up, ``wrong`` good requests that were not
    answered rightly, ``tracebacks`` those in the log, ``lost`` servers.
    """
    counts: Counter[str] = Counter()
    begin = time.monotonic()
    with _serving() as (server, port, log), ThreadPoolExecutor(_AT_ONCE) as threads:
        control = _Control(port)

        def both(number: int) -> Counter[str]:
            outcome = _sent(port, mutant(number, seed))
            outcome["wrong"] += not control.is_well()
            return outcome

        for outcome in threads.map(both, range(count)):
            counts.update(outcome)
        control.close()
        counts["lost"] = int(server.poll() is not None)
        log.seek(0)
        counts["tracebacks"] = log.read().count("Traceback")
    names = ("answered", "silent", "closed", "faults", "broken", "hangs", "wrong")
    found: dict[str, int | float] = {"sent": count, **{name: counts[name] for name in names}}
    found |= {name: counts[name] for name in ("tracebacks", "lost")}
    return {**found, "seconds": round(time.monotonic() - begin, 1)}


@contextmanager
def _serving() -> Iterator[tuple[subprocess.Popen[str], int, IO[str]]]:
    """Yield a server on a small store, its port, and what it says to stderr."""
    with tempfile.TemporaryDirectory() as room, tempfile.TemporaryFile("w+") as log:
        folder = Path(room) / "store"
        with rebuild(folder) as writer:
            writer.manifest.base = BASE
            quads = ox.parse(_DATA, format=ox.RdfFormat.TURTLE, base_iri=BASE)
            triples = frozenset(quad.triple for quad in quads)
            writer.replace(Graph(iri=f"{BASE}graph/a", triples=triples))
        command = [sys.executable, "-m", "triplewire", "serve", "--port", "0", "--workers", "1"]
        with subprocess.Popen(
            [*command, "--store", str(folder)],
            env={**os.environ, "NO_COLOR": "1"},
            stdout=subprocess.PIPE, stderr=log, text=True,
        ) as server:  # fmt: skip
            said = server.stdout.readline() if server.stdout is not None else ""
            try:
                yield server, int(said.rstrip().rstrip("/").rpartition(":")[2]), log
            finally:
                server.terminate()


def _sent(port: int, data: bytes) -> Counter[str]:
    """Return what came of one mutant."""
    counts: Counter[str] = Counter()
    answer, ended = b"", False
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=_HANG) as connection:
            connection.sendall(data)
            answer, ended = _read(connection, data)
    except TimeoutError:
        counts["hangs"] += 1
    except ConnectionError:
        ended = True
    found = _statuses(answer, bare=b"HEAD" in data)
    if found is None:
        # A connection that is given up may be cut off anywhere: its client sees that it was.
        counts["broken"] += 1
    else:
        kind = "answered" if found else "closed" if ended else "silent"
        counts[kind] += 1
        counts["faults"] += sum(status >= 500 for status in found)
    return counts


def _read(connection: socket.socket, data: bytes) -> tuple[bytes, bool]:
    """Return what a server answers, and whether it closed the connection.

    Raises: TimeoutError when an answer stops in its midst, or nothing at all happens for long.
    """
    held = sum(data) % _HELD == 0
    answer = b""
    while True:
        whole = bool(_statuses(answer, bare=b"HEAD" in data))
        connection.settimeout(_HANG if (answer and not whole) or held else _PATIENCE)
        try:
            part = connection.recv(1 << 16)
        except TimeoutError:
            if (answer and not whole) or (held and not answer):
                raise
            return answer, False
        except ConnectionError:
            return answer, True
        if not part:
            return answer, True
        answer += part


def _statuses(stream: bytes, *, bare: bool) -> list[int] | None:
    """Return the statuses of a row of whole answers, None where it is no such row.

    ``bare`` says that answers may lack their bodies, being for HEAD.
    """
    found: list[int] = []
    while stream:
        head = _HEAD.match(stream)
        if head is None:
            return None
        status, rest = int(head[1]), stream[head.end() :]
        found.append(status)
        if status >= 200 and status not in {204, 304}:
            after = _after_body(head[2], rest)
            if (after is None or _HEAD.match(rest)) and bare:
                after = rest
            if after is None:
                return None
            rest = after
        stream = rest
    return found


def _after_body(head: bytes, rest: bytes) -> bytes | None:
    """Return what follows the body of an answer, None where it is not all there."""
    length = _LENGTH.search(head)
    if length is not None:
        size = int(length[1])
        return rest[size:] if len(rest) >= size else None
    while True:
        line, end, rest = rest.partition(b"\r\n")
        if not end or not re.fullmatch(rb"[0-9a-f]+", line):
            return None
        size = int(line, 16)
        if len(rest) < size + 2 or rest[size : size + 2] != b"\r\n":
            return None
        rest = rest[size + 2 :]
        if size == 0:
            return rest


class _Control:
    """Sends good requests, on one connection a thread that is kept for as long as it lasts."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._kept = threading.local()
        self._all: list[socket.socket] = []

    def close(self) -> None:
        """Close all connections."""
        for connection in self._all:
            connection.close()

    def is_well(self) -> bool:
        """Say whether a good request is answered rightly."""
        for _ in range(2):
            try:
                answer = self._ask()
            except OSError:
                # A kept connection may have been idle for too long; a new one may not fail.
                self._kept.connection = None
            else:
                return answer.startswith(b"HTTP/1.1 200 ") and answer.endswith(b'"boolean":true}')
        return False

    def _ask(self) -> bytes:
        connection: socket.socket | None = getattr(self._kept, "connection", None)
        if connection is None:
            connection = socket.create_connection(("127.0.0.1", self._port), timeout=_HANG)
            self._kept.connection = connection
            self._all.append(connection)
        connection.sendall(_CONTROL)
        answer = b""
        while not answer.endswith(b"}"):
            part = connection.recv(1 << 16)
            if not part:
                raise ConnectionError
            answer += part
        return answer
