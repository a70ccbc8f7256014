"""A paragraph in, what stands around its prose out: dateline and credits."""

import re

from triplewire.extract.layout.agencies import credited_at_end
from triplewire.extract.layout.datelines import (
    Dateline,
    agency_dateline,
    opening_agency,
    place_dateline,
)
from triplewire.extract.layout.days import read_day
from triplewire.extract.layout.record import Layout, shift
from triplewire.extract.text import Zone

_FIRST_PUBLISHED = re.compile(
    r"\(?This (?:report|story"
    r"|article) by (?P<agency>[A-Z].{1,40}?) was first published (?:on"
    r" )?(?P<day>[^()]{6,30}?)\.?\)?"
)
_LONGEST = 160


def read_dateline(text: str, start: int, end: int, layout: Layout, *, opening: bool) -> None:
    """Read where a text was written: the first dateline with an agency, else the first."""
    found = agency_dateline(text, start, end)
    if found is None or found.agency is None:
        _read_place(text, start, end, layout, opening=opening)
        return
    if layout.agency is not None and layout.rules["agency"] != "agency-opening":
        if found.place and text[slice(*found.place)].isupper():  # that of a further story
            layout.noise.append(Zone(start=start, end=found.end))
        return
    _take_dateline(found, start, layout)
    layout.agency = text[found.agency[0] : found.agency[1]].strip()
    layout.rules["agency"] = "agency-dateline"
    layout.credits.append(Zone(start=found.agency[0], end=found.agency[1]))
    behind = read_day(text[found.end : end])
    if behind:
        layout.guess("date", behind[0], "date-dateline")
        layout.noise.append(Zone(start=found.end, end=end))


def _read_place(text: str, start: int, end: int, layout: Layout, *, opening: bool) -> None:
    """Read a dateline without an agency, or an agency without a place."""
    if layout.agency is not None:
        return
    found = place_dateline(
        text, start, end, opening=opening, headed=layout.title is not None and opening
    )
    if found is not None and (
        layout.dateline is None or layout.rules["dateline"] == "dateline-line"
    ):
        _take_dateline(found, start, layout)
    elif opening and layout.dateline is None:
        found = opening_agency(text, start, end)
        if found is not None and found.agency is not None:
            layout.agency = text[slice(*found.agency)]
            layout.rules["agency"] = found.rule
            layout.credits.append(Zone(start=found.agency[0], end=found.agency[1]))
            layout.noise.append(Zone(start=start, end=found.end))


def _take_dateline(found: Dateline, start: int, layout: Layout) -> None:
    if found.place is not None:
        layout.dateline = Zone(start=found.place[0], end=found.place[1])
        layout.rules["dateline"] = found.rule
    layout.noise.append(Zone(start=start, end=found.end))
    day = read_day(found.day.strip(" .,"))
    if day:
        layout.guess("date", day[0], "date-dateline")


def read_end(text: str, start: int, end: int, layout: Layout) -> None:
    """Read "... said. — Bernama"."""
    match = credited_at_end(text, start, end)
    if match is None:
        return
    layout.guess("credit", match["agency"], "agency-at-end")
    layout.credits.append(shift(match, "agency", 0))
    layout.noise.append(Zone(start=match.start(), end=match.end()))


def read_first_published(line: str, layout: Layout) -> bool:
    """Read "This report by The Canadian Press was first published May 3, 2021."."""
    match = _FIRST_PUBLISHED.fullmatch(line) if len(line) < _LONGEST else None
    day = read_day(match["day"]) if match else None
    if match is None or day is None:
        return False
    layout.guess("credit", match["agency"], "agency-source-line")
    layout.guess("date", day[0], "date-line")
    return True
