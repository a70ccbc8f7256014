"""Documents in, windows of words with what is to be predicted of them out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from layers import CLASSES, LAYER_OF, LINES, PARTIES, PARTY_ROLES, POINTERS, tags
from markup import Document, Mark
from tokenizers import Tokenizer

WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|\d+|_+|[^\w\s]")
# A word's shape, which an uncased encoder does not see.
SHAPES = ("other", "lower", "title", "upper", "mixed", "digits")
_MARKS = frozenset(LAYER_OF)


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word of a text: its offsets, line, shape and the encoder's pieces."""

    start: int
    end: int
    line: int
    shape: int
    pieces: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Words from first to last of a window, what they are, and their mark."""

    first: int
    last: int
    kind: str
    mark: Mark


@dataclass(slots=True, kw_only=True)
class Window:
    """Words that are read together, and the answers: all by index into the window."""

    words: tuple[Word, ...]
    tags: dict[str, list[int]] = field(default_factory=dict)
    spans: list[Span] = field(default_factory=list)
    lines: list[tuple[int, int]] = field(default_factory=list)


def shape_of(word: str) -> int:
    """Return the index of a word's shape."""
    if word.isdigit() or word[0].isdigit():
        return SHAPES.index("digits")
    if not word.isalpha():
        return SHAPES.index("other")
    if word.islower():
        return SHAPES.index("lower")
    if word.isupper():
        return SHAPES.index("upper" if len(word) > 1 else "title")
    return SHAPES.index("title" if word.istitle() else "mixed")


def words_of(text: str, tokenizer: Tokenizer) -> tuple[Word, ...]:
    """Return the words of a text."""
    found = list(WORD.finditer(text))
    encoded = tokenizer.encode_batch([match[0] for match in found], add_special_tokens=False)
    line, place, words = 0, 0, []
    for match, pieces in zip(found, encoded, strict=True):
        line += text.count("\n", place, match.start())
        place = match.start()
        # A word of many pieces is a code or an address: its beginning tells enough.
        ids = tuple(pieces.ids[:8]) or (tokenizer.token_to_id("[UNK]"),)
        words.append(
            Word(
                start=match.start(),
                end=match.end(),
                line=line,
                shape=shape_of(match[0]),
                pieces=ids,
            )
        )
    return tuple(words)


def cuts(words: tuple[Word, ...], room: int, skip: int = 0) -> Iterator[tuple[int, int, int]]:
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


def windows(document: Document, words: tuple[Word, ...], cut: tuple[int, int]) -> Window:
    """Return the words of a document from one to another, with their answers."""
    first, end = cut
    window = Window(words=words[first:end])
    window.tags = {layer: [0] * (end - first) for layer in dict.fromkeys(LAYER_OF.values())}
    starts = {word.start: index - first for index, word in enumerate(words) if first <= index < end}
    ends = {word.end: index - first for index, word in enumerate(words) if first <= index < end}
    for mark in sorted(document.marks, key=lambda mark: (mark.start, -mark.end)):
        if mark.kind not in _MARKS or mark.start not in starts or mark.end not in ends:
            continue
        span = Span(first=starts[mark.start], last=ends[mark.end], kind=mark.kind, mark=mark)
        layer = LAYER_OF[mark.kind]
        names = tags(layer)
        row = window.tags[layer]
        if any(row[span.first : span.last + 1]):
            continue
        row[span.first] = names.index(f"B-{mark.kind}")
        row[span.first + 1 : span.last + 1] = [names.index(f"I-{mark.kind}")] * (
            span.last - span.first
        )
        window.spans.append(span)
    window.lines = [
        (index, LINES.index(document.lines[word.line]))
        for index, word in enumerate(window.words)
        if index == 0 or window.words[index - 1].line != word.line
    ]
    return window


def answer(question: str, span: Span) -> int | None:
    """Return the index of the answer to a question of a span's kind; None where there is none."""
    kinds, answers = CLASSES[question]
    if span.kind not in kinds:
        return None
    default = {"denied": "no", "qualifier": "exactly"}.get(question)
    given = span.mark.attributes.get(question, default)
    return answers.index(given) if given in answers else None


def targets(pointer: str, span: Span, spans: list[Span]) -> tuple[list[int], list[int]] | None:
    """Return where a span's pointer may end and where it does, as indices of spans.

    None where the pointer is not the span's, or ends at something outside the window.
    """
    kinds, ends = POINTERS[pointer]
    if span.kind not in kinds:
        return None
    possible = [i for i, other in enumerate(spans) if other.kind in ends and other is not span]
    ids = _pointed(pointer, span.mark)
    right = [i for i in possible if spans[i].mark.id and spans[i].mark.id in ids]
    if pointer in {"antecedent", "part", "again"}:
        right = [i for i in right if spans[i].mark is not span.mark]
    return None if ids and not right else (possible, right)


def _pointed(pointer: str, mark: Mark) -> set[str]:
    if pointer in {"antecedent", "again"}:
        return {mark.id}
    attribute = {"holder": "of"}.get(pointer, pointer)
    return set(mark.names(attribute))


def parties(span: Span, spans: list[Span]) -> list[tuple[int, int]]:
    """Return the mentions that take part in an event, or do not, with their roles' indices.

    Of those who take part, only the mention next to the trigger has the role; the others of the
    same actor are left out, since a reader would not say either way.
    """
    if span.kind not in PARTIES[0]:
        return []
    who = (one.partition(":") for one in span.mark.attributes.get("who", "").split(","))
    given = {name: role for role, colon, name in who if colon}
    nearest: dict[str, int] = {}
    found: list[tuple[int, int]] = []
    for index, other in enumerate(spans):
        if other.kind not in PARTIES[1]:
            continue
        if other.mark.id not in given:
            found.append((index, 0))
        elif other.mark.id not in nearest or _gap(span, other) < _gap(
            span, spans[nearest[other.mark.id]]
        ):
            nearest[other.mark.id] = index
    found += [(index, PARTY_ROLES.index(given[name])) for name, index in nearest.items()]
    return sorted(found)


def _gap(span: Span, other: Span) -> int:
    return abs(span.first - other.first)
