"""Findings in, what a person needs of them out: counts, and the first ones of each shape."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from triplewire.ask import shorten, visible
from triplewire.report.findings import Finding, Rule, Run
from triplewire.report.rules import rule_of

# The order in which people want to see them, and what SARIF, JUnit and exit codes go by.
SEVERITIES = ("Violation", "Warning", "Info")
FAIL_ON = {"violation": 0, "warning": 1, "info": 2, "never": -1}


@dataclass(slots=True, kw_only=True)
class Group:
    """The results of one severity that one rule has: how many, and the first ones."""

    rule: Rule
    severity: str
    total: int = 0
    findings: list[Finding] = field(default_factory=list)

    @property
    def more(self) -> int:
        """Return how many results are not among the first ones."""
        return self.total - len(self.findings)

    @property
    def message(self) -> str | None:
        """Return the message that all the first ones share, if they do."""
        messages = {finding.result.message for finding in self.findings}
        return messages.pop() if len(messages) == 1 else None


def digest(findings: Iterable[Finding], run: Run, limit: int | None) -> list[Group]:
    """Return findings by severity, then by rule; of each rule up to ``limit`` are kept.

    So the memory that a long report takes does not grow with its length.
    """
    known = {rule.iri: rule for rule in run.rules}
    groups: dict[tuple[str, str], Group] = {}
    for finding in findings:
        result = finding.result
        rule = rule_of(result, known)
        group = groups.setdefault(
            (result.severity, rule.id), Group(rule=rule, severity=result.severity)
        )
        group.total += 1
        if limit is None or len(group.findings) < _share(limit, result.severity):
            group.findings.append(finding)
    return sorted(groups.values(), key=lambda group: (rank(group.severity), group.rule.id))


def _share(limit: int, severity: str) -> int:
    """Return how many results of a severity are shown: of mere facts, fewer."""
    return max(limit // 3, 1) if severity == "Info" else limit


def rank(severity: str) -> int:
    """Return where a severity stands, the gravest first; one of somebody's own comes first."""
    return SEVERITIES.index(severity) if severity in SEVERITIES else 0


def fails(severity: str, run: Run) -> bool:
    """Say whether a result of a severity fails the check."""
    return rank(severity) <= FAIL_ON[run.fail_on]


def totals(groups: Iterable[Group]) -> dict[str, int]:
    """Return how many results there are of each severity, those without any included."""
    found = dict.fromkeys(SEVERITIES, 0)
    for group in groups:
        found[group.severity] = found.get(group.severity, 0) + group.total
    return found


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: 1 violation, 2 violations."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def summary(found: dict[str, int]) -> str:
    """Return counts in words: "4 violations, 7 warnings and 12 infos", or that there are none."""
    parts = [counted(number, name.lower()) for name, number in found.items() if number]
    if not parts:
        return "no results"
    return " and ".join(filter(None, [", ".join(parts[:-1]), parts[-1]]))


def short(iri: str, run: Run) -> str:
    """Return an IRI as a prefixed name where the run has the prefix; other terms as they are."""
    if iri.startswith(("_:", '"')):
        return visible(iri)
    return visible(shorten(iri.strip("<>") if iri.startswith("<") else iri, run.prefixes))


def path_of(path: str, run: Run) -> str:
    """Return a path with the IRIs of a composed one as prefixed names."""
    if "<" not in path:
        return short(path, run)
    return re.sub(r"<([^<>]*)>", lambda found: short(found[1], run), path)


def about(finding: Finding, run: Run) -> str:
    """Return the path and the value of a result, where they say more than its focus node."""
    result = finding.result
    value = result.value if (result.value or "").strip("<>") != result.focus else None
    path = path_of(result.path, run) if result.path else "value" if value else ""
    return f"{path} = {short(value, run)}" if value else path


def where(finding: Finding) -> str:
    """Return the file, line and column of a finding's first place, "" where it has none."""
    if not finding.places:
        return ""
    place = finding.places[0]
    parts = [visible(place.file), place.line, place.column]
    return ":".join(str(part) for part in parts if part is not None)
