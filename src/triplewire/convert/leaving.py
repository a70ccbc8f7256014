"""A story and what its graph breaks in, the story without the findings at fault out."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

from pyoxigraph import NamedNode, Triple

from triplewire.convert.actor import actor_triples
from triplewire.convert.claim import claim_triples
from triplewire.convert.decision import decision_iri, decision_triples
from triplewire.convert.event import event_triples, passages_of
from triplewire.convert.office import office_triples
from triplewire.convert.passage import passage_triples
from triplewire.errors import ConvertError
from triplewire.records import (
    LinkedClaim,
    LinkedEvent,
    Office,
    Omission,
    Passage,
    Result,
    Story,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Finding:
    """A finding of a story by its IRI: its words, and all nodes that it cannot stand without.

    ``fault`` says why it cannot be converted, "" where it can.
    """

    iri: str
    words: Passage
    nodes: frozenset[str]
    fault: str = ""


def faulty(story: Story, results: Iterable[Result]) -> dict[str, Omission]:
    """Return the findings that a story's graph cannot hold, by IRI, each with the reason.

    These are the ones that cannot be converted, and those that have a node which breaks a shape.
    """
    broken: dict[str, Result] = {}
    for result in results:
        if result.severity == "Violation":
            broken.setdefault(result.focus, result)
    found: dict[str, Omission] = {}
    for finding in _findings(story):
        first = next((result for node, result in broken.items() if node in finding.nodes), None)
        if finding.fault or first:
            found[finding.iri] = Omission(
                where=_where(story, finding.words),
                words=finding.words.text,
                reason=finding.fault or (first.message if first else ""),
                shape="" if finding.fault or not first else first.shape,
            )
    return found


def without(story: Story, gone: Collection[str]) -> Story:
    """Return the story without some findings, by IRI, and without what others say of them.

    What cannot be told truly without them is to be among them: see _needs.
    """
    kept = _Kept(gone)
    rulings = story.draft.rulings
    return replace(
        story,
        draft=replace(
            story.draft,
            rulings=tuple(
                r for r in rulings if decision_iri(r.decision.key, story).value not in gone
            ),
        ),
        publisher=kept.one(story.publisher),
        credited_source=kept.one(story.credited_source),
        location_created=kept.one(story.location_created),
        actors=tuple(actor for actor in story.actors if actor.iri not in gone),
        offices=tuple(office for office in story.offices if office.iri not in gone),
        events=tuple(kept.event(event) for event in story.events if event.iri not in gone),
        claims=tuple(kept.claim(claim) for claim in story.claims if claim.iri not in gone),
    )


@dataclass(frozen=True, slots=True)
class _Kept:
    """Strikes out of a finding what it says of others that are gone."""

    gone: Collection[str]

    def one(self, iri: str | None) -> str | None:
        return None if iri in self.gone else iri

    def all(self, iris: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(iri for iri in iris if iri not in self.gone)

    def event(self, linked: LinkedEvent) -> LinkedEvent:
        parts = tuple(replace(p, office=self.one(p.office)) for p in linked.participations)
        place, whole = self.one(linked.place), self.one(linked.whole)
        return replace(linked, place=place, whole=whole, participations=parts)

    def claim(self, linked: LinkedClaim) -> LinkedClaim:
        return replace(
            linked,
            addressees=self.all(linked.addressees),
            offices=self.all(linked.offices),
            about=self.all(linked.about),
            about_events=self.all(linked.about_events),
            during=self.one(linked.during),
            performs=self.one(linked.performs),
            # The time that an event gave goes with it.
            event_when=linked.event_when if self.one(linked.during) else None,
        )


def _findings(story: Story) -> Iterator[_Finding]:
    """Yield every finding of a story with its nodes, as the converters name them."""

    def cut(*passages: Passage, evidence: Passage | None = None) -> Iterator[Triple]:
        return chain.from_iterable(passage_triples(story, words, evidence) for words in passages)

    for office in story.offices:
        triples = chain(office_triples(office, story), cut(*office.evidence))
        yield _finding(office.iri, office.evidence[0], triples, _needs(office))
    for event in story.events:
        told = passages_of(event)
        triples = chain(event_triples(event, story), cut(*told))
        yield _finding(event.iri, told[0], triples, _needs(event))
    for linked in story.claims:
        claim = linked.claim
        triples = chain(
            claim_triples(linked, story),
            cut(claim.evidence),
            cut(claim.passage, *linked.quotations, evidence=claim.evidence),
        )
        yield _finding(linked.iri, claim.passage, triples, _needs(linked))
    for ruling in story.draft.rulings:
        iri = decision_iri(ruling.decision.key, story).value
        triples = chain(decision_triples(ruling, story), cut(ruling.passage))
        yield _finding(iri, ruling.passage, triples)
    for actor in story.actors:
        # One that the article does not mention is its publisher, whom metadata name.
        named = Passage(start=0, end=0, text=actor.actor.name)
        words = next((mention.passage for mention in actor.actor.mentions), named)
        language = story.draft.article.language
        yield _finding(actor.iri, words, actor_triples(actor, language, acts=True))


def _finding(
    iri: str, words: Passage, triples: Iterable[Triple], needs: Iterable[str | None] = ()
) -> _Finding:
    """Return a finding whose triples and passages describe its nodes."""
    try:
        subjects = [triple.subject for triple in triples]
    except ConvertError as error:
        return _Finding(iri=iri, words=words, nodes=frozenset(), fault=error.what)
    described = {node.value for node in subjects if isinstance(node, NamedNode)}
    return _Finding(iri=iri, words=words, nodes=frozenset({iri, *described, *filter(None, needs)}))


def _needs(finding: Office | LinkedEvent | LinkedClaim) -> Iterator[str | None]:
    """Yield the actors without whom a finding would say something else than its words."""
    match finding:
        case Office():
            yield from (finding.member, finding.organization)
        case LinkedEvent():
            yield from (part.actor for part in finding.participations)
        case LinkedClaim():
            yield from (*finding.speakers, *finding.alternatives, *finding.sources)
            yield from (*finding.relayed_by, *finding.figure_about)
            yield from (finding.counterpart, finding.among)


def _where(story: Story, words: Passage) -> str:
    """Return the source and the line in it on which words begin."""
    article = story.draft.article
    return f"{article.name}:{article.line + article.text.count(chr(10), 0, max(words.start, 0))}"
