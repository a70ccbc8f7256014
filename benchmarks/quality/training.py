"""Annotated articles in, the weights of the model that tells events from mere words out.

A logistic regression on what the rules propose: right where the proposal is paired with an
annotated event, wrong where it is not; optional events count for less. It is fitted by Newton steps
from zero, so the same articles give the same weights. How it does is told across articles: every
article is judged by weights fitted on the others.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from annotations import Annotated
from extractors import _article
from scoring import score

from triplewire.build.gold import gold_layout
from triplewire.extract import Analyser
from triplewire.extract.claims.find import find_claims
from triplewire.extract.events.find import propose_events
from triplewire.extract.events.likelihood import LIKELY
from triplewire.extract.pages import prepare_pages
from triplewire.records import Draft

Item = dict[str, Any]
_PENALTY = 4.0
_STEPS = 25
# Optional events are neither asked for nor wrong.
_OPTIONAL_WEIGHT = 0.4
_RAREST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A proposal: its article, its features, and what it is worth by the annotation."""

    article: str
    features: frozenset[str]
    right: bool
    weight: float


def examples(articles: Iterable[Annotated], analyser: Analyser) -> list[Example]:
    """Return every proposal for the articles, judged by their annotations."""
    known = list(articles)
    found = []
    pages = prepare_pages((_article(article.text) for article in known), analyser)
    for article, page in zip(known, pages, strict=True):
        proposals = propose_events(page, find_claims(page))
        numbered = tuple(
            replace(proposal.event, rule=f"{number}") for number, proposal in enumerate(proposals)
        )
        draft = Draft(
            article=page.article,
            metadata=page.metadata,
            actors=page.actors,
            events=numbered,
            claims=(),
            extractor="",
        )
        layout = gold_layout(draft)
        judged = score(article.gold, layout)["events by trigger"].by_rule
        required = {
            **article.gold,
            "events": [e for e in article.gold["events"] if not e.get("optional")],
        }
        wanted = score(required, layout)["events by trigger"].by_rule
        for number, proposal in enumerate(proposals):
            hit = bool(judged[f"{number}", True])
            if not hit and not judged[f"{number}", False]:
                continue
            asked = bool(wanted[f"{number}", True])
            found.append(
                Example(
                    article=article.name,
                    features=proposal.features,
                    right=hit,
                    weight=1.0 if asked or not hit else _OPTIONAL_WEIGHT,
                )
            )
    return found


def train(found: list[Example]) -> tuple[dict[str, float], str]:
    """Return the weights, and a line on how they do across articles."""
    counts: dict[str, int] = {}
    for example in found:
        for name in example.features:
            counts[name] = counts.get(name, 0) + 1
    names = sorted(name for name, number in counts.items() if number >= _RAREST)
    matrix = np.array([[1.0, *(name in e.features for name in names)] for e in found])
    right = np.array([e.right for e in found], dtype=float)
    weight = np.array([e.weight for e in found])
    asked = right * (weight == 1.0)
    chances = np.zeros(len(found))
    for article in sorted({e.article for e in found}):
        held = np.array([e.article == article for e in found])
        chances[held] = _chance(matrix[held], _fit(matrix[~held], right[~held], weight[~held]))

    def f1(cut: float) -> float:
        kept = chances >= cut
        hits, wrong = (asked * kept).sum(), ((1 - right) * kept).sum()
        return float(2 * hits / (hits + wrong + asked.sum()))

    line = (
        f"{len(found)} proposals: {int(asked.sum())} asked for, {int((1 - right).sum())} wrong; "
        f"F1 if all are told {f1(0):.3f}, if the likely are {f1(LIKELY):.3f} (across articles)"
    )
    weights = _fit(matrix, right, weight)
    table = dict(zip(["bias", *names], (round(float(w), 3) for w in weights), strict=True))
    return table, line


def _fit(matrix: Any, right: Any, weight: Any) -> Any:
    """Return the weights of a logistic regression with a quadratic penalty, none on the bias."""
    penalty = np.full(matrix.shape[1], _PENALTY)
    penalty[0] = 0.01
    weights = np.zeros(matrix.shape[1])
    for _ in range(_STEPS):
        chance = _chance(matrix, weights)
        slope = matrix.T @ (weight * (right - chance)) - penalty * weights
        curve = (matrix * (weight * chance * (1 - chance))[:, None]).T @ matrix + np.diag(penalty)
        weights = weights + np.linalg.solve(curve, slope)
    return weights


def _chance(matrix: Any, weights: Any) -> Any:
    return 1 / (1 + np.exp(-(matrix @ weights)))
