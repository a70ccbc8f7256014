"""Wordings in, the words in them that carry meaning out."""

import re
from functools import lru_cache

_WORD = re.compile(r"[a-z0-9]+(?:['’][a-z]+)?")
_ENDINGS = ("'s", "’s", "ing", "edly", "ed", "es", "s", "ly")
# Words that carry no meaning of their own.
_EMPTY = frozenset(
    re.findall(
        r"\S+",
        """
        a an and are as at be been being but by can could did do does for from had has have he her
        his i if in into is it its may might more most must no nor not of on or our own s shall she
        should so such than that the their them there these they this those to too under up upon us
        was we were what when where which while who whom will with would you your also both each
        other some any all about after before between during over through very even though said
        says say
        """,
    )
)
_SHORTEST = 3


@lru_cache(maxsize=65536)
def content(words: str) -> frozenset[str]:
    """Return the stems of the words of a wording that carry meaning.

    >>> sorted(content("The ties are strained, and trade is falling."))
    ['fall', 'strain', 'tie', 'trade']
    """
    found = (w for w in _WORD.findall(words.lower()) if w not in _EMPTY)
    return frozenset(stem for word in found if (stem := _stem(word)) not in _EMPTY)


def key_of(words: str) -> str:
    """Return a wording without its marks, spaces and capitals."""
    return " ".join(_WORD.findall(words.lower()))


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word.removesuffix(ending)
    return word
