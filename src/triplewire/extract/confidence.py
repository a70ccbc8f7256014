"""A finding's rule in, how sure that rule is out: its measured share of right findings.

Source: data/confidence.tsv, counted by benchmarks/quality on the development set.
"""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import TypeVar

from triplewire.assets import table
from triplewire.extract.tagger import LEARNED
from triplewire.records import Actor, Claim, Event, Role

Finding = TypeVar("Finding", Actor, Claim, Event, Role)

_CENT = Decimal("0.01")
# What a rule that was never counted gets: as likely wrong as right.
_UNCOUNTED = Decimal("0.50")
# Whose findings are as sure as the network is, whoever is meant by a pronoun.
_OF_NETWORK = frozenset({LEARNED, f"{LEARNED}-pronoun"})


@cache
def _table() -> dict[tuple[str, str], Decimal]:
    return {
        (row["kind"], row["rule"]): confidence_of(int(row["right"]), int(row["found"]))
        for row in table("confidence")
    }


def confidence_of(right: int, found: int) -> Decimal:
    """Return the expected share of right findings after so many right ones of so many.

    Source: Laplace's rule of succession, which keeps a rule that was seen twice below certainty.

    >>> confidence_of(8, 8), confidence_of(0, 0)
    (Decimal('0.90'), Decimal('0.50'))
    """
    return (Decimal(right + 1) / Decimal(found + 2)).quantize(_CENT)


def weigh(kind: str, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings of a kind (quote, event, actor ...) with the confidence of their rules.

    What the network has found keeps its own.
    """
    measured = _table()
    return tuple(
        finding
        if finding.rule in _OF_NETWORK
        else replace(finding, confidence=measured.get((kind, finding.rule), _UNCOUNTED))
        for finding in findings
    )


def weigh_claims(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Return claims with the confidence of their rules, counted apart for each kind of claim.

    What an article says in its own voice is certain to be said: the sentence stands there.
    """
    return tuple(
        claim if claim.kind == "assertion" else weigh(claim.kind, (claim,))[0] for claim in claims
    )


def weigh_actors(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    """Return actors, and their roles, with the confidence of their rules."""
    return tuple(
        replace(actor, roles=weigh("role", actor.roles)) for actor in weigh("actor", actors)
    )
