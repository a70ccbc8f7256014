"""Wordings in, the words in them that carry meaning out."""

import re
from functools import lru_cache

from snowballstemmer.english_stemmer import EnglishStemmer

from triplewire.edtf import MONTHS, WEEKDAYS

_WORD = re.compile(r"[a-z0-9]+(?:['’][a-z]+)?")
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
_NEGATION = re.compile(
    r"\b(?:not(?! (?:only|just|merely))|no(?! doubt)|never|nobody|none|nothing|neither|without"
    r"|cannot|\w+n['’]t)\b"
)
_DATED = re.compile(
    rf"\b(?:{'|'.join(word for word in (*MONTHS, *WEEKDAYS) if word != 'May')})\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<![.!?:“\"] )(?<!^)(?<![“\"'‘])\b[A-Z][\w'’]*")
# The month, which is no "may": it gets a number to be told from it.
_MAY = re.compile(r"(?<=\S )May\b")
_OPPOSITES = (
    "rise fall", "increase decrease", "grow shrink", "gain loss", "win lose", "accept reject",
    "support oppose", "open close", "begin end", "start stop", "higher lower", "strong weak",
    "strengthen weaken", "improve worsen", "expand contract", "allow ban", "safe unsafe",
    "join leave", "raise cut", "first last", "guilty innocent", "legal illegal", "up down",
)  # fmt: skip


@lru_cache(maxsize=65536)
def content(words: str) -> frozenset[str]:
    """Return the stems of the words of a wording that carry meaning.

    >>> sorted(content("The ties are strained, and trade is falling."))
    ['fall', 'strain', 'tie', 'trade']
    """
    marked = _MAY.sub("May5", words).lower()
    found = (w for w in _WORD.findall(marked) if w not in _EMPTY and not _is_not(w))
    return frozenset(stem for word in found if (stem := _stem(word)) not in _EMPTY)


@lru_cache(maxsize=65536)
def key_of(words: str) -> str:
    """Return a wording without its marks, spaces and capitals."""
    return " ".join(_WORD.findall(words.lower()))


def proper(words: str) -> frozenset[str]:
    """Return the stems of names, months and days of the week: what makes a claim particular.

    >>> sorted(proper("Talks with Ana Ruiz begin in June"))
    ['ana', 'june', 'ruiz']
    """
    marked = _MAY.sub("May5", words)
    found = (*_NAME.findall(marked), *_DATED.findall(marked))
    return frozenset().union(*map(content, found))


@lru_cache(maxsize=65536)
def is_negated(words: str) -> bool:
    """Say whether a wording has an odd number of negations.

    >>> is_negated("It will not close"), is_negated("It won't go unless no one stays")
    (True, False)
    """
    return len(_NEGATION.findall(words.lower())) % 2 == 1


@lru_cache(maxsize=65536)
def numbers(words: frozenset[str]) -> frozenset[str]:
    """Return the stems that are numbers."""
    return frozenset(word for word in words if word.isdigit())


def has_opposites(words: frozenset[str]) -> bool:
    """Say whether one of the words has an opposite."""
    return not words.isdisjoint(_OPPOSABLE)


def opposites(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    """Return the words of one wording whose opposite is in the other, with these."""
    pairs = [
        (word, opposite)
        for word in (one & _OPPOSABLE) - other
        for opposite in _OPPOSED[word]
        if opposite in other - one
    ]
    return frozenset(word for pair in pairs for word in pair)


def _is_not(word: str) -> bool:
    return word.endswith(("n't", "n’t"))


@lru_cache(maxsize=65536)
def _stem(word: str) -> str:
    # By its own class: stemmer("english") is another implementation where PyStemmer is installed.
    stem: str = EnglishStemmer().stemWord(word.replace("’", "'"))
    return stem


def _opposed() -> dict[str, set[str]]:
    """Return the stems of opposites by each other's."""
    table: dict[str, set[str]] = {}
    for line in _OPPOSITES:
        one, other = map(_stem, line.split())
        table.setdefault(one, set()).add(other)
        table.setdefault(other, set()).add(one)
    return table


_OPPOSED = _opposed()
_OPPOSABLE = frozenset(_OPPOSED)
