from pathlib import Path

import pytest

from tests.validate.bad_files import turtle
from triplewire.errors import ValidateError
from triplewire.records import Graph, Report, Result
from triplewire.shacl import ENGINES, load_shapes, order, shapes_of
from triplewire.shacl.pyshacl.judge import shapes_graph
from triplewire.validate import validate_graph

_PREFIXES = """
@prefix e: <https://example.org/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
"""
_CONSTRAINT = """
e:check sh:message "{{?other}} is no friend of {{$this}}."@en ;
    sh:select "SELECT $this ?other WHERE {{ $this {} ?other }}" .
"""


def _folder(tmp_path: Path, text: str) -> Path:
    (tmp_path / "shapes.ttl").write_text(_PREFIXES + text)
    return tmp_path


def _reports(folder: Path, data: str) -> list[Report]:
    graph = Graph(iri="https://example.org/graph", triples=turtle(_PREFIXES + data))
    return [validate_graph(graph, (), load_shapes(folder), engine) for engine in ENGINES]


def test_a_folder_without_shapes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValidateError, match="no shapes"):
        load_shapes(tmp_path)


def test_a_file_that_is_not_turtle_is_refused_with_its_line(tmp_path: Path) -> None:
    folder = _folder(tmp_path, "e:x sh:path .")

    with pytest.raises(ValidateError, match=r"shapes\.ttl:5:.*not Turtle") as caught:
        load_shapes(folder)

    assert "take it out" in caught.value.hint


def test_blank_nodes_of_two_files_stay_apart(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.ttl").write_text(
            f"{_PREFIXES} e:{name} sh:or _:x . _:x e:is e:{name} ."
        )

    assert len(set(shapes_graph(load_shapes(tmp_path).triples).objects(None, None))) == 4


@pytest.mark.parametrize(
    ("shape", "constraint", "what"),
    [
        ("sh:targetClass e:T", _CONSTRAINT.format("e:knows ("), "not a SPARQL query"),
        ("sh:targetClass e:T", _CONSTRAINT.format("undeclared:knows"), "not a SPARQL query"),
    ],
)
def test_a_malformed_query_is_refused_with_its_constraint(
    tmp_path: Path, shape: str, constraint: str, what: str
) -> None:
    folder = _folder(
        tmp_path, f"e:Shape a sh:NodeShape ; sh:sparql e:check ; {shape} .{constraint}"
    )

    with pytest.raises(ValidateError, match=what) as caught:
        load_shapes(folder)

    assert caught.value.hint
    assert caught.value.where.startswith("https://example.org/")


@pytest.mark.parametrize(
    ("shape", "constraint", "messages"),
    [
        (
            "sh:targetClass e:T",
            (
                'e:check sh:message "Nothing." ; '
                'sh:select "SELECT $this { FILTER NOT EXISTS { $this ?p 1 } }" .'
            ),
            ["Nothing."],
        ),
        (
            'sh:targetClass e:T ; sh:message "Mine."',
            'e:check sh:select "SELECT $this {}" .',
            ["Mine."],
        ),
        (
            'sh:targetClass e:T ; sh:message "Mine."',
            _CONSTRAINT.format("<https://example.org/knows>").replace("{{", "{").replace("}}", "}"),
            ["https://example.org/bob is no friend of https://example.org/ann."],
        ),
    ],
)
def test_a_query_is_asked_of_each_focus_node_and_its_own_message_comes_first(
    tmp_path: Path, shape: str, constraint: str, messages: list[str]
) -> None:
    folder = _folder(tmp_path, f"e:S a sh:NodeShape ; sh:sparql e:check ; {shape} . {constraint}")
    graph = Graph(
        iri="https://example.org/graph",
        triples=turtle(_PREFIXES + "e:ann a e:T ; e:knows e:bob ."),
    )
    report = validate_graph(graph, (), load_shapes(folder))

    assert [result.message for result in report.results] == messages


@pytest.mark.parametrize(
    ("target", "focus"),
    [
        ("sh:targetClass e:Person", {"ann", "bob"}),
        ("sh:targetSubjectsOf e:likes", {"bob", "cid"}),
        ("sh:targetObjectsOf e:likes", {"ann"}),
        ("sh:targetNode e:cid", {"cid"}),
        ("sh:targetNode e:cid ; sh:targetClass e:Person", {"ann", "bob", "cid"}),
    ],
)
def test_every_kind_of_target_is_joined_with_the_query(
    tmp_path: Path, target: str, focus: set[str]
) -> None:
    constraint = _CONSTRAINT.format("<https://example.org/knows>")
    folder = _folder(tmp_path, f"e:S a sh:NodeShape ; sh:sparql e:check ; {target} . {constraint}")

    fast, reference = _reports(
        folder,
        """
        e:Sailor rdfs:subClassOf e:Person .
        e:ann a e:Person ; e:knows e:bob . e:bob a e:Sailor ; e:knows e:cid ; e:likes e:ann .
        e:cid e:knows e:ann ; e:likes e:ann . e:dot e:knows e:ann .
        """,
    )

    assert fast == reference
    assert {result.focus.rpartition("/")[2] for result in fast.results} == focus


