"""Comparisons that a curator makes, found among the statements by their words."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from triplewire.compare.content import key_of
from triplewire.records import Comparison, Decision, Statement, Unmet

_RELATIONS = ("contradicts", "repeats", "refines", "comparableWith")
_SURE = Decimal(1)


def decided(
    decisions: Mapping[str, Iterable[Decision]], statements: Iterable[Statement]
) -> tuple[tuple[Comparison, ...], tuple[Unmet, ...]]:
    """Return the comparisons that decisions make, and the decisions that find no other claim.

    ``decisions`` are keyed by the IRI of the claim that they are about; the value of each is a
    relation, perhaps how sure it is, and words of the other claim: "contradicts 0.6: all is well".
    """
    known = {statement.iri: statement for statement in statements}
    found: list[Comparison] = []
    unmet: list[Unmet] = []
    for iri in sorted(decisions):
        for decision in decisions[iri]:
            head, _, words = decision.value.partition(":")
            relation, _, sure = head.strip().partition(" ")
            others = [s for s in known.values() if s.iri != iri and _has(s, words)]
            exact = [s for s in others if key_of(s.words) == key_of(words)]
            others = exact or others
            confidence = _confidence(sure)
            if relation in _RELATIONS and iri in known and len(others) == 1 and confidence:
                found.append(_made(known[iri], others[0], relation, confidence, decision))
            else:
                unmet.append(_unmet(decision, others, relation))
    return tuple(found), tuple(unmet)


def _has(statement: Statement, words: str) -> bool:
    wanted = key_of(words)
    return bool(wanted) and wanted in key_of(statement.words)


def _confidence(sure: str) -> Decimal | None:
    """Return how sure a curator is, None when the words are no share."""
    if not sure:
        return _SURE
    share = Decimal(sure) if re.fullmatch(r"0?\.\d{1,4}|1(?:\.0)?", sure) else None
    return share or None


def _made(
    one: Statement, other: Statement, relation: str, confidence: Decimal, decision: Decision
) -> Comparison:
    return Comparison(
        one=one.iri,
        other=other.iri,
        labels=(one.label, other.label),
        relation=relation,  # type: ignore[arg-type]  # one of four
        differs=(),
        reason=decision.why or "A curator decided it.",
        confidence=confidence,
        decision=decision,
    )


def _unmet(decision: Decision, others: list[Statement], relation: str) -> Unmet:
    if relation not in _RELATIONS:
        reason = f"no such relation: {relation!r}: write relation: words of the other claim"
        return Unmet(decision=decision, reason=reason, candidates=_RELATIONS)
    return Unmet(
        decision=decision,
        reason=f"{len(others)} claims have the words of its value",
        candidates=tuple(sorted(s.words for s in others))[:3],
    )
