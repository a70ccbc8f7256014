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
