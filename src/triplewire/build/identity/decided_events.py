"""What was decided about events in, the decisions that hold, at the events they are about, out."""

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from triplewire.build.identity.blocks_of_events import EventOrder
from triplewire.build.identity.parts import hashed
from triplewire.build.identity.rows import Ordered
from triplewire.engines import Engine
from triplewire.link import events
from triplewire.link.authorities import normal
from triplewire.records import Decision, Unmet
from triplewire.system.hashes import digest

_BETWEEN = " "


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ruling:
    place: str
    sha256: str
    name: str
    node: str
    type: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    number: int
    sha256: str
    type: str
    value: str
    plain: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    number: int
    count: int
    name: str
    node: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Near:
    number: int
    words: str


def order_events(engine: Engine) -> list[Unmet]:
    """Make the table ``event_orders`` of what was decided of events; return what is in vain."""
    rulings = list(engine.rows(_RULINGS, _Ruling))
    if not rulings:
        engine.write("event_orders", [], Ordered)
        return []
    taken = [msgspec.json.decode(row.content, type=Decision) for row in rulings]
    asked = (
        _Asked(
            number=number,
            sha256=row.sha256,
            type=row.type,
            value=decision.value,
            plain=normal(decision.value),
        )
        for number, (row, decision) in enumerate(zip(rulings, taken, strict=True))
    )
    engine.write("identity_asked", asked, _Asked)
    found = {row.number: row for row in engine.rows(_OTHERS, _Found)}
    decided: list[tuple[events.Node, events.Node, Decision]] = []
    of: dict[tuple[events.Node, str], tuple[_Ruling, _Found]] = {}
    in_vain: list[int] = []
    for number, (row, decision) in enumerate(zip(rulings, taken, strict=True)):
        other = found.get(number)
        if other is None or other.count != 1:
            in_vain.append(number)
            continue
        sha256, _, name = other.name.partition(_BETWEEN)
        node = (row.sha256, row.name)
        decided.append((node, (sha256, name), decision))
        of[node, decision.key] = row, other
    held, overruled = events.holding_of(decided)
    engine.write("event_orders", _ordered(held, of), Ordered)
    near: dict[int, list[str]] = {}
    for one in engine.rows(_CANDIDATES, _Near) if in_vain else ():
        near.setdefault(one.number, []).append(one.words)
    unmet = (
        events.unmet_of(
            taken[number],
            found[number].count if number in found else 0,
            sorted(near.get(number, ())),
        )
        for number in in_vain
    )
    return [*unmet, *overruled]


# What was decided about events of the wanted articles, in their order.
_RULINGS = """
    SELECT r.place, r.sha256, r.name, t.node, r.about AS type, r.content
    FROM profile_parts r JOIN identity_wanted w ON w.key = r.key
    JOIN tellings_now t ON t.sha256 = r.sha256 AND t.name = r.name
    WHERE r.kind = 'ruling' AND r.about <> '' ORDER BY r.place
"""
# How many events of other articles a decision may mean, and one of them.
_OTHERS = """
    SELECT number, count(*) AS count, min(name) AS name, min(node) AS node FROM (
        SELECT a.number, concat(t.sha256, ' ', t.name) AS name, t.node
        FROM identity_asked a JOIN (
            SELECT t.node, t.sha256, t.name, t.words FROM told_events t
            JOIN tellings_now n ON n.key = t.key AND n.node = t.node
        ) t ON contains(t.words, a.plain) OR endswith(a.value, t.node)
        WHERE t.sha256 <> a.sha256
    ) meant GROUP BY number
"""
# The first words of those of the same type.
_CANDIDATES = """
    SELECT number, words FROM (
        SELECT a.number, t.first_words AS words,
               row_number() OVER (PARTITION BY a.number ORDER BY t.first_words) AS place
        FROM identity_asked a JOIN told_events t ON t.type = a.type
        JOIN tellings_now n ON n.key = t.key AND n.node = t.node
        WHERE t.sha256 <> a.sha256
    ) near WHERE place <= 3
"""


def _ordered(
    held: list[tuple[events.Node, events.Node, Decision]],
    of: dict[tuple[events.Node, str], tuple[_Ruling, _Found]],
) -> Iterator[Ordered]:
    for one, other, decision in held:
        row, found = of[one, decision.key]
        content = msgspec.json.encode(EventOrder(one=one, other=other, decision=decision))
        edge = hashed(f"order {decision.key} {row.place}")
        mark = digest(row.place, content)
        yield Ordered(
            node=row.node, place=row.place, kind="event", edge=edge, mark=mark, content=content
        )
        yield Ordered(node=found.node, place=row.place, kind="edge", edge=edge)
