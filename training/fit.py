"""Documents in, a trained network out."""

import math
import random
import time
from collections.abc import Iterator
from pathlib import Path

import torch
from examples import Window, answer, cuts, parties, targets, windows, words_of
from layers import CLASSES, LAYERS, POINTERS
from markup import Document
from network import Network, load
from tokenizers import Tokenizer
from torch import Tensor, nn

ROOM = 300


def fit(
    documents: list[Document], folder: Path, *, epochs: int, seed: int, threads: int = 2
) -> tuple[Network, Tokenizer]:
    """Return a network trained on documents, and its tokenizer."""
    torch.manual_seed(seed)
    torch.set_num_threads(threads)
    rng = random.Random(seed)
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    network = load(folder)
    read = [(document, words_of(document.text, tokenizer)) for document in documents]
    encoder = [p for p in network.encoder.parameters() if p.requires_grad]
    inside = {id(p) for p in network.encoder.parameters()}
    heads = [p for p in network.parameters() if id(p) not in inside]
    optimizer = torch.optim.AdamW(
        [{"params": encoder, "lr": 1.5e-4}, {"params": heads, "lr": 1e-3}], weight_decay=0.01
    )
    batch = 4
    total = epochs * math.ceil(sum(1 for _ in _epoch(read, 0)) / batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, step / (0.1 * total)) * max(0.0, 1 - step / total)
    )
    begun = time.process_time()
    for epoch in range(epochs):
        network.train()
        chosen = list(_epoch(read, rng.randrange(ROOM // 2)))
        rng.shuffle(chosen)
        sums = 0.0
        for place in range(0, len(chosen), batch):
            some = chosen[place : place + batch]
            optimizer.zero_grad()
            for window in some:
                loss = losses(network, window) / len(some)
                loss.backward()
                sums += float(loss.detach()) * len(some)
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
        spent = time.process_time() - begun
        print(f"epoch {epoch + 1}: {sums / len(chosen):.3f} ({spent:.0f} CPU s)", flush=True)
    network.eval()
    return network, tokenizer


def _epoch(read: list[tuple[Document, tuple]], skip: int) -> Iterator[Window]:
    for document, words in read:
        for first, _, end in cuts(words, ROOM, skip):
            yield windows(document, words, (first, end))


def states_of(network: Network, window: Window) -> Tensor:
    """Return the states of a window's words."""
    pieces, shapes, starts = [101], [0], []
    for word in window.words:
        starts.append(len(pieces))
        pieces += word.pieces
        shapes += [word.shape] * len(word.pieces)
    return network(
        torch.tensor([[*pieces, 102]]), torch.tensor([[*shapes, 0]]), torch.tensor(starts)
    )


def losses(network: Network, window: Window) -> Tensor:
    """Return what is wrong with the answers of a network about a window."""
    states = states_of(network, window)
    entropy = nn.functional.cross_entropy
    total = sum(
        (entropy(network.tags[f"of {name}"](states), torch.tensor(window.tags[name])) for name in LAYERS),
        start=torch.zeros(()),
    )
    places, kinds = zip(*window.lines, strict=True)
    total = total + 0.2 * entropy(network.line(states[list(places)]), torch.tensor(kinds))
    spans = window.spans
    if not spans:
        return total
    ends = [(span.first, span.last) for span in spans]
    judged = network.span_states(states, ends)
    for name in CLASSES:
        asked = [(i, a) for i, span in enumerate(spans) if (a := answer(name, span)) is not None]
        if asked:
            rows, right = zip(*asked, strict=True)
            total = total + 0.3 * entropy(network.classes[f"of {name}"](judged[list(rows)]), torch.tensor(right))
    pairs = network.pairs(states, ends)
    for column, name in enumerate(POINTERS):
        found = []
        for i, span in enumerate(spans):
            aims = targets(name, span, spans)
            if aims is None:
                continue
            possible, right = aims
            scores = torch.cat([pairs[i, possible, column], torch.zeros(1)])
            wanted = [possible.index(j) for j in right] or [len(possible)]
            found.append(torch.logsumexp(scores, 0) - torch.logsumexp(scores[wanted], 0))
        if found:
            total = total + 0.2 * torch.stack(found).mean()
    rows, columns, roles = [], [], []
    for i, span in enumerate(spans):
        for j, role in parties(span, spans):
            rows.append(i)
            columns.append(j)
            roles.append(role)
    if rows:
        scores = pairs[rows, columns, len(POINTERS) :]
        total = total + 0.5 * entropy(scores, torch.tensor(roles))
    return total
