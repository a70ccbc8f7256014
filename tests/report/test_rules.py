"""A result names the rule that it broke, also where no file of shapes is known to have it."""

from triplewire.records import Result
from triplewire.report.findings import Rule
from triplewire.report.rules import OURS, rule_of


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
