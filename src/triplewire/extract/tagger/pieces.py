"""A word in, the numbers of the pieces that the encoder knows it by out.

Source: WordPiece (Devlin et al. 2019): from the left, each time the longest piece that is known.
"""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

# A longer word is unknown as a whole; of a word of many pieces the first ones tell enough.
_LONGEST, _MOST = 100, 8
_UNKNOWN, _INSIDE = "[UNK]", "##"


class Pieces:
    """A vocabulary: words in, the numbers of their pieces out."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._numbers = {piece: number for number, piece in enumerate(vocabulary)}
        self._longest = max(map(len, self._numbers))
        self.of = lru_cache(maxsize=50_000)(self._of)

    def _of(self, word: str) -> tuple[int, ...]:
        """Return the numbers of the pieces of a word, at most eight."""
        plain = unicodedata.normalize("NFD", word.lower())
        plain = "".join(sign for sign in plain if unicodedata.category(sign) != "Mn")
        unknown = (self._numbers[_UNKNOWN],)
        if not plain or len(plain) > _LONGEST:
            return unknown
        found: list[int] = []
        start = 0
        while start < len(plain):
            end = min(len(plain), start + self._longest)
            mark = _INSIDE if start else ""
            while end > start and mark + plain[start:end] not in self._numbers:
                end -= 1
            if end == start:
                return unknown
            found.append(self._numbers[mark + plain[start:end]])
            start = end
        return tuple(found[:_MOST])
