"""What a request asks is read as the protocol says, and what it may not say is refused."""

import asyncio
from typing import Any

import pytest

from triplewire.publish.web.http import Problem
from triplewire.publish.web.sparql import protocol
from triplewire.publish.web.sparql.protocol import DIRECT, FORM, UPDATE, Asked, read_query

GRAPHS = "default-graph-uri=x:a&named-graph-uri=x:b&default-graph-uri=x:c&default-graph-uri=x:a"


def read(
    method: str,
    query: str = "",
    body: bytes = b"",
    kind: str | None = None,
    coding: str | None = None,
    most: int = 100,
) -> Asked:
    headers = [(b"content-type", kind), (b"content-encoding", coding)]
    scope: dict[str, Any] = {
        "method": method,
        "query_string": query.encode("latin-1"),
        "headers": [(name, value.encode()) for name, value in headers if value is not None],
    }

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body}

    return asyncio.run(read_query(scope, receive, most))


def asked(text: str | None, default: str = "", named: str = "", form: str | None = None) -> Asked:
    return Asked(text=text, default=tuple(default.split()), named=tuple(named.split()), form=form)


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", asked(None)),
        ("query=ASK+%7B%7D", asked("ASK {}")),
        ("query=", asked("")),
        ("query=%C3%A9%0A", asked("é\n")),
        (f"query=a&{GRAPHS}&named-graph-uri=", asked("a", "x:a x:c", "x:b")),
        ("default-graph-uri=&query=a", asked("a")),
        ("query=a&format=csv", asked("a", form="csv")),
        ("query=a&output=csv", asked("a", form="csv")),
        ("query=a&output=csv&format=xml&format=json", asked("a", form="xml")),
        ("query=a&format=", asked("a", form="")),
        ("other=x&query=a", asked("a")),
    ],
)
def test_a_query_is_read_from_the_address(method: str, query: str, expected: Asked) -> None:
    assert read(method, query, kind="image/png", coding="gzip") == expected


@pytest.mark.parametrize(
    ("query", "body", "kind", "expected"),
    [
        ("", b"query=ASK+%7B%7D", FORM, asked("ASK {}")),
        (GRAPHS, b"query=a&named-graph-uri=x:d", FORM, asked("a", "x:a x:c", "x:b x:d")),
        ("query=a", b"", FORM, asked("a")),
        ("", b"ASK {}", DIRECT, asked("ASK {}")),
        ("", b"", DIRECT, asked("")),
        (GRAPHS, b"a&query=b", DIRECT, asked("a&query=b", "x:a x:c", "x:b")),
        ("format=csv", "é".encode(), DIRECT, asked("é", form="csv")),
        ("", b"a", f" {DIRECT.upper()} ; charset=UTF-8", asked("a")),
        ("", b"a", f'{DIRECT};charset="utf8"', asked("a")),
        ("", b"a", f"{DIRECT};charset=", asked("a")),
        ("", b"query=a", f"{FORM};x=y", asked("a")),
    ],
)
def test_a_query_is_read_from_a_body(query: str, body: bytes, kind: str, expected: Asked) -> None:
    assert read("POST", query, body, kind) == expected
    assert read("POST", query, body, kind, " Identity ") == expected


@pytest.mark.parametrize(
    ("request_", "status", "detail"),
    [
        (("PUT", "query=a"), 405, "PUT is not a method of this endpoint"),
        (("POST", "", b"query=a"), 415, "not a body of this protocol: no Content-Type"),
        (("POST", "", b"query=a", "text/Plain;a"), 415, "not a body of this protocol: text/plain"),
        (("POST", "", b"a", f"{DIRECT};charset=latin-1"), 415, "a query is sent in UTF-8"),
        (
            ("POST", "", b"query=a", FORM, "gzip"),
            415,
            "a query is sent as it is, not compressed",
        ),
        (("POST", "", b"a" * 101, DIRECT), 413, "the body is larger than 100 bytes"),
        (
            ("POST", "", b"a", UPDATE),
            403,
            "this endpoint is read-only: updates are refused",
        ),
        (
            ("POST", "", b"update=a", FORM),
            403,
            "this endpoint is read-only: updates are refused",
        ),
        (
            ("POST", "update=a", b"query=a", FORM),
            403,
            "this endpoint is read-only: updates are refused",
        ),
        (("GET", "update=a&query=b"), 400, "an update is never sent by GET"),
        (("POST", "", b"ab\xff", DIRECT), 400, "the query is not UTF-8: byte 2"),
        (
            ("POST", "query=", b"a", DIRECT),
            400,
            "the query is in the body: none may be in the URL",
        ),
        (
            ("POST", "update=b", b"a", DIRECT),
            400,
            "the query is in the body: none may be in the URL",
        ),
        (("GET", "query=\xff"), 400, "the parameters are not percent-encoded UTF-8"),
        (("GET", "query=%ff"), 400, "the parameters are not percent-encoded UTF-8"),
        (
            ("GET", "a&b&c&d"),
            400,
            "the parameters cannot be read: Max number of fields exceeded",
        ),
        (("GET", "query=a&query=b"), 400, "one request carries one query, not 2"),
        (
            ("POST", "query=a", b"query=b&query=c", FORM),
            400,
            "one request carries one query, not 3",
        ),
        (("POST", "format=csv", b"", FORM), 400, "there is no query"),
        (("GET", "query=a&using-graph-uri=x:g"), 400, "using-graph-uri belongs to updates"),
        (("GET", "using-named-graph-uri=x:g"), 400, "using-graph-uri belongs to updates"),
    ],
)
def test_what_a_request_may_not_say_is_refused_with_a_reason(
    monkeypatch: pytest.MonkeyPatch, request_: tuple[Any, ...], status: int, detail: str
) -> None:
    monkeypatch.setattr(protocol, "_MOST_FIELDS", 3)
    with pytest.raises(Problem) as raised:
        read(*request_)

    assert (raised.value.status, raised.value.detail) == (status, detail)
    named = {405: "Allow", 413: "Connection"}.get(status)
    if named or "not a body" in detail:
        assert set(raised.value.headers) == {named or "Accept-Post"}


def test_a_body_of_as_many_bytes_and_fields_as_are_allowed_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(protocol, "_MOST_FIELDS", 3)

    assert read("POST", "", b"a" * 100, DIRECT) == asked("a" * 100)
    assert read("GET", "a&b&query=c") == asked("c")


def test_a_hint_says_how_to_ask() -> None:
    def hint(*request_: Any) -> str:
        with pytest.raises(Problem) as raised:
            read(*request_)
        return raised.value.hint

    assert hint("POST", "", b"", "text/plain") == f"send {FORM} or {DIRECT}"
    assert hint("POST", "", b"", FORM) == "send it as the parameter query"
    assert hint("GET", "using-graph-uri=x") == "say default-graph-uri"
