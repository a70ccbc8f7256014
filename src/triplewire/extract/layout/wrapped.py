"""A text in, the line ends at which its paragraphs go on out."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from triplewire.extract.text import Zone

_LINE = re.compile(r"\S(?:[^\n]*\S)?")
# Columns that lines are broken at by a program, and how many lines show that they were.
_NARROWEST, _WIDEST = 40, 100
_FEWEST, _MOSTLY = 3, 0.8
_WORDS = 4
_ENDS = tuple(".!?:;\"'”’)")
# What a sentence goes on with, and what ends it: a by-line under a headline has no end.
_MIDDLE = re.compile(r"(?!by [A-Z])[a-z]+(?:['’-][a-z]+){0,3}(?=[ ,.!?])")
_STOP = re.compile(r"[.!?][\"”’)]?(?!\S)")

Line = re.Match[str]


def find_wraps(text: str) -> list[Zone]:
    """Return the line ends at which a paragraph goes on.

    Lines are known to be broken by their width, where the next word had no room on each; else only
    a line that begins in the middle of a sentence, or of a quotation, goes on with the one before.
    """
    pairs = list(_neighbours(text))
    width = _width(pairs)
    top = len(text) - len(text.lstrip())
    wraps: list[Zone] = []
    for one, other in pairs:
        # Whose lines are known to be broken is broken until a line ends a sentence.
        broken = bool(wraps) and wraps[-1].end == one.start() and not one[0].endswith(_ENDS)
        heads = one.start() == top
        if broken or _has_no_room(one, other, width) or _goes_on(one[0], other[0], heads=heads):
            wraps.append(Zone(start=one.end(), end=other.start()))
    return wraps


def _neighbours(text: str) -> Iterator[tuple[Line, Line]]:
    """Yield each two lines without a blank one between them, neither the header of a page."""
    number = Counter(line[0] for line in _LINE.finditer(text))
    for one, other in pairwise(_LINE.finditer(text)):
        together = text.count("\n", one.end(), other.start()) == 1
        if together and number[one[0]] == number[other[0]] == 1:
            yield one, other


def _width(pairs: list[tuple[Line, Line]]) -> int | None:
    """Return the column that a program has broken the lines of a text at, None where none has."""
    width = max((len(line[0]) for pair in pairs for line in pair), default=0)
    full = sum(_has_no_room(one, other, width) for one, other in pairs)
    broken = len(pairs) >= _FEWEST and full >= _MOSTLY * len(pairs)
    return width if _NARROWEST <= width <= _WIDEST and broken else None


def _has_no_room(one: Line, other: Line, width: int | None) -> bool:
    """Say whether the first word of a line would not have fitted on the line before."""
    begins = other[0][:1].isalnum() or other[0][:1] in "\"“‘'($€£"
    needed = len(one[0]) + 1 + len(other[0].split(maxsplit=1)[0])
    return width is not None and begins and needed > width


def _goes_on(one: str, other: str, *, heads: bool) -> bool:
    """Say whether a line begins in the middle of a sentence, or of a quotation."""
    opened = one.count('"') % 2 == 1 or one.count("“") > one.count("”")
    closed = other.count('"') % 2 == 1 or other.count("”") > other.count("“")
    if opened and closed and not other.startswith(('"', "“")):
        return True
    if one.endswith(_ENDS) or len(one.split()) < _WORDS or not _MIDDLE.match(other):
        return False
    return not heads or _STOP.search(other) is not None
