"""Metrics, negotiation, bodies and responses, each alone: what goes in and what comes out."""

import asyncio
import gzip
import zlib
from collections.abc import AsyncIterator, Mapping
from typing import Any

import pytest

from triplewire.publish.web.http import clients, request
from triplewire.publish.web.http.clients import FairSlots, FairThreads, FullError
from triplewire.publish.web.http.connection import _FULL, _LATE
from triplewire.publish.web.http.metrics import Metrics
from triplewire.publish.web.http.negotiate import accepts_coding, best
from triplewire.publish.web.http.problem import Problem
from triplewire.publish.web.http.request import header, read_body
from triplewire.publish.web.http.respond import refuse, respond, stream

COUNTED = """\
# TYPE triplewire_requests_total counter
triplewire_requests_total{route="pages",status="0"} 1
triplewire_requests_total{route="sparql",status="200"} 2
triplewire_requests_total{route="sparql",status="400"} 1
# TYPE triplewire_request_seconds histogram
triplewire_request_seconds_bucket{route="pages",le="0.001"} 0
triplewire_request_seconds_bucket{route="pages",le="0.005"} 0
triplewire_request_seconds_bucket{route="pages",le="0.025"} 0
triplewire_request_seconds_bucket{route="pages",le="0.1"} 0
triplewire_request_seconds_bucket{route="pages",le="0.5"} 0
triplewire_request_seconds_bucket{route="pages",le="2.5"} 0
triplewire_request_seconds_bucket{route="pages",le="10"} 0
triplewire_request_seconds_bucket{route="pages",le="30"} 0
triplewire_request_seconds_bucket{route="pages",le="+Inf"} 1
triplewire_request_seconds_sum{route="pages"} 30.500000
triplewire_request_seconds_count{route="pages"} 1
triplewire_request_seconds_bucket{route="sparql",le="0.001"} 1
triplewire_request_seconds_bucket{route="sparql",le="0.005"} 1
triplewire_request_seconds_bucket{route="sparql",le="0.025"} 1
triplewire_request_seconds_bucket{route="sparql",le="0.1"} 1
triplewire_request_seconds_bucket{route="sparql",le="0.5"} 2
triplewire_request_seconds_bucket{route="sparql",le="2.5"} 2
triplewire_request_seconds_bucket{route="sparql",le="10"} 2
triplewire_request_seconds_bucket{route="sparql",le="30"} 3
triplewire_request_seconds_bucket{route="sparql",le="+Inf"} 3
triplewire_request_seconds_sum{route="sparql"} 30.251000
triplewire_request_seconds_count{route="sparql"} 3
# TYPE triplewire_queries_total counter
triplewire_queries_total{outcome="answered"} 2
triplewire_queries_total{outcome="refused"} 1
# TYPE triplewire_idle gauge
triplewire_idle 0
# TYPE triplewire_workers gauge
triplewire_workers 3
"""


def test_what_was_counted_is_told_in_order_with_buckets_that_add_up() -> None:
    metrics = Metrics()
    metrics.count("/sparql", 200, 0.001)
    metrics.count("/sparql", 400, 0.25)
    metrics.count("/sparql/x/y", 200, 30.0)
    metrics.count("/actor/sparql", 0, 30.5)

    text = metrics.text({"refused": 1, "answered": 2}, {"workers": 3, "idle": 0})

    assert text == COUNTED


@pytest.mark.parametrize(
    ("path", "route"),
    [("/health", "health"), ("/static/a.js", "static"), ("/", "pages"), ("", "pages"),
     ("sparql", "pages"), ("/healthy", "pages"), ("x/dumps", "dumps")],
)  # fmt: skip
def test_requests_are_counted_by_the_first_part_of_their_path(path: str, route: str) -> None:
    metrics = Metrics()
    metrics.count(path, 200, 0.5)

    assert f'triplewire_requests_total{{route="{route}",status="200"}} 1\n' in metrics.text({}, {})


OFFERS = ["text/html", "text/turtle", "application/ld+json;profile=x", "application/ld+json"]


