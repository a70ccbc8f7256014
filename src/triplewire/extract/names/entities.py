"""A parse in, the names that its language model saw out."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from triplewire.records import ActorType

_TYPES: dict[str, ActorType] = {
    "PERSON": "person",
    "ORG": "org",
    **dict.fromkeys(("GPE", "LOC", "FAC"), "place"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Words that a model takes for a name, and what for."""

    start: int
    end: int
    type: ActorType


def entities_of(doc: Doc) -> Iterator[Entity]:
    """Yield the names of persons, organisations and places, in the order of the text."""
    for one in doc.ents:
        if one.label_ in _TYPES:
            yield Entity(start=one.start_char, end=one.end_char, type=_TYPES[one.label_])
