"""A store in, how its claims compare out: contradictions first, side by side."""

from collections.abc import Callable
from dataclasses import dataclass

from triplewire.ask import rows
from triplewire.publish.web.pages.graph import Ref, Row, Site, value_of
from triplewire.publish.web.pages.views.claim import RELATIONS
from triplewire.store import Store

PAGE_SIZE = 25
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


def pairs_of(store: Store, site: Site) -> dict[str, tuple[Pair, ...]]:
    """Return all comparisons by their relation, the surest first."""
    found: dict[str, dict[str, Pair]] = {relation: {} for relation in RELATIONS.values()}
    for row in rows(store, "pages/comparisons"):
        relation = RELATIONS.get(row["relation"].value)
        if relation is not None:
            pair = _pair(site, row, relation)
            found[relation].setdefault(pair.comparison.iri, pair)
    return {
        relation: tuple(
            sorted(pairs.values(), key=lambda p: (-float(p.confidence or 0), p.comparison.iri))
        )
        for relation, pairs in found.items()
    }


def conflicts(
    numbers: dict[str, int], of: Callable[[str, int], tuple[Pair, ...]], wanted: str, page: int
) -> Conflicts:
    """Return one page of the comparisons of the kind wanted, else of the first that there are.

    ``numbers`` say how many there are of each relation, ``of`` has the pages of one.
    """
    by_short = {short: relation for relation, short in SHORT.items()}
    relation = by_short.get(wanted) or next((r for r in SHORT if numbers.get(r)), "contradicts")
    return Conflicts(
        pairs=of(relation, page),
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
