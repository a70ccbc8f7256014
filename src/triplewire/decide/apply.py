"""A draft and its decisions in, the draft as the curator wants it out."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeVar

from triplewire.decide.add import add
from triplewire.decide.certain import certain, put
from triplewire.decide.correct import correct
from triplewire.decide.pick import Finding, NotMet, claim_key, event_key, pick
from triplewire.records import Claim, Decision, Draft, Event, Ruling, Unmet

Item = TypeVar("Item")


def apply(draft: Draft, decisions: Iterable[Decision]) -> tuple[Draft, tuple[Unmet, ...]]:
    """Return a draft with decisions applied in the order of their lines, and those that were not.

    A finding that a decision confirms, corrects or adds is certain, and names the decision.
    """
    unmet: list[Unmet] = []
    for decision in decisions:
        try:
            draft = _applied(draft, decision)
        except NotMet as reason:
            unmet.append(
                Unmet(decision=decision, reason=reason.reason, candidates=reason.candidates)
            )
    return draft, tuple(unmet)


def _applied(draft: Draft, decision: Decision) -> Draft:
    if decision.what == "add":
        draft, passage = add(draft, decision)
        return _ruled(draft, Ruling(decision=decision, passage=passage))
    found, passage = pick(draft, decision)
    ruling = Ruling(decision=decision, passage=passage, subject=_subject(draft, found))
    return _ruled(_CHANGES.get(decision.what, correct)(draft, decision, found), ruling)


def _ruled(draft: Draft, ruling: Ruling) -> Draft:
    return replace(draft, rulings=(*draft.rulings, ruling))


def _subject(draft: Draft, found: Finding) -> str:
    if found.kind == "event":
        return event_key(draft.events[found.index])
    if found.kind == "claim":
        return claim_key(draft.claims[found.index])
    return draft.actors[found.index].name if found.kind == "actor" else ""


def _reject(draft: Draft, _: Decision, found: Finding) -> Draft:
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


# Everything else is a correction. What is merged, kept apart or related is so in later stages.
_CHANGES: dict[str, Callable[[Draft, Decision, Finding], Draft]] = {
    "accept": certain,
    "reject": _reject,
    "merge": certain,
    "keep-apart": certain,
    "relate": certain,
}
