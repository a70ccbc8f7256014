"""A network and documents that it has not seen in, how well it does out."""

from collections import Counter
from collections.abc import Hashable, Iterable

import torch
from examples import Window, answer, parties, targets, window_of
from markup import Document
from network import Network, pooled, span_states
from pairs import scores
from torch import Tensor

from triplewire.extract.tagger.kinds import CLASSES, LAYERS, POINTERS
from triplewire.extract.tagger.pieces import Pieces
from triplewire.extract.tagger.tag import spans_of
from triplewire.extract.tagger.words import windows, words_of


class Tally:
    """Right, given and wanted answers, by category."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.given: Counter[str] = Counter()
        self.wanted: Counter[str] = Counter()

    def add(self, name: str, given: Iterable[Hashable], wanted: Iterable[Hashable]) -> None:
        """Count answers against those that are wanted."""
        found, right = set(given), set(wanted)
        self.right[name] += len(found & right)
        self.given[name] += len(found)
        self.wanted[name] += len(right)

    def lines(self) -> Iterable[str]:
        """Yield the lines of a table: precision, recall, F1 and how many were wanted."""
        for name in sorted(self.given.keys() | self.wanted.keys()):
            p, r, f1 = scores(self.right[name], self.wanted[name], self.given[name])
            yield f"{name:24}{p:6.2f}{r:6.2f}{f1:6.2f}{self.wanted[name]:6}"


@torch.no_grad()
def measure(network: Network, pieces: Pieces, documents: list[Document]) -> Tally:
    """Return how well a network does, window by window, on spans, and on the rest given spans."""
    tally = Tally()
    for document in documents:
        words = words_of(document.text, pieces)
        for first, counted, end in windows(words):
            window = window_of(document, words, (first, end))
            states = network.states(window.words)
            _spans(network, states, window, counted - first, tally)
            if window.spans:
                _rest(network, states, window, counted - first, tally)
    return tally


def _spans(network: Network, states: Tensor, window: Window, counted: int, tally: Tally) -> None:
    wanted = [(s.first, s.last, s.kind) for s in window.spans if s.first >= counted]
    for layer, kinds in LAYERS.items():
        chances = network.tagged(layer, states).softmax(-1).numpy()
        found = [(one.first, one.last, one.kind) for one in spans_of(chances, layer)]
        given = [one for one in found if one[0] >= counted]
        for kind in kinds:
            right = [one for one in wanted if one[2] == kind]
            tally.add(f"span {kind}", [one for one in given if one[2] == kind], right)


def _rest(network: Network, states: Tensor, window: Window, counted: int, tally: Tally) -> None:
    ends = [(span.first, span.last) for span in window.spans]
    spans, pairs = span_states(states, ends), network.pairs(states, ends)
    for i, span in enumerate(window.spans):
        if span.first < counted:
            continue
        for name in CLASSES:
            right = answer(name, span)
            if right is not None:
                best = int(network.judged(name, spans[i : i + 1]).argmax())
                tally.add(f"class {name}", [best], [right])
        for column, name in enumerate(POINTERS):
            aims = targets(name, span, window.spans)
            if aims is not None and aims[0]:
                row = torch.cat([pairs[i, aims[0], column], torch.zeros(1)])
                best = int(row.argmax())
                found = [] if best == len(aims[0]) else [aims[0][best] in aims[1]]
                tally.add(f"pointer {name}", found, [True] if aims[1] else [])
        told = parties(span, window.spans)
        if told:
            rows = pairs[i, :, len(POINTERS) :]
            wanted = {(places, role) for places, role in told if role}
            given = {(places, int(pooled(rows, places).argmax())) for places, _ in told}
            given = {(places, role) for places, role in given if role}
            tally.add("party", given, wanted)
            tally.add("all parties", [given == wanted], [True])
