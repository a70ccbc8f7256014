"""Words as people copy them: their plain form, and the how-many-eth time a text has them."""

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache

_PLAIN = str.maketrans("‘’‛′`“”„‟«»‐‑‒–—―−", "'''''" + '""""""' + "-" * 7)
_WORD = re.compile(r"\S+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
# Enough of what stands before and after words to find them again where a text has them twice.
CONTEXT = 32


def plain(text: str) -> str:
    r"""Return a text with single spaces and the plain forms of its quotation marks and dashes.

    >>> plain("“It’s\n  over”")
    '"It\'s over"'
    """
    return " ".join(text.translate(_PLAIN).split())


def one_line(text: str) -> str:
    r"""Return a text on one line, as a cell of a table can hold it.

    >>> one_line("It rained.\n It \x07poured.")
    'It rained. It poured.'
    """
    return " ".join(_CONTROL.sub(" ", text).split())


def ordinal(words: str, text: str, start: int) -> int:
    """Return the how-many-eth time it is, from 1, that a text has the words which begin at start.

    Units: start counts code points from 0.

    >>> ordinal("no", "no, no and no", 4)
    2
    """
    return bisect_left(_places(words, text), start) + 1


# One article after the other asks, for each of its findings several times.
@lru_cache(maxsize=256)
def _places(words: str, text: str) -> tuple[int, ...]:
    """Return where a text has words, in its order; they may overlap."""
    found: list[int] = []
    place = text.find(words)
    while place >= 0:
        found.append(place)
        place = text.find(words, place + 1)
    return tuple(found)


class PlainText:
    """A text in its plain form, where places of the text as it stands are found again."""

    def __init__(self, text: str) -> None:
        """Make a text plain, once for all that is asked of it."""
        self.text = plain(text)
        self._starts: list[int] = []
        self._shifts: list[int] = []
        length = 0
        for word in _WORD.finditer(text):
            self._starts.append(word.start())
            self._shifts.append(word.start() - length)
            length += len(word[0]) + 1

    def ordinal(self, words: str, start: int) -> int:
        r"""Return the how-many-eth time it is that the text has words, whatever spaces and marks.

        ``words`` are plain; the first of them begins at ``start`` in the text as it stands.

        >>> PlainText("Yes –\\n “no”,  and “no”.").ordinal('"no"', 18)
        2
        """
        index = bisect_right(self._starts, start) - 1
        shift = self._shifts[index] if index >= 0 else 0
        return ordinal(words, self.text, start - shift)
