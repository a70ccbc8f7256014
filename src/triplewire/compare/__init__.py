"""Claims of all articles in, what they are to each other out: repeated, refined, contradicted.

A program never decides between sources: it says what differs, and only what cannot be true together
in one scope and period is called a contradiction. Here stands what is said of two claims, or of the
figures of one block; which claims meet is found by tables (build/comparison).
"""

from triplewire.compare.content import content, key_of, numbers
from triplewire.compare.decided import Others, Related, decided, holding, related
from triplewire.compare.figures import Head, block_of, compare_beside, compare_figures
from triplewire.compare.reprints import FEWEST, MOST_ARTICLES, TENTHS, Copies
from triplewire.compare.wordings import (
    INSIDE_TENTHS,
    MOST_HOLDERS,
    OPENING,
    RAREST,
    compare_wordings,
    is_loose,
)

__all__ = [
    "FEWEST",
    "INSIDE_TENTHS",
    "MOST_ARTICLES",
    "MOST_HOLDERS",
    "OPENING",
    "RAREST",
    "TENTHS",
    "Copies",
    "Head",
    "Others",
    "Related",
    "block_of",
    "compare_beside",
    "compare_figures",
    "compare_wordings",
    "content",
    "decided",
    "holding",
    "is_loose",
    "key_of",
    "numbers",
    "related",
]
