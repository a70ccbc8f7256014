"""Mixed traffic on `triplewire serve --watch` while articles change, and the course of its memory.

Look-ups, aggregates, pages, documents and downloads are asked for at a moderate rate; listeners
come and go, some by a reset; hostile queries and broken-off downloads come between. Every some
seconds an article changes and is built again. Memory (the proportional share of each process of the
server, in megabytes), open descriptors and generations on disk are noted all the time.
"""

import random
import socket
import statistics
import struct
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import quote

from forks import HUNG, Running, triplewire_command, triplewire_program
from rooms import Room

sys.path.append(str(Path(__file__).resolve().parents[2]))

from tests.publish.web.hostile import HOSTILE

FAULTS = (
    "unexpected", "tracebacks", "ended", "not followed", "memory grows", "descriptors grow",
    "generations pile up", "orphans",
)  # fmt: skip
# What a hostile query may end with; a connection that is cut is the end of an answer that is late.
_HOSTILE_ENDS = {200, 400, 403, 413, 429, 500, 503, 504}
_CHANGED_EVERY = 10.0
_SAMPLED_EVERY = 15.0
_WORDINGS = 6
_MOST_GENERATIONS = 6
# Memory and descriptors of the last quarter may be so much above those of the second one: in the
# first, caches fill.
_MORE_MEMORY, _MORE_MEGABYTES = 1.15, 30
_MORE_DESCRIPTORS = 25
# Shorter runs say nothing of growth.
_LEAST_SECONDS = 600

_PREFIX = "https://newsroom.example/"
_QUERIES = (
    f"SELECT * {{ <{_PREFIX}actor/ana-ruiz> rdfs:label ?o . ?s ?p ?o }}",
    "SELECT ?name ?claim { ?claim tw:speaker ?a . ?a rdfs:label ?name }",
    "SELECT ?type (COUNT(?s) AS ?n) { ?s a ?type } GROUP BY ?type ORDER BY ?type",
    "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 500",
)
_PAGES = (
    "/", "/browse/actors", "/browse/claims", "/browse/events", "/browse/articles", "/statistics",
    "/conflicts", "/curation", "/search?q=bridge", "/health", "/metrics", "/workbench",
    "/actor/ana-ruiz.html", "/actor/ana-ruiz.ttl", "/actor/ana-ruiz",
)  # fmt: skip


@dataclass(slots=True)
class _Seen:
    """What the clients and the onlooker have noted so far."""

    port: int
    counts: Counter[str] = field(default_factory=Counter)
    times: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    descriptors: list[int] = field(default_factory=list)
    generations: list[int] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)


def run(count: int, seed: int) -> dict[str, int | float]:
    """Let traffic flow for ``count`` seconds and return the counts.

    ``requests`` counts those of good clients, with the times that half and 99 of 100 of them took;
    ``busy`` those that were asked to come again, ``unexpected`` those that were not answered,
    ``not followed`` changes that were not served.
    """
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="triplewire-soak-") as folder:
        room = Room(Path(folder, "room"))
        Running(
            triplewire_command("dump", "-o", room.dumps, "--store", room.store), room.log
        ).wait()
        server = Running(
            triplewire_program(
                "serve", "--watch", room.room, "--store", room.store, "--port", 0, "--timeout", 2,
                "--dumps", room.dumps, "--workers", 2,
            ),
            room.folder / "served",
        )  # fmt: skip
        seen = _Seen(_port(server))
        _flow(room, server, seen, count, seed)
        found = _summary(server, seen, count)
    return {**found, "seconds": round(time.monotonic() - began, 1)}


def _port(server: Running) -> int:
    until = time.monotonic() + 60
    while "Serving" not in (said := server.said()):
        if time.monotonic() > until:
            raise RuntimeError(f"the server does not begin: {server.wait(0).said}")
        time.sleep(0.05)
    return int(said.rsplit(":", 1)[1].split("/", 1)[0])


