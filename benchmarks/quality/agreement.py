"""Two annotators' annotations of the same articles in, how far they agree out."""

from collections.abc import Iterable
from typing import Any

from scoring import CATEGORIES, Count, score

Item = dict[str, Any]


def agreement(pairs: Iterable[tuple[Item, Item]]) -> dict[str, tuple[Count, Count]]:
    """Return for every category the second annotator scored against the first, and the reverse.

    What one requires is scored as if a program had found it, against all that the other has.
    """
    totals = {category: (Count(), Count()) for category in CATEGORIES}
    for first, second in pairs:
        for way, (gold, other) in enumerate(((first, second), (second, first))):
            for category, count in score(gold, _required(other)).items():
                totals[category][way].add(count)
    return totals


def _required(gold: Item) -> Item:
    return {
        **gold,
        **{
            kind: [item for item in gold[kind] if not item.get("optional")]
            for kind in ("actors", "events", "claims")
        },
    }
