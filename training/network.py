"""One encoder with heads for tags of words, kinds of spans and lines, and pointers of spans."""

from pathlib import Path

import torch
from examples import SHAPES, Window
from layers import CLASSES, LAYERS, LINES, PARTY_ROLES, POINTERS, tags
from torch import Tensor, nn
from transformers import BertConfig, BertModel

# Width of what a pair of spans is judged by, and steps of the distance between them.
_PAIR, STEPS, _NEAR = 128, 24, 8
_BEGIN, _END = 101, 102  # the encoder's marks of a text's ends


class Network(nn.Module):
    """The encoder and its heads; a window in, a row of states for each word out."""

    def __init__(self, config: BertConfig) -> None:
        super().__init__()
        self.encoder = BertModel(config, add_pooling_layer=False)
        width = config.hidden_size
        self.drop = nn.Dropout(0.2)
        self.tags = _heads({name: nn.Linear(width, len(tags(name))) for name in LAYERS})
        self.line = nn.Linear(width, len(LINES))
        self.classes = _heads(
            {name: _judge(2 * width, len(answers)) for name, (_, answers) in CLASSES.items()}
        )
        self.near = nn.Embedding(2 * STEPS, _PAIR)
        self.left = nn.Linear(2 * width, _PAIR)
        self.right = nn.Linear(2 * width, _PAIR)
        self.pair = nn.Sequential(
            nn.GELU(), nn.Dropout(0.1), nn.Linear(_PAIR, len(POINTERS) + len(PARTY_ROLES))
        )

    def forward(self, pieces: Tensor, shapes: Tensor, starts: Tensor) -> Tensor:
        """Return the state of each word: that of its first piece."""
        hidden = self.encoder(input_ids=pieces, token_type_ids=shapes).last_hidden_state
        states: Tensor = self.drop(hidden[0, starts])
        return states

    def states(self, window: Window) -> Tensor:
        """Return the states of a window's words."""
        pieces, shapes, starts = [_BEGIN], [0], []
        for word in window.words:
            starts.append(len(pieces))
            pieces += word.pieces
            shapes += [word.shape] * len(word.pieces)
        rows = ([[*pieces, _END]], [[*shapes, 0]], starts)
        found: Tensor = self(*map(torch.tensor, rows))
        return found

    def tagged(self, layer: str, states: Tensor) -> Tensor:
        """Return the scores of a layer's tags, a row for each word."""
        scores: Tensor = self.tags[f"of {layer}"](states)
        return scores

    def judged(self, question: str, spans: Tensor) -> Tensor:
        """Return the scores of the answers to a question, a row for each span."""
        scores: Tensor = self.classes[f"of {question}"](spans)
        return scores

    def paired(self, spans: Tensor, steps: Tensor) -> Tensor:
        """Return the scores of each pair of spans: a row for each head, a column for each end."""
        joint = self.left(spans)[:, None] + self.right(spans)[None] + self.near(steps)
        scores: Tensor = self.pair(joint)
        return scores

    def pairs(self, states: Tensor, spans: list[tuple[int, int]]) -> Tensor:
        """Return the same for spans of a window, each its first and last word."""
        return self.paired(span_states(states, spans), steps_between([one for one, _ in spans]))


def steps_between(starts: list[int]) -> Tensor:
    """Return how far apart spans begin, in steps: one for each near word, then coarser."""
    places = torch.tensor(starts)
    far = places[None] - places[:, None]
    size = far.abs().float()
    coarse = _NEAR + 2 * torch.log2(size.clamp(min=_NEAR) / _NEAR)
    step = torch.where(size < _NEAR, size, coarse).long().clamp(max=STEPS - 1)
    found: Tensor = step + STEPS * (far < 0)
    return found


def span_states(states: Tensor, spans: list[tuple[int, int]]) -> Tensor:
    """Return what spans are judged by: the states of their first and last words."""
    ends = torch.tensor(spans)
    return torch.cat([states[ends[:, 0]], states[ends[:, 1]]], dim=-1)


def load(folder: Path) -> Network:
    """Return a network that begins with the encoder of a folder."""
    config = BertConfig.from_pretrained(folder)
    given = BertModel.from_pretrained(folder, add_pooling_layer=False).state_dict()
    config.type_vocab_size = len(SHAPES)
    network = Network(config)
    # What told one text from another is to tell the shapes of words apart.
    name = "embeddings.token_type_embeddings.weight"
    given[name] = given[name][:1].repeat(len(SHAPES), 1)
    network.encoder.load_state_dict(given)
    network.encoder.embeddings.word_embeddings.weight.requires_grad_(requires_grad=False)
    return network


def _heads(modules: dict[str, nn.Module]) -> nn.ModuleDict:
    # A module's name may not be one of the dictionary's own attributes, such as "type".
    return nn.ModuleDict({f"of {name}": module for name, module in modules.items()})


def _judge(width: int, answers: int) -> nn.Sequential:
    inner = width // 4
    return nn.Sequential(
        nn.Linear(width, inner), nn.GELU(), nn.Dropout(0.2), nn.Linear(inner, answers)
    )
