"""A text without its markup in, the zones that are not running prose out: headline, credits."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from triplewire.extract.names import entry
from triplewire.extract.text import Zone, find_dates, read_date

_WORDS = r"[A-Z][\w.'’-]{1,30}(?: [A-Z][\w.'’-]{1,30}){0,3}"
_DAY = r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?|\d{1,2} [A-Z][a-z]{2,8}(?: \d{4})?)"
_DASH = r"[ \t]*(?:--|[-–—])"
_SOURCE = (
    rf"(?:/(?P<wire>[\w. -]{{2,40}})/(?:{_DASH})?"
    rf"|\((?P<agency>[A-Z][\w. &-]{{1,40}})\)(?:,? {_DAY})?{_DASH})"
)
# As "OSLO, May 3, 2021 /Newswire/ --" or "NEW DELHI (Agency) -" at the head of a paragraph.
_DATELINE = re.compile(
    rf"[ \t]*(?P<place>{_WORDS})(?:, {_WORDS}){{0,2}}(?:,? (?P<day>{_DAY}))? ?{_SOURCE}[ \t]*"
)
_PLACE = re.compile(
    rf"[ \t]*(?P<place>{_WORDS})(?:, {_WORDS}){{0,2}}(?P<day>,? {_DAY})?"
    r"(?: ?(?:—|–|--)|(?P<short> -)) (?=[A-Z\d\"'“‘«])"
)
_LINE = re.compile(r"[^\n]+")
_DATED_OPENING = re.compile(
    r"(?P<date>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? (?:[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}"
    r"|\d{1,2} [A-Z][a-z]{2,8} \d{4}))[ \t]+(?=[A-Z])"
)
_HEAD = re.compile(r"\s*date (\d{4}-\d\d-\d\d)\b[ \t]*")
_SECTION = re.compile(r"[A-Z][A-Z &/-]{2,30}")
_CREDIT = re.compile(
    r"(?:credited from|source|via)\s{0,3}:\s{0,3}(?P<name>\S.{0,80})", re.IGNORECASE
)
_BYLINE = re.compile(rf"[Bb][Yy] (?P<names>{_WORDS}(?:(?:,| and) {_WORDS}){{0,4}})")
_RELATED = re.compile(r"Related\s?(?P<name>[A-Z][\w.]*(?: [A-Z][\w.]*){0,4}) [-–|] ")
_FURNITURE = re.compile(
    r"(?:Related|Read (?:more|also|next)|Also read|See also|Sign up|Subscribe|Advertisement"
    r"|Share this|Follow us|Click here|Watch:|Listen:|Copyright|©|All rights reserved)\b"
    r".{0,160}",
    re.IGNORECASE,
)
_PHOTO = re.compile(
    r"\s/\s(?P<name>[A-Z][\w ]{1,20})$"
    r"|\(?\b(?:Photo|Image|Picture|Photograph|Video|Audio|Credit)s?(?: by|:) (?P<by>[^()]{2,60}?)"
    r"\.?\)?$"
)
_TITLE_LENGTH = 160
_TITLE_WORDS = 4
_TOP_LINES = 3


@dataclass(slots=True, kw_only=True)
class Layout:
    """What stands where in a text.

    ``credits`` are the zones in which a source is named; ``noise`` is to be blanked, ``joins``
    to be blanked with the line ends inside, because a sentence goes on behind it.
    """

    title: Zone | None = None
    section: str | None = None
    date: str | None = None
    dateline: Zone | None = None
    agency: str | None = None
    credit: str | None = None
    publisher: str | None = None
    photo_credit: str | None = None
    authors: tuple[str, ...] = ()
    captions: list[Zone] = field(default_factory=list)
    credits: list[Zone] = field(default_factory=list)
    noise: list[Zone] = field(default_factory=list)
    joins: list[Zone] = field(default_factory=list)


def read_layout(text: str, title: str | None) -> Layout:
    """Return the layout of a text whose title may be known from its format."""
    layout = Layout()
    body = False
    head = _read_head(text, layout)
    for number, (first, end) in enumerate(_lines(text, head)):
        start = first if body else _read_dated_opening(text, first, end, layout)
        line = text[start:end]
        if _read_furniture(line, start, layout, top=number < _TOP_LINES and not body):
            continue
        if layout.title is None and not body and _is_title(line, title):
            layout.title = Zone(start=start, end=end)
            continue
        if layout.title is not None and line == text[layout.title.start : layout.title.end]:
            _read_repeated_title(text, start, end, layout)
            continue
        body = True
        _read_dateline(text, start, end, layout)
        _read_caption(line, start, layout)
    return layout


def _lines(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Yield where each line begins and ends without the spaces around it."""
    for match in _LINE.finditer(text, start):
        line = match.group()
        if line.strip():
            first = match.start() + len(line) - len(line.lstrip())
            yield first, first + len(line.strip())


