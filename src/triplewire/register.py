"""register.csv in, the names that a newsroom has published out, and back.

The program writes it and people commit it; nothing in it is decided by hand.
"""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import get_args

from triplewire.errors import LinkError
from triplewire.iris import KINDS, is_web_address
from triplewire.records import NameStatus, Registered
from triplewire.system.durable import held
from triplewire.tables import Row, Style, is_day, read_table, table_line
from triplewire.wording import one_line

COLUMNS = (
    *("name", "status", "first", "known_by", "texts"),
    *("sketch", "see", "when", "type", "label"),
)
# Names of other kinds are made anew by every build that changes what they are of.
LASTING = frozenset({*KINDS, "decision", "identity"} - {"graph", "run"})
_STATUSES = frozenset(get_args(NameStatus))
_NAME = re.compile(r"[a-z]+/[A-Za-z0-9/._#=,-]+")
_BETWEEN = " | "
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_HINT = "the line is left out: take it from an earlier revision of the file"


def load_register(path: Path) -> tuple[tuple[Registered, ...], tuple[LinkError, ...]]:
    """Return the rows of a register, and what is wrong with it; a name stands once.

    Raises: LinkError when it is no such table.
    """
    table = read_table(path, (COLUMNS,))
    found: dict[str, Registered] = {}
    wrong = list(table.wrong)
    for row in table.rows:
        try:
            name = _registered(row)
        except LinkError as error:
            wrong.append(error)
            continue
        if found.setdefault(name.name, name) is not name:
            wrong.append(LinkError(f"{name.name} stands twice", where=row.where, hint=_HINT))
    return tuple(found.values()), tuple(wrong)


def write_register(path: Path, rows: Iterable[Registered]) -> None:
    """Make a file hold a register: whole or not at all, and not touched where it holds it already.

    Raises: LinkError when it cannot be written.
    """
    data = register_bytes(rows)
    with held(path) as file:
        if file.before != data:
            file.replace(data)


def register_bytes(rows: Iterable[Registered]) -> bytes:
    """Return a register as a file holds it, in the order of its names."""
    # A row is four times as large as its line.
    lines = sorted((row.name, table_line(_cells(row), Style()).encode()) for row in rows)
    return b"".join((table_line(COLUMNS, Style()).encode(), *(line for _, line in lines)))


def _cells(row: Registered) -> tuple[str, ...]:
    return (
        *(row.name, row.status, str(row.first)),
        *(_BETWEEN.join(map(_escaped, row.known_by)), " ".join(row.texts)),
        *(row.sketch, row.see, row.when, row.type, one_line(row.label)),
    )


def _registered(row: Row) -> Registered:
    """Return what a row says.

    Raises: LinkError when it says nothing that can be used.
    """
    cell = row.cells
    names = [cell["name"], *filter(None, [cell["see"]])]
    wrong = next((name for name in names if not _is_name(name)), None)
    if wrong is not None:
        raise LinkError(f"not a name: {wrong[:80]!r}", where=row.where, hint=_HINT)
    if cell["status"] not in _STATUSES or not re.fullmatch("[1-9][0-9]{0,8}", cell["first"]):
        raise LinkError("not a status, or not a number", where=row.where, hint=_HINT)
    if not is_day(cell["when"]) and (cell["when"] or cell["status"] == "withdrawn"):
        raise LinkError(f"not a day: {cell['when'][:80]!r}", where=row.where, hint=_HINT)
    if cell["type"] and not is_web_address(cell["type"]):
        raise LinkError(f"not a class: {cell['type'][:80]!r}", where=row.where, hint=_HINT)
    texts = tuple(cell["texts"].split())
    if not all(re.fullmatch("[0-9a-f]{64}", text) for text in texts):
        raise LinkError("texts are not SHA-256", where=row.where, hint=_HINT)
    return Registered(
        name=cell["name"],
        status=cell["status"],  # type: ignore[arg-type]  # one of _STATUSES
        first=int(cell["first"]),
        known_by=tuple(map(_plain, filter(None, cell["known_by"].split(_BETWEEN)))),
        texts=texts,
        sketch=cell["sketch"],
        see=cell["see"],
        when=cell["when"],
        type=cell["type"],
        label=cell["label"],
    )


def _is_name(name: str) -> bool:
    """Say whether a name is one that a newsroom publishes: nothing of the vocabulary's."""
    return _NAME.fullmatch(name) is not None and name.partition("/")[0] in LASTING


def _escaped(part: str) -> str:
    """Return a part of a cell without what parts it from the next, and on one line."""
    return re.sub(rf"[%|]|{_UNSEEN.pattern}", lambda m: f"%{ord(m[0]):04X}", part)


def _plain(part: str) -> str:
    return re.sub(r"%([0-9A-F]{4})", lambda m: chr(int(m[1], 16)), part)
