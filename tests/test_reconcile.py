"""A service of the Reconciliation API is asked, and never trusted; actors.csv keeps its cells.

The service here is our own, after the W3C Reconciliation Service API 0.2, on the loopback.
"""

import csv
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread
from urllib.parse import parse_qs

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from triplewire import vocab
from triplewire.convert.actor import authority_triples
from triplewire.errors import ConfigError, LinkError
from triplewire.link import load_authorities
from triplewire.reconcile import Asked, Candidate, add_candidates, reconcile

HEAD = "key,name,type,aliases,identifiers,within"
SPACE = "https://entities.example/"
MANIFEST = {
    "versions": ["0.2"],
    "name": "Entities of our own",
    "identifierSpace": SPACE,
    "schemaSpace": "https://entities.example/types/",
    "defaultTypes": [
        {"id": "T5", "name": "Human"},
        {"id": "https://schema.example/Organization", "name": "firm"},
        {"id": "T9"},
        "T10",
    ],
}
ENTITIES = {
    "E1": ("Ana Ruiz", "T5"),
    "E2": ("Ana Ruiz de la Vega", "T5"),
    "E3": ("Ana Ruiz", "T7"),
    "E4": ("Orla Foods", "https://schema.example/Organization"),
}
RUIZ = Asked(key="actor/ana-ruiz", name="Ana Ruiz", type="person")
ORLA = Asked(key="actor/orla-foods", name="Orla Foods", type="organization")
CANDIDATE = Candidate(iri=f"{SPACE}E1", name="Ana Ruiz", score=100, match=True)

Answer = Callable[[BaseHTTPRequestHandler, bytes], None]


def send(handler: BaseHTTPRequestHandler, body: bytes, status: int = 200) -> None:
    handler.send_response(status)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def by_the_book(handler: BaseHTTPRequestHandler, form: bytes) -> None:
    """Answer as the specification says: the manifest, or a batch of queries."""
    if not form:
        send(handler, json.dumps(MANIFEST).encode())
        return
    queries = json.loads(parse_qs(form.decode())["queries"][0])
    answers = {}
    for key, query in queries.items():
        assert set(query) <= {"query", "type", "limit", "properties"}
        found = [
            {"id": name, "name": label, "type": [{"id": kind}], "score": 60, "match": False}
            | ({"score": 100, "match": True} if label == query["query"] else {})
            for name, (label, kind) in reversed(ENTITIES.items())
            if query["query"] in label and query.get("type", kind) == kind
        ]
        answers[key] = {"result": found}
    send(handler, json.dumps(answers).encode())


@contextmanager
def service(answer: Answer = by_the_book) -> Iterator[tuple[str, list[bytes]]]:
    """Serve on the loopback; yield the address and the forms that were posted."""
    forms: list[bytes] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer(self, b"")

        def do_POST(self) -> None:
            forms.append(self.rfile.read(int(self.headers["Content-Length"])))
            answer(self, forms[-1])

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/reconcile", forms
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_candidates_come_best_first_and_of_the_type_asked_for() -> None:
    with service() as (address, forms):
        found = dict(reconcile(address, [RUIZ, ORLA], limit=5))
    queries = json.loads(parse_qs(forms[0].decode())["queries"][0])

    assert [(c.iri, c.score, c.match) for c in found[RUIZ]] == [
        (f"{SPACE}E1", 100, True),
        (f"{SPACE}E2", 60, False),
    ]
    assert [c.name for c in found[ORLA]] == ["Orla Foods"]
    assert queries == {
        "q0": {"query": "Ana Ruiz", "limit": 5, "type": "T5"},
        "q1": {"query": "Orla Foods", "limit": 5, "type": "https://schema.example/Organization"},
    }


def test_a_type_that_the_service_does_not_list_is_not_asked_for() -> None:
    with service() as (address, _):
        ((_, found),) = reconcile(
            address, [Asked(key="actor/ana-ruiz", name="Ana Ruiz", type="place")], limit=2
        )

    assert {c.iri for c in found} == {f"{SPACE}E1", f"{SPACE}E3"}


def test_actors_are_asked_about_in_batches() -> None:
    actors = [Asked(key=f"actor/a-{n}", name=f"A {n}", type="person") for n in range(23)]
    with service() as (address, forms):
        found = list(reconcile(address, actors, limit=1))

    assert [asked for asked, _ in found] == actors
    assert len(forms) == 3


def test_nobody_to_ask_about_asks_nothing_but_the_manifest() -> None:
    with service() as (address, forms):
        assert list(reconcile(address, [], limit=1)) == []
    assert forms == []


