"""An encoder in, the same one after it learned to parse out."""

import random
import time

import torch
from network import Network
from silver import IGNORED, Labels, Parsed
from torch import Tensor, nn

_WIDTH = 128
_BATCH = 4


class _Parser(nn.Module):
    """Scores for each word which other one is its head, and what it is."""

    def __init__(self, network: Network, labels: Labels) -> None:
        super().__init__()
        self.network = network
        width = network.encoder.config.hidden_size
        self.word, self.head = nn.Linear(width, _WIDTH), nn.Linear(width, _WIDTH)
        self.relation = nn.Linear(2 * width, len(labels.relations))
        self.speech = nn.Linear(width, len(labels.speech))

    def loss(self, window: Parsed) -> Tensor:
        """Return what is wrong with the answers about a window."""
        entropy = nn.functional.cross_entropy
        states = self.network.states(window.words)
        speech = entropy(self.speech(states), torch.tensor(window.speech), ignore_index=IGNORED)
        heads = torch.tensor(window.heads)
        if not (heads >= 0).any():
            return speech
        arcs = self.word(states) @ self.head(states).T / _WIDTH**0.5
        places = heads.clamp(min=0)
        relations = self.relation(torch.cat([states, states[places]], dim=-1))
        named = torch.tensor(window.relations).masked_fill(heads < 0, IGNORED)
        return (
            speech
            + entropy(arcs, heads, ignore_index=IGNORED)
            + entropy(relations, named, ignore_index=IGNORED)
        )


def learn_to_parse(
    network: Network, chosen: list[Parsed], labels: Labels, epochs: int, rng: random.Random
) -> None:
    """Train a network's encoder on parses; what judges them is thrown away."""
    parser = _Parser(network, labels)
    parser.train()
    steps = epochs * (len(chosen) // _BATCH)
    known = [one for one in parser.parameters() if one.requires_grad]
    optimizer = torch.optim.AdamW(known, lr=2e-4, weight_decay=0.01)
    rate = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, step / (0.05 * steps)) * max(0.05, 1 - step / steps)
    )
    for epoch in range(epochs):
        rng.shuffle(chosen)
        lost = 0.0
        for place in range(0, len(chosen) - _BATCH + 1, _BATCH):
            optimizer.zero_grad()
            for window in chosen[place : place + _BATCH]:
                loss = parser.loss(window) / _BATCH
                loss.backward()
                lost += float(loss.detach())
            nn.utils.clip_grad_norm_(known, 1.0)
            optimizer.step()
            rate.step()
        mean = lost * _BATCH / len(chosen)
        print(f"parses, epoch {epoch + 1}: {mean:.3f} ({time.process_time():.0f} CPU s)")
