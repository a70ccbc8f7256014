"""Edges between things in, the block of each out: all that hang together have one label."""

from dataclasses import dataclass

from triplewire.engines.engine import Engine


@dataclass(frozen=True, slots=True)
class _Number:
    number: int


def blocks(engine: Engine, table: str, nodes: str, keys: str) -> None:
    """Make a table of ``node`` and ``block``: two nodes with a key in common have one block.

    ``nodes`` is a query for the column ``node``, ``keys`` one for ``node`` and ``key``. The label
    of a block is the smallest of its nodes. Source: smallest labels that
    are passed on until nothing changes.
    """
    engine.sql(f"{table}_keys", f"SELECT DISTINCT node, key FROM ({keys})")
    engine.sql(table, f"SELECT DISTINCT node, node AS block FROM ({nodes})")
    while True:
        # By way of its keys, and then of what had its label: the ways are halved each time.
        engine.sql(
            f"{table}_near",
            f"""
            SELECT t.node, least(t.block, coalesce(min(m.block), t.block)) AS block
            FROM {table} t
            LEFT JOIN {table}_keys k ON k.node = t.node
            LEFT JOIN (
                SELECT k.key, min(t.block) AS block
                FROM {table}_keys k JOIN {table} t ON t.node = k.node GROUP BY k.key
            ) m ON m.key = k.key
            GROUP BY t.node, t.block
            """,
        )
        engine.sql(
            f"{table}_next",
            f"""
            SELECT n.node, least(n.block, up.block) AS block
            FROM {table}_near n JOIN {table}_near up ON up.node = n.block
            """,
        )
        changed = next(
            engine.rows(
                f"SELECT count(*) AS number FROM {table}_next n JOIN {table} t ON t.node = n.node"
                " WHERE n.block <> t.block",
                _Number,
            )
        )
        engine.sql(table, f"SELECT node, block FROM {table}_next")
        if not changed.number:
            break
    for part in ("keys", "near", "next"):
        engine.drop(f"{table}_{part}")
