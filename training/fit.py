"""Documents in, a trained network out."""

import math
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import torch
from examples import Window, Word, answer, cuts, parties, targets, windows, words_of
from layers import CLASSES, LAYERS, POINTERS
from markup import Document
from network import Network, load, span_states
from tokenizers import Tokenizer
from torch import Tensor, nn

ROOM = 300  # pieces of a window
_BATCH = 4
_WARM = 0.1  # of all steps, those in which the rate of learning grows


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How to train: how often over all documents, from which seed, on how many threads."""

    epochs: int
    seed: int
    threads: int


def fit(documents: list[Document], folder: Path, plan: Plan) -> tuple[Network, Tokenizer]:
    """Return a network trained on documents, and its tokenizer."""
    torch.manual_seed(plan.seed)
    torch.set_num_threads(plan.threads)
    torch.use_deterministic_algorithms(mode=True)
    rng = random.Random(plan.seed)
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    network = load(folder)
    read = [(document, words_of(document.text, tokenizer)) for document in documents]
    steps = plan.epochs * math.ceil(sum(1 for _ in _epoch(read, 0)) / _BATCH)
    optimizer, schedule = _optimizer(network, steps)
    network.train()
    for epoch in range(plan.epochs):
        chosen = list(_epoch(read, rng.randrange(ROOM // 2)))
        rng.shuffle(chosen)
        lost = 0.0
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
        print(f"epoch {epoch + 1}: {lost / len(chosen):.3f} ({time.process_time():.0f} CPU s)")
    network.eval()
    return network, tokenizer


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
        for first, _, end in cuts(words, ROOM, skip):
            yield windows(document, words, (first, end))


def losses(network: Network, window: Window) -> Tensor:
    """Return what is wrong with the answers of a network about a window."""
    entropy = nn.functional.cross_entropy
    states = network.states(window)
    total = torch.zeros(())
    for name in LAYERS:
        total = total + entropy(network.tagged(name, states), torch.tensor(window.tags[name]))
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
            rows, right = zip(*known, strict=True)
            scores = network.judged(name, spans[list(rows)])
            total = total + 0.3 * entropy(scores, torch.tensor(right))
    pairs = network.pairs(states, ends)
    for column, name in enumerate(POINTERS):
        missed = list(_missed(pairs[:, :, column], name, window))
        if missed:
            total = total + 0.2 * torch.stack(missed).mean()
    told = [
        (i, j, role)
        for i, span in enumerate(window.spans)
        for j, role in parties(span, window.spans)
    ]
    if told:
        rows, columns, roles = map(list, zip(*told, strict=True))
        total = total + 0.5 * entropy(pairs[rows, columns, len(POINTERS) :], torch.tensor(roles))
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
