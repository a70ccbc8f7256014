"""A finding that a curator has looked at in, the same one without doubt out; and who is named."""

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar, get_args

from triplewire.decide.pick import Finding, NotMet
from triplewire.decide.words import nearest
from triplewire.records import Actor, ActorType, Decision, Draft
from triplewire.wording import plain

Item = TypeVar("Item")
_SURE = Decimal(1)
_TYPED = re.compile(r"(?P<name>.+?) \((?P<type>[a-z]+)\)")
TYPES: frozenset[str] = frozenset(get_args(ActorType))


def certain(draft: Draft, decision: Decision, found: Finding) -> Draft:
    """Return the draft with a finding that is certain, and that names the decision."""
    key = decision.key
    if found.kind == "claim":
        claim = draft.claims[found.index]
        sure = replace(claim, confidence=_SURE, decided=(*claim.decided, key))
        return replace(draft, claims=put(draft.claims, found.index, sure))
    if found.kind == "event":
        event = draft.events[found.index]
        known = replace(event, confidence=_SURE, decided=(*event.decided, key))
        return replace(draft, events=put(draft.events, found.index, known))
    actor = draft.actors[found.index]
    if found.kind == "role":
        role = actor.roles[found.role]
        held = replace(role, confidence=_SURE, decided=(*role.decided, key))
        actor = replace(actor, roles=put(actor.roles, found.role, held))
    else:
        actor = replace(actor, confidence=_SURE, decided=(*actor.decided, key))
    return replace(draft, actors=put(draft.actors, found.index, actor))


def put(items: tuple[Item, ...], index: int, item: Item) -> tuple[Item, ...]:
    """Return items with another one in a place."""
    return (*items[:index], item, *items[index + 1 :])


def listed(value: str) -> list[str]:
    """Return the parts of a value that are separated by semicolons."""
    return [part.strip() for part in value.split(";") if part.strip()]


def named(draft: Draft, names: Iterable[str], decision: Decision) -> tuple[Draft, tuple[str, ...]]:
    """Return the names under which the draft knows some actors, each once.

    One that it does not know is added where its type stands behind it: "Ana Ruiz (person)".
    Raises: NotMet when an actor is unknown.
    """
    found: list[str] = []
    for name in names:
        draft, known = _named(draft, name, decision)
        found.append(known)
    return draft, tuple(dict.fromkeys(found))


def _named(draft: Draft, value: str, decision: Decision) -> tuple[Draft, str]:
    typed = _TYPED.fullmatch(value)
    kind = typed["type"] if typed else None
    name = typed["name"] if typed else value
    for actor in draft.actors:
        called = {_plain(other) for other in (actor.name, *actor.aliases)}
        if _plain(name) in called and kind in {None, actor.type}:
            return draft, actor.name
    known = [actor.name for actor in draft.actors]
    if kind not in TYPES or name in known:
        raise NotMet(
            f"the article names no actor {name!r}: write {name} (person), or org, country, place …",
            tuple(nearest(name, known)),
        )
    added = Actor(
        name=name,
        type=kind,  # type: ignore[arg-type]  # one of TYPES
        aliases=(),
        mentions=(),
        roles=(),
        rule="decision",
        decided=(decision.key,),
    )
    return replace(draft, actors=(*draft.actors, added)), name


def _plain(name: str) -> str:
    return plain(name).casefold().removeprefix("the ")
