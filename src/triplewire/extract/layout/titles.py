"""The first lines of a text in, which of them is the headline out."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from enum import Enum, auto

from triplewire.extract.layout.agencies import credited_by_line, source_of_line
from triplewire.extract.layout.bylines import read_byline
from triplewire.extract.layout.captions import is_captioned
from triplewire.extract.layout.datelines import agency_dateline, is_place, place_dateline
from triplewire.extract.layout.days import read_days
from triplewire.extract.layout.fields import read_fields
from triplewire.extract.layout.furniture import (
    is_caption,
    is_furniture,
    is_menu,
    is_related,
    is_sentence,
)
from triplewire.extract.layout.publishers import copyright_holder, masthead_of, related_of

TITLE_LENGTH = 160
_LEAST = 4
_MOST_LINES = 60
_NEAR = 8
_SENTENCE_WORDS = 20
_MARK = re.compile(r"\s?\|\s?|\s[-–—·•»:]{1,2}\s")
_STOP = re.compile(r"[.!?][\"”’)]*\s+(?=[A-Z\"“])")


class Kind(Enum):
    """What a line of the head of a page may be."""

    PAGE = auto()
    MENU = auto()
    LIST = auto()
    META = auto()
    DATELINE = auto()
    PROSE = auto()
    HEAD = auto()
    SHORT = auto()
    OTHER = auto()


def find_title(lines: Sequence[str], known: str | None) -> tuple[int, str] | None:
    """Return which line is the headline and the rule that says so, None where there is none.

    A line that stands there twice is it; else the first of four words or more without an end, below
    the menu of the page; else a shorter one above a by-line or a day, or a sentence above one.
    """
    if known is not None:
        return _where_known(lines, known.strip())
    first = lines[:_MOST_LINES]
    kinds = [kind_of(line) for line in first]
    body = _where_prose_begins(kinds)
    heads = [n for n in range(body) if kinds[n] is Kind.HEAD]
    repeated = _repeated(first, heads)
    if repeated is not None:
        return repeated, "title-repeated"
    heads = _below(heads, kinds)
    if heads:
        return heads[0], "title-first-line"
    shorts = [n for n in range(body) if kinds[n] is Kind.SHORT]
    anchored = any(kind is Kind.META for kind in kinds[shorts[0] : body]) if shorts else False
    shorts = [n for n in shorts if anchored or len(first[n].split()) == _LEAST - 1]
    if shorts:
        return max(shorts, key=lambda n: (len(first[n].split()), -n)), "title-short-line"
    return next(
        (
            (n, "title-sentence")
            for n in range(min(body + 1, len(first) - 1))
            if kinds[n] is Kind.PROSE and kinds[n + 1] is Kind.META and _is_one_sentence(first[n])
        ),
        None,
    )


def _where_known(lines: Sequence[str], known: str) -> tuple[int, str] | None:
    """Return where a known headline stands: below nothing that could be one, or prose."""
    for n, line in enumerate(lines[:_MOST_LINES]):
        if line == known:
            return n, ""
        if kind_of(line) in {Kind.PROSE, Kind.HEAD, Kind.DATELINE}:
            return None
    return None


def kind_of(line: str) -> Kind:
    """Return what a line may be where nothing is known of those around it."""
    if read_days(line) or read_byline(line) or _is_credit(line) or read_fields(line):
        return Kind.META
    if source_of_line(line) or related_of(line):
        return Kind.META
    if is_related(line):
        return Kind.LIST
    if is_menu(line):
        return Kind.MENU
    if is_furniture(line, top=True) or is_caption(line) or copyright_holder(line) is not None:
        return Kind.PAGE
    if _is_dateline(line):
        return Kind.DATELINE
    if masthead_of(line) is not None or is_captioned(line) or is_place(line):
        return Kind.PAGE
    count, words = len(line.split()), line.rstrip("\"'”’")
    if is_sentence(line) and not words.endswith("?"):
        return Kind.PROSE if count >= _LEAST else Kind.OTHER
    if len(line) >= TITLE_LENGTH or words.endswith((":", ";", ",")):
        return Kind.PROSE if len(line) >= TITLE_LENGTH else Kind.OTHER
    if count >= _LEAST:
        return Kind.HEAD
    return Kind.SHORT if count > 1 and not line.isupper() else Kind.OTHER


def _is_dateline(line: str) -> bool:
    """Say whether a line begins with a dateline; "Portugal: Farmers want water" is a headline."""
    if agency_dateline(line, 0, len(line)) is not None:
        return True
    found = place_dateline(line, 0, len(line), opening=True)
    return found is not None and (is_sentence(line) or found.end == len(line))


def _is_credit(line: str) -> bool:
    match = credited_by_line(line)
    if match is None:
        return False
    rest = match["rest"] or ""
    return not rest or is_place(rest) or bool(read_days(rest))


def _where_prose_begins(kinds: Sequence[Kind]) -> int:
    """Return the first line of the article's prose; a notice above the headline is none.

    One is a notice where no headline stands above it, and below it one that a by-line follows.
    """
    headed = False
    for n, kind in enumerate(kinds):
        headed = headed or kind in {Kind.HEAD, Kind.SHORT}
        if kind is Kind.DATELINE and headed:
            return n
        if kind is Kind.PROSE and (headed or not _is_notice(kinds, n)):
            return n
    return len(kinds)


def _is_notice(kinds: Sequence[Kind], place: int) -> bool:
    for n in range(place + 1, min(place + _NEAR, len(kinds) - 1)):
        if kinds[n] is Kind.HEAD:
            return bool({Kind.META, Kind.DATELINE} & set(kinds[n + 1 : n + 4]))
    return False


def _repeated(lines: Sequence[str], heads: Sequence[int]) -> int | None:
    """Return the first line of those that stand twice, alone or before the publisher's name."""
    number = Counter(line.casefold() for line in lines)
    for n in heads:
        line = lines[n].casefold()
        if number[line] > 1 or any(number[line[:end]] for end in tails(line)):
            return n
    return None


def tails(line: str) -> Iterator[int]:
    """Yield where a line ends before each bar or hyphen with spaces around it, the longest first."""
    for mark in reversed(list(_MARK.finditer(line))):
        yield mark.start()


def _below(heads: Sequence[int], kinds: Sequence[Kind]) -> Sequence[int]:
    """Return the lines that may be the headline and stand below the menus and lists of the page."""
    menus = [n for n, kind in enumerate(kinds) if kind is Kind.MENU]
    below = [n for n in heads if not any(n < menu < heads[-1] for menu in menus)]
    listed = [n for n in below if _is_listed(n, kinds)]
    return [n for n in below if n not in listed] or below


def _is_listed(place: int, kinds: Sequence[Kind]) -> bool:
    """Say whether a line stands in a list of other articles: below its heading, above no by-line."""
    for n in range(place - 1, -1, -1):
        if kinds[n] is Kind.LIST:
            return Kind.META not in kinds[place + 1 : place + 2]
        if kinds[n] not in {Kind.HEAD, Kind.SHORT, Kind.META}:
            return False
    return False


def _is_one_sentence(line: str) -> bool:
    return len(line.split()) <= _SENTENCE_WORDS and _STOP.search(line) is None
