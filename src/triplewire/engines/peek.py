"""Rows of a table that a build may be making anew meanwhile: none where it cannot be read."""

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

import duckdb

from triplewire.engines.rows import columns, rows_of

Row = TypeVar("Row")


def peek(folder: Path, table: str, column: str, value: str, kind: type[Row]) -> Sequence[Row]:
    """Return the rows of a table of this machine that have a value in a column.

    None are found where the table is not there, or is replaced meanwhile.
    """
    names = ", ".join(f'"{name}"' for name in columns(kind))
    files = folder / f"{table}.table" / "*.parquet"
    try:
        with duckdb.connect(config={"threads": 1, "autoinstall_known_extensions": False}) as db:
            found = db.execute(
                f'SELECT {names} FROM read_parquet(?) WHERE "{column}" = ?', [str(files), value]
            )
            return list(rows_of(kind, found.fetchall()))
    except duckdb.Error:
        return []
