"""A table that is kept from build to build in, and what is new of it; the table with that out.

A row is kept under what names all that it was made of, so that a later build finds it again, also
one that comes after a build that was broken off.
"""

from dataclasses import dataclass
from typing import Any

from triplewire.engines import Engine, Far, Step

# Rows that are made before they are kept: what a build that is broken off has to do again.
_PART = 512


@dataclass(frozen=True, slots=True)
class _Count:
    number: int


@dataclass(frozen=True, slots=True)
class _Span:
    begin: int
    end: int


def worked_out(
    engine: Engine, table: str, wanted: str, given: str, step: Step[Any, Any], key: str = "key"
) -> None:
    """Let a step make the rows of a table that it does not have yet, of those that are wanted.

    ``wanted`` is a table with the keys of all rows that are asked for, and their ``place`` and
    ``sha256``; ``given`` is a query for the step's rows that names the table ``missing``, which has
    wanted ones that are not there. What is made of them goes into the table, but for what is marked
    as ``passing``: that is in the table ``TABLE_passing``, for this build alone. Rows that nobody
    asks for any more are left out once they are more than half.
    Raises: EngineError when no process can do anything.
    """
    new, passing = f"{table}_new", f"{table}_passing"
    if not engine.has(table):
        engine.write(table, [], step.made)
    engine.write(passing, [], step.made)
    engine.sql(
        "all_missing",
        f"""
        SELECT *, row_number() OVER (ORDER BY place, sha256) AS turn
        FROM {wanted} WHERE {key} NOT IN (SELECT {key} FROM {table})
        """,
    )
    number, faults = count_of(engine, "SELECT 1 FROM all_missing"), 0
    for begin in range(0, number, _PART):
        engine.write("missing_span", [_Span(begin, begin + _PART)], _Span)
        engine.sql(
            "missing",
            "SELECT m.* FROM all_missing m JOIN missing_span s"
            " ON m.turn > s.begin AND m.turn <= s.end",
        )
        engine.map(new, given, step, Far(begin, number, faults))
        faults += count_of(engine, f"SELECT 1 FROM {new} WHERE fault IS NOT NULL")
        if count_of(engine, f"SELECT 1 FROM {new} WHERE passing"):
            engine.sql(f"{new}_passing", f"SELECT * FROM {new} WHERE passing")
            engine.add(passing, f"{new}_passing")
            engine.sql(new, f"SELECT * FROM {new} WHERE NOT passing")
        engine.add(table, new)
    asked = f"SELECT {key} FROM {wanted}"
    dead = count_of(engine, f"SELECT 1 FROM {table} WHERE {key} NOT IN ({asked})")
    if dead > count_of(engine, asked):
        engine.sql(table, f"SELECT * FROM {table} WHERE {key} IN ({asked})")


def count_of(engine: Engine, query: str) -> int:
    """Return how many rows a query answers."""
    return next(engine.rows(f"SELECT count(*) AS number FROM ({query})", _Count)).number
