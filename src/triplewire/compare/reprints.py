"""Statements in, the pairs of articles of which one copies the other out."""

from collections import Counter
from collections.abc import Iterable
from itertools import combinations

from triplewire.compare.content import key_of
from triplewire.records import Statement

Copies = frozenset[tuple[str, str]]

# Of the shorter article's statements, the share that a copy has word for word.
_SHARE = 0.6
_FEWEST = 3
# Words that more articles have are common, and make no copy.
_MOST_ARTICLES = 30


def reprints(statements: Iterable[Statement]) -> Copies:
    """Return pairs of articles, in order of their IRIs, that are one source."""
    by_words: dict[str, set[str]] = {}
    sizes: Counter[str] = Counter()
    for statement in statements:
        if not statement.headline:
            holders = by_words.setdefault(key_of(statement.words), set())
            sizes[statement.article] += statement.article not in holders
            holders.add(statement.article)
    shared: Counter[tuple[str, str]] = Counter()
    for holders in by_words.values():
        if 1 < len(holders) <= _MOST_ARTICLES:
            shared.update(combinations(sorted(holders), 2))
    return frozenset(
        pair
        for pair, count in shared.items()
        if count >= _FEWEST and count >= _SHARE * min(sizes[pair[0]], sizes[pair[1]])
    )


def is_copy(one: Statement, other: Statement, copies: Copies) -> bool:
    """Say whether two statements come from one source by way of two articles."""
    return tuple(sorted((one.article, other.article))) in copies
