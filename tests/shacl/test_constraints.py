"""Each constraint of SHACL Core finds the values that offend it, with a message of its own."""

import pytest

from tests.validate.bad_files import turtle
from triplewire.records import Result
from triplewire.shacl import shapes_of
from triplewire.shacl.graph import Data, rows_of

_PREFIXES = """
@prefix : <e:> . @prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""


def _results(shape: str, data: str) -> list[Result]:
    program = shapes_of(turtle(f"{_PREFIXES} :S sh:targetNode :a ; {shape} .")).program
    found = program.results(Data(rows_of(turtle(_PREFIXES + data))))
    return sorted(found, key=lambda result: (result.value or "", result.path or ""))


def _values(shape: str, data: str) -> str:
    """Return the offending values in short, "-" for none in particular."""
    found = [result.value or "-" for result in _results(shape, data)]
    return " ".join(value.split("^^")[0].replace("<e:", ":").rstrip(">") for value in found)


@pytest.mark.parametrize(
    ("shape", "values", "offending", "message"),
    [
        ("sh:class :C", ":c , :d , :e , :f , 1", '"1" :e :f', "Value is no instance of e:C."),
        ("sh:datatype xsd:integer", '1 , "x"^^xsd:integer , "1"^^xsd:int , "1" , :b , 2',
         '"1" "1" "x" :b', "Value is not a well-formed literal of http://www.w3.org/2001/XMLSchema#integer."),
        ("sh:datatype xsd:string", '"a" , "b"@en , 1 , :b', '"1" "b"@en :b', None),
        ("sh:datatype <http://www.w3.org/1999/02/22-rdf-syntax-ns#langString>", '"a" , "b"@en , 1',
         '"1" "a"', None),
        ("sh:datatype :own", '"a" , "b"^^:own , :b', '"a" :b', None),
        ("sh:nodeKind sh:IRI", ':b , 1 , "a"@en', '"1" "a"@en',
         "Value is no http://www.w3.org/ns/shacl#IRI."),
        ("sh:nodeKind sh:Literal", ":b , 1", ":b", None),
        ("sh:nodeKind sh:BlankNode", ":b , 1", '"1" :b', None),
        ("sh:nodeKind sh:BlankNodeOrIRI", ":b , 1", '"1"', None),
        ("sh:nodeKind sh:BlankNodeOrLiteral", ":b , 1", ":b", None),
        ("sh:nodeKind sh:IRIOrLiteral", ":b , 1", "", None),
        ("sh:minCount 0", "1", "", None),
        ("sh:minCount 2", "1 , 2", "", None),
        ("sh:minCount 3", "1 , 2", "-", "Fewer than 3 values."),
        ("sh:maxCount 2", "1 , 2", "", None),
        ("sh:maxCount 1", "1 , 2", "-", "More than 1 values."),
        ("sh:maxCount 0", "1", "-", None),
        ("sh:minExclusive 2", "1 , 2 , 3 , 'a' , :b", '"1" "2" "a" :b',
         "Value is not within sh:minExclusive 2."),
        ("sh:minInclusive 2", "1 , 2.0 , 3 , 'a'", '"1" "a"',
         "Value is not within sh:minInclusive 2."),
        ("sh:maxExclusive 2", "1 , 2.0 , 3 , 'a'", '"2.0" "3" "a"',
         "Value is not within sh:maxExclusive 2."),
        ("sh:maxInclusive 2", "1 , 2 , 3 , 'a'", '"3" "a"',
         "Value is not within sh:maxInclusive 2."),
        ("sh:maxInclusive 'x'^^:own", "'x'^^:own , 'w'^^:own", '"w"', None),
        ("sh:maxExclusive 'x'^^:own", "'x'^^:own , 'w'^^:own", '"w" "x"', None),
        ("sh:minLength 3", "'ab' , 'abc' , 123 , :b , 'é!?'@fr", '"ab"',
         "Length is not within sh:minLength 3."),
        ("sh:maxLength 3", "'abc' , 'abcd' , :bc , :b", '"abcd" :bc',
         "Length is not within sh:maxLength 3."),
        ("sh:pattern '^a'", "'ab' , 'ba' , 'AB' , :a , 1", '"1" "AB" "ba" :a',
         "Value does not match ^a."),
        ("sh:pattern '^A' ; sh:flags 'i'", "'ab' , 'ba'", '"ba"', "Value does not match ^A."),
        ("sh:pattern ':b$'", ":b , :c", ":c", None),
        ("sh:languageIn ( 'en' 'DE-at' )",
         "'a'@en , 'b'@en-gb , 'c'@eng , 'd' , 'e'@de , 'f'@de-at , :b",
         '"c"@eng "d" "e"@de :b', "Language is none of en, de-at."),
        ("sh:languageIn ( '*' )", "'a'@en , 'b'", '"b"', None),
        ("sh:uniqueLang true",
         "'a'@en , 'b'@en , 'c'@de , 'd' , 'e' , 'f'@fr , 'g'@fr , 'h'@fr", "- -",
         "A language is used more than once."),
        ("sh:uniqueLang true", "'a'@en , 'b'@de", "", None),
        ("sh:uniqueLang false", "'a'@en , 'b'@en", "", None),
        ("sh:equals :q", "1 , 2 , 3", '"1" "4"', "Values are not those of e:q."),
        ("sh:disjoint :q", "1 , 2 , 3", '"2" "3"', "A value is one of e:q too."),
        ("sh:disjoint :none", "1", "", None),
        ("sh:lessThan :q", "1 , 2 , :b", '"2" :b :b :b', "Value is not sh:lessThan e:q."),
        ("sh:lessThanOrEquals :q", "1 , 2 , 3", '"3"', "Value is not sh:lessThanOrEquals e:q."),
        ("sh:lessThanOrEquals :own", ":b , :c", ":c", None),
        ("sh:lessThan :own", ":b", ":b", None),
        ("sh:lessThan :none", "1", "", None),
        ("sh:hasValue 1", "1 , 2", "", None),
        ("sh:hasValue 1", "'1' , 2", "-", None),
        ("sh:in ( 1 :b )", "1 , :b , '1' , :c", '"1" :c', None),
        ("sh:node [ sh:nodeKind sh:IRI ]", ":b , 1", '"1"', None),
        ("sh:not [ sh:nodeKind sh:IRI ]", ":b , 1", ":b", None),
        ("sh:and ( [ sh:nodeKind sh:Literal ] [ sh:datatype xsd:integer ] )",
         "1 , 'a' , :b", '"a" :b',
         "Value does not conform to sh:and of 2 shapes."),
        ("sh:or ( [ sh:nodeKind sh:IRI ] [ sh:datatype xsd:integer ] )", "1 , 'a' , :b", '"a"',
         "Value does not conform to sh:or of 2 shapes."),
        ("sh:xone ( [ sh:nodeKind sh:Literal ] [ sh:datatype xsd:integer ] )",
         "1 , 'a' , :b", '"1" :b',
         "Value does not conform to sh:xone of 2 shapes."),
        ("sh:qualifiedValueShape [ sh:nodeKind sh:IRI ] ; sh:qualifiedMinCount 2", ":b , 1", "-",
         "Not sh:qualifiedMinCount 2 conforming values."),
        ("sh:qualifiedValueShape [ sh:nodeKind sh:IRI ] ; sh:qualifiedMinCount 1", ":b , 1", "",
         None),
        ("sh:qualifiedValueShape [ sh:nodeKind sh:IRI ] ; sh:qualifiedMaxCount 1", ":b , 1", "",
         None),
        ("sh:qualifiedValueShape [ sh:nodeKind sh:IRI ] ; sh:qualifiedMaxCount 0", ":b , 1", "-",
         "Not sh:qualifiedMaxCount 0 conforming values."),
    ],
)  # fmt: skip
def test_a_constraint_finds_the_values_that_offend_it(
    shape: str, values: str, offending: str, message: str | None
) -> None:
    data = f""":a :p {values} ; :q 2 , 3 , 4 ; :own :b . :c a :C . :d a :D . :e a :E .
        :D rdfs:subClassOf :B . :B rdfs:subClassOf :C . :f :p 1 ."""
    found = _results(f"sh:path :p ; {shape}", data)

    assert _values(f"sh:path :p ; {shape}", data) == offending
    assert {result.path for result in found} <= {"e:p"}
    # By way of an inverse path, and inside another shape, it is the same.
    assert _values(f"sh:path [ sh:inversePath [ sh:inversePath :p ] ] ; {shape}", data) == offending
    assert bool(_results(f"sh:node [ sh:path :p ; {shape} ]", data)) is bool(offending)
    if message is not None:
        assert {result.message for result in found} == {message}


@pytest.mark.parametrize(
    ("shape", "found"),
    [
        ("sh:closed true", [("e:p", '"1"'), ("e:q", "<e:b>"), ("e:q", "<e:c>")]),
        ("sh:closed false", []),
        ("sh:closed true ; sh:ignoredProperties ( :q )", [("e:p", '"1"')]),
        ("sh:closed true ; sh:property [ sh:path :p ]", [("e:q", "<e:b>"), ("e:q", "<e:c>")]),
        (
            "sh:closed true ; sh:property [ sh:path [ sh:inversePath :p ] ] , [ sh:path :q ]",
            [("e:p", '"1"')],
        ),
    ],
)
def test_a_closed_shape_has_no_other_properties(shape: str, found: list[tuple[str, str]]) -> None:
    results = _results(shape, ":a :p '1' ; :q :b , :c .")

    assert sorted((result.path, result.value) for result in results) == found
    assert {result.message for result in results} <= {
        "A property that the closed shape does not have."
    }


def test_qualified_shapes_may_have_to_be_of_different_values() -> None:
    hand = """sh:property [ sh:path :p ; sh:qualifiedValueShape [ sh:class :C ] ;
        sh:qualifiedMinCount 1 %s ] , [ sh:path :p ; sh:qualifiedValueShape [ sh:class :D ] ;
        sh:qualifiedMinCount 1 %s ]"""
    apart = "; sh:qualifiedValueShapesDisjoint true"
    both, each = ":a :p :b . :b a :C , :D .", ":a :p :b , :c . :b a :C . :c a :D ."

    assert _results(hand % ("", ""), both) == []
    assert len(_results(hand % (apart, ""), both)) == 1
    assert len(_results(hand % (apart, apart), both)) == 2
    assert _results(hand % (apart, apart), each) == []


def test_what_is_found_below_a_shape_is_found_at_each_of_its_values() -> None:
    shape = """sh:path :p ; sh:nodeKind sh:IRI ;
        sh:property [ sh:path :q ; sh:minCount 1 ; sh:maxCount 1 ; sh:severity sh:Info ;
            sh:message "One"@en , "each" ]"""
    found = _results(shape, ":a :p :b , :c , :d , 1 . :b :q 1 . :c :q 1 , 2 .")

    assert sorted((r.focus, r.message, r.severity) for r in found) == [
        ('"1"^^<http://www.w3.org/2001/XMLSchema#integer>', "One each", "Info"),
        ("e:a", "Value is no http://www.w3.org/ns/shacl#IRI.", "Violation"),
        ("e:c", "One each", "Info"),
        ("e:d", "One each", "Info"),
    ]
    assert {r.shape for r in found if r.severity == "Violation"} == {"e:S"}


def test_counts_of_several_parameters_hold_together() -> None:
    shape = "sh:path :p ; sh:minCount 2 ; sh:maxCount 3 ; sh:nodeKind sh:IRI"

    assert [r.component.rpartition("#")[2] for r in _results(shape, ":a :p 1 .")] == [
        "MinCountConstraintComponent",
        "NodeKindConstraintComponent",
    ]
    assert len(_results(shape, ":a :p :b , :c , :d , :e .")) == 1
    assert _results(shape, ":a :p :b , :c , :d .") == []
    assert _results(shape, ":a :p :b , :c .") == []