def _answers(body: bytes, manifest: bytes | None = None) -> Answer:
    """Return a service that answers queries with a body, whatever they are."""
    first = json.dumps(MANIFEST).encode() if manifest is None else manifest

    def answer(handler: BaseHTTPRequestHandler, form: bytes) -> None:
        send(handler, body if form else first)

    return answer


def _result(**candidate: object) -> bytes:
    return json.dumps({"q0": {"result": [candidate]}}).encode()


def _redirect(target: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler, _: bytes) -> None:
        handler.send_response(302)
        handler.send_header("Location", target)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return answer


def _cut(handler: BaseHTTPRequestHandler, _: bytes) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "5000")
    handler.end_headers()
    handler.wfile.write(b"{")


def _garbled(handler: BaseHTTPRequestHandler, _: bytes) -> None:
    handler.wfile.write(b"nothing like HTTP\r\n\r\n")


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (_answers(b"", b"[]"), "not a JSON object"),
        (_answers(b"", b"{}"), "no identifierSpace"),
        (_answers(b"", b'{"identifierSpace": "javascript:"}'), "no identifierSpace"),
        (_answers(b"", b'{"identifierSpace": 7}'), "no identifierSpace"),
        (_answers(b"<html>"), "not JSON"),
        (_answers(b"\xff\xfe{"), "not JSON"),
        (_answers(b"[" * 200_000), "not JSON"),
        (_answers(b"[]"), "not a JSON object"),
        (_answers(b"{}"), "no result"),
        (_answers(b'{"q0": 3}'), "no result"),
        (_answers(b'{"q0": {"result": {}}}'), "no result"),
        (_answers(b'{"q0": {"result": ["E1"]}}'), "lacks id, name or score"),
        (_answers(_result(id="E1", name="Ana")), "lacks id, name or score"),
        (_answers(_result(id="E1", name="Ana", score="high")), "lacks id, name or score"),
        (_answers(b'{"q0": {"result": [{"id": "E1", "name": "A", "score": NaN}]}}'), "lacks id"),
        (_answers(b" " * 10_000_001), "longer than 10 MB"),
        (lambda handler, _: send(handler, b"no", 500), "cannot be asked"),
        (_redirect("file:///etc/hostname"), "cannot be asked"),
        (_redirect("http://localhost:1/reconcile"), "another host or protocol"),
        (_redirect("ftp://127.0.0.1/x"), "another host or protocol"),
        (_cut, "not JSON|cannot be asked"),
        (_garbled, "cannot be asked"),
    ],
)
def test_a_service_that_answers_amiss_is_refused(answer: Answer, reason: str) -> None:
    with service(answer) as (address, _), pytest.raises(ConfigError, match=reason) as caught:
        list(reconcile(address, [RUIZ], limit=3))

    assert caught.value.where == address


def test_a_service_that_is_silent_is_given_up() -> None:
    over = Event()

    def wait(*_: object) -> None:
        over.wait(5)

    with service(wait) as (address, _):
        try:
            with pytest.raises(ConfigError, match="timed out"):
                list(reconcile(address, [RUIZ], limit=3, seconds=0.1))
        finally:
            over.set()


def test_a_redirection_on_the_same_host_is_followed() -> None:
    def answer(handler: BaseHTTPRequestHandler, form: bytes) -> None:
        if form or handler.path == "/en":
            by_the_book(handler, form)
        else:
            _redirect("/en")(handler, form)

    with service(answer) as (address, _):
        found = list(reconcile(address, [RUIZ], limit=1))

    assert found[0][1][0].iri == f"{SPACE}E1"


@pytest.mark.parametrize("address", ["file:///etc/passwd", "example.org", "http://", "ftp://a/b"])
def test_only_a_web_address_is_asked(address: str) -> None:
    with pytest.raises(ConfigError, match="not a web address"):
        list(reconcile(address, [RUIZ], limit=1))


def test_a_service_that_is_not_there_is_an_error_with_its_address() -> None:
    with service() as (address, _):
        pass
    with pytest.raises(ConfigError, match="cannot be asked"):
        list(reconcile(address, [RUIZ], limit=1))


def test_an_identifier_that_is_no_iri_is_no_candidate() -> None:
    with service(_answers(_result(id="E 1|<x>", name="Ana", score=1))) as (address, _):
        assert list(reconcile(address, [RUIZ], limit=1)) == [(RUIZ, ())]


# actors.csv


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_table_is_made_where_there_is_none(tmp_path: Path) -> None:
    table = tmp_path / "actors.csv"
    count = add_candidates(table, [(RUIZ, (CANDIDATE,)), (ORLA, ())])

    assert count == 1
    assert table.read_text(encoding="utf-8") == (
        f"{HEAD},candidates\nactor/ana-ruiz,Ana Ruiz,person,,,,{SPACE}E1 Ana Ruiz (100; match)\n"
    ).replace("; match", ", match").replace(
        f"{SPACE}E1 Ana Ruiz (100, match)", f'"{SPACE}E1 Ana Ruiz (100, match)"'
    )


