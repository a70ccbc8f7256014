"""What readers hand on: a record as found in a source, and the outcome of reading a source."""

from dataclasses import dataclass

from triplewire.errors import ReadError
from triplewire.records import Article, Metadata

NOTHING_STATED = Metadata()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One text as a format gives it, before it is cleaned and judged.

    ``name``, ``line`` and ``media_type`` are those of the Article to be; ``language`` is the tag
    that the source states.
    """

    text: str
    name: str
    line: int = 1
    media_type: str
    language: str | None = None
    metadata: Metadata = NOTHING_STATED


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The articles of one source, and why its other records are none."""

    articles: tuple[Article, ...]
    rejected: tuple[ReadError, ...] = ()
