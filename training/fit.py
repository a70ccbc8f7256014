"""Documents in, a trained network out."""

import math
import random
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import torch
from examples import Span, Window, answer, parties, targets, window_of
from markup import Document
from network import Network, Reading, Scenes, load, pooled, scenes, span_states
from open_names import IGNORED, open_windows
from silver import Parsed, labels_of, parsed
from syntax import Parser
from torch import Tensor, nn

from triplewire.extract.parse import language_model
from triplewire.extract.tagger.kinds import ACTORS, AROUND, CLASSES, POINTERS
from triplewire.extract.tagger.paths import paths_from
from triplewire.extract.tagger.pieces import Pieces
from triplewire.extract.tagger.words import ROOM, Word, windows, words_of

_entropy = nn.functional.cross_entropy
_BATCH = 4
# Of the open corpora of names an epoch reads this part, each epoch another one.
_PARTS = 3
_WARM = 0.1  # of all steps, those in which the rate of learning grows
_LEAST = 0.02  # of the highest rate, what is left of it in the end
# A path that actors seldom hang by is taken for any other.
_OFTEN = 6
_PARSE = 0.3  # what an error of the parse counts beside those of the marks


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How to train: how often over all documents, from which seed, on how many threads."""

    epochs: int
    seed: int
    threads: int


@dataclass(frozen=True, slots=True)
class _Lesson:
    """A window with its answers and its parse."""

    window: Window
    parsed: Parsed


@dataclass(frozen=True, slots=True)
class _Text:
    """A document with its words and its parse."""

    document: Document
    words: tuple[Word, ...]
    parsed: Parsed


def fit(documents: list[Document], folder: Path, pieces: Pieces, plan: Plan) -> Network:
    """Return a network trained on documents, which begins with the encoder of a folder."""
    torch.manual_seed(plan.seed)
    torch.set_num_threads(plan.threads)
    torch.use_deterministic_algorithms(mode=True)
    rng = random.Random(plan.seed)
    analyser = language_model(None)
    labels = labels_of(analyser)
    split = [(document.text, words_of(document.text, pieces)) for document in documents]
    texts = [
        _Text(document, words, parse)
        for document, (_, words), parse in zip(
            documents, split, parsed(split, analyser, labels), strict=True
        )
    ]
    network = load(folder, common_paths(texts))
    parser = Parser(network.encoder.config.hidden_size, labels)
    open_texts = list(open_windows(pieces))
    parses = parsed(((text, one.words) for text, one in open_texts), analyser, labels)
    names = [_Lesson(one, parse) for (_, one), parse in zip(open_texts, parses, strict=True)]
    rng.shuffle(names)
    # An epoch may have as many windows more as there are texts, by where it cuts them.
    most = sum(1 for _ in _epoch(texts, 0)) + len(texts) + math.ceil(len(names) / _PARTS)
    optimizer, schedule = _optimizer(network, parser, plan.epochs * math.ceil(most / _BATCH))
    for epoch in range(plan.epochs):
        chosen = [*_epoch(texts, rng.randrange(ROOM // 2)), *names[epoch % _PARTS :: _PARTS]]
        rng.shuffle(chosen)
        lost = 0.0
        network.train()
        for place in range(0, len(chosen), _BATCH):
            some = chosen[place : place + _BATCH]
            optimizer.zero_grad()
            for lesson in some:
                reading = network.read(lesson.window.words)
                loss = losses(network, lesson.window, reading)
                lost += float(loss.detach())
                loss = loss + _PARSE * parser.loss(reading.states, lesson.parsed)
                (loss / len(some)).backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
        print(f"epoch {epoch + 1}: {lost / len(chosen):.3f} ({time.process_time():.0f} CPU s)")
    network.eval()
    return network


def common_paths(texts: list[_Text]) -> tuple[str, ...]:
    """Return the paths by which actors hang on events, the most frequent first."""
    counted: Counter[str] = Counter()
    for text in texts:
        window = window_of(text.document, text.words, text.parsed.arcs, (0, len(text.words)))
        ends = [(span.first, span.last) for span in window.spans if span.kind in ACTORS]
        for span in window.spans:
            if span.kind == "event":
                counted.update(paths_from(window.arcs, (span.first, span.last), ends))
    del counted[""]
    often = sorted(counted.items(), key=lambda one: (-one[1], one[0]))
    return tuple(path for path, times in often if times >= _OFTEN)


def _optimizer(
    network: Network, parser: Parser, steps: int
) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LRScheduler]:
    trained = [*network.encoder.parameters(), *network.around.layers.parameters()]
    inside = {id(one) for one in trained}
    heads = [one for one in network.parameters() if id(one) not in inside]
    encoder = [one for one in trained if one.requires_grad]
    groups = [
        {"params": encoder, "lr": 1.5e-4},
        {"params": [*heads, *parser.parameters()], "lr": 1e-3},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)

    def rate(step: int) -> float:
        return min(1.0, step / (_WARM * steps)) * max(_LEAST, 1 - step / steps)

    return optimizer, torch.optim.lr_scheduler.LambdaLR(optimizer, rate)


def _epoch(texts: list[_Text], skip: int) -> Iterator[_Lesson]:
    for text in texts:
        for first, _, end in windows(text.words, ROOM, skip):
            window = window_of(text.document, text.words, text.parsed.arcs, (first, end))
            yield _Lesson(window, text.parsed.cut(first, end))


def losses(network: Network, window: Window, reading: Reading) -> Tensor:
    """Return what is wrong with the answers of a network about a window."""
    states = reading.states
    total = torch.zeros(())
    for name, right in window.tags.items():
        scores = network.tagged(name, states)
        total = total + _entropy(scores, torch.tensor(right), ignore_index=IGNORED)
    if not window.lines:
        return total
    places, kinds = zip(*window.lines, strict=True)
    total = total + 0.2 * _entropy(network.line(states[list(places)]), torch.tensor(kinds))
    if not window.spans:
        return total
    ends = [(span.first, span.last) for span in window.spans]
    spans = span_states(states, ends)
    for name, (kinds, _) in CLASSES.items():
        if name not in AROUND:
            asked = [i for i, span in enumerate(window.spans) if span.kind in kinds]
            judged = network.judged(name, spans[asked])
            total = total + 0.3 * _answered(name, judged, [window.spans[i] for i in asked])
    pairs = network.paired(states, ends)
    for column, name in enumerate(POINTERS):
        missed = list(_missed(pairs[:, :, column], name, window))
        if missed:
            total = total + 0.2 * torch.stack(missed).mean()
    events = [i for i, span in enumerate(window.spans) if span.kind == "event"]
    if events:
        total = total + _told(network, window, scenes(network, reading, ends, events, window.arcs))
    return total


def _answered(question: str, scores: Tensor, spans: list[Span]) -> Tensor:
    """Return how wrong the answers to a question are, of those spans that have an answer."""
    right = [answer(question, span) for span in spans]
    known = [i for i, one in enumerate(right) if one is not None]
    if not known:
        return torch.zeros(())
    return _entropy(scores[known], torch.tensor([right[i] for i in known]))


def _told(network: Network, window: Window, scenes: Scenes) -> Tensor:
    """Return what is wrong with the answers about the events of a window."""
    total = torch.zeros(())
    for name in AROUND:
        judged = network.around.judged(name, scenes.heads)
        total = total + 0.3 * _answered(name, judged, [window.spans[i] for i in scenes.events])
    for column, name in enumerate(POINTERS):
        missed = list(_missed_around(scenes, column, name, window))
        if missed:
            total = total + 0.2 * torch.stack(missed).mean()
    told = [
        _entropy(pooled(scenes.pairs[row, :, len(POINTERS) :], near)[None], torch.tensor([role]))
        for row, event in enumerate(scenes.events)
        for places, role in parties(window.spans[event], window.spans)
        if (near := [place for place in places if scenes.near[row, place]])
    ]
    if told:
        total = total + 0.3 * torch.stack(told).sum() / len(scenes.events)
    return total


def _missed(scores: Tensor, pointer: str, window: Window) -> Iterator[Tensor]:
    """Yield for each pointer of a window how improbable its right ends are, or that it has none."""
    for i, span in enumerate(window.spans):
        aims = targets(pointer, span, window.spans)
        if aims is not None and (span.kind != "event" or pointer == "again"):
            yield _improbable(scores[i], *aims)


def _missed_around(scenes: Scenes, column: int, pointer: str, window: Window) -> Iterator[Tensor]:
    """Yield the same for each pointer of an event, by a second reading."""
    for row, event in enumerate(scenes.events):
        aims = targets(pointer, window.spans[event], window.spans)
        if aims is None or pointer == "again":
            continue
        possible, right = ([one for one in ends if scenes.near[row, one]] for ends in aims)
        if right or not aims[1]:
            yield _improbable(scenes.pairs[row, :, column], possible, right)


def _improbable(scores: Tensor, possible: list[int], right: list[int]) -> Tensor:
    """Return how improbable the right ones of possible ends are; without any, that it has none."""
    row = torch.cat([scores[possible], torch.zeros(1)])
    wanted = [possible.index(j) for j in right] or [len(possible)]
    return torch.logsumexp(row, 0) - torch.logsumexp(row[wanted], 0)
