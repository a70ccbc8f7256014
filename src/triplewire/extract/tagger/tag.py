"""A text and the network in, its marks out: window by window, each joined to those before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from triplewire.extract.tagger.judge import Span, judged, read_words, spans_of
from triplewire.extract.tagger.kinds import ACTORS, CLASSES, LAYERS, LINES, PARTY_ROLES, POINTERS
from triplewire.extract.tagger.marks import Mark, Party, Pointer, Tags
from triplewire.extract.tagger.paths import Arc, arcs_of, cut_arcs
from triplewire.extract.tagger.words import Word, windows, words_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from spacy.tokens import Doc

    from triplewire.extract.tagger.network import Network

    Floats = NDArray[np.float32]

# Spans that are asked about in a window, and events among them: more than news ever has.
_MOST, _EVENTS = 250, 24
# First and last word of a mark in the text, and its kind.
Key = tuple[int, int, str]


@dataclass(slots=True)
class _Draft:
    """A mark in the making: its first and last word in the text."""

    first: int
    last: int
    kind: str
    chance: float
    answers: dict[str, tuple[str, float]] = field(default_factory=dict)
    pointers: dict[str, Pointer] = field(default_factory=dict)
    parties: tuple[Party, ...] = ()


def tag(text: str, doc: Doc, network: Network) -> Tags:
    """Return the marks of a text, whose parse has the same offsets."""
    words = words_of(text, network.pieces)
    arcs = arcs_of(words, doc)
    drafts: list[_Draft] = []
    places: dict[Key, int] = {}
    lines = ["text"] * (text.count("\n") + 1)
    for first, counted, end in windows(words):
        window = _Window(network, words[first:end], cut_arcs(arcs, first, end))
        for line, kind in window.lines():
            lines[line] = kind
        _add(drafts, places, window, first, counted - first)
    order = sorted(range(len(drafts)), key=lambda n: (drafts[n].first, -drafts[n].last, n))
    moved = {old: new for new, old in enumerate(order)}
    marks = (_mark(drafts[old], words, moved) for old in order)
    return Tags(marks=tuple(marks), lines=tuple(lines))


def _mark(draft: _Draft, words: Sequence[Word], places: dict[int, int]) -> Mark:
    def moved(pointer: Pointer) -> Pointer:
        aim = None if pointer.mark is None else places[pointer.mark]
        return Pointer(mark=aim, chance=pointer.chance)

    return Mark(
        start=words[draft.first].start,
        end=words[draft.last].end,
        kind=draft.kind,
        chance=draft.chance,
        answers=draft.answers,
        pointers={name: moved(pointer) for name, pointer in draft.pointers.items()},
        parties=tuple(
            Party(mark=places[one.mark], role=one.role, chance=one.chance) for one in draft.parties
        ),
    )


class _Window:
    """Words that are read together, and what the network says of them."""

    def __init__(self, network: Network, words: Sequence[Word], arcs: Sequence[Arc]) -> None:
        self._network = network
        self._words = words
        read = read_words(network, words, arcs)
        self._scores = read.scores
        spans = [span for layer in LAYERS for span in self._layer(layer)]
        self.spans = [spans[number] for number in sorted(_likely(spans))]
        self._judged = judged(network, read, self.spans)

    def lines(self) -> Iterator[tuple[int, str]]:
        """Yield the kind of each line that begins here."""
        best = self._scores["line"].argmax(-1)
        for index, word in enumerate(self._words):
            if index == 0 or self._words[index - 1].line != word.line:
                yield word.line, LINES[int(best[index])]

    def _layer(self, layer: str) -> Iterator[Span]:
        chances = self._softmax(layer, self._scores[layer])
        return spans_of(chances, layer)

    def answers(self, index: int) -> Iterator[tuple[str, str, float]]:
        """Yield the questions asked of a span with their answers."""
        for name, (kinds, possible) in CLASSES.items():
            if self.spans[index].kind in kinds:
                chances = self._softmax(name, self._judged[index][0][name])
                best = int(chances.argmax())
                yield name, possible[best], float(chances[best])

    def pointers(self, index: int, known: Sequence[int | None]) -> Iterator[tuple[str, Pointer]]:
        """Yield what a span points at, of those spans that are known as marks."""
        import numpy as np  # noqa: PLC0415 (it takes a tenth of a second to import)

        for column, (name, (kinds, aims)) in enumerate(POINTERS.items()):
            if self.spans[index].kind not in kinds:
                continue
            possible = [
                mark_of
                for mark_of in enumerate(known)
                if mark_of[1] is not None
                and mark_of[0] != index
                and self.spans[mark_of[0]].kind in aims
                and (name != "again" or mark_of[0] < index)
            ]
            row = self._judged[index][1][[at for at, _ in possible], column]
            chances = self._softmax(name, np.append(row, np.float32(0)))
            best = int(chances.argmax())
            aim = possible[best][1] if best < len(possible) else None
            yield name, Pointer(mark=aim, chance=float(chances[best]))

    def parties(self, index: int, known: Sequence[int | None]) -> Iterator[Party]:
        """Yield who takes part in an event, of those spans that are known as marks."""
        if self.spans[index].kind != "event":
            return
        chances = self._softmax("party", self._judged[index][1][:, len(POINTERS) :])
        best = chances.argmax(-1)
        for at, mark in enumerate(known):
            role = int(best[at])
            if role and mark is not None and self.spans[at].kind in ACTORS:
                yield Party(mark=mark, role=PARTY_ROLES[role], chance=float(chances[at, role]))

    def _softmax(self, name: str, scores: Floats) -> Floats:
        import numpy as np  # noqa: PLC0415 (it takes a tenth of a second to import)

        scaled = scores / np.float32(self._network.temperatures.get(name, 1.0))
        raised = np.exp(scaled - scaled.max(-1, keepdims=True))
        found: Floats = raised / raised.sum(-1, keepdims=True)
        return found


def _likely(spans: Sequence[Span]) -> list[int]:
    """Return which spans are asked about: the most probable, and of the events few of them."""
    order = sorted(range(len(spans)), key=lambda n: (-spans[n].chance, n))
    events = [number for number in order if spans[number].kind == "event"]
    passed = set(events[_EVENTS:])
    return [number for number in order if number not in passed][:_MOST]


def _add(
    drafts: list[_Draft], places: dict[Key, int], window: _Window, first: int, counted: int
) -> None:
    """Add the spans of a window that begin where it counts, with what is said of them.

    Of what an earlier window has read too, only what that one marked may be pointed at. ``places``
    are those of the drafts by their words and kinds.
    """
    known: list[int | None] = []
    for span in window.spans:
        key = (first + span.first, first + span.last, span.kind)
        if span.first >= counted and key not in places:
            places[key] = len(drafts)
            drafts.append(_Draft(*key, chance=span.chance))
        known.append(places.get(key))
    for index, span in enumerate(window.spans):
        mark = known[index]
        if span.first >= counted and mark is not None:
            draft = drafts[mark]
            draft.answers = {name: (said, chance) for name, said, chance in window.answers(index)}
            draft.pointers = dict(window.pointers(index, known))
            draft.parties = tuple(window.parties(index, known))
