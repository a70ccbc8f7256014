"""Days, months and years in, the expressions of EDTF that stand for them or lead from them out."""

import calendar
from datetime import MAXYEAR, MINYEAR, date, timedelta

from triplewire.extract.text.dates.tense import AHEAD, BEHIND

_HALF_YEAR = 6
# How near a date may be for its clause to be misread rather than its year be left out.
_NEAR_MONTHS, _NEAR_DAYS = 3, 100


def exists(year: int, month: int, day: int) -> bool:
    """Say whether there is such a day."""
    known = MINYEAR <= year <= MAXYEAR and 1 <= month <= 12
    return known and 1 <= day <= calendar.monthrange(year, month)[1]


def interval(first: str, last: str) -> str:
    """Return a stretch from one date to another, or the date that both are."""
    return first if first == last else f"{first}/{last}"


def days(first: date, last: date) -> str:
    """Return a stretch of days."""
    return interval(first.isoformat(), last.isoformat())


def month_of(day: date, months: int = 0) -> str:
    """Return the month of a day, or one so many months after it."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return f"{year:04}-{month + 1:02}"


def months_of(year: int, first: int, length: int) -> str:
    """Return a stretch of months of a year; it may run into the next one."""
    begin = date(year, first, 1)
    return interval(month_of(begin), month_of(begin, length - 1))


def week_of(day: date, weeks: int = 0) -> str:
    """Return the week of a day, Monday to Sunday, or one so many weeks after it."""
    monday = day + timedelta(days=7 * weeks - day.weekday())
    return days(monday, monday + timedelta(days=6))


def nearest_month(month: int, today: date, sign: int, *, firm: bool = False) -> int:
    """Return how many months after today's a month of no year is, on the side that is told.

    Where that is another year, and the month on the other side near, it is that one, unless the
    side is firm: in August "in July" is over, whatever its clause tells, "by July" is to come.
    """
    ahead = (month - today.month) % 12
    back = ahead - 12 if ahead else 0
    nearest = ahead if ahead < _HALF_YEAR else back
    told = ahead if sign == AHEAD else back if sign == BEHIND else nearest
    far = not 1 <= today.month + told <= 12 and abs(nearest) <= _NEAR_MONTHS
    return nearest if far and not firm else told


def nearest_day(month: int, day: int, today: date, sign: int) -> date | None:
    """Return the day of no year that is nearest to today, on the side that is told.

    Where that is another year, and the day on the other side near, it is that one.
    """
    years = (today.year - 1, today.year, today.year + 1)
    days_near = sorted(
        (date(year, month, day) for year in years if exists(year, month, day)),
        key=lambda one: abs((one - today).days),
    )
    told = [one for one in days_near if (one - today).days * sign >= 0]
    if not told or not days_near:
        return next(iter(days_near), None)
    far = told[0].year != today.year and abs((days_near[0] - today).days) <= _NEAR_DAYS
    return days_near[0] if far else told[0]


def shifted(value: str, months: int) -> str:
    """Return a month, a year or a stretch of them so many months after another."""
    return "/".join(_shifted(part, months) for part in value.split("/"))


def _shifted(part: str, months: int) -> str:
    year, _, month = part.partition("-")
    if not month:
        return f"{int(year) + months // 12:04}"
    return month_of(date(int(year), int(month), 1), months)
