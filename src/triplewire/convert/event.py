"""Events, and the part that each actor, or somebody without a name, played in them."""

from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from triplewire import vocab
from triplewire.convert.article import reported_triples
from triplewire.convert.decision import decided_triples
from triplewire.convert.finding import found_triples
from triplewire.convert.literals import calendar, plain, text
from triplewire.convert.passage import passage_iri
from triplewire.convert.time import when_triples
from triplewire.records import LinkedEvent, Participation, Passage, Story

# The roles that event data are searched by have a property of their own beside the qualified one.
_DIRECT = {"initiator": vocab.INITIATOR, "recipient": vocab.RECIPIENT}
_DOUBT = frozenset("?~%")
_STATUS = {"cancelled": vocab.SCHEMA_CANCELLED, "postponed": vocab.SCHEMA_POSTPONED}


def event_triples(linked: LinkedEvent, story: Story) -> Iterator[Triple]:
    """Yield an event as the article reports it.

    Shape: shapes/event.ttl, shapes/participation.ttl.
    """
    iri, event = NamedNode(linked.iri), linked.event
    yield Triple(iri, vocab.TYPE, vocab.SCHEMA_EVENT)
    label = text(event.label, story.draft.article.language)
    yield Triple(iri, vocab.LABEL, label)
    yield Triple(iri, vocab.SCHEMA_NAME, label)
    yield Triple(iri, vocab.EVENT_TYPE, vocab.concept(event.type))
    yield Triple(iri, vocab.MODALITY, vocab.concept(event.modality))
    yield from reported_triples(iri, story)
    for passage in event.passages:
        yield Triple(iri, vocab.EVIDENCE, passage_iri(story, passage))
    yield from found_triples(iri, "event", event.rule, event.confidence)
    yield from decided_triples(iri, event.decided, story)
    if event.status is not None:
        yield Triple(iri, vocab.SCHEMA_EVENT_STATUS, _STATUS[event.status])
    yield from when_triples(iri, event.when)
    yield from _dated(iri, event.when)
    if linked.place:
        yield Triple(iri, vocab.SCHEMA_LOCATION, NamedNode(linked.place))
    if linked.whole:
        yield Triple(iri, vocab.SCHEMA_SUPER_EVENT, NamedNode(linked.whole))
    for part in linked.participations:
        yield from _part_triples(iri, part, story)


def passages_of(linked: LinkedEvent) -> tuple[Passage, ...]:
    """Return every passage that an event, or somebody's part in it, rests on; the event's first."""
    parts = (passage for part in linked.participations for passage in part.evidence)
    return tuple(dict.fromkeys((*linked.event.passages, *parts)))


def _dated(iri: NamedNode, when: str | None) -> Iterator[Triple]:
    """Yield the dates that calendars read, no more exact than the text's; none that is doubted."""
    if when is None or set(when) & _DOUBT:
        return
    first, _, last = when.partition("/")
    yield Triple(iri, vocab.SCHEMA_START_DATE, calendar(first))
    yield Triple(iri, vocab.SCHEMA_END_DATE, calendar(last or first))


def _part_triples(event: NamedNode, part: Participation, story: Story) -> Iterator[Triple]:
    """Yield somebody's part in an event: directly from the event, and qualified by its own node."""
    node = NamedNode(part.iri)
    yield Triple(event, vocab.HAS_PARTICIPATION, node)
    yield Triple(node, vocab.TYPE, vocab.PARTICIPATION)
    if part.actor is not None:
        actor = NamedNode(part.actor)
        yield Triple(event, vocab.PARTICIPANT, actor)
        if part.role in _DIRECT:
            yield Triple(event, _DIRECT[part.role], actor)
        yield Triple(node, vocab.HAS_ACTOR, actor)
    if part.unnamed is not None:
        yield Triple(node, vocab.SCHEMA_CREDIT_TEXT, plain(part.unnamed))
    yield Triple(node, vocab.PARTICIPATION_ROLE, vocab.concept(part.role))
    for passage in part.evidence:
        yield Triple(node, vocab.EVIDENCE, passage_iri(story, passage))
    if part.office:
        yield Triple(node, vocab.ACTING_AS, NamedNode(part.office))
