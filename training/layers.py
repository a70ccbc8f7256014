"""What is predicted: layers of spans over words, kinds of a span, and pointers between spans."""

from typing import Final

from markup import ACTS, NAMES, ROLES, STATUSES

from triplewire.event_types import event_types

# Layer -> the kinds of its spans. Spans of one layer do not overlap; those of several may.
LAYERS: Final[dict[str, tuple[str, ...]]] = {
    "name": (*NAMES, "adj"),
    "reference": ("ref", "unnamed"),
    "office": ("office",),
    "cue": ("cue",),
    "quote": ("quote",),
    "said": ("said",),
    "event": ("event", "again"),
    "time": ("time",),
    "figure": ("figure", "rank"),
    "measure": ("measure",),
    "dateline": ("dateline",),
}
LAYER_OF: Final = {kind: layer for layer, kinds in LAYERS.items() for kind in kinds}
# Question asked of spans of some kinds -> the answers.
CLASSES: Final[dict[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "type": (("event",), tuple(event_types())),
    "status": (("event",), STATUSES),
    "act": (("quote", "said"), ACTS),
    "denied": (("quote", "said"), ("no", "yes")),
    "qualifier": (("figure",), ("exactly", "at-least", "at-most", "approximately")),
}
_ACTORS = (*NAMES, "ref", "unnamed")
# Pointer -> the kinds it starts from, and those it may end at; it ends at one span or at none.
POINTERS: Final[dict[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "by": (("quote", "said", "figure"), _ACTORS),
    "cue": (("quote", "said"), ("cue",)),
    "holder": (("office",), _ACTORS),
    "body": (("office",), _ACTORS),
    "antecedent": (("ref",), (*NAMES, "unnamed")),
    "again": (("again",), ("event",)),
    "place": (("event", "figure"), ("place", "country", "org")),
    "when": (("event", "figure", "rank"), ("time",)),
    "measure": (("figure", "rank"), ("measure",)),
    "of": (("figure", "rank"), _ACTORS),
    "among": (("rank",), _ACTORS),
    "part": (("quote", "said"), ("quote", "said")),
}
# Role of an actor's mention in an event; several mentions may have one, most have none.
PARTIES: Final = (("event",), _ACTORS)
PARTY_ROLES: Final = ("none", *ROLES)
LINES: Final = ("text", "title", "furniture")


def tags(layer: str) -> tuple[str, ...]:
    """Return the tags of a layer: outside, and the beginning and inside of each kind."""
    return ("O", *(f"{place}-{kind}" for kind in LAYERS[layer] for place in "BI"))
