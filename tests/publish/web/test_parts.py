"""The small parts of the server, each alone: negotiation, plans, frames, rows, kept answers."""

import asyncio
import io
import shutil
import socket
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.graphs import BASE, SHA
from triplewire.ask.outline import outline
from triplewire.ask.terms import known_prefixes
from triplewire.errors import ConfigError, QueryError
from triplewire.publish.web.http.negotiate import accepts_coding, best
from triplewire.publish.web.http.problem import Problem
from triplewire.publish.web.settings import Settings
from triplewire.publish.web.sparql.cache import AnswerCache
from triplewire.publish.web.sparql.formats import BY_KIND, choose
from triplewire.publish.web.sparql.guard import Plan, plan_of
from triplewire.publish.web.workers import worker
from triplewire.publish.web.workers.fair_queue import FairQueue
from triplewire.publish.web.workers.messages import (
    DATA,
    END,
    FAULT,
    JOB,
    READY,
    Fault,
    FrameError,
    Job,
    Readiness,
    frame,
    next_frame,
    read_frame,
)
from triplewire.publish.web.workers.pool import Pool
from triplewire.publish.web.workers.process import Link

KNOWN = known_prefixes(BASE)
TEXTS = (f"{BASE}graph/text/{SHA[:16]}",)


def plan(text: str) -> Plan:
    return plan_of(text, KNOWN)


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, "text/html"),
        ("", "text/html"),
        ("text/turtle", "text/turtle"),
        ("text/*;q=0.5, application/ld+json", "application/ld+json"),
        ("text/*;q=0.5, text/html;q=0.1", "text/turtle"),
        ("*/*;q=0.1, text/turtle;q=0", "text/html"),
        ("text/turtle;q=x", None),
        ("image/png", None),
        ('application/ld+json;profile="http://x"', "application/ld+json"),
        (" , ,", "text/html"),
    ],
)
def test_the_client_gets_what_it_likes_best(accept: str | None, expected: str | None) -> None:
    assert best(accept, ["text/html", "text/turtle", "application/ld+json"]) == expected


@given(st.text(max_size=200))
def test_no_header_breaks_negotiation(header: str) -> None:
    assert best(header, ["text/html"]) in {"text/html", None}
    assert accepts_coding(header, "gzip") in {True, False}


def test_a_parameter_of_an_offer_counts() -> None:
    offers = ["text/plain;version=1", "text/plain;version=2"]

    assert best("text/plain;version=2", offers) == offers[1]
    assert accepts_coding("gzip;q=0", "gzip") is False
    assert accepts_coding("*", "gzip") is True


@given(st.sampled_from(sorted(BY_KIND)), st.text(max_size=30), st.text(max_size=30))
def test_a_format_is_chosen_or_refused(kind: str, accept: str, name: str) -> None:
    with suppress(Problem):
        assert choose(kind, accept, name) in BY_KIND[kind]


@pytest.mark.parametrize(
    ("text", "kind", "patterns", "anchored"),
    [
        ("SELECT * { <x:a> ?p ?o }", "rows", 1, True),
        ("PREFIX x: <x:> SELECT ?p WHERE { ?s a x:b . }", "rows", 1, True),
        ("SELECT DISTINCT * { <x:a> ?p ?o }", "rows", 1, False),
        ("SELECT * { <x:a> ?p ?o } LIMIT 3", "rows", 1, False),
        ('SELECT * { ?s ?p "a"@en }', "rows", 1, False),
        ('SELECT * { ?s ?p "1"^^xsd:integer , 2 ; <x:b> ?c ; . ?d ?e ?f }', "rows", 4, False),
        ("ASK { <x:a> ?p ?o }", "boolean", 1, False),
        ("SELECT (1 AS ?x) { <x:a> ?p ?o }", "rows", 0, False),
        ("SELECT * { <x:a> ?p ?o FILTER(?o > 1) }", "rows", 0, False),
        ("SELECT * { <x:a> <x:b>/<x:c> ?o }", "rows", 0, False),
        ("SELECT * { <a> ?p ?o }", "rows", 0, False),
        ("BASE <x:> SELECT * { <x:a> ?p ?o }", "rows", 0, False),
        ("SELECT * { nowhere:a ?p ?o }", "rows", 0, False),
        ("SELECT * { ?s ?p", "rows", 0, False),
        ("SELECT * { <x:a> ?p ?o } GROUP BY ?p", "rows", 0, False),
        ("CONSTRUCT WHERE { <x:a> ?p ?o }", "triples", 0, False),
        ("DESCRIBE <x:a>", "triples", 0, False),
        (f"SELECT * {{ {'<x:a> ?p ?o . ' * 60} }}", "rows", 0, False),
        ("", "rows", 0, False),
    ],
)
def test_a_plan_tells_what_a_query_is(
    text: str, kind: str, patterns: int, *, anchored: bool
) -> None:
    found = plan(text)

    assert (found.kind, len(found.patterns), found.anchor is not None) == (kind, patterns, anchored)


