"""What needs no waiting is answered together, in the same words as one by one."""

import asyncio
import gzip
import re

import pytest

from tests.publish.web.commanded import sent
from tests.publish.web.serving import Running
from triplewire.publish.web.http import AtOnce, Door, Headers, Metrics, Scope, gateway
from triplewire.publish.web.settings import Settings

ASKED = "SELECT ?p ?o { actor:ada-moor ?p ?o }"


def get(text: str, *lines: str) -> bytes:
    query = re.sub(r"[^A-Za-z0-9]", lambda found: f"%{ord(found[0]):02X}", text)
    head = [f"GET /sparql?query={query} HTTP/1.1", "Host: localhost", *lines, "", ""]
    return "\r\n".join(head).encode()


def undated(answer: bytes) -> bytes:
    return re.sub(rb"\r\ndate: [^\r]*", b"", answer)


@pytest.mark.parametrize(
    "lines",
    [
        (),
        ("Accept: text/csv",),
        ("Cache-Control: no-cache",),
        ("Accept-Encoding: gzip",),
        ("Origin: http://localhost",),
        ("Accept: application/sparql-results+xml", "Accept-Encoding: gzip"),
    ],
)
def test_the_second_answer_is_the_first_one(server: Running, lines: tuple[str, ...]) -> None:
    asked = get(f"{ASKED} # {len(lines)} {lines}", *lines, "Connection: close")
    first, second, third = (undated(sent(server.port, asked)) for _ in range(3))

    assert first.startswith(b"HTTP/1.1 200 OK\r\n")
    assert second == third
    # What is kept differs in nothing; what the application sends has its headers in one order too.
    assert sorted(first.partition(b"\r\n\r\n")[0].split(b"\r\n")) == sorted(
        second.partition(b"\r\n\r\n")[0].split(b"\r\n")
    )
    assert unpacked(first) == unpacked(second)


def unpacked(answer: bytes) -> bytes:
    head, _, body = answer.partition(b"\r\n\r\n")
    return gzip.decompress(body) if b"content-encoding: gzip" in head else body


def test_requests_in_one_piece_are_answered_in_their_order(server: Running) -> None:
    names = ["ada-moor", "bo-lind", "nobody", "ada-moor"]
    texts = [f"SELECT ?o {{ actor:{name} rdfs:label ?o }}" for name in names]
    one_by_one = [sent(server.port, get(text, "Connection: close")) for text in texts]
    bodies = [answer.partition(b"\r\n\r\n")[2] for answer in one_by_one]
    *first, last = texts
    piece = b"".join(map(get, first)) + get(last, "Connection: close")
    answers = sent(server.port, piece)

    assert answers.count(b"HTTP/1.1 200 OK") == len(texts)
    places = []
    rest = answers
    for body in bodies:
        _, found, rest = rest.partition(b"\r\n\r\n" + body)
        places.append(found)
    assert all(places)
    assert rest == b""


def test_an_answer_that_is_had_already_is_not_sent_again(server: Running) -> None:
    asked = get(f"{ASKED} # once", "Connection: close")
    tag = next(
        found[1].decode()
        for _ in range(2)
        if (found := re.search(rb"etag: ([^\r]*)", sent(server.port, asked)))
    )

    again = sent(server.port, get(f"{ASKED} # once", f"If-None-Match: {tag}", "Connection: close"))
    assert again.startswith(b"HTTP/1.1 304 ")


def test_a_foreign_page_and_name_are_refused_the_second_time_too(server: Running) -> None:
    for line, status in (
        ("Origin: https://evil.example", b"403"),
        ("Sec-Fetch-Site: cross-site", b"403"),
    ):
        for _ in range(2):
            sent(server.port, get(ASKED, "Connection: close"))
            answer = sent(server.port, get(ASKED, line, "Connection: close"))
            assert answer.split(b" ")[1] == status


class Answers:
    """Answers with what a request asks; some cannot be read, some are for the application."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def ready(self, scope: Scope) -> str | None:
        return None if scope["query_string"] == b"other" else scope["query_string"].decode()

    def answer(self, _: Scope, known: str) -> tuple[Headers, bytes] | None:
        self.asked.append(known)
        if known == "damaged":
            raise OSError("a block cannot be read")
        return None if known == "long" else ([(b"content-type", b"text/x")], known.encode())


def scope_of(query: str, path: str = "/sparql", method: str = "GET") -> Scope:
    return {
        "type": "http", "http_version": "1.1", "method": method, "path": path,
        "raw_path": path.encode(), "query_string": query.encode(),
        "headers": [(b"host", b"localhost")],
    }  # fmt: skip


@pytest.fixture
def answers() -> Answers:
    """Return what answers."""
    return Answers()


def test_one_request_costs_no_other(answers: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gateway, "_TOGETHER", 2)
    given: dict[str, bytes | None] = {}

    async def ask() -> list[bool]:
        at_once = AtOnce(Door(Settings()), Metrics(), {"/sparql": answers})
        taken = []
        for query in ("one", "damaged", "long", "two", "other"):

            def give(found: tuple[Headers, bytes] | None, query: str = query) -> None:
                given[query] = None if found is None else found[1]

            taken.append(at_once.take(scope_of(query), give))
        taken.append(at_once.take(scope_of("one", "/elsewhere"), give))
        taken.append(at_once.take(scope_of("one", method="HEAD"), give))
        assert not given
        await asyncio.sleep(0)
        assert set(given) == {"one", "damaged"}
        await asyncio.sleep(0)
        return taken

    taken = asyncio.run(ask())

    assert taken == [True, True, True, True, False, False, False]
    assert given == {"one": b"one", "damaged": None, "long": None, "two": b"two"}
    assert answers.asked == ["one", "damaged", "long", "two"]


def test_a_server_of_a_name_alone_is_asked_by_it(answers: Answers) -> None:
    at_once = AtOnce(Door(Settings(hosts=("news.example",))), Metrics(), {"/sparql": answers})

    assert at_once.take(scope_of("one"), lambda _: None) is False
