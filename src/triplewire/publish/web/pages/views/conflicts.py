"""A store in, how its claims compare out: contradictions first, side by side."""

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode, Variable

from triplewire.ask import each_row
from triplewire.ask.index import Index
from triplewire.publish.web.pages.graph import Ref, Row, Site, value_of
from triplewire.publish.web.pages.views.claim import RELATIONS
from triplewire.store import Store

PAGE_SIZE = 25
_COMPARISON = Variable("comparison")
SHORT = {"contradicts": "contradictions", "is comparable with": "comparable", "refines":
         "refinements", "repeats": "repetitions"}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two claims: who says it in which words, and where."""

    claim: Ref
    words: str
    voice: str | None
    article: Ref
    published: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two claims, what one is to the other, and why that is held."""

    comparison: Ref
    relation: str
    one: Side
    other: Side
    differs: tuple[str, ...]
    reason: str
    confidence: str | None
    judge: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflicts:
    """One page of the comparisons of a kind, and how many there are of each."""

    pairs: tuple[Pair, ...]
    shown: str
    facets: tuple[tuple[str, str, int], ...]
    total: int


def pair_of(store: Store, site: Site, iri: str) -> Iterator[Pair]:
    """Yield a comparison as it is shown; none where what it compares has gone."""
    for row in each_row(store, "pages/comparisons", {_COMPARISON: NamedNode(iri)}):
        relation = RELATIONS.get(row["relation"].value)
        if relation is not None:
            yield _pair(site, row, relation)
            return


def conflicts(store: Store, site: Site, index: Index, wanted: str, page: int) -> Conflicts:
    """Return one page of the comparisons of the kind wanted, else of the first that there are."""
    by_short = {short: relation for relation, short in SHORT.items()}
    numbers = {RELATIONS.get(iri, iri): number for iri, number in index.related().items()}
    relation = by_short.get(wanted) or next((r for r in SHORT if numbers.get(r)), "contradicts")
    (iri,) = (iri for iri, name in RELATIONS.items() if name == relation)
    listed = index.comparisons(iri, page, PAGE_SIZE)
    return Conflicts(
        pairs=tuple(pair for one in listed for pair in pair_of(store, site, one)),
        shown=SHORT[relation],
        facets=tuple((short, name, numbers.get(name, 0)) for name, short in SHORT.items()),
        total=numbers.get(relation, 0),
    )


def _pair(site: Site, row: Row, relation: str) -> Pair:
    return Pair(
        comparison=site.ref(row["comparison"].value),
        relation=relation,
        one=_side(site, row, "one"),
        other=_side(site, row, "other"),
        differs=tuple(filter(None, (value_of(row, "differs") or "").split(", "))),
        reason=row["reason"].value,
        confidence=value_of(row, "confidence"),
        judge=value_of(row, "judge"),
    )


def _side(site: Site, row: Row, side: str) -> Side:
    words, label = row[f"{side}Words"].value, row[f"{side}Label"].value
    # A claim's label is "who: the words", or the words alone.
    who, colon, said = label.partition(": ")
    named = bool(colon) and words.startswith(said.removesuffix(" …")[:40])
    return Side(
        claim=site.ref(row[side].value, label),
        words=words,
        voice=who if named else None,
        article=site.ref(row[f"{side}Article"].value, row[f"{side}Headline"].value),
        published=value_of(row, f"{side}Published"),
    )
