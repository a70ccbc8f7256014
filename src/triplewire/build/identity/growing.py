"""A table that is kept from build to build in, the rows that it does not have yet put to it out."""

from dataclasses import dataclass
from typing import Any

from triplewire.engines import Engine, Step

# The wanted rows that a table does not have yet, while they are made.
_MISSING = "identity_missing"


@dataclass(frozen=True, slots=True)
class _Counts:
    missing: int
    kept: int
    alive: int


def grow(
    engine: Engine,
    table: str,
    wanted: str,
    given: str,
    step: Step[Any, Any],
    *,
    whole: bool = False,
) -> None:
    """Let a step make what a table does not have of the keys that another one wants.

    ``given`` is a query for the step's rows that names the table ``identity_missing``, which has
    the rows of ``wanted`` that are to be made; ``whole`` says that the step needs whole blocks.
    Rows that nobody wants any more stay until they are more than half: whoever reads the table
    joins it with the wanted keys.
    Raises: EngineError when no process can do anything.
    """
    work = engine.groups if whole else engine.map
    if not engine.has(table):
        engine.sql(_MISSING, f"SELECT * FROM {wanted}")
        work(table, given, step)
        return
    keys = f"SELECT DISTINCT key FROM {table}"
    engine.sql(
        _MISSING,
        f"SELECT w.* FROM {wanted} w LEFT JOIN ({keys}) t ON t.key = w.key WHERE t.key IS NULL",
    )
    alive = f"SELECT t.* FROM {table} t JOIN (SELECT DISTINCT key FROM {wanted}) w ON w.key = t.key"
    counted = f"""
        SELECT m.missing, k.kept, a.alive
        FROM (SELECT count(*) AS missing FROM {_MISSING}) m
        CROSS JOIN (SELECT count(*) AS kept FROM {table}) k
        CROSS JOIN (SELECT count(*) AS alive FROM ({alive}) found) a
    """
    counts = next(engine.rows(counted, _Counts))
    if counts.kept > 2 * counts.alive:
        engine.sql(f"{table}_alive", alive)
        engine.sql(table, f"SELECT * FROM {table}_alive")
        engine.drop(f"{table}_alive")
    if counts.missing:
        work(f"{table}_new", given, step)
        engine.add(table, f"{table}_new")
