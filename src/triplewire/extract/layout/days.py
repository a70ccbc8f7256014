"""A line in, the days out that it tells and nothing else: of publication or of an update."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from triplewire.edtf import MONTHS, WEEKDAYS

_MONTH = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)(?![a-z])\.?"
)
_DAY_OF = r"(?<!\d)(?P<day>\d{1,2})(?:st|nd|rd|th)?(?!\d)"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_WRITTEN = (
    re.compile(rf"\b{_MONTH}[\s-]?\s?{_DAY_OF},?\s?[\s,-]\s?{_YEAR}", re.IGNORECASE),
    re.compile(
        rf"{_DAY_OF}(?: of| de)?[\s./-]?\s?{_MONTH}(?: de)?,?[\s,/-]\s?{_YEAR}", re.IGNORECASE
    ),
    re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)([-/.])(?P<month>\d\d?)\2(?P<day>\d\d?)(?!\d)"),
)
# In the dotted form two digits are a year, where a word or a time says that it is a day.
_DOTTED = re.compile(r"(?<![\d.])(\d\d)\.(\d\d)\.(\d\d)(?![\d.])")
_YEARLESS = re.compile(
    rf"{_MONTH} {_DAY_OF}|{_DAY_OF.replace('day', 'd')} {_MONTH.replace('month', 'm')}",
    re.IGNORECASE,
)
_SPACED = re.compile(r"\b([A-Z][a-z]{2,8}|\d\d?) [-/] (\d\d?|[A-Z][a-z]{2,8}) [-/] (\d{4})\b")
_SHORT = 40
_NUMBERS = re.compile(r"(?<!\d)(\d\d?)([-/.])(\d\d?)\2((?:19|20)\d\d)(?!\d)")
_MONTHS = tuple(name[:3].lower() for name in MONTHS)
_WEEKDAYS = tuple(name[:3].lower() for name in WEEKDAYS)
_WEEKDAY = re.compile(
    r"\b(?P<name>Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:day|s|sday|nesday|rs|rsday|urday)?\b\.?",
    re.IGNORECASE,
)
_VERB = (
    r"(?:publi(?:shed?|cation|shing)|updated?|posted|post|issued?|modified|modification|released?"
    r"|created|filed|added|uploaded|submitted|printed|edited|revised|corrected|amended|aired"
    r"|dated?)"
)
_LABEL = re.compile(
    r"(?<![a-z])(?:(?:first|last|latest|most recent|originally|article|story|news|page|online|web"
    rf"|time of|date of)\s)*{_VERB}(?:\s(?:date|time|on|at|in|online|{_VERB}))*(?![a-z])"
    r"(?:\s?[:|])?\s*",
    re.IGNORECASE,
)
_CHANGED = re.compile(r"updat|modif|revis|edited|amend|correct|last|latest", re.IGNORECASE)
_ZONE = (
    r"(?:\(?(?:GMT|UTC|Z|[A-Z]{2,4}T|ET|PT|CT|HKT|IST|[A-Z]{3,4})\)?|local time"
    r"|(?:[A-Z][a-z]+ ){1,2}[Tt]ime)?(?:\s?\(?(?:GMT|UTC)?\s?[+-]\d{1,2}(?::?\d\d)?\)?)?"
)
_TIME = re.compile(
    r"(?:\bT|\bat |@\s?)?(?<!\d)\d{1,2}(?:\s?[:.h]\s?\d\d){1,2}(?:\.\d{1,6})?"
    rf"(?:\s?[ap]\.?m\b\.?)?(?:\s?hrs|\s?h)?\s?{_ZONE}(?![a-z\d])"
    r"|(?:\bat )?\b\d{1,2}\s?[ap]\.?m\b\.?(?:\s[A-Z]{2,4}\b)?"
    r"|\b\d{4}\s?(?:GMT|UTC|hrs|IST|HKT)\b",
    re.IGNORECASE,
)
# Looked for first, because looking for days takes long.
_HINT = re.compile(
    r"\d[^\n]*(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[^\n]*\d"
    r"|\d{4}[-/.]\d|\d[-/.]\d\d?[-/.]\d{4}|\d\d\.\d\d\.\d\d",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*[|•·]\s*|\s+[-–—/]\s+")
_FILLING = re.compile(
    r"\b(?:on|at|and|of|time|GMT|UTC|CES?T|EES?T|BST|[ECMP][SD]T|IST|JST|HKT|MSK|EAT|CAT|WAT)\b"
    r"|\(\d{1,4}\)?|\W|_",
    re.IGNORECASE,
)
_LEADING = (_LABEL, _TIME, _WEEKDAY, re.compile(r"\b(?:on|at)$", re.IGNORECASE))
_LABELS = 4
_AROUND = " \t,;|-–—/()[]·•:"
_TWELVE = 12
_LONGEST = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day (YYYY-MM-DD) and whether an update was made on it.

    ``labelled`` says that a word for it stands before it, as "Published". ``value`` is empty where
    it cannot be told which number is the month; then ``either`` has the two days that it may be.
    """

    value: str
    changed: bool = False
    labelled: bool = False
    either: tuple[str, ...] = ()


