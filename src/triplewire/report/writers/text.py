"""Findings in, text for people out: by severity and shape, with the words underlined."""

import textwrap
from collections.abc import Iterable, Iterator

from rich.cells import cell_len

from triplewire.ask import visible
from triplewire.report.digest import (
    Group,
    about,
    digest,
    short,
    summary,
    totals,
    where,
)
from triplewire.report.findings import Finding, Place, Run
from triplewire.report.proposals import command

_COLORS = {"Violation": "1;31", "Warning": "1;33", "Info": "1;34"}
_FAINT, _BOLD, _MARK = "2", "1", "1;31"
_INDENT = "    "
_NARROWEST = 40


def report_text(findings: Iterable[Finding], run: Run) -> Iterator[str]:
    """Yield the report: the first results of each shape, the gravest first, and the counts."""
    groups = digest(findings, run, run.limit)
    for group in groups:
        yield "\n".join([*_group(group, run), "", ""])
    if run.elsewhere:
        names = ", ".join(short(shape, run) for shape in run.elsewhere)
        told = _wrapped(f"judged by pySHACL, for they are not compiled: {names}", "", run)
        yield "\n".join([*told, ""])
    found = totals(groups)
    yield f"{summary(found)}\n" if groups else "Conforms: no results.\n"


def _group(group: Group, run: Run) -> Iterator[str]:
    custom = {f.result.custom_severity for f in group.findings} - {""}
    called = ", ".join([group.severity, *(short(iri, run) for iri in sorted(custom))])
    name = _painted(called, _COLORS.get(group.severity, _BOLD), run)
    yield f"{name}  {_painted(visible(group.rule.id), _BOLD, run)}  ({group.total:,})"
    common = group.message
    if common:
        yield from _wrapped(common, "  ", run)
    for finding in group.findings:
        yield ""
        yield from _finding(finding, run, with_message=not common)
    if group.more:
        yield ""
        yield _painted(f"  and {group.more:,} more; --all shows them", _FAINT, run)


def _finding(finding: Finding, run: Run, *, with_message: bool) -> Iterator[str]:
    result, first = finding.result, where(finding)
    name = short(result.focus, run)
    if first and cell_len(f"  {first}  {name}") > run.width:
        yield f"  {_painted(first, _BOLD, run)}"
        yield _painted(_clipped(_INDENT + name, run.width), _FAINT, run)
    else:
        parts = [_painted(first, _BOLD, run), _painted(name, _FAINT, run)]
        yield f"  {'  '.join(filter(None, parts))}"
    if with_message:
        yield from _wrapped(result.message, _INDENT, run)
    if finding.places and finding.places[0].words:
        yield from _excerpt(finding.places[0], run)
    if finding.label:
        yield _clipped(_INDENT + visible(finding.label), run.width)
    told = about(finding, run)
    if told:
        yield _painted(_clipped(_INDENT + told, run.width), _FAINT, run)
    for place in finding.places[1:]:
        yield _painted(_clipped(f"{_INDENT}{_further(place)}", run.width), _FAINT, run)
    if finding.proposal:
        yield f"{_INDENT}$ {visible(command(finding.proposal))}"


def _further(place: Place) -> str:
    if place.line is None:
        return f"rests on “{visible(place.words)}” of {visible(place.file)}"
    column = f":{place.column}" if place.column else ""
    return f"also {visible(place.file)}:{place.line}{column}"


def _excerpt(place: Place, run: Run) -> Iterator[str]:
    """Yield the line of a place, as much as the width allows, and what underlines the words."""
    room = max(run.width, _NARROWEST) - len(_INDENT)
    first, *others = place.words.split("\n")
    before, words, after = visible(place.before), visible(first), visible(place.after)
    if others:
        after = " …"
    words = _head(words, room)
    left = room - cell_len(words)
    # What follows may use what the beginning of the line leaves.
    before = _tail(before, max(left // 2, left - cell_len(after)))
    after = _head(after, left - cell_len(before))
    yield f"{_INDENT}{before}{_painted(words, _MARK, run)}{after}".rstrip()
    yield f"{_INDENT}{' ' * cell_len(before)}{_painted('^' * cell_len(words), _MARK, run)}"


def _head(text: str, room: int) -> str:
    """Return as much of the beginning of a text as a number of cells holds."""
    if cell_len(text) <= room:
        return text
    cut = text[: max(room - 1, 0)]
    while cut and cell_len(cut) > room - 1:
        cut = cut[:-1]
    return f"{cut}…" if room > 0 else ""


def _tail(text: str, room: int) -> str:
    """Return as much of the end of a text as a number of cells holds."""
    if cell_len(text) <= room:
        return text
    cut = text[-room:]
    while cut and cell_len(cut) > room - 1:
        cut = cut[1:]
    return f"…{cut}" if room > 0 else ""


def _clipped(line: str, width: int) -> str:
    return _head(line, max(width, _NARROWEST))


def _wrapped(text: str, indent: str, run: Run) -> list[str]:
    return textwrap.wrap(
        visible(text),
        max(run.width, _NARROWEST),
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _painted(text: str, color: str, run: Run) -> str:
    return f"\x1b[{color}m{text}\x1b[0m" if run.color and text else text
