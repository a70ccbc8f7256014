"""decisions.csv in, decisions out; and one decision more at its end."""

import csv
import re
from collections.abc import Iterator
from datetime import date
from io import StringIO
from pathlib import Path

from triplewire.errors import LinkError
from triplewire.records import ACTIONS, VALUELESS, Decision

COLUMNS = ("what", "article", "quotation", "target", "value", "by", "when", "why")


def load_decisions(path: Path | None) -> tuple[Decision, ...]:
    """Return the decisions of a newsroom, in the order of their lines.

    Shape: a CSV file with the columns what, article, quotation, target, value, by, when, why; when
    is an ISO 8601 day. A decision stands once.
    Raises: LinkError naming the line that cannot be used.
    """
    if path is None:
        return ()
    found: dict[str, Decision] = {}
    for decision in _rows(path):
        earlier = found.setdefault(decision.key, decision)
        if earlier is not decision:
            raise LinkError(
                f"the same decision as line {earlier.line}",
                where=f"{path}:{decision.line}",
                hint="delete one of the two lines",
            )
    return tuple(found.values())


def append(path: Path, decision: Decision) -> str:
    """Write a decision as the last line of a table, which is made where there is none.

    Returns: the line. The table is replaced as a whole, so that it is never half-written.
    Raises: LinkError when the table, or the decision, cannot be used.
    """
    known = load_decisions(path if path.is_file() else None)
    same = next((other for other in known if other.key == decision.key), None)
    if same is not None:
        raise LinkError("this was decided before", where=f"{path}:{same.line}")
    before = path.read_text(encoding="utf-8-sig") if path.is_file() else _line(COLUMNS)
    if not before.endswith("\n"):
        before += "\n"
    line = _line([getattr(decision, name) for name in COLUMNS])
    _checked(decision, where=str(path))
    temporary = path.with_name(f".{path.name}.tmp")
    temporary.write_text(before + line, encoding="utf-8", newline="")
    temporary.replace(path)
    return line.rstrip("\n")


def _line(cells: list[str] | tuple[str, ...]) -> str:
    out = StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue()


def _rows(path: Path) -> Iterator[Decision]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            if tuple(reader.fieldnames or ()) != COLUMNS:
                raise LinkError(
                    f"the first line is {','.join(reader.fieldnames or ())!r}",
                    where=f"{path}:1",
                    hint=f"write {','.join(COLUMNS)}",
                )
            for row in reader:
                yield _decision(row, path, reader.line_num)
    except (csv.Error, UnicodeDecodeError) as error:
        raise LinkError(f"not a CSV table in UTF-8: {error}", where=str(path)) from error


def _decision(row: dict[str | None, str | None], path: Path, line: int) -> Decision:
    where = f"{path}:{line}"
    if None in row or None in row.values():
        raise LinkError(f"not {len(COLUMNS)} cells", where=where, hint="put cells in quotes")
    cells = {name: (row[name] or "").strip() for name in COLUMNS}
    return _checked(Decision(line=line, **cells), where)


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
    if not _is_day(decision.when):
        raise LinkError(f"not a day: {decision.when!r}", where=where, hint='such as "2026-05-01"')
    return decision


def _is_day(when: str) -> bool:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", when) is None:
        return False
    try:
        date.fromisoformat(when)
    except ValueError:
        return False
    return True
