"""What the network is asked: spans over words, kinds of a span, pointers between spans."""

from typing import Final

from triplewire.event_types import event_types

NAMES: Final = ("person", "org", "group", "country", "place", "document")
ROLES: Final = ("doer", "other", "host", "visitor", "party", "organizer")
STATUSES: Final = ("happened", "planned", "denied", "hypothetical", "cancelled")
ACTS: Final = (
    *("state", "assess", "announce", "appeal", "invite", "request", "pledge", "agree"),
    *("support", "accuse", "allege", "threaten", "reject", "concede"),
)
QUALIFIERS: Final = ("exactly", "at-least", "at-most", "approximately")
# Layer -> the kinds of its spans. Spans of one layer do not overlap; those of several may.
LAYERS: Final[dict[str, tuple[str, ...]]] = {
    "name": (*NAMES, "adj"),
    "reference": ("ref", "unnamed"),
    "office": ("office",),
    "cue": ("cue",),
    "quote": ("quote",),
    "said": ("said",),
    "event": ("event",),
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
    "qualifier": (("figure",), QUALIFIERS),
}
# What is asked of an event by a second reading of the words around it.
AROUND: Final = ("type", "status")
ACTORS: Final = (*NAMES, "ref", "unnamed")
# Pointer -> the kinds it starts from, and those it may end at; it ends at one span or at none.
# "again" leads from an event to an earlier telling of it.
POINTERS: Final[dict[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "by": (("quote", "said", "figure"), ACTORS),
    "cue": (("quote", "said"), ("cue",)),
    "holder": (("office",), ACTORS),
    "body": (("office",), ACTORS),
    "antecedent": (("ref",), (*NAMES, "unnamed")),
    "again": (("event",), ("event",)),
    "place": (("event", "figure"), ("place", "country", "org")),
    "when": (("event", "figure", "rank"), ("time",)),
    "measure": (("figure", "rank"), ("measure",)),
    "of": (("figure", "rank"), ACTORS),
    "among": (("rank",), ACTORS),
    "part": (("quote", "said"), ("quote", "said")),
}
# Kinds of spans that anything is asked of.
ASKED: Final = frozenset(
    kind for kinds, _ in (*CLASSES.values(), *POINTERS.values()) for kind in kinds
)
# Role of an actor's mention in an event; several mentions may have one, most have none.
PARTY_ROLES: Final = ("none", *ROLES)
LINES: Final = ("text", "title", "furniture")


def tags(layer: str) -> tuple[str, ...]:
    """Return the tags of a layer: outside, and the beginning and inside of each kind."""
    return ("O", *(f"{place}-{kind}" for kind in LAYERS[layer] for place in "BI"))
