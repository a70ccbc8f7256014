"""A line in, the day out that it tells and nothing else: of publication or of an update."""

import re
from datetime import date

from triplewire.extract.text import find_dates

_LABEL = re.compile(
    r"(?P<label>(?:First |Last |Originally )?(?:Published|Updated?|Posted|Issued|Modified|Released"
    r"|Created|Date)(?: on| at)?)\b\s?[:|]?\s*",
    re.IGNORECASE,
)
_CHANGED = re.compile(r"updat|modif", re.IGNORECASE)
_TIME = re.compile(
    r"(?:\bat )?\b\d{1,2}(?::\d\d){1,2}\s?(?:[AaPp]\.?[Mm]\b\.?)?(?:hrs|h)?"
    r"\s?(?:\(?[A-Z]{2,4}\)?(?:[+-]\d{1,4}(?::\d\d)?)?)?(?![\w])"
)
_NUMBERS = re.compile(r"(\d{1,2})([./])(\d{1,2})\2((?:19|20)\d\d)")
# Looked for first, because looking for days takes long.
_HINT = re.compile(
    r"\d.*(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|\d{4}-\d\d-\d|\d[./]\d)"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec).*\d|\d{4}-\d\d-\d|\d[./]\d",
    re.IGNORECASE,
)
# A whole day has its year.
_YEAR = re.compile(r"\d{4}")
_AROUND = " ,;|-–—/()·•"
_MONTHS = 12
_LONGEST = 90


def may_be_day(line: str) -> bool:
    """Say whether a line may tell a day; cheap, where to read one is not.

    >>> may_be_day("It rained on June 17, 2022"), may_be_day("It rained on June 17")
    (True, False)
    """
    words = line.strip(_AROUND)
    return len(words) <= _LONGEST and bool(_YEAR.search(words) and _HINT.search(words))


def read_day(line: str) -> tuple[str, bool] | None:
    """Return the day (YYYY-MM-DD) that is all a line tells, and whether it is that of an update.

    >>> read_day("Updated: Jun 17, 2022, 21:10 IST")
    ('2022-06-17', True)
    >>> read_day("It rained on June 17, 2022")
    """
    if not may_be_day(line):
        return None
    words = line.strip(_AROUND)
    label = _LABEL.match(words)
    rest = _TIME.sub(" ", words[label.end() if label else 0 :]).strip(_AROUND)
    day = _of_numbers(rest) or _of_words(rest)
    changed = (
        label is not None and re.search(r"updat|modif", label["label"], re.IGNORECASE) is not None
    )
    return (day, changed) if day else None


def _of_words(words: str) -> str | None:
    plain = " ".join(words.split())
    for mention in find_dates(plain, None)[:1]:
        around = plain[: mention.start] + plain[mention.end :]
        if mention.precision == "day" and not re.sub(
            r"(?i)\b(?:on|(?:mon|tue|wed|thu|fri|sat|sun)\w{0,6})\b|\W", "", around
        ):
            return mention.value
    return None


def _of_numbers(words: str) -> str | None:
    """Read "02.02.2020", and "20/07/2021" where the month can be only one of the two."""
    match = _NUMBERS.fullmatch(words)
    if match is None:
        return None
    one, other, year = int(match[1]), int(match[3]), int(match[4])
    if match[2] == "/" and other > _MONTHS:
        one, other = other, one
    elif match[2] == "/" and one <= _MONTHS and one != other:
        return None
    try:
        return date(year, other, one).isoformat()
    except ValueError:
        return None
