"""Odd requests are answered with a status of their own, and never hide a second one."""

import gzip
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.publish.web.commanded import commanded, sent, status
from tests.publish.web.serving import Running
from triplewire.publish.web.http import connection
from triplewire.publish.web.http.negotiate import is_current

FORM = "Content-Type: application/x-www-form-urlencoded"
ASK = "query=ASK%7B%7D"
CHUNKED = "Transfer-Encoding: chunked"


@pytest.fixture(scope="module")
def plain(folder: Path) -> Iterator[int]:
    """Yield the port of a server that the command started."""
    with commanded(folder) as port:
        yield port


def request(method: str, target: str, *lines: str, body: str = "", close: bool = True) -> bytes:
    head = [f"{method} {target} HTTP/1.1", "Host: localhost", *lines]
    last = ["Connection: close"] if close else []
    return "\r\n".join([*head, *last, "", body]).encode("latin-1")


def post(*lines: str, body: str = ASK) -> bytes:
    return request("POST", "/sparql", FORM, *lines, body=body)


@pytest.mark.parametrize("accept", ["*/*", "text/html"])
@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/article/%ff.ttl", 400),
        ("/article/%ff", 400),
        ("/%ff", 400),
        ("/static/%ff", 400),
        ("/dataset.%ff", 400),
        ("/actor/%ed%a0%80.ttl", 400),
        ("/%00", 400),
        ("/static/a%00b", 400),
        ("/actor/x%7f", 404),
        ("/actor/x%7f.ttl", 404),
        ("/article/a%0d%0aX:y.ttl", 404),
        ("/article/a%0d%0aX:y", 404),
        ("/actor/%e2%80%ae", 404),
        ("/actor/bo%2flind", 404),
        ("/actor/%25ff.ttl", 404),
        ("/actor/%zz.ttl", 404),
        ("/%2e%2e/%2e%2e/etc/passwd", 404),
        ("/static/../../app.py", 404),
        ("/static/%2e%2e/%2e%2e/app.py", 404),
        ("/dumps/..%2f..%2fstore", 404),
        ("//", 404),
        ("/actor/" + "a" * 50_000, 404),
        ("/static/" + "a" * 5_000, 404),
        ("/sitemap-99999999999999999999999.xml", 404),
        ("/search?q=%ff%00%ed%a0%80&page=%c2%b2", 200),
        ("/neighbourhood?of=%zz", 404),
        ("/neighbourhood?of=http://e.org/a%20b%3C", 404),
        ("/neighbourhood?of=%ff%00", 404),
        ("/conflicts?relation=%ff%00&page=-1", 200),
        ("/workbench?query=%ff%00&name=%ff", 200),
        ("/workbench/things.json?q=%ff%00", 200),
        ("/graph-store?graph=%ff%00", 404),
        ("/graph-store?default&format=%ff", 406),
        ("/sparql?query=ASK%7B%7D&default-graph-uri=%ff", 400),
    ],
)
def test_every_address_has_an_answer(plain: int, path: str, expected: int, accept: str) -> None:
    answer = sent(plain, request("GET", path, f"Accept: {accept}"))

    assert status(answer) == expected
    if expected == 400:
        assert b"application/problem+json" in answer


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (post("Content-Length: 15"), 200),
        (post("Content-Length: 5", CHUNKED, body="0\r\n\r\n"), 400),
        (post(CHUNKED, "Content-Length: 5", body="0\r\n\r\n"), 400),
        (post("Content-Length: 15", "Content-Length: 15"), 400),
        (post("Content-Length: 15", "Content-Length: 16"), 400),
        (post("Content-Length: 15, 15"), 400),
        (post("Content-Length: +15"), 400),
        (post("Content-Length: -15"), 400),
        (post("Content-Length: 99999999999999999999999"), 400),
        (post("Transfer-Encoding: xchunked"), 400),
        (post("Transfer-Encoding: chunked, gzip"), 400),
        (post("Transfer-Encoding: chunked", "Transfer-Encoding: identity"), 400),
        (post(CHUNKED, body=f"f;a=b\r\n{ASK}\r\n0\r\n\r\n"), 200),
        (post(CHUNKED, body=f"z\r\n{ASK}"), 400),
        (post(CHUNKED, body=f"f\r\n{ASK}XX0\r\n\r\n"), 400),
        (post(CHUNKED, body=f"fffffffffffffffff\r\n{ASK}"), 400),
        (post("Content-Length: 15", "Content-Encoding: gzip"), 415),
        (post("Content-Length: 15", "Content-Encoding: identity"), 200),
        (request("GET", "/health", "X-A: a\r\n b"), 400),
        (request("GET", "/health", "X-A : a"), 400),
        (request("GET", "/health", "X-A: a\rb"), 400),
        (request("GET", "/health", "X-A: a\0b"), 400),
        (request("GET", "/health", " X-A: a"), 400),
        (request("GET", "/he\0alth"), 400),
        (request("GET", "/he\xffalth"), 400),
        (request("GET", "/he alth"), 400),
        (request("CONNECT", "localhost:80"), 400),
        (request("TRACE", "/health"), 405),
        (request("FOO", "/health"), 400),
        (request("HEAD", "/events"), 200),
        (request("GET", "/static/live.js", "Range: bytes=0-" + ",0-" * 5_000), 200),
        (request("GET", "/static/live.js", "Range: bytes=9" + "9" * 5_000 + "-"), 400),
        (request("GET", "/static/live.js", "Range: bytes=-"), 400),
        (request("GET", "/static/live.js", "If-Modified-Since: \xff"), 200),
        (request("GET", "/actor/bo-lind.ttl", "Accept: text/html;q=nan, \xff"), 200),
        (request("GET", "/health", "Expect: 100-continue"), 200),
        (request("GET", "/health", "Connection: Upgrade", "Upgrade: h2c", close=False), 200),
    ],
)
def test_what_is_read_in_two_ways_is_refused(plain: int, raw: bytes, expected: int) -> None:
    answer = sent(plain, raw)

    assert status(answer) == expected
    assert answer.count(b"HTTP/1.1 ") == 1