@pytest.mark.parametrize(
    ("accept", "found"),
    [
        ("text/turtle;q=0.5, text/html;q=0.5", "text/html"),
        ("text/turtle;q=0.6, text/html;q=0.5", "text/turtle"),
        ("text/turtle;q=2, text/html", "text/html"),
        ("text/turtle;q=2, text/html;q=0.99", "text/turtle"),
        ("text/turtle;q=-1", None),
        ("text/turtle;q=nan, text/html;q=0.1", "text/html"),
        ("text/turtle;q=0", None),
        ("TEXT/TURTLE; Q=0.4, */*;q=0.3", "text/turtle"),
        ("text/*;q=0.2, */*;q=0.1", "text/html"),
        ("application/*;q=0.2, */*;q=0.1", "application/ld+json;profile=x"),
        ("text/html;q=0.1, text/*;q=0.2", "text/turtle"),
        ("text/*;q=0.2, text/html;q=0.1", "text/turtle"),
        ("*/*, text/*;q=0.5, text/html;q=0.1", "application/ld+json;profile=x"),
        ("application/ld+json;profile=y;q=0.9, text/html;q=0.5", "application/ld+json"),
        ('application/ld+json; profile="X"', "application/ld+json;profile=x"),
        (
            "application/*;q=0.5, application/ld+json;profile=x;q=0.1, */*;q=0.4",
            "text/html",
        ),
        ("text/*;q=1, application/ld+json", "text/html"),
        (f"{',' * 1990}text/turtle", None),
        (f"{',' * 1989}text/turtle", "text/turtle"),
        ("a/b", None),
    ],
)
def test_the_best_offer_is_the_first_of_those_that_the_closest_range_likes_most(
    accept: str, found: str | None
) -> None:
    assert best(accept, OFFERS) == found


def test_of_no_offers_none_is_best() -> None:
    assert best("*/*", []) is None
    assert best(",", []) is None
    assert best(None, []) is None


@pytest.mark.parametrize(
    ("accepted", "expected"),
    [
        (None, False),
        ("", False),
        ("gzip", True),
        ("GZIP ; q=0.001", True),
        ("br", False),
        ("br, *", True),
        ("br, *;q=0", False),
        ("gzip;q=0, *", False),
        ("gzip;q=0.5, *;q=0", True),
        ("gzip;q=x", False),
    ],
)
def test_a_coding_is_accepted_by_its_name_before_any(accepted: str, *, expected: bool) -> None:
    assert accepts_coding(accepted, "gzip") is expected


def body_of(
    messages: list[dict[str, Any]], most: int = 10, headers: Mapping[bytes, bytes] | None = None
) -> tuple[bytes, int]:
    """Return a body that came in messages, and how many of them were left."""
    left = list(messages)

    async def receive() -> dict[str, Any]:
        if not left:
            await asyncio.Event().wait()
        return left.pop(0)

    scope = {"headers": list((headers or {}).items())}
    return asyncio.run(read_body(scope, receive, most)), len(left)


def part(data: bytes, *, more: bool = True) -> dict[str, Any]:
    return {"type": "http.request", "body": data, "more_body": more}


def test_a_body_is_put_together_up_to_its_end_and_a_limit() -> None:
    late = part(b"late", more=False)

    assert body_of([part(b"12345"), part(b"67890"), {"type": "http.request"}, late]) == (
        b"1234567890",
        1,
    )
    assert body_of([part(b"x", more=False)], headers={b"content-length": b"10"})[0] == b"x"
    assert body_of([part(b"x", more=False)], headers={b"content-length": b"+99"})[0] == b"x"


@pytest.mark.parametrize(
    ("messages", "headers", "status", "detail", "closes"),
    [
        ([part(b"12345"), part(b"678901")], {}, 413, "the body is larger than 10 bytes", True),
        (
            [part(b"", more=False)],
            {b"content-length": b"11"},
            413,
            "the body is larger than 10 bytes",
            True,
        ),
        (
            [part(b"1"), {"type": "http.disconnect"}],
            {},
            400,
            "the request ended before its body did",
            False,
        ),
        ([part(b"1")], {}, 408, "the body did not arrive in time", True),
    ],
)
def test_a_body_that_is_too_long_or_does_not_end_is_refused(
    monkeypatch: pytest.MonkeyPatch,
    messages: list[dict[str, Any]],
    headers: dict[bytes, bytes],
    status: int,
    detail: str,
    *,
    closes: bool,
) -> None:
    monkeypatch.setattr(request, "_PATIENCE", 0.01)
    with pytest.raises(Problem) as raised:
        body_of(messages, headers=headers)

    assert (raised.value.status, raised.value.detail) == (status, detail)
    assert raised.value.headers == ({"Connection": "close"} if closes else {})


def test_a_header_that_comes_twice_is_one_list() -> None:
    scope = {"headers": [(b"a", b"1"), (b"b", b"2"), (b"a", b"\xe9")]}

    assert (header(scope, b"a"), header(scope, b"b"), header(scope, b"c")) == ("1, é", "2", None)


class Sent(list[dict[str, Any]]):
    """What an application sends."""

    async def __call__(self, message: Any) -> None:
        self.append(message)

    @property
    def body(self) -> bytes:
        return b"".join(message["body"] for message in self[1:])


