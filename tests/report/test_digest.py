"""What a person needs of findings: groups in order, counts in words, names that are short."""

from dataclasses import replace

import pytest

from tests.report.samples import EX, RUN, result
from triplewire.report.digest import (
    Group,
    about,
    counted,
    digest,
    fails,
    path_of,
    rank,
    short,
    summary,
    totals,
    where,
)
from triplewire.report.findings import Finding, Place, Rule


def finding(**changes: str | None) -> Finding:
    return Finding(result=result(**changes), graph="g")


def test_groups_come_by_severity_then_by_rule_and_keep_the_first() -> None:
    shapes = [f"{EX}b", f"{EX}a"]
    severities = ["Info", "Odd", "Warning", "Violation"]
    many = [
        finding(shape=shape, severity=severity, focus=f"{EX}{number}")
        for number in range(4)
        for shape in shapes
        for severity in severities
    ]
    groups = digest(iter(many), RUN, 3)

    assert [(group.severity, group.rule.id) for group in groups] == [
        *(("Odd", f"{EX}a"), ("Violation", f"{EX}a")),
        *(("Odd", f"{EX}b"), ("Violation", f"{EX}b")),
        *(("Warning", f"{EX}a"), ("Warning", f"{EX}b"), ("Info", f"{EX}a"), ("Info", f"{EX}b")),
    ]
    kept = {group.severity: len(group.findings) for group in groups}
    assert kept == {"Odd": 3, "Violation": 3, "Warning": 3, "Info": 1}
    assert [one.result.focus for one in groups[1].findings] == [f"{EX}{n}" for n in range(3)]
    assert [(group.total, group.more) for group in groups] == [(4, 1)] * 6 + [(4, 3)] * 2
    assert totals(groups) == {"Violation": 8, "Warning": 8, "Info": 8, "Odd": 8}


@pytest.mark.parametrize(
    ("limit", "kept", "facts"),
    [(None, 7, 7), (1, 1, 1), (2, 2, 1), (5, 5, 1), (6, 6, 2), (0, 0, 1)],
)
def test_of_mere_facts_a_third_is_shown(limit: int | None, kept: int, facts: int) -> None:
    for severity, number in (("Warning", kept), ("Info", facts)):
        (group,) = digest([finding(severity=severity)] * 7, RUN, limit)

        assert len(group.findings) == number
        assert group.total == 7


def test_a_group_has_the_message_that_all_share() -> None:
    def message(*messages: str) -> str | None:
        found = [finding(message=one) for one in messages]
        return Group(rule=Rule(id="a", iri=""), severity="Info", findings=found).message

    assert message("a", "a") == "a"
    assert message("a", "b") is None
    assert message() is None


@pytest.mark.parametrize(
    ("fail_on", "failing"),
    [
        ("violation", ["Violation", "Odd"]),
        ("warning", ["Violation", "Warning", "Odd"]),
        ("info", ["Violation", "Warning", "Info", "Odd"]),
        ("never", []),
    ],
)
def test_a_check_fails_from_a_severity_on(fail_on: str, failing: list[str]) -> None:
    run = replace(RUN, fail_on=fail_on)

    assert [s for s in ("Violation", "Warning", "Info", "Odd") if fails(s, run)] == failing
    assert [rank(s) for s in ("Violation", "Warning", "Info", "Odd")] == [0, 1, 2, 0]


def test_counts_are_told_in_words() -> None:
    assert [counted(number, "info") for number in (0, 1, 2, 1_000)] == [
        "0 infos", "1 info", "2 infos", "1,000 infos",
    ]  # fmt: skip
    assert summary({"Violation": 0}) == summary({}) == "no results"
    assert summary({"Violation": 1, "Warning": 0}) == "1 violation"
    assert summary({"Violation": 4, "Info": 12}) == "4 violations and 12 infos"
    assert (
        summary({"Violation": 4, "Warning": 7, "Info": 1}) == "4 violations, 7 warnings and 1 info"
    )
    assert totals([]) == {"Violation": 0, "Warning": 0, "Info": 0}


@pytest.mark.parametrize(
    ("iri", "expected"),
    [
        (f"{EX}a", "ex:a"),
        (f"<{EX}a>", "ex:a"),
        ("<urn:a>", "<urn:a>"),
        ("urn:a", "<urn:a>"),
        ("_:b1", "_:b1"),
        (f'"{EX}a"', f'"{EX}a"'),
        ('"a\u202e"', '"a\\u202e"'),
        ("urn:\u202e", "<urn:\\u202e>"),
    ],
)
def test_terms_are_short_where_there_is_a_prefix(iri: str, expected: str) -> None:
    assert short(iri, RUN) == expected


def test_only_the_iris_of_a_composed_path_are_in_brackets() -> None:
    assert path_of(f"{EX}a", RUN) == "ex:a"
    assert path_of(f"(^<{EX}a>/<urn:b>)+", RUN) == "(^ex:a/<urn:b>)+"


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        (None, None, ""),
        (f"{EX}age", None, "ex:age"),
        (f"{EX}age", '"old"', 'ex:age = "old"'),
        (None, '"old"', 'value = "old"'),
        (None, f"<{EX}bo>", "value = ex:bo"),
        (None, f"<{EX}ada>", ""),
        (f"{EX}age", f"<{EX}ada>", "ex:age"),
    ],
)
def test_a_path_and_a_value_are_told_where_they_say_more(
    path: str | None, value: str | None, told: str
) -> None:
    assert about(finding(focus=f"{EX}ada", path=path, value=value), RUN) == told


@pytest.mark.parametrize(
    ("places", "told"),
    [
        ((), ""),
        ((Place(file="a"),), "a"),
        ((Place(file="a", line=2), Place(file="b")), "a:2"),
        ((Place(file="a\u202e", line=2, column=3),), "a\\u202e:2:3"),
        ((Place(file="a", column=3),), "a:3"),
    ],
)
def test_a_finding_is_where_its_first_place_is(places: tuple[Place, ...], told: str) -> None:
    assert where(replace(finding(), places=places)) == told
