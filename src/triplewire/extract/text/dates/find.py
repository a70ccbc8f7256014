"""A text and its day of publication in, the dates that it names out, in the order of the text."""

import re
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from triplewire.edtf import WEEKDAYS
from triplewire.extract.text.dates.anchored import find_anchored, precision_of
from triplewire.extract.text.dates.calendar_forms import Reader, read_day
from triplewire.extract.text.dates.loose import LOOSE
from triplewire.extract.text.dates.near import NEAR
from triplewire.extract.text.dates.whole import WHOLE
from triplewire.extract.text.page import DateMention


@dataclass(frozen=True, slots=True)
class _Rule:
    """How one way to write a date is found and read; the group "value" narrows the zone."""

    period: bool
    read: Reader
    pattern: re.Pattern[str]


# The first rule that reads a zone has it.
_RULES = tuple(
    _Rule(period, read, re.compile(pattern)) for period, read, pattern in (*WHOLE, *NEAR, *LOOSE)
)
_BESIDE = 60
# Years that leave room for what is reckoned from them.
_FIRST, _LAST = 1000, 9000


def find_dates(text: str, published: str | None) -> tuple[DateMention, ...]:
    """Return the dates in a text, in text order, none inside another.

    Relative dates need the day of publication (ISO 8601), or a date before them in the text;
    without it they are left out.
    """
    today = _day_of(published)
    taken = bytearray(len(text))
    found: dict[int, DateMention] = {}
    for rule in _RULES:
        for match in rule.pattern.finditer(text):
            narrowed = "value" in rule.pattern.groupindex
            start, end = match.span("value") if narrowed else match.span()
            base = today or (_year_beside(found, start) if rule.read is read_day else None)
            value = rule.read(match, base) if taken.find(1, start, end) < 0 else None
            if value is None:
                continue
            taken[start:end] = b"\1" * (end - start)
            found[start] = DateMention(
                start=start,
                end=end,
                value=value,
                precision=precision_of(value),
                period=rule.period,
            )
    told = sorted(found.values(), key=attrgetter("start"))
    return tuple(sorted([*told, *find_anchored(text, told, today)], key=attrgetter("start")))


def _day_of(published: str | None) -> date | None:
    day = date.fromisoformat(published[:10]) if published else None
    return day if day is not None and _FIRST < day.year < _LAST else None


def _year_beside(found: dict[int, DateMention], start: int) -> date | None:
    """Return the full date that follows "4 April and" at once: its year holds for both."""
    for place in range(start + 1, start + _BESIDE):
        mention = found.get(place)
        if mention is not None and mention.precision == "day":
            return date.fromisoformat(mention.value[:10])
    return None


def read_date(line: str) -> str | None:
    """Return the ISO date that is all a line says, or None."""
    match = _DATE_LINE.fullmatch(line.strip())
    if match is None:
        return None
    dates = find_dates(match["date"], None)
    return dates[0].value if len(dates) == 1 and dates[0].precision == "day" else None


# A line like "Thursday, May 8, 2025" or "Published: 8 May 2025, 10:15 GMT".
_DATE_LINE = re.compile(
    rf"(?:(?:Published|Updated|Posted|Date)(?: on|:)? )?(?:(?:{'|'.join(WEEKDAYS)}),? )?"
    r"(?P<date>[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}|\d{1,2} [A-Z][a-z]{2,8} \d{4}"
    r"|\d{4}-\d\d-\d\d)(?:[ ,T]{1,2}\d{1,2}[:.]\d\d.{0,20})?"
)
