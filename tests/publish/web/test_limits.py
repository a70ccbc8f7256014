"""Where a query stops being small, and where an answer begins to be packed and kept."""

import asyncio
import gzip
from typing import Any

import pytest

from triplewire.publish.web.http import Problem
from triplewire.publish.web.sparql import answer, cache, guard
from triplewire.publish.web.sparql.answer import _asks_anew, _digest, _send_whole, _unless_gone
from triplewire.publish.web.sparql.cache import AnswerCache
from triplewire.publish.web.sparql.formats import BY_KIND, choose, media_type
from triplewire.publish.web.sparql.guard import plan_of
from triplewire.publish.web.sparql.protocol import Asked
from triplewire.publish.web.workers import Answer

KNOWN = {"a": "x:a", "b": "x:b"}


@pytest.mark.parametrize(
    ("limit", "most", "text", "place"),
    [
        ("MOST_DEPTH", 2, "SELECT * { { } }", None),
        ("MOST_DEPTH", 2, "SELECT * {\n { {} } }", (2, 4)),
        ("MOST_DEPTH", 2, "SELECT * { {} {} {} }", None),
        ("MOST_TOKENS", 4, "SELECT * { }", None),
        ("MOST_TOKENS", 4, "SELECT *\n{ }\n#\n }", (4, 2)),
        ("MOST_OPERATORS", 2, "SELECT (1+1+1 AS ?n) {}", (1, 12)),
        ("MOST_OPERATORS", 3, "SELECT (1 + 1 + 1 AS ?n) {}", None),
        ("MOST_OPERATORS", 2, "SELECT (1 + 1 + 1 AS ?n) {}", (1, 15)),
        ("MOST_OPERATORS", 1, "ASK { {} UNION {} union {} }", (1, 19)),
        ("MOST_OPERATORS", 0, "ASK { ?a ?b 1 , 2 ; ?c '3'^^a:b . }", None),
    ],
)
def test_a_query_is_refused_at_the_place_where_it_becomes_too_much(
    monkeypatch: pytest.MonkeyPatch,
    limit: str,
    most: int,
    text: str,
    place: tuple[int, int] | None,
) -> None:
    monkeypatch.setattr(guard, limit, most)
    if place is None:
        assert plan_of(text, KNOWN).text == text
        return
    with pytest.raises(Problem, match=f"more than {most}") as raised:
        plan_of(text, KNOWN)

    assert (raised.value.status, raised.value.line, raised.value.column) == (400, *place)


@pytest.mark.parametrize(
    ("text", "kind", "prefixes", "volatile"),
    [
        ("SELECT * { a:s ?p ?o }", "rows", ["a"], False),
        ("PREFIX a: <x:> SELECT * { a:s b:p ?o }", "rows", ["b"], False),
        ("ask { ?s ?p ?o FILTER(rand() > 1) }", "boolean", [], True),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "triples", [], False),
        ("DESCRIBE a:s b:s", "triples", ["a", "b"], False),
        ("SELECT (BNODE() AS ?n) {}", "rows", [], True),
        ("SELECT (STRUUID() AS ?n) (NOW() AS ?t) {}", "rows", [], True),
    ],
)
def test_a_plan_says_what_a_query_needs(
    text: str, kind: str, prefixes: list[str], *, volatile: bool
) -> None:
    found = plan_of(text, KNOWN)

    assert (found.kind, sorted(found.prefixes), found.volatile) == (kind, prefixes, volatile)
    assert all(found.prefixes[name] == KNOWN[name] for name in prefixes)


@pytest.mark.parametrize(
    ("text", "light"),
    [
        ("SELECT * { <x:a> ?p ?o }", True),
        ("SELECT * { ?s ?p ?o }", False),
        ("SELECT * { ?s ?p ?o . <x:a> ?p ?q }", True),
    ],
)
def test_a_query_is_light_where_it_begins_at_a_thing(text: str, *, light: bool) -> None:
    assert plan_of(text, KNOWN).light is light


def test_a_kept_answer_goes_when_it_was_not_asked_for_longest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cache, "_CAPACITY", 10)
    monkeypatch.setattr(cache, "_LARGEST", 5)
    kept = AnswerCache()
    kept.put("a", b"12345")
    kept.put("b", b"12345")
    kept.put("a", b"other")
    assert (kept.get("b"), kept.get("a")) == (b"12345", b"12345")
    kept.put("large", b"123456")
    kept.put("c", b"1")
    assert [kept.get(name) for name in ("a", "b", "c", "large")] == [b"12345", None, b"1", None]
    kept.put("d", b"1234")
    assert kept.get("a") == b"12345"
    kept.put("e", b"1")
    # Eleven bytes are one too many: the one that was used longest ago goes.
    assert [kept.get(name) for name in ("a", "c", "d", "e")] == [b"12345", None, b"1234", b"1"]


