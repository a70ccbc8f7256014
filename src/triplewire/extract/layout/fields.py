"""A line in, what its parts between bars tell out: "Reuters | London | Updated: 19-04-2020"."""

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from triplewire.extract.layout.agencies import (
    credited_by_line,
    is_agency,
    shared_line,
    source_of_line,
)
from triplewire.extract.layout.bylines import Byline, is_role, read_byline, read_names
from triplewire.extract.layout.datelines import place_of_line
from triplewire.extract.layout.days import Day, is_yearless, part_day, read_days
from triplewire.extract.layout.furniture import is_filling
from triplewire.extract.layout.publishers import is_masthead

_BARS = re.compile(r"\s*(?:[|•·●▪∙⋅»]|\t|\s{3,})\s*|\s+[-–—/]\s+")
_NAME = re.compile(r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,3}")
_SECTION = re.compile(r"[A-Z][\w&'-]*(?:,? (?:(?:and|&|in|of) )?[A-Z][\w&'-]*){0,2}")
_OTHER_CALENDAR = re.compile(
    r"^(?:[A-Z][a-z]+day,? )?(?:[A-Z][\w'’ -]{2,20} \d{1,2},?|\d{1,2} [A-Z][\w'’ -]{2,20},?)"
    r" (?:13[5-9]\d|14\d\d|20[5-9]\d)(?: ?A\.?H\.?)?[ /|,(]+"
)
_MOST = 8
_LONGEST = 220


@dataclass(slots=True, kw_only=True)
class Fields:
    """What a line of several parts tells; ``place`` and ``agency`` are stretches of the line."""

    days: list[Day] = field(default_factory=list)
    agency: tuple[int, int] | None = None
    place: tuple[int, int] | None = None
    byline: Byline | None = None
    name: str | None = None
    publisher: str | None = None


def read_fields(line: str) -> Fields | None:
    """Return what a line tells of which every part is a day, a place, a name or the page's."""
    if len(line) > _LONGEST:
        return None
    past = _OTHER_CALENDAR.match(line)
    parts = [part for part in _parts(line) if past is None or part[0] >= past.end()]
    if len(parts) > _MOST:
        return None
    fields, number = Fields(), Counter[str]()
    for start, end in parts:
        how = _read_part(line[start:end], start, fields, alone=len(parts) == 1)
        if how is None:
            return None
        number[how] += 1
    told = bool(fields.days or fields.agency or fields.byline or (fields.name and fields.place))
    if not told and fields.place is not None:  # beside a day without its year
        told = any(is_yearless(line[a:b]) or line[a:b][-3:].strip(".").isdigit() for a, b in parts)
    return fields if told and number["sure"] and number["any"] <= number["sure"] + 1 else None


def _read_part(words: str, start: int, fields: Fields, *, alone: bool = False) -> str | None:
    """Read a part of a line; return how surely it is one, None where it is none."""
    if not alone:
        if _read_sure(words, start, fields):
            return "sure"
        if is_filling(words) or is_yearless(words):
            return "page"
        if _read_name(words, fields):
            return "name"
        if _SECTION.fullmatch(words):
            return "any"
    days, before, behind = part_day(words)
    if not days or len(before) + len(behind) == len(words):
        return None
    for rest in filter(None, (before, behind)):
        at = start + words.index(rest)
        if not (
            _read_sure(rest, at, fields)
            or is_filling(rest)
            or _read_names(rest, fields)
            or _read_name(rest, fields)
        ):
            return None
    fields.days += days
    return "sure"


def _parts(line: str) -> list[tuple[int, int]]:
    """Return where the parts of a line begin and end."""
    marks = list(_BARS.finditer(line))
    begins = [0, *(mark.end() for mark in marks)]
    ends = [*(mark.start() for mark in marks), len(line)]
    return [(start, end) for start, end in zip(begins, ends, strict=True) if start < end]


def _read_sure(words: str, start: int, fields: Fields) -> bool:
    """Read a part that cannot be anything else."""
    days = read_days(words)
    source = source_of_line(words)
    credit = credited_by_line(words)
    shared, place = shared_line(words), place_of_line(words)
    if days:
        fields.days += days
    elif source:
        fields.agency = fields.agency or _within(source, "name", start)
    elif credit and (not credit["rest"] or place_of_line(credit["rest"])):
        fields.agency = fields.agency or _within(credit, "agency", start)
        if credit["rest"]:
            fields.place = fields.place or _within(credit, "rest", start)
    elif shared:
        fields.agency = fields.agency or _within(shared, "agency", start)
    elif place:
        fields.place = fields.place or (start + place[0], start + place[1])
    elif (byline := read_byline(words)) is not None:
        fields.byline = fields.byline or byline
    else:
        return False
    return True


def _read_names(words: str, fields: Fields) -> bool:
    """Read "Ann Roe and Bo Ek, AFP" beside a day."""
    named = None if is_masthead(words) else read_names(words)
    if named is None or not (named.authors or named.agency):
        return False
    # One word may be the name of a desk, or "Embargo".
    full = tuple(author for author in named.authors if " " in author)
    fields.byline = fields.byline or replace(named, authors=full)
    return True


def _read_name(words: str, fields: Fields) -> bool:
    """Read a part that is a name: of a paper, else of who wrote the text."""
    if is_masthead(words):
        fields.publisher = fields.publisher or words
    elif is_role(words):
        pass
    elif _NAME.fullmatch(words) and not is_filling(words) and not is_agency(words):
        fields.name = fields.name or words
    else:
        return False
    return True


def _within(match: re.Match[str], group: str, start: int) -> tuple[int, int]:
    return start + match.start(group), start + match.end(group)
