"""A line in, what it tells of the article and nothing else out: its day, its writer, its source."""

import re
from typing import Protocol

from triplewire.edtf import MONTHS
from triplewire.extract.layout.agencies import (
    agency_of_notice,
    agency_of_site,
    credited_by_line,
    is_agency,
    shared_line,
    source_of_line,
)
from triplewire.extract.layout.bylines import Byline, read_byline, read_names
from triplewire.extract.layout.datelines import is_place, place_of_line
from triplewire.extract.layout.days import Day, read_days
from triplewire.extract.layout.fields import read_fields
from triplewire.extract.layout.overlap import shared
from triplewire.extract.layout.publishers import related_of
from triplewire.extract.layout.record import Layout, shift
from triplewire.extract.text import Zone

_WRITER = re.compile(r"[A-Z][\w.'’-]{1,30}(?: [A-Z][\w.'’-]{1,30}){0,3}")
_BETWEEN = re.compile(r", | / | \(| - | – | — |, for ")
# The surest first.
_PAPER_RULES = (
    "publisher-title-tail", "publisher-related", "publisher-masthead", "publisher-first-line",
    "publisher-copyright", "publisher-first-printed", "publisher-address", "publisher-foot",
    "publisher-company",
)  # fmt: skip
_MOST_DAYS = 50
_NUMBERS = re.compile(r"(?<!\d)(\d\d?)/(\d\d?)/(?:19|20)\d\d(?!\d)")
_TWELVE = 12


class Reading(Protocol):
    """How far a text is read."""

    title: int | None
    body: bool
    days: int


def read_metadata(line: str, start: int, layout: Layout, state: Reading) -> bool:
    """Read a line of a day, a writer, a source or several of them; say whether it was one."""
    credit, related = source_of_line(line), related_of(line)
    # A page has a few such lines; a text of nothing else would only cost time.
    days = read_days(line) if state.days < _MOST_DAYS else ()
    state.days += bool(days)
    if credit:
        if layout.rules.get("credit") != "agency-source-line":
            layout.credit, layout.rules["credit"] = credit["name"].strip(), "agency-source-line"
        layout.credits.append(shift(credit, "name", start))
    elif related:
        layout.name_paper(related["name"], "publisher-related")
        layout.credits.append(shift(related, "name", start))
    elif days:
        _read_days(days, layout)
    elif (byline := _byline_above(line, state)) is not None:
        _take_byline(byline, layout)
        if byline.authors:  # stays: a parser tells by it who writes
            return True
    elif not _read_people(line, start, layout, state):
        return False
    layout.noise.append(Zone(start=start, end=start + len(line)))
    return True


def _byline_above(line: str, state: Reading) -> Byline | None:
    return None if state.body else read_byline(line)


def _read_people(line: str, start: int, layout: Layout, state: Reading) -> bool:
    """Read a credit, or a line of several parts; below the text only a credit."""
    if _read_credit_line(line, start, layout, state):
        return True
    return not state.body and _read_fields(line, start, layout)


def read_days_of(words: str, layout: Layout) -> None:
    """Read the day beside the name of a paper."""
    _read_days(read_days(words), layout)


def _read_days(days: tuple[Day, ...], layout: Layout) -> None:
    """Take the first day; one below the headline or behind "Published" wins over one above it."""
    for day in days:
        if not day.value:
            layout.unsure = layout.unsure or day.either
        elif day.changed:
            layout.updated = layout.updated or day.value
        else:
            rank = 1 + day.labelled + (layout.title is not None)
            if layout.rules.get("date") == "date-line" and rank > layout.day_rank:
                layout.date = None
            if layout.date is None:
                layout.day_rank = rank
            layout.guess("date", day.value, "date-line")


def _take_byline(byline: Byline, layout: Layout) -> None:
    layout.authors = layout.authors or byline.authors
    if byline.agency:
        layout.guess("credit", byline.agency, "agency-byline")
    if byline.day:
        layout.guess("date", byline.day, "date-line")


