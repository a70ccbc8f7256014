"""A measure or an office that no list has in, the listed one that it is a kind of out."""

import re
from collections.abc import Mapping

from triplewire.iris import slug
from triplewire.units import units_by_word

# What a name is of comes after its head: "exports of services", "minister for health".
_AFTER_HEAD = re.compile(
    r" (?:about|across|against|among|as|at|between|by|during|for|from|in|into|of|on|over|per|since"
    r"|to|under|with|within|without)\b"
)
# Any name can have these as its head; what an amount is in tells more ("amount of rain").
_KINDS = frozenset({"amount", "count", "duration", "share"})

# Who stands in for an office, once held it, or only bears its name does not hold it.
_NOT_IT = re.compile(
    r"\b(?:assistant|associate|brand|deputy|ex|former|future|goodwill|honorary|junior|lieutenant"
    r"|nominee|outgoing|parliamentary|shadow|sub|then|under|vice|would be)\b"
)
_DEPUTY_MINISTER = re.compile(r"(?:deputy|vice)(?: \w+){0,3} minister")
# "Major general" is a general; "director general" is none.
_GENERALS = re.compile(r"(?:army|brigadier|colonel|lieutenant|major|retired|star) general$")
_HELD_BY_NAME = frozenset({"general"})
_MINISTER_OF = re.compile(r"minister (?:of|for) (?:the )?(\w+)")


def wider_measure(name: str, unit: str | None, measures: Mapping[str, str]) -> str | None:
    """Return the listed measure that another one is a kind of: by its head noun, else by its unit.

    ``name`` is in lower case; ``measures`` are IRIs by the slugs of their names. Nothing is wider
    than a rank, which has no unit.
    """
    if unit is None:
        return None
    head = _AFTER_HEAD.split(name, maxsplit=1)[0]
    for found in _endings(head):
        if found in measures and found not in _KINDS:
            return measures[found]
    return measures.get(_kind(head, unit))


def _kind(head: str, unit: str) -> str:
    """Return what a unit counts: money, time, a part of a whole, or things."""
    if len(unit) == 3 and unit.isupper():
        return "amount"
    if unit == "percent":
        return "share" if slug(head).rsplit("-", 1)[-1] == "share" else ""
    known = units_by_word().get(unit)
    if known is None or not (known.code or known.kind):
        return "count"
    return "duration" if known.kind == "time" else ""


def wider_office(name: str, offices: Mapping[str, str]) -> str | None:
    """Return the listed office that another one is a kind of, by its head: "justice minister".

    ``offices`` are IRIs by the slugs of their names. Deputies, and who does not hold the office,
    are none of its kind.
    """
    whole = slug(name)
    words = whole.replace("-", " ")
    head = _AFTER_HEAD.split(words, maxsplit=1)[0]
    if _DEPUTY_MINISTER.fullmatch(head) and not head.endswith("prime minister"):
        return offices.get("deputy-minister")
    if _GENERALS.search(head):
        return offices.get("general")
    holds = not _NOT_IT.search(head)
    charge = _MINISTER_OF.search(words)
    if holds and charge and f"{charge[1]}-minister" in offices:
        return offices[f"{charge[1]}-minister"]
    # "Secretary of state for health" has its head before the second of its prepositions.
    titles = (office for office in offices if whole.startswith(f"{office}-"))
    title = max(titles, key=len, default="")
    if title and _AFTER_HEAD.match(words, len(title)):
        return offices[title]
    if not holds:
        return None
    for found in _endings(head):
        if found in offices and found not in _HELD_BY_NAME:
            return offices[found]
    return None


def _endings(words: str) -> list[str]:
    """Return the slugs of the last words of a text, the longest first.

    >>> _endings("steel exports")
    ['steel-exports', 'exports']
    """
    parts = slug(words).split("-")
    return ["-".join(parts[start:]) for start in range(len(parts))]
