"""A text in, its words as the encoder sees them out, and the windows in which they are read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from triplewire.extract.tagger.pieces import Pieces

WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|\d+|_+|[^\w\s]")
# A word's shape, which an uncased encoder does not see.
SHAPES = ("other", "lower", "title", "upper", "mixed", "digits")
# Pieces of a window.
ROOM = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word of a text: its offsets, line, shape and the encoder's pieces."""

    start: int
    end: int
    line: int
    shape: int
    pieces: tuple[int, ...]


def words_of(text: str, pieces: Pieces) -> tuple[Word, ...]:
    """Return the words of a text."""
    line, place, words = 0, 0, []
    for match in WORD.finditer(text):
        line += text.count("\n", place, match.start())
        place = match.start()
        words.append(
            Word(
                start=match.start(),
                end=match.end(),
                line=line,
                shape=shape_of(match[0]),
                pieces=pieces.of(match[0]),
            )
        )
    return tuple(words)


def shape_of(word: str) -> int:
    """Return the index of a word's shape."""
    if word[0].isdigit():
        return SHAPES.index("digits")
    if not word.isalpha():
        return SHAPES.index("other")
    if word.islower():
        return SHAPES.index("lower")
    if word.isupper():
        return SHAPES.index("upper" if len(word) > 1 else "title")
    return SHAPES.index("title" if word.istitle() else "mixed")


def windows(
    words: tuple[Word, ...], room: int = ROOM, skip: int = 0
) -> Iterator[tuple[int, int, int]]:
    """Yield windows of whole lines: first word, first word that counts, and the end.

    A window has at most ``room`` pieces, and begins with lines of the one before, as far as half
    of its room. The first window is shorter by ``skip`` pieces, which moves all the cuts.
    """
    units = list(_units(words, room // 2))
    sizes = [sum(len(word.pieces) for word in words[a:b]) for a, b in units]
    done, limit = 0, max(room - skip, room // 2)
    while done < len(units):
        first, size = done, 0
        while first > 0 and size + sizes[first - 1] <= room // 2:
            first -= 1
            size += sizes[first]
        end = done
        while end < len(units) and (end == done or size + sizes[end] <= limit):
            size += sizes[end]
            end += 1
        yield units[first][0], units[done][0], units[end - 1][1]
        done, limit = end, room


def _units(words: tuple[Word, ...], most: int) -> Iterator[tuple[int, int]]:
    """Yield the lines, as first word and end; a line that is too long is cut."""
    starts = [i for i, word in enumerate(words) if i == 0 or words[i - 1].line != word.line]
    for first, end in pairwise([*starts, len(words)]):
        begun, size = first, 0
        for index in range(first, end):
            size += len(words[index].pieces)
            if size > most and index > begun:
                yield begun, index
                begun, size = index, len(words[index].pieces)
        yield begun, end
