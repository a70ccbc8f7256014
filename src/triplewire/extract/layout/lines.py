"""A text without its markup in, the zones that are not running prose out: headline, credits."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from triplewire.extract.layout.agencies import credited_by_line, is_agency
from triplewire.extract.layout.datelines import agency_dateline, is_place
from triplewire.extract.layout.days import may_be_day, read_day
from triplewire.extract.layout.furniture import (
    is_caption,
    is_furniture,
    is_related,
    is_sentence,
)
from triplewire.extract.layout.paragraphs import (
    is_captioned,
    read_caption,
    read_dateline,
    read_end,
    shift,
)
from triplewire.extract.layout.publishers import copyright_holder, is_masthead, split_title
from triplewire.extract.layout.record import Layout
from triplewire.extract.text import Zone, find_dates, read_date

_WORDS = r"[A-Z][\w.'’-]{1,30}(?: [A-Z][\w.'’-]{1,30}){0,3}"
_LINE = re.compile(r"[^\n]+")
_DATED_OPENING = re.compile(
    r"(?P<date>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? (?:[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}"
    r"|\d{1,2} [A-Z][a-z]{2,8} \d{4}))[ \t]+(?=[A-Z])"
)
_HEAD = re.compile(r"\s*date (\d{4}-\d\d-\d\d)\b[ \t]*")
_SECTION = re.compile(r"[A-Z][A-Z&/-]{1,30}(?: [A-Z&/-]{1,30}){0,2}")
_CREDIT = re.compile(
    r"(?:credited from|source|via)\s{0,3}:\s{0,3}(?P<name>\S.{0,80})", re.IGNORECASE
)
_BYLINE = re.compile(rf"[Bb][Yy] (?P<names>{_WORDS}(?:(?:,| and) {_WORDS}){{0,4}})")
_RELATED = re.compile(r"Related\s?(?P<name>[A-Z][\w.]*(?: [A-Z][\w.]*){0,4}) [-–|] ")
_WRITER = re.compile(_WORDS)
_LEAD = re.compile(r"\((?:LEAD|URGENT|\d(?:st|nd|rd|th) LD|UPDATE(?: \d)?|CORRECTED)\)\s*")
_TITLE_LENGTH = 160
_TITLE_WORDS = 4
_TOP_LINES = 3
_OPENING = 2
_MOST_DAYS = 200
_PAGE_BREAK = 200
_SPACE = re.compile(r"\s+")


@dataclass(slots=True)
class _State:
    """How far a text is read: ``paragraphs`` of prose, ``short`` a line that may be a headline."""

    known: str | None
    body: bool = False
    paragraphs: int = 0
    short: Zone | None = None
    related: bool = False
    days: int = 0  # lines that were looked at closely because they may tell one


def read_layout(text: str, title: str | None) -> Layout:
    """Return the layout of a text whose title may be known from its format."""
    layout, state = Layout(), _State(title)
    head = _read_head(text, layout)
    lines = list(_lines(text, head))
    for first, end in lines:
        if layout.copyright is None and end - first < _TITLE_LENGTH:
            _read_copyright(text[first:end], layout)
    for number, (first, end) in enumerate(lines):
        start = first if state.body else _read_dated_opening(text, first, end, layout, state)
        line = text[start:end]
        top = number < _TOP_LINES
        below = text[slice(*lines[number + 1])] if top and number + 1 < len(lines) else ""
        if top and _read_section(line, below, start, layout, state):
            continue
        if _read_furniture(line, start, layout, state):
            continue
        if layout.title is None and not state.body and _read_title(line, start, layout, state):
            continue
        if layout.title is not None and line == text[layout.title.start : layout.title.end]:
            _read_repeated_title(text, start, end, layout)
            continue
        if layout.title is None and not state.body and _may_wait(line, title):
            state.short = state.short or Zone(start=start, end=end)
            continue
        _read_paragraph(text, start, end, layout, state)
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
    if match is None or read_day(text[match.start() : (text + "\n").index("\n", match.end())]):
        return 0
    if find_dates(match[1], None):
        layout.guess("date", match[1], "date-head")
    layout.noise.append(Zone(start=match.start(), end=match.end()))
    return match.end()


def _read_dated_opening(text: str, start: int, end: int, layout: Layout, state: _State) -> int:
    """Read "Thursday, May 7, 2015 On Tuesday ..."; return where the prose begins."""
    match = _DATED_OPENING.match(text, start, end) if state.days < _MOST_DAYS else None
    state.days += match is not None
    day = read_date(match["date"]) if match else None
    if match is None or day is None or read_day(text[start:end]):
        return start
    layout.guess("date", day, "date-opening")
    layout.noise.append(Zone(start=start, end=match.end()))
    return match.end()


def _read_copyright(line: str, layout: Layout) -> None:
    """Read whose rights a line reserves, before anything else: a headline's tail may name him."""
    holder = copyright_holder(line)
    if holder is None:
        return
    layout.copyright = layout.copyright or " ".join(line.split())
    if is_agency(holder):
        layout.guess("credit", holder, "agency-copyright")
    elif holder:
        layout.guess("publisher", holder, "publisher-copyright")


