"""decisions.csv in, decisions out; some decisions more at its end, or some less."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from triplewire.errors import LinkError
from triplewire.records import ACTIONS, VALUELESS, Decision
from triplewire.system.durable import held
from triplewire.tables import (
    Row,
    Style,
    Table,
    encoded,
    is_day,
    parse_table,
    read_table,
    table_line,
)
from triplewire.wording import plain

COLUMNS = (
    *("what", "article", "quotation", "prefix", "suffix"),
    *("target", "value", "by", "when", "why"),
)
# A table of an earlier release says nothing of what stands around the words.
_BARE = tuple(name for name in COLUMNS if name not in {"prefix", "suffix"})
_LAYOUTS = (COLUMNS, _BARE)
_LINE_ENDS = ("\n", "\r")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """The decisions of a table, in the order of their lines; ``wrong`` are lines that are none."""

    taken: tuple[Decision, ...] = ()
    wrong: tuple[LinkError, ...] = ()


def load_decisions(path: Path | None) -> Decisions:
    """Return the decisions of a newsroom; what is wrong with a line leaves the others as they are.

    Shape: a CSV file with the columns what, article, quotation, prefix, suffix, target, value, by,
    when, why; prefix and suffix may be missing, both; when is an ISO 8601 day. A decision stands
    once.
    Raises: LinkError when it is no such table.
    """
    return Decisions() if path is None else _decisions(read_table(path, _LAYOUTS), path)


def holds_context(path: Path) -> bool:
    """Say whether a table has the columns prefix and suffix; one that will be made has them.

    Raises: LinkError when it is no such table.
    """
    return not path.exists() or read_table(path, _LAYOUTS).columns == COLUMNS


def append(path: Path, decision: Decision) -> str:
    """Write a decision as the last line of a table; see ``replace_decisions``.

    Returns: the line.
    """
    return replace_decisions(path, [decision])[0]


def replace_decisions(
    path: Path, decisions: Sequence[Decision], gone: Iterable[Decision] = ()
) -> tuple[str, ...]:
    """Write decisions as the last lines of a table, or none of them, and strike out others.

    A table is made where there is none. Several programs may do so at once. The table keeps its
    columns, its encoding, its delimiter, the ends of its lines and its mode; where it has no
    columns for what stands around words, that is left out. When this returns, the lines are on the
    disk.
    Returns: the lines.
    Raises: LinkError when the table, or a decision, cannot be used.
    """
    for decision in decisions:
        _checked(decision, where=str(path))
    with held(path) as file:
        before = _HEAD if file.before is None else file.before
        table = parse_table(before, path, _LAYOUTS)
        style, columns = table.style, table.columns
        keys = {_bare(one, columns).key for one in gone}
        struck = [row for row in table.rows if keys and _key(row) in keys]
        kept = _without(before, struck, style, path)
        known = {one.key: one for one in _decisions(table, path).taken if one.key not in keys}
        lines = []
        for decision in (_bare(one, columns) for one in decisions):
            if (same := known.setdefault(decision.key, decision)) is not decision:
                raise LinkError("this was decided before", where=f"{path}:{same.line}")
            line = table_line((getattr(decision, name) for name in columns), style)
            _refuse_what_reads_otherwise(decision, line, columns, style, path)
            lines.append(line)
        ended = kept.endswith(tuple(end.encode(style.encoding) for end in _LINE_ENDS))
        added = "".join(lines if ended or not lines else [style.line_end, *lines])
        file.replace(kept + encoded(added, style, path))
    return tuple(line.rstrip("\r\n") for line in lines)


def withdraw(path: Path, words: str = "") -> str:
    """Take the last decision out of a table: the last of all, or the last about some words.

    Returns: its line as it stood.
    Raises: LinkError when the table cannot be used, or has no such decision.
    """
    with held(path) as file:
        before = _HEAD if file.before is None else file.before
        table = parse_table(before, path, _LAYOUTS)
        about = [row for row in table.rows if plain(words) in plain(row.cells["quotation"])]
        if not about:
            reason = f"no decision about {words!r}" if words else "no decision to take back"
            raise LinkError(reason, where=str(path))
        row = about[-1]
        file.replace(_without(before, [row], table.style, path))
    lines = _split(before, table.style)
    return "".join(lines[row.line - 1 : row.last]).rstrip("\r\n")


_HEAD = table_line(COLUMNS, Style()).encode()
_LINES = re.compile(r"(?<=\n)|(?<=\r)(?!\n)")


def _split(data: bytes, style: Style) -> list[str]:
    return _LINES.split(data.removeprefix(style.mark).decode(style.encoding))


def _without(data: bytes, rows: Iterable[Row], style: Style, path: Path) -> bytes:
    """Return the bytes of a table without some of its rows."""
    struck = {number for row in rows for number in range(row.line, row.last + 1)}
    lines = enumerate(_split(data, style), 1)
    kept = "".join(line for number, line in lines if number not in struck)
    return style.mark + encoded(kept, style, path)


def _key(row: Row) -> str | None:
    try:
        return _decision(row).key
    except LinkError:
        return None


def _bare(decision: Decision, columns: tuple[str, ...]) -> Decision:
    """Return a decision as a table of these columns holds it."""
    return decision if columns == COLUMNS else replace(decision, prefix="", suffix="")


def _refuse_what_reads_otherwise(
    decision: Decision, line: str, columns: tuple[str, ...], style: Style, path: Path
) -> None:
    """Refuse a decision that the next build would not read as it was given.

    Raises: LinkError when a cell has line ends, other control characters, or spaces at its ends.
    """
    for name in columns:
        cell = getattr(decision, name)
        if any(unicodedata.category(letter) == "Cc" for letter in cell) or cell != cell.strip():
            raise LinkError(
                f"{name} has a line end, another control character, or a space at an end",
                where=str(path),
                hint="write it on one line",
            )
    text = table_line(columns, style) + line
    again = parse_table(style.mark + encoded(text, style, path), path, _LAYOUTS)
    if [replace(d, line=decision.line) for d in _decisions(again, path).taken] != [decision]:
        raise LinkError("no build would read this decision as it is", where=str(path))


def _decisions(table: Table, path: Path) -> Decisions:
    found: dict[str, Decision] = {}
    wrong = list(table.wrong)
    for row in table.rows:
        try:
            decision = _decision(row)
        except LinkError as error:
            wrong.append(error)
            continue
        earlier = found.setdefault(decision.key, decision)
        if earlier is not decision:
            reason = f"the same decision as line {earlier.line}"
            where = f"{path}:{decision.line}"
            wrong.append(LinkError(reason, where=where, hint="delete one of the two lines"))
    return Decisions(taken=tuple(found.values()), wrong=tuple(wrong))


def _decision(row: Row) -> Decision:
    cells = {name: cell.strip() for name, cell in row.cells.items()}
    return _checked(Decision(line=row.line, **cells), row.where)


def _checked(decision: Decision, where: str) -> Decision:
    """Return a decision that can be applied or reported.

    Raises: LinkError when a cell that it needs is empty or not of its kind.
    """
    if decision.what not in ACTIONS:
        known = ", ".join(ACTIONS)
        raise LinkError(f"no such decision: {decision.what!r}", where=where, hint=f"one of {known}")
    missing = [name for name in ("quotation", "by", "when") if not getattr(decision, name)]
    if decision.what not in VALUELESS and not decision.value:
        missing.append("value")
    if missing:
        raise LinkError(f"{missing[0]} is empty", where=where, hint="a decision needs it")
    if not is_day(decision.when):
        raise LinkError(f"not a day: {decision.when!r}", where=where, hint='such as "2026-05-01"')
    return decision
