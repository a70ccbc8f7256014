"""A text and its day of publication in, the dates and periods it names out, with values in EDTF."""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from triplewire.extract.text.lexicon import MONTHS, WEEKDAYS, words
from triplewire.extract.text.page import DateMention

_MONTH_NUMBER = {name.lower(): number for number, name in enumerate(MONTHS, start=1)}
_MONTH_NUMBER |= {name[:3]: number for name, number in _MONTH_NUMBER.items()} | {"sept": 9}
_WEEKDAY_NUMBER = {name.lower(): number for number, name in enumerate(WEEKDAYS)}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_NUMBER_WORDS = "one two three four five six seven eight nine ten eleven twelve"
_NUMBERS = {word: number for number, word in enumerate(words(_NUMBER_WORDS), start=1)} | {"a": 1}

_MONTH = rf"(?P<month>{'|'.join(MONTHS)}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\b"
_LAST_DAY = r"(?: ?[-–] ?| to )(?P<last>\d{1,2})(?:st|nd|rd|th)?\b"
_UNTIL = _MONTH.replace("<month>", "<until>")
_LAST_NUMBER = r"(?P<last>\d{1,2})(?:st|nd|rd|th)?\b"
_YEAR = r"(?P<year>(?:19|20)\d\d)\b"
_LAST_YEAR = r"(?P<last>(?:19|20)\d\d)\b"
_WEEKDAY = rf"(?P<weekday>{'|'.join(WEEKDAYS)})\b"
_NUMBER = rf"(?P<number>\d{{1,3}}|(?i:{'|'.join(_NUMBERS)}))"
# A weekday lies ahead when its clause speaks of the future.
_AHEAD = re.compile(r"\b(?:will|would|scheduled|due|set to|is to|are to|plans? to)\b[^.;\n]{0,80}$")
_AHEAD_BEHIND = re.compile(r",? [^.;\n,]{0,60}\b(?:will|is to|are to|(?:is|are) due)\b")
_AHEAD_WINDOW = 100
_BESIDE = 60
_MIDWEEK = 3

Reader = Callable[[re.Match[str], "date | None"], "str | None"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    """How one way to write a date is found and read; the group "value" narrows the stretch."""

    pattern: re.Pattern[str]
    read: Reader
    precision: str
    period: bool


def find_dates(text: str, published: str | None) -> tuple[DateMention, ...]:
    """Return the dates in a text, in text order, none inside another.

    Relative dates need the day of publication (ISO 8601); without it they are left out.
    """
    today = date.fromisoformat(published[:10]) if published else None
    taken = bytearray(len(text))
    found: list[DateMention] = []
    for rule in _RULES:
        for match in rule.pattern.finditer(text):
            narrowed = "value" in rule.pattern.groupindex
            start, end = match.span("value") if narrowed else match.span()
            base = today or (_year_beside(found, start) if rule.read is _day else None)
            value = rule.read(match, base) if taken.find(1, start, end) < 0 else None
            if value is None:
                continue
            taken[start:end] = b"\1" * (end - start)
            found.append(
                DateMention(
                    start=start,
                    end=end,
                    value=value,
                    precision=rule.precision,
                    period=rule.period,
                )
            )
    return tuple(sorted(found, key=lambda mention: mention.start))


def _year_beside(found: list[DateMention], start: int) -> date | None:
    """Return the full date that follows "4 April and" at once: its year holds for both."""
    for mention in found:
        if 0 < mention.start - start < _BESIDE and mention.precision == _DAYS:
            return date.fromisoformat(mention.value[:10])
    return None


def read_date(line: str) -> str | None:
    """Return the ISO date that is all a line says, or None."""
    match = _DATE_LINE.fullmatch(line.strip())
    if match is None:
        return None
    dates = find_dates(match["date"], None)
    return dates[0].value if len(dates) == 1 and dates[0].precision == "day" else None


def _day(match: re.Match[str], today: date | None) -> str | None:
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
    chosen = min(ahead, default=nearest) if "year" not in groups else nearest
    if last <= first or not _exists(chosen.year, month, last):
        return chosen.isoformat()
    return f"{chosen.isoformat()}/{chosen.replace(day=last).isoformat()}"


def _across_months(match: re.Match[str], today: date | None) -> str | None:
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


def _iso_day(match: re.Match[str], _: date | None) -> str | None:
    year, month, day = int(match["year"]), int(match["month"]), int(match["day"])
    return match.group() if _exists(year, month, day) else None


def _month(match: re.Match[str], today: date | None) -> str | None:
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


def _months_of_year(length: int) -> Reader:
    """Return a reader of the n-th stretch of so many months ("second quarter of 2024")."""

    def read(match: re.Match[str], _: date | None) -> str | None:
        nth = match["nth"].lower()
        last = (int(nth) if nth.isdigit() else _ORDINALS[nth]) * length
        return f"{match['year']}-{last - length + 1:02}/{match['year']}-{last:02}"

    return read


def _first_months(match: re.Match[str], _: date | None) -> str | None:
    count = _count(match)
    return f"{match['year']}-01/{match['year']}-{count:02}" if 1 <= count <= 12 else None


def _count(match: re.Match[str]) -> int:
    number = match["number"].lower()
    return int(number) if number.isdigit() else _NUMBERS[number]


def _year(match: re.Match[str], _: date | None) -> str | None:
    return match["year"]


def _years(match: re.Match[str], _: date | None) -> str | None:
    return f"{match['year']}/{match['last']}" if match["year"] < match["last"] else None


def _weekday(match: re.Match[str], today: date | None) -> str | None:
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


def _near_day(match: re.Match[str], today: date | None) -> str | None:
    days = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}[match.group().lower()]
    return (today + timedelta(days=days)).isoformat() if today else None


