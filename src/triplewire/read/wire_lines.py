"""What agencies write into one line of markup in, its parts out: names and a place."""

import re
from collections.abc import Iterator

from triplewire.edtf import MONTHS
from triplewire.read.dates import iso_date

_BY = re.compile(r"(?:by|from|words by|story by)[\s:]+", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:;|/|\||&|\band\b|\bwith\b)\s*", re.IGNORECASE)
# "Ana Reyes, Staff Writer": after a comma stands another name only if it has none of these.
_TITLE = re.compile(
    r"\b(?:writers?|reporters?|correspondents?|editors?|staff|chief|columnists?|bureau|news"
    r"|contributors?|agency|service|special|analysts?)\b|^the\b|\d",
    re.IGNORECASE,
)
_PLACE_ENDS = re.compile(
    rf"[,(\[/:;\d]|\s[-–—]|[—–]|\.\s|\s(?:{'|'.join(month[:3] for month in MONTHS)})[a-z]*\.?\s\d",
    re.IGNORECASE,
)


def names_in(byline: str) -> Iterator[str]:
    """Yield the people that a byline names.

    >>> list(names_in("By Ana Reyes, Staff Writer, and Tom Okoro"))
    ['Ana Reyes', 'Tom Okoro']
    """
    for part in _BETWEEN.split(_BY.sub("", byline, count=1) if _BY.match(byline) else byline):
        for name in part.split(","):
            person = name.strip(" .")
            if is_person(person):
                yield person


def is_person(name: str) -> bool:
    """Say whether what stands where an author is named can be a person, and is no desk or login.

    >>> is_person("Ana Reyes"), is_person("Staff Reporter"), is_person("admin")
    (True, False, False)
    """
    return any(map(str.isupper, name)) and not _TITLE.search(name)


def place_in(dateline: str) -> str | None:
    """Return the place that a dateline begins with.

    >>> place_in("MOSCOW, Monday (Agency)"), place_in("Quito March 3 EFE"), place_in("20170102")
    ('MOSCOW', 'Quito', None)
    """
    place = _PLACE_ENDS.split(dateline.strip(), maxsplit=1)[0].strip()
    return place if any(map(str.isalpha, place)) else None


def first_date(*texts: str | None) -> str | None:
    """Return the first of several dates that can be understood."""
    return next((day for text in texts if text and (day := iso_date(text))), None)
