"""A paragraph in, its dateline out: where it was written, for which agency, on which day."""

import re
from dataclasses import dataclass
from functools import cache

from triplewire.extract.layout.agencies import is_agency, pattern
from triplewire.extract.names import entry
from triplewire.extract.text import words

_UP = r"[A-Z\u00c0-\u00de\u0100-\u017e]"
_WORD = rf"{_UP}(?:[\w.'’]|-(?=[^\W\d_])){{1,30}}"
_SMALL = r"(?:de|of|am|an|on|es|la|el|del|da|do|dos|du|le|las|los|al|and|upon|the)"
_WORDS = rf"{_WORD}(?: (?:{_SMALL} )?{_WORD}){{0,3}}"
_CAPITAL = rf"{_UP}[A-Z\u00c0-\u00de\u0100-\u017e'’.-]+"
_WEEKDAY = r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}"
_MONTH = (
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
    r"|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Za-z]{0,6}\.?"
)
_DATE = (
    rf"(?:{_MONTH} ?\d{{1,2}}(?:st|nd|rd|th)?(?!\d)(?:,? ?\d{{4}})?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},?(?: ?\d{{4}})?|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{4}})"
)
_DAY = rf"(?:(?:{_WEEKDAY},? )?{_DATE}|{_WEEKDAY}(?![a-z]))"
# As of agencies of the Gulf, whose datelines tell the day by two calendars.
_HIJRI = r"(?:,? [A-Z][\w'’ -]{2,20} \d{1,2},? 14\d\d(?: ?A?H)?,?(?: corresponding to)?)?"
_DASH = r"[ \t]*(?:--+|[-–—])"
_REGION = rf"(?:, ?(?!{_DAY}){_WORDS}| ?[(\[]{_WORDS}[)\]])"
_REGIONS = rf"(?:/{_WORDS}){{0,2}}{_REGION}{{0,2}}{_HIJRI}"
_PROSE = r"(?=[A-Z\d\"'“‘«])"
# As "OSLO, May 3, 2021 /Newswire/ --" or "NEW DELHI (Agency) -" at the head of a paragraph.
_ANY_AGENCY = re.compile(
    rf"[ \t]*(?P<place>{_WORDS}){_REGIONS}(?:,? (?P<day>{_DAY}))?,? ?"
    rf"(?:/(?P<wire>[\w. -]{{2,40}})/(?:{_DASH})?"
    rf"|\((?P<agency>[A-Z][\w. &/-]{{1,40}})\)(?:,? {_DAY})?(?:{_DASH}|(?P<colon>:)(?= )))[ \t]*"
)
_PLACE = re.compile(
    rf"[ \t]*(?P<place>{_WORDS}){_REGIONS}(?P<day>[,.]? {_DAY})?"
    rf"[.:]?(?: ?(?:—|--+) ?| ?– |(?P<short> - |(?<=[.:)\]])- ?"
    rf"|(?<=[A-Z]{{3}})-(?=[A-Z][a-z]))){_PROSE}"
)
# In capitals, at the head of the article: "LAGOS:", "KAMPALA.", "(BOSTON) —", "OSLO" alone.
_CAPITALS = re.compile(
    rf"[ \t]*(?P<open>[(\[])?(?P<place>{_CAPITAL}(?: {_CAPITAL}){{0,2}}?)"
    rf"{_REGIONS}(?P<day>[,.]? {_DAY})?"
    rf"(?:(?(open)[)\]](?:{_DASH}|:)?|[:.|])[ \t]+{_PROSE}|[:.]?(?(open)[)\]])(?:{_DASH})?[ \t]*$)",
    re.MULTILINE,
)
# In ordinary letters, at the head of the article: "Islamabad: A court", "Chennai, Dec 4: Rain".
_COLON = re.compile(
    rf"[ \t]*(?:{_DATE}, )?(?P<place>{_WORDS}){_REGIONS}(?:[,.]? (?P<day>{_DAY}))?"
    rf"(?::[ \t]+{_PROSE}|(?(day)\.?[ \t]*$|(?!)))",
    re.MULTILINE,
)
_SHORTEST = 4
_HEADINGS = frozenset(
    words(
        "ANALYSIS OPINION COMMENT EDITORIAL EXCLUSIVE UPDATE UPDATED BREAKING WATCH LIVE REVIEW"
        " ENDS"
        " INTERVIEW EXPLAINER FEATURE PHOTOS VIDEO CORRECTION FACTBOX PROFILE TIMELINE NEWS NOTE"
        " FILE"
        " WARNING ALERT NOTICE URGENT SPORT SPORTS BUSINESS WORLD POLITICS WEATHER FOOTBALL CRICKET"
    )
)
_CITY = re.compile(r" City$")
_BYLINE = re.compile(rf"(?:By|BY|by) (?:{_UP}[\w.'’-]*(?:,| and)? ){{1,8}}?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """A dateline: the stretches of its place and its agency, and the words of its day.

    ``end`` is where the prose begins. ``rule`` names what it was known by. A text may name the
    agency and no place.
    """

    place: tuple[int, int] | None
    agency: tuple[int, int] | None = None
    day: str = ""
    end: int
    rule: str


def agency_dateline(text: str, start: int, end: int) -> Dateline | None:
    """Return the dateline with an agency at the head of a paragraph."""
    byline = _inline_byline().match(text, start, end)
    if byline is not None:
        start = byline.end()
    for rule, known in (
        ("dateline-agency", _known_agency()),
        ("dateline-any-agency", _ANY_AGENCY),
        ("dateline-agency-first", _agency_first()),
    ):
        match = known.match(text, start, end)
        if match is None or not _is_believed(match, rule):
            continue
        groups = match.groupdict()
        group = next(name for name in ("agency", "wire", "dashed", "slashed") if groups.get(name))
        return Dateline(
            place=_place_of(match), agency=match.span(group), day=groups["day"] or "",
            end=match.end(), rule=rule,
        )  # fmt: skip
    return None


def opening_agency(text: str, start: int, end: int) -> Dateline | None:
    """Return the agency, without a place, that an article opens with: "(Reuters) - The bridge"."""
    match = _agency_alone().match(text, start, end)
    if match is None:
        return None
    return Dateline(place=None, agency=match.span("agency"), end=match.end(), rule="agency-opening")


def place_dateline(
    text: str, start: int, end: int, *, opening: bool, headed: bool = False
) -> Dateline | None:
    """Return the dateline of a place alone: a known one, or one in capitals before a day.

    As "Taipei, Taiwan —" or "TAIPEI, May 3 -"; where the article opens also "LAGOS:", "(BOSTON) —",
    "OSLO" on a line of its own and "Islamabad: A court"; below a headline (``headed``) any name of
    one word, or in capitals, before a dash.
    """
    match = _PLACE.match(text, start, end)
    if match is not None:
        capitals = match["place"].isupper()
        placed = is_place(match["place"]) and (capitals or opening or not match["short"])
        named = headed and _is_name(match["place"], capitals=capitals)
        if placed or named or (capitals and match["day"]):
            return Dateline(
                place=_place_of(match), day=match["day"] or "", end=match.end(),
                rule="dateline-place-dash",
            )  # fmt: skip
    if not opening:
        return None
    for rule, known in (("dateline-capitals", _CAPITALS), ("dateline-colon", _COLON)):
        match = known.match(text, start, end)
        if match is not None and is_place(match["place"]):
            return Dateline(
                place=_place_of(match), day=match["day"] or "", end=match.end(), rule=rule
            )
    return None


def is_place(name: str) -> bool:
    """Say whether a name, in capitals or not, is that of a known place."""
    plain = name.strip().rstrip(".")
    for form in (name, plain, plain.title(), _CITY.sub("", plain.title()), _lowered(plain)):
        known = entry(form)
        if known is not None and known[1] in {"place", "country"} and known[2] != "adj":
            return True
    return False


def _is_name(place: str, *, capitals: bool) -> bool:
    """Say whether a name may be that of a place: no short form, no heading, no longer words."""
    return (
        len(place) >= _SHORTEST
        and re.search("[AEIOUY]", place.upper()) is not None
        and place.upper() not in _HEADINGS
        and (capitals or len(place.split()) == 1)
    )


def place_of_line(line: str) -> tuple[int, int] | None:
    """Return where the place stands in a line of nothing but a place: "Paris, France"."""
    match = _place_line().fullmatch(line)
    if match is None or not is_place(match["place"]) or agency_dateline(line, 0, len(line)):
        return None
    return match.span("place")


@cache
def _place_line() -> re.Pattern[str]:
    return re.compile(rf"(?:[Ii]n )?(?P<place>{_WORDS}){_REGION}{{0,2}}(?:,? {_DAY})?[:.]?")


def _lowered(name: str) -> str:
    """Return "RIO DE JANEIRO" as the gazetteer writes it."""
    return re.sub(
        rf"(?<= ){_SMALL}(?= )", lambda m: m[0].lower(), name.title(), flags=re.IGNORECASE
    )


def _is_believed(match: re.Match[str], rule: str) -> bool:
    """Say whether what stands where a place does may be one."""
    groups = match.groupdict()
    place = match["place"]
    if is_agency(place) or place in _HEADINGS or place.startswith(("The ", "By ", "A ")):
        return False
    if rule == "dateline-any-agency" and is_place(groups["agency"] or groups["wire"]):
        return False
    loose = groups.get("dashed") or groups.get("colon")
    if groups["day"] or is_place(place):
        return True
    return rule != "dateline-agency-first" and (not loose or place.isupper())


def _place_of(match: re.Match[str]) -> tuple[int, int]:
    first, last = match.span("place")
    # "ALMATY. Jan 23", and not "Washington D.C."
    if match["place"].count(".") == 1 and not match["place"].startswith("St."):
        last -= match["place"].endswith(".")
    return first, last


def _named(group: str) -> str:
    """Return what matches a known agency, alone or beside others: "NNN/APP", "AP and Reuters"."""
    other = r"(?:[A-Z][\w.]{1,20}(?:/|-| and |, ))?"
    return rf"{other}(?P<{group}>{pattern()})(?:(?:[/,-] ?| and |, )[\w. &-]{{2,30}}){{0,2}}"


@cache
def _known_agency() -> re.Pattern[str]:
    """Return what matches the datelines in which only an agency that is known can be told."""
    return re.compile(
        rf"[ \t]*(?P<place>{_WORDS}){_REGIONS}(?:[,.]? ?(?P<day>{_DAY}))?[.,:]?(?:"
        rf"(?:{_DASH})? ?[(\[]{_named('agency')}[)\]](?:,? {_DAY})?"
        rf"(?:[.:]?{_DASH}|[.:]|(?=[ \t]+[A-Z\"“])|(?=[ \t]*$))"
        rf"|\.? ?/ ?{_named('wire')} ?/\.?(?:{_DASH})?"
        rf"|(?:,|{_DASH}|\.|:) ?(?P<dashed>{pattern()})"
        rf"(?:[.,]? ?{_DATE})?(?:{_DASH}|:|\.(?= )|(?=[ \t]*$))"
        rf"|[ \t]*/[ \t]*(?P<slashed>{pattern()})(?=[ \t]*$)"
        rf")[ \t]*",
        re.MULTILINE,
    )


@cache
def _agency_first() -> re.Pattern[str]:
    """Return what matches "(ANSA) - Rome, June 4 -" and "AFP, Paris:"."""
    return re.compile(
        rf"[ \t]*[(\[]?(?P<agency>{pattern()})[)\]]?(?:{_DASH}|,|:|/| \|)?[ \t]*"
        rf"(?P<place>{_WORDS}){_REGIONS}(?:,? ?(?P<day>{_DAY}))?(?:[.:]?{_DASH}|[.:])[ \t]+{_PROSE}"
    )


@cache
def _agency_alone() -> re.Pattern[str]:
    return re.compile(rf"[ \t]*[(\[](?P<agency>{pattern()})[)\]](?:[.:]?{_DASH}|:)?[ \t]+{_PROSE}")


@cache
def _inline_byline() -> re.Pattern[str]:
    """Return what matches the by-line that a dateline in capitals follows on the same line."""
    return re.compile(
        rf"{_BYLINE.pattern}(?={_CAPITAL}(?: {_CAPITAL}){{0,2}}{_REGIONS}(?:,? {_DAY})? ?"
        rf"(?:\(|/|{_DASH} ))"
    )
