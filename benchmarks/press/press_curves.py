"""Findings of the network that are right or wrong in, how sure their kind makes it out."""

from collections import defaultdict
from collections.abc import Iterable

import numpy as np
from pairs import Pair, judged, tests

from triplewire.extract.tagger import AGREED, LEARNED
from triplewire.extract.tagger.kinds import NAMES
from triplewire.extract.tagger.sureness import curves, logit

# Kind of finding -> what of it has to be right, and the rule of those that are meant.
_RIGHT = {
    **{name: (name, LEARNED) for name in NAMES},
    "office": ("office, whose", LEARNED),
    "quote": ("quote, by whom", LEARNED),
    "said": ("said, by whom", LEARNED),
    "event": ("event, type", LEARNED),
    "event, by rules too": ("event, type", AGREED),
}
# What others wrote is harder than what we wrote, and more like what is to come: it counts so often.
_OTHERS = 5
# As if so many more had been seen that the curve before is right about.
_TRUST = 2.0


def fitted(found: Iterable[Pair]) -> dict[str, tuple[float, float]]:
    """Return the curve of each kind, by documents beside what is found in them.

    What was found is as sure as the curves before make it: the new ones go on from there.
    """
    seen: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for pair in found:
        compared = tests(pair)
        times = _OTHERS if "corpus" in pair.one.facts else 1
        for kind, (name, rule) in _RIGHT.items():
            for mark, right in judged(pair, *compared[name]):
                if mark.attributes.get("rule") == rule:
                    seen[kind] += [(logit(float(mark.attributes["confidence"])), right)] * times
    new = {kind: _curve(pairs) for kind, pairs in sorted(seen.items())}
    old = {kind: curves().get(kind, (1.0, 0.0)) for kind in new}
    return {
        kind: (round(slope * old[kind][0], 3), round(slope * old[kind][1] + offset, 3))
        for kind, (slope, offset) in new.items()
    }


def _curve(seen: list[tuple[float, bool]]) -> tuple[float, float]:
    """Return the logistic curve through what was seen, by Newton's method."""
    given = np.array([[odds, 1] for odds, _ in seen])
    right = np.array([right for _, right in seen], dtype=float)
    weights = np.array([1.0, 0.0])
    for _ in range(50):
        chances = 1 / (1 + np.exp(-given @ weights))
        slope = given.T @ (right - chances) - _TRUST * (weights - [1, 0])
        bend = (given.T * (chances * (1 - chances))) @ given + _TRUST * np.eye(2)
        weights = weights + np.linalg.solve(bend, slope)
    return float(weights[0]), float(weights[1])
