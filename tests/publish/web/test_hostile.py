"""Hostile queries end at their deadline with an honest status, and harm nobody else."""

import http.client
import os
import signal
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.publish.web.hostile import HOSTILE
from tests.publish.web.serving import Running, running
from triplewire.publish.web.settings import Settings

DEADLINE = 1.0
# What each kind may end with; all of HOSTILE is run by benchmarks/serving/hostile.py.
ENDS = {
    "cross-count": {504},
    "cross-sort": {504, 500},
    "path-sequence": {504},
    "nested-brackets": {400},
    "nested-not": {400},
    "long-union": {413},
    "long-or": {400},
    "grow-concat": {504, 500},
    "regex-size": {200, 504},
    "service-quoted": {403},
    "service-variable": {403},
    "load": {403},
    "from": {200},
    "huge": {413},
}


@pytest.fixture(scope="module")
def hurried(folder: Path) -> Iterator[Running]:
    """Yield a server that allows a query one second and little memory."""
    settings = Settings(timeout=DEADLINE, workers=1, memory=1 << 30, queue=3)
    with running(folder, settings) as server:
        yield server


@pytest.fixture(scope="module")
def trap() -> Iterator[socket.socket]:
    """Yield a listening socket that nobody should ever connect to."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0)
        yield listening


@pytest.fixture(autouse=True)
def rested(hurried: Running) -> None:
    """Start when the workers that the test before killed are replaced."""
    wait_for_workers(hurried)


def wait_for_workers(hurried: Running) -> None:
    deadline = time.monotonic() + 30
    while hurried.ask("/health").json["idle"] < 2 and time.monotonic() < deadline:
        time.sleep(0.02)


@pytest.mark.parametrize("name", ENDS)
def test_a_hostile_query_ends_by_its_deadline(
    hurried: Running, trap: socket.socket, name: str
) -> None:
    text = HOSTILE[name].replace("TRAP", str(trap.getsockname()[1]))
    begin = time.monotonic()
    answer = hurried.ask("/sparql", "POST", text.encode(), content_type="application/sparql-query")
    took = time.monotonic() - begin

    assert answer.status in ENDS[name], answer.text
    assert took < DEADLINE + 0.5
    with pytest.raises(BlockingIOError):
        trap.accept()


def test_look_ups_of_others_are_answered_meanwhile(hurried: Running) -> None:
    with ThreadPoolExecutor(1) as threads:
        busy = threads.submit(hurried.query, HOSTILE["cross-count"])
        time.sleep(0.2)
        answers: list[tuple[int, float]] = []
        while not busy.done():
            begin = time.monotonic()
            text = f"SELECT * {{ actor:bo rdfs:label ?l . ?s ?p ?l }} # {len(answers)}"
            answers.append((hurried.query(text).status, time.monotonic() - begin))

    assert busy.result().status == 504
    assert len(answers) > 5
    assert {status for status, _ in answers} == {200}
    assert sorted(took for _, took in answers)[len(answers) // 2] < 0.25


def test_who_waits_too_long_or_in_too_long_a_row_is_told_to_come_again(hurried: Running) -> None:
    queries = [f"{HOSTILE['cross-count']} # {number}" for number in range(8)]
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(hurried.query, queries))
    turned = [answer for answer in answers if answer.status == 503]

    assert {answer.status for answer in answers} == {503, 504}
    assert len(turned) >= 6
    assert all(int(answer.headers["retry-after"]) > 0 for answer in turned)


def test_an_answer_that_is_stopped_midway_is_a_broken_transfer(hurried: Running) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", hurried.port, timeout=20)
    connection.request("GET", f"/sparql?query={quote(HOSTILE['cross-rows'])}")
    begun = connection.getresponse()

    assert begun.status == 200
    with pytest.raises((http.client.IncompleteRead, ConnectionError)):
        begun.read()
    connection.close()


def test_a_query_whose_client_has_gone_is_stopped(hurried: Running) -> None:
    outcomes = hurried.app.state.pool.outcomes
    before = outcomes["abandoned"]
    with socket.create_connection(("127.0.0.1", hurried.port)) as connection:
        path = f"/sparql?query={quote(HOSTILE['cross-count'])}"
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        time.sleep(0.3)
    deadline = time.monotonic() + 0.6
    while outcomes["abandoned"] == before and time.monotonic() < deadline:
        time.sleep(0.05)

    assert outcomes["abandoned"] == before + 1


def test_a_worker_that_dies_is_replaced(hurried: Running) -> None:
    before = hurried.app.state.pool.outcomes["workers_replaced"]
    for link in list(hurried.app.state.pool._lanes):
        os.kill(link._process.pid, signal.SIGKILL)
    deadline = time.monotonic() + 20
    while hurried.app.state.pool.outcomes["workers_replaced"] < before + 2:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    wait_for_workers(hurried)

    assert hurried.query("ASK { ?s ?p ?o FILTER(true) }").json["boolean"] is True


def test_all_at_once_end_in_time(hurried: Running) -> None:
    names = ("cross-count", "grow-concat", "path-sequence", "nested-brackets", "huge", "long-or")
    barrier = threading.Barrier(len(names))

    def send(name: str) -> float:
        barrier.wait()
        begin = time.monotonic()
        hurried.ask(
            "/sparql", "POST", HOSTILE[name].encode(), content_type="application/sparql-query"
        )
        return time.monotonic() - begin

    with ThreadPoolExecutor(len(names)) as threads:
        slowest = max(threads.map(send, names))

    assert slowest < DEADLINE + 0.5
