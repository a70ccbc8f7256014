"""One client can hold no more than its share: connections, listeners, workers, threads, places."""

import asyncio
import socket
import threading
import time
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.publish.web.commanded import status
from tests.publish.web.hostile import HOSTILE
from tests.publish.web.serving import Running, running
from triplewire.publish.web.http import clients, connection
from triplewire.publish.web.http.clients import Clients, FairSlots, FairThreads, FullError
from triplewire.publish.web.settings import Settings

# A client of its own for the server: every address of 127.0.0.0/8 is this machine.
GREEDY, OTHER = "127.0.0.2", "127.0.0.3"
LIMIT = 2.0


def connect(server: Running, address: str) -> socket.socket:
    return socket.create_connection(
        ("127.0.0.1", server.port), timeout=30, source_address=(address, 0)
    )


def asked(server: Running, address: str, target: str, *lines: str) -> bytes:
    """Return what a client at an address is answered."""
    head = "\r\n".join([f"GET {target} HTTP/1.1", "Host: localhost", *lines, "Connection: close"])
    with connect(server, address) as own:
        own.sendall(f"{head}\r\n\r\n".encode())
        found = b""
        while part := own.recv(1 << 16):
            found += part
    return found


def sparql(text: str) -> str:
    return "/sparql?query=" + "".join(f"%{byte:02x}" for byte in text.encode())


def slow(number: int) -> str:
    return sparql(f"{HOSTILE['cross-count']} # {number}")


