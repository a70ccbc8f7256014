"""States of words in, how wrong what they say of the parse is out."""

import torch
from silver import IGNORED, Labels, Parsed
from torch import Tensor, nn

_WIDTH = 128


class Parser(nn.Module):
    """Scores for each word which other one is its head, and what it is.

    It learns beside the network and is thrown away: what it leaves is in the states.
    """

    def __init__(self, width: int, labels: Labels) -> None:
        super().__init__()
        self.word, self.head = nn.Linear(width, _WIDTH), nn.Linear(width, _WIDTH)
        self.relation = nn.Linear(2 * width, len(labels.relations))
        self.speech = nn.Linear(width, len(labels.speech))

    def loss(self, states: Tensor, right: Parsed) -> Tensor:
        """Return what is wrong with the answers about the words of a window."""
        entropy = nn.functional.cross_entropy
        speech = entropy(self.speech(states), torch.tensor(right.speech), ignore_index=IGNORED)
        heads = torch.tensor(right.heads)
        if not (heads >= 0).any():
            return speech
        arcs = self.word(states) @ self.head(states).T / _WIDTH**0.5
        places = heads.clamp(min=0)
        relations = self.relation(torch.cat([states, states[places]], dim=-1))
        named = torch.tensor(right.relations).masked_fill(heads < 0, IGNORED)
        return (
            speech
            + entropy(arcs, heads, ignore_index=IGNORED)
            + entropy(relations, named, ignore_index=IGNORED)
        )
