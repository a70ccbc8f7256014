"""What is compared of claims, and what that finds."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, get_args

from triplewire.records.decision import Decision

Relation = Literal["contradicts", "comparableWith", "refines", "repeats"]
# The gravest first.
RELATIONS: tuple[Relation, ...] = get_args(Relation)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """The figure of a statement; actors and places are IRIs.

    ``unit`` is the local name of a QUDT unit ("CCY_USD"), None for a rank; ``first`` and ``last``
    are the days that ``when`` allows ("" where no period is stated); ``among`` is what a rank is
    taken over, None where the text leaves it open. ``qualifier`` is as in Figure. ``areas`` pairs
    a party with an area that it lies within.
    """

    measure: str
    value: Decimal
    unit: str | None
    qualifier: str
    when: str | None
    first: str
    last: str
    about: frozenset[str]
    counterpart: str | None
    among: str | None
    areas: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A stored claim as it is compared with others; actors, places and articles are IRIs.

    ``published`` is the article's day, "" where it gives none; ``headline`` marks the words of a
    title. ``evidence`` is the passage that shows the claim, which begins on ``line`` of the
    article's text, from 1; ``start`` is where in it the claim begins, in code points from 0.
    ``quotations`` are the words in it that are verbatim. ``voices`` are its speakers and the
    documents it is taken from; ``denied`` says that they deny it. ``modality`` is as in Claim.
    """

    iri: str
    label: str
    words: str
    article: str
    published: str
    evidence: str
    start: int
    line: int
    headline: bool
    quotations: tuple[str, ...]
    voices: frozenset[str]
    denied: bool
    measured: Measured | None
    modality: str = "factual"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What one claim is to another, by IRIs: why, how surely, and in what the two differ.

    ``differs`` are concepts of the scheme dimensions; ``decision`` is the curator's, if one judged.
    """

    one: str
    other: str
    labels: tuple[str, str]
    relation: Relation
    differs: tuple[str, ...]
    reason: str
    confidence: Decimal
    decision: Decision | None = None