@given(st.text(max_size=300))
def test_no_text_breaks_the_guard(text: str) -> None:
    with suppress(Problem):
        assert plan(text).text == text


_TERMS = st.sampled_from(["?a", "$b", "<x:s>", "actor:a", "a", '"w"@en', "1.5", "rdfs:label"])
_TRIPLES = st.tuples(_TERMS, _TERMS, _TERMS).map(" ".join)


@given(st.lists(_TRIPLES, min_size=1, max_size=4), st.sampled_from(["", " LIMIT 5", " OFFSET 1"]))
def test_patterns_are_read_as_oxigraph_reads_them(triples: list[str], tail: str) -> None:
    text = f"SELECT * {{ {' . '.join(triples)} }}{tail}"
    try:
        ox.Store().query(text, prefixes=KNOWN)
    except SyntaxError:
        return

    assert len(plan(text).patterns) == len(triples)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (f"SELECT * {{ {'(' * 60}", 400),
        (f"SELECT * {{ ?s ?p ?o FILTER({'!' * 500}true) }}", 400),
        ("SELECT * { VALUES ?x { " + "1 " * 8_001 + "} }", 400),
        ('SELECT * { ?s ?p "unclosed }', 400),
        ("CREATE GRAPH <x:g>", 403),
        ("CLEARALL", 403),
        ("PREFIX service: <x:> SELECT * { service:a ?p ?o }", 403),
    ],
)
def test_the_guard_refuses_at_a_place(text: str, status: int) -> None:
    with pytest.raises(Problem) as raised:
        plan(text)

    assert raised.value.status == status
    assert raised.value.line >= 1


PORTED = "PREFIX x: <http://h:80> "


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { FILTER(1<2)SERVICE#>\n<http://a/>{?s ?p ?o} }",
        "SELECT * { FILTER(1<<http://a#>)SERVICE <http://a/>{?s ?p ?o} }",
        'SELECT * { VALUES ?x {"""a"} SERVICE <http://a/> {?s ?p ?o} #\\q"""\n}',
        "SELECT * { VALUES ?x {'''a'} SERVICE <http://a/> {?s ?p ?o} #\\uD800'''\n}",
        "SELECT * { {?s ?p actor:a.b.SERVICE <http://a/> {?a ?b ?c} } }",
        "SELECT * { {?s actor:-5SERVICE <http://a/> {?a ?b ?c} } }",
        PORTED + "SELECT * { {?s ?p x:SERVICE <http://a/> {?a ?b ?c} } }",
        "BASE <http://h:8\\u0030> PREFIX x: <> SELECT * { ?s ?p x:SERVICE <http://a/> {} }",
    ],
)
def test_a_service_is_seen_however_oxigraph_comes_to_read_it(text: str) -> None:
    query = ox.Store().query(text, prefixes=KNOWN)  # no syntax error

    assert isinstance(query, ox.QuerySolutions)
    with pytest.raises(Problem):
        plan(text)
    with pytest.raises(QueryError):
        outline(text)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?s a <http://www.w3.org/ns/sparql-service-description#Service> }",
        "SELECT * { <http://x.org/service/1> ?p ?service . ?s schema:serviceType 'service' }",
        "SELECT * { <urn:service:1> ?p </service#service> . <service> ?p <service/1> } # SERVICE",
        "SELECT * { ?a ?b ?c FILTER(?a<?b&&?c>?d) FILTER(?a<5) }",
        "SELECT * { ?a ?b ?c FILTER(?a<?b&&'x'>'a') FILTER(?c<?d||?a>?b) }",
        "SELECT * { VALUES ?x { " + "<urn:isbn:1> " * 900 + "} }",
    ],
)
def test_what_asks_no_other_server_is_let_through(text: str) -> None:
    ox.Store().query(text, prefixes=KNOWN, base_iri=BASE)

    assert plan(text).text == text
    assert outline(text).verb == "SELECT"


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { FILTER(1<2" + ")FILTER(1<2#>\n" * 3 + "(" * 60,
        "SELECT (1" + "+1" * 401 + " AS ?n) {}",
    ],
)
def test_no_reading_hides_what_exhausts_a_stack(text: str) -> None:
    with pytest.raises(Problem):
        plan(text)


