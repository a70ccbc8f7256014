"""A page in, what was measured according to it out: value, unit, measure, period and rank."""

from triplewire.extract.figures.figures import find_figures
from triplewire.extract.figures.ranks import find_ranks

__all__ = [
    "find_figures",
    "find_ranks",
]
