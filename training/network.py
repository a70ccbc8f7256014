"""One encoder with heads for tags of words, kinds of spans and lines, and pointers of spans."""

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from triplewire.extract.tagger.judge import CONTEXT, STEPS, around, pieces_of, steps_between
from triplewire.extract.tagger.kinds import (
    AROUND,
    CLASSES,
    LAYERS,
    LINES,
    PARTY_ROLES,
    POINTERS,
    tags,
)
from triplewire.extract.tagger.paths import Arc, numbered, numbers_of, paths_from
from triplewire.extract.tagger.words import SHAPES, Word

_PAIR = 192  # width of what a pair of spans is judged by
# Layers of the encoder below a second reading, which has its own copy of those above.
_LOWER = 4


class Pairs(nn.Module):
    """Scores of pairs of spans, by their states and the steps between them."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.near = nn.Embedding(2 * STEPS, _PAIR)
        self.left = nn.Linear(2 * width, _PAIR)
        self.right = nn.Linear(2 * width, _PAIR)
        self.pair = nn.Sequential(
            nn.GELU(), nn.Dropout(0.1), nn.Linear(_PAIR, len(POINTERS) + len(PARTY_ROLES))
        )

    def forward(
        self, heads: Tensor, aims: Tensor, steps: Tensor, known: Tensor | None = None
    ) -> Tensor:
        """Return the scores: a row for each head, a column for each aim.

        ``known`` is what else is known of each pair.

        The aims are the same for each head, or each head has a row of them.
        """
        left, right = self.left(heads)[:, None], self.right(aims)
        both = left + right + left * right + self.near(steps)
        scores: Tensor = self.pair(both if known is None else both + known)
        return scores


class Around(nn.Module):
    """Reads the words around an event once more, with regard to it."""

    def __init__(self, layers: nn.ModuleList, width: int, paths: int) -> None:
        super().__init__()
        self.layers = layers
        self.head = nn.Parameter(torch.zeros(width))
        self.drop = nn.Dropout(0.2)
        self.classes = _heads({name: _judge(2 * width, len(CLASSES[name][1])) for name in AROUND})
        self.pairs = Pairs(width)
        self.paths = nn.Embedding(2 + paths, _PAIR)
        nn.init.zeros_(self.paths.weight)

    def read(self, lower: Tensor, marked: Tensor) -> Tensor:
        """Return the states of pieces around each of several events, a row for each event."""
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.training):
            states = lower + marked[..., None] * self.head
            for layer in self.layers:
                states = layer(states)
        found: Tensor = self.drop(states.float())
        return found

    def judged(self, question: str, heads: Tensor) -> Tensor:
        """Return the scores of the answers to a question, a row for each event."""
        scores: Tensor = self.classes[f"of {question}"](heads)
        return scores


@dataclass(frozen=True, slots=True)
class Reading:
    """States of words, lower states of pieces, and the first piece of each word."""

    states: Tensor
    lower: Tensor
    starts: Tensor


@dataclass(frozen=True, slots=True)
class Scenes:
    """What is known of the events of a window: a row for each.

    ``pairs`` are its scores with each span, ``near`` says which spans are near enough to have any.
    """

    events: list[int]
    heads: Tensor
    pairs: Tensor
    near: Tensor


class Network(nn.Module):
    """The encoder and its heads; a window in, a row of states for each word out."""

    def __init__(self, config: BertConfig, paths: Sequence[str]) -> None:
        super().__init__()
        self.encoder = BertModel(config, add_pooling_layer=False)
        width = config.hidden_size
        # What tells words apart is lost in the last layers of an encoder of sentences.
        self.mix = nn.Parameter(torch.linspace(-2, 2, config.num_hidden_layers + 1))
        self.drop = nn.Dropout(0.2)
        self.tags = _heads({name: nn.Linear(width, len(tags(name))) for name in LAYERS})
        self.line = nn.Linear(width, len(LINES))
        self.classes = _heads(
            {
                name: _judge(2 * width, len(answers))
                for name, (_, answers) in CLASSES.items()
                if name not in AROUND
            }
        )
        self.pairs = Pairs(width)
        self.around = Around(copy.deepcopy(self.encoder.encoder.layer[_LOWER:]), width, len(paths))
        self.known_paths: Mapping[str, int] = numbers_of(paths)

    def forward(self, pieces: Tensor, shapes: Tensor, starts: Tensor) -> tuple[Tensor, Tensor]:
        """Return the state of each word, that of its first piece; and lower ones of all pieces."""
        # Half precision takes half the time where the processor knows it; sums are kept whole.
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.training):
            read = self.encoder(
                input_ids=pieces, token_type_ids=shapes, output_hidden_states=True
            ).hidden_states
        shares = self.mix.softmax(0)
        hidden = sum(
            share * one[0, starts].float() for share, one in zip(shares, read, strict=True)
        )
        return self.drop(hidden), read[_LOWER][0]

    def read(self, words: Sequence[Word]) -> "Reading":
        """Return what is known of a window after a first reading."""
        pieces, shapes, starts = map(torch.from_numpy, pieces_of(words))
        states, lower = self(pieces[None], shapes[None], starts)
        return Reading(states, lower, starts)

    def tagged(self, layer: str, states: Tensor) -> Tensor:
        """Return the scores of a layer's tags, a row for each word."""
        scores: Tensor = self.tags[f"of {layer}"](states)
        return scores

    def judged(self, question: str, spans: Tensor) -> Tensor:
        """Return the scores of the answers to a question, a row for each span."""
        scores: Tensor = self.classes[f"of {question}"](spans)
        return scores

    def paired(self, states: Tensor, spans: list[tuple[int, int]]) -> Tensor:
        """Return the scores of all pairs of spans of a window, each its first and last word."""
        firsts = [one for one, _ in spans]
        known = span_states(states, spans)
        scores: Tensor = self.pairs(known, known, torch.from_numpy(steps_between(firsts, firsts)))
        return scores


