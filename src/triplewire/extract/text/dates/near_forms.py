"""A way to write a date by the day of writing in ("on Monday"), what it stands for in EDTF out."""

import re
from datetime import date, timedelta

from triplewire.extract.text.dates.calendar_forms import sign_of
from triplewire.extract.text.dates.pieces import STEPS, WEEKDAY_NUMBER, count
from triplewire.extract.text.dates.spans import days, exists, interval, month_of, week_of
from triplewire.extract.text.dates.tense import AHEAD, BEHIND, direction, is_booked

_MIDWEEK = 3
_FAR = 5
# "Every Monday" is no day, "Good Friday" and "Black Monday" not the last one.
_NO_DAY = re.compile(
    r"\b(?:[Ee]very|[Ee]ach|[Aa]ny|[Mm]ost|[Rr]ecent|[Oo]ne|[Oo]ther|[Oo]n an?|like a|Good|Black"
    r"|Bloody|Ash|Holy|Easter|Super|Cyber|Palm|Whit|Maundy|Fat|Shrove) $"
)


def read_weekday(match: re.Match[str], today: date | None) -> str | None:
    """Read a weekday as the last one up to today, or the next one when the clause looks ahead.

    "Next Friday" is that of next week, "Friday week" seven days after Friday.
    """
    if today is None or _NO_DAY.search(match.string, max(0, match.start() - 12), match.start()):
        return None
    number = WEEKDAY_NUMBER[match["weekday"].lower()]
    groups = match.groupdict()
    step, cue = groups.get("step"), (groups.get("cue") or "").lower()
    if step:
        by = number - today.weekday() + 7 * STEPS[step.lower()]
        return (today + timedelta(days=by)).isoformat()
    return (today + timedelta(days=_to_weekday(match, number, today, cue))).isoformat()


def _to_weekday(match: re.Match[str], number: int, today: date, cue: str) -> int:
    """Return how many days from today a weekday is."""
    back, ahead = (today.weekday() - number) % 7, (number - today.weekday()) % 7
    if match.groupdict().get("week"):
        return ahead + 7
    if cue == "last":
        return -(back or 7)
    if cue == "next":
        # That of next week, unless this week's is as far as that of another week may be.
        return ahead if number < today.weekday() or ahead >= _FAR else ahead + 7
    sign = sign_of(match)
    forward = sign == AHEAD or is_booked(match.string, match.start(), match.end())
    return ahead if forward or (cue in {"this", "this coming"} and sign != BEHIND) else -back


def read_weekdays(match: re.Match[str], today: date | None) -> str | None:
    """Read "from Monday to Wednesday" and "Thursday and Friday", which are a stretch."""
    first, last = (WEEKDAY_NUMBER[match[name].lower()] for name in ("weekday", "until"))
    length = (last - first) % 7
    if not length or (match.groupdict().get("and") and length > 1):
        return None
    if today is None:
        return None
    if match["cue"]:
        begin = read_weekday(match, today)
        start = date.fromisoformat(begin) if begin else today
    else:
        # Without the "from" before them, which leads to what lies ahead.
        start = _start(first, length, today, direction(match.string, *match.span()))
    return days(start, start + timedelta(days=length))


def _start(weekday: int, length: int, today: date, sign: int) -> date:
    """Return where a stretch of weekdays begins; it may be running where nothing is told."""
    if sign == AHEAD:
        return today + timedelta(days=(weekday - today.weekday()) % 7)
    last = today - timedelta(days=length) if sign == BEHIND else today
    return last - timedelta(days=(last.weekday() - weekday) % 7)


def read_near_day(match: re.Match[str], today: date | None) -> str | None:
    """Read "yesterday", "tomorrow", "this morning" and "the day after tomorrow"."""
    words = match.group().lower()
    by = next((days for word, days in _NEAR.items() if words.endswith(word)), 0)
    by += 0 if not words.startswith("the day") else -1 if "before" in words else 1
    return (today + timedelta(days=by)).isoformat() if today else None


_NEAR = {"yesterday": -1, "last night": -1, "last evening": -1, "tomorrow": 1}


def read_day_of_month(match: re.Match[str], today: date | None) -> str | None:
    """Read "on the 9th", the nearest one on the side that is told, behind where none is."""
    day = int(match["day"])
    if today is None:
        return None
    booked = match["cue"].lower() == "for"
    sign = AHEAD if booked else sign_of(match) or BEHIND
    for months in range(3):
        year, month = map(int, month_of(today, months * sign).split("-"))
        if exists(year, month, day) and (date(year, month, day) - today).days * sign >= 0:
            return date(year, month, day).isoformat()
    return None


def read_ago(match: re.Match[str], today: date | None) -> str | None:
    """Read "three days ago", "a decade ago", "two weeks from now" and "in a month's time"."""
    if today is None:
        return None
    number, unit = count(match["number"]), match["unit"].lower()
    sign = BEHIND if match["way"] == "ago" else AHEAD
    if unit in _DAYS:
        return (today + timedelta(days=sign * number * _DAYS[unit])).isoformat()
    # "A year ago" tells the month as well, "three years ago" does not.
    if unit == "month" or (unit == "year" and number == 1):
        return month_of(today, sign * number * (12 if unit == "year" else 1))
    return f"{today.year + sign * number * (10 if unit == 'decade' else 1):04}"


_DAYS = {"day": 1, "week": 7, "fortnight": 14}


def read_relative_week(match: re.Match[str], today: date | None) -> str | None:
    """Read "last week" as Monday to Sunday, "this weekend" as Saturday and Sunday."""
    if today is None:
        return None
    step = STEPS[(match["step"] or "this").lower()]
    if not match["end"]:
        return week_of(today, step)
    ahead = direction(match.string, match.start(), match.end()) == AHEAD
    if step == 0 and today.weekday() < _MIDWEEK and not ahead:
        # On a Monday "this weekend" is the one that is over.
        step = -1
    saturday = today + timedelta(days=7 * step - today.weekday() + 5)
    return days(saturday, saturday + timedelta(days=1))


def read_relative_month(match: re.Match[str], today: date | None) -> str | None:
    """Read "last month" and "the end of the month"."""
    step = STEPS[(match["step"] or "this").lower()]
    return month_of(today, step) if today else None


_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}


def read_season(match: re.Match[str], today: date | None) -> str | None:
    """Read "last summer" as its three months, in the north; winters begin in December."""
    first = _SEASONS[match["season"].lower()]
    if match["year"]:
        begin = date(int(match["year"]), first, 1)
    elif today is None:
        return None
    else:
        begin = date(today.year, first, 1)
        if first == 12 and today.month <= 6:
            begin = begin.replace(year=today.year - 1)
        cue = match["cue"].lower()
        over = month_of(begin, 2) < month_of(today)
        if cue in {"last", "since"} and not over and (cue == "last" or begin > today):
            begin = begin.replace(year=begin.year - 1)
        elif cue == "next" and begin <= today:
            begin = begin.replace(year=begin.year + 1)
    return interval(month_of(begin), month_of(begin, 2))
