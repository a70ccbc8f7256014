"""A way to write a date in, the day or period that it stands for out, in EDTF."""

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

from triplewire.edtf import MONTHS, WEEKDAYS
from triplewire.extract.text.lexicon import words

_MONTH_NUMBER = {name.lower(): number for number, name in enumerate(MONTHS, start=1)}
_MONTH_NUMBER |= {name[:3]: number for name, number in _MONTH_NUMBER.items()} | {"sept": 9}
_WEEKDAY_NUMBER = {name.lower(): number for number, name in enumerate(WEEKDAYS)}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_NUMBER_WORDS = "one two three four five six seven eight nine ten eleven twelve"
NUMBERS = {word: number for number, word in enumerate(words(_NUMBER_WORDS), start=1)} | {"a": 1}
# A weekday lies ahead when its clause speaks of the future.
_AHEAD = re.compile(r"\b(?:will|would|scheduled|due|set to|is to|are to|plans? to)\b[^.;\n]{0,80}$")
_AHEAD_BEHIND = re.compile(r",? [^.;\n,]{0,60}\b(?:will|is to|are to|(?:is|are) due)\b")
_AHEAD_WINDOW = 100
_MIDWEEK = 3

Reader = Callable[[re.Match[str], "date | None"], "str | None"]


def read_day(match: re.Match[str], today: date | None) -> str | None:
    """Read a day of a month; without a year it is the one nearest to today."""
    groups = match.groupdict()
    month = _MONTH_NUMBER[groups["month"].lower()]
    first, last = int(groups["day"]), int(groups.get("last") or groups["day"])
    if groups.get("year"):
        years = [int(groups["year"])]
    elif today is not None:
        years = [today.year - 1, today.year, today.year + 1]
    else:
        return None
    days = [date(year, month, first) for year in years if _exists(year, month, first)]
    if not days:
        return None
    ahead = [day for day in days if today and day >= today] if _looks_ahead(match) else []
    nearest = min(days, key=lambda day: abs((day - today).days)) if today else days[0]
    chosen = min(ahead, default=nearest)
    if last <= first or not _exists(chosen.year, month, last):
        return chosen.isoformat()
    return f"{chosen.isoformat()}/{chosen.replace(day=last).isoformat()}"


def read_across_months(match: re.Match[str], today: date | None) -> str | None:
    """Read "November 20 to December 11" and "20 November - 11 December 2015"."""
    first, last = _MONTH_NUMBER[match["month"].lower()], _MONTH_NUMBER[match["until"].lower()]
    year = int(match["year"]) if match["year"] else today.year if today is not None else None
    if year is None or not _exists(year, first, int(match["day"])):
        return None
    until = year if last >= first else year + 1
    if not _exists(until, last, int(match["last"])):
        return None
    begin = date(year, first, int(match["day"]))
    return f"{begin.isoformat()}/{date(until, last, int(match['last'])).isoformat()}"


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def read_iso_day(match: re.Match[str], _: date | None) -> str | None:
    """Read "2024-05-03"."""
    year, month, day = int(match["year"]), int(match["month"]), int(match["day"])
    return match.group() if _exists(year, month, day) else None


def read_month(match: re.Match[str], today: date | None) -> str | None:
    """Read a month; without a year it is the one nearest to today."""
    month = _MONTH_NUMBER[match["month"].lower()]
    if "year" in match.re.groupindex:
        return f"{match['year']}-{month:02}"
    if today is None:
        return None
    ahead = (month - today.month) % 12
    nearest = ahead if ahead < 6 and match["cue"].lower() != "last" else ahead - 12
    return _shifted_month(today, nearest)


def _shifted_month(day: date, months: int) -> str:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return f"{year:04}-{month + 1:02}"


def read_months_of_year(length: int) -> Reader:
    """Return a reader of the n-th stretch of so many months ("second quarter of 2024")."""

    def read(match: re.Match[str], _: date | None) -> str | None:
        nth = match["nth"].lower()
        last = (int(nth) if nth.isdigit() else _ORDINALS[nth]) * length
        return f"{match['year']}-{last - length + 1:02}/{match['year']}-{last:02}"

    return read


def read_first_months(match: re.Match[str], _: date | None) -> str | None:
    """Read "the first three months of 2024"."""
    count = _count(match)
    return f"{match['year']}-01/{match['year']}-{count:02}" if 1 <= count <= 12 else None


def _count(match: re.Match[str]) -> int:
    number = match["number"].lower()
    return int(number) if number.isdigit() else NUMBERS[number]


def read_year(match: re.Match[str], _: date | None) -> str | None:
    """Read "2024"."""
    return match["year"]


def read_years(match: re.Match[str], _: date | None) -> str | None:
    """Read "2019-2021"."""
    return f"{match['year']}/{match['last']}" if match["year"] < match["last"] else None


def read_weekday(match: re.Match[str], today: date | None) -> str | None:
    """Read a weekday as the last one up to today, or the next one when the clause looks ahead."""
    if today is None:
        return None
    number = _WEEKDAY_NUMBER[match["weekday"].lower()]
    back, ahead = (today.weekday() - number) % 7, (number - today.weekday()) % 7
    cue = (match["cue"] or "").strip().lower()
    if cue == "last":
        days = -(back or 7)
    elif cue == "next":
        days = ahead or 7
    else:
        days = ahead if _looks_ahead(match) else -back
    return (today + timedelta(days=days)).isoformat()


def _looks_ahead(match: re.Match[str]) -> bool:
    """Say whether the clause of a date speaks of the future."""
    before = match.string[max(0, match.start() - _AHEAD_WINDOW) : match.start()]
    behind = match.string[match.end() : match.end() + _AHEAD_WINDOW]
    return bool(_AHEAD.search(before) or _AHEAD_BEHIND.match(behind))


def read_near_day(match: re.Match[str], today: date | None) -> str | None:
    """Read "yesterday", "today" and "tomorrow"."""
    days = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}[match.group().lower()]
    return (today + timedelta(days=days)).isoformat() if today else None


def read_days_ago(match: re.Match[str], today: date | None) -> str | None:
    """Read "three days ago"."""
    days = _count(match) * (7 if match["unit"] == "week" else 1)
    return (today - timedelta(days=days)).isoformat() if today else None


def read_months_ago(match: re.Match[str], today: date | None) -> str | None:
    """Read "two months ago"."""
    return _shifted_month(today, -_count(match)) if today else None


def read_years_ago(match: re.Match[str], today: date | None) -> str | None:
    """Read "a year ago"."""
    return f"{today.year - _count(match):04}" if today else None


def read_relative_week(match: re.Match[str], today: date | None) -> str | None:
    """Read "last week" as Monday to Sunday, "this weekend" as Saturday and Sunday."""
    if today is None:
        return None
    step = _STEPS[match["step"].lower()]
    if match["end"] and step == 0 and today.weekday() < _MIDWEEK and not _looks_ahead(match):
        # On a Monday "this weekend" is the one that is over.
        step = -1
    monday = today + timedelta(days=7 * step - today.weekday())
    first = monday + timedelta(days=5) if match["end"] else monday
    return f"{first.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"


def read_relative_month(match: re.Match[str], today: date | None) -> str | None:
    """Read "last month"."""
    return _shifted_month(today, _STEPS[match["step"].lower()]) if today else None


def read_relative_year(match: re.Match[str], today: date | None) -> str | None:
    """Read "next year"."""
    return f"{today.year + _STEPS[match['step'].lower()]:04}" if today else None


_STEPS = {"last": -1, "this": 0, "next": 1}
