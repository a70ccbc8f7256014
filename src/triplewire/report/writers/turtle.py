"""Findings in, the validation report that SHACL defines out, as Turtle.

Source: https://www.w3.org/TR/shacl/#validation-report
"""

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from triplewire.report.findings import Finding, Run
from triplewire.report.paths import turtle_path

_SH = "http://www.w3.org/ns/shacl#"
_PREFIXES = f"@prefix sh: <{_SH}> .\n\n"


def report_turtle(findings: Iterable[Finding], _: Run) -> Iterator[str]:
    """Yield one sh:ValidationReport with every result, in the order in which they were found.

    The report and its results are blank nodes without labels, as in the specification, so the
    same results give the same bytes, and reports can be put together.
    """
    yield _PREFIXES + "[] a sh:ValidationReport"
    none = True
    for finding in findings:
        yield f" ;\n    sh:result [\n{_result(finding)}    ]"
        none = False
    # By the standard a graph conforms only when there is no result at all, not even an Info.
    yield f" ;\n    sh:conforms {str(none).lower()} .\n"


def _result(finding: Finding) -> str:
    result = finding.result
    lines = ["a sh:ValidationResult", f"sh:focusNode {_term(result.focus)}"]
    if result.path is not None:
        lines.append(f"sh:resultPath {turtle_path(result.path)}")
    if result.value is not None:
        lines.append(f"sh:value {_term(result.value)}")
    lines.append(f"sh:sourceShape {_term(result.source_shape or result.shape)}")
    if result.source_shape:
        lines.append(f"sh:sourceConstraint {_term(result.shape)}")
    lines.append(f"sh:sourceConstraintComponent {_term(result.component)}")
    severity = _term(result.custom_severity) if result.custom_severity else None
    lines.append(f"sh:resultSeverity {severity or f'sh:{result.severity}'}")
    if result.message:
        message = result.message.encode("utf-8", "backslashreplace").decode()
        lines.append(f"sh:resultMessage {ox.Literal(message)}")
    return "".join(f"        {line} ;\n" for line in lines)


def _term(text: str) -> str:
    """Return a term from its N-Triples form, or from its IRI without brackets, for Turtle."""
    if text.startswith("_:"):
        return str(ox.BlankNode(text[2:]))
    if text.startswith(('"', "<")):
        return text
    return f"<{text}>" if ":" in text else f"_:{text}"
