"""What a curator says of two claims in, their comparison, or why it is none, out."""

import re
from bisect import insort
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from rapidfuzz import fuzz

from triplewire.compare.content import key_of
from triplewire.records import Comparison, Decision, Relation, Statement, Unmet

_RELATIONS: dict[str, Relation] = {
    "contradicts": "contradicts",
    "repeats": "repeats",
    "refines": "refines",
    "comparableWith": "comparableWith",
}
_NEAREST = 3
_SURE = Decimal(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """What a decision says of the claim that it is about, by its IRI, and of one with ``words``.

    The words are without marks, spaces and capitals.
    """

    iri: str
    words: str
    relation: Relation
    confidence: Decimal
    decision: Decision


class Others:
    """The claims that have some words: how many, one of them, and the words of the nearest."""

    def __init__(self, wanted: str) -> None:
        """Begin with none; ``wanted`` are words as they are compared."""
        self._wanted = wanted
        self.number = 0
        self.one: Statement | None = None
        self._near: list[tuple[float, str]] = []

    def add(self, statement: Statement) -> None:
        """Count a claim in."""
        self.number += 1
        self.one = statement
        self.weigh(statement.words)

    def weigh(self, words: str) -> None:
        """Keep words that are nearer than others."""
        insort(self._near, (-fuzz.ratio(self._wanted, key_of(words)), words))
        del self._near[_NEAREST:]

    @property
    def nearest(self) -> tuple[str, ...]:
        """Return the words of the nearest, the best first."""
        return tuple(words for _, words in self._near)


def related(iri: str, decision: Decision) -> Related | Unmet:
    """Return what a decision about a claim says, or why it says nothing.

    Its value is a relation, perhaps how sure it is, and words of the other claim: "contradicts 0.6:
    all is well".
    """
    head, _, words = decision.value.partition(":")
    name, _, sure = head.strip().partition(" ")
    relation, confidence = _RELATIONS.get(name), _confidence(sure)
    if relation is None:
        reason = f"no such relation: {name!r}: write relation: words of the other claim"
        return Unmet(decision=decision, reason=reason, candidates=tuple(_RELATIONS))
    if confidence is None:
        reason = f"not how sure a relation is: {sure!r}: write a share above 0, to 1"
        return Unmet(decision=decision, reason=reason, candidates=(f"{name} 0.5:{words}",))
    return Related(
        iri=iri,
        words=key_of(words),
        relation=relation,
        confidence=confidence,
        decision=decision,
    )


def decided(said: Related, own: Statement | None, others: Others) -> Comparison | Unmet:
    """Return the comparison that a decision makes, or why it makes none.

    ``own`` is the claim that it is about, None where that is gone. ``others`` are the claims that
    have just its words; if there are none, those that have them inside.
    """
    decision = said.decision
    if own is None:
        reason = "its own claim is gone"
        return Unmet(decision=decision, reason=reason)
    if others.number != 1 or others.one is None:
        reason = f"{others.number} claims have the words of its value"
        return Unmet(decision=decision, reason=reason, candidates=others.nearest)
    return Comparison(
        one=said.iri,
        other=others.one.iri,
        labels=(own.label, others.one.label),
        relation=said.relation,
        differs=(),
        reason=decision.why or "A curator decided it.",
        confidence=said.confidence,
        decision=decision,
    )


def holding(
    found: Iterable[tuple[Comparison, Decision]],
) -> tuple[tuple[Comparison, ...], tuple[Unmet, ...]]:
    """Return the comparisons that stand, and what they overrule: the later line holds."""
    held: dict[frozenset[str], list[tuple[Comparison, Decision]]] = {}
    unmet: list[Unmet] = []
    for made, decision in sorted(found, key=lambda row: -row[1].line):
        pair = held.setdefault(frozenset((made.one, made.other)), [])
        if pair and not _agree(made, pair[0][0]):
            later = pair[0][1]
            reason = f"overruled by line {later.line}"
            unmet.append(Unmet(decision=decision, reason=reason, overruled_by=later))
        else:
            pair.append((made, decision))
    return tuple(made for pair in held.values() for made, _ in pair), tuple(reversed(unmet))


def _agree(one: Comparison, other: Comparison) -> bool:
    """Say whether two comparisons of two claims say the same, perhaps from either side."""
    turned = one.one != other.one and one.relation == "refines"
    return one.relation == other.relation and one.confidence == other.confidence and not turned


def _confidence(sure: str) -> Decimal | None:
    """Return how sure a curator is, None when the words are no share."""
    if not sure:
        return _SURE
    share = Decimal(sure) if re.fullmatch(r"0?\.\d{1,4}|1(?:\.0)?", sure) else None
    return share or None
