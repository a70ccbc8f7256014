"""A finding and what a curator says of it in, the corrected finding out."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from triplewire.decide.certain import TYPES, certain, listed, named, put
from triplewire.decide.pick import Finding, NotMet, can
from triplewire.decide.words import choices, places
from triplewire.edtf import bounds
from triplewire.errors import ConvertError
from triplewire.ontology import concepts
from triplewire.records import (
    ACTIONS,
    Actor,
    Claim,
    Decision,
    Draft,
    Event,
    Figure,
    Participant,
)
from triplewire.wording import plain

_QUOTED = re.compile(r'"(?P<words>[^"]+)"')


def correct(draft: Draft, decision: Decision, found: Finding) -> Draft:
    """Return the draft with one property of a finding as a decision gives it.

    Raises: NotMet when the value is not one that the property can have.
    """
    draft = certain(draft, decision, found)
    for what, value in corrections(decision):
        draft = _Correction(what, value, decision).made(draft, found)
    return draft


def corrections(decision: Decision) -> list[tuple[str, str]]:
    """Return the properties that a decision corrects, each with its value.

    Raises: NotMet when one has no such name.
    """
    name = decision.what.removeprefix("correct")
    if name == decision.what:
        return []
    if name:
        return [(name.removeprefix("-"), decision.value)]
    found = []
    for part in listed(decision.value):
        what, sign, value = (cell.strip() for cell in part.partition("="))
        if not sign or f"correct-{what}" not in ACTIONS:
            known = tuple(name.removeprefix("correct-") for name in ACTIONS if "correct-" in name)
            raise NotMet(f"not a property: {part!r}: write key=value", known)
        found.append((what, value.replace(",", ";")))
    return found


@dataclass(frozen=True, slots=True)
class _Correction:
    """One property of a finding, what is to be its value, and the decision that says so."""

    what: str
    value: str
    decision: Decision

    def made(self, draft: Draft, found: Finding) -> Draft:
        """Return the draft with the property corrected."""
        if not can(found, self.what):
            raise NotMet(f"a {found.kind} has no {self.what}")
        if found.kind == "claim":
            draft, claim = self._claim(draft, draft.claims[found.index])
            return replace(draft, claims=put(draft.claims, found.index, claim))
        if found.kind == "event":
            before = draft.events[found.index]
            draft, event = self._event(draft, before)
            claims = tuple(
                replace(claim, during=event.key) if claim.during == before.key else claim
                for claim in draft.claims
            )
            events = put(draft.events, found.index, event)
            return replace(draft, claims=claims, events=events)
        if found.kind == "role":
            return self._role(draft, found)
        kind = _one_of(TYPES, self.value)
        actor = draft.actors[found.index]
        typed = replace(actor, type=kind)  # type: ignore[arg-type]  # one of TYPES
        return replace(draft, actors=put(draft.actors, found.index, typed))

    def _claim(self, draft: Draft, claim: Claim) -> tuple[Draft, Claim]:
        what, value = self.what, self.value
        if what == "about":
            draft, names, topics = subjects(draft, listed(value), self.decision)
            about, known = names or claim.about, topics or claim.topics
            return draft, replace(claim, about=about, topics=known)
        if what in _NAMING:
            draft, names = named(draft, listed(value), self.decision)
            return draft, _NAMING[what](claim, names)
        if what == "unnamed":
            return draft, replace(claim, speakers=(), unnamed=value)
        if what in _CONCEPTS:
            scheme, change = _CONCEPTS[what]
            return draft, change(claim, _one_of(concepts(scheme), value))
        if claim.figure is None and what == "date":
            return draft, replace(claim, when=day(value))
        if claim.figure is None:
            raise NotMet("this claim states no figure")
        draft, figure = self._figure(draft, claim.figure)
        return draft, replace(claim, figure=figure)

    def _figure(self, draft: Draft, figure: Figure) -> tuple[Draft, Figure]:
        what, value = self.what, self.value
        if what == "value":
            return draft, replace(figure, value=number(value))
        if what == "date":
            return draft, replace(figure, when=day(value))
        if what == "unit":
            return draft, replace(figure, unit=value)
        if what == "measure":
            return draft, replace(figure, measure=value)
        draft, (name,) = named(draft, [value], self.decision)
        if what == "scope":
            return draft, replace(figure, among=name)
        return draft, replace(figure, counterpart=name)

    def _event(self, draft: Draft, event: Event) -> tuple[Draft, Event]:
        what, value = self.what, self.value
        if what in _EVENTS:
            return draft, _EVENTS[what](event, value)
        if what == "part-of":
            return draft, replace(event, part_of=_whole(draft, event, value))
        if what == "place":
            draft, (name,) = named(draft, [value], self.decision)
            return draft, replace(event, place=name)
        draft, parts = participants(draft, listed(value), self.decision)
        return draft, replace(event, participants=parts)

    def _role(self, draft: Draft, found: Finding) -> Draft:
        """Return the draft with the wording of a role corrected: "energy minister of Chile"."""
        actor = draft.actors[found.index]
        office, body = office_of(draft, self.value)
        role = replace(
            actor.roles[found.role], text=self.value, office=office, body=body, held=True
        )
        held = replace(actor, roles=put(actor.roles, found.role, role))
        return replace(draft, actors=put(draft.actors, found.index, held))


def _whole(draft: Draft, event: Event, value: str) -> str:
    """Return the key of the event that a value names: by its type, or by words of its passage."""
    others = [
        other
        for other in draft.events
        if other is not event and (other.type == value or places(value, other.evidence.text))
    ]
    if len(others) != 1:
        types = tuple(sorted({other.type for other in draft.events if other is not event}))
        raise NotMet(f"{len(others)} events of the article are {value!r}", types)
    return others[0].key


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
    """Return the participants that a value lists: "Ana Ruiz: visitor; Chile: host".

    Whom the article does not name stands between quotation marks, in its words.
    """
    parts: dict[str, Participant] = {}
    for value in values:
        name, _, role = value.partition(":")
        kind = _one_of(concepts("participation-roles"), role.strip() or "party")
        quoted = _QUOTED.fullmatch(plain(name))
        if quoted is not None:
            unnamed = _wording(draft, quoted["words"])
            parts[f'"{unnamed}"'] = Participant(unnamed=unnamed, role=kind)
        else:
            draft, (known,) = named(draft, [name.strip()], decision)
            parts[known] = Participant(name=known, role=kind)
    return draft, tuple(parts.values())


def _wording(draft: Draft, words: str) -> str:
    """Return words as the article has them, on one line."""
    text = draft.article.text
    found = places(words, text)
    if not found:
        raise NotMet(f"the article does not say {words!r}")
    start, end = found[0]
    return " ".join(text[start:end].split())


def subjects(
    draft: Draft, values: list[str], decision: Decision
) -> tuple[Draft, tuple[str, ...], tuple[str, ...]]:
    """Return the actors that values name, and the topics: "China", "climate-change"."""
    topics = tuple(value for value in values if value in concepts("topics"))
    draft, names = named(draft, (v for v in values if v not in topics), decision)
    return draft, names, topics


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
        raise NotMet(f"no such value: {value!r}", choices(value, known))
    return value


# The schemes from which a claim's properties are taken.
_CONCEPTS: dict[str, tuple[str, Callable[[Claim, str], Claim]]] = {
    "act": ("acts", lambda claim, value: replace(claim, act=value)),
    "polarity": ("polarities", lambda claim, value: replace(claim, polarity=value)),
    "modality": ("modalities", lambda claim, value: replace(claim, modality=value)),
}
_EVENTS: dict[str, Callable[[Event, str], Event]] = {
    "type": lambda event, value: replace(event, type=_one_of(concepts("acts"), value)),
    "modality": lambda event, value: replace(
        event, modality=_one_of(concepts("modalities"), value)
    ),
    "date": lambda event, value: replace(event, when=day(value)),
    "label": lambda event, value: replace(event, label=value),
}
_NAMING: dict[str, Callable[[Claim, tuple[str, ...]], Claim]] = {
    "speaker": lambda claim, names: replace(claim, speakers=names, unnamed=None, alternatives=()),
    "addressee": lambda claim, names: replace(claim, addressees=names),
}
