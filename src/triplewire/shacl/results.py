"""What is found wrong with data: results, their severities and their order."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["Violation", "Warning", "Info"]

SEVERITIES: dict[str, Severity] = {
    "http://www.w3.org/ns/shacl#Violation": "Violation",
    "http://www.w3.org/ns/shacl#Warning": "Warning",
    "http://www.w3.org/ns/shacl#Info": "Info",
}
_RANK = {severity: rank for rank, severity in enumerate(SEVERITIES.values())}


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One SHACL validation result; IRIs in full, ``value`` in N-Triples form.

    ``shape`` is the shape that was not met, or the sh:sparql constraint, which is named itself
    because a shape may have several; ``source_shape`` is then the shape that has it, else "".
    ``custom_severity`` is the IRI of a severity that SHACL does not define, which counts as a
    violation, else "".
    """

    severity: Severity
    focus: str
    path: str | None
    value: str | None
    message: str
    shape: str
    component: str
    source_shape: str = ""
    custom_severity: str = ""


def order(result: Result) -> tuple[int, str, str, str, str, str]:
    """Return the key that results are sorted by: violations first, then by shape and focus node."""
    rank, value = _RANK[result.severity], result.value or ""
    return rank, result.shape, result.focus, value, result.component, result.message