def test_a_word_that_makes_answers_differ_is_seen_in_any_reading() -> None:
    assert plan("SELECT * { ?a ?b ?c FILTER(?c<2&&RAND()>0.5) }").volatile


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { actor:a.b ?p ?o }",
        "SELECT * { <x:a(b)> ?p ?o }",
        PORTED + "SELECT * { x:a ?p ?o }",
        "PREFIX : <> BASE <http://h:80> SELECT * { :a ?p ?o }",
        "SELECT * { ?ö ?p <x:o> }",
    ],
)
def test_a_token_that_could_be_another_leaves_a_query_to_the_workers(text: str) -> None:
    assert plan(text).patterns == ()


@given(st.lists(st.tuples(st.sampled_from([DATA, END, READY]), st.binary(max_size=50))))
def test_frames_survive_any_cut_and_a_part_of_one_is_none(
    messages: list[tuple[bytes, bytes]],
) -> None:
    whole = b"".join(frame(kind, body) for kind, body in messages)
    stream = whole + frame(DATA, b"cut")[:-1]

    async def read() -> list[tuple[bytes, bytes]]:
        reader = asyncio.StreamReader()
        got = asyncio.create_task(collected(reader))
        for at in range(len(stream)):
            reader.feed_data(stream[at : at + 1])
            await asyncio.sleep(0)
        reader.feed_eof()
        return await got

    async def collected(reader: asyncio.StreamReader) -> list[tuple[bytes, bytes]]:
        found = []
        with suppress(EOFError):
            while True:
                found.append(await next_frame(reader))
        return found

    assert asyncio.run(read()) == messages
    assert frames_of(stream) == messages
    assert frames_of(whole) == messages


def test_a_frame_that_is_too_long_is_refused() -> None:
    async def read() -> None:
        reader = asyncio.StreamReader()
        reader.feed_data(b"\x01\x00\x00\x01D")
        await next_frame(reader)

    with pytest.raises(FrameError):
        asyncio.run(read())
    with pytest.raises(FrameError):
        frames_of(b"\xff\xff\xff\xffD")


def frames_of(data: bytes) -> list[tuple[bytes, bytes]]:
    file = io.BytesIO(data)
    return list(iter(partial(read_frame, file), None))


def answered(folder: Path, **job: object) -> list[tuple[bytes, bytes]]:
    """Return the frames with which a worker answers a job, here without its process."""
    current = (folder / "current").read_text(encoding="utf-8")
    parts: dict[str, Any] = {"generation": current, "form": "json", **job}
    ours, theirs = socket.socketpair()
    with ours, theirs, closing(worker.OpenStore(folder)) as opened:
        worker.answer(opened, Job(**parts), theirs)
        theirs.shutdown(socket.SHUT_WR)
        data = b""
        while part := ours.recv(1 << 16):
            data += part
    return frames_of(data)


@pytest.mark.parametrize(
    ("text", "form", "word"),
    [
        ("SELECT ?n { actor:bo rdfs:label ?n }", "json", b'"Bo"'),
        ("SELECT ?n { actor:bo rdfs:label ?n }", "csv", b"Bo"),
        ("ASK {}", "json", b"true"),
        ("ASK { <x:a> ?p ?o }", "csv", b"false"),
        ("DESCRIBE actor:bo", "turtle", b"actor:bo a "),
        ("DESCRIBE actor:bo", "ntriples", b"<https://newsroom.example/actor/bo>"),
    ],
)
def test_a_worker_answers_in_frames(folder: Path, text: str, form: str, word: bytes) -> None:
    (*data, end) = answered(folder, text=text, form=form)

    assert word in b"".join(body for _, body in data)
    assert end == (END, b"")


