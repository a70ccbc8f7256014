"""A text and the network in, its marks out: window by window, each joined to those before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from triplewire.extract.tagger.kinds import (
    ACTORS,
    AROUND,
    ASKED,
    CLASSES,
    LAYERS,
    LINES,
    PARTY_ROLES,
    POINTERS,
    tags,
)
from triplewire.extract.tagger.marks import Mark, Party, Pointer, Tags
from triplewire.extract.tagger.words import Word, windows, words_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from triplewire.extract.tagger.network import Network, Scorer

    Floats = NDArray[np.float32]
    Integers = NDArray[np.int64]

# The encoder's marks of a text's ends, by their numbers in its vocabulary.
_BEGIN, _END = 101, 102
# Steps of the distance between two spans: one for each near word, then coarser.
STEPS, _NEAR = 24, 8
# Spans that are asked about at once, and spans of a window: more than news ever has.
_AT_ONCE, _MOST = 32, 250
# Pieces around an event that are read once more, and events of a window: again more than news has.
CONTEXT, _EVENTS = 160, 24
# The score of what lies beyond them.
_NEVER = -1e4


# First and last word of a mark in the text, and its kind.
Key = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Span:
    """Words of a window from first to last, what they are, and how probably."""

    first: int
    last: int
    kind: str
    chance: float


@dataclass(frozen=True, slots=True)
class Read:
    """What the network says of the words of a window, and the first piece of each of them."""

    scores: Mapping[str, Floats]
    starts: Integers


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


def tag(text: str, network: Network) -> Tags:
    """Return the marks of a text."""
    words = words_of(text, network.pieces)
    drafts: list[_Draft] = []
    places: dict[Key, int] = {}
    lines = ["text"] * (text.count("\n") + 1)
    for first, counted, end in windows(words):
        window = _Window(network, words[first:end])
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

    def __init__(self, network: Network, words: Sequence[Word]) -> None:
        self._network = network
        self._words = words
        read = read_words(network.scorer, words)
        self._scores = read.scores
        spans = [span for layer in LAYERS for span in self._layer(layer)]
        self.spans = [spans[number] for number in sorted(_likely(spans))]
        self._judged = judged(network.scorer, read, self.spans)

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


def pieces_of(words: Sequence[Word]) -> tuple[Integers, Integers, Integers]:
    """Return the pieces of words and their shapes, between the ends, and where each word begins."""
    import numpy as np  # noqa: PLC0415 (it takes a tenth of a second to import)

    pieces, shapes, starts = [_BEGIN], [0], []
    for word in words:
        starts.append(len(pieces))
        pieces += word.pieces
        shapes += [word.shape] * len(word.pieces)
    rows = ([*pieces, _END], [*shapes, 0], starts)
    first, second, third = (np.array(row, dtype=np.int64) for row in rows)
    return first, second, third


def spans_of(chances: Floats, layer: str) -> Iterator[Span]:
    """Yield the spans of a layer by the chances of its tags, a row for each word.

    A tag of the inside that follows nothing begins a span. A span is as probable as the least
    probable of its words, or as that it ends where it does.
    """
    names = tags(layer)
    best = chances.argmax(-1).tolist()
    index = 0
    while index < len(best):
        place, _, kind = names[best[index]].partition("-")
        if place == "O":
            index += 1
            continue
        inside = names.index(f"I-{kind}")
        last = index
        while last + 1 < len(best) and best[last + 1] == inside:
            last += 1
        chance = float(chances[index, best[index]])
        if last > index:
            chance = min(chance, float(chances[index + 1 : last + 1, inside].min()))
        if last + 1 < len(best):
            chance = min(chance, 1 - float(chances[last + 1, inside]))
        yield Span(index, last, kind, chance)
        index = last + 1


def steps_between(heads: Sequence[int], aims: Sequence[int]) -> Integers:
    """Return how far apart spans begin, in steps: a row for each head, with a step to each aim."""
    import numpy as np  # noqa: PLC0415 (it takes a tenth of a second to import)

    far = np.array(aims, dtype=np.int64)[None] - np.array(heads, dtype=np.int64)[:, None]
    size = np.abs(far)
    coarse = (_NEAR + 2 * np.log2(np.maximum(size, _NEAR) / _NEAR)).astype(np.int64)
    step = np.minimum(np.where(size < _NEAR, size, coarse), STEPS - 1)
    found: Integers = step + STEPS * (far < 0)
    return found


def read_words(scorer: Scorer, words: Sequence[Word]) -> Read:
    """Return what the network says of the words of a window."""
    pieces, shapes, starts = pieces_of(words)
    return Read(scorer.words(pieces, shapes, starts), starts)


def judged(
    scorer: Scorer, read: Read, spans: Sequence[Span]
) -> dict[int, tuple[Mapping[str, Floats], Floats]]:
    """Return for each span that is asked about the answers, and the scores of it with every span.

    So many are asked about at once as fit into memory beside all the others. Of an event it is
    asked what the words around it say when they are read with regard to it.
    """
    heads = [place for place, span in enumerate(spans) if span.kind in ASKED]
    found: dict[int, tuple[Mapping[str, Floats], Floats]] = {}
    states = read.scores["states"]
    aims = span_states(states, spans) if heads else states
    firsts = [span.first for span in spans]
    for begun in range(0, len(heads), _AT_ONCE):
        some = heads[begun : begun + _AT_ONCE]
        steps = steps_between([firsts[place] for place in some], firsts)
        scores = scorer.spans(aims[some], aims, steps)
        for row, place in enumerate(some):
            answers = {name: scores[name][row] for name in CLASSES if name not in AROUND}
            found[place] = answers, scores["pairs"][row]
    again = [*POINTERS].index("again")
    for place in (place for place in heads if spans[place].kind == "event"):
        first, pairs = found[place]
        second, told = _around(scorer, read, spans, place)
        told[:, again] = pairs[:, again]
        found[place] = {**first, **second}, told
    return found


def _around(
    scorer: Scorer, read: Read, spans: Sequence[Span], head: int
) -> tuple[Mapping[str, Floats], Floats]:
    """Return the answers about an event, and the scores of it with every span.

    Those that reach out of the words around it have nothing to do with it.
    """
    import numpy as np  # noqa: PLC0415 (it takes a tenth of a second to import)

    lower, starts = read.scores["lower"], read.starts
    begun = around(len(lower), int(starts[spans[head].first]))
    end = begun + CONTEXT
    ends = [(int(starts[span.first]), int(starts[span.last])) for span in spans]
    # Of its own words, only the first may be near.
    ends[head] = ends[head][0], min(ends[head][1], end - 1)
    near = [place for place, (a, b) in enumerate(ends) if begun <= a and b < end]
    marked = np.zeros(len(lower[begun:end]), dtype=np.float32)
    marked[ends[head][0] - begun : ends[head][1] - begun + 1] = 1
    scores = scorer.around(
        lower[begun:end],
        marked,
        np.array([ends[place] for place in near], dtype=np.int64) - begun,
        np.array([near.index(head)], dtype=np.int64),
        steps_between([spans[head].first], [spans[place].first for place in near])[0],
    )
    pairs = np.full((len(spans), scores["pairs"].shape[1]), _NEVER, dtype=np.float32)
    pairs[:, len(POINTERS)] = 0
    pairs[near] = scores["pairs"]
    return {name: scores[name] for name in AROUND}, pairs


def around(pieces: int, place: int) -> int:
    """Return the first of the pieces around one at a place, of as many as a window has."""
    return min(max(place - CONTEXT // 2, 0), max(pieces - CONTEXT, 0))


def span_states(states: Floats, spans: Sequence[Span]) -> Floats:
    """Return what spans are judged by: the states of their first and last words."""
    import numpy as np  # noqa: PLC0415 (it takes a tenth of a second to import)

    firsts, lasts = [one.first for one in spans], [one.last for one in spans]
    return np.concatenate([states[firsts], states[lasts]], axis=-1)
