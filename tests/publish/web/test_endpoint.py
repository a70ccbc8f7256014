"""The endpoint answers the SPARQL 1.1 Protocol: every way to ask, every format, every refusal."""

import gzip
import json
import socket
from urllib.parse import quote

import pyoxigraph as ox
import pytest

from tests.graphs import BASE, SHA
from tests.publish.web.serving import Running

SELECT = "SELECT ?name { actor:ada-moor rdfs:label ?name }"
FORM, DIRECT = "application/x-www-form-urlencoded", "application/sparql-query"
TEXT_GRAPH = f"{BASE}graph/text/{SHA[:16]}"


def test_a_query_is_taken_by_get_by_form_and_direct(server: Running) -> None:
    answers = [
        server.query(SELECT),
        server.post(SELECT),
        server.ask("/sparql", "POST", SELECT.encode(), content_type=DIRECT),
        server.ask("/sparql", "POST", SELECT.encode(), content_type=f"{DIRECT}; charset=UTF-8"),
    ]

    assert [answer.status for answer in answers] == [200] * 4
    assert {answer.body for answer in answers} == {answers[0].body}
    assert answers[0].json["results"]["bindings"] == [
        {"name": {"type": "literal", "value": "Ada Moor", "xml:lang": "en"}}
    ]


@pytest.mark.parametrize(
    ("query", "accept", "expected"),
    [
        (SELECT, "*/*", "application/sparql-results+json"),
        (SELECT, "application/json", "application/sparql-results+json"),
        (SELECT, "application/sparql-results+xml", "application/sparql-results+xml"),
        (SELECT, "text/csv;q=0.9, text/html", "text/csv; charset=utf-8"),
        (SELECT, "text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("ASK {}", "text/*", "text/csv; charset=utf-8"),
        ("ASK {}", "application/xml", "application/sparql-results+xml"),
        ("DESCRIBE actor:bo", "*/*", "text/turtle; charset=utf-8"),
        ("DESCRIBE actor:bo", "application/n-triples", "application/n-triples"),
        ("DESCRIBE actor:bo", "application/ld+json", "application/ld+json"),
        ("DESCRIBE actor:bo", "application/rdf+xml", "application/rdf+xml"),
        ("DESCRIBE actor:bo", "application/trig", "application/trig"),
        ("DESCRIBE actor:bo", "application/n-quads", "application/n-quads"),
    ],
)
def test_the_format_follows_accept(server: Running, query: str, accept: str, expected: str) -> None:
    answer = server.query(query, accept=accept)

    assert (answer.status, answer.headers["content-type"]) == (200, expected)
    assert "Accept" in answer.headers["vary"]
    if query.startswith("DESCRIBE"):
        media = expected.partition(";")[0]
        triples = {
            q.triple for q in ox.parse(answer.body, format=ox.RdfFormat.from_media_type(media))
        }
        assert len(triples) == 3


@pytest.mark.parametrize(
    ("query", "name", "expected"),
    [
        (SELECT, "xml", "application/sparql-results+xml"),
        (SELECT, "csv", "text/csv; charset=utf-8"),
        (SELECT, "application/sparql-results+json", "application/sparql-results+json"),
        ("ASK {}", "tsv", "text/tab-separated-values; charset=utf-8"),
        ("DESCRIBE actor:bo", "nt", "application/n-triples"),
        ("DESCRIBE actor:bo", "xml", "application/rdf+xml"),
        ("DESCRIBE actor:bo", "json", "application/ld+json"),
    ],
)
def test_a_format_by_name_goes_before_accept(
    server: Running, query: str, name: str, expected: str
) -> None:
    answer = server.query(query, ("format", name), accept="text/html")

    assert (answer.status, answer.headers["content-type"]) == (200, expected)


@pytest.mark.parametrize(
    ("query", "pairs", "headers", "status"),
    [
        (SELECT, [], {"accept": "text/html"}, 406),
        (SELECT, [("format", "turtle")], {}, 406),
        ("DESCRIBE actor:bo", [("output", "csv")], {}, 406),
        ("SELECT * {", [], {}, 400),
        ("SELECT * { ?s ?p ?o } LIMIT x", [], {}, 400),
        ("SELECT * { SERVICE <http://localhost:1/> { ?s ?p ?o } }", [], {}, 403),
        ("INSERT DATA { <x:a> <x:b> 1 }", [], {}, 403),
        ("PREFIX x: <x:> LOAD <http://localhost:1/>", [], {}, 403),
        ("SELECT * FROM<x:g>FROMwho: { ?s ?p ?o }", [], {}, 400),
        ("SELECT * { \\u0053 }", [], {}, 400),
        (SELECT, [("query", SELECT)], {}, 400),
        (SELECT, [("update", "CLEAR ALL")], {}, 400),
        (SELECT, [("default-graph-uri", "not an iri")], {}, 400),
        (SELECT, [("using-graph-uri", "x:g")], {}, 400),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_refused_with_a_status(
    server: Running,
    query: str,
    pairs: list[tuple[str, str]],
    headers: dict[str, str],
    status: int,
) -> None:
    answer = server.query(query, *pairs, **headers)

    assert answer.status == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json["status"] == status
    assert answer.json["detail"]


@pytest.mark.parametrize(
    ("method", "body", "kind", "status"),
    [
        ("PUT", b"", FORM, 405),
        ("DELETE", None, "", 405),
        ("POST", b"query=ASK+%7B%7D", "text/plain", 415),
        ("POST", b"ASK {}", "", 415),
        ("POST", "ASK {}".encode("utf-16"), f"{DIRECT}; charset=UTF-16", 415),
        ("POST", b"\xff\xfe", DIRECT, 400),
        ("POST", b"query=%FF", FORM, 400),
        ("POST", "query=\u00e9".encode("latin-1"), FORM, 400),
        ("POST", b"nothing=here", FORM, 400),
        ("POST", b"&".join([b"a=b"] * 10_001), FORM, 400),
        ("POST", b"update=CLEAR+ALL", FORM, 403),
        ("POST", b"CLEAR ALL", "application/sparql-update", 403),
        ("POST", b"query=" + b"x" * 100_000, FORM, 413),
    ],
)
def test_a_body_that_is_not_of_the_protocol_is_refused(
    server: Running, method: str, body: bytes | None, kind: str, status: int
) -> None:
    headers = {"content_type": kind} if kind else {}
    answer = server.ask("/sparql", method, body, **headers)

    assert answer.status == status, answer.text


def test_a_query_that_is_too_long_is_refused(server: Running) -> None:
    query = f"SELECT * {{ {'?s ?p ?o . ' * 7000} }}".encode()

    assert server.ask("/sparql", "POST", query, content_type=DIRECT).status == 413
    assert server.ask(f"/sparql?query={'x' * 70_000}").status == 414


def test_a_direct_query_beside_one_in_the_url_is_refused(server: Running) -> None:
    answer = server.ask(f"/sparql?query={quote(SELECT)}", "POST", b"ASK {}", content_type=DIRECT)

    assert answer.status == 400


def test_a_body_without_a_length_is_cut_off_at_the_limit(server: Running) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as connection:
        head = f"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: {FORM}\r\n"
        connection.sendall(f"{head}Transfer-Encoding: chunked\r\n\r\n".encode())
        for _ in range(4):
            connection.sendall(b"8000\r\n" + b"x" * 0x8000 + b"\r\n")
        answer = connection.recv(1000)

    assert answer.startswith(b"HTTP/1.1 413 ")


def test_a_syntax_error_names_its_line_and_column(server: Running) -> None:
    answer = server.query("SELECT * {\n  ?s ?p )\n}")

    assert answer.status == 400
    assert (answer.json["line"], answer.json["column"]) == (2, 9)


def test_a_refused_word_names_its_line_and_column(server: Running) -> None:
    answer = server.query("SELECT * {\n  SERVICE <x:> {} }")

    assert answer.status == 403
    assert (answer.json["line"], answer.json["column"]) == (2, 3)


@pytest.mark.parametrize(
    "query",
    [
        'SELECT * { ?s rdfs:label """a"b SERVICE <x:> {} """ }',
        "SELECT * { ?s ?p ?o } # SERVICE <http://localhost:1/>",
        "SELECT ?SERVICE { ?s <http://localhost:1/SERVICE> ?SERVICE }",
    ],
)
def test_a_service_that_is_only_words_is_no_service(server: Running, query: str) -> None:
    assert server.query(query).status == 200


@pytest.mark.parametrize(
    "query",
    [
        'SELECT * { ?s rdfs:label """a"b""" SERVICE <http://localhost:1/> { ?a ?b ?c } }',
        'SELECT * { ?s rdfs:label "#" . SERVICE <http://localhost:1/> { ?a ?b ?c } }',
        "SELECT * { ?s rdfs:label '\\'#' . SERVICE <http://localhost:1/> { ?a ?b ?c } }",
        "SELECT * { # ' \n SERVICE<http://localhost:1/>{ ?a ?b ?c } }",
        "SELECT * { seRVice silent <http://localhost:1/> { ?a ?b ?c } }",
        "PREFIX x: <http://localhost:1/> SELECT * { SERVICEx: { ?a ?b ?c } }",
        "SELECT * { <x:#> ?p ?o SERVICE <http://localhost:1/> { ?a ?b ?c } }",
    ],
)
def test_a_service_is_found_wherever_it_hides(server: Running, query: str) -> None:
    assert server.query(query).status == 403


def test_a_request_may_name_the_dataset(server: Running) -> None:
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    named = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
    graph = f"{BASE}graph/authorities"

    assert server.rows(count, ("default-graph-uri", graph)) == [{"n": "13"}]
    assert server.rows(count, ("named-graph-uri", graph)) == [{"n": "0"}]
    assert server.rows(named, ("named-graph-uri", graph)) == [{"g": graph, "n": "13"}]
    assert server.rows(named, ("default-graph-uri", graph)) == []
    assert server.rows(count, ("default-graph-uri", "x:nowhere")) == [{"n": "0"}]
    assert server.rows(count, ("default-graph-uri", "")) == server.rows(count)


@pytest.mark.parametrize("clause", ["FROM <graph/authorities>", "FROM NAMED <graph/authorities>"])
def test_a_dataset_clause_is_read_against_the_base(server: Running, clause: str) -> None:
    pattern = "{ ?s a ?c } UNION { GRAPH ?g { ?s a ?c } }"
    here = f"SELECT (COUNT(*) AS ?n) {clause} {{ {pattern} }}"
    elsewhere = f"BASE <x:> {here}"

    assert server.rows(here) == [{"n": "8"}]
    assert server.rows(elsewhere) == [{"n": "0"}]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?t { GRAPH ?g { ?s schema:text ?t } }",
        "SELECT ?t { { GRAPH ?g { ?s schema:text ?t } } UNION { ?s schema:text ?t } }",
        "SELECT ?t FROM <TEXT> { ?s schema:text ?t }",
        "SELECT ?t FROM NAMED <TEXT> { GRAPH ?g { ?s schema:text ?t } }",
        "SELECT ?t FROM graph:text\\/HASH { ?s schema:text ?t }",
        "PREFIX x: <BASEgraph/> SELECT ?t { GRAPHx:text\\/HASH { ?s schema:text ?t } }",
        "SELECT ?t { FILTER(1<2)GRAPH#>\n?g{?s ?p ?t}FILTER(CONTAINS(STR(?g),'/graph/text/')) }",
        "PREFIX x: <http://h:80> SELECT ?t { OPTIONAL { ?a ?b x:GRAPH ?g { ?s ?p ?t } } }",
        "DESCRIBE <BASEtext/HASH>",
        "CONSTRUCT { ?s ?p ?o } { GRAPH ?g { ?s ?p ?o } }",
    ],
)
def test_a_kept_text_that_is_not_published_cannot_be_asked_for(server: Running, query: str) -> None:
    names = {"TEXT": TEXT_GRAPH, "HASH": SHA[:16], "BASE": BASE}
    for name, value in names.items():
        query = query.replace(name, value)
    answer = server.query(query)

    assert answer.status == 200, answer.text
    assert "Nobody agreed" not in answer.text
    for parameter in ("default-graph-uri", "named-graph-uri"):
        assert "Nobody agreed" not in server.query(query, (parameter, TEXT_GRAPH)).text


def test_an_answer_is_not_sent_again_while_the_data_are_the_same(server: Running) -> None:
    first = server.query(SELECT)
    again = server.query(SELECT, if_none_match=first.headers["etag"])
    other = server.query(SELECT, if_none_match=first.headers["etag"], accept="text/csv")

    assert (again.status, again.body) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert other.status == 200


def test_an_answer_that_varies_has_no_etag(server: Running) -> None:
    answer = server.query("SELECT (RAND() AS ?x) {}")

    assert "etag" not in answer.headers
    assert server.query("SELECT (RAND() AS ?x) {}").body != answer.body


def test_an_answer_is_compressed_for_who_takes_that(server: Running) -> None:
    query = "SELECT * { ?s ?p ?o }"
    plain = server.query(query)
    packed = server.query(query, accept_encoding="gzip, br")

    assert packed.headers["content-encoding"] == "gzip"
    assert json.loads(gzip.decompress(packed.body)) == plain.json
    assert "Accept-Encoding" in plain.headers["vary"]


def test_a_long_answer_is_streamed_whole(server: Running) -> None:
    query = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 8000"
    plain = server.query(query)
    packed = server.query(query, accept_encoding="gzip")

    assert "content-length" not in plain.headers
    assert len(plain.json["results"]["bindings"]) == 8000
    assert json.loads(gzip.decompress(packed.body)) == plain.json


def test_a_head_request_has_the_headers_alone(server: Running) -> None:
    answer = server.ask(f"/sparql?query={quote(SELECT)}", "HEAD")

    assert (answer.status, answer.body) == (200, b"")
    assert answer.headers["content-type"] == "application/sparql-results+json"


def test_a_bare_get_describes_the_service(server: Running) -> None:
    answer = server.ask("/sparql")
    graph = {quad.triple for quad in ox.parse(answer.body, format=ox.RdfFormat.TURTLE)}
    sd = "http://www.w3.org/ns/sparql-service-description#"
    endpoint = ox.NamedNode(f"{server.url}/sparql")

    assert ox.Triple(endpoint, ox.NamedNode(f"{sd}endpoint"), endpoint) in graph
    assert f"{BASE}graph/authorities" in answer.text
    assert TEXT_GRAPH not in answer.text
    assert server.ask("/sparql", accept="application/ld+json").status == 200
    assert server.ask("/sparql", accept="image/png").status == 406


def test_a_look_up_answers_what_a_worker_would(server: Running) -> None:
    before = server.app.state.pool.outcomes["looked_up"]
    short = "SELECT ?p ?o { <%s> ?p ?o }"
    long = "SELECT ?p ?o { <%s> ?p ?o . FILTER(true) }"
    for thing in ("actor/ada-moor", "actor/nobody", f"text/{SHA[:16]}"):
        for form in ("json", "xml", "csv", "tsv"):
            one = server.query(short % (BASE + thing), ("format", form))
            other = server.query(long % (BASE + thing), ("format", form))

            assert one.body == other.body

    assert server.app.state.pool.outcomes["looked_up"] == before + 12
