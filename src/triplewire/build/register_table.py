"""What a newsroom and a store remember of published names in, the table ``register`` out."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path

import msgspec

from triplewire.build.lineages import digits_in
from triplewire.engines import Engine
from triplewire.errors import LinkError
from triplewire.records import Registered
from triplewire.register import each_registered, twice


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of the table ``register``; ``row`` is the Registered as JSON.

    Of an article, ``source`` is the file that it was last read of, ``addresses`` are where else it
    is known by, ``text`` is its last text, ``digits`` are those of its name.
    """

    name: str
    first: int
    known_by: tuple[str, ...]
    texts: tuple[str, ...]
    row: bytes
    source: str
    addresses: tuple[str, ...]
    text: str
    digits: str
    sketch: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line(Row):
    """A row, the ``nth`` of a file; ``again`` is for one that a store remembers."""

    place: bytes
    nth: int
    again: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Twice:
    name: str
    place: bytes
    nth: int


_COLUMNS = ", ".join(field.name for field in fields(Row))
_FIRST = f"""
    SELECT {_COLUMNS} FROM (
        SELECT *, row_number() OVER (PARTITION BY name ORDER BY again DESC, nth) AS turn
        FROM register_lines
    )
    WHERE turn = 1
"""
_TWICE = """
    SELECT name, place, nth FROM (
        SELECT *, row_number() OVER (PARTITION BY name ORDER BY nth) AS turn
        FROM register_lines WHERE NOT again
    )
    WHERE turn > 1
"""


def published(
    engine: Engine, path: Path | None, remembered: Iterable[Registered] = (), *, unwritten: bool
) -> tuple[LinkError, ...]:
    """Make the table of the names that a newsroom has published; return what is wrong with it.

    Where it has no register, or where they could not be written into it (``unwritten``), those go
    first that a store has ``remembered``.
    Raises: LinkError when the register is no such table.
    """
    if path is None or not os.path.lexists(path):
        engine.write("register", map(row_of_register, remembered), Row)
        return ()
    lines: list[LinkError] = []
    wrong: list[tuple[int, LinkError]] = []

    def rows() -> Iterator[_Line]:
        for nth, (where, row) in enumerate(each_registered(path)):
            if isinstance(row, Registered):
                yield _line(row, where, nth, again=False)
            elif where:
                wrong.append((nth, row))
            else:
                lines.append(row)
        if unwritten:
            yield from (_line(row, "", 0, again=True) for row in remembered)

    engine.write("register_lines", rows(), _Line)
    engine.sql("register", _FIRST)
    wrong += (
        (row.nth, twice(row.name, os.fsdecode(row.place))) for row in engine.rows(_TWICE, _Twice)
    )
    engine.drop("register_lines")
    return (*lines, *(error for _, error in sorted(wrong, key=lambda one: one[0])))


def _line(row: Registered, where: str, nth: int, *, again: bool) -> _Line:
    made = row_of_register(row)
    given = {field.name: getattr(made, field.name) for field in fields(Row)}
    return _Line(**given, place=os.fsencode(where), nth=nth, again=again)


def row_of_register(row: Registered) -> Row:
    """Return a row of a register as a table has it."""
    return Row(
        name=row.name,
        first=row.first,
        known_by=row.known_by,
        texts=row.texts,
        row=msgspec.json.encode(row),
        source=next(iter(row.known_by), ""),
        addresses=row.known_by[1:],
        text=next(reversed(row.texts), ""),
        digits=digits_in(row.name),
        sketch=row.sketch,
    )
