"""A page without a stated date in, the day that its address or layout shows out, and by what."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

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
# What holds days that are others': comments, links to other stories, the foot of the page.
_ASIDE = re.compile(
    r"comment|kommentar|related|sidebar|footer|teaser|recommend|archiv|widget|latest|recent"
    r"|popular|promo|carousel|newsletter|menu|breadcrumb|copyright",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"date\b|date[_-]|datum|\btime|timestamp|publish|posted|created|byline|\bstand\b|\bmeta\b",
    re.IGNORECASE,
)
_ASIDES = frozenset({"nav", "footer", "aside"})
_HIDDEN = frozenset({"script", "style", "noscript", "template", "select"})
_OUTER = frozenset({"html", "body", "main"})
_LONGEST = 120
_SHORT = 60  # of a line that says little more than a day
_NEAR = 25  # pieces of text behind the headline
_FEW = 10  # parts of an element that is about the day alone
_MOST = 50_000


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of text: how far behind the headline (None before it), and in what it stands."""

    text: str
    behind: int | None
    aside: bool
    dated: bool

    @property
    def is_near(self) -> bool:
        """Say whether it is a line of its own right behind the headline."""
        return self.behind is not None and self.behind < _NEAR and len(self.text) <= _SHORT


def guessed_day(
    tree: "HtmlElement", address: str | None, found: str | None
) -> tuple[str, str] | None:
    """Return the day that a page most likely is of, and the rule that says so.

    ``found`` is the day that a library takes it for; it may have made up a part of it, and counts
    only where the page has the whole of it.
    """
    in_address = _IN_ADDRESS.search(address or "")
    day = _day_of(in_address) if in_address else None
    if day:
        return day, "page-date-address"
    dated = [piece for piece in _pieces(tree) if _DAY.search(piece.text)]
    pieces = [piece for piece in dated if not piece.aside]
    # Behind the headline first: above it stands the day on which the page was called up.
    pieces.sort(key=lambda piece: piece.behind is None)
    for rule, chosen in (
        ("page-date-element", [piece for piece in pieces if piece.dated]),
        ("page-date-headline", [piece for piece in pieces if piece.is_near]),
    ):
        day = next((day for piece in chosen for day in _days(piece.text)), None)
        if day:
            return day, rule
    if found and found in _written(tree):
        return found, "page-date-library"
    shown = {day for piece in dated if len(piece.text) <= _SHORT for day in _days(piece.text)}
    return (shown.pop(), "page-date-only") if len(shown) == 1 else None


def _pieces(tree: "HtmlElement") -> Iterator[_Piece]:
    """Yield each short text that is shown on a page, in order."""
    headline = next(tree.iter("h1"), None)
    around = set(headline.iterancestors()) if headline is not None else set()
    within: dict[HtmlElement, tuple[bool, bool]] = {}
    behind: int | None = None
    for number, element in enumerate(tree.iter()):
        if number >= _MOST:
            return
        outer = within.get(element.getparent(), (False, False))
        if isinstance(element.tag, str) and element.tag not in _HIDDEN:
            aside, dated = outer
            said = " ".join(str(element.get(k) or "")[:200] for k in ("class", "id", "itemprop"))
            if element not in around and element.tag not in _OUTER:
                aside = aside or element.tag in _ASIDES or _ASIDE.search(said) is not None
            dated = (
                element.tag == "time"
                or _DATED.search(said) is not None
                or (dated and len(element) < _FEW)
            )
            within[element] = (aside, dated)
            behind = 0 if element is headline else behind
            text = _short(element.get("datetime") or element.text)
            if text:
                behind = None if behind is None else behind + 1
                yield _Piece(text, behind, aside, dated)
        text = _short(element.tail)
        if text:
            yield _Piece(text, behind, *outer)


def _short(text: str | None) -> str:
    line = " ".join(str(text or "")[: 2 * _LONGEST].split())
    return line if len(line) <= _LONGEST else ""


def _written(tree: "HtmlElement") -> set[str]:
    """Return every day that a page has as a whole, in its text or in what its elements say."""
    return {
        day
        for number, element in enumerate(tree.iter())
        if number < _MOST
        for text in (element.text, element.tail, *element.attrib.values())
        if text
        for day in _days(str(text))
    }


def _days(text: str) -> Iterator[str]:
    return filter(None, map(_day_of, _DAY.finditer(text)))


def _day_of(found: re.Match[str]) -> str | None:
    """Return a day in ISO 8601, None for what is none."""
    year, month, day = (
        next(value for key, value in found.groupdict().items() if key[0] == part and value)
        for part in "ymd"
    )
    number, days = _NUMBERS.get(month.lower()) or int(month), int(day)
    if number > 12 >= days:
        number, days = days, number
    try:
        return date(int(year), number, days).isoformat()
    except ValueError:
        return None
