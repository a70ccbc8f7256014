"""A page in, what was measured according to it out: value, unit, measure, period and rank."""

from triplewire.extract.figures.figures import find_figures
from triplewire.extract.figures.numbers import find_numbers
from triplewire.extract.figures.ranks import find_ranks

__all__ = [
    "find_figures",
    "find_numbers",
    "find_ranks",
]
