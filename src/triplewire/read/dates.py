"""A date as metadata write it in, ISO 8601 out: a day, or an instant in UTC."""

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from triplewire.edtf import MONTHS

_MONTHS = [month[:3].lower() for month in MONTHS]
_MONTH = r"(?P<month>[A-Za-z]{3})[a-z]{0,6}\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_WRITTEN = (
    re.compile(rf"{_MONTH} {_DAY},? (?P<year>\d{{4}})"),  # May 14, 2025
    re.compile(rf"{_DAY} {_MONTH},? (?P<year>\d{{4}})"),  # 14th May 2025
    re.compile(  # Wed May 14 09:30:00 CEST 2025, as Java prints it
        rf"[A-Z][a-z]{{2}} {_MONTH} {_DAY} \d\d:\d\d:\d\d \S{{1,6}} (?P<year>\d{{4}})"
    ),
)
_MAIL = re.compile(r"(?:[A-Za-z]{3}, )?\d{1,2} [A-Za-z]{3} \d{4} \d{2}:\d{2}(?::\d{2})? \S{1,6}")
_LONGEST = 60
# What pages write around a day: its weekday, a time in words, a zone behind a space.
_WEEKDAY = re.compile(
    r"^(?:published:? |on )?(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},? ", re.IGNORECASE
)
_TIME = re.compile(
    r"(?:,| at| -| \|)? \d{1,2}[:.]\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?(?: \S{1,20}){0,2}",
    re.IGNORECASE,
)
_SPACED = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)[T ](?P<time>\d\d:\d\d(?::\d\d)?)"
    r"(?:\.\d+)? ?(?P<zone>[+-]\d\d:?\d\d)?.*"
)
_SLASHED = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})\b.*")


def iso_date(text: str) -> str | None:
    """Return the day (2025-05-14) or, with a time zone, the instant (2025-05-14T08:30:00Z).

    A time without a zone is no instant, so only its day is kept. None for anything else.

    >>> iso_date("2025-05-14T10:30+02:00"), iso_date("May 14, 2025"), iso_date("last week")
    ('2025-05-14T08:30:00Z', '2025-05-14', None)
    """
    words = " ".join(text.split())
    if len(words) > _LONGEST:
        return None
    try:
        return _written(words) or _machine(words)
    except (ValueError, OverflowError):  # 31 February; the year 10000 in UTC
        return None


def stated_date(text: str) -> str | None:
    """Return a date of a page as iso_date does, but in its own zone: there it has its day.

    >>> stated_date("2025-05-14T23:30:00.000-0500"), stated_date("Wed, May 14, 2025 at 9:30 am")
    ('2025-05-14T23:30:00-05:00', '2025-05-14')
    """
    words = " ".join(text.split())
    if len(words) > _LONGEST:
        return None
    try:
        spaced = _SPACED.fullmatch(words)
        if spaced and (spaced["zone"] or not words.upper().endswith(("Z", "UTC", "GMT"))):
            words = f"{spaced['day']}T{spaced['time']}{spaced['zone'] or ''}"
        elif spaced:
            words = f"{spaced['day']}T{spaced['time']}Z"
        slashed = _SLASHED.fullmatch(words)
        if slashed:
            return date(*map(int, slashed.groups())).isoformat()
        short = _TIME.sub("", _WEEKDAY.sub("", words, count=1), count=1)
        day = None if _MAIL.fullmatch(words) else _written(words) or _written(short)
        return day or _machine(words, own_zone=True)
    except (ValueError, OverflowError):
        return None


def _written(words: str) -> str | None:
    for pattern in _WRITTEN:
        found = pattern.fullmatch(words)
        if found:
            month = _MONTHS.index(found["month"].lower()) + 1
            return date(int(found["year"]), month, int(found["day"])).isoformat()
    return None


def _machine(words: str, *, own_zone: bool = False) -> str:
    parse = parsedate_to_datetime if _MAIL.fullmatch(words) else datetime.fromisoformat
    moment = parse(words)
    if moment.tzinfo is None:
        return moment.date().isoformat()
    if not own_zone or moment.utcoffset().seconds % 60:  # type: ignore[union-attr]
        moment = moment.astimezone(UTC)
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")
