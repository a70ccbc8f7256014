"""A page in, who is named on it out: persons, bodies, states and documents, with their roles."""

from triplewire.extract.actors.find import find_actors
from triplewire.extract.actors.learned import learned_actors

__all__ = [
    "find_actors",
    "learned_actors",
]
