"""However data are read (at once, graph by graph, from a store or an endpoint), results are one."""

import json
import threading
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import news
import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.validate.bad_files import turtle
from triplewire.errors import ValidateError
from triplewire.records import Graph
from triplewire.shacl import Options, Validator, load_shapes, shapes_of, validate
from triplewire.shacl.files import check_safe
from triplewire.shacl.reach.automaton import reach_of
from triplewire.shacl.reach.survey import NotByGraphError, survey
from triplewire.validate import validate_graph

_SHAPES = Path(news.__file__).with_name("news.ttl")
_PREFIXES = """
@prefix e: <https://example.org/> . @prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""

_ANY = _PREFIXES + "e:S sh:targetSubjectsOf <e:p> ; sh:path <e:p> ; sh:in () .\n"


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Counter[news.Result]]:
    """Write thirty articles with twenty violations; return the file, and what is planted."""
    path = tmp_path_factory.mktemp("news") / "news.nq"
    small = pytest.MonkeyPatch()
    small.setattr(news, "ACTORS", 60)
    small.setattr(news, "PLACES", 20)
    small.setattr(news, "PUBLISHERS", 9)
    small.setattr(news, "PLANTS", {k: p for k, p in news.PLANTS.items() if k != "maxCount"})
    planted = Counter(news.write(path, 120, 19))
    small.undo()
    return path, planted


def _planted(results: Iterator[object]) -> Counter[news.Result]:
    return Counter(
        (
            result.focus,  # type: ignore[attr-defined]
            result.path if result.path and "<" not in result.path else None,  # type: ignore[attr-defined]
            result.component.partition("#")[2].removesuffix("ConstraintComponent"),  # type: ignore[attr-defined]
        )
        for result in results
    )


@pytest.mark.parametrize(
    "options", [Options(), Options(small=0, workers=1), Options(small=0, workers=2)], ids=str
)
def test_all_that_is_planted_is_found_and_nothing_else(
    generated: tuple[Path, Counter[news.Result]], options: Options
) -> None:
    path, planted = generated

    assert _planted(validate(_SHAPES, path, options)) == planted


def test_a_store_gives_the_same(generated: tuple[Path, Counter[news.Result]]) -> None:
    path, planted = generated
    store = ox.Store()
    store.bulk_load(path=path)

    assert _planted(validate(_SHAPES, store)) == planted


def test_large_files_of_other_formats_go_through_a_store(
    generated: tuple[Path, Counter[news.Result]], tmp_path: Path
) -> None:
    path, planted = generated
    quads = list(ox.parse(path=path))
    for number, part in enumerate((quads[::2], quads[1::2])):
        triples = (quad.triple for quad in part)
        ox.serialize(triples, str(tmp_path / f"{number}.ttl"), format=ox.RdfFormat.TURTLE)

    assert _planted(validate(_SHAPES, tmp_path, Options(small=0))) == planted


def test_graphs_that_look_into_each_other_are_not_judged_alone(tmp_path: Path) -> None:
    data = tmp_path / "data.nq"
    data.write_text(
        "<e:a> <e:p> <e:b> <e:g1> .\n<e:b> <e:q> <e:c> <e:g2> .\n<e:c> <e:q> <e:a> <e:g1> .\n"
    )
    deep = shapes_of(
        turtle(_PREFIXES + "e:S sh:targetSubjectsOf <e:p> ; sh:path ( <e:p> <e:q> ) ; sh:in () .")
    )

    with pytest.raises(NotByGraphError):
        survey(data, reach_of(deep.program), [])
    assert [r.value for r in validate(deep, data, Options(small=0))] == ["<e:c>"]


def test_the_reader_takes_lines_in_any_legal_form(tmp_path: Path) -> None:
    data = tmp_path / "data.nq"
    data.write_text(
        "# a comment\n\n<e:a>   <e:p>\t'x' .\n".replace("'", '"')
        + '<e:a> <e:p> "caf\\u00E9"@EN-gb <e:g> .\n'
        + '<e:a> <e:p> "1"^^<http://www.w3.org/2001/XMLSchema#string> <e:g> .\n'
        + '_:b <e:p> "<e:g> .\\t\\"" <e:g> .\n<e:a> <e:p> <e:b> .\n',
        encoding="utf-8",
    )
    expected = ['"1"', '"<e:g> .\\t\\""', '"café"@en-gb', '"x"', "<e:b>"]

    assert sorted(str(r.value) for r in validate(_ANY, data)) == expected
    assert sorted(str(r.value) for r in validate(_ANY, data, Options(small=0))) == expected


@pytest.mark.parametrize(
    "line", ["<e:a> <e:p> c <e:g> .", '<e:a> <e:p> "x <e:g> .', "<a> <e:p> 1 ."]
)
@pytest.mark.parametrize("small", [0, 1 << 20])
def test_a_line_that_is_no_quad_is_refused_with_its_number(
    tmp_path: Path, line: str, small: int
) -> None:
    data = tmp_path / "data.nq"
    data.write_text(f"<e:a> <e:p> <e:b> <e:g> .\n{line}\n")

    with pytest.raises(ValidateError, match=r"data\.nq:2:"):
        list(validate(_ANY, data, Options(small=small)))


def test_json_may_be_nested_so_deeply_and_brackets_in_strings_are_none(tmp_path: Path) -> None:
    data = tmp_path / "data.jsonld"
    data.write_text("[" * 63 + '{"[[[": "a\\"[[["}' + "]" * 63 + "[]" * 99)

    assert check_safe(data) == ox.RdfFormat.JSON_LD


@pytest.mark.parametrize(
    ("name", "text", "what"),
    [
        ("data.txt", "", "not a format"),
        ("data.rdf", "<!DOCTYPE x [ <!ENTITY a 'b'> ]>", "DTD"),
        ("data.jsonld", "[{" * 32 + "[", "nested"),
        ("data.ttl", "<e:a> <e:p>", "not Turtle"),
        ("gone.nt", None, "no such file"),
    ],
)
def test_files_that_cannot_be_read_safely_are_refused(
    tmp_path: Path, name: str, text: str | None, what: str
) -> None:
    if text is not None:
        (tmp_path / name).write_text(text)
    shapes = shapes_of(turtle(_PREFIXES + "e:S sh:targetNode e:a ; sh:nodeKind sh:IRI ."))

    with pytest.raises(ValidateError, match=f"(?i){what}"):
        list(validate(shapes, tmp_path / name))


def test_folders_are_read_whole_and_blank_nodes_kept_apart(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.nt").write_text(f'_:x <e:p> "{name}" .\n')
    (tmp_path / "c.jsonld").write_text('{"@id": "e:c", "e:p": "c"}')
    (tmp_path / "d.rdf").write_text(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="e:">'
        '<rdf:Description rdf:about="e:d" e:p="d"/></rdf:RDF>'
    )
    shapes = _PREFIXES + "e:S sh:targetSubjectsOf <e:p> ; sh:path <e:p> ; sh:maxCount 0 .\n"

    assert sorted(r.focus for r in validate(shapes, tmp_path)) == [
        "_:f0x",
        "_:f1x",
        "e:c",
        "e:d",
    ]


def test_a_folder_without_rdf_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValidateError, match="no RDF files"):
        list(validate(_ANY, tmp_path))


def test_a_run_can_be_limited_to_shapes_and_to_focus_nodes(tmp_path: Path) -> None:
    data = tmp_path / "data.ttl"
    data.write_text("<e:a> <e:p> 1 . <e:b> <e:p> 2 . <e:c> <e:q> <e:b> .")
    shapes = shapes_of(
        turtle(
            _PREFIXES
            + """
            e:P sh:targetSubjectsOf <e:p> ; sh:path <e:p> ; sh:maxCount 0 .
            e:N sh:targetNode <e:a> ; sh:path <e:p> ; sh:maxCount 0 .
            e:O sh:targetObjectsOf <e:q> ; sh:nodeKind sh:Literal .
            """
        )
    )

    def found(**limits: tuple[str, ...]) -> list[tuple[str, str]]:
        results = validate(shapes, data, Options(**limits))  # type: ignore[arg-type]
        return sorted((r.shape.rpartition("/")[2], r.focus) for r in results)

    assert found() == [("N", "e:a"), ("O", "e:b"), ("P", "e:a"), ("P", "e:b")]
    assert found(focus=("e:b",)) == [("O", "e:b"), ("P", "e:b")]
    assert found(focus=("e:a",), shapes=("https://example.org/N",)) == [("N", "e:a")]
    with pytest.raises(ValidateError, match="no shape with a target"):
        found(shapes=("https://example.org/X",))


# ---------------------------------------------------------------- endpoints


class _Endpoint(BaseHTTPRequestHandler):
    store = ox.Store()

    def do_POST(self) -> None:
        body = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        results = self.store.query(body["query"][0].replace("LIMIT 10000", "LIMIT 2"))
        assert isinstance(results, ox.QuerySolutions)
        answer = results.serialize(format=ox.QueryResultsFormat.JSON)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(answer or b"")

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@pytest.fixture
def endpoint() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), _Endpoint)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/sparql"
    server.shutdown()
    server.server_close()
    thread.join()


def test_an_endpoint_is_read_page_by_page(endpoint: str) -> None:
    _Endpoint.store.clear()
    for number in range(5):
        node, name = ox.NamedNode(f"e:{number}"), ox.NamedNode("e:p")
        graph = ox.NamedNode("e:g") if number % 2 else ox.DefaultGraph()
        _Endpoint.store.add(ox.Quad(node, name, ox.Literal(number), graph))
    shapes = _PREFIXES + "e:S sh:targetSubjectsOf <e:p> ; sh:path <e:p> ; sh:maxExclusive 2 .\n"

    assert sorted(r.focus for r in validate(shapes, endpoint)) == ["e:2", "e:3", "e:4"]


def test_an_endpoint_that_does_not_answer_is_named(endpoint: str) -> None:
    _Endpoint.store.clear()
    shapes = _PREFIXES + "e:S sh:targetNode e:a ; sh:nodeKind sh:IRI .\n"

    with pytest.raises(ValidateError, match=r"http://127\.0\.0\.1:9/"):
        list(validate(shapes, "http://127.0.0.1:9/"))


# ---------------------------------------------------------------- what is not compiled


_EXPRESSION = """
e:S a sh:NodeShape ; sh:targetNode e:a ; sh:expression [ sh:path e:ok ] ; sh:message "Not ok." .
e:T a sh:NodeShape ; sh:targetNode e:a ; sh:nodeKind sh:Literal .
"""


def test_a_shape_that_is_not_compiled_is_judged_by_pyshacl_and_the_report_says_so() -> None:
    graph = Graph(iri="e:g", triples=turtle(_PREFIXES + "e:a e:ok false ."))
    shapes = shapes_of(turtle(_PREFIXES + _EXPRESSION))

    report = validate_graph(graph, (), shapes)

    assert report.elsewhere == ("https://example.org/S",)
    assert {r.component.rpartition("#")[2] for r in report.results} == {
        "ExpressionConstraintComponent",
        "NodeKindConstraintComponent",
    }


@pytest.mark.parametrize("node", ["e:a", "_:b"])
def test_a_query_left_to_oxigraph_is_asked_of_a_store_in_any_of_its_graphs(node: str) -> None:
    text = """e:S sh:targetSubjectsOf e:p ; sh:sparql [ sh:message "{?list}" ; sh:select '''
    SELECT $this (GROUP_CONCAT(?x) AS ?list) WHERE { $this <https://example.org/p> ?x }
    GROUP BY $this HAVING (COUNT(?x) > 1)''' ] ."""
    store = ox.Store()
    for number, triple in enumerate(turtle(_PREFIXES + f"{node} e:p 'x' , 'x'@en .")):
        graph = ox.NamedNode(f"e:{number}")
        store.add(ox.Quad(triple.subject, triple.predicate, triple.object, graph))
    size = len(store)

    (result,) = validate(_PREFIXES + text, store)

    assert result.message == "x x"
    assert len(store) == size


def test_a_shape_in_javascript_is_refused() -> None:
    text = 'e:S sh:targetNode e:a ; sh:js [ sh:jsFunctionName "f" ] .'
    graph = Graph(iri="e:g", triples=turtle(_PREFIXES + "e:a e:p 1 ."))

    with pytest.raises(ValidateError, match="JavaScript"):
        validate_graph(graph, (), shapes_of(turtle(_PREFIXES + text)))


@pytest.mark.parametrize(
    ("select", "refused"),
    [
        ("SELECT ?x {SERVICE<http://e.org/>{?x ?y ?z}}", True),
        ("select ?x { service ?s {?x ?y ?z} }", True),
        ("SELECT ?service { ?service <http://e.org/service> ?x }", False),
    ],
)
def test_a_query_that_asks_a_server_is_refused_where_it_is_not_compiled(
    select: str, *, refused: bool
) -> None:
    shapes = shapes_of(turtle(f"{_PREFIXES}{_EXPRESSION} e:F sh:select '{select}' ."))
    graph = Graph(iri="e:g", triples=turtle(_PREFIXES + "e:a e:ok false ."))

    if refused:
        with pytest.raises(ValidateError, match="SERVICE"):
            validate_graph(graph, (), shapes)
    else:
        assert len(validate_graph(graph, (), shapes).results) == 2


@pytest.mark.parametrize("kind", ["store", "file"])
def test_what_is_not_compiled_is_judged_in_any_mode(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "data.ttl"
    path.write_text(_PREFIXES + "e:a e:ok false .")
    store = ox.Store()
    store.bulk_load(path=path)

    results = list(validate(_PREFIXES + _EXPRESSION, store if kind == "store" else path))

    assert len(results) == 2
    assert len(list(validate(_PREFIXES + _EXPRESSION, path, Options(focus=("e:b",))))) == 0


# ---------------------------------------------------------------- increments


_EDITED = """
e:S a sh:NodeShape ; sh:targetClass e:C ;
    sh:property [ sh:path ( e:p e:q ) ; sh:maxCount 1 ; sh:class e:C ] ,
        [ sh:path [ sh:inversePath e:q ] ; sh:minCount 1 ; sh:node e:Inner ] ,
        [ sh:path [ sh:zeroOrMorePath e:p ] ; sh:disjoint e:q ] ;
    sh:sparql [ sh:message "no" ; sh:select '''SELECT $this ?value WHERE {
        $this <https://example.org/p> ?x . ?x <https://example.org/q> ?value
        FILTER NOT EXISTS { ?value <https://example.org/p> $this } }''' ] .
