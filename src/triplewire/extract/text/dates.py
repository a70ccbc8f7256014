"""A text and its day of publication in, the dates and periods it names out, with values in EDTF."""

import re
from dataclasses import dataclass
from datetime import date

from triplewire.edtf import MONTHS, WEEKDAYS
from triplewire.extract.text.date_forms import (
    NUMBERS,
    Reader,
    read_across_months,
    read_day,
    read_days_ago,
    read_first_months,
    read_iso_day,
    read_month,
    read_months_ago,
    read_months_of_year,
    read_near_day,
    read_relative_month,
    read_relative_week,
    read_relative_year,
    read_weekday,
    read_year,
    read_years,
    read_years_ago,
)
from triplewire.extract.text.page import DateMention

_MONTH = rf"(?P<month>{'|'.join(MONTHS)}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\b"
_LAST_DAY = r"(?: ?[-–] ?| to )(?P<last>\d{1,2})(?:st|nd|rd|th)?\b"
_UNTIL = _MONTH.replace("<month>", "<until>")
_LAST_NUMBER = r"(?P<last>\d{1,2})(?:st|nd|rd|th)?\b"
_YEAR = r"(?P<year>(?:19|20)\d\d)\b"
_LAST_YEAR = r"(?P<last>(?:19|20)\d\d)\b"
_WEEKDAY = rf"(?P<weekday>{'|'.join(WEEKDAYS)})\b"
# In letters of ASCII: without regard to case "ſ" is an "s" and "ı" an "i" elsewhere.
_NUMBER = rf"(?P<number>\d{{1,3}}|(?ai:{'|'.join(NUMBERS)}))"
_BESIDE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    """How one way to write a date is found and read; the group "value" narrows the zone."""

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
            base = today or (_year_beside(found, start) if rule.read is read_day else None)
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


_STEP = r"\b(?P<step>[Ll]ast|[Tt]his|[Nn]ext)"
_NTH = r"(?P<nth>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth)"
_MONTH_CUE = r"\b(?P<cue>[Ii]n|[Ss]ince|[Dd]uring|[Uu]ntil|[Bb]y|[Ll]ast|[Tt]his|[Ee]arly|[Ll]ate)"
_YEAR_CUE = (
    r"\b(?:[Ii]n|[Ss]ince|[Dd]uring|[Oo]f|[Bb]y|[Uu]ntil|[Ff]rom|[Tt]o|[Ee]arly|[Ll]ate|year)"
)

_DAYS, _MONTHS, _YEARS = "day", "month", "year"
_POINT, _PERIOD = False, True
# (precision, whether a period, reader, pattern): the first rule that reads a zone has it.
_TABLE: tuple[tuple[str, bool, Reader, str], ...] = (
    (
        _DAYS,
        _POINT,
        read_across_months,
        rf"\b{_MONTH} {_DAY} ?(?:-|–|to|until|through) ?{_UNTIL} {_LAST_NUMBER}(?:,? {_YEAR})?",
    ),
    (
        _DAYS,
        _POINT,
        read_across_months,
        rf"\b{_DAY} {_MONTH} ?(?:-|–|to|until|through) ?{_LAST_NUMBER} {_UNTIL}(?:,? {_YEAR})?",
    ),
    (_DAYS, _POINT, read_day, rf"\b{_MONTH} {_DAY}(?:{_LAST_DAY})?,? {_YEAR}"),
    (_DAYS, _POINT, read_day, rf"\b{_DAY}(?:{_LAST_DAY})? (?:of )?{_MONTH},? {_YEAR}"),
    (_DAYS, _POINT, read_iso_day, rf"\b{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)\b"),
    (_MONTHS, _PERIOD, read_first_months, rf"\b[Ff]irst {_NUMBER} months of {_YEAR}"),
    (_MONTHS, _PERIOD, read_months_of_year(3), rf"\b{_NTH} quarter of {_YEAR}"),
    (_MONTHS, _PERIOD, read_months_of_year(3), rf"\bQ(?P<nth>[1-4]) {_YEAR}"),
    (_MONTHS, _PERIOD, read_months_of_year(6), rf"\b(?P<nth>[Ff]irst|[Ss]econd) half of {_YEAR}"),
    (
        _YEARS,
        _PERIOD,
        read_years,
        rf"\b(?:[Bb]etween|[Ff]rom) (?P<value>{_YEAR} (?:and|to) {_LAST_YEAR})",
    ),
    (_MONTHS, _POINT, read_month, rf"\b{_MONTH},? {_YEAR}"),
    (_DAYS, _POINT, read_day, rf"\b{_MONTH} {_DAY}(?:{_LAST_DAY})?(?![,.]?\d)"),
    (_DAYS, _POINT, read_day, rf"\b{_DAY}(?:{_LAST_DAY})? (?:of )?{_MONTH}"),
    (_DAYS, _POINT, read_weekday, rf"(?:\b(?P<cue>[Ll]ast|[Nn]ext|[Tt]his) )?\b{_WEEKDAY}"),
    (_DAYS, _POINT, read_near_day, r"\b(?:[Yy]esterday|[Tt]oday|[Tt]onight|[Tt]omorrow)\b"),
    (_DAYS, _POINT, read_days_ago, rf"\b{_NUMBER} (?P<unit>day|week)s? ago\b"),
    (_MONTHS, _POINT, read_months_ago, rf"\b{_NUMBER} months? ago\b"),
    (_YEARS, _POINT, read_years_ago, rf"\b{_NUMBER} years? ago\b"),
    (_DAYS, _POINT, read_relative_week, rf"{_STEP} week(?P<end>end)?\b"),
    (_MONTHS, _POINT, read_relative_month, rf"{_STEP} month\b"),
    (_YEARS, _POINT, read_relative_year, rf"{_STEP} year\b"),
    (_MONTHS, _POINT, read_month, rf"{_MONTH_CUE}[ -](?P<value>{_MONTH})"),
    (_YEARS, _PERIOD, read_year, rf"\b(?:[Ff]or|[Tt]hroughout|fiscal) (?P<value>{_YEAR})"),
    (_YEARS, _POINT, read_year, rf"{_YEAR_CUE} (?P<value>{_YEAR})"),
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