def test_two_hundred_slow_queries_of_one_client_keep_no_other_waiting(folder: Path) -> None:
    settings = Settings(timeout=6.0, workers=2, memory=1 << 30, connections=250, queue=50)
    with running(folder, settings) as server, ExitStack() as held:
        for number in range(200):
            greedy = held.enter_context(connect(server, GREEDY))
            greedy.sendall(f"GET {slow(number)} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        time.sleep(0.5)
        look_up = asked(server, OTHER, sparql("SELECT * { actor:bo ?p ?o }"))
        light = asked(server, OTHER, sparql("SELECT * { actor:bo ?p ?o . ?o ?q ?r }"))
        heavy = asked(server, OTHER, sparql("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"))
        page = asked(server, OTHER, "/actor/bo-lind.ttl")
        pool = server.app.state.pool

        assert [status(found) for found in (look_up, light, heavy, page)] == [200] * 4
        # Nobody waited but for those at work, of which each takes six seconds.
        assert pool.outcomes["timed_out"] + pool.outcomes["exhausted"] <= settings.workers
        assert pool.state()["waiting"] > 10


def test_connections_of_one_client_leave_places_for_others(folder: Path) -> None:
    with running(folder, Settings(workers=1, connections=40)) as server, ExitStack() as held:
        for _ in range(60):
            held.enter_context(connect(server, GREEDY))
        time.sleep(0.1)
        with connect(server, GREEDY) as turned_away:
            refused = turned_away.recv(1000)
        begin = time.monotonic()
        found = [asked(server, OTHER, "/health") for _ in range(5)]
        took = time.monotonic() - begin

        assert status(refused) == 503
        assert b"retry-after: " in refused
        assert {status(answer) for answer in found} == {200}
        assert took < LIMIT


def test_listeners_of_one_client_leave_places_for_others(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("triplewire.publish.web.generation.broadcast._MOST_LISTENERS", 10)
    hello = b"GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n"
    with running(folder, Settings(workers=1)) as server, ExitStack() as held:
        for _ in range(10):
            greedy = held.enter_context(connect(server, GREEDY))
            greedy.sendall(hello)
            assert b"200 OK" in greedy.recv(1000)
        refused = asked(server, GREEDY, "/events")
        with connect(server, OTHER) as other:
            other.sendall(hello)
            welcomed = other.recv(1000)

    assert status(refused) == 503
    assert b"retry-after: 60" in refused
    assert status(welcomed) == 200


def test_a_listener_that_asked_again_behind_itself_is_let_go_when_it_goes(
    folder: Path,
) -> None:
    twice = (
        b"GET /events HTTP/1.1\r\nHost: localhost\r\n\r\nGET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
    )
    with running(folder, Settings(workers=1)) as server:
        listeners = server.app.state.broadcaster._listeners
        for _ in range(5):
            with connect(server, GREEDY) as greedy:
                greedy.sendall(twice)
                assert b"200 OK" in greedy.recv(1000)
        deadline = time.monotonic() + 5
        while list(listeners) and time.monotonic() < deadline:
            time.sleep(0.05)

        assert list(listeners) == []


def test_a_reader_that_takes_no_last_bytes_is_let_go(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "WRITE_TIME", 0.3)
    query = sparql("SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 4000")
    with running(folder, Settings(workers=1)) as server, socket.socket() as idle:
        idle.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        idle.connect(("127.0.0.1", server.port))
        idle.sendall(
            f"GET {query} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode()
        )
        deadline = time.monotonic() + 10
        time.sleep(0.2)
        while list(server.app.state.connections) and time.monotonic() < deadline:
            time.sleep(0.05)

        assert list(server.app.state.connections) == []


def test_pages_of_one_client_take_half_of_the_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clients, "_MOST_THREADS", 3)
    running_now, most, lock = 0, 0, threading.Lock()

    def work() -> None:
        nonlocal running_now, most
        with lock:
            running_now += 1
            most = max(most, running_now)
        time.sleep(0.02)
        with lock:
            running_now -= 1

    async def together() -> float:
        threads = FairThreads()
        greedy = [asyncio.create_task(threads.run({"client": ("a", 0)}, work)) for _ in range(30)]
        await asyncio.sleep(0.01)
        begin = time.monotonic()
        await threads.run({"client": ("b", 0)}, time.sleep, 0.001)
        took = time.monotonic() - begin
        await asyncio.gather(*greedy)
        return took

    took = asyncio.run(together())

    assert most == 3
    assert took < 0.1


@given(st.lists(st.tuples(st.sampled_from("abc"), st.booleans()), max_size=200))
def test_places_go_to_who_has_fewest(steps: list[tuple[str, bool]]) -> None:
    slots: FairSlots[tuple[str, int]] = FairSlots(6)
    for number, (client, enters) in enumerate(steps):
        before = list(slots)
        shares = {name: sum(held[0] == name for held in before) for name in "abc"}
        if not enters:
            for held in before:
                if held[0] == client:
                    slots.leave(client, held)
            continue
        try:
            displaced = slots.enter(client, (client, number))
        except FullError:
            assert len(before) == 6
            assert shares[client] + 1 >= max(shares.values())
        else:
            assert (displaced is not None) == (len(before) == 6)
            if displaced is not None:
                assert shares[displaced[0]] == max(shares.values()) > shares[client] + 1
                assert displaced not in slots
        assert len(list(slots)) <= 6


@pytest.mark.parametrize(
    ("peer", "told", "client"),
    [
        ("203.0.113.7", None, "203.0.113.7"),
        ("203.0.113.7", "198.51.100.1", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", None, "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9%eth0", None, "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.7", None, "203.0.113.7"),
        ("10.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.1", "192.0.2.9, 198.51.100.1", "198.51.100.1"),
        ("10.0.0.1", "192.0.2.9, 2001:db8::1", "2001:db8::/64"),
        ("10.0.0.1", "unknown", "10.0.0.1"),
        ("10.0.0.1", None, "10.0.0.1"),
        ("", None, ""),
    ],
)
def test_clients_are_told_apart_by_address_and_by_a_known_proxy(
    peer: str, told: str | None, client: str
) -> None:
    headers = [] if told is None else [(b"x-forwarded-for", told.encode())]
    known = Clients(("10.0.0.1",))

    assert known.of({"client": (peer, 1), "headers": headers}) == client
    assert (known.connected((peer, 1)) == known.connected((peer, 2))) is (peer != "10.0.0.1")
