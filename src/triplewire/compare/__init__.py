"""Claims of all articles in, what they are to each other out: repeated, refined, contradicted.

A program never decides between sources: it says what differs, and only what cannot be true together
in one scope and period is called a contradiction.
"""

from triplewire.compare.all import compare
from triplewire.compare.decided import decided

__all__ = ["compare", "decided"]
