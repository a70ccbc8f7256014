"""The line of a headline in, where the headline stands in it out, and the publisher beside it."""

import re
from collections.abc import Sequence

from triplewire.extract.layout.agencies import is_agency
from triplewire.extract.layout.furniture import is_known_words
from triplewire.extract.layout.kinds import Kind, kind_of
from triplewire.extract.layout.mastheads import may_be_paper
from triplewire.extract.layout.publishers import is_masthead, split_title
from triplewire.extract.layout.record import Layout
from triplewire.extract.layout.titles import tails
from triplewire.extract.text import Zone

_LEAD = re.compile(
    r"\((?:LEAD|URGENT|\d(?:st|nd|rd|th) LD|UPDATE(?: \d)?|CORRECTED|Yonhap Feature)\)\s*"
)
# As "KUNA : Bridge opens".
_AGENCY_FIRST = re.compile(r"(?P<name>[A-Z][\w.'’ -]{1,30}?)(?: :{1,2}|::) (?=\S+(?: \S+){2})")
# "Fen Post | Bridge opens", "World | Bridge opens"
_NAMED_FIRST = re.compile(
    r"(?P<name>[A-Z][\w.'’&-]*(?: [A-Z&][\w.'’&-]*){0,3})\s?[|»]\s?(?=\S+(?: \S+){3})"
)
_NAME = re.compile(
    r"[A-Z0-9\u00c0-\u00de][\w.'’&-]*(?: (?:of|the|and|&|[A-Z0-9\u00c0-\u00de][\w.'’&-]*)){0,4}"
)
_GOES_ON = re.compile(r"[a-z][^.!?:]*[^.!?:,;]")
_NEAR = 60
_LONGEST = 200
# A line is not broken where it had room for more.
_BROKEN = 25


def take_title(
    text: str,
    lines: Sequence[tuple[int, int]],
    number: int,
    rule: str,
    layout: Layout,
    *,
    known: bool,
) -> int:
    """Take a line for the headline, without "(LEAD)" before it and its publisher beside it.

    Return which line below it is its end, where it is broken in two; else the line itself.
    """
    start, end = lines[number]
    line = text[start:end]
    first, last, named = 0, len(line), None
    below = number
    if not known:
        lead = _LEAD.match(line)
        first = lead.end() if lead else _named_first(line, layout)
        last, named = _tail(text, line, lines, layout)
        if last == len(line) and _goes_on(text, lines, number):
            below = number + 1
            last = lines[below][1] - start
    if named is not None:
        words = line[named[0] : named[1]]
        if may_be_paper(words):
            layout.name_paper(words, "publisher-title-tail")
        if is_agency(words):
            layout.guess("credit", words, "agency-line")
        rule = "title-before-tail"
    layout.title, layout.rules["title"] = Zone(start=start + first, end=start + last), rule
    layout.noise += [
        Zone(start=start + one, end=start + other)
        for one, other in ((0, first), (last, len(line)))
        if one < other
    ]
    return below


def _named_first(line: str, layout: Layout) -> int:
    """Return where a headline begins behind a section or the name of a paper, and a bar."""
    match = _AGENCY_FIRST.match(line)
    if match is not None and is_agency(match["name"]):
        layout.site = layout.site or match["name"]
        return match.end()
    match = _NAMED_FIRST.match(line)
    if match is None:
        return 0
    if is_masthead(match["name"]):
        layout.name_paper(match["name"], "publisher-title-tail")
    elif not is_known_words(match["name"]):
        return 0
    return match.end()


def _goes_on(text: str, lines: Sequence[tuple[int, int]], number: int) -> bool:
    """Say whether the line below goes on in the middle of the headline."""
    if number + 1 >= len(lines):
        return False
    (start, end), (first, last) = lines[number], lines[number + 1]
    return (
        text.count("\n", end, first) == 1
        and last - start < _LONGEST
        and _GOES_ON.fullmatch(text, first, last) is not None
        and end - start >= _BROKEN
        and kind_of(text[first:last]) in {Kind.HEAD, Kind.SHORT}
    )


def _tail(
    text: str, line: str, lines: Sequence[tuple[int, int]], layout: Layout
) -> tuple[int, tuple[int, int] | None]:
    """Return where a headline ends and its publisher's name.

    It is what a second headline has not, or what stands behind a hyphen and once more on the page.
    """
    others = [text[first:end] for first, end in lines[:_NEAR]]
    for last in tails(line):
        name = line[last:].strip(" |-–—·•»:")
        if line[:last] in others:
            at = line.rindex(name)
            return last, None if is_known_words(name) else (at, at + len(name))
    last = next(iter(tails(line)), len(line))
    name = line[last:].strip(" |-–—·•»:")
    named = _NAME.fullmatch(name) and len(line[:last].split()) > len(name.split())
    if named and line[last:].strip()[0] in "-–—|" and sum(name in one for one in others) > 1:
        at = line.rindex(name)
        return last, (at, at + len(name))
    return split_title(line, layout.papers.get("publisher-copyright"))
