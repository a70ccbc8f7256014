"""What the network marks in a text, as records."""

from collections.abc import Mapping
from dataclasses import dataclass

# The rule of what is made of marks; such findings are as sure as the network is.
LEARNED = "learned"
# The rule of what the rules find as well.
AGREED = "learned-and-rules"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointer:
    """Which mark is meant, by its place among the marks of the text; ``chance`` is from 0 to 1."""

    mark: int | None
    chance: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A mark that has a role in an event; ``chance`` is from 0 to 1."""

    mark: int
    role: str
    chance: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Words from ``start`` to ``end`` of a text, what they are, and what belongs to them.

    ``answers`` are what was asked of this kind ("type", "status"), each with its probability;
    ``pointers`` lead to other marks ("by", "antecedent"); ``parties`` take part in an event.
    """

    start: int
    end: int
    kind: str
    chance: float
    answers: Mapping[str, tuple[str, float]]
    pointers: Mapping[str, Pointer]
    parties: tuple[Party, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tags:
    """All marks of a text, in the order of its words, and the kind of each of its lines."""

    marks: tuple[Mark, ...]
    lines: tuple[str, ...]
