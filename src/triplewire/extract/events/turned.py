"""A date without a year in, the same weekday or day of the year on the right side of today out."""

import re
from datetime import date, timedelta

from triplewire.edtf import MONTHS, WEEKDAYS

_WEEK = 7
_NAMED = re.compile("|".join((*WEEKDAYS, *(month[:3] for month in MONTHS))))
_SETTLED = re.compile(
    r"\d{4}|\b(?:last|past|next|coming|this|ago|previous|following)\b", re.IGNORECASE
)


def is_open(words: str) -> bool:
    """Say whether words for a date leave open on which side of today it is.

    >>> is_open("on Friday"), is_open("12 March"), is_open("last Friday"), is_open("yesterday")
    (True, True, False, False)
    """
    return bool(_NAMED.search(words)) and not _SETTLED.search(words)


def turned(value: str, published: str, *, ahead: bool) -> str:
    """Return a day or month as that of what is ahead, or of what has been.

    A day less than a week off is a weekday, and moves by a week; others move by a year. ``value``
    is a date in EDTF, ``published`` one in ISO 8601; what is no plain day or month stays as it is.

    >>> turned("2024-03-12", "2024-03-14", ahead=True)
    '2024-03-19'
    >>> turned("2024-02", "2024-03-14", ahead=True), turned("2024-05", "2024-03-14", ahead=True)
    ('2025-02', '2024-05')
    """
    today = published if len(value) == len(published) else published[: len(value)]
    if value == today or (value > today) == ahead:
        return value
    try:
        if len(value) == len("2024-03"):
            date.fromisoformat(f"{value}-01")
            return f"{int(value[:4]) + (1 if ahead else -1):04}{value[4:]}"
        day, now = date.fromisoformat(value), date.fromisoformat(published)
        if abs((now - day).days) < _WEEK:
            return (day + timedelta(days=_WEEK if ahead else -_WEEK)).isoformat()
        return day.replace(year=day.year + (1 if ahead else -1)).isoformat()
    except ValueError:
        return value
