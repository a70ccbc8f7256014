"""Two annotations of one text in, how far they agree out: each scored as if it had found the other.

Who is meant is compared by the places where he is named, since each annotator has ids of his own.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache

import snowballstemmer
from markup import KINDS, Document, Mark

from triplewire.units import units

# Kinds that are one mark when they share half of their words; the others, when they are the same.
_LOOSE = frozenset({"said", "event", "again", "figure", "rank", "measure", "office"})
_WORD = re.compile(r"[a-z][\w'’]*")
_SMALL = frozenset(
    {"a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to"}
)
_STEMMER = snowballstemmer.stemmer("english")
Test = Callable[[Mark, Mark], bool]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two annotations of one text."""

    one: Document
    other: Document

    def who(self, ids: tuple[str, ...], document: Document) -> list[frozenset[tuple[int, int]]]:
        """Return for each id the places where it is named."""
        return [
            frozenset((mark.start, mark.end) for mark in document.marks if mark.id == name)
            for name in ids
        ]

    def same(self, left: Mark, right: Mark, attribute: str) -> bool:
        """Say whether an attribute of both names the same ones, in any order."""
        mine = self.who(left.names(attribute), self.one)
        theirs = self.who(right.names(attribute), self.other)
        return len(mine) == len(theirs) and all(any(a & b for b in theirs) for a in mine)

    def parties(self, left: Mark, right: Mark) -> bool:
        """Say whether the same ones take part in two events, in the same roles."""
        return self.same(left, right, "who") and Counter(_roles(left)) == Counter(_roles(right))

    def when(self, left: Mark, right: Mark) -> bool:
        """Say whether two marks have the same time, or both none."""
        values = [
            {m.attributes["value"] for m in doc.marks if m.kind == "time" and m.id in ids}
            for doc, ids in (
                (self.one, left.names("when")),
                (self.other, right.names("when")),
            )
        ]
        return values[0] == values[1]

    def measure(self, left: Mark, right: Mark) -> bool:
        """Say whether two figures measure the same, by the words for it.

        They share most of the words of one and a third of both. Where nothing but the unit says
        what is counted, a word of it is enough.
        """
        mine, theirs = _measured(left, self.one), _measured(right, self.other)
        if not mine or not theirs:
            words = mine or _words(left, self.one), theirs or _words(right, self.other)
            return mine == theirs or bool(words[0] & words[1])
        shared = len(mine & theirs)
        return 2 * shared > min(len(mine), len(theirs)) and 3 * shared >= len(mine | theirs)


def _measured(figure: Mark, document: Document) -> frozenset[str]:
    """Return the words that say what a figure measures, stemmed: its own, or those of its mark."""
    said = figure.attributes.get("measured")
    if said is None:
        names = figure.names("measure")
        marks = (mark for mark in document.marks if mark.kind == "measure" and mark.id in names)
        said = " ".join(document.text[mark.start : mark.end] for mark in marks)
    return _stems(said)


def _words(figure: Mark, document: Document) -> frozenset[str]:
    """Return the words of a figure and its unit, stemmed."""
    unit = figure.attributes.get("unit", "")
    return _stems(f"{document.text[figure.start : figure.end]} {unit}")


def _stems(text: str) -> frozenset[str]:
    words = (word for word in _WORD.findall(text.lower()) if word not in _SMALL)
    return frozenset(_STEMMER.stemWords(list(words)))


def _roles(mark: Mark) -> Iterator[str]:
    for one in mark.attributes.get("who", "").split(","):
        yield one.partition(":")[0]


def _value(name: str) -> Test:
    return lambda left, right: left.attributes.get(name) == right.attributes.get(name)


@cache
def _codes() -> dict[str, str]:
    return {word: unit.code for unit in units() for word in (*unit.words, *unit.abbreviations)}


def _unit(mark: Mark) -> str:
    """Return the unit of a figure, whatever it is written as: "km", "basis-point"."""
    written = mark.attributes.get("unit", "").replace("-", " ")
    return _codes().get(written, written)


def _same_unit(left: Mark, right: Mark) -> bool:
    return _unit(left) == _unit(right)


def tests(pair: Pair) -> dict[str, tuple[str, tuple[Test, ...]]]:
    """Return by name what is compared: marks of a kind, and what of them must be the same too."""
    speaker: Test = lambda a, b: pair.same(a, b, "by")  # noqa: E731
    plain = {kind: (kind, ()) for kind in KINDS}
    return {
        **plain,
        "quote, by whom": ("quote", (speaker,)),
        "said, by whom": ("said", (speaker,)),
        "said, which act": ("said", (_value("act"),)),
        "event, type": ("event", (_value("type"),)),
        "event, type and status": ("event", (_value("type"), _value("status"))),
        "event, type and parties": ("event", (_value("type"), pair.parties)),
        "event, strict": ("event", (_value("type"), pair.parties, pair.when)),
        "figure, value and unit": ("figure", (_value("value"), _same_unit)),
        "figure, unit and measure": (
            "figure",
            (_value("value"), _same_unit, pair.measure),
        ),
        "office, whose": ("office", (lambda a, b: pair.same(a, b, "of"),)),
    }


def agreement(pairs: list[Pair]) -> Iterator[tuple[str, int, int, int]]:
    """Yield what is compared, on how many both agree, and how many marks each of them has."""
    counts: dict[str, Counter[str]] = {}
    for pair in pairs:
        for name, (kind, same) in tests(pair).items():
            both = counts.setdefault(name, Counter())
            both.update(
                one=sum(mark.kind == kind for mark in pair.one.marks),
                other=sum(mark.kind == kind for mark in pair.other.marks),
                both=sum(agreed for _, agreed in judged(pair, kind, same)),
            )
    for name, count in counts.items():
        yield name, count["both"], count["one"], count["other"]


def judged(pair: Pair, kind: str, same: tuple[Test, ...]) -> Iterator[tuple[Mark, bool]]:
    """Yield the other's marks of a kind, each with whether the one has it just so."""
    left = [mark for mark in pair.one.marks if mark.kind == kind]
    right = [mark for mark in pair.other.marks if mark.kind == kind]
    mine, theirs = _tellings(pair.one), _tellings(pair.other)
    for mark in left:
        near = [one for one in right if any(_is_one(a, b) for a in mine(mark) for b in theirs(one))]
        found = [one for one in near if all(test(mark, one) for test in same)]
        for one in (found or near)[:1]:
            right.remove(one)
            yield one, bool(found)
    for mark in right:
        yield mark, False


def _tellings(document: Document) -> Callable[[Mark], list[Mark]]:
    """Return what says where a mark stands: of an event, all places where it is told."""
    again: dict[str, list[Mark]] = {}
    for mark in document.marks:
        if mark.kind == "again":
            again.setdefault(mark.id, []).append(replace(mark, kind="event"))
    return lambda mark: [mark, *(again.get(mark.id, ()) if mark.kind == "event" else ())]


def scores(both: int, wanted: int, found: int) -> tuple[float, float, float]:
    """Return precision, recall and F1 of what was found, 0 where there is nothing to divide by."""
    precision, recall = both / max(1, found), both / max(1, wanted)
    return precision, recall, 2 * both / max(1, wanted + found)


def _is_one(left: Mark, right: Mark) -> bool:
    shared = min(left.end, right.end) - max(left.start, right.start)
    if left.kind not in _LOOSE:
        return (left.start, left.end) == (right.start, right.end)
    return shared > 0 and 2 * shared >= min(left.end - left.start, right.end - right.start)
