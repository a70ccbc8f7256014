"""Words in, whether and whose name they are out: the gazetteer, the shapes of names."""

from triplewire.extract.names.gazetteer import entry, find_known, takes_article
from triplewire.extract.names.phrases import Forms
from triplewire.extract.names.running_text import RunningText
from triplewire.extract.names.sighting import Sighting
from triplewire.extract.names.wordlike import (
    PARTICLES,
    find_wordlike_names,
    is_wordlike,
    stand_in,
    surname_of,
    wordlike_places,
)

__all__ = [
    "PARTICLES",
    "Forms",
    "RunningText",
    "Sighting",
    "entry",
    "find_known",
    "find_wordlike_names",
    "is_wordlike",
    "stand_in",
    "surname_of",
    "takes_article",
    "wordlike_places",
]
