"""A page and its claims in, the events that its article reports out."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Literal

from spacy.tokens import Span, Token

from triplewire.extract.acts import modality_of
from triplewire.extract.happenings import is_told, roles_of, tellings
from triplewire.extract.marks import find_quotations
from triplewire.extract.page import DateMention, Page, Stretch
from triplewire.extract.participants import Scene, nearby, participants_of, place_of
from triplewire.extract.spans import Zones, sentences, tokens_of
from triplewire.extract.triggers import (
    ANAPHORIC,
    ANCHORED,
    CALLED_OFF,
    NEGATED,
    PLANNED,
    STATEMENT_ACTS,
    TRIGGERS,
    Trigger,
)
from triplewire.records import Claim, Event, Participant

_MAX_LABEL = 80
_LEAD_REACH = 500
_NOUN_BEHIND = re.compile(r" (?P<noun>[a-z]{3,20})\b")
_CONSULTATIONS = (
    "phone-call",
    "meeting",
    "promotion-meeting",
    "dialogue",
    "visit",
    "conference",
)
_ASKING = frozenset({"require", "ask", "want", "urge", "need", "demand", "request", "allow"})
# Of these an article tells one, unless days say otherwise.
_SINGLE = frozenset({"disaster", "election"})
# Acts of speech need somebody who speaks.
_VERBAL = frozenset({"accuse", "reject", "threaten", "support", "request", "concede"})
_NOT_THEN = re.compile(r"\b(?:since|until|till|before|after|by|for|from)(?: the)? $", re.IGNORECASE)


def find_events(page: Page, claims: tuple[Claim, ...]) -> tuple[Event, ...]:
    """Return the events of a page in the order of its text."""
    quoted = Zones(Stretch(start=q.start, end=q.end) for q in find_quotations(page.masked))
    apart = Zones([page.title] if page.title else [])
    found: list[Event] = []
    for span, stretch in sentences(page):
        if apart.hold(stretch.start):
            continue
        taken: list[tuple[int, int]] = []
        scenes = (*_scenes(page, stretch, quoted), *_happenings(page, span, stretch, quoted))
        for scene in scenes:
            if not any(scene.start < end and start < scene.end for start, end in taken):
                event = _event(page, scene, found)
                if event is not None:
                    taken.append((scene.start, scene.end))
                    _tell(event, found, definite=scene.definite)
    told: list[Event] = []
    for event in _statements(page, claims, apart):
        if not _told_before(event, [*found, *told]):
            told.append(event)
    return tuple(sorted(_once([*found, *told]), key=lambda e: (e.evidence, e.type)))


def _scenes(page: Page, sentence: Stretch, quoted: Zones) -> Iterator[Scene]:
    """Yield the first trigger of each type in a sentence, outside quotation marks."""
    for kind, trigger in TRIGGERS.items():
        for match in trigger.pattern.finditer(page.masked, sentence.start, sentence.end):
            words = tokens_of(page, *match.span())
            if not quoted.hold(match.start()) and all(_is_plain(word) for word in words[:1]):
                yield Scene(
                    kind=kind,
                    trigger=trigger,
                    start=match.start(),
                    end=match.end(),
                    sentence=sentence,
                )
                break


def _is_plain(word: Token) -> bool:
    """Say whether the first word of a phrase is no infinitive that is only asked for."""
    only_asked = word.dep_ in {"xcomp", "ccomp"} and word.head.lemma_.lower() in _ASKING
    return is_told(word) or not only_asked


def _happenings(page: Page, span: Span, sentence: Stretch, quoted: Zones) -> Iterator[Scene]:
    """Yield the verbs and nouns of a sentence that tell events, outside quotation marks."""
    for telling in tellings(span):
        word = telling.word
        inside = page.lookup.at(word.idx, word.idx + len(word))
        named = inside is not None and inside.type in {"org", "document", "person"}
        if not quoted.hold(word.idx) and not named:
            subject, other = roles_of(telling.kind)
            yield Scene(
                kind=telling.kind,
                trigger=Trigger(pattern=ANAPHORIC, subject=subject, other=other),
                start=word.idx,
                end=word.idx + len(word),
                sentence=sentence,
                rule=telling.rule,
                definite=telling.definite,
            )


def _tell(event: Event, found: list[Event], *, definite: bool) -> None:
    """Add an event, or what it adds to the same one told before."""
    for place, other in enumerate(found):
        again = definite and event.type == other.type and event.when in {None, other.when}
        if again or _is_same(event, other):
            found[place] = _joined(other, event)
            return
    if event.participants:
        found.append(event)


def _is_same(event: Event, other: Event) -> bool:
    """Say whether two tellings are of one event: type, day, and one's people among the other's."""
    if event.type != other.type or (event.when and other.when and event.when != other.when):
        return False
    if event.type not in _CONSULTATIONS and event.evidence == other.evidence:
        return True
    if event.type in _SINGLE:
        return True
    one = {part.name for part in event.participants}
    two = {part.name for part in other.participants}
    return one == two or len(one & two) > 1 or not one


def _joined(first: Event, second: Event) -> Event:
    """Return an event with the day, place and people that a second telling adds."""
    known = {part.name for part in first.participants}
    more = tuple(part for part in second.participants if part.name not in known)
    return replace(
        first,
        when=first.when or second.when,
        place=first.place or second.place,
        participants=(*first.participants, *more),
    )


def _event(page: Page, scene: Scene, earlier: list[Event]) -> Event | None:
    """Return the event that some words show, None when they deny it or only refer back."""
    before = page.masked[scene.sentence.start : scene.start]
    if NEGATED.search(before):
        return None
    refers_back = ANAPHORIC.search(before) is not None and scene.kind in _CONSULTATIONS
    alike = {scene.kind} if scene.rule == "phrase" else set(_CONSULTATIONS)
    if refers_back and any(event.type in alike for event in earlier):
        return None
    sentence = page.masked[scene.sentence.start : scene.sentence.end]
    anchor = _anchor(earlier) if ANCHORED.search(sentence) else None
    parts = participants_of(page, scene)
    if not parts and not any(event.type == scene.kind for event in earlier):
        parts = nearby(page, scene) or _host(page, scene)
    if anchor is not None and len(parts) < 2:
        known = {part.name for part in parts}
        parts = (*parts, *(part for part in anchor.participants if part.name not in known))
    spoken = scene.kind in _VERBAL and scene.rule in {"verb", "phrase"}
    needed = "visitor" if scene.kind == "visit" else "initiator" if spoken else None
    verbal = scene.rule in {"verb", "frame"}
    alone = scene.kind in {"meeting", "dialogue"} and verbal and len(parts) < 2
    told = any(event.type == scene.kind for event in earlier) and scene.rule != "phrase"
    if not parts and not told:
        return None
    if alone or (needed and all(part.role != needed for part in parts)):
        return None
    when = _date(page, scene) or (anchor.when if anchor is not None else None)
    return Event(
        type=scene.kind,
        label=_label(page, scene, parts),
        evidence=page.passage(scene.sentence.start, scene.sentence.end),
        when=when,
        place=place_of(page, scene),
        participants=parts,
        modality=_modality(before, sentence),
        rule=scene.rule,
        status=_status(page, scene),
    )


def _host(page: Page, scene: Scene) -> tuple[Participant, ...]:
    """Return the place of a gathering as its host, where nobody is said to be there."""
    place = place_of(page, scene) if scene.kind in _CONSULTATIONS else None
    return (Participant(name=place, role="host"),) if place is not None else ()


def _status(page: Page, scene: Scene) -> Literal["cancelled", "postponed"] | None:
    """Say whether an event is told to be cancelled or postponed by the verb that governs it."""
    words = tokens_of(page, scene.start, scene.end)
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
    return next((event for event in earlier if event.type in _CONSULTATIONS), None)


def _modality(before: str, sentence: str) -> str:
    words = modality_of(sentence)
    if words == "hearsay":
        return words
    if PLANNED.search(before):
        return "intention"
    return "possibility" if modality_of(before[-30:]) == "possibility" else "factual"


def _date(page: Page, scene: Scene) -> str | None:
    """Return the nearest date of an event's sentence, else the first one after it."""
    inside = [d for d in _points(page) if scene.sentence.start <= d.start < scene.sentence.end]
    here = [d for d in inside if not _dates_another(page, d, scene.start)]
    if here:
        return min(here, key=lambda d: (abs(d.start - scene.end), d.start)).value
    if scene.kind in {"phone-call", "meeting"} and scene.sentence.start < _LEAD_REACH:
        reach = scene.sentence.end + _LEAD_REACH
        following = [
            d
            for d in _points(page)
            if scene.sentence.end <= d.start < reach and d.precision == "day"
        ]
        return following[0].value if following else None
    return None


