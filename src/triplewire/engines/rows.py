"""Rows of a frozen dataclass in, an Arrow table out, and the types of its columns."""

from collections.abc import Sequence
from dataclasses import fields
from functools import cache
from types import NoneType
from typing import Any, cast, get_args, get_type_hints

import arro3.core as arrow
import numpy as np

# Python's type -> the name that both dialects of SQL have for it.
_SQL = {str: "STRING", bytes: "BINARY", int: "BIGINT", float: "DOUBLE", bool: "BOOLEAN"}
_ARROW = {
    str: arrow.DataType.utf8(),
    bytes: arrow.DataType.binary(),
    int: arrow.DataType.int64(),
    float: arrow.DataType.float64(),
    bool: arrow.DataType.bool(),
}


@cache
def columns(kind: type[Any]) -> dict[str, type[Any]]:
    """Return the columns of a table of some rows: ``tuple`` stands for several strings.

    Raises: TypeError when a field is of a type that no table has.
    """
    hints = get_type_hints(kind)
    return {field.name: _plain(hints[field.name]) for field in fields(kind)}


def _plain(hint: Any) -> type[Any]:
    if hint == tuple[str, ...]:
        return tuple
    for plain in (hint, *(one for one in get_args(hint) if one is not NoneType)):
        if plain in _SQL:
            return cast("type[Any]", plain)
    raise TypeError(f"no column can be made of {hint}")


def table_of(rows: Sequence[Any], kind: type[Any]) -> arrow.Table:
    """Return rows as an Arrow table."""
    found = columns(kind)
    return arrow.Table.from_arrays(
        [_array([getattr(row, name) for row in rows], of) for name, of in found.items()],
        names=list(found),
    )


def _array(values: list[Any], of: type[Any]) -> arrow.Array:
    if of is not tuple:
        return arrow.Array(values, _ARROW[of])
    offsets = np.zeros(len(values) + 1, dtype=np.int32)
    np.cumsum([len(value) for value in values], out=offsets[1:])
    flat = arrow.Array([one for value in values for one in value], arrow.DataType.utf8())
    return arrow.list_array(arrow.Array.from_numpy(offsets), flat)


def row_of(kind: type[Any], values: Sequence[Any]) -> Any:
    """Return a row of its values in the order of the kind's fields."""
    of = columns(kind)
    return kind(
        **{
            name: tuple(value) if of[name] is tuple else value
            for name, value in zip(of, values, strict=True)
        }
    )
