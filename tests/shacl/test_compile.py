"""What is no shape is refused with where it stands; what SPARQL adds to shapes works."""

import pytest

from tests.validate.bad_files import turtle
from triplewire.errors import ValidateError
from triplewire.records import Result
from triplewire.shacl import shapes_of
from triplewire.shacl.graph.index import Data, rows_of

_PREFIXES = """
@prefix e: <https://example.org/> . @prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
"""


def _results(shapes: str, data: str) -> list[Result]:
    program = shapes_of(turtle(_PREFIXES + shapes)).program
    found = program.results(Data(rows_of(turtle(_PREFIXES + data))))
    return sorted(found, key=lambda result: (result.focus, result.value or ""))


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("sh:node e:S", "recursive shape: https://example.org/S -> https://example.org/S"),
        ("sh:not [ sh:or ( e:S [] ) ]", "recursive"),
        ("sh:path e:p , e:q", "two paths"),
        ("sh:path 1", "not a property path"),
        ("sh:path ( e:p )", "not a property path"),
        ("sh:path [ sh:inversePath [] ]", "not a property path"),
        ("sh:property [ sh:minCount 1 ]", "not a property shape"),
        ("sh:path e:p ; sh:minCount -1", "sh:minCount"),
        ("sh:path e:p ; sh:minCount 1 , 2", "sh:minCount"),
        ("sh:minCount 1", "sh:minCount"),
        ("sh:lessThan e:p", "sh:lessThan"),
        ('sh:nodeKind "IRI"', "sh:nodeKind"),
        ('sh:datatype "x"', "sh:datatype"),
        ("sh:in [ rdf:first 1 ]", "sh:in"),
        ("sh:minInclusive e:p", "sh:minInclusive"),
        ("sh:pattern e:p", "sh:pattern"),
        ("sh:sparql []", "not one sh:select"),
        ('sh:sparql [ sh:prefixes [ sh:declare [ sh:prefix "x" ] ] ; sh:select "" ]', "sh:declare"),
    ],
)
def test_what_is_no_shape_is_refused(text: str, what: str) -> None:
    with pytest.raises(ValidateError, match=what) as caught:
        shapes_of(turtle(f"{_PREFIXES} e:S sh:targetNode e:a ; {text} ."))

    assert caught.value.hint


def test_a_deactivated_circle_is_no_circle() -> None:
    assert _results("e:S sh:targetNode e:a ; sh:deactivated true ; sh:node e:S .", "") == []


def test_an_owl_class_that_is_a_shape_targets_its_instances() -> None:
    shapes = "e:C a owl:Class , sh:NodeShape ; sh:nodeKind sh:Literal ."

    assert [r.focus for r in _results(shapes, "e:a a e:C .")] == ["https://example.org/a"]


def test_a_severity_of_ones_own_is_kept_and_counts_as_a_violation() -> None:
    shapes = "e:S sh:targetNode e:a ; sh:severity e:Grave ; sh:nodeKind sh:Literal ."
    (result,) = _results(shapes, "")

    assert (result.severity, result.custom_severity) == ("Violation", "https://example.org/Grave")


def test_a_sparql_target_chooses_its_focus_nodes() -> None:
    shapes = """e:S sh:nodeKind sh:Literal ; sh:target [ a sh:SPARQLTarget ; sh:select '''
        SELECT ?this WHERE { ?this <https://example.org/p> ?n FILTER (?n > 1) }''' ] ."""

    assert [r.focus for r in _results(shapes, "e:a e:p 1 . e:b e:p 2 .")] == [
        "https://example.org/b"
    ]


def test_a_target_of_another_kind_is_left_to_pyshacl() -> None:
    program = shapes_of(
        turtle(_PREFIXES + "e:S sh:target [ a e:Odd ] ; sh:nodeKind sh:IRI .")
    ).program

    assert program.elsewhere == ("<https://example.org/S>",)


def test_a_query_may_give_the_message_the_path_and_a_failure() -> None:
    shapes = """e:S sh:targetNode e:a ; sh:sparql [ sh:message "no" ; sh:select '''
        SELECT $this ?path ("told" AS ?message) ?failure WHERE { $this ?path ?x
        BIND (?x = 7 AS ?failure) }''' ] ."""
    (result,) = _results(shapes, "e:a e:p 1 .")

    assert (result.message, result.path) == ("told", "https://example.org/p")
    with pytest.raises(ValidateError, match="reports a failure"):
        _results(shapes, "e:a e:p 7 .")