def _days_ago(match: re.Match[str], today: date | None) -> str | None:
    days = _count(match) * (7 if match["unit"] == "week" else 1)
    return (today - timedelta(days=days)).isoformat() if today else None


def _months_ago(match: re.Match[str], today: date | None) -> str | None:
    return _shifted_month(today, -_count(match)) if today else None


def _years_ago(match: re.Match[str], today: date | None) -> str | None:
    return f"{today.year - _count(match):04}" if today else None


def _relative_week(match: re.Match[str], today: date | None) -> str | None:
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


def _relative_month(match: re.Match[str], today: date | None) -> str | None:
    return _shifted_month(today, _STEPS[match["step"].lower()]) if today else None


def _relative_year(match: re.Match[str], today: date | None) -> str | None:
    return f"{today.year + _STEPS[match['step'].lower()]:04}" if today else None


_STEPS = {"last": -1, "this": 0, "next": 1}
_STEP = r"\b(?P<step>[Ll]ast|[Tt]his|[Nn]ext)"
_NTH = r"(?P<nth>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth)"
_MONTH_CUE = r"\b(?P<cue>[Ii]n|[Ss]ince|[Dd]uring|[Uu]ntil|[Bb]y|[Ll]ast|[Tt]his|[Ee]arly|[Ll]ate)"
_YEAR_CUE = (
    r"\b(?:[Ii]n|[Ss]ince|[Dd]uring|[Oo]f|[Bb]y|[Uu]ntil|[Ff]rom|[Tt]o|[Ee]arly|[Ll]ate|year)"
)

