"""One encoder with several heads: tags of words, kinds of spans and lines, pointers between spans."""

from pathlib import Path

import torch
from examples import SHAPES
from layers import CLASSES, LAYERS, LINES, PARTY_ROLES, POINTERS, tags
from torch import Tensor, nn
from transformers import BertConfig, BertModel

# Width of what a pair of spans is judged by, and steps of the distance between them.
_PAIR, _STEPS = 128, 24


class Network(nn.Module):
    """The encoder and its heads; pieces and shapes of one window in, one row a word out."""

    def __init__(self, config: BertConfig) -> None:
        super().__init__()
        self.encoder = BertModel(config, add_pooling_layer=False)
        width = config.hidden_size
        self.drop = nn.Dropout(0.2)
        self.tags = nn.ModuleDict({f"of {name}": nn.Linear(width, len(tags(name))) for name in LAYERS})
        self.line = nn.Linear(width, len(LINES))
        self.classes = nn.ModuleDict(
            {
                f"of {name}": nn.Sequential(
                    nn.Linear(2 * width, width // 2),
                    nn.GELU(),
                    nn.Dropout(0.2),
                    nn.Linear(width // 2, len(answers)),
                )
                for name, (_, answers) in CLASSES.items()
            }
        )
        self.near = nn.Embedding(2 * _STEPS, _PAIR)
        self.left = nn.Linear(2 * width, _PAIR)
        self.right = nn.Linear(2 * width, _PAIR)
        self.pair = nn.Sequential(
            nn.GELU(), nn.Dropout(0.1), nn.Linear(_PAIR, len(POINTERS) + len(PARTY_ROLES))
        )

    def forward(self, pieces: Tensor, shapes: Tensor, starts: Tensor) -> Tensor:
        """Return the state of each word: that of its first piece."""
        hidden = self.encoder(input_ids=pieces, token_type_ids=shapes).last_hidden_state
        return self.drop(hidden[0, starts])

    def pairs(self, states: Tensor, spans: list[tuple[int, int]]) -> Tensor:
        """Return the scores of each pair of spans: a row for each head, a column for each end."""
        ends = torch.tensor(spans).reshape(-1, 2)
        both = self.span_states(states, spans)
        far = ends[None, :, 0] - ends[:, None, 0]
        # One step for each of the nearest words, then coarser and coarser.
        size = far.abs().float()
        step = torch.where(size < 8, size, 8 + 2 * torch.log2(size.clamp(min=8) / 8)).long()
        step = step.clamp(max=_STEPS - 1) + _STEPS * (far < 0)
        joint = self.left(both)[:, None] + self.right(both)[None] + self.near(step)
        return self.pair(joint)

    def span_states(self, states: Tensor, spans: list[tuple[int, int]]) -> Tensor:
        """Return what a span is judged by: its first and last word."""
        ends = torch.tensor(spans).reshape(-1, 2)
        return torch.cat([states[ends[:, 0]], states[ends[:, 1]]], dim=-1)


def load(folder: Path) -> Network:
    """Return a network that begins with the encoder of a folder."""
    config = BertConfig.from_pretrained(folder)
    start = BertModel.from_pretrained(folder, add_pooling_layer=False)
    config.type_vocab_size = len(SHAPES)
    network = Network(config)
    given = start.state_dict()
    kinds = given.pop("embeddings.token_type_embeddings.weight")
    given["embeddings.token_type_embeddings.weight"] = kinds[:1].repeat(len(SHAPES), 1)
    network.encoder.load_state_dict(given)
    network.encoder.embeddings.word_embeddings.weight.requires_grad_(requires_grad=False)
    return network
