"""A paragraph in, its dateline out: where it was written, for which agency, on which day."""

import re
from dataclasses import dataclass
from functools import cache

from triplewire.extract.layout.agencies import is_agency, pattern
from triplewire.extract.names import entry

_WORD = r"[A-Z][\w.'’-]{1,30}"
_WORDS = rf"{_WORD}(?: {_WORD}){{0,3}}"
_DAY = (
    r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6},? )?"
    r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?|\d{1,2} [A-Z][a-z]{2,8}\.?(?:,? \d{4})?)"
)
_DASH = r"[ \t]*(?:--|[-–—])"
_REGIONS = rf"(?:, (?!{_DAY}){_WORDS}){{0,2}}"
_SOURCE = (
    rf"(?:/(?P<wire>[\w. -]{{2,40}})/(?:{_DASH})?"
    rf"|\((?P<agency>[A-Z][\w. &-]{{1,40}})\)(?:,? {_DAY})?{_DASH})"
)
# As "OSLO, May 3, 2021 /Newswire/ --" or "NEW DELHI (Agency) -" at the head of a paragraph.
_ANY_AGENCY = re.compile(
    rf"[ \t]*(?P<place>{_WORDS})(?:, {_WORDS}){{0,2}}(?:,? (?P<day>{_DAY}))? ?{_SOURCE}[ \t]*"
)
_PLACE = re.compile(
    rf"[ \t]*(?P<place>{_WORDS})(?:, {_WORDS}){{0,2}}(?P<day>,? {_DAY})?"
    r"(?: ?(?:—|–|--)|(?P<short> -)) (?=[A-Z\d\"'“‘«])"
)
# In capitals, at the head of the article: "LAGOS:", "KAMPALA.", "(BOSTON) —", "OSLO" alone.
_CAPITALS = re.compile(
    rf"[ \t]*(?P<open>\()?(?P<place>[A-Z][A-Z'’.-]+(?: [A-Z][A-Z'’.-]+){{0,2}}?)"
    rf"(?:, {_WORDS}){{0,2}}(?P<day>,? {_DAY})?"
    rf"(?:(?(open)\){_DASH}|[:.])[ \t]+(?=[A-Z\d\"'“‘«])|[ \t]*$)",
    re.MULTILINE,
)
_CITY = re.compile(r" City$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """A dateline: the stretches of its place and its agency, and the words of its day.

    ``end`` is where the prose begins. ``rule`` names what it was known by.
    """

    place: tuple[int, int]
    agency: tuple[int, int] | None = None
    day: str = ""
    end: int
    rule: str


def agency_dateline(text: str, start: int, end: int) -> Dateline | None:
    """Return the dateline with an agency at the head of a paragraph."""
    for rule, known in (
        ("dateline-agency", _known_agency()),
        ("dateline-any-agency", _ANY_AGENCY),
    ):
        match = known.match(text, start, end)
        if match is None or is_agency(match["place"]) or match["place"].startswith("The "):
            continue
        groups = match.groupdict()
        if groups.get("dashed") and not (match["place"].isupper() or is_place(match["place"])):
            continue
        group = next(name for name in ("agency", "wire", "dashed") if groups.get(name))
        first, last = match.span("place")
        # "ALMATY. Jan 23", and not "Washington D.C."
        if match["place"].count(".") == 1:
            last -= match["place"].endswith(".")
        return Dateline(
            place=(first, last), agency=match.span(group), day=groups["day"] or "",
            end=match.end(), rule=rule,
        )  # fmt: skip
    return None


def place_dateline(text: str, start: int, end: int, *, opening: bool) -> Dateline | None:
    """Return the dateline of a place alone: a known one, or one in capitals before a day.

    As "Taipei, Taiwan —" or "TAIPEI, May 3 -"; where the article opens also "LAGOS:", "(BOSTON) —"
    and "OSLO" on a line of its own.
    """
    match = _PLACE.match(text, start, end)
    if match is not None:
        capitals = match["place"].isupper()
        placed = is_place(match["place"]) and (capitals or not match["short"])
        if placed or (capitals and match["day"]):
            return Dateline(place=match.span("place"), end=match.end(), rule="dateline-place-dash")
    match = _CAPITALS.match(text, start, end) if opening else None
    if match is not None and is_place(match["place"]):
        return Dateline(
            place=match.span("place"), day=match["day"] or "", end=match.end(),
            rule="dateline-capitals",
        )  # fmt: skip
    return None


def is_place(name: str) -> bool:
    """Say whether a name, in capitals or not, is that of a known place."""
    for form in (name, name.title(), _CITY.sub("", name.title())):
        known = entry(form)
        if known is not None and known[1] in {"place", "country"}:
            return True
    return False


@cache
def _known_agency() -> re.Pattern[str]:
    """Return what matches the datelines in which only an agency that is known can be told."""
    agency = pattern()
    return re.compile(
        rf"[ \t]*(?P<place>{_WORDS})(?:/{_WORDS})?{_REGIONS}(?:[,.]? ?(?P<day>{_DAY}))?\.?(?:"
        rf" ?\((?P<agency>{agency})\)(?:,? {_DAY})?(?:[.:]?{_DASH}|[.:]|(?=[ \t]+[A-Z\"“]))"
        rf"|\.? ?/(?P<wire>{agency})/\.?(?:{_DASH})?"
        rf"|(?:,|{_DASH}) (?P<dashed>{agency})(?:{_DASH}|:|(?=[ \t]*$))"
        rf")[ \t]*",
        re.MULTILINE,
    )
