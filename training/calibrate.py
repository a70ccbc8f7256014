"""A network and documents that it has not seen in, how sure its scores make it out.

Scores of a network are too sure of themselves. Divided by a temperature, one for each question,
they become probabilities (Guo et al. 2017): that at which the right answers are most probable.
"""

from collections import defaultdict
from collections.abc import Iterator

import numpy as np
from examples import Window, answer, parties, targets, window_of
from markup import Document
from numpy.typing import NDArray
from spacy.tokens import Doc

from triplewire.extract.tagger.judge import NEVER, Span, judged, read_words
from triplewire.extract.tagger.kinds import CLASSES, POINTERS
from triplewire.extract.tagger.network import Network
from triplewire.extract.tagger.paths import arcs_of
from triplewire.extract.tagger.words import windows, words_of

# A question, the scores of its answers, and the number of the right one.
Asked = tuple[str, NDArray[np.float32], int]
_TEMPERATURES = np.exp(np.linspace(np.log(0.5), np.log(4), 43))


def temperatures(network: Network, documents: list[Document], docs: list[Doc]) -> dict[str, float]:
    """Return the temperature of each question, by how right a network is about documents."""
    asked: dict[str, list[tuple[NDArray[np.float32], int]]] = defaultdict(list)
    for document, doc in zip(documents, docs, strict=True):
        words = words_of(document.text, network.pieces)
        arcs = arcs_of(words, doc)
        for first, _, end in windows(words):
            window = window_of(document, words, arcs, (first, end))
            for name, scores, right in _asked(network, window):
                # What is right and out of reach says nothing of how sure the scores are.
                if scores[right] > NEVER:
                    asked[name].append((scores, right))
    return {name: _best(answers) for name, answers in sorted(asked.items())}


def _asked(network: Network, window: Window) -> Iterator[Asked]:
    read = read_words(network, window.words, window.arcs)
    for layer, row in window.tags.items():
        yield from ((layer, read.scores[layer][place], right) for place, right in enumerate(row))
    if not window.spans:
        return
    spans = [Span(span.first, span.last, span.kind, 1.0) for span in window.spans]
    known = judged(network, read, spans)
    for index, span in enumerate(window.spans):
        if index not in known:
            continue
        answers, pairs = known[index]
        for name in CLASSES:
            right = answer(name, span)
            if right is not None:
                yield name, answers[name], right
        for column, name in enumerate(POINTERS):
            aims = targets(name, span, window.spans)
            if aims is not None and aims[0] and len(aims[1]) < 2:
                ends = np.append(pairs[aims[0], column], np.float32(0))
                yield name, ends, aims[0].index(aims[1][0]) if aims[1] else len(aims[0])
        for places, role in parties(span, window.spans):
            if len(places) == 1:
                yield "party", pairs[places[0], len(POINTERS) :], role


def _best(answers: list[tuple[NDArray[np.float32], int]]) -> float:
    """Return the temperature at which the right answers are most probable together."""

    def lost(temperature: float) -> float:
        total = 0.0
        for scores, right in answers:
            scaled = scores / temperature
            total += np.logaddexp.reduce(scaled) - scaled[right]
        return total

    if len(answers) > 20_000:
        answers = answers[:: len(answers) // 20_000]
    return round(float(min(_TEMPERATURES, key=lost)), 2)
