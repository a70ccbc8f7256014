"""Comparisons that a curator makes, found among the statements by their words."""

import re
from collections.abc import Iterable, Mapping
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


def decided(
    decisions: Mapping[str, Iterable[Decision]], statements: Iterable[Statement]
) -> tuple[tuple[Comparison, ...], tuple[Unmet, ...]]:
    """Return the comparisons that decisions make, and the decisions that find no other claim.

    ``decisions`` are keyed by the IRI of the claim that they are about; the value of each is a
    relation, perhaps how sure it is, and words of the other claim: "contradicts 0.6: all is well".
    """
    known = {statement.iri: statement for statement in statements}
    found: list[tuple[Comparison, Decision]] = []
    unmet: list[Unmet] = []
    for iri in sorted(decisions):
        for decision in decisions[iri]:
            made = _compared(iri, decision, known)
            if isinstance(made, Unmet):
                unmet.append(made)
            else:
                found.append((made, decision))
    held, overruled = _holding(found)
    return held, (*unmet, *overruled)


def _holding(
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


def _compared(iri: str, decision: Decision, known: Mapping[str, Statement]) -> Comparison | Unmet:
    """Return the comparison that a decision makes, or why it makes none."""
    head, _, words = decision.value.partition(":")
    name, _, sure = head.strip().partition(" ")
    relation, confidence = _RELATIONS.get(name), _confidence(sure)
    if relation is None:
        reason = f"no such relation: {name!r}: write relation: words of the other claim"
        return Unmet(decision=decision, reason=reason, candidates=tuple(_RELATIONS))
    if confidence is None:
        reason = f"not how sure a relation is: {sure!r}: write a share above 0, to 1"
        return Unmet(decision=decision, reason=reason, candidates=(f"{name} 0.5:{words}",))
    if iri not in known:
        return _unmet(decision, "its own claim is gone", known.values())
    others = [s for s in known.values() if s.iri != iri and _has(s, words)]
    exact = [s for s in others if key_of(s.words) == key_of(words)]
    others = exact or others
    if len(others) != 1:
        reason = f"{len(others)} claims have the words of its value"
        return _unmet(decision, reason, others or known.values())
    return Comparison(
        one=iri,
        other=others[0].iri,
        labels=(known[iri].label, others[0].label),
        relation=relation,
        differs=(),
        reason=decision.why or "A curator decided it.",
        confidence=confidence,
        decision=decision,
    )


def _unmet(decision: Decision, reason: str, others: Iterable[Statement]) -> Unmet:
    """Return a decision that finds no claim, with the claims whose words are nearest to its own."""
    wanted = key_of(decision.value.partition(":")[2])
    near = sorted((-fuzz.ratio(wanted, key_of(s.words)), s.words) for s in others)
    candidates = tuple(words for _, words in near[:_NEAREST])
    return Unmet(decision=decision, reason=reason, candidates=candidates)


def _has(statement: Statement, words: str) -> bool:
    wanted = key_of(words)
    return bool(wanted) and wanted in key_of(statement.words)


def _confidence(sure: str) -> Decimal | None:
    """Return how sure a curator is, None when the words are no share."""
    if not sure:
        return _SURE
    share = Decimal(sure) if re.fullmatch(r"0?\.\d{1,4}|1(?:\.0)?", sure) else None
    return share or None
