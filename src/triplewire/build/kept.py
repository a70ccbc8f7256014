"""A table that is kept from build to build in, and what is new of it; the table with that out.

A row is kept under keys that name all that it was made of, so that a later build finds it again,
also one that comes after a build that was broken off. Rows that nobody asks for any more stay until
they are more than half: who reads the table joins it with the keys that are wanted.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from triplewire.engines import Engine, Far, Step

# What is wanted of a table and not there, while it is made.
MISSING = "missing"
_KEY = ("key",)
# Rows that are made before they are kept: what a build that is broken off has to do again.
_PART = 512
# Parts of many rows: each is looked for in all that they are made of.
_MOST_PARTS = 100


@dataclass(frozen=True, slots=True)
class _Count:
    number: int


@dataclass(frozen=True, slots=True)
class _Span:
    begin: int
    end: int


def grow(
    engine: Engine,
    table: str,
    wanted: str,
    given: str,
    step: Step[Any, Any],
    keys: Sequence[str] = _KEY,
) -> None:
    """Let a step make the rows of a table that it does not have yet, of those that are wanted.

    ``wanted`` is a table with the keys of all rows that are asked for; ``given`` is a query for the
    step's rows that names the table ``missing``, which has the wanted ones that are not there.
    Raises: EngineError when no process can do anything.
    """
    if _are_missing(engine, table, wanted, step, keys):
        engine.map(f"{table}_new", given, step)
        engine.add(table, f"{table}_new")
    forget(engine, table, wanted, keys)


def grow_blocks(
    engine: Engine,
    table: str,
    wanted: str,
    given: str,
    step: Step[Any, Any],
    keys: Sequence[str] = _KEY,
) -> None:
    """Do so with a step that needs whole blocks.

    Raises: EngineError when no process can do anything.
    """
    if _are_missing(engine, table, wanted, step, keys):
        engine.groups(f"{table}_new", given, step)
        engine.add(table, f"{table}_new")
    forget(engine, table, wanted, keys)


def grow_in_parts(
    engine: Engine,
    table: str,
    wanted: str,
    given: str,
    step: Step[Any, Any],
    seen: Callable[[Any], None] | None = None,
) -> None:
    """Do so, and keep some rows before others are made; ``seen`` is that of the engine's ``map``.

    ``wanted`` has ``place`` and ``sha256`` besides, in whose order they are made. What is marked as
    ``passing`` goes into the table ``TABLE_passing``, for this build alone.
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
        FROM ({_without(wanted, table, _KEY)}) m
        """,
    )
    number, faults = count_of(engine, "SELECT 1 FROM all_missing"), 0
    part = max(_PART, -(-number // _MOST_PARTS))
    for begin in range(0, number, part):
        engine.write("missing_span", [_Span(begin, begin + part)], _Span)
        engine.sql(
            MISSING,
            "SELECT m.* FROM all_missing m JOIN missing_span s"
            " ON m.turn > s.begin AND m.turn <= s.end",
        )
        engine.map(new, given, step, Far(begin, number, faults), seen)
        faults += count_of(engine, f"SELECT 1 FROM {new} WHERE fault IS NOT NULL")
        if count_of(engine, f"SELECT 1 FROM {new} WHERE passing"):
            engine.sql(f"{new}_passing", f"SELECT * FROM {new} WHERE passing")
            engine.add(passing, f"{new}_passing")
            engine.sql(new, f"SELECT * FROM {new} WHERE NOT passing")
        engine.add(table, new)
    forget(engine, table, wanted, _KEY)


def forget(engine: Engine, table: str, wanted: str, keys: Sequence[str]) -> None:
    """Leave out the rows of a table that nobody asks for, where they are more than half."""
    alive = f"SELECT t.* FROM {table} t WHERE EXISTS (SELECT 1 FROM {wanted} w WHERE {_same(keys)})"
    if count_of(engine, f"SELECT 1 FROM {table}") > 2 * count_of(engine, alive):
        engine.sql(table, alive)


@contextmanager
def lasting(engine: Engine, *tables: str) -> Iterator[None]:
    """Drop the tables that a block makes when it ends well, but for those named."""
    before = {*engine.tables(), *tables}
    yield
    for table in engine.tables():
        if table not in before:
            engine.drop(table)


def count_of(engine: Engine, query: str) -> int:
    """Return how many rows a query answers."""
    return next(engine.rows(f"SELECT count(*) AS number FROM ({query})", _Count)).number


def _are_missing(
    engine: Engine, table: str, wanted: str, step: Step[Any, Any], keys: Sequence[str]
) -> bool:
    """Make the table of what is wanted and not there; say whether that is anything."""
    if not engine.has(table):
        engine.write(table, [], step.made)
    engine.sql(MISSING, _without(wanted, table, keys))
    return bool(count_of(engine, f"SELECT 1 FROM {MISSING}"))


def _without(wanted: str, table: str, keys: Sequence[str]) -> str:
    there = f"SELECT 1 FROM {table} t WHERE {_same(keys)}"
    return f"SELECT w.* FROM {wanted} w WHERE NOT EXISTS ({there})"


def _same(keys: Sequence[str]) -> str:
    return " AND ".join(f"t.{key} = w.{key}" for key in keys)
