"""A text without its markup in, the zones that are not running prose out: headline, credits."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from triplewire.extract.layout.agencies import is_agency
from triplewire.extract.layout.captions import is_captioned, read_caption
from triplewire.extract.layout.datelines import agency_dateline, is_place
from triplewire.extract.layout.days import read_day
from triplewire.extract.layout.furniture import (
    is_caption,
    is_furniture,
    is_known_words,
    is_related,
    is_sentence,
)
from triplewire.extract.layout.headlines import take_title
from triplewire.extract.layout.kinds import TITLE_LENGTH, Kind, kind_of
from triplewire.extract.layout.mastheads import names_paper
from triplewire.extract.layout.metalines import read_days_of, read_metadata, settle
from triplewire.extract.layout.paragraphs import (
    read_dateline,
    read_end,
    read_first_published,
)
from triplewire.extract.layout.publishers import (
    copyright_holder,
    is_address,
    is_company,
    is_masthead,
    masthead_of,
    named_at_foot,
    without_form,
)
from triplewire.extract.layout.record import Layout
from triplewire.extract.layout.titles import read_top
from triplewire.extract.text import Zone, find_dates, read_date

_LINE = re.compile(r"[^\n]+")
_DATED_OPENING = re.compile(
    r"(?P<date>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? (?:[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}"
    r"|\d{1,2} [A-Z][a-z]{2,8} \d{4}))[ \t]+(?=[A-Z])"
)
_HEAD = re.compile(r"\s*date (\d{4}-\d\d-\d\d)\b[ \t]*")
_SECTION = re.compile(r"[A-Z][A-Z&/-]{1,30}(?: [A-Z&/-]{1,30}){0,2}")
_TOP_LINES = 3
# The head of a page is no longer; a text of nothing else would only cost time.
_HEAD_LINES = 120
_OPENING = 2
_MOST_DAYS = 200
_PAGE_BREAK = 200
_SPACE = re.compile(r"\s+")


@dataclass(slots=True, kw_only=True)
class _State:
    """How far a text is read: ``title`` the number of its line, ``paragraphs`` those of prose.

    ``end`` is where its last line ends.
    """

    title: int | None
    body: bool = False
    paragraphs: int = 0
    related: bool = False
    days: int = 0  # lines that were looked at closely because they may tell one
    end: int = 0


def read_layout(text: str, title: str | None) -> Layout:
    """Return the layout of a text whose title may be known from its format."""
    layout = Layout()
    head = _read_head(text, layout)
    lines = list(_lines(text, head))
    for first, end in lines:
        if layout.copyright is None and end - first < TITLE_LENGTH:
            _read_copyright(text[first:end], layout)
    top = read_top([text[first:end] for first, end in lines], title)
    state = _State(title=top.title, end=len(text.rstrip()))
    skipped = -1
    for number, (first, end) in enumerate(lines):
        state.body = state.body or number > max(_HEAD_LINES, top.title or 0)
        start = first if state.body else _read_dated_opening(text, first, end, layout, state)
        line = text[start:end]
        above = layout.title is None and not state.body
        if number == top.title:
            skipped = take_title(text, lines, number, top.rule, layout, known=title is not None)
        elif number == skipped:
            continue
        elif number == top.paper:
            if names_paper(line[: top.paper_end], text):
                layout.name_paper(line[: top.paper_end], "publisher-first-line")
            read_days_of(line[top.paper_end :], layout)
            layout.noise.append(Zone(start=start, end=end))
        elif (
            (number < _TOP_LINES and above and _read_section(text, lines, number, layout))
            or (not above and _read_foot(line, start, layout))
            or read_metadata(line, start, layout, state)
            or _read_page(line, start, layout, state)
        ):
            continue
        elif layout.title is not None and line == text[layout.title.start : layout.title.end]:
            _read_repeated_title(text, start, end, layout)
        elif above and top.title is not None and kind_of(line) is Kind.HEAD:
            layout.noise.append(Zone(start=start, end=end))
        else:
            _read_paragraph(text, start, end, layout, state)
            state.body = state.body and number >= top.body
    settle(text, layout)
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
    elif holder and is_company(without_form(holder)):
        layout.name_paper(holder, "publisher-company")
    elif holder:
        layout.name_paper(without_form(holder), "publisher-copyright")


def _read_section(text: str, lines: list[tuple[int, int]], number: int, layout: Layout) -> bool:
    """Read the section of the page above a headline; say whether a line is one.

    A place in capitals is a section only where a headline follows: a dateline stands before prose.
    """
    start, end = lines[number]
    line = text[start:end]
    below = text[slice(*lines[number + 1])] if number + 1 < len(lines) else ""
    if layout.section is not None or not _SECTION.fullmatch(line):
        return False
    if is_furniture(line, top=True) or (is_place(line) and kind_of(below) is not Kind.HEAD):
        return False
    if read_day(line) is not None or is_agency(line) or is_masthead(line):
        return False
    layout.section = line
    layout.noise.append(Zone(start=start, end=end))
    return True


def _read_foot(line: str, start: int, layout: Layout) -> bool:
    """Read where a text was published first; say whether a line tells it."""
    foot = named_at_foot(line)
    if foot is None:
        return False
    layout.name_paper(foot[0], "publisher-first-printed")
    read_days_of(foot[1], layout)
    layout.noise.append(Zone(start=start, end=start + len(line)))
    return True


def _read_page(line: str, start: int, layout: Layout, state: _State) -> bool:
    """Read a line that is the page's and tells nothing, or whose page it is."""
    above = layout.title is None and not state.body
    if not state.body and (paper := _masthead(line)) is not None:
        if is_address(paper):
            layout.name_paper(paper, "publisher-address")
        else:
            layout.name_paper(paper, "publisher-masthead")
    elif state.body and start + len(line) >= state.end and is_masthead(line) and _masthead(line):
        layout.name_paper(line, "publisher-foot")
    elif copyright_holder(line) is not None or read_first_published(line, layout):
        pass
    elif is_furniture(line, top=above) or (state.related and not is_sentence(line)):
        state.related = state.related or is_related(line)
    elif above and is_caption(line):
        read_caption(line, start, layout)
    else:
        state.related = False
        return False
    layout.noise.append(Zone(start=start, end=start + len(line)))
    return True


def _masthead(line: str) -> str | None:
    paper = masthead_of(line)
    if paper is None or is_furniture(line, top=True):
        return None
    return paper if line.startswith("The ") or not is_known_words(line) else None


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
    line = text[start:end]
    above = layout.title is None and state.title is not None
    if above or (not state.body and is_captioned(line) and not agency_dateline(line, 0, len(line))):
        read_caption(line, start, layout)
        return
    opening = state.paragraphs < _OPENING
    read_dateline(text, start, end, layout, opening=opening)
    read_end(text, start, end, layout)
    read_caption(line, start, layout)
    state.paragraphs += is_sentence(line)
    state.body = state.body or state.title is None or state.paragraphs > 0