def _read_section(line: str, below: str, start: int, layout: Layout, state: _State) -> bool:
    """Read the section of the page above a headline; say whether a line is one.

    A place in capitals is a section only where a headline follows: a dateline stands before prose.
    """
    above = layout.title is None and not state.body
    if not above or layout.section is not None or not _SECTION.fullmatch(line):
        return False
    if is_furniture(line, top=True) or (is_place(line) and not _is_title(below, state.known)):
        return False
    if read_day(line) is not None or is_agency(line) or is_masthead(line):
        return False
    layout.section = line
    layout.noise.append(Zone(start=start, end=start + len(line)))
    return True


def _read_furniture(line: str, start: int, layout: Layout, state: _State) -> bool:
    """Read a line that is no prose at all; say whether it was one."""
    whole = Zone(start=start, end=start + len(line))
    credit, byline, related = _CREDIT.fullmatch(line), _BYLINE.fullmatch(line), _RELATED.match(line)
    # A page has a few such lines; a text of nothing else would only cost time.
    dated = state.days < _MOST_DAYS and may_be_day(line)
    day = read_day(line) if dated else None
    state.days += dated
    above = layout.title is None and not state.body
    if credit:
        if layout.rules.get("credit") != "agency-source-line":
            layout.credit, layout.rules["credit"] = credit["name"].strip(), "agency-source-line"
        layout.credits.append(shift(credit, "name", start))
    elif related:
        layout.guess("publisher", related["name"], "publisher-related")
        layout.credits.append(shift(related, "name", start))
    elif day:
        _read_date(day, layout, state)
    elif byline and not layout.authors:
        layout.authors = tuple(re.split(r", | and ", byline["names"]))
        _read_byline(byline["names"], layout)
        _take_short(layout, state)
        return not state.body
    elif not state.body and _read_credit_line(line, layout):
        pass
    elif not state.body and is_masthead(line):
        layout.guess("publisher", line, "publisher-masthead")
    elif copyright_holder(line) is not None:
        pass
    elif is_furniture(line, top=above) or (state.related and not is_sentence(line)):
        state.related = state.related or is_related(line)
    elif above and is_caption(line):
        read_caption(line, start, layout)
    else:
        state.related = False
        return False
    layout.noise.append(whole)
    return True


def _read_date(day: tuple[str, bool], layout: Layout, state: _State) -> None:
    value, changed = day
    if changed:
        layout.updated = layout.updated or value
    elif layout.rules.get("date") == "date-dateline":
        pass
    else:
        layout.guess("date", value, "date-line")
    _take_short(layout, state)


