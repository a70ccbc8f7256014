"""A finding and what a curator says of it in, the corrected finding out."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from triplewire.decide.certain import TYPES, certain, listed, named, put
from triplewire.decide.pick import Finding, NotMet
from triplewire.edtf import bounds
from triplewire.errors import ConvertError
from triplewire.records import Actor, Claim, Decision, Draft, Event, Figure, Participant
from triplewire.vocabulary import concepts


def correct(draft: Draft, decision: Decision, found: Finding) -> Draft:
    """Return the draft with one property of a finding as a decision gives it.

    Raises: NotMet when the value is not one that the property can have.
    """
    draft = certain(draft, decision, found)
    what = decision.what.removeprefix("correct-")
    if found.kind == "claim":
        draft, claim = _claim(draft, draft.claims[found.index], what, decision)
        return replace(draft, claims=put(draft.claims, found.index, claim))
    if found.kind == "event":
        draft, event = _event(draft, draft.events[found.index], what, decision)
        return replace(draft, events=put(draft.events, found.index, event))
    actor = draft.actors[found.index]
    if found.kind == "role":
        return _role(draft, found, decision)
    kind = _one_of(TYPES, decision.value)
    typed = replace(actor, type=kind)  # type: ignore[arg-type]  # one of TYPES
    return replace(draft, actors=put(draft.actors, found.index, typed))


def _claim(draft: Draft, claim: Claim, what: str, decision: Decision) -> tuple[Draft, Claim]:
    value = decision.value
    if what in _NAMING:
        draft, names = named(draft, listed(value), decision)
        return draft, _NAMING[what](claim, names)
    if what in _CONCEPTS:
        scheme, change = _CONCEPTS[what]
        return draft, change(claim, _one_of(concepts(scheme), value))
    if claim.figure is None:
        raise NotMet("this claim states no figure")
    draft, figure = _figure(draft, claim.figure, what, decision)
    return draft, replace(claim, figure=figure)


def _figure(draft: Draft, figure: Figure, what: str, decision: Decision) -> tuple[Draft, Figure]:
    value = decision.value
    if what == "value":
        return draft, replace(figure, value=number(value))
    if what == "date":
        return draft, replace(figure, when=day(value))
    if what == "unit":
        return draft, replace(figure, unit=value)
    if what == "measure":
        return draft, replace(figure, measure=value)
    draft, (name,) = named(draft, [value], decision)
    if what == "scope":
        return draft, replace(figure, among=name)
    return draft, replace(figure, counterpart=name)


def _event(draft: Draft, event: Event, what: str, decision: Decision) -> tuple[Draft, Event]:
    value = decision.value
    if what == "type":
        return draft, replace(event, type=_one_of(concepts("acts"), value))
    if what == "modality":
        return draft, replace(event, modality=_one_of(concepts("modalities"), value))
    if what == "date":
        return draft, replace(event, when=day(value))
    if what == "place":
        draft, (name,) = named(draft, [value], decision)
        return draft, replace(event, place=name)
    draft, parts = participants(draft, listed(value), decision)
    return draft, replace(event, participants=parts)


def _role(draft: Draft, found: Finding, decision: Decision) -> Draft:
    """Return the draft with the wording of a role corrected: "energy minister of Chile"."""
    actor = draft.actors[found.index]
    office, body = office_of(draft, decision.value)
    role = replace(
        actor.roles[found.role], text=decision.value, office=office, body=body, held=True
    )
    held = replace(actor, roles=put(actor.roles, found.role, role))
    return replace(draft, actors=put(draft.actors, found.index, held))


def office_of(draft: Draft, text: str) -> tuple[str, str | None]:
    """Return the office that a text names and the actor of the draft that it belongs to.

    The body stands behind the last "of" that an actor's name follows.
    """
    for actor in _longest_first(draft):
        for name in (actor.name, *actor.aliases):
            for link in (" of the ", " of "):
                if text.endswith(f"{link}{name}"):
                    return text.removesuffix(f"{link}{name}").lower(), actor.name
    return text.lower(), None


def _longest_first(draft: Draft) -> list[Actor]:
    return sorted(draft.actors, key=lambda actor: (-len(actor.name), actor.name))


def participants(
    draft: Draft, values: list[str], decision: Decision
) -> tuple[Draft, tuple[Participant, ...]]:
    """Return the participants that a value lists: "Ana Ruiz: visitor; Chile: host"."""
    parts: dict[str, Participant] = {}
    for value in values:
        name, _, role = value.partition(":")
        draft, (known,) = named(draft, [name.strip()], decision)
        kind = _one_of(concepts("participation-roles"), role.strip() or "party")
        parts[known] = Participant(name=known, role=kind)
    return draft, tuple(parts.values())


def day(value: str) -> str:
    """Return a date in EDTF.

    Raises: NotMet when it is not in one of the forms that Triplewire writes.
    """
    try:
        bounds(value)
    except ConvertError as error:
        raise NotMet(f"{error.what}: write {error.hint or 'a day that exists'}") from error
    return value


def number(value: str) -> Decimal:
    """Return a number.

    Raises: NotMet when it is none.
    """
    try:
        found = Decimal(value.replace(",", ""))
    except InvalidOperation as error:
        raise NotMet(f"not a number: {value!r}") from error
    if not found.is_finite():
        raise NotMet(f"not a number: {value!r}")
    return found


def _one_of(known: frozenset[str], value: str) -> str:
    if value not in known:
        raise NotMet(f"no such value: {value!r}", tuple(sorted(known)))
    return value


# The schemes from which a claim's properties are taken.
_CONCEPTS: dict[str, tuple[str, Callable[[Claim, str], Claim]]] = {
    "act": ("acts", lambda claim, value: replace(claim, act=value)),
    "polarity": ("polarities", lambda claim, value: replace(claim, polarity=value)),
    "modality": ("modalities", lambda claim, value: replace(claim, modality=value)),
}
_NAMING: dict[str, Callable[[Claim, tuple[str, ...]], Claim]] = {
    "speaker": lambda claim, names: replace(claim, speakers=names, unnamed=None, alternatives=()),
    "addressee": lambda claim, names: replace(claim, addressees=names),
    "about": lambda claim, names: replace(claim, about=names),
}
