"""A probability of the network in, how sure a finding made of it is out.

A finding is right when all of it is, and rules have a part in it: so it is right more or less often
than the network's probability says. How often was counted for each kind of finding on documents
that nothing learned from (benchmarks/press --calibrate); curves.json holds the logistic curves
through those counts (Platt 1999).
"""

import json
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from math import exp, log

from triplewire.assets import data

CURVES = "curves.json"
_CENT = Decimal("0.01")
_LEAST = 1e-6


def as_confidence(kind: str, chance: float) -> Decimal:
    """Return how sure a finding of a kind is, in hundredths, by the network's probability of it."""
    slope, offset = curves().get(kind, (1.0, 0.0))
    raised = slope * logit(chance) + offset
    return Decimal(1 / (1 + exp(-raised))).quantize(_CENT)


@cache
def curves() -> Mapping[str, tuple[float, float]]:
    """Return by kind of finding how steep its curve is, and how far it is moved."""
    read = json.loads((data("tagger") / CURVES).read_text("utf-8"))
    return {kind: (slope, offset) for kind, (slope, offset) in read.items()}


def logit(chance: float) -> float:
    """Return the logarithm of the odds of a probability, which is kept off 0 and 1."""
    kept = min(max(chance, _LEAST), 1 - _LEAST)
    return log(kept / (1 - kept))
