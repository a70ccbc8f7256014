"""A node of a graph in, the words it rests on out: passages, what they were read from, their lines.

``Evidence`` is the way from any node to passages, in whatever a graph is held; ``Lookups`` finds it
in a store. What is made of the passages is up to those who ask.
"""

from triplewire.ask.evidence.lines import line_and_column, located, place_of
from triplewire.ask.evidence.lookups import Lookups
from triplewire.ask.evidence.passages import (
    FOLLOWED,
    READ,
    Cited,
    Evidence,
    Passage,
    Source,
)
from triplewire.ask.evidence.texts import Texts, kept_articles, kept_texts

__all__ = [
    "FOLLOWED",
    "READ",
    "Cited",
    "Evidence",
    "Lookups",
    "Passage",
    "Source",
    "Texts",
    "kept_articles",
    "kept_texts",
    "line_and_column",
    "located",
    "place_of",
]