def test_declared_prefixes_and_severity_of_the_shape_hold(tmp_path: Path) -> None:
    folder = _folder(
        tmp_path,
        """
        <https://example.org/shapes> sh:declare
            [ sh:prefix "e" ; sh:namespace "https://example.org/" ] .
        e:S sh:targetSubjectsOf e:knows ; sh:severity sh:Info ; sh:sparql e:check .
        e:check sh:prefixes <https://example.org/shapes> ;
            sh:message "{$this} knows {?value}, not {?nobody}." ;
            sh:select "SELECT $this ?value WHERE { $this e:knows ?value }" .
        """,
    )

    fast, reference = _reports(folder, 'e:ann e:knows "bob"@en .')

    assert fast == reference
    assert [(r.severity, r.value, r.message) for r in fast.results] == [
        ("Info", '"bob"@en', "https://example.org/ann knows bob, not {?nobody}.")
    ]
    assert fast.conforms


@pytest.mark.parametrize("where", ["e:S", "e:check"])
def test_a_deactivated_shape_or_constraint_is_silent(tmp_path: Path, where: str) -> None:
    constraint = _CONSTRAINT.format("<https://example.org/knows>")
    folder = _folder(
        tmp_path,
        f"e:S sh:targetNode e:ann ; sh:sparql e:check . {where} sh:deactivated true . {constraint}",
    )

    assert [report.results for report in _reports(folder, "e:ann e:knows e:bob .")] == [(), ()]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("e:p", "https://example.org/p"),
        ("( e:p e:q )", "<https://example.org/p>/<https://example.org/q>"),
        (
            "[ sh:alternativePath ( e:p [ sh:inversePath e:q ] ) ]",
            "(<https://example.org/p>|^<https://example.org/q>)",
        ),
        ("[ sh:zeroOrMorePath e:p ]", "(<https://example.org/p>)*"),
        ("[ sh:oneOrMorePath e:p ]", "(<https://example.org/p>)+"),
        ("[ sh:zeroOrOnePath e:p ]", "(<https://example.org/p>)?"),
    ],
)
def test_a_result_gives_its_path_as_sparql_writes_it(tmp_path: Path, path: str, text: str) -> None:
    folder = _folder(
        tmp_path,
        f"""
        e:S sh:targetNode e:ann ; sh:property e:P .
        e:P sh:path {path} ; sh:minCount 9 ; sh:message "More." .
        """,
    )

    fast, reference = _reports(folder, "e:ann e:p e:bob .")

    assert fast == reference
    assert [result.path for result in fast.results] == [text]


@pytest.mark.parametrize(
    ("wanted", "kept"),
    [
        (("S",), {"S"}),
        (("P",), {"S"}),
        (("Q",), {"S"}),
        (("check",), {"T"}),
        (("P", "check"), {"S", "T"}),
        (("shared",), {"S", "T"}),
        # What cannot be told keeps all: no holder, a class, or one without a name.
        (("lonely",), {"S", "T", "C", "_"}),
        (("unknown",), {"S", "T", "C", "_"}),
        (("C",), {"S", "T", "C", "_"}),
        (("nameless",), {"S", "T", "C", "_"}),
    ],
)
def test_the_shapes_that_hold_some_others_are_kept(wanted: tuple[str, ...], kept: set[str]) -> None:
    shapes = shapes_of(
        turtle(
            f"""{_PREFIXES} @prefix owl: <http://www.w3.org/2002/07/owl#> .
            e:S sh:targetClass e:A ; sh:property e:P , e:shared .
            e:P sh:path e:p ; sh:property e:Q .
            e:Q sh:path e:q . e:shared sh:path e:r . e:lonely sh:path e:l .
            e:T sh:targetNode e:a ; sh:sparql e:check ; sh:property e:shared .
            e:check sh:select "SELECT $this {{}}" .
            e:C a owl:Class , sh:NodeShape ; sh:nodeKind sh:IRI .
            [] sh:targetNode e:b ; sh:property e:nameless . e:nameless sh:path e:n .
            """
        )
    )
    held = shapes.holding({f"https://example.org/{name}" for name in wanted})

    assert {
        "_" if node[0] == "_" else node.rpartition("/")[2][:-1] for node in held.program.targets
    } == kept
    assert (held is shapes) is (len(kept) == 4)


def test_results_are_ordered_by_severity_shape_focus_value_component_and_message() -> None:
    def result(*fields: str) -> Result:
        severity, shape, focus, value, component, message = fields
        return Result(
            severity=severity,  # type: ignore[arg-type]
            shape=shape,
            focus=focus,
            value=value or None,
            component=component,
            message=message,
            path=None,
        )

    ranked = [
        result("Violation", "s", "f", "", "c", "m"),
        result("Violation", "s", "f", "", "c", "n"),
        result("Violation", "s", "f", "", "d", "a"),
        result("Violation", "s", "f", "v", "a", "a"),
        result("Violation", "s", "g", "a", "a", "a"),
        result("Violation", "t", "a", "a", "a", "a"),
        result("Warning", "a", "a", "a", "a", "a"),
        result("Info", "a", "a", "a", "a", "a"),
    ]

    assert sorted((ranked[n] for n in (3, 0, 7, 1, 6, 2, 5, 4)), key=order) == ranked
