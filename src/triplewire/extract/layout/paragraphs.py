"""A paragraph in, what stands around its prose out: dateline, credits, the picture's author."""

import re

from triplewire.extract.layout.agencies import credited_at_end
from triplewire.extract.layout.datelines import Dateline, agency_dateline, place_dateline
from triplewire.extract.layout.days import read_day
from triplewire.extract.layout.record import Layout
from triplewire.extract.text import Zone, find_dates

_PHOTO = re.compile(
    r"\s/\s(?P<name>[A-Z][\w ]{1,20})$"
    r"|\(?\b(?:Photo|Image|Picture|Photograph|Video|Audio|Credit)s?(?: by|:) (?P<by>[^()]{2,60}?)"
    r"\.?\)?$"
)


def shift(match: re.Match[str], group: str, by: int) -> Zone:
    """Return the zone of a group in a text in which a line begins at a place."""
    return Zone(start=by + match.start(group), end=by + match.end(group))


def is_captioned(line: str) -> bool:
    """Say whether a line ends with whose picture it stands under."""
    return _PHOTO.search(line) is not None


def read_dateline(text: str, start: int, end: int, layout: Layout, *, opening: bool) -> None:
    """Read where a text was written: the first dateline with an agency, else the first."""
    found = agency_dateline(text, start, end)
    if found is None or found.agency is None:
        if layout.dateline is None and layout.agency is None:
            found = place_dateline(text, start, end, opening=opening)
            if found is not None:
                _take_dateline(found, layout)
        return
    if layout.agency is not None:
        if text[found.place[0] : found.place[1]].isupper():  # that of a further story
            layout.noise.append(Zone(start=start, end=found.end))
        return
    layout.dateline = None
    _take_dateline(found, layout)
    layout.agency = text[found.agency[0] : found.agency[1]].strip()
    layout.rules["agency"] = "agency-dateline"
    layout.credits.append(Zone(start=found.agency[0], end=found.agency[1]))
    behind = read_day(text[found.end : end])
    if behind:
        layout.guess("date", behind[0], "date-dateline")
        layout.noise.append(Zone(start=found.end, end=end))
    days = find_dates(found.day, None)
    if days:
        layout.guess("date", days[0].value, "date-dateline")


def _take_dateline(found: Dateline, layout: Layout) -> None:
    layout.dateline = Zone(start=found.place[0], end=found.place[1])
    layout.rules["dateline"] = found.rule
    layout.noise.append(Zone(start=found.place[0], end=found.end))


def read_end(text: str, start: int, end: int, layout: Layout) -> None:
    """Read "... said. — Bernama"."""
    match = credited_at_end(text, start, end)
    if match is None:
        return
    layout.guess("credit", match["agency"], "agency-at-end")
    layout.credits.append(shift(match, "agency", 0))
    layout.noise.append(Zone(start=match.start(), end=match.end()))


def read_caption(line: str, start: int, layout: Layout) -> None:
    """Read whose picture a line stands under."""
    match = _PHOTO.search(line, max(0, len(line) - 80))
    if match is None:
        return
    group = "name" if match["name"] else "by"
    layout.photo_credit = layout.photo_credit or match[group]
    layout.captions.append(Zone(start=start, end=start + len(line)))
    if match["name"]:
        layout.credits.append(shift(match, group, start))
    layout.noise.append(Zone(start=start + match.start(), end=start + len(line)))
