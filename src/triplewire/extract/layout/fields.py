"""A line in, what its parts between bars tell out: "Reuters | London | Updated: 19-04-2020"."""

import re
from dataclasses import dataclass, field

from triplewire.extract.layout.agencies import credited_by_line, is_agency, source_of_line
from triplewire.extract.layout.bylines import Byline, read_byline, read_names
from triplewire.extract.layout.datelines import place_of_line
from triplewire.extract.layout.days import Day, part_day, read_days
from triplewire.extract.layout.furniture import is_filling
from triplewire.extract.layout.publishers import is_masthead

_BARS = re.compile(r"\s*(?:[|•·●▪∙⋅»]|\t|\s{3,})\s*|\s+[-–—/]\s+")
_NAME = re.compile(r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,3}")
_SECTION = re.compile(r"[A-Z][\w&'-]*(?:,? (?:(?:and|&|in|of) )?[A-Z][\w&'-]*){0,2}")
_MOST = 8
_LONGEST = 220


@dataclass(slots=True, kw_only=True)
class Fields:
    """What a line of several parts tells; ``place`` and ``agency`` are stretches of the line."""

    days: list[Day] = field(default_factory=list)
    agency: tuple[int, int] | None = None
    place: tuple[int, int] | None = None
    byline: Byline | None = None
    publisher: str | None = None


def read_fields(line: str) -> Fields | None:
    """Return what a line tells of which every part is a day, a place, a name or the page's."""
    if len(line) > _LONGEST:
        return None
    parts = list(_parts(line))
    if not 1 < len(parts) <= _MOST:
        return _read_two(line)
    fields, sure, names = Fields(), 0, 0
    for start, end in parts:
        words = line[start:end]
        if _read_sure(words, start, fields):
            sure += 1
        elif _read_name(words, fields):
            names += 1
        elif not (is_filling(words) or _SECTION.fullmatch(words)):
            return None
    told = fields.days or fields.agency or fields.byline
    return fields if sure and told and sure + names >= len(parts) / 2 else None


def _read_two(line: str) -> Fields | None:
    """Read a line of a day and a name without a bar between: "October 1, 2020 by Ann Roe"."""
    days, rest = part_day(line)
    if not days:
        return None
    start, fields = line.index(rest), Fields(days=list(days))
    if not rest or _read_sure(rest, start, fields) or is_filling(rest):
        return fields
    named = read_names(rest)
    if named is not None and not is_masthead(rest):
        fields.byline = named
        return fields
    return fields if _read_name(rest, fields) else None


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
    place = place_of_line(words)
    if days:
        fields.days += days
    elif source:
        fields.agency = fields.agency or _within(source, "name", start)
    elif credit and (not credit["rest"] or place_of_line(credit["rest"])):
        fields.agency = fields.agency or _within(credit, "agency", start)
        if credit["rest"]:
            fields.place = fields.place or _within(credit, "rest", start)
    elif place:
        fields.place = fields.place or (start + place[0], start + place[1])
    elif (byline := read_byline(words)) is not None:
        fields.byline = fields.byline or byline
    else:
        return False
    return True


def _read_name(words: str, fields: Fields) -> bool:
    """Read a part that is a name: of a paper, else of who wrote the text."""
    if is_masthead(words):
        fields.publisher = fields.publisher or words
    elif _NAME.fullmatch(words) and not is_filling(words) and not is_agency(words):
        fields.byline = fields.byline or Byline(authors=(words,))
    else:
        return False
    return True


def _within(match: re.Match[str], group: str, start: int) -> tuple[int, int]:
    return start + match.start(group), start + match.end(group)
