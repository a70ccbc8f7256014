"""Documents in, a trained network out."""

import copy
import math
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import torch
from examples import Window, answer, parties, targets, window_of
from markup import Document
from network import Network, load, pooled, span_states
from open_names import IGNORED, open_texts, open_windows
from silver import labels_of, parsed_windows
from syntax import learn_to_parse
from torch import Tensor, nn

from triplewire.extract.parse import language_model
from triplewire.extract.tagger.kinds import CLASSES, POINTERS
from triplewire.extract.tagger.pieces import Pieces
from triplewire.extract.tagger.words import ROOM, Word, windows, words_of

_BATCH = 4
# Of the open corpora of names an epoch reads this part, each epoch another one.
_PARTS = 4
_PARSED = 2  # epochs over the parses
_WARM = 0.1  # of all steps, those in which the rate of learning grows


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How to train: how often over all documents, from which seed, on how many threads."""

    epochs: int
    seed: int
    threads: int


def fit(
    documents: list[Document], held: list[Document], folder: Path, pieces: Pieces, plan: Plan
) -> Network:
    """Return a network trained on documents, which begins with the encoder of a folder.

    Of all epochs the one is kept after which it is least wrong about those that are held out.
    """
    torch.manual_seed(plan.seed)
    torch.set_num_threads(plan.threads)
    torch.use_deterministic_algorithms(mode=True)
    rng = random.Random(plan.seed)
    network = load(folder)
    read = [(document, words_of(document.text, pieces)) for document in documents]
    _learn_to_parse(network, [document.text for document in documents], pieces, rng)
    names = list(open_windows(pieces))
    rng.shuffle(names)
    ahead = sum(1 for _ in _epoch(read, 0)) + len(names) / _PARTS
    steps = plan.epochs * math.ceil(ahead / _BATCH)
    optimizer, schedule = _optimizer(network, steps)
    kept, least = network.state_dict(), math.inf
    for epoch in range(plan.epochs):
        chosen = [*_epoch(read, rng.randrange(ROOM // 2)), *names[epoch % _PARTS :: _PARTS]]
        rng.shuffle(chosen)
        lost = 0.0
        network.train()
        for place in range(0, len(chosen), _BATCH):
            some = chosen[place : place + _BATCH]
            optimizer.zero_grad()
            for window in some:
                loss = losses(network, window) / len(some)
                loss.backward()
                lost += float(loss.detach()) * len(some)
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
        wrong = _wrong(network, held, pieces)
        if wrong < least:
            kept, least = copy.deepcopy(network.state_dict()), wrong
        print(
            f"epoch {epoch + 1}: {lost / len(chosen):.3f}, held out {wrong:.3f}"
            f" ({time.process_time():.0f} CPU s)"
        )
    network.load_state_dict(kept)
    network.eval()
    return network


@torch.no_grad()
def _wrong(network: Network, held: list[Document], pieces: Pieces) -> float:
    """Return how wrong a network is about documents, a window."""
    network.eval()
    read = [(document, words_of(document.text, pieces)) for document in held]
    lost = [float(losses(network, window)) for window in _epoch(read, 0)]
    return sum(lost) / len(lost)


def _learn_to_parse(network: Network, texts: list[str], pieces: Pieces, rng: random.Random) -> None:
    analyser = language_model(None)
    labels = labels_of(analyser)
    chosen = list(parsed_windows([*texts, *open_texts()], pieces, analyser, labels))
    network.train()
    learn_to_parse(network, chosen, labels, _PARSED, rng)


def _optimizer(
    network: Network, steps: int
) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LRScheduler]:
    inside = {id(one) for one in network.encoder.parameters()}
    heads = [one for one in network.parameters() if id(one) not in inside]
    encoder = [one for one in network.encoder.parameters() if one.requires_grad]
    groups = [{"params": encoder, "lr": 1.5e-4}, {"params": heads, "lr": 1e-3}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)

    def rate(step: int) -> float:
        return min(1.0, step / (_WARM * steps)) * max(0.0, 1 - step / steps)

    return optimizer, torch.optim.lr_scheduler.LambdaLR(optimizer, rate)


def _epoch(read: list[tuple[Document, tuple[Word, ...]]], skip: int) -> Iterator[Window]:
    for document, words in read:
        for first, _, end in windows(words, ROOM, skip):
            yield window_of(document, words, (first, end))


def losses(network: Network, window: Window) -> Tensor:
    """Return what is wrong with the answers of a network about a window."""
    entropy = nn.functional.cross_entropy
    states = network.states(window.words)
    total = torch.zeros(())
    for name, right in window.tags.items():
        scores = network.tagged(name, states)
        total = total + entropy(scores, torch.tensor(right), ignore_index=IGNORED)
    if not window.lines:
        return total
    places, kinds = zip(*window.lines, strict=True)
    total = total + 0.2 * entropy(network.line(states[list(places)]), torch.tensor(kinds))
    if not window.spans:
        return total
    ends = [(span.first, span.last) for span in window.spans]
    spans = span_states(states, ends)
    for name in CLASSES:
        asked = [(i, answer(name, span)) for i, span in enumerate(window.spans)]
        known = [(i, right) for i, right in asked if right is not None]
        if known:
            rows, answers = zip(*known, strict=True)
            scores = network.judged(name, spans[list(rows)])
            total = total + 0.3 * entropy(scores, torch.tensor(answers))
    pairs = network.pairs(states, ends)
    for column, name in enumerate(POINTERS):
        missed = list(_missed(pairs[:, :, column], name, window))
        if missed:
            total = total + 0.2 * torch.stack(missed).mean()
    told = [
        entropy(pooled(pairs[i, :, len(POINTERS) :], places)[None], torch.tensor([role]))
        for i, span in enumerate(window.spans)
        for places, role in parties(span, window.spans)
    ]
    if told:
        events = sum(span.kind == "event" for span in window.spans)
        total = total + 0.3 * torch.stack(told).sum() / events
    return total


def _missed(scores: Tensor, pointer: str, window: Window) -> Iterator[Tensor]:
    """Yield for each pointer of a window how improbable its right ends are, or that it has none."""
    for i, span in enumerate(window.spans):
        aims = targets(pointer, span, window.spans)
        if aims is None:
            continue
        possible, right = aims
        row = torch.cat([scores[i, possible], torch.zeros(1)])
        wanted = [possible.index(j) for j in right] or [len(possible)]
        yield torch.logsumexp(row, 0) - torch.logsumexp(row[wanted], 0)