def _flow(room: Room, server: Running, seen: _Seen, count: int, seed: int) -> None:
    """Let all clients come, each as often as it does, until the time is over."""
    clients: list[tuple[Callable[[_Seen, random.Random], object], float]] = [
        (_query, 0.25), (_page, 0.25), (_hostile, 8.0), (_listen, 1.0), (_break_off, 2.0),
    ]  # fmt: skip
    threads = [
        threading.Thread(target=_come, args=(client, pause, seen, seed + n))
        for n, (client, pause) in enumerate(clients * 2)
    ]
    for thread in threads:
        thread.start()
    changer = threading.Thread(target=_change, args=(room, seen))
    changer.start()
    until = time.monotonic() + count
    while time.monotonic() < until and server.alive():
        _look(room, server, seen)
        time.sleep(max(0.0, min(_SAMPLED_EVERY, count / 8, until - time.monotonic())))
    seen.stop.set()
    for thread in (*threads, changer):
        thread.join()


def _come(
    client: Callable[[_Seen, random.Random], object], pause: float, seen: _Seen, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311  no secret
    while not seen.stop.wait(chance.uniform(0, 2 * pause)):
        client(seen, chance)


def _ask(seen: _Seen, method: str, path: str, body: str | None = None) -> int:
    """Return the status of an answer that was read to its end, 0 where there was none."""
    connection = HTTPConnection("127.0.0.1", seen.port, timeout=30)
    try:
        kind = {"Content-Type": "application/sparql-query"} if body is not None else {}
        connection.request(method, path, body, kind)
        answer = connection.getresponse()
        answer.read()
    except (OSError, HTTPException):
        return 0
    else:
        return answer.status
    finally:
        connection.close()


def _good(seen: _Seen, path: str) -> None:
    began = time.perf_counter()
    status = _ask(seen, "GET", path)
    seen.times.append(time.perf_counter() - began)
    seen.counts["requests"] += 1
    # So a server says that it has enough to do; hostile queries see to that.
    seen.counts["busy"] += status == 503
    if status not in {200, 303, 503}:
        seen.counts["unexpected"] += 1
        print(f"soak: {status} for {path}", flush=True)


def _query(seen: _Seen, chance: random.Random) -> None:
    # Now and then one that is not kept ready.
    comment = f"#{chance.random()}" if chance.random() < 0.5 else ""
    _good(seen, f"/sparql?query={quote(chance.choice(_QUERIES) + comment)}")


def _page(seen: _Seen, chance: random.Random) -> None:
    _good(seen, chance.choice(_PAGES))


def _hostile(seen: _Seen, chance: random.Random) -> None:
    name, text = chance.choice(sorted(HOSTILE.items()))
    began = time.perf_counter()
    # Nothing listens at port 9, so that a query that asks there is answered at once.
    status = _ask(seen, "POST", "/sparql", text.replace("TRAP", "9"))
    seen.counts["hostile"] += 1
    if (status and status not in _HOSTILE_ENDS) or time.perf_counter() - began > 20:
        seen.counts["unexpected"] += 1
        print(f"soak: {status} for {name}", flush=True)


def _listen(seen: _Seen, chance: random.Random) -> None:
    """Listen for a while to what the server tells, and leave with or without a word."""
    seen.counts["listeners"] += 1
    with suppress(OSError), socket.create_connection(("127.0.0.1", seen.port), 10) as connection:
        connection.sendall(b"GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n")
        connection.recv(1000)
        seen.stop.wait(chance.uniform(0, 10))
        _reset(connection, chance)


def _break_off(seen: _Seen, chance: random.Random) -> None:
    """Ask for much, and leave after the first bytes."""
    seen.counts["broken off"] += 1
    much = f"/sparql?query={quote('CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o . ?a ?b ?c }')}"
    path = chance.choice((much, "/dumps/latest/triplewire.nq", "/dumps/latest/triplewire.ttl"))
    with suppress(OSError), socket.create_connection(("127.0.0.1", seen.port), 10) as connection:
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        connection.recv(chance.choice((1, 1000)))
        _reset(connection, chance)


def _reset(connection: socket.socket, chance: random.Random) -> None:
    if chance.random() < 0.5:
        linger = struct.pack("ii", 1, 0)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)


