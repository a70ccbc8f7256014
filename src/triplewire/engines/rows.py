"""Rows of a frozen dataclass in, an Arrow table out; and back again."""

from collections import deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from itertools import repeat
from operator import attrgetter
from types import NoneType
from typing import Any, TypeVar, cast, get_args, get_type_hints

import arro3.core as arrow
import numpy as np

Row = TypeVar("Row")

_ARROW = {
    str: arrow.DataType.utf8,
    bytes: arrow.DataType.binary,
    int: arrow.DataType.int64,
    float: arrow.DataType.float64,
    bool: arrow.DataType.bool,
}
# Kinds of rows that are known at a time; a build has some dozens.
_KINDS = 256
# Bytes that a value, and a row, take about in Python beside what a text says.
_VALUE = 64
# Bytes of rows after which a file is full.
_FILE = 16 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layout:
    """What is known of a kind of row: its columns, how to take one apart and how to fill one."""

    columns: dict[str, type[Any]]
    apart: Callable[[Any], Any]
    fill: tuple[Callable[[Any, Any], None], ...]


def columns(kind: type[Any]) -> dict[str, type[Any]]:
    """Return the columns of a table of some rows: ``tuple`` stands for several strings.

    Raises: TypeError when the rows are of no frozen dataclass with slots, or when a field is of a
    type that no table has.
    """
    return _layout(cast("Hashable", kind)).columns


def table_of(rows: Sequence[Any], kind: type[Any]) -> arrow.Table:
    """Return rows as an Arrow table."""
    layout = _layout(cast("Hashable", kind))
    apart = [layout.apart(row) for row in rows]
    values = zip(*apart, strict=True) if apart else repeat(())
    return arrow.Table.from_arrays(
        [_array(column, of) for column, of in zip(values, layout.columns.values(), strict=False)],
        names=list(layout.columns),
    )


def rows_of(kind: type[Row], values: Sequence[Sequence[Any]]) -> list[Row]:
    """Return rows of their values, which are in the order of the kind's fields."""
    # A column at a time, and past __init__: a third of the time that calls of the class take.
    layout = _layout(cast("Hashable", kind))
    rows: list[Row] = list(map(object.__new__, repeat(kind, len(values))))
    for fill, of, column in zip(
        layout.fill, layout.columns.values(), zip(*values, strict=True), strict=False
    ):
        deque(map(fill, rows, map(tuple, column) if of is tuple else column), maxlen=0)
    return rows


def sizes(rows: Iterable[Row], kind: type[Row]) -> Iterator[tuple[Row, int]]:
    """Yield each row with about how many bytes it takes."""
    layout = _layout(cast("Hashable", kind))
    long = [name for name, of in layout.columns.items() if of in (str, bytes, tuple)]
    least = _VALUE * (1 + len(layout.columns))
    if not long:
        return zip(rows, repeat(least))
    apart = attrgetter(*long, long[0])  # two at least, for what it returns to be a tuple
    return ((row, sum(map(len, filter(None, apart(row))), least)) for row in rows)


def files_of(rows: Iterable[Row], kind: type[Row]) -> Iterator[list[Row]]:
    """Yield rows in lists, each as much as a file holds."""
    some: list[Row] = []
    held = 0
    for row, size in sizes(rows, kind):
        some.append(row)
        held += size
        if held > _FILE:
            yield some
            some, held = [], 0
    if some:
        yield some


@lru_cache(_KINDS)
def _layout(kind: Hashable) -> _Layout:
    known = cast("type[Any]", kind)
    hints = get_type_hints(known)
    found = {field.name: _plain(hints[field.name]) for field in fields(known)}
    if not hasattr(known, "__slots__") or hasattr(known, "__post_init__"):
        raise TypeError(f"{known.__name__} is no dataclass with slots alone")
    names = tuple(found)
    return _Layout(
        columns=found,
        apart=attrgetter(*names) if len(names) > 1 else _alone(names[0]),
        fill=tuple(getattr(known, name).__set__ for name in names),
    )


def _alone(name: str) -> Callable[[Any], tuple[Any]]:
    return lambda row: (getattr(row, name),)


def _plain(hint: Any) -> type[Any]:
    if hint == tuple[str, ...]:
        return tuple
    for plain in (hint, *(one for one in get_args(hint) if one is not NoneType)):
        if plain in _ARROW:
            return cast("type[Any]", plain)
    raise TypeError(f"no column can be made of {hint}")


def _array(values: Sequence[Any], of: type[Any]) -> arrow.Array:
    if of is not tuple:
        return arrow.Array(values, _ARROW[of]())
    offsets = np.zeros(len(values) + 1, dtype=np.int32)
    np.cumsum([len(value) for value in values], out=offsets[1:])
    flat = arrow.Array([one for value in values for one in value], arrow.DataType.utf8())
    return arrow.list_array(arrow.Array.from_numpy(offsets), flat)