def scenes(
    network: Network,
    reading: Reading,
    spans: list[tuple[int, int]],
    events: list[int],
    arcs: Sequence[Arc],
) -> Scenes:
    """Return what a second reading says of events, which stand among the spans of a window."""
    size = min(len(reading.lower), CONTEXT)
    first, last = reading.starts[torch.tensor(spans)].unbind(-1)
    begun = torch.tensor([around(len(reading.lower), int(first[event])) for event in events])
    rows = begun[:, None] + torch.arange(size)
    marked = (rows >= first[events][:, None]) & (rows <= last[events][:, None])
    states = network.around.read(reading.lower[rows], marked.float())
    starts, ends = first - begun[:, None], last - begun[:, None]
    near = (starts >= 0) & (ends < size)
    each = torch.arange(len(events))
    aims = torch.cat(
        [states[each[:, None], at.clamp(0, size - 1)] for at in (starts, ends)], dim=-1
    )
    heads = aims[each, torch.tensor(events)]
    words = [word for word, _ in spans]
    steps = torch.from_numpy(steps_between([words[event] for event in events], words))
    paths = torch.tensor(
        [numbered(paths_from(arcs, spans[event], spans), network.known_paths) for event in events]
    )
    known = network.around.paths(paths)
    return Scenes(events, heads, network.around.pairs(heads, aims, steps, known), near)


def span_states(states: Tensor, spans: list[tuple[int, int]]) -> Tensor:
    """Return what spans are judged by: the states of their first and last words."""
    ends = torch.tensor(spans)
    return torch.cat([states[ends[:, 0]], states[ends[:, 1]]], dim=-1)


def load(folder: Path, paths: Sequence[str]) -> Network:
    """Return a network that begins with the encoder of a folder."""
    config = BertConfig.from_pretrained(folder, attn_implementation="eager")
    given = BertModel.from_pretrained(folder, add_pooling_layer=False).state_dict()
    config.type_vocab_size = len(SHAPES)
    # A third of the time goes into dropping attention, and nothing is gained by it.
    config.attention_probs_dropout_prob = 0.0
    network = Network(config, paths)
    # What told one text from another is to tell the shapes of words apart.
    name = "embeddings.token_type_embeddings.weight"
    given[name] = given[name][:1].repeat(len(SHAPES), 1)
    network.encoder.load_state_dict(given)
    network.around.layers.load_state_dict(network.encoder.encoder.layer[_LOWER:].state_dict())
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
