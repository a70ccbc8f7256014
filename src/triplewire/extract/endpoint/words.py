"""A text and words that somebody copied from it in, the places where it has them out.

Quotation marks and dashes may be other characters in the copy, and runs of blanks of another
length: what is returned are the text's own words.
"""

from bisect import bisect_left
from collections.abc import Iterator

from triplewire.extract.text import Zone
from triplewire.records import Passage

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("‘’‛`´′", "'"),
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‐‑–—−", "-"),
    }
)


def fold(words: str) -> str:
    """Return words as they are compared.

    >>> fold(" the  “north–south”   line ")
    'the "north-south" line'
    """
    return " ".join(words.translate(_ALIKE).split())


class Words:
    """The words of a text, to be looked up."""

    def __init__(self, text: str) -> None:
        """Fold a text, and note where each character of the folded one stands in it."""
        self._text = text
        self._at = [
            place
            for place, letter in enumerate(text)
            if not letter.isspace() or (place and not text[place - 1].isspace())
        ]
        plain = text.translate(_ALIKE)
        self._folded = "".join(" " if plain[n].isspace() else plain[n] for n in self._at)

    def places(self, words: str, within: Zone | Passage | None = None) -> Iterator[Passage]:
        """Yield where the text has some words, as whole words, inside a place if one is given."""
        wanted = fold(words)
        start = 0 if within is None else bisect_left(self._at, within.start)
        end = len(self._at) if within is None else bisect_left(self._at, within.end)
        while wanted and (start := self._folded.find(wanted, start, end)) >= 0:
            if self._is_whole(wanted, start):
                yield self._passage(start, start + len(wanted))
            start += 1

    def passage(self, words: str, within: Zone | Passage | None = None) -> Passage | None:
        """Return the first such place."""
        return next(self.places(words, within), None)

    def has(self, words: str) -> bool:
        """Say whether the text has some words."""
        return self.passage(words) is not None

    def _is_whole(self, wanted: str, start: int) -> bool:
        end = start + len(wanted)
        before = self._folded[start - 1 : start] if start else ""
        after = self._folded[end : end + 1]
        return not (_joined(before, wanted[0]) or _joined(wanted[-1], after))

    def _passage(self, start: int, end: int) -> Passage:
        first, last = self._at[start], self._at[end - 1] + 1
        return Passage(start=first, end=last, text=self._text[first:last])


def _joined(left: str, right: str) -> bool:
    """Say whether two characters side by side are of one word."""
    return left.isalnum() and right.isalnum()
