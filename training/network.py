"""One encoder with heads for tags of words, kinds of spans and lines, and pointers of spans."""

from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from triplewire.extract.tagger.kinds import CLASSES, LAYERS, LINES, PARTY_ROLES, POINTERS, tags
from triplewire.extract.tagger.tag import STEPS, pieces_of, steps_between
from triplewire.extract.tagger.words import SHAPES, Word

_PAIR = 192  # width of what a pair of spans is judged by


class Network(nn.Module):
    """The encoder and its heads; a window in, a row of states for each word out."""

    def __init__(self, config: BertConfig) -> None:
        super().__init__()
        self.encoder = BertModel(config, add_pooling_layer=False)
        width = config.hidden_size
        # What tells words apart is lost in the last layers of an encoder of sentences.
        self.mix = nn.Parameter(torch.linspace(-2, 2, config.num_hidden_layers + 1))
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
        # Half precision takes half the time where the processor knows it; sums are kept whole.
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.training):
            read = self.encoder(
                input_ids=pieces, token_type_ids=shapes, output_hidden_states=True
            ).hidden_states
        shares = self.mix.softmax(0)
        hidden = sum(
            share * one[0, starts].float() for share, one in zip(shares, read, strict=True)
        )
        states: Tensor = self.drop(hidden)
        return states

    def states(self, words: Sequence[Word]) -> Tensor:
        """Return the states of a window's words."""
        pieces, shapes, starts = map(torch.from_numpy, pieces_of(words))
        found: Tensor = self(pieces[None], shapes[None], starts)
        return found

    def tagged(self, layer: str, states: Tensor) -> Tensor:
        """Return the scores of a layer's tags, a row for each word."""
        scores: Tensor = self.tags[f"of {layer}"](states)
        return scores

    def judged(self, question: str, spans: Tensor) -> Tensor:
        """Return the scores of the answers to a question, a row for each span."""
        scores: Tensor = self.classes[f"of {question}"](spans)
        return scores

    def paired(self, heads: Tensor, aims: Tensor, steps: Tensor) -> Tensor:
        """Return the scores of each pair of spans: a row for each head, a column for each aim."""
        left, right = self.left(heads)[:, None], self.right(aims)[None]
        joint = left + right + left * right + self.near(steps)
        scores: Tensor = self.pair(joint)
        return scores

    def pairs(self, states: Tensor, spans: list[tuple[int, int]]) -> Tensor:
        """Return the same for spans of a window, each its first and last word."""
        firsts = [one for one, _ in spans]
        known = span_states(states, spans)
        return self.paired(known, known, torch.from_numpy(steps_between(firsts, firsts)))


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


def pooled(scores: Tensor, mentions: Sequence[int]) -> Tensor:
    """Return the scores of an actor's roles in an event, by those of its mentions: the best."""
    rows = scores[list(mentions)]
    best = (rows[:, 1:] - rows[:, :1]).max(0).values
    return torch.cat([torch.zeros(1), best])
