"""Claims: who said what to whom, in which office, and the words that say so."""

from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from triplewire import vocab
from triplewire.convert.article import DAY, reported_triples
from triplewire.convert.decision import decided_triples
from triplewire.convert.finding import found_triples
from triplewire.convert.literals import date, plain, text
from triplewire.convert.observation import observation_triples
from triplewire.convert.passage import passage_iri
from triplewire.convert.time import when_triples
from triplewire.media_topics import mapped_topics
from triplewire.records import LinkedClaim, Story

_FACTUAL_ACTS = frozenset({"state", "assess"})
_LABEL_LENGTH = 90


def claim_triples(linked: LinkedClaim, story: Story) -> Iterator[Triple]:
    """Yield what an article says that somebody said, or says itself.

    Shape: shapes/claim.ttl, shapes/statistics.ttl.
    Source: the words are verbatim from the article's text, tagged with its language (BCP 47).
    """
    iri, claim, language = NamedNode(linked.iri), linked.claim, story.draft.article.language
    yield Triple(iri, vocab.TYPE, vocab.CLAIM)
    if claim.act in _FACTUAL_ACTS or claim.figure is not None:
        yield from _reviewable(iri, linked, story)
    yield Triple(iri, vocab.LABEL, text(_label(linked, story), language))
    yield Triple(iri, vocab.SCHEMA_TEXT, text(claim.words, language))
    yield from reported_triples(iri, story)
    yield Triple(iri, vocab.EVIDENCE, passage_iri(story, claim.evidence))
    yield Triple(iri, vocab.SPEECH_ACT, vocab.concept(claim.act))
    yield Triple(iri, vocab.POLARITY, vocab.concept(claim.polarity))
    yield Triple(iri, vocab.MODALITY, vocab.concept(claim.modality))
    yield Triple(iri, vocab.ATTRIBUTION_MODE, vocab.concept(_mode(linked)))
    yield from found_triples(iri, claim.kind, claim.rule, claim.confidence)
    yield from decided_triples(iri, claim.decided, story)
    yield from when_triples(iri, linked.when)
    for topic in claim.topics:
        yield Triple(iri, vocab.SCHEMA_ABOUT, vocab.concept(topic))
        for same in mapped_topics(topic):
            yield Triple(iri, vocab.SCHEMA_ABOUT, NamedNode(same))
    if linked.during:
        yield Triple(iri, vocab.MADE_DURING, NamedNode(linked.during))
    if linked.performs:
        yield Triple(iri, vocab.PERFORMS, NamedNode(linked.performs))
    for quotation in linked.quotations:
        yield Triple(iri, vocab.QUOTATION, passage_iri(story, quotation, claim.evidence))
    if claim.passage not in linked.quotations:
        yield Triple(iri, vocab.CONTENT, passage_iri(story, claim.passage, claim.evidence))
    if claim.unnamed:
        yield Triple(iri, vocab.SCHEMA_CREDIT_TEXT, plain(claim.unnamed))
    for predicate, values in (
        (vocab.SPEAKER, linked.speakers),
        (vocab.POSSIBLE_SPEAKER, linked.alternatives),
        (vocab.PROV_HAD_PRIMARY_SOURCE, linked.sources),
        (vocab.ADDRESSEE, linked.addressees),
        (vocab.RELAYED_BY, linked.relayed_by),
        (vocab.ACTING_AS, linked.offices),
        (vocab.ON_BEHALF_OF, _bodies(linked, story)),
        (vocab.SCHEMA_ABOUT, (*linked.about, *linked.about_events)),
    ):
        for value in values:
            yield Triple(iri, predicate, NamedNode(value))
    if claim.figure is not None:
        yield from observation_triples(linked, claim.figure, story)


def _reviewable(iri: NamedNode, linked: LinkedClaim, story: Story) -> Iterator[Triple]:
    """Yield a factual claim as tools for fact-checking read it.

    Source: schema:Claim, which schema:ClaimReview reviews; its date is that of the saying.
    """
    yield Triple(iri, vocab.TYPE, vocab.SCHEMA_CLAIM)
    yield Triple(iri, vocab.SCHEMA_APPEARANCE, NamedNode(story.iri))
    for speaker in linked.speakers:
        yield Triple(iri, vocab.SCHEMA_AUTHOR, NamedNode(speaker))
    said, published = linked.when or "", story.draft.metadata.published or ""
    if day := said if _is_day(said) else published[:DAY]:
        yield Triple(iri, vocab.SCHEMA_DATE_PUBLISHED, date(day))


def _is_day(when: str) -> bool:
    """Say whether a time in EDTF is one day, and certain."""
    return len(when) == DAY and when[-1].isdigit() and "/" not in when


def _bodies(linked: LinkedClaim, story: Story) -> tuple[str, ...]:
    """Return the bodies and countries in whose offices a claim is made."""
    held = {office.iri: office.organization for office in story.offices}
    return tuple(dict.fromkeys(body for office in linked.offices if (body := held[office])))


def _mode(linked: LinkedClaim) -> str:
    if linked.claim.kind == "quote" and not linked.claim.partial:
        return "direct-quotation"
    if linked.quotations:
        return "mixed-quotation"
    attributed = linked.speakers or linked.sources or linked.claim.unnamed
    return "indirect-speech" if attributed else "narration"


def _label(linked: LinkedClaim, story: Story) -> str:
    """Return who says it and how it begins, cut at a word."""
    called = {actor.iri: actor.actor.name for actor in story.actors}
    names = [called[iri] for iri in (*linked.speakers, *linked.sources)]
    who = ", ".join(names) or linked.claim.unnamed or ""
    words = linked.claim.words
    if len(words) > _LABEL_LENGTH:
        words = words[:_LABEL_LENGTH].rsplit(" ", 1)[0] + " …"
    return f"{who}: {words}" if who else words
