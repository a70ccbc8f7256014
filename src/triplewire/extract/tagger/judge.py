"""What the network is asked of a window: of its words, of spans, of what stands around events."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from triplewire.extract.tagger.kinds import AROUND, ASKED, CLASSES, POINTERS, tags
from triplewire.extract.tagger.paths import Arc, numbered, paths_from
from triplewire.extract.tagger.words import Word

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from triplewire.extract.tagger.network import Network

    Floats = NDArray[np.float32]
    Integers = NDArray[np.int64]

# The encoder's marks of a text's ends, by their numbers in its vocabulary.
_BEGIN, _END = 101, 102
# Steps of the distance between two spans: one for each near word, then coarser.
STEPS, _NEAR = 24, 8
# Spans that are asked about at once.
_AT_ONCE = 32
# Pieces around an event that are read once more, and the score of what lies beyond them.
CONTEXT, NEVER = 160, -1e4


@dataclass(frozen=True, slots=True)
class Span:
    """Words of a window from first to last, what they are, and how probably."""

    first: int
    last: int
    kind: str
    chance: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Ends:
    """What an event's pairs with spans are judged by, a row for each span.

    ``aims`` are the first and last piece of each, ``head`` is the place of the event's own among
    them, ``steps`` and ``paths`` say how far away and by which path each hangs on it.
    """

    aims: Integers
    head: Integers
    steps: Integers
    paths: Integers


@dataclass(frozen=True, slots=True)
class Read:
    """What the network says of the words of a window; the first piece of each, and its arc."""

    scores: Mapping[str, Floats]
    starts: Integers
    arcs: Sequence[Arc]


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


def read_words(network: Network, words: Sequence[Word], arcs: Sequence[Arc]) -> Read:
    """Return what the network says of the words of a window."""
    pieces, shapes, starts = pieces_of(words)
    return Read(network.scorer.words(pieces, shapes, starts), starts, arcs)


def judged(
    network: Network, read: Read, spans: Sequence[Span]
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
        scores = network.scorer.spans(aims[some], aims, steps)
        for row, place in enumerate(some):
            answers = {name: scores[name][row] for name in CLASSES if name not in AROUND}
            found[place] = answers, scores["pairs"][row]
    again = [*POINTERS].index("again")
    for place in (place for place in heads if spans[place].kind == "event"):
        first, pairs = found[place]
        second, told = _around(network, read, spans, place)
        told[:, again] = pairs[:, again]
        found[place] = {**first, **second}, told
    return found


def _around(
    network: Network, read: Read, spans: Sequence[Span], head: int
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
    words = [(spans[place].first, spans[place].last) for place in near]
    paths = paths_from(read.arcs, words[near.index(head)], words)
    scores = network.scorer.around(
        lower[begun:end],
        marked,
        Ends(
            aims=np.array([ends[place] for place in near], dtype=np.int64) - begun,
            head=np.array([near.index(head)], dtype=np.int64),
            steps=steps_between([spans[head].first], [first for first, _ in words])[0],
            paths=np.array(numbered(paths, network.paths), dtype=np.int64),
        ),
    )
    pairs = np.full((len(spans), scores["pairs"].shape[1]), NEVER, dtype=np.float32)
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
