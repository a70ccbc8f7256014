"""A part of a year in ("the first quarter", "the year to March"), its months in EDTF out."""

import re
from datetime import date

from triplewire.extract.text.dates.calendar_forms import Reader, sign_of, year_of
from triplewire.extract.text.dates.pieces import MONTH_NUMBER, ORDINALS, STEPS, count
from triplewire.extract.text.dates.spans import interval, month_of, months_of, nearest_month
from triplewire.extract.text.dates.tense import AHEAD, BEHIND


def read_parts_of_year(length: int, *, bare: bool = False) -> Reader:
    """Return a reader of the n-th stretch of so many months ("second quarter of 2024").

    Bare ones, without a year, are read only among figures of business: games have halves, too.
    """

    def read(match: re.Match[str], today: date | None) -> str | None:
        nth = match["nth"].lower()
        first = ((int(nth) if nth.isdigit() else ORDINALS[nth]) - 1) * length + 1
        year = year_of(match, today)
        if year is not None:
            return months_of(year, first, length)
        if today is None or (bare and not _is_business(match)):
            return None
        end = nearest_month(first + length - 1, today, BEHIND, firm=True)
        running = 0 <= end + 12 < length
        sign = sign_of(match)
        ahead = sign == AHEAD or running or (sign != BEHIND and end < -_LONG_PAST)
        end += 12 if end and ahead else 0
        return interval(month_of(today, end - length + 1), month_of(today, end))

    return read


# Months after which a part of a year is rather the one to come.
_LONG_PAST = 6
_AROUND = 150
_BUSINESS = re.compile(
    r"\b(?:revenues?|sales|profits?|earnings|turnover|net|growth|GDP|output|production|exports?"
    r"|imports?|orders|deliver(?:y|ies)|demand|supply|inflation|econom(?:y|ic)|prices?|results"
    r"|rates?|shares?|contracts?|investments?|budget|EBIT(?:DA)?|percent|per cent|[bm]illion)\b|%",
    re.IGNORECASE,
)
_GAME = re.compile(
    r"\b(?:goals?|scor(?:ed?|ing|er)|points?|minutes?|half-time|halftime|match|games?|coach"
    r"|penalt(?:y|ies)|kick|touchdowns?|rebounds?|players?|champions?|cup|team)\b"
)


def _is_business(match: re.Match[str]) -> bool:
    around = match.string[max(0, match.start() - _AROUND) : match.end() + _AROUND]
    return bool(_BUSINESS.search(around)) and not _GAME.search(around)


def read_relative_quarter(match: re.Match[str], today: date | None) -> str | None:
    """Read "last quarter"."""
    if today is None:
        return None
    first = -((today.month - 1) % 3) + 3 * STEPS[match["step"].lower()]
    return interval(month_of(today, first), month_of(today, first + 2))


def read_first_months(match: re.Match[str], today: date | None) -> str | None:
    """Read "the first three months of 2024"; without a year they are this year's, or last year's.

    They are last year's where this year has not had as many.
    """
    length = count(match["number"])
    year = year_of(match, today)
    if year is None and today is not None:
        year = today.year if today.month >= length else today.year - 1
    return months_of(year, 1, length) if year is not None and 1 <= length <= 12 else None


def read_year_until(match: re.Match[str], today: date | None) -> str | None:
    """Read "the year to March" and "the three months ended June 30, 2024"."""
    number = match["number"]
    length = count(number) if number else 3 if match["unit"] == "quarter" else 12
    month = MONTH_NUMBER[match["month"].lower()]
    year = year_of(match, today)
    if not 1 <= length <= 12:
        return None
    if year is not None:
        last = date(year, month, 1)
    elif today is not None:
        by = nearest_month(month, today, sign_of(match))
        last = date.fromisoformat(f"{month_of(today, by)}-01")
    else:
        return None
    return interval(month_of(last, 1 - length), month_of(last))
