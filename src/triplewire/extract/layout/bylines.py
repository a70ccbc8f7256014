"""A line in, who wrote the text out: "By Ann Roe and Bo Ek, Associated Press"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from triplewire.extract.layout.agencies import agency_at_end, credited_by_line, is_agency
from triplewire.extract.layout.datelines import is_place
from triplewire.extract.layout.days import read_days
from triplewire.extract.layout.furniture import is_known_words
from triplewire.extract.text import words

_UP = r"[A-Z\u00c0-\u00de\u0100-\u017e]"
_NAME = re.compile(
    rf"{_UP}[\w.'’-]{{0,30}}(?: (?:(?:de|van|von|der|den|al|el|bin|da|del"
    rf"|la) )?{_UP}[\w.'’-]{{0,30}}){{0,4}}"
)
_LED = re.compile(
    r"(?:(?:(?:written|story|report|reported|text|words|article|posted|published|submitted)\s)?by"
    r"|author|written by|words)\s?:?\s+(?P<rest>\S.{0,140})",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*(?:,|;|\s(?:and|&|with|in|for|of the|of)\s|\s[-–—|•·]\s|/|\(|\))\s*")
_LONGEST = 120
# What a writer is, and the desk of a paper.
_ROLE = re.compile(
    r"(?:(?:our|the|a|senior|chief|special|staff|guest|web|news|foreign|political|business|sports?"
    r"|local|national|city|online|digital|district|bureau|diplomatic|environment|health"
    r"|[A-Z][\w.'’-]*)\s){0,4}"
    r"(?:correspondents?|reporters?|writers?|editors?|staff|desk|bureau|team|contributors?|agencies"
    r"|newsroom|agency|columnists?|producer|administrator|admin|monitoring|report|wires?|service)",
    re.IGNORECASE,
)


_WEEKDAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day")
_LEADING_ROLE = re.compile(
    r"(?:[A-Z][\w-]+ ){0,3}(?:Reporter|Correspondent|Editor|Writer) (?=[A-Z]\S+ [A-Z])"
)
# What stands behind "By Lusa, in".
_DESKS = frozenset(
    words("news world politics business sport culture environment society economy health")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Byline:
    """Who wrote a text; ``agency`` is for whom, ``day`` when, where a by-line says so."""

    authors: tuple[str, ...] = ()
    agency: str | None = None
    day: str | None = None


def read_byline(line: str) -> Byline | None:
    """Return who wrote a text, of a line that begins with "By" and tells nothing else.

    >>> read_byline("By Ann Roe and Bo Ek, Associated Press").authors
    ('Ann Roe', 'Bo Ek')
    >>> read_byline("By the river it rained.")
    """
    match = _LED.fullmatch(line.strip())
    if match is None:
        return None
    return read_names(match["rest"])


def is_signed(line: str) -> bool:
    """Say whether a line is a name with what its bearer is: "Ann Roe — Skerry, correspondent"."""
    parts = [part for part in _BETWEEN.split(line.strip()) if part] if len(line) < _LONGEST else []
    return (
        len(parts) > 1
        and is_role(parts[-1])
        and " " in parts[0]
        and _NAME.fullmatch(parts[0]) is not None
    )


def is_role(words: str) -> bool:
    """Say whether words are what a writer is, or a desk of the paper: "Our Bureau"."""
    return _ROLE.fullmatch(words) is not None


def _parts(words: str) -> Iterator[tuple[str, str]]:
    """Yield what stands between commas and small words, with which of these stands before it."""
    start, before = 0, ""
    for mark in _BETWEEN.finditer(words):
        yield before, words[start : mark.start()]
        start, before = mark.end(), mark[0].strip().lower()
    yield before, words[start:]


def read_names(words: str) -> Byline | None:
    """Return the writers of "Ann Roe, AFP", None where anything else is among them."""
    authors: list[str] = []
    agency = day = None
    placed = False  # by what stands before it, a name is that of a place
    for before, part in _parts(words.strip(" |,.-–—")):
        placed = before == "in" or (placed and not authors and before in {",", "and"})
        if not part or (agency and part.casefold().removeprefix("in ") in _DESKS):
            continue
        credit = credited_by_line(part)
        days = read_days(part)
        if credit and not credit["rest"]:
            agency = agency or credit["agency"]
        elif days:
            day = day or days[0].value
        elif (at_end := agency_at_end(part)) is not None and _NAME.fullmatch(
            part[: at_end[0]].strip()
        ):
            authors.append(part[: at_end[0]].strip())
            agency = agency or at_end[1]
        elif (
            is_role(part)
            or _WEEKDAY.fullmatch(part)
            or (authors and (is_place(part) or is_known_words(part)))
            or (placed and _NAME.fullmatch(part))
        ):
            continue
        elif _NAME.fullmatch(part) and not is_agency(part):
            authors.append(_LEADING_ROLE.sub("", part))
        else:
            return None
    return Byline(authors=tuple(authors), agency=agency, day=day or None)
