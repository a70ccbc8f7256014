"""A page without a stated date in, the day that its address or layout shows out, and by what."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from triplewire.read.page_pieces import Piece

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# The months in the languages of Western Europe: an English page may have another's frame.
_MONTHS = (
    "january jan januar jänner januari janvier janv enero ene gennaio gen janeiro",
    "february feb februar februari février févr febrero febbraio fevereiro fev",
    "march mar märz mär maart mrt mars marzo março",
    "april apr avril avr abril abr aprile",
    "may mai mei mayo maggio mag maio",
    "june jun juni juin junio giugno giu junho",
    "july jul juli juillet juil julio luglio lug julho",
    "august aug augustus août agosto ago",
    "september sep sept septembre septiembre settembre set setembro",
    "october oct oktober okt octobre octubre ottobre ott outubro out",
    "november nov novembre noviembre novembro",
    "december dec dezember dez décembre déc diciembre dic dicembre dezembro",
)
_NUMBERS = {name: at for at, names in enumerate(_MONTHS, 1) for name in names.split()}
_WORD = "|".join(sorted(_NUMBERS, key=lambda name: (-len(name), name)))
_YEAR = r"(?:19[89]\d|20\d\d)"
_DAY = re.compile(
    rf"(?<!\d)(?P<y1>{_YEAR})(?P<s1>[-/.])(?P<m1>\d\d?)(?P=s1)(?P<d1>\d\d?)(?!\d)"  # 2025-05-14
    rf"|(?<!\d)(?P<d2>\d\d?)(?P<s2>[-/.])\s?(?P<m2>\d\d?)(?P=s2)\s?(?P<y2>{_YEAR})(?!\d)"
    rf"|(?<!\d)(?P<d3>\d\d?)(?:st|nd|rd|th|er|º|\.)?[-\s](?:de\s|of\s)?(?P<m3>{_WORD})\b\.?,?"
    rf"[-\s](?:de\s)?(?P<y3>{_YEAR})(?!\d)"  # 14 May 2025
    rf"|\b(?P<m4>{_WORD})\b\.?\s(?P<d4>\d\d?)(?:st|nd|rd|th)?,?\s(?P<y4>{_YEAR})(?!\d)",
    re.IGNORECASE,
)
_IN_ADDRESS = re.compile(
    rf"[/_-](?P<y1>{_YEAR})(?P<s1>[/_-]?)(?P<m1>\d\d)(?P=s1)(?P<d1>\d\d)(?=[/_.?#-]|$)"
    rf"|[/_-](?P<d2>\d\d)-(?P<m2>\d\d)-(?P<y2>{_YEAR})(?=[/_.?#-]|$)"
)
_SHORT = 60  # of a line that says little more than a day
_NEAR = 25  # pieces of text behind the headline
_MOST = 50_000


def guessed_day(
    tree: "HtmlElement", shown: Iterable[Piece], address: str | None, found: str | None
) -> tuple[str | None, str]:
    """Return the day that a page most likely is of, None for none, and the rule that says so.

    ``shown`` are the texts of the page. ``found`` is the day that a library takes it for; it may
    have made up a part of it, and counts only where the page has the whole of it.
    """
    in_address = _IN_ADDRESS.search(address or "")
    day = _day_of(in_address) if in_address else None
    if day:
        return day, "page-date-address"
    dated = [piece for piece in shown if _DAY.search(piece.text)]
    # Behind the headline first: above it stands the day on which the page was called up.
    own = sorted((one for one in dated if not one.aside), key=lambda one: one.behind is None)
    for rule, chosen in (
        ("page-date-element", [piece for piece in own if piece.dated]),
        ("page-date-headline", [piece for piece in own if _is_near(piece)]),
    ):
        day = next((day for piece in chosen for day in _days(piece.text)), None)
        if day:
            return day, rule
    if found and found in _written(tree):
        return found, "page-date-library"
    days = {day for piece in dated if len(piece.text) <= _SHORT for day in _days(piece.text)}
    return days.pop() if len(days) == 1 else None, "page-date-only"


def _is_near(piece: Piece) -> bool:
    """Say whether a piece is a line of its own right behind the headline."""
    return piece.behind is not None and piece.behind < _NEAR and len(piece.text) <= _SHORT


def _written(tree: "HtmlElement") -> set[str]:
    """Return every day that a page has as a whole, in its text or in what its elements say."""
    return {
        day
        for element in islice(tree.iter(), _MOST)
        for text in (element.text, element.tail, *element.attrib.values())
        if text
        for found in _DAY.finditer(str(text))
        for day in _readings(found)
    }


def _days(text: str) -> Iterator[str]:
    return filter(None, map(_day_of, _DAY.finditer(text)))


def _day_of(found: re.Match[str]) -> str | None:
    """Return a day in ISO 8601, None for what is none, or may be two: 03/04/2025."""
    readings = _readings(found)
    return readings.pop() if len(readings) == 1 else None


def _readings(found: re.Match[str]) -> set[str]:
    """Return the days that may be meant: day and month change places between slashes."""
    parts = {key: value for key, value in found.groupdict().items() if value}
    year, month, day = (next(parts[key] for key in parts if key[0] == part) for part in "ymd")
    try:
        number, days = _NUMBERS.get(month.casefold()) or int(month), int(day)
        orders = {(number, days)} if number <= 12 else {(days, number)}
        if parts.get("s2") == "/" and days <= 12:
            orders.add((days, number))
        return {date(int(year), *order).isoformat() for order in orders}
    except ValueError:
        return set()
