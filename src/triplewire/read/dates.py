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
)
_MAIL = re.compile(r"(?:[A-Za-z]{3}, )?\d{1,2} [A-Za-z]{3} \d{4} \d{2}:\d{2}(?::\d{2})? \S{1,6}")
_LONGEST = 60


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


def _written(words: str) -> str | None:
    for pattern in _WRITTEN:
        found = pattern.fullmatch(words)
        if found:
            month = _MONTHS.index(found["month"].lower()) + 1
            return date(int(found["year"]), month, int(found["day"])).isoformat()
    return None


def _machine(words: str) -> str:
    parse = parsedate_to_datetime if _MAIL.fullmatch(words) else datetime.fromisoformat
    moment = parse(words)
    if moment.tzinfo is None:
        return moment.date().isoformat()
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