e:Inner a sh:NodeShape ; sh:property [ sh:path e:r ; sh:minCount 1 ] ; sh:closed true ;
    sh:ignoredProperties ( e:p e:q ) .
e:T a sh:NodeShape ; sh:targetObjectsOf e:r ; sh:targetNode e:n0 ; sh:targetSubjectsOf e:s ;
    sh:property [ sh:path e:q ; sh:qualifiedValueShape [ sh:class e:C ] ; sh:qualifiedMinCount 1 ] ,
        [ sh:path e:p ; sh:property [ sh:path e:q ; sh:uniqueLang true ; sh:lessThan e:r ] ] .
"""
_ASKED = """
e:S a sh:NodeShape ; sh:targetSubjectsOf e:p ; sh:sparql
    [ sh:message "a" ; sh:select '''SELECT $this ?value WHERE {
        { $this <https://example.org/p> ?x } UNION { ?x <https://example.org/q> $this }
        OPTIONAL { ?x <https://example.org/r> ?y } FILTER (!bound(?y))
        { SELECT $this ?value WHERE { $this <https://example.org/q> ?value } } }''' ] ,
    [ sh:message "b" ; sh:select '''SELECT $this WHERE {
        $this <https://example.org/p>/^<https://example.org/q> ?x
        FILTER EXISTS { ?x ?y $this } }''' ] ,
    [ sh:message "c" ; sh:select '''SELECT $this ?value WHERE {
        $this <https://example.org/s> ?x . ?x ?y ?z . ?z <https://example.org/r> ?value }''' ] .
