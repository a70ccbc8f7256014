"""What claims are to each other, each with its reasons and what the claims differ in."""

from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from triplewire import vocab
from triplewire.convert.literals import share, text
from triplewire.iris import mint, slug
from triplewire.records import Comparison

_RELATIONS = {
    "repeats": vocab.REPEATS,
    "refines": vocab.REFINES,
    "contradicts": vocab.CONTRADICTS,
    "comparableWith": vocab.COMPARABLE_WITH,
}
_SHOWN = 60


def comparison_triples(found: Comparison, base: str) -> Iterator[Triple]:
    """Yield the relation of two claims, and the judgement that explains it.

    Shape: shapes/comparison.ttl.
    """
    name = "--".join(
        iri.rsplit("claim/", 1)[-1].replace("/", "-") for iri in (found.one, found.other)
    )
    iri, relation = NamedNode(mint("comparison", name, base=base)), _RELATIONS[found.relation]
    one, other = NamedNode(found.one), NamedNode(found.other)
    judge = slug(found.decision.by) if found.decision else "triplewire"
    yield Triple(one, relation, other)
    yield Triple(iri, vocab.TYPE, vocab.CLAIM_COMPARISON)
    yield Triple(iri, vocab.TYPE, vocab.PROV_ENTITY)
    yield Triple(iri, vocab.LABEL, text(_label(found), "en"))
    yield Triple(iri, vocab.SUBJECT_CLAIM, one)
    yield Triple(iri, vocab.RELATION, relation)
    yield Triple(iri, vocab.OBJECT_CLAIM, other)
    for dimension in found.differs:
        yield Triple(iri, vocab.DIFFERS_IN, vocab.concept(dimension))
    yield Triple(iri, vocab.COMMENT, text(found.reason, "en"))
    yield Triple(iri, vocab.CONFIDENCE, share(found.confidence))
    yield Triple(iri, vocab.PROV_WAS_ATTRIBUTED_TO, NamedNode(mint("agent", judge, base=base)))
    if found.decision is not None:
        decision = mint("decision", found.decision.key, base=base)
        yield Triple(iri, vocab.PROV_WAS_INFLUENCED_BY, NamedNode(decision))


def _label(found: Comparison) -> str:
    one, other = (
        label if len(label) <= _SHOWN else f"{label[:_SHOWN]} …" for label in found.labels
    )
    return f"{one} | {found.relation} | {other}"
