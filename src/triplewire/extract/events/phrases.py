"""The words that show an event of each type, and those around them that deny, plan or cancel it."""

import re
from collections.abc import Mapping
from functools import cache

from triplewire.assets import table
from triplewire.event_types import event_types

_PART = re.compile(r"<(\w+)>")


@cache
def phrases() -> Mapping[str, re.Pattern[str]]:
    """Return the phrases of every type that has some, in the order of the table.

    Source: data/event_types.tsv, with the parts of data/event_phrases.tsv put in.
    """
    parts = {row["part"]: row["pattern"] for row in table("event_phrases")}
    return {
        kind.name: re.compile(_PART.sub(lambda part: parts[part[1]], kind.phrases))
        for kind in event_types().values()
        if kind.phrases
    }


NEGATED = re.compile(
    r"(?:\b(?:not|never|no|without|(?:refus|fail|declin|reject)(?:e?d|es|s)?)\b|n['’]t\b)"
    r"(?: \w+){0,3} ?$"
)
# What does not take place, or not then: "cancelled a trip", "the visit was postponed".
CALLED_OFF = {
    "cancelled": ("cancel", "scrap", "axe", "abandon", "call off", "called off"),
    "postponed": ("postpone", "delay", "reschedule", "defer", "put off"),
}
PLANNED = re.compile(
    r"\b(?:will|would|to|plan(?:s|ned)?|scheduled|due|expected|set|hopes?|intends?|upcoming|next)\b"
    r"(?: \w+){0,3} ?$"
)
ANAPHORIC = re.compile(
    r"\b(?:[Tt]h(?:is|ese|at|ose|e|eir)|[Hh]is|[Hh]er|[Ii]ts)(?: [\w-]+){0,2} ?$"
)
ANCHORED = re.compile(
    r"\b(?:the|this|their)(?: [\w-]+)?"
    r" (?:event|meeting|dialogue|conference|summit|talks|call|visit)\b",
    re.IGNORECASE,
)