def _dates_another(page: Page, date: DateMention, trigger: int) -> bool:
    """Say whether a date belongs to a noun behind it: "the May 5, 2011 agreement"."""
    behind = _NOUN_BEHIND.match(page.masked, date.end)
    if behind is None or behind.start("noun") == trigger:
        return False
    words = tokens_of(page, *behind.span("noun"))
    return bool(words) and words[0].pos_ == "NOUN" and words[0].left_edge.idx <= date.start


def _points(page: Page) -> Iterator[DateMention]:
    """Yield the dates that an event can have happened on: "on Monday", not "since Monday"."""
    for date in page.dates:
        before = page.masked[max(0, date.start - 12) : date.start]
        spans = "/" in date.value
        if not date.period and (spans or _NOT_THEN.search(before) is None):
            yield date


def _label(page: Page, scene: Scene, parts: tuple[Participant, ...]) -> str:
    """Return an event's own name, else its type with its participants."""
    own = page.masked[scene.start : scene.end]
    if scene.kind == "dialogue" and own[:1].isupper() | own[:1].isdigit():
        return own[:_MAX_LABEL]
    return _short(scene.kind, (part.name for part in parts))


def _short(kind: str, names: Iterable[str]) -> str:
    label = f"{kind.replace('-', ' ')}: {', '.join(names)}"
    return label if len(label) <= _MAX_LABEL else label[: _MAX_LABEL - 1].rstrip(" ,") + "…"


