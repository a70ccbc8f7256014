"""The server is a good citizen: whom it answers, what it tells, and how long it waits."""

import re
import socket
import time
from contextlib import suppress
from xml.etree import ElementTree as ET

import pytest

from tests.publish.web.serving import Running
from triplewire.publish.web.http import connection


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8080", "[::2]", ""])
def test_a_server_on_loopback_answers_to_its_own_names_only(server: Running, host: str) -> None:
    answer = server.ask("/health", host=host)

    assert answer.status == 421


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:1", "127.0.0.1:99"])
def test_its_own_names_may_have_any_port(server: Running, host: str) -> None:
    assert server.ask("/health", host=host).status == 200


@pytest.mark.parametrize(
    "path", ["/sparql?query=ASK%7B%7D", "/actor/bo.ttl", "/nowhere", "/health"]
)
def test_every_answer_runs_nothing_and_sets_nothing(server: Running, path: str) -> None:
    headers = server.ask(path).headers

    assert headers["x-content-type-options"] == "nosniff"
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "set-cookie" not in headers


def test_robots_are_led_to_the_documents(server: Running) -> None:
    robots = server.ask("/robots.txt").text
    index = ET.fromstring(server.ask("/sitemap.xml").text)  # noqa: S314  our own
    pages = ET.fromstring(server.ask("/sitemap-1.xml").text)  # noqa: S314
    places = [item.text or "" for item in pages.iter() if item.tag.endswith("loc")]

    assert "Disallow: /sparql" in robots
    assert f"Sitemap: {server.url}/sitemap.xml" in robots
    assert [item.text for item in index.iter() if item.tag.endswith("loc")] == [
        f"{server.url}/sitemap-1.xml"
    ]
    assert any(place.startswith(f"{server.url}/actor/bo-lind") for place in places)
    assert server.ask("/sitemap-2.xml").status == 404


def test_health_tells_what_workers_can_reach(server: Running) -> None:
    health = server.ask("/health").json

    assert health["status"] == "ok"
    assert health["workers"] == 2
    assert isinstance(health["workers_without_network"], bool)
    assert health["generation"].startswith("gen-")


def test_metrics_are_prometheus_text(server: Running) -> None:
    server.query("ASK {}")
    answer = server.ask("/metrics")
    lines = [line for line in answer.text.splitlines() if not line.startswith("#")]

    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    assert all(re.fullmatch(r'[a-z_]+(\{([a-z]+="[^"]*",?)+\})? [0-9.e+-]+', x) for x in lines)
    assert any('route="sparql",status="200"' in line for line in lines)


def test_half_a_request_is_not_waited_for(server: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "HEAD_TIME", 0.2)
    for words in (b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: "):
        with socket.create_connection(("127.0.0.1", server.port), timeout=10) as slow:
            slow.sendall(words)

            assert slow.recv(100).startswith(b"HTTP/1.1 408 ")


def test_a_second_half_request_on_a_kept_connection_is_not_waited_for(
    server: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "HEAD_TIME", 0.3)
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as slow:
        slow.sendall(b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n")
        first = slow.recv(10_000)
        slow.sendall(b"GET /hea")
        second = slow.recv(10_000)

    assert first.startswith(b"HTTP/1.1 200 ")
    assert second.startswith(b"HTTP/1.1 408 ")


def test_a_head_without_end_is_refused(server: Running) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as endless:
        endless.sendall(b"GET / HTTP/1.1\r\n")
        with suppress(ConnectionError):
            for number in range(140):
                endless.sendall(b"X-%d: %s\r\n" % (number, b"a" * 1000))
        answer = endless.recv(100)

    assert answer.startswith(b"HTTP/1.1 431 ")


def test_half_a_body_is_not_waited_for(server: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("triplewire.publish.web.http.request._PATIENCE", 0.2)
    kind = b"Content-Type: application/sparql-query\r\nContent-Length: 100\r\n"
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as slow:
        slow.sendall(b"POST /sparql HTTP/1.1\r\nHost: localhost\r\n" + kind + b"\r\nASK {")

        assert slow.recv(100).startswith(b"HTTP/1.1 408 ")


def test_noise_is_no_request(server: Running) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as noisy:
        noisy.sendall(b"\x16\x03\x01 hello\r\n\r\n")

        assert noisy.recv(100).startswith(b"HTTP/1.1 400 ")


def test_a_reader_that_takes_nothing_is_let_go(
    server: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "WRITE_TIME", 0.3)
    with socket.socket() as idle:
        idle.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        idle.settimeout(20)
        idle.connect(("127.0.0.1", server.port))
        query = (
            "SELECT%20*%20%7B%20%3Fa%20%3Fb%20%3Fc%20.%20%3Fd%20%3Fe%20%3Ff%20%7D%20LIMIT%2020000"
        )
        idle.sendall(f"GET /sparql?query={query} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        time.sleep(1.2)
        taken = b""
        with suppress(ConnectionError):
            while data := idle.recv(1 << 16):
                taken = taken[-10:] + data

    assert not taken.endswith(b"0\r\n\r\n")
