"""Two lines in, how many words of weight they share out: a headline shares some with its story."""

import re

from triplewire.extract.text import words

_WORD = re.compile(r"[^\W\d_][\w'’-]{3,}|\d[\d.,]{2,}")
_STOP = frozenset(
    words(
        "about above after again against almost also among another because been before being below"
        " between both could does down during each every from have having here into just last least"
        " less like made make many more most much must next nine once only other over said same"
        " says"
        " seven should since some such than that their them then there these they this those three"
        " through today under until upon very want week were what when where which while whom whose"
        " will with without would year years your first four five eight news home"
    )
)
# "fishermen" and "fishing", "Lima" and "Lima's" are one.
_STEM = 5
_MOST = 1000


def stems(line: str) -> frozenset[str]:
    """Return the words of weight of a line, by their beginnings."""
    found = (match.group().casefold() for match in _WORD.finditer(line[:_MOST]))
    return frozenset(word[:_STEM] for word in found if word not in _STOP)


def shared(one: str, other: str) -> int:
    """Return how many words of weight two lines share.

    >>> shared("Ferry crews end strike", "The crews of a ferry went back to work.")
    2
    """
    return len(stems(one) & stems(other))
