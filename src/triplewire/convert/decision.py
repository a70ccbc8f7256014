"""A curator's decisions, as activities that shaped what an article's graph says."""

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Triple

from triplewire import vocab
from triplewire.convert.literals import date, text
from triplewire.convert.passage import passage_iri
from triplewire.iris import mint, slug
from triplewire.records import Ruling, Story

_TYPES = {
    "accept": "acceptance",
    "reject": "rejection",
    "add": "addition",
    "merge": "merger",
    "keep-apart": "separation",
    "relate": "comparison",
}
_SHOWN = 60


def decision_triples(ruling: Ruling, story: Story) -> Iterator[Triple]:
    """Yield a decision: what, on which words, by whom, when and why.

    Shape: shapes/decision.ttl.
    """
    decision = ruling.decision
    iri, curator = decision_iri(decision.key, story), NamedNode(_curator(decision.by, story))
    yield Triple(iri, vocab.TYPE, vocab.DECISION)
    yield Triple(iri, vocab.TYPE, vocab.PROV_ACTIVITY)
    yield Triple(iri, vocab.LABEL, text(_label(ruling), "en"))
    yield Triple(iri, vocab.DECISION_TYPE, vocab.concept(_TYPES.get(decision.what, "correction")))
    yield Triple(iri, vocab.EVIDENCE, passage_iri(story, ruling.passage))
    yield Triple(iri, vocab.DCTERMS_DATE, date(decision.when))
    yield Triple(iri, vocab.PROV_WAS_ASSOCIATED_WITH, curator)
    if decision.why:
        yield Triple(iri, vocab.COMMENT, text(decision.why, "en"))
    yield Triple(curator, vocab.TYPE, vocab.PROV_AGENT)
    yield Triple(curator, vocab.LABEL, text(decision.by, "en"))


def decided_triples(iri: NamedNode, keys: Iterable[str], story: Story) -> Iterator[Triple]:
    """Yield which decisions made something what it is."""
    for key in keys:
        yield Triple(iri, vocab.PROV_WAS_INFLUENCED_BY, decision_iri(key, story))


def decision_iri(key: str, story: Story) -> NamedNode:
    """Return the IRI of a decision by its key."""
    return NamedNode(mint("decision", key, base=_base(story)))


def _curator(name: str, story: Story) -> str:
    return mint("agent", slug(name), base=_base(story))


def _base(story: Story) -> str:
    return story.iri.rsplit("article/", 1)[0]


def _label(ruling: Ruling) -> str:
    decision = ruling.decision
    words = " ".join(ruling.passage.text.split())
    if len(words) > _SHOWN:
        words = words[:_SHOWN].rsplit(" ", 1)[0] + " …"
    target = f" {decision.target}" if decision.target else ""
    value = f" → {decision.value}" if decision.value else ""
    return f"{decision.what}{target}: {words}{value}"
