"""Findings in, JUnit XML out: a suite for each file of shapes, a test case for each shape."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from xml.etree import ElementTree as ET

from triplewire.ask import visible
from triplewire.report.digest import Group, about, counted, digest, fails, short, where
from triplewire.report.findings import Finding, Rule, Run
from triplewire.report.proposals import command

_OTHERS = "shapes"


def report_junit(findings: Iterable[Finding], run: Run) -> Iterator[str]:
    """Yield the report as JUnit XML; a shape without results is a test that passes.

    Results that do not fail the check (see ``fail_on``) are output of a test that passes. No times
    are given: the same results are the same bytes.
    """
    groups: dict[str, list[Group]] = {}
    for group in digest(findings, run, run.limit):
        groups.setdefault(group.rule.id, []).append(group)
    rules = {rule.id: rule for rule in run.rules}
    rules |= {name: found[0].rule for name, found in groups.items()}
    ordered = sorted(rules.values(), key=lambda rule: (rule.suite or _OTHERS, rule.id))
    failed = {rule.id for rule in ordered if _fatal(groups.get(rule.id, []), run)}
    root = ET.Element("testsuites", {"name": "triplewire check"} | _counts(ordered, failed))
    for suite, members in groupby(ordered, key=lambda rule: rule.suite or _OTHERS):
        listed = list(members)
        element = ET.SubElement(
            root, "testsuite", {"name": visible(suite)} | _counts(listed, failed)
        )
        for rule in listed:
            _case(element, rule, groups.get(rule.id, []), run)
    ET.indent(root)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f"{ET.tostring(root, encoding='unicode')}\n"


def _counts(rules: list[Rule], failed: set[str]) -> dict[str, str]:
    failures = sum(rule.id in failed for rule in rules)
    return {"tests": str(len(rules)), "failures": str(failures), "errors": "0", "skipped": "0"}


def _fatal(groups: list[Group], run: Run) -> list[Group]:
    return [group for group in groups if fails(group.severity, run)]


def _case(suite: ET.Element, rule: Rule, groups: list[Group], run: Run) -> None:
    case = ET.SubElement(
        suite,
        "testcase",
        name=visible(rule.id),
        classname=f"shacl.{visible(rule.suite or _OTHERS)}",
    )
    fatal = _fatal(groups, run)
    place = next((f.places[0] for g in fatal for f in g.findings if f.places), None)
    if place is not None:
        case.set("file", visible(place.file))
        case.set("line", str(place.line or 1))
    for group in fatal[:1]:
        failure = ET.SubElement(
            case, "failure", type=visible(group.severity), message=_heading(group, rule)
        )
        failure.text = "\n".join(line for each in fatal for line in _lines(each, run))
    others = [line for group in groups if group not in fatal for line in _lines(group, run)]
    if others:
        ET.SubElement(case, "system-out").text = "\n".join(others)


def _heading(group: Group, rule: Rule) -> str:
    said = group.message or " ".join(rule.messages) or rule.name
    return f"{counted(group.total, 'result')}: {visible(said)}"


def _lines(group: Group, run: Run) -> Iterator[str]:
    yield f"{visible(group.severity)}: {counted(group.total, 'result')}"
    for finding in group.findings:
        yield ""
        yield "  ".join(filter(None, [where(finding), short(finding.result.focus, run)]))
        yield f"  {visible(finding.result.message)}"
        if told := about(finding, run):
            yield f"  {told}"
        if finding.places and finding.places[0].words:
            yield f"  “{visible(finding.places[0].words)}”"
        if finding.proposal:
            yield f"  $ {visible(command(finding.proposal))}"
    if group.more:
        yield ""
        yield f"and {group.more:,} more"