async def parts(*found: bytes) -> AsyncIterator[bytes]:
    for one in found:
        yield one


def test_a_whole_response_says_its_length() -> None:
    sent = Sent()
    asyncio.run(respond(sent, 203, [(b"a", b"b")], b"four"))

    assert sent == [
        {
            "type": "http.response.start",
            "status": 203,
            "headers": [(b"a", b"b"), (b"content-length", b"4")],
        },
        {"type": "http.response.body", "body": b"four"},
    ]


def test_a_stream_sends_what_there_is_and_ends_once() -> None:
    sent = Sent()
    asyncio.run(stream(sent, [(b"a", b"b")], b"", parts(b"1", b"", b"2"), compressed=False))

    assert sent == [
        {"type": "http.response.start", "status": 200, "headers": [(b"a", b"b")]},
        {"type": "http.response.body", "body": b"1", "more_body": True},
        {"type": "http.response.body", "body": b"2", "more_body": True},
        {"type": "http.response.body", "body": b""},
    ]


def test_a_stream_is_packed_as_one() -> None:
    sent, noise = Sent(), zlib.compress(bytes(range(256)) * 9)
    asyncio.run(stream(sent, [(b"a", b"b")], noise, parts(noise, b"end"), compressed=True))

    assert sent[0]["headers"] == [(b"a", b"b"), (b"content-encoding", b"gzip")]
    assert gzip.decompress(sent.body) == noise * 2 + b"end"
    assert all(message["body"] for message in sent[1:])
    assert [message.get("more_body", False) for message in sent[1:]][-1] is False


def test_a_problem_is_told_as_one_that_is_not_kept() -> None:
    sent = Sent()
    problem = Problem(404, "gone", hint="look", line=2, column=7, headers={"Retry-After": "5"})
    asyncio.run(refuse(sent, problem))

    assert sent[0]["status"] == 404
    assert sent[0]["headers"][:-1] == [
        (b"content-type", b"application/problem+json"),
        (b"cache-control", b"no-store"),
        (b"vary", b"Accept"),
        (b"retry-after", b"5"),
    ]
    assert sent.body == (
        b'{"title":"Not Found","status":404,"detail":"gone","line":2,"column":7,"hint":"look"}\n'
    )
    assert Problem(400, "x").body() == b'{"title":"Bad Request","status":400,"detail":"x"}\n'


def test_what_is_sent_before_there_is_a_request_is_a_whole_response() -> None:
    assert _LATE == (
        b"HTTP/1.1 408 Request Timeout\r\ncontent-type: application/problem+json\r\n"
        b"content-length: 41\r\nconnection: close\r\n\r\n"
        b'{"title":"Request Timeout","status":408}\n'
    )
    assert b"\r\nretry-after: 5\r\n" in _FULL
    assert _FULL.startswith(b"HTTP/1.1 503 ")


def test_who_has_most_places_loses_the_newest_and_what_is_left_twice_is_left_once() -> None:
    slots: FairSlots[str] = FairSlots(3)
    assert [slots.enter("a", held) for held in ("a1", "a2", "a3")] == [None] * 3
    assert (slots.has_place("a"), slots.has_place("b")) == (False, True)
    assert slots.enter("b", "b1") == "a3"
    assert list(slots) == ["a1", "a2", "b1"]
    assert ("a3" in slots, "a2" in slots) == (False, True)
    # One more would make them equal: nobody gains by that.
    with pytest.raises(FullError):
        slots.enter("b", "b2")
    slots.leave("a", "a3")
    slots.leave("a", "a1")
    slots.leave("a", "a1")
    slots.leave("c", "c1")
    assert slots.enter("a", "a4") is None
    with pytest.raises(FullError):
        slots.enter("a", "a5")
    slots.leave("b", "b1")
    assert (slots.has_place("c"), list(slots)) == (True, ["a2", "a4"])


def test_a_place_that_the_last_of_a_client_leaves_is_free() -> None:
    slots: FairSlots[str] = FairSlots(1)
    slots.enter("a", "a1")
    slots.leave("a", "a1")

    assert slots.enter("b", "b1") is None
    assert slots._held == {"b": {"b1": None}}


def test_a_function_in_a_thread_has_its_arguments_and_its_clients_gate(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(clients, "_MOST_THREADS", 1)

    async def asked() -> tuple[str, int]:
        threads = FairThreads()
        return await threads.run(
            {"client": ("a", 0)}, lambda *about: ("+".join(about), 1), "x", "y"
        )

    assert asyncio.run(asked()) == ("x+y", 1)
