"""Findings in, a SARIF 2.1.0 log out, for code scanning and editors.

Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from textwrap import indent

from triplewire import __version__
from triplewire.ask import visible
from triplewire.report.findings import Finding, Place, Rule, Run
from triplewire.report.fingerprints import fingerprint
from triplewire.report.places import uri_of
from triplewire.report.proposals import command
from triplewire.report.rules import rule_of
from triplewire.report.writers.json import dumped

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_INFORMATION = "https://w3id.org/triplewire/"
_ROOT = "%SRCROOT%"
_LEVELS = {"Violation": "error", "Warning": "warning", "Info": "note"}
_VARIABLE = re.compile(r"\{[?$](\w+)\}")


def report_sarif(findings: Iterable[Finding], run: Run) -> Iterator[str]:
    """Yield the report as a SARIF log with one run; lines and columns are those of the articles."""
    rules = {rule.id: rule for rule in run.rules}
    known = {rule.iri: rule for rule in run.rules}
    times: Counter[str] = Counter()
    yield f'{{\n  "$schema": {dumped(_SCHEMA)},\n  "version": "2.1.0",\n  "runs": [\n    {{\n'
    yield '      "columnKind": "unicodeCodePoints",\n      "results": ['
    between = ""
    for finding in findings:
        rule = rule_of(finding.result, known)
        rules.setdefault(rule.id, rule)
        yield f"{between}\n{indent(dumped(_result(finding, rule, times), 2), ' ' * 8)}"
        between = ","
    yield "\n      ],\n" if between else "],\n"
    yield f"{indent(dumped(_frame(rules.values(), run), 2)[2:-2], ' ' * 4)}\n"
    yield "    }\n  ]\n}\n"


def _frame(rules: Iterable[Rule], run: Run) -> dict[str, object]:
    """Return what a run says beside its results."""
    return {
        "tool": {
            "driver": {
                "name": "Triplewire",
                "version": __version__,
                "semanticVersion": __version__,
                "informationUri": _INFORMATION,
                "rules": [_rule(rule) for rule in rules],
            }
        },
        "invocations": [{"executionSuccessful": True}],
        "properties": {"engine": run.engine, "judgedByPyshacl": list(run.elsewhere)},
        "originalUriBaseIds": {
            _ROOT: {"description": {"text": "The folder in which the check was run."}}
        },
    }


def _rule(rule: Rule) -> dict[str, object]:
    said = [_VARIABLE.sub(r"‹\1›", message) for message in rule.messages]
    short = rule.description or " ".join(said) or rule.name or rule.id
    text = " ".join(filter(None, [rule.description, *said])) or short
    described: dict[str, object] = {
        "id": rule.id,
        "shortDescription": {"text": _message(short)},
        "fullDescription": {"text": _message(text)},
        "help": {"text": _message(text), "markdown": _markdown(rule, text)},
        "defaultConfiguration": {"level": _LEVELS.get(rule.severity, "error")},
        "properties": {"tags": ["shacl", *filter(None, [rule.suite])], "shape": rule.iri},
    }
    return described | ({"name": rule.name} if rule.name else {})


def _markdown(rule: Rule, text: str) -> str:
    shape = f"\n\nShape: `{rule.iri}`" if rule.iri else ""
    return f"{_message(text)}{shape}"


def _result(finding: Finding, rule: Rule, times: Counter[str]) -> dict[str, object]:
    result = finding.result
    same = fingerprint(finding, rule)
    times[same] += 1
    properties: dict[str, object] = {"focusNode": result.focus, "graph": finding.graph}
    properties |= {"resultPath": result.path} if result.path else {}
    properties |= {"value": result.value} if result.value else {}
    properties |= {"component": result.component}
    properties |= {"severity": result.custom_severity} if result.custom_severity else {}
    properties |= {"decision": command(finding.proposal)} if finding.proposal else {}
    found: dict[str, object] = {
        "ruleId": rule.id,
        "level": _LEVELS.get(result.severity, "error"),
        "message": {"text": _message(_said(finding))},
        "locations": [_location(finding)],
        "partialFingerprints": {
            "primaryLocationLineHash": f"{same}:{times[same]}",
            "triplewire/v1": same,
        },
        "properties": properties,
    }
    others = [
        {"id": number, "physicalLocation": _physical(place), "message": {"text": _further(place)}}
        for number, place in enumerate(finding.places[1:], start=1)
    ]
    return found | ({"relatedLocations": others} if others else {})


def _said(finding: Finding) -> str:
    """Return a result's message with what it is about, for a list that shows nothing else."""
    about = finding.label or finding.result.focus
    return f"{finding.result.message} ({about})" if finding.result.message else about


def _location(finding: Finding) -> dict[str, object]:
    about: dict[str, object] = {
        "fullyQualifiedName": finding.result.focus,
        "kind": "resource",
    }
    about |= {"name": finding.label} if finding.label else {}
    location: dict[str, object] = {"logicalLocations": [about]}
    if finding.places:
        location["physicalLocation"] = _physical(finding.places[0])
    return location


def _further(place: Place) -> str:
    if place.article is None:
        return "The node is described here."
    return _message(place.words or place.article)


def _physical(place: Place) -> dict[str, object]:
    artifact: dict[str, object] = {"uri": uri_of(place.file)}
    if not PurePosixPath(place.file).is_absolute():
        artifact["uriBaseId"] = _ROOT
    if place.line is None:
        return {"artifactLocation": artifact}
    region: dict[str, object] = {"startLine": place.line}
    if place.column is not None and place.end_column is not None:
        region |= {"startColumn": place.column, "endLine": place.end_line or place.line}
        region |= {"endColumn": place.end_column}
    if place.words:
        region["snippet"] = {"text": place.words}
    return {"artifactLocation": artifact, "region": region}


def _message(text: str) -> str:
    """Return text as a message of SARIF, in which braces and links have a meaning of their own."""
    text = visible(text).replace("{", "{{").replace("}", "}}")
    return text.replace("[", "\\[").replace("]", "\\]") if "](" in text else text
