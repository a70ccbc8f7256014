"""Findings in, one JSON object out; docs/validation.md describes it."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from textwrap import indent

from triplewire import __version__
from triplewire.report.digest import SEVERITIES
from triplewire.report.findings import Finding, Place, Proposal, Rule, Run
from triplewire.report.fingerprints import fingerprint
from triplewire.report.proposals import command, row
from triplewire.report.rules import rule_of

_HALVES = re.compile("[\ud800-\udfff]")


def report_json(findings: Iterable[Finding], run: Run) -> Iterator[str]:
    """Yield the report as JSON, every result in the order in which it was found."""
    known = {rule.iri: rule for rule in run.rules}
    counts = Counter(dict.fromkeys(SEVERITIES, 0))
    yield "{\n"
    yield f'  "triplewire": {dumped(__version__)},\n'
    yield f'  "checked": {dumped(run.checked)},\n'
    yield f'  "engine": {dumped(run.engine)},\n'
    yield f'  "judgedByPyshacl": {dumped(run.elsewhere)},\n'
    yield '  "results": ['
    between = ""
    for finding in findings:
        counts[finding.result.severity] += 1
        found = _finding(finding, rule_of(finding.result, known))
        yield f"{between}\n{indent(dumped(found, 2), '    ')}"
        between = ","
    yield "\n  ],\n" if between else "],\n"
    yield f'  "counts": {dumped(counts)},\n'
    yield f'  "conforms": {dumped(counts["Violation"] == 0)}\n'
    yield "}\n"


def dumped(value: object, depth: int | None = None) -> str:
    """Return a value as JSON that can be encoded: halves of characters stay escapes."""
    text = json.dumps(value, ensure_ascii=False, indent=depth)
    return _HALVES.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _finding(finding: Finding, rule: Rule) -> dict[str, object]:
    result = finding.result
    return {
        "severity": result.severity,
        "customSeverity": result.custom_severity or None,
        "rule": rule.id,
        "shape": result.shape,
        "sourceShape": result.source_shape or result.shape,
        "component": result.component,
        "focus": result.focus,
        "label": finding.label,
        "path": result.path,
        "value": result.value,
        "message": result.message,
        "graph": finding.graph,
        "places": [_place(place) for place in finding.places],
        "decision": _decision(finding.proposal) if finding.proposal else None,
        "fingerprint": fingerprint(finding, rule),
    }


def _place(place: Place) -> dict[str, object]:
    return {
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
        "before": place.before,
        "words": place.words,
        "after": place.after,
        "article": place.article,
    }


def _decision(proposal: Proposal) -> dict[str, str]:
    return {
        "what": proposal.what,
        "article": proposal.article,
        "quotation": proposal.quotation,
        "prefix": proposal.prefix,
        "suffix": proposal.suffix,
        "target": proposal.target,
        "value": proposal.value,
        "newsroom": proposal.newsroom,
        "command": command(proposal),
        "row": row(proposal),
    }
