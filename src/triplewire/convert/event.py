"""Events, and the part that each actor, or somebody without a name, played in them."""

from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from triplewire import vocab
from triplewire.convert.decision import decided_triples
from triplewire.convert.finding import found_triples
from triplewire.convert.literals import date, edtf, plain, text
from triplewire.convert.passage import passage_iri
from triplewire.edtf import bounds
from triplewire.records import LinkedEvent, Passage, Story

_STATUS = {"cancelled": vocab.SCHEMA_CANCELLED, "postponed": vocab.SCHEMA_POSTPONED}


def event_triples(linked: LinkedEvent, story: Story) -> Iterator[Triple]:
    """Yield an event as the article reports it.

    Shape: shapes/event.ttl, shapes/participation.ttl.
    """
    iri, event = NamedNode(linked.iri), linked.event
    yield Triple(iri, vocab.TYPE, vocab.SCHEMA_EVENT)
    yield Triple(iri, vocab.LABEL, text(event.label, story.draft.article.language))
    yield Triple(iri, vocab.EVENT_TYPE, vocab.concept(event.type))
    yield Triple(iri, vocab.MODALITY, vocab.concept(event.modality))
    yield Triple(iri, vocab.REPORTED_IN, NamedNode(story.iri))
    for passage in event.passages:
        yield Triple(iri, vocab.EVIDENCE, passage_iri(story, passage))
    yield from found_triples(iri, "event", event.rule, event.confidence)
    yield from decided_triples(iri, event.decided, story)
    if event.status is not None:
        yield Triple(iri, vocab.SCHEMA_EVENT_STATUS, _STATUS[event.status])
    yield from when_triples(iri, event.when)
    if linked.place:
        yield Triple(iri, vocab.SCHEMA_LOCATION, NamedNode(linked.place))
    if linked.whole:
        yield Triple(iri, vocab.SCHEMA_SUPER_EVENT, NamedNode(linked.whole))
    for part in linked.participations:
        node = NamedNode(part.iri)
        yield Triple(iri, vocab.HAS_PARTICIPATION, node)
        yield Triple(node, vocab.TYPE, vocab.PARTICIPATION)
        if part.actor is not None:
            yield Triple(iri, vocab.PARTICIPANT, NamedNode(part.actor))
            yield Triple(node, vocab.HAS_ACTOR, NamedNode(part.actor))
        if part.unnamed is not None:
            yield Triple(node, vocab.SCHEMA_CREDIT_TEXT, plain(part.unnamed))
        yield Triple(node, vocab.PARTICIPATION_ROLE, vocab.concept(part.role))
        for passage in part.evidence:
            yield Triple(node, vocab.EVIDENCE, passage_iri(story, passage))
        if part.office:
            yield Triple(node, vocab.ACTING_AS, NamedNode(part.office))


def passages_of(linked: LinkedEvent) -> tuple[Passage, ...]:
    """Return every passage that an event, or somebody's part in it, rests on; the event's first."""
    parts = (passage for part in linked.participations for passage in part.evidence)
    return tuple(dict.fromkeys((*linked.event.passages, *parts)))


def when_triples(iri: NamedNode, when: str | None) -> Iterator[Triple]:
    """Yield a time as the text gives it, with the first and last day that it allows."""
    if when is None:
        return
    first, last = bounds(when)
    yield Triple(iri, vocab.WHEN, edtf(when))
    yield Triple(iri, vocab.NOT_BEFORE, date(first))
    yield Triple(iri, vocab.NOT_AFTER, date(last))