HIDDEN = "GET /hidden HTTP/1.1\r\nHost: localhost\r\n\r\n"


@pytest.mark.parametrize(
    "lines",
    [
        ("Connection: Upgrade", "Upgrade: h2c", f"Content-Length: {len(HIDDEN)}"),
        ("Connection: Upgrade", "Upgrade: websocket", f"Content-Length: {len(HIDDEN)}"),
        ("Connection: Upgrade", "Upgrade: h2c", CHUNKED),
    ],
)
def test_a_body_is_never_taken_for_a_request(plain: int, lines: tuple[str, ...]) -> None:
    answer = sent(plain, request("POST", "/sparql", FORM, *lines, body=HIDDEN, close=False))

    assert answer.count(b"HTTP/1.1 ") == 1
    assert status(answer) == 400


def test_what_follows_the_last_chunk_is_no_header_of_the_request(plain: int) -> None:
    rows, trailers = "query=SELECT+*%7B%7D", "Host: evil.example\r\nAccept: text/csv\r\n"
    body = f"{len(rows):x}\r\n{rows}\r\n0\r\n{trailers}\r\n"
    whole = sent(plain, post(CHUNKED, "Trailer: Accept", body=body))
    with socket.create_connection(("127.0.0.1", plain), timeout=20) as slow:
        head, _, rest = post(CHUNKED, body=body).partition(b"0\r\nHost")
        slow.sendall(head)
        slow.sendall(b"0\r\nHost" + rest)
        apart = slow.recv(10_000)

    for answer in (whole, apart):
        assert status(answer) == 200
        assert b"application/sparql-results+json" in answer


def test_trailers_and_sizes_of_chunks_have_an_end(
    server: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "MOST_MESSAGE", 100_000)
    for piece in (b"X-A: %s\r\n" % (b"a" * 1000), b"1;%s\r\nx\r\n" % (b"a" * 1000)):
        with socket.create_connection(("127.0.0.1", server.port), timeout=10) as endless:
            start = b"0\r\n" if piece.startswith(b"X") else b""
            endless.sendall(post(CHUNKED, body="") + start)
            answer = b""
            for _ in range(1_000):
                try:
                    endless.sendall(piece)
                except ConnectionError:
                    break
            try:
                answer = endless.recv(100)
            except ConnectionError:
                answer = b"HTTP/1.1 413 "

        assert answer.startswith((b"HTTP/1.1 413 ", b"HTTP/1.1 400 "))


def test_requests_in_a_row_have_their_answers_in_a_row(plain: int) -> None:
    one = request("GET", "/health", close=False)
    answers = sent(plain, one * 20 + request("GET", "/nowhere"))
    broken = sent(plain, one * 3 + b"NO HTTP AT ALL\r\n\r\n")
    many = sent(plain, one * 500)

    assert answers.count(b"HTTP/1.1 200 ") == 20
    assert answers.count(b"HTTP/1.1 404 ") == 1
    assert (broken.count(b"HTTP/1.1 "), broken.count(b"HTTP/1.1 200 ")) == (3, 3)
    assert many.count(b"HTTP/1.1 200 ") == many.count(b"HTTP/1.1 ") < 100


def test_who_takes_no_gzip_gets_none(server: Running) -> None:
    path = "/static/live.js"
    plain = server.ask(path, accept_encoding="gzip;q=0").body
    packed = server.ask(path, accept_encoding="br;q=1, gzip;q=0.5")

    assert gzip.decompress(packed.body) == plain


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        ('W/"a"', True),
        ('"a"', True),
        ('"b", W/"a"', True),
        ("*", True),
        ('"b"', False),
        ('"aa"', False),
        ("a", False),
        ("", False),
        (None, False),
    ],
)
def test_an_etag_is_found_in_a_list(named: str | None, *, expected: bool) -> None:
    assert is_current(named, 'W/"a"') is expected


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=60), st.sampled_from(["/", "/actor/", "/search?q=", "/sparql?query="]))
def test_no_bytes_in_an_address_break_anything(server: Running, tail: bytes, start: str) -> None:
    written = "".join(f"%{byte:02X}" for byte in tail)

    assert server.ask(start + written).status < 500
    assert server.ask(start + written, accept="text/html").status < 500
