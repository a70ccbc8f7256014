"""What was decided about actors in, the decisions that hold, at the actors they are about, out.

Nothing here holds more than the decisions, and whom they name.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import msgspec

from triplewire.build.identity.parts import hashed
from triplewire.build.identity.rows import Ordered
from triplewire.engines import Engine
from triplewire.link import Authorities
from triplewire.link import actors as people
from triplewire.records import Decision, Registered, Unmet
from triplewire.system.hashes import digest


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ruling:
    place: str
    sha256: str
    name: str
    node: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    key: str
    sha256: str
    name: str
    node: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class _Name:
    name: str


def order_actors(engine: Engine, authorities: Authorities) -> list[Unmet]:
    """Make the table ``actor_orders`` of what was decided of actors; return what is in vain."""
    decided: list[tuple[people.Node, Decision]] = []
    nodes: dict[people.Node, str] = {}
    places: dict[tuple[people.Node, str], str] = {}
    for row in engine.rows(_RULINGS, _Ruling):
        node = (row.sha256, row.name)
        decision = msgspec.json.decode(row.content, type=Decision)
        decided.append((node, decision))
        nodes[node] = row.node
        places[node, decision.key] = row.place
    if not decided:
        engine.write("actor_orders", [], Ordered)
        return []
    by_name, found = _by_name(engine, [decision for _, decision in decided], authorities)
    orders, in_vain = people.orders_of(decided, by_name, authorities)
    held, overruled = people.holding(orders)
    rows = (row for order in held for row in _ordered(order, nodes | found, places))
    engine.write("actor_orders", rows, Ordered)
    names = (row.name for row in engine.rows(_NAMES, _Name)) if in_vain else ()
    return [*people.unmet_of(in_vain, names), *overruled]


# What was decided about actors of the wanted articles, in their order.
_RULINGS = """
    SELECT r.place, r.sha256, r.name, a.node, r.content
    FROM profile_parts r JOIN identity_wanted w ON w.key = r.key
    JOIN reported_actors a ON a.key = r.key AND a.name = r.name AND a.kind = 'actor'
    WHERE r.kind = 'ruling' AND r.about = '' ORDER BY r.place
"""
# All names by which somebody may be meant.
_NAMES = """
    SELECT DISTINCT name FROM (
        SELECT explode(p.called) AS name
        FROM profile_parts p JOIN identity_wanted w ON w.key = p.key
        WHERE p.kind = 'actor'
        UNION ALL
        SELECT k.name FROM (SELECT name, explode(anchors) AS node FROM register_rows) k
        JOIN reported_actors a ON a.node = k.node
    ) named
"""


def _by_name(
    engine: Engine, decisions: Iterable[Decision], authorities: Authorities
) -> tuple[dict[str, list[people.Node]], dict[people.Node, str]]:
    """Return whom decisions may mean, by what they say, and the nodes of all of these."""
    asked = sorted({key for one in decisions for key in people.meant(one, authorities)})
    engine.write("identity_asked", (_Asked(key=key) for key in asked), _Asked)
    rows = [
        msgspec.json.decode(row.content, type=Registered)
        for row in engine.rows(
            "SELECT p.content FROM register_rows p JOIN identity_asked a ON a.key = p.name", _Row
        )
    ]
    anchors = sorted({anchor for row in rows for anchor in row.known_by})
    engine.write("identity_anchors", (_Asked(key=key) for key in anchors), _Asked)
    by_name: dict[str, list[people.Node]] = {}
    nodes: dict[people.Node, str] = {}
    for found in engine.rows(_NAMED, _Found):
        by_name.setdefault(found.key, []).append((found.sha256, found.name))
        nodes[found.sha256, found.name] = found.node
    anchored = {}
    for found in engine.rows(_ANCHORED, _Found):
        anchored[found.key] = (found.sha256, found.name)
        nodes[found.sha256, found.name] = found.node
    for row in rows:
        known = [anchored[anchor] for anchor in row.known_by if anchor in anchored]
        if known:
            by_name.setdefault(row.name, known)
    return by_name, nodes


_NAMED = """
    SELECT a.key, c.sha256, c.name, c.node FROM (
        SELECT p.sha256, p.name, p.node, p.place, explode(p.called) AS key
        FROM profile_parts p JOIN identity_wanted w ON w.key = p.key WHERE p.kind = 'actor'
    ) c JOIN identity_asked a ON a.key = c.key ORDER BY c.place
"""
_ANCHORED = """
    SELECT r.node AS key, r.sha256, r.name, r.node FROM reported_actors r
    JOIN identity_anchors a ON a.key = r.node WHERE r.kind = 'actor' ORDER BY r.place
"""


def _ordered(
    order: people.Order,
    nodes: dict[people.Node, str],
    places: dict[tuple[people.Node, str], str],
) -> Iterator[Ordered]:
    """Yield an order at the actor that was decided on, and what connects that with the others."""
    place = places[order.node, order.decision.key]
    content = msgspec.json.encode(order)
    edge = hashed(f"order {order.decision.key} {place}")
    mark = digest(place, content)
    yield Ordered(
        node=nodes[order.node], place=place, kind="actor", edge=edge, mark=mark, content=content
    )
    others = [(nodes[other], edge) for other in order.others]
    if order.listed is not None:
        others.append((nodes[order.node], hashed(order.listed)))
    for node, key in others:
        yield Ordered(node=node, place=place, kind="edge", edge=key)