@pytest.mark.parametrize(
    ("size", "accepts", "packed"),
    [(4, b"gzip", False), (5, b"gzip", True), (5, b"br", False), (5, None, False),
     (9, b"gzip", True), (10, b"gzip", True)],
)  # fmt: skip
def test_an_answer_above_a_size_is_packed_for_who_takes_that(
    monkeypatch: pytest.MonkeyPatch, size: int, accepts: bytes | None, *, packed: bool
) -> None:
    monkeypatch.setattr(answer, "_COMPRESSED", 4)
    monkeypatch.setattr(answer, "_THREADED", 9)
    sent: list[Any] = []
    threads: list[object] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def threaded(work: Any, *about: Any) -> Any:
        threads.append(work)
        return work(*about)

    monkeypatch.setattr(answer, "run_in_threadpool", threaded)
    headers = [] if accepts is None else [(b"accept-encoding", accepts)]
    asyncio.run(_send_whole({"headers": headers}, send, [(b"a", b"b")], b"x" * size))

    told = dict(sent[0]["headers"])
    body = sent[1]["body"]
    assert (told.get(b"content-encoding") == b"gzip") is packed
    assert (gzip.decompress(body) if packed else body) == b"x" * size
    assert told[b"a"] == b"b"
    assert (threads == [gzip.compress]) is (packed and size > 9)


def test_a_digest_tells_queries_formats_and_datasets_apart() -> None:
    def digest(text: str, form: str, default: str = "", named: str = "") -> str:
        asked = Asked(
            text=text, default=tuple(default.split()), named=tuple(named.split()), form=None
        )
        return _digest(asked, form)

    found = {
        digest("a", "csv"), digest("b", "csv"), digest("a", "json"), digest("a", "csv", "x:a"),
        digest("a", "csv", "", "x:a"), digest("a", "csv", "x:a x:b"),
        digest("a", "csv", "x:a", "x:b"),
    }  # fmt: skip
    assert len(found) == 7
    assert {len(one) for one in found} == {24}
    assert digest("a", "csv") == digest("a", "csv")


@pytest.mark.parametrize(
    ("header", "anew"),
    [(b"no-cache", True), (b"max-age=0, no-store", True), (b"max-age=0", False), (None, False)],
)
def test_who_asks_anew_is_given_nothing_that_was_kept(header: bytes | None, *, anew: bool) -> None:
    headers = [] if header is None else [(b"cache-control", header)]

    assert _asks_anew({"headers": headers}) is anew


def test_a_query_ends_when_who_asked_has_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answer, "_WATCH_AFTER", 0.001)
    cancelled: list[str] = []

    async def work() -> None:
        async def slow() -> Answer:
            try:
                await asyncio.Event().wait()
            except asyncio.CancelledError:
                cancelled.append("slow")
                raise
            raise AssertionError

        messages = [{"type": "http.request"}, {"type": "http.disconnect"}]

        async def receive() -> Any:
            return messages.pop(0)

        with pytest.raises(Problem, match="the client has gone") as raised:
            await _unless_gone(receive, slow())
        await asyncio.sleep(0)
        assert (raised.value.status, messages) == (400, [])

    asyncio.run(work())

    assert cancelled == ["slow"]


def test_a_query_that_ends_while_who_asked_is_there_is_answered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(answer, "_WATCH_AFTER", 0.001)
    whole = Answer(b"x", None, lambda: None)

    async def work() -> None:
        async def receive() -> Any:
            await asyncio.Event().wait()

        async def slow() -> Answer:
            await asyncio.sleep(0.01)
            return whole

        assert await _unless_gone(receive, slow()) is whole
        waiting = asyncio.ensure_future(_unless_gone(receive, slow()))
        await asyncio.sleep(0.002)
        waiting.cancel()
        await asyncio.sleep(0.001)
        assert waiting.cancelled()
        assert len(asyncio.all_tasks()) == 1

    asyncio.run(work())


@pytest.mark.parametrize(
    ("kind", "accept", "name", "form"),
    [
        ("rows", None, None, "json"), ("rows", "", None, "json"), ("rows", "*/*", None, "json"),
        ("boolean", "text/*", None, "csv"), ("triples", "text/*", None, "turtle"),
        ("rows", "text/html", "SRX", "xml"), ("rows", None, "text/CSV", "csv"),
        ("rows", None, "text/xml", "xml"), ("triples", None, "xml", "rdfxml"),
        ("triples", None, "json", "jsonld"), ("triples", None, "n3", "turtle"),
        ("triples", None, "nq", "nquads"), ("triples", None, "application/json", "jsonld"),
        ("triples", "application/xml", None, "rdfxml"), ("rows", "application/xml", None, "xml"),
        ("triples", "text/plain", None, "ntriples"), ("triples", "text/rdf+n3", "", "turtle"),
    ],
)  # fmt: skip
def test_a_format_is_known_by_many_names(
    kind: str, accept: str | None, name: str | None, form: str
) -> None:
    assert choose(kind, accept, name) == form


@pytest.mark.parametrize(
    ("kind", "accept", "name", "detail"),
    [
        ("rows", None, "turtle", "no format 'turtle' for rows"),
        ("boolean", None, "ttl", "no format 'ttl' for a yes or no"),
        ("triples", None, "c" * 99, f"no format {'c' * 60!r} for triples"),
        ("triples", "image/png", None, "nothing accepted suits triples"),
        ("rows", "text/turtle", None, "nothing accepted suits rows"),
    ],
)
def test_what_is_no_format_of_results_is_refused_with_those_that_are(
    kind: str, accept: str | None, name: str | None, detail: str
) -> None:
    with pytest.raises(Problem) as raised:
        choose(kind, accept, name)

    assert (raised.value.status, raised.value.detail) == (406, detail)
    for form, media in BY_KIND[kind].items():
        assert f"{media} (format={form})" in raised.value.hint


def test_text_says_how_it_is_encoded() -> None:
    assert media_type("rows", "csv") == "text/csv; charset=utf-8"
    assert media_type("rows", "json") == "application/sparql-results+json"
