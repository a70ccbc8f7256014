"""A result names the rule that it broke, also where no file of shapes is known to have it."""

from pathlib import Path

import pytest

from triplewire.errors import QueryError, ValidateError
from triplewire.records import Result
from triplewire.report.findings import Rule
from triplewire.report.rules import OURS, local, named, prefixes_of, rule_of, rules_of


def result(shape: str, path: str | None = None) -> Result:
    return Result(
        severity="Warning",
        focus="https://example.org/a",
        path=path,
        value=None,
        message="Name it.",
        shape=shape,
        component="http://www.w3.org/ns/shacl#MinCountConstraintComponent",
    )


def test_a_shape_that_no_file_tells_of_is_named_by_its_iri() -> None:
    iri = "https://example.org/shapes#Named"

    assert rule_of(result(iri), {}) == Rule(id=iri, iri=iri, severity="Warning")
    assert rule_of(result(f"{OURS}Named"), {}).id == "Named"


def test_a_known_shape_is_the_rule_of_its_file() -> None:
    known = Rule(id="Mine", iri="https://example.org/shapes#Named", severity="Violation")

    assert rule_of(result(known.iri), {known.iri: known}) == known


def test_a_shape_without_an_iri_is_named_by_what_it_asks_for() -> None:
    by_path = rule_of(result("_:b0", "https://schema.org/name"), {})
    by_constraint = rule_of(result("_:b0"), {})

    assert by_path == Rule(id="MinCount of https://schema.org/name", iri="", severity="Warning")
    assert by_constraint.id == "MinCount"


SHAPES = """
    @prefix ex: <https://example.org/shapes#> .
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    @prefix sh: <http://www.w3.org/ns/shacl#> .
    @prefix tws: <https://w3id.org/triplewire/shapes#> .
    tws:Claim a sh:NodeShape ; sh:targetClass ex:Claim ; sh:severity sh:Info ;
        sh:property ex:name , [ sh:path ex:x ; sh:minCount 1 ] ; sh:sparql ex:query , ex:own .
    ex:name sh:path ex:name ; sh:name "the name" ; sh:description "What it is called." ;
        sh:message "Name it." , "A name!" ; sh:severity sh:Warning .
    ex:query sh:select "SELECT $this {}" ; rdfs:label "b" , "a" ; rdfs:comment "asks" .
    ex:own sh:ask "ASK {}" ; sh:severity sh:Warning .
    ex:inner sh:path ex:inner . [] sh:property ex:inner .
    ex:Lone a sh:PropertyShape ; sh:path ex:y ; sh:minCount 1 .
    ex:Untyped sh:targetClass ex:Y ; sh:class ex:Z ; sh:name [] .
    ex:Silent a sh:NodeShape ; sh:targetClass ex:Y ; sh:property ex:name .
    ex:Odd sh:minCount 1 .
    ex:Typed a ex:NodeShape ; sh:minCount 1 .
    ex:Holder a sh:NodeShape ; sh:property ex:name .
    ex:word rdfs:label "no shape" .
"""


@pytest.fixture(name="shapes")
def _shapes(tmp_path: Path) -> Path:
    """Return a folder of shapes, and of what is none."""
    (tmp_path / "mine.ttl").write_text(SHAPES, encoding="utf-8")
    again = "<https://example.org/shapes#Lone> <http://www.w3.org/ns/shacl#minCount> 1 ."
    more = "@prefix sh: <http://www.w3.org/ns/shacl#> . <x:More> a sh:NodeShape ; sh:class <x:C> ."
    (tmp_path / "next.ttl").write_text(f"{more} {again}", encoding="utf-8")
    (tmp_path / "note.txt").write_text("no Turtle", encoding="utf-8")
    return tmp_path


EX = "https://example.org/shapes#"


