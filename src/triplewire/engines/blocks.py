"""Edges between things in, the block of each out: all that hang together have one label."""

from dataclasses import dataclass

from triplewire.engines.engine import Engine


@dataclass(frozen=True, slots=True)
class _Number:
    number: int


def blocks(engine: Engine, table: str, nodes: str, keys: str) -> None:
    """Make a table of ``node`` and ``block``: two nodes with a key in common have one block.

    ``nodes`` is a query for the column ``node``, each once, ``keys`` one for ``node`` and ``key``.
    The label of a block is the smallest of its nodes.
    Source: smallest labels are passed on until nothing changes, between keys, of which there are
    fewer than nodes: those of a node hang together.
    """
    engine.sql(
        f"{table}_keys",
        f"""
        WITH given AS (SELECT DISTINCT node, key FROM ({keys}))
        SELECT g.node, g.key FROM given g
        JOIN (SELECT key FROM given GROUP BY key HAVING count(*) > 1) shared ON shared.key = g.key
        """,
    )
    engine.sql(
        f"{table}_edges",
        f"""
        SELECT DISTINCT first.key AS one, k.key AS other FROM {table}_keys k
        JOIN (SELECT node, min(key) AS key FROM {table}_keys GROUP BY node) first
        ON first.node = k.node
        """,
    )
    now, after = f"{table}_labels", f"{table}_after"
    engine.sql(now, f"SELECT other AS key, min(one) AS label FROM {table}_edges GROUP BY other")
    while True:
        engine.sql(after, _passed_on(f"{table}_edges", now))
        changed = f"SELECT count(*) AS number FROM {after} WHERE label <> was"
        now, after = after, now
        if not next(engine.rows(changed, _Number)).number:
            break
    engine.sql(
        table,
        f"""
        WITH labelled AS (
            SELECT n.node, l.label FROM ({nodes}) n
            LEFT JOIN (SELECT node, min(key) AS key FROM {table}_keys GROUP BY node) k
            ON k.node = n.node
            LEFT JOIN {now} l ON l.key = k.key
        )
        SELECT t.node, coalesce(b.block, t.node) AS block FROM labelled t
        LEFT JOIN (
            SELECT label, min(node) AS block FROM labelled WHERE label IS NOT NULL GROUP BY label
        ) b ON b.label = t.label
        """,
    )
    for part in ("keys", "edges", "labels", "after"):
        engine.drop(f"{table}_{part}")


def _passed_on(edges: str, labels: str) -> str:
    """Return a query for smaller labels, each with what it ``was``.

    To both ends of an edge and to those whose labels they had; then by way of the label's label.
    """
    return f"""
        WITH near AS (
            SELECT e.one, e.other, a.label AS left_label, b.label AS right_label,
                   least(a.label, b.label) AS label
            FROM {edges} e JOIN {labels} a ON a.key = e.one JOIN {labels} b ON b.key = e.other
        ), lowest AS (
            SELECT key, min(label) AS label FROM (
                SELECT one AS key, label FROM near UNION ALL SELECT other, label FROM near
                UNION ALL SELECT left_label, label FROM near
                UNION ALL SELECT right_label, label FROM near
            ) told GROUP BY key
        )
        SELECT n.key, least(n.label, up.label) AS label, l.label AS was
        FROM lowest n JOIN lowest up ON up.key = n.label JOIN {labels} l ON l.key = n.key
    """
