"""A network and documents that it has not seen in, how well it does out."""

from collections import Counter
from collections.abc import Iterable

import torch
from examples import Span, Window, answer, cuts, parties, targets, windows, words_of
from fit import ROOM, states_of
from layers import CLASSES, LAYER_OF, LAYERS, PARTY_ROLES, POINTERS, tags
from markup import Document
from network import Network
from tokenizers import Tokenizer


class Tally:
    """Right, given and wanted, by category."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.given: Counter[str] = Counter()
        self.wanted: Counter[str] = Counter()

    def add(self, name: str, given: Iterable, wanted: Iterable) -> None:
        """Count two sets of answers."""
        given, wanted = set(given), set(wanted)
        self.right[name] += len(given & wanted)
        self.given[name] += len(given)
        self.wanted[name] += len(wanted)

    def lines(self) -> Iterable[str]:
        """Yield the lines of a table: precision, recall, F1 and how many were wanted."""
        for name in sorted(self.given.keys() | self.wanted.keys()):
            p = self.right[name] / max(1, self.given[name])
            r = self.right[name] / max(1, self.wanted[name])
            yield f"{name:24}{p:6.2f}{r:6.2f}{2 * p * r / max(1e-9, p + r):6.2f}{self.wanted[name]:6}"


def decode(row: list[int], layer: str) -> list[tuple[int, int, str]]:
    """Return the spans of a layer's tags; an inside tag that follows nothing begins a span."""
    names = tags(layer)
    found: list[tuple[int, int, str]] = []
    for index, tag in enumerate(row):
        if tag == 0:
            continue
        kind = names[tag][2:]
        begins = names[tag][0] == "B"
        if not begins and found and found[-1][1] == index - 1 and found[-1][2] == kind:
            found[-1] = (found[-1][0], index, kind)
        else:
            found.append((index, index, kind))
    return found


@torch.no_grad()
def measure(network: Network, tokenizer: Tokenizer, documents: list[Document]) -> Tally:
    """Return how well a network does, window by window, on spans, and on the rest given spans."""
    tally = Tally()
    for document in documents:
        words = words_of(document.text, tokenizer)
        for first, counted, end in cuts(words, ROOM):
            window = windows(document, words, (first, end))
            _measure(network, window, counted - first, tally)
    return tally


def _measure(network: Network, window: Window, counted: int, tally: Tally) -> None:
    states = states_of(network, window)
    spans: list[Span] = window.spans
    for layer in LAYERS:
        row = network.tags[f"of {layer}"](states).argmax(-1).tolist()
        given = [one for one in decode(row, layer) if one[0] >= counted]
        wanted = [
            (s.first, s.last, s.kind)
            for s in spans
            if LAYER_OF[s.kind] == layer and s.first >= counted
        ]
        for kind in LAYERS[layer]:
            tally.add(
                f"span {kind}",
                [one for one in given if one[2] == kind],
                [one for one in wanted if one[2] == kind],
            )
    if not spans:
        return
    ends = [(span.first, span.last) for span in spans]
    judged = network.span_states(states, ends)
    for name in CLASSES:
        said = network.classes[f"of {name}"](judged).argmax(-1).tolist()
        for i, span in enumerate(spans):
            right = answer(name, span)
            if right is not None and span.first >= counted:
                tally.add(f"class {name}", [said[i]], [right])
    pairs = network.pairs(states, ends)
    for column, name in enumerate(POINTERS):
        for i, span in enumerate(spans):
            aims = targets(name, span, spans)
            if aims is None or span.first < counted or not aims[0]:
                continue
            possible, right = aims
            scores = torch.cat([pairs[i, possible, column], torch.zeros(1)])
            best = int(scores.argmax())
            given = [] if best == len(possible) else [possible[best]]
            hit = set(given) & set(right)
            tally.add(f"point {name}", given and [0 if hit else 1], [0] if right else [])
    for i, span in enumerate(spans):
        wanted = {(j, r) for j, r in parties(span, spans) if r}
        asked = [j for j, _ in parties(span, spans)]
        if span.kind != "event" or span.first < counted:
            continue
        given = set()
        if asked:
            roles = pairs[i, asked, len(POINTERS) :].argmax(-1).tolist()
            given = {(j, r) for j, r in zip(asked, roles, strict=True) if r}
        tally.add("party", given, wanted)
        tally.add("event, all parties", [0] if given == wanted else [1], [0])
    assert PARTY_ROLES