@pytest.mark.parametrize(
    ("job", "status"),
    [
        ({"text": "SELECT * {"}, 400),
        ({"text": "SELECT * { nowhere:a ?p ?o }"}, 400),
        ({"text": "ASK {}", "generation": "gen-999999"}, 500),
        ({"text": "ASK {}", "default": ("no iri",), "named": ()}, 500),
    ],
)
def test_a_worker_says_why_it_cannot(folder: Path, job: dict[str, object], status: int) -> None:
    ((kind, body),) = answered(folder, **job)

    assert kind == FAULT
    assert msgspec.msgpack.decode(body, type=Fault).status == status


@pytest.mark.parametrize("dataset", [{}, {"default": TEXTS}, {"named": TEXTS}])
def test_a_worker_sees_no_text_that_is_kept_back(
    folder: Path, dataset: dict[str, tuple[str, ...]]
) -> None:
    text = "SELECT * { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
    frames = answered(folder, text=text, **dataset)
    named = answered(folder, text="ASK { ?s ?p ?o }", default=(f"{BASE}graph/authorities",))

    assert b"Nobody agreed" not in b"".join(body for _, body in frames)
    assert b"true" in named[0][1]


def test_a_worker_never_opens_the_texts_that_are_kept_apart(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "store")
    generation = tmp_path / "store" / (folder / "current").read_text()
    shutil.rmtree(generation / "texts")
    (*_, end) = answered(tmp_path / "store", text="SELECT * { GRAPH ?g { ?s ?p ?o } }")

    assert end == (END, b"")


def test_a_worker_is_limited_and_speaks_first(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, theirs = socket.socketpair()
    job = Job(generation=(folder / "current").read_text(), text="ASK {}", form="json")
    ours.sendall(frame(JOB, msgspec.msgpack.encode(job)))
    ours.shutdown(socket.SHUT_WR)
    monkeypatch.setattr(worker, "shut_off", lambda: True)
    monkeypatch.setattr(worker, "limit", lambda memory: memory == 7)
    monkeypatch.setattr("os.nice", lambda _: 0)
    monkeypatch.setattr("sys.argv", ["worker", str(theirs.detach()), str(folder), "7", "0"])
    worker.main()
    frames = frames_of(ours.recv(1 << 16))
    ours.close()

    assert [kind for kind, _ in frames] == [READY, DATA, END]
    assert msgspec.msgpack.decode(frames[0][1], type=Readiness) == Readiness(
        network=True, memory=True
    )


@pytest.mark.parametrize("allowed", [False, True])
def test_a_worker_that_keeps_the_network_gets_no_job_unless_that_is_allowed(
    folder: Path, monkeypatch: pytest.MonkeyPatch, *, allowed: bool
) -> None:
    async def start(link: Link, *_: object) -> None:
        link.ready = Readiness(network=False, memory=True)

    async def started() -> int:
        pool = Pool(folder, Settings(workers=1, open_network=allowed))
        try:
            await pool.start()
        except ConfigError:
            return 0
        return pool.state()["workers"]

    monkeypatch.setattr(Link, "start", start)

    assert asyncio.run(started()) == (2 if allowed else 0)


def test_clients_are_served_in_turn() -> None:
    async def served() -> list[str]:
        queue: FairQueue[str] = FairQueue()
        rows = [(client, queue.join(client)) for client in ("a", "a", "a", "b", "c", "b")]
        gone = queue.join("d")
        queue.leave("d", gone)
        order = []
        for _ in range(6):
            done = [future.done() for _, future in rows]
            assert queue.give("worker", lambda _: True)
            order += [rows[n][0] for n in range(6) if rows[n][1].done() and not done[n]]
        assert queue.give("worker", lambda _: True) is None
        assert len(queue) == 0
        return order

    assert asyncio.run(served()) == ["a", "b", "c", "a", "b", "a"]


def test_kept_answers_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("triplewire.publish.web.sparql.cache._CAPACITY", 10)
    monkeypatch.setattr("triplewire.publish.web.sparql.cache._LARGEST", 6)
    cache = AnswerCache()
    cache.put("a", b"1234")
    cache.put("b", b"1234")
    cache.put("large", b"1234567")
    assert cache.get("a") == b"1234"
    cache.put("c", b"1234")

    assert cache.get("b") is None
    assert cache.get("large") is None
    assert (cache.get("a"), cache.get("c")) == (b"1234", b"1234")