def test_every_shape_that_judges_has_a_rule(shapes: Path) -> None:
    rules = {rule.id: rule for rule in rules_of([shapes, shapes / "mine.ttl"])}

    assert list(rules) == [
        f"{EX}name", f"{EX}query", f"{EX}own", f"{EX}inner", f"{EX}Lone", f"{EX}Untyped", "x:More",
    ]  # fmt: skip
    holders = (f"{EX}Holder", f"{EX}Silent", f"{OURS}Claim")
    assert rules[f"{EX}name"] == Rule(
        id=f"{EX}name",
        iri=f"{EX}name",
        suite="mine",
        severity="Warning",
        name="the name",
        description="What it is called.",
        messages=("A name!", "Name it."),
        within=holders,
    )
    query, own = rules[f"{EX}query"], rules[f"{EX}own"]
    assert (query.severity, query.name, query.description) == ("Info", "a", "asks")
    assert (own.severity, own.name, own.within) == ("Warning", "own", (f"{OURS}Claim",))
    assert (rules[f"{EX}inner"].within, rules[f"{EX}inner"].severity) == ((), "Violation")
    assert rules[f"{EX}Untyped"].name == "Untyped"
    assert rules["x:More"].suite == "next"


def test_what_is_no_turtle_has_no_rules(shapes: Path) -> None:
    with pytest.raises(ValidateError, match="not Turtle: ") as raised:
        rules_of([shapes / "note.txt"])

    assert raised.value.where == str(shapes / "note.txt")


def test_prefixes_are_those_that_files_of_turtle_declare_first(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("@prefix a: <x:a> . @prefix b: <x:b> . a:a a a:a .")
    (tmp_path / "b.ttl").write_text("@prefix b: <x:other> . @prefix c: <x:c> . broken")
    (tmp_path / "c.TRIG").write_text("@prefix d: <x:d> . <x:g> { d:a a d:a }")
    (tmp_path / "d.nt").write_text("<x:a> <x:b> <x:c> .")

    assert prefixes_of([tmp_path]) == {"a": "x:a", "b": "x:b", "c": "x:c"}
    assert prefixes_of([tmp_path / "b.ttl", tmp_path / "a.ttl"])["b"] == "x:other"
    assert prefixes_of([tmp_path / "c.TRIG", tmp_path / "d.nt"]) == {"d": "x:d"}
    assert prefixes_of([]) == {}


@pytest.mark.parametrize(
    ("name", "found"),
    [
        (f"{EX}name", [f"{EX}name"]),
        ("name", [f"{EX}name"]),
        ("ex:name", [f"{EX}name"]),
        ("Claim", [f"{OURS}Claim", f"{EX}name", f"{EX}own", f"{EX}query"]),
        (f"{OURS}Claim", [f"{OURS}Claim", f"{EX}name", f"{EX}own", f"{EX}query"]),
        ("Holder", [f"{EX}Holder", f"{EX}name"]),
        ("Lone", [f"{EX}Lone"]),
    ],
)
def test_a_name_stands_for_a_shape_and_all_that_it_has(
    shapes: Path, name: str, found: list[str]
) -> None:
    rules = iter(rules_of([shapes]))

    assert named(rules, [name], {"ex": EX}) == set(found)


def test_several_names_stand_for_all_of_theirs(shapes: Path) -> None:
    assert named(rules_of([shapes]), ["Lone", "own"], {}) == {f"{EX}Lone", f"{EX}own"}
    assert named(rules_of([shapes]), [], {}) == set()


@pytest.mark.parametrize(
    ("name", "hint"),
    [("Claimm", "did you mean Claim?"), ("zzzzzzzzzz", "see the files of shapes")],
)
def test_a_name_that_stands_for_nothing_is_told_with_what_is_near(
    shapes: Path, name: str, hint: str
) -> None:
    with pytest.raises(QueryError) as raised:
        named(rules_of([shapes]), [name], {})

    assert (raised.value.what, raised.value.hint) == (f"no shape is called {name!r}", hint)


@pytest.mark.parametrize(
    ("iri", "expected"),
    [("x:a/b#c", "c"), ("x:a/b/", "b"), ("x:a/b#", "b"), ("x:a", "a"), ("a", "a"), ("x:a#b:", "b")],
)
def test_the_last_part_of_an_iri_is_its_local_name(iri: str, expected: str) -> None:
    assert local(iri) == expected


def test_a_blank_node_is_no_iri() -> None:
    assert rule_of(result("_:b0:c"), {}).iri == ""
    assert rule_of(result("no iri"), {}).iri == ""
