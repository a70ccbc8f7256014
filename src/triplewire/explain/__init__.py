"""A thing or a triple in, the sentences that it rests on out."""

from triplewire.explain.evidence import explain, sentence_around
from triplewire.explain.explanation import Excerpt, Explanation, Ground
from triplewire.explain.find import find
from triplewire.explain.history import History, history, side_by_side
from triplewire.explain.render import marked, render, sentences
from triplewire.explain.show import show

__all__ = [
    "Excerpt",
    "Explanation",
    "Ground",
    "History",
    "explain",
    "find",
    "history",
    "marked",
    "render",
    "sentence_around",
    "sentences",
    "show",
    "side_by_side",
]
