"""A claim's words in, the topics that they are about out.

Source: data/topics.tsv, words for the concepts of the scheme topics, our own.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from triplewire.assets import table
from triplewire.records import Claim


def with_topics(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Return claims with the topics that their words name."""
    return tuple(replace(claim, topics=topics_of(claim.words)) for claim in claims)


def topics_of(words: str) -> tuple[str, ...]:
    """Return the topics that some words name, in the order of the table.

    >>> topics_of("Exports of solar panels fell, the bank said")
    ('trade', 'financial-services', 'clean-energy')
    """
    return tuple(topic for topic, pattern in _table() if pattern.search(words))


@cache
def _table() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row["topic"], _pattern(row["words"].split("|"))) for row in table("topics"))


def _pattern(words: list[str]) -> re.Pattern[str]:
    """Return a pattern for any of some words; an acronym is told from a word."""
    forms = (
        re.escape(word) if word.isupper() else f"(?i:{re.escape(word)})"
        for word in sorted(words, key=len, reverse=True)
    )
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)")
