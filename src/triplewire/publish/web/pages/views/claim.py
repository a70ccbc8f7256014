"""A claim of the store in, its page's view out: words, voices, comparisons, provenance."""

from dataclasses import dataclass

from triplewire import vocab
from triplewire.publish.web.pages.graph import (
    Facts,
    Ground,
    Ref,
    Rule,
    Ruled,
    Site,
    Walk,
    added_by,
    facts_of,
    grounds_of,
    rule_of,
    rulings_of,
)
from triplewire.publish.web.pages.words import amount_text
from triplewire.store import Store

RELATIONS = {
    vocab.CONTRADICTS.value: "contradicts",
    vocab.COMPARABLE_WITH.value: "is comparable with",
    vocab.REFINES.value: "refines",
    vocab.REPEATS.value: "repeats",
}
_BACKWARD = {"refines": "is refined by", "repeats": "is repeated by"}
_VERBATIM = vocab.concept("direct-quotation").value


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Another claim, what this one is to it, and in what the two differ."""

    comparison: Ref
    relation: str
    other: Ref
    words: str
    voices: tuple[str, ...]
    article: Ref
    published: str | None
    differs: tuple[str, ...]
    reason: str
    confidence: str | None
    judges: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureView:
    """The figure that a claim states."""

    amount: str
    qualifier: str | None
    measure: tuple[Ref, ...]
    when: str | None
    about: tuple[Ref, ...]
    counterpart: tuple[Ref, ...]
    among: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """A claim as its page shows it."""

    facts: Facts
    words: str
    verbatim: bool
    speakers: tuple[Ref, ...]
    sources: tuple[Ref, ...]
    unnamed: str | None
    possible: tuple[Ref, ...]
    offices: tuple[Ref, ...]
    on_behalf: tuple[Ref, ...]
    addressees: tuple[Ref, ...]
    relayed: tuple[Ref, ...]
    details: tuple[tuple[str, tuple[Ref, ...]], ...]
    when: str | None
    during: tuple[Ref, ...]
    performs: tuple[Ref, ...]
    about: tuple[Ref, ...]
    figure: FigureView | None
    article: tuple[Ref, ...]
    reported: tuple[str, ...]
    grounds: tuple[Ground, ...]
    rule: Rule | None
    confidence: str | None
    rulings: tuple[Ruled, ...]
    compared: tuple[Compared, ...]
    added_by: tuple[Ref, ...]


def claim_view(store: Store, site: Site, facts: Facts) -> ClaimView:
    """Return the view of a claim."""
    details = (
        ("Speech act", facts.refs(vocab.SPEECH_ACT)),
        ("Given as", facts.refs(vocab.ATTRIBUTION_MODE)),
        ("Polarity", facts.refs(vocab.POLARITY)),
        ("Modality", facts.refs(vocab.MODALITY)),
    )
    return ClaimView(
        facts=facts,
        words=facts.text(vocab.SCHEMA_TEXT) or facts.label,
        verbatim=facts.text(vocab.ATTRIBUTION_MODE) == _VERBATIM,
        speakers=facts.refs(vocab.SPEAKER),
        sources=facts.refs(vocab.PROV_HAD_PRIMARY_SOURCE),
        unnamed=facts.text(vocab.SCHEMA_CREDIT_TEXT),
        possible=facts.refs(vocab.POSSIBLE_SPEAKER),
        offices=facts.refs(vocab.ACTING_AS),
        on_behalf=facts.refs(vocab.ON_BEHALF_OF),
        addressees=facts.refs(vocab.ADDRESSEE),
        relayed=facts.refs(vocab.RELAYED_BY),
        details=tuple((name, refs) for name, refs in details if refs),
        when=facts.text(vocab.WHEN),
        during=facts.refs(vocab.MADE_DURING),
        performs=facts.refs(vocab.PERFORMS),
        about=facts.refs(vocab.SCHEMA_ABOUT),
        figure=_figure(store, site, facts),
        article=facts.refs(vocab.REPORTED_IN),
        reported=tuple(facts.texts(vocab.REPORTED_ON)),
        grounds=grounds_of(store, facts.iri),
        rule=rule_of(store, site, facts),
        confidence=facts.text(vocab.CONFIDENCE),
        rulings=rulings_of(store, facts.iri),
        compared=compared_of(store, site, facts.iri),
        added_by=added_by(site, facts),
    )


def compared_of(store: Store, site: Site, iri: str) -> tuple[Compared, ...]:
    """Return the claims that one claim compares with, the contradictions first."""
    walk = Walk(store)
    found = [
        _compared(walk, site, comparison, forward=forward)
        for forward, name in ((True, vocab.SUBJECT_CLAIM), (False, vocab.OBJECT_CLAIM))
        for comparison in walk.into(iri, name)
    ]
    order = [*RELATIONS.values(), *_BACKWARD.values()]
    return tuple(sorted(found, key=lambda one: (order.index(one.relation), one.comparison.iri)))


def _compared(walk: Walk, site: Site, comparison: str, *, forward: bool) -> Compared:
    relation = RELATIONS.get(walk.one(comparison, vocab.RELATION) or "", "is comparable with")
    other = walk.one(comparison, vocab.OBJECT_CLAIM if forward else vocab.SUBJECT_CLAIM) or ""
    article = walk.one(other, vocab.REPORTED_IN) or ""
    words = walk.one(other, vocab.SCHEMA_TEXT) or walk.label(other) or other
    return Compared(
        comparison=site.ref(comparison),
        relation=relation if forward else _BACKWARD.get(relation, relation),
        other=site.ref(other, words),
        words=words,
        voices=tuple(walk.labels(walk.out(other, vocab.SPEAKER, vocab.PROV_HAD_PRIMARY_SOURCE))),
        article=site.ref(article, walk.label(article)),
        published=walk.one(article, vocab.SCHEMA_DATE_PUBLISHED),
        differs=tuple(walk.labels(walk.out(comparison, vocab.DIFFERS_IN))),
        reason=walk.one(comparison, vocab.COMMENT) or "",
        confidence=walk.one(comparison, vocab.CONFIDENCE),
        judges=tuple(walk.labels(walk.out(comparison, vocab.PROV_WAS_ATTRIBUTED_TO))),
    )


def _figure(store: Store, site: Site, facts: Facts) -> FigureView | None:
    observation = facts.text(vocab.OBSERVATION)
    found = facts_of(store, site, observation) if observation else None
    if found is None:
        return None
    unit = found.text(vocab.SCHEMA_UNIT_CODE)
    among = found.refs(vocab.RANKED_AMONG)
    return FigureView(
        amount=amount_text(found.text(vocab.SCHEMA_VALUE) or "", unit and unit.rsplit("/", 1)[-1]),
        qualifier=found.labels(vocab.VALUE_QUALIFIER),
        measure=found.refs(vocab.SCHEMA_VARIABLE_MEASURED),
        when=found.text(vocab.WHEN),
        about=found.refs(vocab.SCHEMA_OBSERVATION_ABOUT),
        counterpart=found.refs(vocab.COUNTERPART),
        among=among[0].label if among else None,
    )