_DAYS, _MONTHS, _YEARS = "day", "month", "year"
_POINT, _PERIOD = False, True
# (precision, whether a period, reader, pattern): the first rule that reads a stretch has it.
_TABLE: tuple[tuple[str, bool, Reader, str], ...] = (
    (
        _DAYS,
        _POINT,
        _across_months,
        rf"\b{_MONTH} {_DAY} ?(?:-|–|to|until|through) ?{_UNTIL} {_LAST_NUMBER}(?:,? {_YEAR})?",
    ),
    (
        _DAYS,
        _POINT,
        _across_months,
        rf"\b{_DAY} {_MONTH} ?(?:-|–|to|until|through) ?{_LAST_NUMBER} {_UNTIL}(?:,? {_YEAR})?",
    ),
    (_DAYS, _POINT, _day, rf"\b{_MONTH} {_DAY}(?:{_LAST_DAY})?,? {_YEAR}"),
    (_DAYS, _POINT, _day, rf"\b{_DAY}(?:{_LAST_DAY})? (?:of )?{_MONTH},? {_YEAR}"),
    (_DAYS, _POINT, _iso_day, rf"\b{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)\b"),
    (_MONTHS, _PERIOD, _first_months, rf"\b[Ff]irst {_NUMBER} months of {_YEAR}"),
    (_MONTHS, _PERIOD, _months_of_year(3), rf"\b{_NTH} quarter of {_YEAR}"),
    (_MONTHS, _PERIOD, _months_of_year(3), rf"\bQ(?P<nth>[1-4]) {_YEAR}"),
    (_MONTHS, _PERIOD, _months_of_year(6), rf"\b(?P<nth>[Ff]irst|[Ss]econd) half of {_YEAR}"),
    (
        _YEARS,
        _PERIOD,
        _years,
        rf"\b(?:[Bb]etween|[Ff]rom) (?P<value>{_YEAR} (?:and|to) {_LAST_YEAR})",
    ),
    (_MONTHS, _POINT, _month, rf"\b{_MONTH},? {_YEAR}"),
    (_DAYS, _POINT, _day, rf"\b{_MONTH} {_DAY}(?:{_LAST_DAY})?(?![,.]?\d)"),
    (_DAYS, _POINT, _day, rf"\b{_DAY}(?:{_LAST_DAY})? (?:of )?{_MONTH}"),
    (_DAYS, _POINT, _weekday, rf"(?:\b(?P<cue>[Ll]ast|[Nn]ext|[Tt]his) )?\b{_WEEKDAY}"),
    (_DAYS, _POINT, _near_day, r"\b(?:[Yy]esterday|[Tt]oday|[Tt]onight|[Tt]omorrow)\b"),
    (_DAYS, _POINT, _days_ago, rf"\b{_NUMBER} (?P<unit>day|week)s? ago\b"),
    (_MONTHS, _POINT, _months_ago, rf"\b{_NUMBER} months? ago\b"),
    (_YEARS, _POINT, _years_ago, rf"\b{_NUMBER} years? ago\b"),
    (_DAYS, _POINT, _relative_week, rf"{_STEP} week(?P<end>end)?\b"),
    (_MONTHS, _POINT, _relative_month, rf"{_STEP} month\b"),
    (_YEARS, _POINT, _relative_year, rf"{_STEP} year\b"),
    (_MONTHS, _POINT, _month, rf"{_MONTH_CUE}[ -](?P<value>{_MONTH})"),
    (_YEARS, _PERIOD, _year, rf"\b(?:[Ff]or|[Tt]hroughout|fiscal) (?P<value>{_YEAR})"),
    (_YEARS, _POINT, _year, rf"{_YEAR_CUE} (?P<value>{_YEAR})"),
)
_RULES = tuple(
    _Rule(pattern=re.compile(pattern), read=read, precision=precision, period=period)
    for precision, period, read, pattern in _TABLE
)

# A line like "Thursday, May 8, 2025" or "Published: 8 May 2025, 10:15 GMT".
_DATE_LINE = re.compile(
    rf"(?:(?:Published|Updated|Posted|Date)(?: on|:)? )?(?:(?:{'|'.join(WEEKDAYS)}),? )?"
    rf"(?P<date>[A-Z][a-z]{{2,8}}\.? \d{{1,2}}, \d{{4}}|\d{{1,2}} [A-Z][a-z]{{2,8}} \d{{4}}"
    rf"|\d{{4}}-\d\d-\d\d)(?:[ ,T]{{1,2}}\d{{1,2}}[:.]\d\d.{{0,20}})?"
)
