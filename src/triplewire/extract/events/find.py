"""A page and its claims in, the events that its article reports out."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from spacy.tokens import Span

from triplewire.event_types import having
from triplewire.extract.events.assemble import event_of
from triplewire.extract.events.learned import learned_events
from triplewire.extract.events.likelihood import LIKELY, Proposal, features_of, likelihood
from triplewire.extract.events.speech_acts import find_statement_events, is_reported_before
from triplewire.extract.events.triggers import Trigger, by_phrase, by_word
from triplewire.extract.events.when import head_of
from triplewire.extract.text import Page, Zone, Zones, find_quotations, sentences, tokens_of
from triplewire.records import Claim, Event, Passage
from triplewire.tellings import is_another, why_one

# The part of a text in quotation marks from which it is somebody's statement.
_STATEMENT = 0.5
_SHORT = 300
_CENT = Decimal("0.01")
# What is told by a verb may be taken up by a noun: "they met ... the meeting".
_TALKED = frozenset({"meeting", "dialogue", "phone-call"})


def find_events(page: Page, claims: tuple[Claim, ...]) -> tuple[Event, ...]:
    """Return the events that a page most likely reports, in the order of its text.

    Where a network reads it, it says which; what the rules find as well is surer.
    """
    proposed = ((p.event, likelihood(p.features)) for p in propose_events(page, claims))
    by_rule = tuple(
        replace(event, confidence=Decimal(chance).quantize(_CENT))
        for event, chance in proposed
        if chance >= LIKELY
    )
    return by_rule if page.tags is None else learned_events(page, page.tags, by_rule)


def propose_events(page: Page, claims: tuple[Claim, ...]) -> list[Proposal]:
    """Return whatever the rules take for an event of a page, in the order of its text."""
    quotations = find_quotations(page.masked)
    quoted = Zones(Zone(start=q.start, end=q.end) for q in quotations)
    length = len(page.masked)
    if length > _SHORT and quoted.share(0, length) > _STATEMENT:
        # Of a statement in quotation marks the quoted words tell what happened.
        quoted = Zones([])
    title = Zones([page.title] if page.title else [])
    spans = sentences(page)
    found = _Found(page=page)
    for span, zone in spans:
        if not title.hold(zone.start):
            _add_all(found, span, zone, quoted)
    for event in find_statement_events(page, claims, title):
        if not is_reported_before(event, found.events):
            words = tokens_of(page, event.evidence.start, event.evidence.end)
            known = features_of(page, event, words[0].sent.root if words else None, near=False)
            found.add(event, known)
    for span, zone in spans:
        if title.hold(zone.start):
            _add_all(found, span, zone, quoted)
    return _once(found.events, found.features)


class _Found:
    """The events of a page so far, with their features."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.events: list[Event] = []
        self.features: list[frozenset[str]] = []

    def add(self, event: Event, features: frozenset[str]) -> None:
        """Add an event that was not told before."""
        repeated = any(event.type == other.type for other in self.events)
        self.events.append(event)
        self.features.append(features | {"type=repeated"} if repeated else features)

    def join(self, place: int, event: Event, *, taken_up: bool) -> None:
        """Add what an event says anew to the one at a place; its words, where it surely is that."""
        first, metadata = self.events[place], self.page.metadata
        published = (metadata.published or "")[:10]
        sure = taken_up or why_one(first, event, title=metadata.title or "", published=published)
        self.events[place] = _joined(first, event)
        if sure:
            self.retell(place, event.passages)
        self.features[place] |= {"told=again"}

    def retell(self, place: int, passages: Iterable[Passage]) -> None:
        """Note passages that surely tell the event at a place as well."""
        event = self.events[place]
        retold = {*event.retold, *passages} - {event.evidence}
        self.events[place] = replace(event, retold=tuple(sorted(retold)))

    def taken_up(self, trigger: Trigger) -> int | None:
        """Return where the one gathering stands that words take up: "the talks".

        It is told by the same noun, or it is a meeting of parties that have names.
        """
        told = [
            (number, e) for number, e in enumerate(self.events) if e.type in having("gathering")
        ]
        sentence = self.page.masked[trigger.sentence.start : trigger.sentence.end]
        noun = self.page.masked[trigger.start : trigger.end]
        if not trigger.definite or not noun.islower() or len(told) != 1 or is_another(sentence):
            return None
        place, first = told[0]
        met = first.type in _TALKED and len(first.named) > 1
        one = first.type == trigger.kind and first.evidence.end <= trigger.sentence.start
        return place if one and (met or noun in first.evidence.text.split()) else None


