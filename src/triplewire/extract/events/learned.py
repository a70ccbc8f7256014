"""A page with the marks of the network in, the events that they tell out."""

from collections.abc import Iterator

from triplewire.event_types import EventType, event_types, having
from triplewire.extract.events.assemble import short_label
from triplewire.extract.tagger import LEARNED, Mark, as_confidence
from triplewire.extract.text import Page, meant, sentence
from triplewire.records import Event, Participant

# What is told is more likely right than wrong; what is less sure than this waits for a curator.
_LIKELY, _SURE = 0.5, 0.8
# Status of an event as the network says it -> modality, and status, as the graph does.
_MODALITIES = {"planned": "intention", "hypothetical": "possibility"}


def learned_events(page: Page) -> Iterator[Event]:
    """Yield the events of a page in the order of its text; what is denied is none."""
    if page.tags is None:
        return
    told: set[tuple[str, int]] = set()
    for mark in page.tags.marks:
        if mark.kind != "event":
            continue
        name, sure = mark.answers["type"]
        status, _ = mark.answers["status"]
        chance = mark.chance * sure
        if chance < _LIKELY or status == "denied" or name in having("act-only"):
            continue
        where = sentence(page, mark.start, mark.end)
        if (name, where.start) in told:
            continue
        told.add((name, where.start))
        parts = _parts(page, mark, event_types()[name])
        names = [part.name for part in parts]
        place = mark.pointers["place"].mark
        yield Event(
            type=name,
            label=short_label(name, names) if names else name.replace("-", " "),
            evidence=page.passage(where.start, where.end),
            when=_when(page, mark),
            place=None if place is None else meant(page, place),
            participants=parts,
            modality=_MODALITIES.get(status, "factual"),
            rule=LEARNED,
            status="cancelled" if status == "cancelled" else None,
            confidence=as_confidence(chance),
            proposed=chance < _SURE,
        )


def _parts(page: Page, mark: Mark, kind: EventType) -> tuple[Participant, ...]:
    """Return who takes part, each once, in the role that is most probable."""
    roles = {"doer": kind.doer, "other": kind.other}
    found: dict[str, str] = {}
    for party in sorted(mark.parties, key=lambda one: -one.chance):
        name = meant(page, party.mark)
        if name is not None:
            found.setdefault(name, roles.get(party.role, party.role))
    ordered = sorted(found.items(), key=lambda part: (part[1], part[0]))
    return tuple(Participant(name=name, role=role) for name, role in ordered)


def _when(page: Page, mark: Mark) -> str | None:
    """Return the date that the words say which the network takes for the event's time."""
    number = mark.pointers["when"].mark
    if number is None or page.tags is None:
        return None
    time = page.tags.marks[number]
    dates = page.dates_within(time.start, time.end)
    return next((date.value for date in dates), None)