e:T a sh:NodeShape ; sh:targetClass e:C , e:D ; sh:not [ sh:path ( [ sh:zeroOrOnePath e:p ]
        [ sh:alternativePath ( e:q [ sh:inversePath e:r ] ) ] ) ; sh:minCount 1 ] ;
    sh:property [ sh:path e:p ; sh:or ( [ sh:class e:D ] [ sh:path e:s ; sh:minCount 1 ] ) ] ,
        [ sh:path e:s ; sh:qualifiedValueShape [ sh:class e:C ] ; sh:qualifiedMaxCount 0 ;
          sh:qualifiedValueShapesDisjoint true ] ,
        [ sh:path e:r ; sh:qualifiedValueShape [ sh:path e:q ; sh:minCount 1 ] ;
          sh:qualifiedMaxCount 0 ] .
"""
_NODES = [ox.NamedNode(f"https://example.org/n{n}") for n in range(6)]
_VALUES = [*_NODES, ox.Literal(1), ox.Literal("a", language="en"), ox.Literal("b", language="en")]
_KINDS = [ox.NamedNode(f"https://example.org/{name}") for name in "CD"]
_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_BELOW = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf")
_TRIPLES = st.one_of(
    st.builds(
        ox.Triple,
        st.sampled_from(_NODES),
        st.sampled_from([ox.NamedNode(f"https://example.org/{name}") for name in "pqrs"]),
        st.sampled_from(_VALUES),
    ),
    st.builds(ox.Triple, st.sampled_from(_NODES), st.just(_TYPE), st.sampled_from(_KINDS)),
    st.just(ox.Triple(_KINDS[1], _BELOW, _KINDS[0])),
)


@pytest.mark.parametrize("shapes", [_EDITED, _ASKED], ids=["core", "sparql"])
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sets(_TRIPLES, max_size=14), st.sets(_TRIPLES, max_size=3))
def test_judging_again_what_changed_gives_what_a_full_run_gives(
    shapes: str, before: set[ox.Triple], changed: set[ox.Triple]
) -> None:
    program = shapes_of(turtle(_PREFIXES + shapes)).program
    store = ox.Store()
    store.extend(ox.Quad(t.subject, t.predicate, t.object) for t in before)
    validator = Validator(program, store)
    earlier = validator.run()
    for triple in changed:
        quad = ox.Quad(triple.subject, triple.predicate, triple.object)
        if triple in before:
            store.remove(quad)
        else:
            store.add(quad)

    again = validator.rerun(earlier, added=changed - before, removed=changed & before)
    full = validator.run()

    assert not validator.reach.everywhere
    assert sorted(map(str, again.results)) == sorted(map(str, full.results))
    assert again.by_root.keys() == full.by_root.keys()


def test_a_change_elsewhere_judges_nothing_again(
    generated: tuple[Path, Counter[news.Result]],
) -> None:
    path, planted = generated
    store = ox.Store()
    store.bulk_load(path=path)
    validator = Validator(load_shapes(_SHAPES).program, store)
    earlier = validator.run()
    strange = ox.Quad(_NODES[0], _NODES[1], _NODES[2])
    store.add(strange)

    again = validator.rerun(earlier, added=[strange.triple])

    assert (again.judged, len(again.results)) == (0, planted.total())
    assert earlier.judged > 100


def test_shapes_that_look_everywhere_are_judged_again_everywhere() -> None:
    text = """e:S sh:targetNode e:n0 ; sh:sparql [ sh:message "no" ;
        sh:select "SELECT $this WHERE { ?x <https://example.org/p> 7 }" ] ."""
    store = ox.Store()
    validator = Validator(shapes_of(turtle(_PREFIXES + text)).program, store)
    earlier = validator.run()
    quad = ox.Quad(_NODES[3], ox.NamedNode("https://example.org/p"), ox.Literal(7))
    store.add(quad)

    again = validator.rerun(earlier, added=[quad.triple])

    assert earlier.results == []
    assert [result.focus for result in again.results] == ["https://example.org/n0"]


def test_progress_is_told(generated: tuple[Path, Counter[news.Result]]) -> None:
    told: list[tuple[int, int]] = []
    path, _ = generated

    list(validate(_SHAPES, path, Options(small=0, progress=lambda *seen: told.append(seen))))

    assert told[-1] == (path.stat().st_size, path.stat().st_size)
    assert json.dumps(told) == json.dumps(sorted(told))