def _told_before(event: Event, earlier: list[Event]) -> bool:
    """Say whether an event of the same type, day and people has been told."""
    people = {part.name for part in event.participants}
    return any(
        other.type == event.type
        and event.when in {other.when, None}
        and (
            people <= {part.name for part in other.participants}
            if event.type in _CONSULTATIONS
            else other.evidence == event.evidence
            or (event.rule == "claim" and people == {part.name for part in other.participants})
        )
        for other in earlier
    )


def _statements(page: Page, claims: tuple[Claim, ...], apart: Zones) -> Iterator[Event]:
    """Yield an event for every claim that is an act (appeal, pledge) or is at second hand."""
    for claim in claims:
        acted = claim.act in STATEMENT_ACTS and claim.rule.startswith("verb-")
        if apart.hold(claim.passage.start) or not claim.speakers or not (acted or claim.relayed_by):
            continue
        parts = dict.fromkeys(claim.speakers, "initiator")
        for name in claim.addressees:
            parts.setdefault(name, "recipient")
        inside = [d for d in _points(page) if claim.evidence.start <= d.start < claim.evidence.end]
        here = [d for d in inside if not _dates_another(page, d, claim.passage.start)]
        yield Event(
            type=claim.act,
            label=_short(claim.act, parts),
            evidence=claim.evidence,
            when=here[0].value if here else None,
            place=None,
            participants=tuple(Participant(name=name, role=role) for name, role in parts.items()),
            modality="hearsay" if claim.modality == "hearsay" else "factual",
            rule="claim",
        )


def _once(events: list[Event]) -> list[Event]:
    """Return the first event of each type and evidence."""
    first: dict[tuple[str, int, int], Event] = {}
    for event in events:
        first.setdefault((event.type, event.evidence.start, event.evidence.end), event)
    return list(first.values())