def _take_short(layout: Layout, state: _State) -> None:
    """Take a short line for the headline, because what stands under one stands under it."""
    if layout.title is None and state.short is not None and state.known is None:
        layout.title, layout.rules["title"] = state.short, "title-short-line"


def _read_byline(names: str, layout: Layout) -> None:
    """Read the agency of "By Ana Ruiz, Associated Press"."""
    *writers, last = re.split(r", ", names)
    if writers and is_agency(last):
        layout.guess("credit", last, "agency-byline")
        layout.authors = tuple(each for each in layout.authors if each != last)


def _read_credit_line(line: str, layout: Layout) -> bool:
    """Read "AFP", "AFP, 3 May 2019", "PTI / Guwahati" or "Ana Ruiz, AFP"."""
    writer, _, agency = line.rpartition(", ")
    if _WRITER.fullmatch(writer) and is_agency(agency):
        layout.authors = layout.authors or (writer,)
        layout.guess("credit", agency, "agency-byline")
        return True
    match = credited_by_line(line)
    if match is None:
        return False
    rest = match["rest"] or ""
    day = read_day(rest)
    if rest and day is None and not is_place(rest):
        return False
    layout.guess("credit", match["agency"], "agency-line")
    if day:
        layout.guess("date", day[0], "date-line")
    return True


def _read_title(line: str, start: int, layout: Layout, state: _State) -> bool:
    """Read the headline; say whether the line was it."""
    if not _is_title(line, state.known):
        return False
    end, named = len(line), None
    lead = None if state.known else _LEAD.match(line)
    first = lead.end() if lead else 0
    if state.known is None:
        end, named = split_title(line, layout.publisher)
    rule = "title-first-line"
    if named is not None:
        layout.guess("publisher", line[named[0] : named[1]], "publisher-title-tail")
        rule = "title-before-tail"
    layout.title, layout.rules["title"] = Zone(start=start + first, end=start + end), rule
    layout.noise += [
        Zone(start=start + one, end=start + other)
        for one, other in ((0, first), (end, len(line)))
        if one < other
    ]
    return True


def _may_wait(line: str, known: str | None) -> bool:
    """Say whether a line is too short for a headline, and no sentence either."""
    plain = not line.endswith((".", "!", ":", ";", ",", "”", '"')) and not line.isupper()
    return known is None and plain and 1 < len(line.split()) < _TITLE_WORDS


def _is_title(line: str, known: str | None) -> bool:
    if known is not None:
        return line == known.strip()
    words = line.rstrip("\"'”’")
    return (
        len(line) < _TITLE_LENGTH
        and len(line.split()) >= _TITLE_WORDS
        and not words.endswith((".", "!", ":", ";", ","))
        and agency_dateline(line, 0, len(line)) is None
        and not is_captioned(line)
    )


def _read_repeated_title(text: str, start: int, end: int, layout: Layout) -> None:
    """Blank a page header; when a sentence runs on behind it, with the line ends around it."""
    # No more of the text is copied than a page break takes, or many headers would take long.
    before = text[max(0, start - _PAGE_BREAK) : start].rstrip()
    space = _SPACE.match(text, end)
    goes_on = end if space is None else space.end()
    if before and before[-1] not in '.!?:"”' and text[goes_on : goes_on + 1].islower():
        first = max(0, start - _PAGE_BREAK) + len(before)
        layout.joins.append(Zone(start=first, end=goes_on))
    else:
        layout.noise.append(Zone(start=start, end=end))


def _read_paragraph(text: str, start: int, end: int, layout: Layout, state: _State) -> None:
    """Read prose: its dateline, the credit at its end, the picture that it stands under."""
    opening = state.paragraphs < _OPENING
    read_dateline(text, start, end, layout, opening=opening)
    read_end(text, start, end, layout)
    read_caption(text[start:end], start, layout)
    state.paragraphs += is_sentence(text[start:end])
    state.body = state.body or layout.title is None or state.paragraphs > 0
