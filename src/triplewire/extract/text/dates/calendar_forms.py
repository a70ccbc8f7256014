"""A way to write days, months or years of the calendar in, what it stands for in EDTF out."""

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

from triplewire.extract.text.dates.pieces import (
    MONTH_NUMBER,
    ORDINALS,
    STEPS,
    WEEKDAY_NUMBER,
)
from triplewire.extract.text.dates.spans import (
    days,
    exists,
    interval,
    month_of,
    months_of,
    nearest_day,
    nearest_month,
)
from triplewire.extract.text.dates.tense import AHEAD, BEHIND, direction

Reader = Callable[[re.Match[str], "date | None"], "str | None"]


def year_of(match: re.Match[str], today: date | None) -> int | None:
    """Return the year that a date is written with: "2024", or "last year" of today."""
    groups = match.groupdict()
    if groups.get("year"):
        return int(groups["year"])
    if groups.get("step") and today is not None:
        return today.year + STEPS[groups["step"].lower()]
    return None


def sign_of(match: re.Match[str]) -> int:
    """Return the side of today on which a date lies by its own words or by its clause."""
    cue = (match.groupdict().get("cue") or "").lower()
    if cue in {"last", "since"} or cue.endswith("past"):
        return BEHIND
    if cue == "next":
        return AHEAD
    return direction(match.string, *match.span("value" if "value" in match.re.groupindex else 0))


def read_day(match: re.Match[str], today: date | None) -> str | None:
    """Read a day of a month; without a year it is the nearest one on the side that is told."""
    month = MONTH_NUMBER[match["month"].lower()]
    first, last = int(match["day"]), int(match.groupdict().get("last") or match["day"])
    year = year_of(match, today)
    if year is not None:
        chosen = date(year, month, first) if exists(year, month, first) else None
    else:
        chosen = nearest_day(month, first, today, sign_of(match)) if today else None
    if chosen is None:
        return None
    if last <= first or not exists(chosen.year, month, last):
        return chosen.isoformat()
    return days(chosen, chosen.replace(day=last))


def read_two_days(match: re.Match[str], today: date | None) -> str | None:
    """Read "20 and 21 July", which are a stretch where one follows the other."""
    return read_day(match, today) if int(match["last"]) == int(match["day"]) + 1 else None


def read_across_months(match: re.Match[str], today: date | None) -> str | None:
    """Read "November 20 to December 11" and "20 November - 11 December 2015"."""
    first, last = MONTH_NUMBER[match["month"].lower()], MONTH_NUMBER[match["until"].lower()]
    year = int(match["year"]) if match["year"] else today.year if today is not None else None
    if year is None or not exists(year, first, int(match["day"])):
        return None
    until = year if last >= first else year + 1
    if not exists(until, last, int(match["last"])):
        return None
    return days(date(year, first, int(match["day"])), date(until, last, int(match["last"])))


def read_iso_day(match: re.Match[str], _: date | None) -> str | None:
    """Read "2024-05-03"."""
    year, month, day = int(match["year"]), int(match["month"]), int(match["day"])
    return match.group() if exists(year, month, day) else None


def read_month(match: re.Match[str], today: date | None) -> str | None:
    """Read a month; without a year it is the nearest one on the side that is told."""
    month = MONTH_NUMBER[match["month"].lower()]
    year = year_of(match, today)
    if year is not None:
        return f"{year:04}-{month:02}"
    if today is None:
        return None
    cue = (match.groupdict().get("cue") or "").lower()
    ahead = nearest_month(month, today, sign_of(match), firm=cue in _FIRM)
    # "Next May" is never the month that is running, "last May" neither.
    return month_of(today, ahead or {"next": 12, "last": -12}.get(cue, 0))


# What tells the side of a month better than the tense of its clause.
_FIRM = frozenset({"by", "until", "till", "from", "since", "last", "next"})


def read_months(match: re.Match[str], today: date | None) -> str | None:
    """Read "April-June" and "July and August 2024"; it may run over the end of a year."""
    first, last = MONTH_NUMBER[match["month"].lower()], MONTH_NUMBER[match["until"].lower()]
    length = (last - first) % 12 + 1
    if length == 1 or (match.groupdict().get("and") and length > 2):
        return None
    year = year_of(match, today)
    if year is not None:
        return months_of(year if last > first else year - 1, first, length)
    if today is None:
        return None
    ahead = nearest_month(last, today, sign_of(match))
    return interval(month_of(today, ahead - length + 1), month_of(today, ahead))


def read_months_of_years(match: re.Match[str], _: date | None) -> str | None:
    """Read "June 2026 to September 2027"."""
    first = f"{match['year']}-{MONTH_NUMBER[match['month'].lower()]:02}"
    last = f"{match['last']}-{MONTH_NUMBER[match['until'].lower()]:02}"
    return interval(first, last) if first < last else None


def read_end(month: int) -> Reader:
    """Return a reader of an end of a year, which is a month ("the end of 2024": December)."""

    def read(match: re.Match[str], today: date | None) -> str | None:
        year = year_of(match, today) or (today.year if today is not None else None)
        return None if year is None else f"{year:04}-{month:02}"

    return read


def read_year(match: re.Match[str], today: date | None) -> str | None:
    """Read "2024" and "next year"."""
    year = year_of(match, today)
    return None if year is None else f"{year:04}"


def read_years(match: re.Match[str], _: date | None) -> str | None:
    """Read "2019 to 2021" and "2019-21"."""
    first, last = match["year"], match["last"]
    if len(last) == 2:
        # "2019-11" is rather a month, but "2010-11" two years.
        if int(last) <= 12 and int(last) != int(first[2:]) + 1:
            return None
        last = first[:2] + last
    return f"{first}/{last}" if first < last else None


def read_decade(match: re.Match[str], _: date | None) -> str | None:
    """Read "the 1990s"."""
    return f"{match['decade']}0/{match['decade']}9"


def read_nth_weekday(match: re.Match[str], today: date | None) -> str | None:
    """Read "the last Saturday of November"."""
    month = MONTH_NUMBER[match["month"].lower()]
    year = year_of(match, today)
    if year is None:
        if today is None:
            return None
        year = int(month_of(today, nearest_month(month, today, sign_of(match)))[:4])
    weekday, nth = WEEKDAY_NUMBER[match["weekday"].lower()], ORDINALS[match["nth"].lower()]
    if nth < 0:
        end = date(year, month, calendar.monthrange(year, month)[1])
        return (end - timedelta(days=(end.weekday() - weekday) % 7)).isoformat()
    begin = date(year, month, 1)
    return (begin + timedelta(days=(weekday - begin.weekday()) % 7 + 7 * (nth - 1))).isoformat()
