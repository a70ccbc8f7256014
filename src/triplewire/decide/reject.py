"""A finding that a curator rejects in, the draft without it out."""

from dataclasses import replace
from typing import TypeVar

from triplewire.decide.certain import put
from triplewire.decide.pick import Finding
from triplewire.records import Claim, Decision, Draft, Event

Item = TypeVar("Item")


def reject(draft: Draft, _: Decision, found: Finding) -> Draft:
    """Leave a finding out; what only names an actor that is left out names nobody."""
    if found.kind == "claim":
        return replace(draft, claims=_without(draft.claims, found.index))
    if found.kind == "event":
        return replace(draft, events=_without(draft.events, found.index))
    actor = draft.actors[found.index]
    if found.kind == "role":
        fewer = replace(actor, roles=_without(actor.roles, found.role))
        return replace(draft, actors=put(draft.actors, found.index, fewer))
    return replace(
        draft,
        actors=_without(draft.actors, found.index),
        claims=tuple(_silenced(claim, actor.name) for claim in draft.claims),
        events=tuple(_left(event, actor.name) for event in draft.events),
    )


def _silenced(claim: Claim, name: str) -> Claim:
    """Return a claim in which an actor has no part."""
    figure = claim.figure
    if figure is not None:
        figure = replace(
            figure,
            about=_less(figure.about, name),
            counterpart=None if figure.counterpart == name else figure.counterpart,
            among=None if figure.among == name else figure.among,
        )
    return replace(
        claim,
        speakers=_less(claim.speakers, name),
        addressees=_less(claim.addressees, name),
        relayed_by=_less(claim.relayed_by, name),
        about=_less(claim.about, name),
        alternatives=_less(claim.alternatives, name),
        figure=figure,
    )


def _left(event: Event, name: str) -> Event:
    parts = tuple(part for part in event.participants if part.name != name)
    place = None if event.place == name else event.place
    return replace(event, participants=parts, place=place)


def _less(names: tuple[str, ...], name: str) -> tuple[str, ...]:
    return tuple(other for other in names if other != name)


def _without(items: tuple[Item, ...], index: int) -> tuple[Item, ...]:
    return items[:index] + items[index + 1 :]