def _add_all(found: _Found, span: Span, zone: Zone, quoted: Zones) -> None:
    """Add the events that a sentence tells, or what they add to those told before."""
    page = found.page
    headline = page.title is not None and page.title.start <= zone.start < page.title.end
    taken: list[tuple[int, int]] = []
    for trigger in (*by_phrase(page, zone, quoted), *by_word(page, span, zone, quoted)):
        if _is_taken(page, trigger, taken):
            continue
        reported = event_of(page, trigger, found.events)
        known = found.taken_up(trigger)
        if reported is None:
            if known is not None:
                words = page.passage(trigger.sentence.start, trigger.sentence.end)
                found.retell(known, (words,))
            continue
        taken.append((trigger.start, trigger.end))
        event, near = reported
        if headline:
            # The body dates what its headline tells.
            event = replace(event, when=None)
        place = _place_of_same(event, found.events, definite=trigger.definite or headline)
        if place is not None:
            found.join(place, event, taken_up=place == known)
        elif event.participants:
            features = features_of(page, event, head_of(page, trigger), near=near)
            found.add(event, features | {"place=title"} if headline else features)


def _is_taken(page: Page, trigger: Trigger, taken: list[tuple[int, int]]) -> bool:
    """Say whether words that told an event already are a scene's own or what its verb governs."""
    word = head_of(page, trigger)
    own = [(trigger.start, trigger.end)]
    if trigger.rule == "frame" and trigger.kind in having("gathering") and word is not None:
        own += [(t.idx, t.idx + len(t)) for t in word.children if t.dep_ in {"dobj", "nsubjpass"}]
    return any(a < end and start < b for a, b in own for start, end in taken)


def _place_of_same(event: Event, found: list[Event], *, definite: bool) -> int | None:
    """Return where the same event stands among those told before."""
    for place, other in enumerate(found):
        again = definite and event.type == other.type and event.when in {None, other.when}
        if again or _is_same(event, other):
            return place
    return None


def _is_same(event: Event, other: Event) -> bool:
    """Say whether two tellings are of one event: type, day, and one's people among the other's."""
    if event.type != other.type or (event.when and other.when and event.when != other.when):
        return False
    if (event.modality, other.modality) == ("intention", "factual"):
        return False
    if event.type not in having("gathering") and event.evidence == other.evidence:
        return True
    if event.type in having("once"):
        return True
    one, two = set(event.named), set(other.named)
    return one == two or len(one & two) > 1 or not one


def _joined(first: Event, second: Event) -> Event:
    """Return an event with the day, place and people that a second telling adds."""
    more = tuple(
        replace(part, told_in=part.told_in or (second.evidence,))
        for part in second.participants
        if part.name not in first.named
    )
    return replace(
        first,
        when=first.when or second.when,
        place=first.place or second.place,
        participants=(*first.participants, *more),
    )


def _once(events: list[Event], features: list[frozenset[str]]) -> list[Proposal]:
    """Return the first event of each type and evidence, in the order of the text."""
    first: dict[tuple[str, int, int], Proposal] = {}
    for event, known in zip(events, features, strict=True):
        key = event.type, event.evidence.start, event.evidence.end
        first.setdefault(key, Proposal(event=event, features=known))
    return sorted(first.values(), key=lambda p: (p.event.evidence, p.event.type))