def _read_credit_line(line: str, start: int, layout: Layout, state: Reading) -> bool:
    """Read "AFP", "AFP, 3 May 2019", "PTI / Guwahati" or "Ana Ruiz, AFP"."""
    parts = [part.strip(" )") for part in _BETWEEN.split(line)]
    if len(parts) > 1 and is_agency(parts[-1]) and _WRITER.fullmatch(parts[0]) and not state.body:
        named = read_names(line)
        if named is not None and named.authors and not is_place(parts[0]):
            _take_byline(named, layout)
            return True
    notice = agency_of_notice(line) if state.body else None
    if notice is not None:
        layout.guess("credit", notice["agency"], "agency-at-end")
        return True
    match = None if state.body else shared_line(line)
    if match is not None and not is_place(match["other"]):
        layout.guess("credit", match["agency"], "agency-line")
        layout.credits.append(shift(match, "agency", start))
        return True
    match = credited_by_line(line)
    if match is None:
        return False
    rest = match["rest"] or ""
    days, place = read_days(rest), place_of_line(rest)
    if rest and not days and not place:
        return False
    if state.body and not (match["led"] or days or is_agency(line.strip("-–—()[] "))):
        return False
    layout.guess("credit", match["agency"], "agency-at-end" if state.body else "agency-line")
    layout.credits.append(shift(match, "agency", start))
    _read_days(days, layout)
    if place and not state.body:
        _take_place(start + match.start("rest") + place[0], place[1] - place[0], layout)
    return True


def _read_fields(line: str, start: int, layout: Layout) -> bool:
    """Read "Reuters | London | Updated: 19-04-2020"; a place alone below a headline."""
    fields = read_fields(line)
    if fields is None:
        place = place_of_line(line)
        if place is None or layout.title is None or layout.dateline is not None or line.isupper():
            return False
        _take_place(start + place[0], place[1] - place[0], layout)
        return True
    if fields.agency is not None:
        name = line[slice(*fields.agency)]
        layout.guess("credit", name, "agency-line")
        layout.credits.append(Zone(start=start + fields.agency[0], end=start + fields.agency[1]))
    if fields.byline is not None:
        _take_byline(fields.byline, layout)
    elif fields.name is not None and layout.title is not None:
        _take_byline(Byline(authors=(fields.name,)), layout)
    if fields.place is not None:
        _take_place(start + fields.place[0], fields.place[1] - fields.place[0], layout)
    if fields.publisher is not None:
        layout.name_paper(fields.publisher, "publisher-masthead")
    _read_days(tuple(fields.days), layout)
    return True


def _take_place(start: int, length: int, layout: Layout) -> None:
    if layout.dateline is None:
        layout.dateline = Zone(start=start, end=start + length)
        layout.rules["dateline"] = "dateline-line"


def settle(text: str, layout: Layout) -> None:
    """Take what is left where nothing surer was found: a company, a day in numbers."""
    for rule, name in list(layout.papers.items()):
        agency = name if is_agency(name) else agency_of_site(name)
        if agency is not None:  # an agency's own page
            del layout.papers[rule]
            layout.site = layout.site or agency
    paper = _paper(layout.papers)
    if paper is not None:
        layout.publisher, layout.rules["publisher"] = layout.papers[paper], paper
    if layout.site is not None and layout.agency is None:
        layout.guess("credit", layout.site, "agency-site")
    if layout.date is None and layout.unsure:
        value = _decided(text, layout.unsure)
        if value:
            layout.guess("date", value, "date-line")


def _paper(papers: dict[str, str]) -> str | None:
    """Return by which rule the paper is known best.

    Who reserves the rights says whether the first line of the page is a name at all.
    """
    holder = papers.get("publisher-copyright") or papers.get("publisher-company") or ""
    known = [rule for rule in _PAPER_RULES if rule in papers]
    first = papers.get("publisher-first-line")
    if first is not None and "publisher-copyright" in papers and not shared(first, holder):
        known.remove("publisher-first-line")
    return known[0] if known else None


def _decided(text: str, either: tuple[str, ...]) -> str | None:
    """Return which of two days "05/03/2019" is: by another day in numbers or in words."""
    for match in _NUMBERS.finditer(text):
        first, second = int(match[1]), int(match[2])
        if first > _TWELVE >= second:
            return either[0]
        if second > _TWELVE >= first:
            return either[1]
    told = [value for value in either if _is_told(text, value)]
    return told[0] if len(told) == 1 else None


def _is_told(text: str, value: str) -> bool:
    month, day = MONTHS[int(value[5:7]) - 1][:3], int(value[8:])
    pattern = rf"\b{month}[a-z]{{0,6}}\.? {day}\b|\b{day} {month}"
    return re.search(pattern, text, re.IGNORECASE) is not None
