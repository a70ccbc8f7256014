"""The words that show an event on a page in, the event with its people, day and modality out."""

from collections.abc import Iterable
from typing import Literal

from triplewire.event_types import event_types, having
from triplewire.extract.events.phrases import ANAPHORIC, ANCHORED, CALLED_OFF, NEGATED, PLANNED
from triplewire.extract.events.triggers import Trigger
from triplewire.extract.events.when import date_of
from triplewire.extract.events.who import nearby, participants_of, place_of
from triplewire.extract.speech import modality_of
from triplewire.extract.text import Page, tokens_of
from triplewire.records import Event, Participant

_MAX_LABEL = 80


def event_of(page: Page, trigger: Trigger, earlier: list[Event]) -> tuple[Event, bool] | None:
    """Return the event that some words show, None when they deny it or only refer back.

    With it comes whether its people only stand near the words, and not in their clause.
    """
    before = page.masked[trigger.sentence.start : trigger.start]
    if NEGATED.search(before):
        return None
    refers_back = ANAPHORIC.search(before) is not None and trigger.kind in having("gathering")
    alike = {trigger.kind} if trigger.rule == "phrase" else having("gathering")
    if refers_back and any(event.type in alike for event in earlier):
        return None
    sentence = page.masked[trigger.sentence.start : trigger.sentence.end]
    anchor = _anchor(earlier) if ANCHORED.search(sentence) else None
    parts = participants_of(page, trigger)
    near = not parts
    taken_up = trigger.definite and any(event.type == trigger.kind for event in earlier)
    if not parts and not taken_up:
        parts = nearby(page, trigger) or _host(page, trigger)
    if anchor is not None and len(parts) < 2:
        known = {part.name for part in parts}
        parts = (*parts, *(part for part in anchor.participants if part.name not in known))
    repeated = any(event.type == trigger.kind for event in earlier) and trigger.rule != "phrase"
    if (not parts and not repeated) or _lacks_parties(trigger, parts):
        return None
    when = date_of(page, trigger) or (anchor.when if anchor is not None else None)
    event = Event(
        type=trigger.kind,
        label=_label(page, trigger, parts),
        evidence=page.passage(trigger.sentence.start, trigger.sentence.end),
        when=when,
        place=place_of(page, trigger),
        participants=parts,
        modality=_modality(before, sentence),
        rule=trigger.rule,
        status=_status(page, trigger),
    )
    return event, near


def _lacks_parties(trigger: Trigger, parts: tuple[Participant, ...]) -> bool:
    """Say whether somebody is missing without whom a sentence tells no event of the type."""
    kind = event_types()[trigger.kind]
    if kind.needs == "two":
        return trigger.rule in {"verb", "frame"} and len(parts) < 2
    needed = kind.needs == "doer" or (
        kind.needs == "speaker" and trigger.rule in {"verb", "phrase"}
    )
    return needed and all(part.role != kind.doer for part in parts)


def _host(page: Page, trigger: Trigger) -> tuple[Participant, ...]:
    """Return the place of a gathering as its host, where nobody is said to be there."""
    place = place_of(page, trigger) if trigger.kind in having("gathering") else None
    return (Participant(name=place, role="host"),) if place is not None else ()


def _status(page: Page, trigger: Trigger) -> Literal["cancelled", "postponed"] | None:
    """Say whether an event is told to be cancelled or postponed by the verb that governs it."""
    words = tokens_of(page, trigger.start, trigger.end)
    root = words[0].doc[words[0].i : words[-1].i + 1].root if words else None
    if root is None or root.dep_ not in {"dobj", "nsubjpass", "xcomp"}:
        return None
    particle = next((child.lower_ for child in root.head.children if child.dep_ == "prt"), "")
    verb = f"{root.head.lemma_.lower()} {particle}".strip()
    if verb in CALLED_OFF["cancelled"]:
        return "cancelled"
    return "postponed" if verb in CALLED_OFF["postponed"] else None


def _anchor(earlier: list[Event]) -> Event | None:
    """Return the event that "the meeting", "the event" refer to: the first consultation told."""
    return next((event for event in earlier if event.type in having("gathering")), None)


def _modality(before: str, sentence: str) -> str:
    words = modality_of(sentence)
    if words == "hearsay":
        return words
    if PLANNED.search(before):
        return "intention"
    return "possibility" if modality_of(before[-30:]) == "possibility" else "factual"


def _label(page: Page, trigger: Trigger, parts: tuple[Participant, ...]) -> str:
    """Return an event's own name, else its type with its participants."""
    own = page.masked[trigger.start : trigger.end]
    if trigger.kind in having("own-name") and own[:1].isupper() | own[:1].isdigit():
        return own[:_MAX_LABEL]
    return short_label(trigger.kind, (part.called for part in parts))


def short_label(kind: str, names: Iterable[str]) -> str:
    """Return a type with names, at most 80 characters."""
    label = f"{kind.replace('-', ' ')}: {', '.join(names)}"
    return label if len(label) <= _MAX_LABEL else label[: _MAX_LABEL - 1].rstrip(" ,") + "…"