def _change(room: Room, seen: _Seen) -> None:
    """Change an article again and again, and see that the server tells it."""
    number = 0
    while not seen.stop.wait(_CHANGED_EVERY):
        number = (number + 1) % _WORDINGS
        words = f"The talks will begin again on {number + 1} July 2024"
        room.reword(f"{words}, the union said.\n")
        seen.counts["changes"] += 1
        query = f"ASK {{ ?s ?p ?o FILTER(CONTAINS(STR(?o), '{words}')) }}"
        path = f"/sparql?query={quote(query)}"
        until = time.monotonic() + 30
        while not seen.stop.is_set() and not _says_yes(seen, path):
            if time.monotonic() > until:
                seen.counts["not followed"] += 1
                print(f"soak: not served after 30 s: {words}", flush=True)
                break
            time.sleep(1)


def _says_yes(seen: _Seen, path: str) -> bool:
    connection = HTTPConnection("127.0.0.1", seen.port, timeout=30)
    try:
        connection.request("GET", path)
        return b"true" in connection.getresponse().read()
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _look(room: Room, server: Running, seen: _Seen) -> None:
    """Note memory, descriptors and generations; a build is no part of the server."""
    memory, descriptors = 0.0, 0
    for pid in (server.pid, *server.begun()):
        with suppress(OSError):
            process = Path("/proc", str(pid))
            if b"\0build\0" in (process / "cmdline").read_bytes():
                continue
            lines = (process / "smaps_rollup").read_text().splitlines()
            memory += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
            descriptors += sum(1 for _ in (process / "fd").iterdir())
    seen.memory.append(memory)
    seen.descriptors.append(descriptors)
    seen.generations.append(sum(1 for _ in room.store.glob("gen-*")))
    told = f"{memory:.0f} MB, {descriptors} descriptors, {seen.generations[-1]} generations"
    print(f"soak: {told}, {seen.counts['requests']} requests", flush=True)


def _summary(server: Running, seen: _Seen, count: int) -> dict[str, int | float]:
    alive = server.alive()
    ended = server.stop()
    names = ("requests", "busy", "changes", "hostile", "listeners", "broken off", *FAULTS)
    counts = Counter(dict.fromkeys(names, 0)) + seen.counts
    counts["ended"] += not alive
    counts["tracebacks"] += ended.said.count("Traceback (most recent")
    counts["orphans"] += server.orphans() + (ended.code == HUNG)
    early, last = (_quarter(seen.memory, at) for at in (1, 3))
    handles = [_quarter(seen.descriptors, at) for at in (1, 3)]
    if count >= _LEAST_SECONDS:
        counts["memory grows"] += last > early * _MORE_MEMORY + _MORE_MEGABYTES
        counts["descriptors grow"] += handles[1] > handles[0] + _MORE_DESCRIPTORS
    counts["generations pile up"] += max(seen.generations) > _MOST_GENERATIONS
    times = sorted(seen.times) or [0.0]
    return {
        **{name: counts[name] for name in names},
        "p50 ms": round(times[len(times) // 2] * 1e3, 1),
        "p99 ms": round(times[len(times) * 99 // 100] * 1e3, 1),
        "early MB": round(early, 1), "last MB": round(last, 1), "most MB": round(max(seen.memory)),
        "early descriptors": handles[0], "last descriptors": handles[1],
        "most generations": float(max(seen.generations)),
    }  # fmt: skip


def _quarter(values: list[float] | list[int], at: int) -> float:
    """Return the middle of a quarter of what was noted, from 0 to 3."""
    size = max(1, len(values) // 4)
    return float(statistics.median(values[at * size : (at + 1) * size] or values))
