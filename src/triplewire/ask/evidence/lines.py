"""A passage and the text that it is of in, where it stands there out."""

import re
from collections.abc import Iterator
from functools import lru_cache

from triplewire.ask.evidence.passages import Passage

_LINE_END = re.compile("\n")


def line_and_column(text: str, start: int, first: int) -> tuple[int, int]:
    """Return where in a file an offset into the text stands that begins at the file's line.

    Units: start counts code points from 0; lines and columns count from 1.
    """
    return text.count("\n", 0, start) + first, start - text.rfind("\n", 0, start)


def located(passage: Passage, text: str | None, first: int) -> tuple[int, int | None]:
    """Return the line and column of a passage; no column where its text is not there or differs.

    ``first`` is the line of the source on which the text begins.
    """
    start = None if text is None else place_of(passage, text, first)
    if text is None or start is None:
        return passage.line, None
    return line_and_column(text, start, first)


def place_of(passage: Passage, text: str, first: int) -> int | None:
    """Return where in a text a passage begins, None where the text does not have its words there.

    Its evidence begins on its line; of several places there, it is the one with the same words
    around. ``first`` is the line of the source on which the text begins.
    Units: offsets count code points from 0.
    """
    whole = passage.evidence
    places = list(_places(whole, text, passage.evidence_line - first))
    fitting = [place for place in places if _fits(passage, text, place)]
    found = next(iter(fitting or places), None)
    if found is None or whole[passage.start : passage.end] != passage.words:
        return None
    return found + passage.start


def _places(words: str, text: str, number: int) -> Iterator[int]:
    """Yield where words begin on a line of a text, by its number from 0."""
    starts = _line_starts(text)
    if not 0 <= number < len(starts):
        return
    after = starts[number + 1] if number + 1 < len(starts) else len(text)
    place = text.find(words, starts[number], after + len(words))
    while 0 <= place < after:
        yield place
        place = text.find(words, place + 1, after + len(words))


# All passages of one text are looked for, then those of the next.
@lru_cache(maxsize=4)
def _line_starts(text: str) -> tuple[int, ...]:
    return (0, *(found.end() for found in _LINE_END.finditer(text)))


def _fits(passage: Passage, text: str, place: int) -> bool:
    """Say whether what stands around evidence stands around a place of a text."""
    before = text.endswith(passage.before, 0, place)
    return before and text.startswith(passage.after, place + len(passage.evidence))
