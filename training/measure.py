"""A network and documents that it has not seen in, how well it does out."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping

import numpy as np
from examples import Window, answer, parties, targets, window_of
from markup import Document
from numpy.typing import NDArray
from pairs import scores
from spacy.tokens import Doc

from triplewire.extract.tagger import Network
from triplewire.extract.tagger.judge import Read, Span, judged, read_words, spans_of
from triplewire.extract.tagger.kinds import CLASSES, LAYERS, POINTERS
from triplewire.extract.tagger.paths import arcs_of
from triplewire.extract.tagger.words import windows, words_of

Floats = NDArray[np.float32]


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


def measure(network: Network, documents: list[Document], docs: list[Doc]) -> Tally:
    """Return how well a network does, window by window, on spans, and on the rest given spans."""
    tally = Tally()
    for document, doc in zip(documents, docs, strict=True):
        words = words_of(document.text, network.pieces)
        arcs = arcs_of(words, doc)
        for first, counted, end in windows(words):
            window = window_of(document, words, arcs, (first, end))
            read = read_words(network, window.words, window.arcs)
            _spans(read.scores, window, counted - first, tally)
            if window.spans:
                _rest(network, read, window, counted - first, tally)
    return tally


def _spans(found: Mapping[str, Floats], window: Window, counted: int, tally: Tally) -> None:
    wanted = [(s.first, s.last, s.kind) for s in window.spans if s.first >= counted]
    for layer, kinds in LAYERS.items():
        given = [(one.first, one.last, one.kind) for one in spans_of(found[layer], layer)]
        for kind in kinds:
            right = [one for one in wanted if one[2] == kind]
            tally.add(f"span {kind}", [s for s in given if s[2] == kind and s[0] >= counted], right)


def _rest(network: Network, read: Read, window: Window, counted: int, tally: Tally) -> None:
    spans = [Span(span.first, span.last, span.kind, 1.0) for span in window.spans]
    known = judged(network, read, spans)
    for i, span in enumerate(window.spans):
        if span.first < counted or i not in known:
            continue
        answers, pairs = known[i]
        for name in CLASSES:
            right = answer(name, span)
            if right is not None:
                tally.add(f"class {name}", [int(answers[name].argmax())], [right])
        for column, name in enumerate(POINTERS):
            aims = targets(name, span, window.spans)
            if aims is not None and aims[0]:
                best = int(np.append(pairs[aims[0], column], 0).argmax())
                found = [] if best == len(aims[0]) else [aims[0][best] in aims[1]]
                tally.add(f"pointer {name}", found, [True] if aims[1] else [])
        told = parties(span, window.spans)
        if told:
            rows = pairs[:, len(POINTERS) :]
            best_of = {places: _role(rows, places) for places, _ in told}
            given = {(places, role) for places, role in best_of.items() if role}
            wanted = {(places, role) for places, role in told if role}
            tally.add("party", given, wanted)
            tally.add("all parties", [given == wanted], [True])


def _role(rows: Floats, places: tuple[int, ...]) -> int:
    """Return the role of an actor by the best of its mentions, 0 for none."""
    mentions = rows[list(places)]
    best = (mentions[:, 1:] - mentions[:, :1]).max(0)
    return int(best.argmax()) + 1 if best.max() > 0 else 0
