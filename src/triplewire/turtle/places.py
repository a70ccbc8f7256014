"""An IRI in, its place in a document out: things in the order in which somebody reads about them.

The place is told by the IRI alone, so that no graph has to be looked into: its kind, and for an
article and what was found in it the sixteen digits that they share. Where IRIs say nothing of that
kind, things stand in the order of their IRIs.
"""

import re
from typing import NamedTuple

_ARTICLE = "article"
# What reads one after the other: what this is, the articles and what was found in them, whom and
# what they are about, what was made of them, and where all that comes from.
THINGS = (
    *("dataset", _ARTICLE, "text", "claim", "event", "office", "actor", "place", "document"),
    *("role", "measure", "comparison", "identity", "decision", "run", "agent", "graph"),
)
_RANKS = {kind: f"{number:02}" for number, kind in enumerate(THINGS)}
_OTHER, _FOREIGN = "90", "99"
_DIGITS = re.compile(r"(?:article/.*-|(?:text|claim|event)/)([0-9a-f]{16})(?=[/#]|\Z)")
# A thing's parts stand behind it, before what merely begins like it. Neither character is in IRIs,
# and both sort behind the tab that ends the field.
_PART, _BELOW = "\x0b", "\x0c"
_SORTED = str.maketrans("#/", _PART + _BELOW)
_BACK = str.maketrans(_PART + _BELOW, "#/")


class Place(NamedTuple):
    """Where a thing stands: with what together, and in which order among it.

    Both sort as bytes do. A group is an article with what was found in it, or a thing with its
    parts, or all that is not the data's. ``order`` ends in the IRI.
    """

    group: str
    order: str


def place(iri: str, base: str) -> Place:
    """Return the place of a thing in the data at a base."""
    key = iri.translate(_SORTED)
    if not iri.startswith(base):
        return Place(_FOREIGN, f"{_FOREIGN}{key}")
    path = iri[len(base) :]
    rank = _RANKS.get(re.split("[/#]", path, maxsplit=1)[0], _OTHER)
    digits = _DIGITS.match(path)
    group = _RANKS[_ARTICLE] + digits[1] if digits else rank + key.partition(_PART)[0]
    return Place(group, rank + key)


def kind(order: str) -> str:
    """Return two digits by which the kinds of things sort."""
    return order[:2]


def iri(order: str) -> str:
    """Return the IRI of what has an order."""
    return order[2:].translate(_BACK)


def is_foreign(order: str) -> bool:
    """Say whether something is not the data's."""
    return order.startswith(_FOREIGN)


def is_part(order: str) -> bool:
    """Say whether something is named as a part: it stands with who first mentions it."""
    return _PART in order and not is_foreign(order)