_COMPONENT = """
e:Between a sh:ConstraintComponent ; sh:parameter [ sh:path e:low ] , [ sh:path e:high ] ,
        [ sh:path e:why ; sh:optional true ] ;
    sh:validator [ a sh:SPARQLAskValidator ; sh:message "{$value} is not in {$low} to {$high}" ;
        sh:ask "ASK { FILTER ($low <= $value && $value <= $high) }" ] .
"""


def test_a_component_of_ones_own_tests_each_value_node() -> None:
    shapes = _COMPONENT + "e:S sh:targetNode e:a ; sh:path e:p ; e:low 1 ; e:high 3 ."
    results = _results(shapes, "e:a e:p 0 , 2 , 4 .")

    assert [r.message for r in results] == ["0 is not in 1 to 3", "4 is not in 1 to 3"]
    assert {r.component for r in results} == {"https://example.org/Between"}


@pytest.mark.parametrize(
    ("shapes", "what"),
    [
        (_COMPONENT + "e:S sh:targetNode e:a ; e:low 1 , 2 ; e:high 3 .", "two values"),
        ("e:X a sh:ConstraintComponent ; sh:parameter [ sh:name 'x' ] .", "without an IRI"),
    ],
)
def test_a_component_that_cannot_be_used_is_refused(shapes: str, what: str) -> None:
    with pytest.raises(ValidateError, match=what):
        shapes_of(turtle(_PREFIXES + shapes))


def test_a_component_without_a_validator_is_left_to_pyshacl() -> None:
    component = "e:X a sh:ConstraintComponent ; sh:parameter [ sh:path e:x ] ."
    text = component + "e:S sh:targetNode e:a ; e:x 1 ."

    assert shapes_of(turtle(_PREFIXES + text)).elsewhere == ("https://example.org/S",)


_CALL = """e:S sh:targetNode e:a ; sh:sparql [ sh:select '''
    SELECT $this WHERE { $this ?p ?x FILTER (<https://example.org/f>(?x)) }''' ] ."""


def test_a_function_that_the_shapes_declare_is_left_to_pyshacl() -> None:
    shapes = shapes_of(turtle(f"{_PREFIXES} e:f a sh:SPARQLFunction . {_CALL}"))

    assert shapes.elsewhere == ("https://example.org/S",)


def test_a_function_that_nobody_declares_is_refused() -> None:
    with pytest.raises(ValidateError, match="nobody declares: <https"):
        shapes_of(turtle(_PREFIXES + _CALL))


def _told(shapes: str, data: str) -> list[tuple[str, str | None, str | None, str]]:
    """Return the focus, value, path and message of each result, IRIs of our own in short."""
    short = "https://example.org/"
    return [
        tuple(None if part is None else part.replace(short, "e:") for part in parts)  # type: ignore[misc]
        for parts in ((r.focus, r.value, r.path, r.message) for r in _results(shapes, data))
    ]


@pytest.mark.parametrize(
    ("shape", "select", "found"),
    [
        # A node shape is about the focus node where the query does not say, no property shape.
        ("", "$this", [("e:a", "<e:a>", None, "no")]),
        ("sh:path e:p", "$this", [("e:a", None, "e:p", "no")]),
        ("", "$this ?value", [("e:a", "<e:b>", None, "no")]),
        ("sh:path e:p", "$this ?value", [("e:a", "<e:b>", "e:p", "no")]),
        ("", "$this (?way AS ?path)", [("e:a", "<e:a>", "e:p", "no")]),
        ("sh:path e:q", "$this (?way AS ?path)", [("e:a", None, "e:p", "no")]),
        # A path that is no IRI says nothing.
        ("sh:path e:q", "$this ('x' AS ?path)", [("e:a", None, "e:q", "no")]),
        ("", "$this ('{?value} told' AS ?message) ?value", [("e:a", "<e:b>", None, "e:b told")]),
        ("", "$this (false AS ?failure)", [("e:a", "<e:a>", None, "no")]),
    ],
)
def test_a_constraint_says_what_its_query_says(
    shape: str, select: str, found: list[tuple[str, str | None, str | None, str]]
) -> None:
    shapes = f"""e:S sh:targetNode e:a ; {shape and shape + " ;"} sh:sparql [ sh:message "no" ;
        sh:select '''SELECT {select} WHERE {{ $this ?way ?value }}''' ] ."""

    assert _told(shapes, "e:a e:p e:b .") == found


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        ("sh:message '{?value}, {$this}, {?none}, {?currentShape}, {value}'",
         "1, e:a, {?none}, e:S, {value}"),
        ("sh:message 'b'@en , 'a'", "a b"),
        ("", "of the shape"),
    ],
)  # fmt: skip
def test_messages_are_filled_in_and_sorted_and_come_from_the_shape_where_there_are_none(
    messages: str, told: str
) -> None:
    shapes = f"""e:S sh:targetNode e:a ; sh:message "of the shape" ; sh:sparql e:check .
        e:check {messages and messages + " ;"} sh:select '''SELECT $this ?value WHERE {{
            $this <https://example.org/p> ?value }}''' ."""
    (result,) = _results(shapes, "e:a e:p 1 .")

    assert result.message.replace("https://example.org/", "e:") == told
    assert (result.shape, result.source_shape) == (
        "https://example.org/check",
        "https://example.org/S",
    )
    assert result.component.endswith("shacl#SPARQLConstraintComponent")