def read_day(line: str) -> tuple[str, bool] | None:
    """Return the first day that a line of days tells, and whether it is that of an update.

    >>> read_day("Updated: Jun 17, 2022, 21:10 IST")
    ('2022-06-17', True)
    >>> read_day("It rained on June 17, 2022")
    """
    days = [day for day in read_days(line) if day.value]
    return next(((day.value, day.changed) for day in days), None)


def read_days(line: str) -> tuple[Day, ...]:
    """Return the days of a line that tells nothing but days; none where it tells anything else.

    >>> [day.value for day in read_days("17.04.2017 - Update : 18.04.2017")]
    ['2017-04-17', '2017-04-18']
    """
    words = line.strip(_AROUND)
    if len(words) > _LONGEST or not _HINT.search(words):
        return ()
    words = _SPACED.sub(r"\1-\2-\3", words)
    days = []
    for label, piece in _pieces(words):
        day = _read(_DOTTED.sub(r"\1.\2.20\3", piece) if label else piece)
        if day is None:
            return ()
        changed = _CHANGED.search(label) is not None
        days.append(replace(day, changed=changed, labelled=bool(label)))
    return tuple(day for day in days if day.value or day.either)


def part_day(line: str) -> tuple[tuple[Day, ...], str, str]:
    """Return the day in a line, and the words before and behind it.

    >>> part_day("October 1, 2020 by Ann Roe")[1:]
    ('', 'by Ann Roe')
    """
    words = line.strip(_AROUND)
    if len(words) > _LONGEST or not _HINT.search(words):
        return (), "", ""
    for pattern in (*_WRITTEN, _NUMBERS):
        match = pattern.search(words)
        if match is None:
            continue
        before = _without_label(words[: match.start()])
        behind = words[match.end() :].lstrip(_AROUND)
        time = _TIME.match(behind)
        behind = behind[time.end() if time else 0 :].lstrip(_AROUND)
        days = read_days(words[len(before) : len(words) - len(behind)])
        if days:
            return days, before, behind
    return (), "", ""


def _without_label(words: str) -> str:
    """Return words without what leads to a day at their end: "Published on", "10:12", "Friday"."""
    for _ in range(_LABELS):
        words = words.rstrip(_AROUND)
        ends = [m.start() for p in _LEADING for m in p.finditer(words) if m.end() == len(words)]
        if not ends:
            break
        words = words[: min(ends)]
    return words


def is_yearless(line: str) -> bool:
    """Say whether a line is a day without its year: "3 FEB, 09:22", "Friday, July 26"."""
    words = line.strip(_AROUND)
    if len(words) > _SHORT:
        return False
    rest = _TIME.sub(" ", _WEEKDAY.sub(" ", words)).strip(_AROUND)
    return rest != "" and _YEARLESS.fullmatch(rest) is not None


def _pieces(words: str) -> Iterator[tuple[str, str]]:
    """Yield what stands behind each label and between two bars."""
    labels = list(_LABEL.finditer(words))
    begins = [0, *(label.end() for label in labels)]
    ends = [*(label.start() for label in labels), len(words)]
    for label, start, end in zip(["", *(m.group() for m in labels)], begins, ends, strict=True):
        for piece in _BETWEEN.split(words[start:end]):
            if piece.strip(_AROUND):
                yield label, piece


def _read(piece: str) -> Day | None:
    """Return the day of a piece, an empty one for a mere time, None for other words."""
    for pattern in _WRITTEN:
        match = pattern.search(piece)
        if match:
            value = _value(match["year"], match["month"], match["day"])
            told = value is not None and _says_no_more(piece[: match.start()], piece[match.end() :])
            return Day(value=value or "") if told else None
    match = _NUMBERS.search(piece)
    if match is None:
        return Day(value="") if _says_no_more(piece) else None
    if not _says_no_more(piece[: match.start()], piece[match.end() :]):
        return None
    return _of_numbers(match, piece)


def _of_numbers(match: re.Match[str], piece: str) -> Day | None:
    """Read "02.02.2020", and "20/07/2021" where the month can be only one of the two.

    A weekday beside it says which; with full stops or hyphens the day stands first.
    """
    one, mark, other, year = match.groups()
    readings = [
        value
        for day, month in ((one, other), (other, one))
        if (value := _value(year, month, day)) is not None
    ]
    if not readings:
        return None
    weekday = _WEEKDAY.search(piece)
    if weekday:
        number = _WEEKDAYS.index(weekday["name"].lower())
        fitting = [value for value in readings if date.fromisoformat(value).weekday() == number]
        readings = fitting or readings
    if len(set(readings)) == 1 or (mark in ".-" and int(other) <= _TWELVE):
        return Day(value=readings[0])
    return Day(value="", either=tuple(readings))


def _value(year: str, month: str, day: str) -> str | None:
    number = _MONTHS.index(month[:3].lower()) + 1 if month[0].isalpha() else int(month)
    try:
        return date(int(year), number, int(day)).isoformat()
    except ValueError:
        return None


def _says_no_more(*rests: str) -> bool:
    rest = _TIME.sub(" ", " , ".join(rests))
    return not _FILLING.sub("", _WEEKDAY.sub(" ", rest))
