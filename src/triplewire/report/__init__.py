"""SHACL results in; what they point at, and reports for people and for tools out."""

from collections.abc import Callable, Iterable, Iterator

from triplewire.report.digest import FAIL_ON, fails, summary
from triplewire.report.findings import Finding, Place, Proposal, Rule, Run
from triplewire.report.places import endpoint_findings, file_findings, store_findings
from triplewire.report.rules import named, prefixes_of, rules_of
from triplewire.report.writers import (
    report_html,
    report_json,
    report_junit,
    report_sarif,
    report_text,
    report_turtle,
)

__all__ = [
    "FAIL_ON",
    "WRITERS",
    "Finding",
    "Place",
    "Proposal",
    "Rule",
    "Run",
    "endpoint_findings",
    "fails",
    "file_findings",
    "named",
    "prefixes_of",
    "report_html",
    "report_json",
    "report_junit",
    "report_sarif",
    "report_text",
    "report_turtle",
    "rules_of",
    "store_findings",
    "summary",
]

# Each writer yields its report piece by piece, so that a long one is never held as a whole.
WRITERS: dict[str, Callable[[Iterable[Finding], Run], Iterator[str]]] = {
    "text": report_text,
    "json": report_json,
    "sarif": report_sarif,
    "junit": report_junit,
    "html": report_html,
    "turtle": report_turtle,
}
