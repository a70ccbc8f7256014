"""A page with the marks of the network in, the events that they tell out."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from triplewire.event_types import event_types, having, put_as
from triplewire.extract.events.assemble import short_label
from triplewire.extract.events.parties import Parties
from triplewire.extract.events.turned import is_open, turned
from triplewire.extract.tagger import AGREED, LEARNED, Mark, Tags, as_confidence, first_tellings
from triplewire.extract.text import Page, Zone, Zones, meant, sentence
from triplewire.records import Event, Participant
from triplewire.tellings import why_one

# What is less likely is not told; what is less sure waits for a curator.
_LIKELY, _SURE, _NOT_SURE = Decimal("0.3"), Decimal("0.8"), Decimal(0)


def learned_events(page: Page, tags: Tags, by_rule: Iterable[Event]) -> tuple[Event, ...]:
    """Return the events of a page in the order of its text, each once; what is denied is none.

    Those of a sentence in which the rules find one of their type are surer.
    """
    tellings: dict[int, list[Event]] = {}
    parties, alike = Parties(page, tags), _by_type(by_rule)
    for number, first in first_tellings(tags).items():
        told = _told(page, tags.marks[number], parties, alike)
        if told is not None:
            tellings.setdefault(first, []).append(told)
    events = _once(page, (_joined(page, group) for group in tellings.values()))
    return tuple(sorted(events, key=lambda event: (event.evidence, event.type)))


def _by_type(events: Iterable[Event]) -> dict[str, Zones]:
    """Return by type of event where events are told."""
    places: dict[str, set[Zone]] = defaultdict(set)
    for event in events:
        places[event.type].add(Zone(start=event.evidence.start, end=event.evidence.end))
    return {name: Zones(zones) for name, zones in places.items()}


def _once(page: Page, events: Iterable[Event]) -> list[Event]:
    """Return events, of which those that are the same are joined to the first."""
    found: list[Event] = []
    places: dict[Hashable, int] = {}
    for event in events:
        told_in, who = (event.type, event.evidence), (event.type, _named(event))
        near = [told_in, (who, event.when), (who, None), who]
        alike = (places[key] for key in near if key in places)
        same = next((n for n in alike if _is_same(found[n], event)), len(found))
        if same == len(found):
            found.append(event)
        else:
            found[same] = _joined(page, [found[same], event])
        for key in (told_in, (who, event.when), who):
            places.setdefault(key, same)
    return found


def _told(page: Page, mark: Mark, parties: Parties, by_rule: Mapping[str, Zones]) -> Event | None:
    """Return the event that a mark tells; None where it is denied or unlikely."""
    name, sure = mark.answers["type"]
    told, _ = mark.answers["status"]
    modality, status = put_as(told)
    where = sentence(page, mark.start, mark.end)
    alike = by_rule.get(name)
    agreed = alike is not None and alike.share(where.start, where.end) > 0
    confidence = as_confidence("event, by rules too" if agreed else "event", mark.chance * sure)
    if confidence < _LIKELY or told == "denied" or name in having("act-only"):
        return None
    parts = parties.of(mark, event_types()[name])
    names = [part.called for part in parts]
    place = mark.pointers["place"].mark
    return Event(
        type=name,
        label=short_label(name, names) if names else name.replace("-", " "),
        evidence=page.passage(where.start, where.end),
        when=_when(page, mark),
        place=None if place is None else meant(page, place),
        participants=parts,
        modality=modality,
        rule=AGREED if agreed else LEARNED,
        status=status,
        confidence=confidence,
        proposed=confidence < _SURE,
    )


def _is_same(event: Event, other: Event) -> bool:
    """Say whether two are one event: told by one sentence, or of the same people and day.

    Whom the article does not name is no sign: "a man" here need not be the one there.
    """
    if event.type != other.type:
        return False
    if event.evidence == other.evidence:
        return True
    one_day = None in {event.when, other.when} or event.when == other.when
    return one_day and _named(event) == _named(other) != ()


def _joined(page: Page, tellings: list[Event]) -> Event:
    """Return the event that several tell: as the body tells it, by who tells most of it."""

    def told(event: Event) -> tuple[bool, int, Decimal]:
        title = page.title is not None and event.evidence.start < page.title.end
        return not title, len(event.participants), event.confidence or _NOT_SURE

    best = max(tellings, key=told)
    alike = [event for event in tellings if event.type == best.type]
    metadata = page.metadata
    title, published = metadata.title or "", (metadata.published or "")[:10]
    retold = {
        passage
        for event in alike
        if event is best or why_one(best, event, title=title, published=published)
        for passage in event.passages
    } - {best.evidence}
    return replace(
        best,
        retold=tuple(sorted(retold)),
        when=best.when or next((event.when for event in alike if event.when), None),
        place=best.place or next((event.place for event in alike if event.place), None),
        confidence=max(event.confidence or _NOT_SURE for event in alike),
        proposed=all(event.proposed for event in alike),
    )


def _named(event: Event) -> tuple[Participant, ...]:
    return tuple(part for part in event.participants if part.name is not None)


def _when(page: Page, mark: Mark) -> str | None:
    """Return the date that the words say which the network takes for the event's time."""
    number = mark.pointers["when"].mark
    if number is None or page.tags is None:
        return None
    time = page.tags.marks[number]
    found = next(iter(page.dates_within(time.start, time.end)), None)
    if found is None:
        return None
    ahead = {"happened": False, "planned": True}.get(mark.answers["status"][0])
    published = (page.metadata.published or "")[:10]
    if ahead is None or not published or not is_open(page.masked[found.start : found.end]):
        return found.value
    return turned(found.value, published, ahead=ahead)