def test_a_row_gets_its_candidates_and_keeps_its_cells(tmp_path: Path) -> None:
    table = tmp_path / "actors.csv"
    table.write_text(f'{HEAD}\nactor/ana-ruiz,"Ruiz, Ana",person,Ana|A.,,place/lima\n', "utf-8")
    second = Candidate(iri=f"{SPACE}E2", name="A | B", score=12.5, match=False)
    add_candidates(table, [(RUIZ, (CANDIDATE, second))])
    add_candidates(table, [(ORLA, (second,))])
    first, other = rows(table)

    assert (first["name"], first["aliases"], first["within"]) == (
        "Ruiz, Ana",
        "Ana|A.",
        "place/lima",
    )
    assert first["candidates"] == f"{SPACE}E1 Ana Ruiz (100, match)|{SPACE}E2 A / B (12.5)"
    assert (other["key"], other["name"], other["type"]) == (
        "actor/orla-foods",
        "Orla Foods",
        "organization",
    )
    assert load_authorities(table, []).listed[0].identifiers == ()


def test_what_a_curator_moves_to_identifiers_becomes_same_as(tmp_path: Path) -> None:
    table = tmp_path / "actors.csv"
    with service() as (address, _):
        add_candidates(table, reconcile(address, [RUIZ], limit=1))
    (row,) = rows(table)
    iri = row["candidates"].split(" ")[0]
    table.write_text(f"{HEAD}\nactor/ana-ruiz,Ana Ruiz,person,,{iri},\n", "utf-8")
    authority = load_authorities(table, []).listed[0]
    same = [t.object for t in authority_triples(authority) if t.predicate == vocab.SCHEMA_SAME_AS]

    assert same == [ox.NamedNode(f"{SPACE}E1")]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (b"name,key\n", "not the columns"),
        (b"", "the table is empty"),
        (f"{HEAD}\nactor/x,X,person\n".encode(), "not as many cells"),
        (f"{HEAD}\nactor/x,X,person,,,,,,,\n".encode(), "not as many cells"),
        (f"{HEAD}\nactor/x,X,person,,,\nactor/x,Y,person,,,\n".encode(), "stands twice"),
        (f"{HEAD}\nactor/x,\x81\n".encode("latin-1"), "not a CSV table"),
        (f'{HEAD}\nactor/x,"X\n'.encode(), "not a CSV table"),
    ],
)
def test_a_table_that_cannot_be_used_stays_as_it_is(
    text: bytes, reason: str, tmp_path: Path
) -> None:
    table = tmp_path / "actors.csv"
    table.write_bytes(text)

    with pytest.raises(LinkError, match=reason):
        add_candidates(table, [(RUIZ, (CANDIDATE,))])
    assert table.read_bytes() == text
    assert list(tmp_path.iterdir()) == [table]


def test_a_service_that_fails_half_way_leaves_the_table_as_it_is(tmp_path: Path) -> None:
    table = tmp_path / "actors.csv"
    table.write_text(f"{HEAD}\n", "utf-8")

    def half() -> Iterator[tuple[Asked, tuple[Candidate, ...]]]:
        yield RUIZ, (CANDIDATE,)
        raise ConfigError("the service is gone")

    with pytest.raises(ConfigError):
        add_candidates(table, half())
    assert table.read_text("utf-8") == f"{HEAD}\n"


_cells = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)


@given(st.lists(st.tuples(_cells, _cells, _cells, _cells), max_size=5), st.booleans())
def test_whatever_stands_in_a_table_still_stands_there_afterwards(
    cells: list[tuple[str, str, str, str]], candidates: bool
) -> None:
    with TemporaryDirectory() as folder:
        table = Path(folder) / "actors.csv"
        columns = [*HEAD.split(","), *(["candidates"] if candidates else [])]
        before = [
            dict.fromkeys(columns, "old")
            | {"key": f"actor/a-{n}", "name": a, "aliases": b, "identifiers": c, "within": d}
            for n, (a, b, c, d) in enumerate(cells)
        ]
        with table.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns)
            writer.writeheader()
            writer.writerows(before)
        add_candidates(table, [(Asked(key="actor/a-0", name="A", type="person"), (CANDIDATE,))])
        after = rows(table)

    for row, old in zip(after, before, strict=False):
        assert {name: row[name] for name in HEAD.split(",")} == {
            name: old[name] for name in HEAD.split(",")
        }
    assert len(after) == max(1, len(before))
    assert after[0]["candidates"].startswith(f"{SPACE}E1")
