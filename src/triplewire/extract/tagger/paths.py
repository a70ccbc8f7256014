"""The parse of a text in; how its words hang together out, along the arcs between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from triplewire.extract.tagger.words import Word

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# What a word is that the parser takes for a part of the one before.
PART = "part"
# Arcs of a path that is told in full.
_LONGEST = 5
# Numbers of the path between words of two sentences, and of one that the network has not learned.
APART, RARE = 0, 1
# What stands for all paths that are longer.
_LONG = "far"


@dataclass(frozen=True, slots=True)
class Arc:
    """The number of the word that a word hangs on, its own for none; and as what it does."""

    head: int
    name: str


def arcs_of(words: Sequence[Word], doc: Doc) -> list[Arc]:
    """Return the arc of each word by the parse of its text.

    A word that the parser takes for a part of the one before hangs on that one.
    """
    arcs = [Arc(number, "") for number in range(len(words))]
    for token, head, (first, *rest) in aligned(words, doc):
        for number in rest:
            arcs[number] = Arc(first, PART)
        if head is not None and token.dep_ != "ROOT":
            name = f"{token.dep_}:{token.lower_}" if token.dep_ in {"prep", "agent"} else token.dep_
            arcs[first] = Arc(head, name)
    return arcs


def aligned(words: Sequence[Word], doc: Doc) -> Iterator[tuple[Token, int | None, tuple[int, ...]]]:
    """Yield each token of a parse with the number of its head's word, and of its own words.

    A token in which no word begins is left out; a head in which none begins is None.
    """
    numbers = {word.start: number for number, word in enumerate(words)}
    for token in doc:
        places = range(token.idx, token.idx + len(token))
        inside = tuple(numbers[place] for place in places if place in numbers)
        if inside:
            yield token, numbers.get(token.head.idx), inside


def cut_arcs(arcs: Sequence[Arc], first: int, end: int) -> list[Arc]:
    """Return the arcs of the words from one to another; those that lead out of them end there."""
    return [
        Arc(arc.head - first, arc.name) if first <= arc.head < end else Arc(number, "")
        for number, arc in enumerate(arcs[first:end])
    ]


def paths_from(
    arcs: Sequence[Arc], head: tuple[int, int], aims: Sequence[tuple[int, int]]
) -> list[str]:
    """Return how each span hangs on one of them: the arcs up from that, then those down to it.

    A span is its first and last word. Empty for a span that does not.
    """
    up = _upwards(arcs, _top(arcs, head))
    places = {number: step for step, number in enumerate(up)}
    found = []
    for aim in aims:
        down = _upwards(arcs, _top(arcs, aim))
        met = next((step for step, number in enumerate(down) if number in places), None)
        if met is None:
            found.append("")
            continue
        rise = [f"^{arcs[number].name}" for number in up[: places[down[met]]]]
        fall = [arcs[number].name for number in reversed(down[:met])]
        # Each of several that are joined by "and" hangs like the first; what joins clauses is told.
        path = [*rise, *fall[:1], *(name for name in fall[1:] if name not in {"conj", PART})]
        found.append(" ".join(path or ["="]) if len(path) <= _LONGEST else _LONG)
    return found


def numbers_of(paths: Sequence[str]) -> dict[str, int]:
    """Return the number of each path that the network has learned."""
    return {path: number for number, path in enumerate(paths, RARE + 1)}


def numbered(paths: Sequence[str], known: Mapping[str, int]) -> list[int]:
    """Return the numbers of paths, of those that the network has learned."""
    return [known.get(path, RARE) if path else APART for path in paths]


def _top(arcs: Sequence[Arc], span: tuple[int, int]) -> int:
    """Return the word of a span that its others hang on."""
    first, last = span
    for number in range(first, last + 1):
        head = arcs[number].head
        if head == number or not first <= head <= last:
            return number
    return last


def _upwards(arcs: Sequence[Arc], number: int) -> list[int]:
    """Return a word and all that it hangs on."""
    found, seen = [number], {number}
    while (head := arcs[found[-1]].head) not in seen:
        found.append(head)
        seen.add(head)
    return found