@pytest.mark.parametrize(
    ("declared", "used", "found"),
    [
        # One parameter makes a constraint of each of its values.
        ("sh:parameter [ sh:path e:not ]", "e:not 1 , 2", ["1 is 1", "2 is 2"]),
        # One that is not given makes none; nor does one without any that must be.
        ("sh:parameter [ sh:path e:not ] , [ sh:path e:also ]", "e:not 1", []),
        ("sh:parameter [ sh:path e:not ; sh:optional true ]", "e:not 1", []),
        ("sh:parameter [ sh:path e:not ] , [ sh:path e:also ; sh:optional true ]", "e:not 1",
         ["1 is 1"]),
        ("sh:parameter [ sh:path e:not ] , [ sh:path e:also ; sh:optional true ]",
         "e:not 1 ; e:also 5", ["1 is 1"]),
        ("sh:parameter [ sh:path e:not ] , [ sh:path e:also ; sh:optional true ]", "e:also 1", []),
    ],
)  # fmt: skip
def test_a_component_is_used_where_its_parameters_are(
    declared: str, used: str, found: list[str]
) -> None:
    component = f"""e:Not a e:Kind ; {declared} ; sh:validator [
        sh:message "{{$value}} is {{$not}}" ; sh:ask "ASK {{ FILTER ($value != $not) }}" ] .
        e:Kind rdfs:subClassOf sh:ConstraintComponent . e:Other {declared} ."""
    rdfs = "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . "
    shapes = f"{rdfs}{component} e:S sh:targetNode e:a ; sh:path e:p ; {used} ."

    assert [r.message for r in _results(shapes, "e:a e:p 1 , 2 , 3 .")] == found


def test_a_component_has_validators_for_nodes_and_for_properties() -> None:
    def validator(kind: str, text: str, select: str) -> str:
        return f"sh:{kind} [ sh:message '{text}' ; sh:select '''SELECT {select} WHERE {{ {{ $this $path ?value }} FILTER (?value = $is) }}''' ]"  # noqa: E501

    component = f"""e:Is a sh:ConstraintComponent ; sh:parameter [ sh:path e:is ] ;
        {validator("nodeValidator", "node", "$this ?value").replace("$path", "?any")} ;
        {validator("propertyValidator", "property", "$this ?value").replace("$path", "$PATH")} ;
        sh:validator [ sh:ask "ASK {{ FILTER (false) }}" ] ."""
    node = component + "e:S sh:targetNode e:a ; e:is 1 ."
    of_path = component + "e:S sh:targetNode e:a ; sh:path e:p ; e:is 1 ; sh:severity sh:Warning ."
    data = "e:a e:p 1 , 2 ; e:q 1 ."

    assert [r.message for r in _results(node, data)] == ["node"]
    (result,) = _results(of_path, data)
    assert (result.message, result.path, result.severity) == (
        "property",
        "https://example.org/p",
        "Warning",
    )
    assert (result.shape, result.source_shape) == ("https://example.org/S", "")


def test_a_component_without_a_query_that_can_be_asked_is_left_to_pyshacl() -> None:
    for validator in ("sh:validator [ sh:jsFunctionName 'f' ]", "sh:propertyValidator e:v"):
        text = f"""e:X a sh:ConstraintComponent ; sh:parameter [ sh:path e:x ] ; {validator} .
            e:S sh:targetNode e:a ; e:x 1 ."""

        assert shapes_of(turtle(_PREFIXES + text)).elsewhere == ("https://example.org/S",)


@pytest.mark.parametrize("texts", ["sh:select 'a' , 'b'", "sh:select e:a", ""])
def test_a_constraint_has_one_query(texts: str) -> None:
    shapes = f"e:S sh:targetNode e:a ; sh:sparql [ sh:message 'no' ; {texts} ] ."

    with pytest.raises(ValidateError, match="not one sh:select"):
        shapes_of(turtle(_PREFIXES + shapes))