def _read_head(text: str, layout: Layout) -> int:
    """Read "date 2024-05-01" at the very top; return where the text goes on."""
    match = _HEAD.match(text)
    if match is None:
        return 0
    layout.date = match[1] if find_dates(match[1], None) else None
    layout.noise.append(Zone(start=match.start(), end=match.end()))
    return match.end()


def _read_dated_opening(text: str, start: int, end: int, layout: Layout) -> int:
    """Read "Thursday, May 7, 2015 On Tuesday ..."; return where the prose begins."""
    match = _DATED_OPENING.match(text, start, end)
    day = read_date(match["date"]) if match else None
    if match is None or day is None:
        return start
    layout.date = layout.date or day
    layout.noise.append(Zone(start=start, end=match.end()))
    return match.end()


def _read_furniture(line: str, start: int, layout: Layout, *, top: bool) -> bool:
    """Read a line that is no prose at all; say whether it was one."""
    whole = Zone(start=start, end=start + len(line))
    credit, byline, related = _CREDIT.fullmatch(line), _BYLINE.fullmatch(line), _RELATED.match(line)
    day = read_date(line)
    if credit:
        layout.credit = layout.credit or credit["name"].strip()
        layout.credits.append(_shift(credit, "name", start))
    elif related:
        layout.publisher = layout.publisher or related["name"]
        layout.credits.append(_shift(related, "name", start))
    elif day:
        layout.date = layout.date or day
    elif byline and not layout.authors:
        layout.authors = tuple(re.split(r", | and ", byline["names"]))
        return False
    elif top and layout.section is None and layout.title is None and _SECTION.fullmatch(line):
        layout.section = line
    elif not _FURNITURE.fullmatch(line):
        return False
    layout.noise.append(whole)
    return True


def _shift(match: re.Match[str], group: str, by: int) -> Zone:
    return Zone(start=by + match.start(group), end=by + match.end(group))


def _is_title(line: str, known: str | None) -> bool:
    if known is not None:
        return line == known.strip()
    words = line.rstrip("\"'”’")
    return (
        len(line) < _TITLE_LENGTH
        and len(line.split()) >= _TITLE_WORDS
        and not words.endswith((".", "!", ":", ";", ","))
        and not _DATELINE.match(line)
        and not _PHOTO.search(line)
    )


def _read_repeated_title(text: str, start: int, end: int, layout: Layout) -> None:
    """Blank a page header; when a sentence runs on behind it, with the line ends around it."""
    before, after = text[:start].rstrip(), text[end:].lstrip()
    if before and before[-1] not in '.!?:"”' and after[:1].islower():
        layout.joins.append(Zone(start=len(before), end=len(text) - len(after)))
    else:
        layout.noise.append(Zone(start=start, end=end))


def _read_dateline(text: str, start: int, end: int, layout: Layout) -> None:
    match = _DATELINE.match(text, start, end)
    if match is None:
        if layout.dateline is None and layout.agency is None:
            _read_place(text, start, end, layout)
        return
    if layout.agency is not None:
        if match["place"].isupper():  # that of a further story
            layout.noise.append(Zone(start=match.start(), end=match.end()))
        return
    layout.dateline = Zone(start=match.start("place"), end=match.end("place"))
    group = "agency" if match["wire"] is None else "wire"
    layout.agency = match[group].strip()
    layout.credits.append(_shift(match, group, 0))
    days = find_dates(match["day"] or "", None)
    layout.date = layout.date or (days[0].value if days else None)
    layout.noise.append(Zone(start=match.start(), end=match.end()))


def _read_place(text: str, start: int, end: int, layout: Layout) -> None:
    """Read "Taipei, Taiwan —" or "TAIPEI, May 3 -" at the head of a paragraph.

    The place is a known one, or is in capitals before a day.
    """
    match = _PLACE.match(text, start, end)
    if match is None:
        return
    capitals = match["place"].isupper()
    known = entry(match["place"]) or entry(match["place"].title())
    placed = known is not None and known[1] in {"place", "country"}
    if (placed and (capitals or not match["short"])) or (capitals and match["day"]):
        layout.dateline = Zone(start=match.start("place"), end=match.end("place"))
        layout.noise.append(Zone(start=match.start(), end=match.end()))


def _read_caption(line: str, start: int, layout: Layout) -> None:
    match = _PHOTO.search(line, max(0, len(line) - 80))
    if match is None:
        return
    group = "name" if match["name"] else "by"
    layout.photo_credit = layout.photo_credit or match[group]
    layout.captions.append(Zone(start=start, end=start + len(line)))
    if match["name"]:
        layout.credits.append(_shift(match, group, start))
    layout.noise.append(Zone(start=start + match.start(), end=start + len(line)))
