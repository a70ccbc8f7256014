"""A table that is kept from build to build in, and what is new of it; the table with that out.

A row is kept under what names all that it was made of, so that a later build finds it again.
"""

from dataclasses import dataclass
from typing import Any

from triplewire.engines import Engine, Step


@dataclass(frozen=True, slots=True)
class _Count:
    number: int


def worked_out(
    engine: Engine, table: str, wanted: str, given: str, step: Step[Any, Any], key: str = "key"
) -> None:
    """Let a step make the rows of a table that it does not have yet, of those that are wanted.

    ``wanted`` is a table with the keys of all rows that are asked for; ``given`` is a query for the
    step's rows that may name the table ``missing``, which has the wanted ones that are not there.
    What is made of them goes into the table, but for what is marked as ``passing``: that is in the
    table ``TABLE_passing``, for this build alone. Rows that nobody asks for any more are left out
    once they are more than half.
    Raises: EngineError when no process can do anything.
    """
    new, passing = f"{table}_new", f"{table}_passing"
    if not engine.has(table):
        engine.write(table, [], step.made)
    engine.sql("missing", f"SELECT * FROM {wanted} WHERE {key} NOT IN (SELECT {key} FROM {table})")
    engine.map(new, given, step)
    engine.sql(passing, f"SELECT * FROM {new} WHERE passing")
    if _number(engine, f"SELECT 1 FROM {passing}"):
        engine.sql(new, f"SELECT * FROM {new} WHERE NOT passing")
    engine.add(table, new)
    asked = f"SELECT {key} FROM {wanted}"
    dead = _number(engine, f"SELECT 1 FROM {table} WHERE {key} NOT IN ({asked})")
    if dead > _number(engine, asked):
        engine.sql(table, f"SELECT * FROM {table} WHERE {key} IN ({asked})")


def _number(engine: Engine, query: str) -> int:
    return next(engine.rows(f"SELECT count(*) AS number FROM ({query})", _Count)).number
