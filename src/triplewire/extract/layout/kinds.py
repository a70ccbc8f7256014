"""A line of the head of a page in, what it may be out, whatever stands around it."""

from enum import Enum, auto

from triplewire.extract.layout.agencies import credited_by_line, shared_line, source_of_line
from triplewire.extract.layout.bylines import is_signed, read_byline
from triplewire.extract.layout.captions import is_captioned
from triplewire.extract.layout.datelines import agency_dateline, is_place, place_dateline
from triplewire.extract.layout.days import is_yearless, read_days
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
LEAST_WORDS = 4
_LONG = 90


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


def kind_of(line: str) -> Kind:
    """Return what a line may be, whatever stands around it."""
    return next((kind for kind, is_it in _TESTS if is_it(line)), None) or _by_its_words(line)


def _is_told(line: str) -> bool:
    """Say whether a line tells a day, a writer, a source, or several of them."""
    known = read_days(line) or read_byline(line) or read_fields(line)
    if known or _is_credit(line) or source_of_line(line) or related_of(line):
        return True
    return is_signed(line)


def _is_page(line: str) -> bool:
    return (
        is_furniture(line, top=True)
        or is_caption(line)
        or is_yearless(line)
        or copyright_holder(line) is not None
    )


def _is_name(line: str) -> bool:
    paper = masthead_of(line)
    beside = len(line.split()) - len(paper.split()) - 1 if paper else 0
    return (paper is not None and beside < LEAST_WORDS) or is_captioned(line) or is_place(line)


def _is_dateline(line: str) -> bool:
    """Say whether a line begins with a dateline; "Portugal: Farmers want water" is a headline."""
    if agency_dateline(line, 0, len(line)) is not None:
        return True
    found = place_dateline(line, 0, len(line), opening=True)
    if found is None:
        return False
    return is_sentence(line) or found.end == len(line) or len(line) > _LONG


def _is_credit(line: str) -> bool:
    match = credited_by_line(line)
    if match is None:
        return shared_line(line) is not None
    rest = match["rest"] or ""
    return not rest or is_place(rest) or bool(read_days(rest))


def _by_its_words(line: str) -> Kind:
    count, words = len(line.split()), line.rstrip("\"'”’")
    if len(line) >= TITLE_LENGTH:
        return Kind.PROSE
    if is_sentence(line) and not words.endswith("?"):
        return Kind.PROSE if count >= LEAST_WORDS else Kind.OTHER
    if words.endswith((":", ";", ",")):
        return Kind.OTHER
    if count >= LEAST_WORDS:
        return Kind.HEAD
    return Kind.SHORT if count > 1 and not line.isupper() else Kind.OTHER


# The first test that a line passes says what it is.
_TESTS = (
    (Kind.META, _is_told),
    (Kind.LIST, is_related),
    (Kind.MENU, is_menu),
    (Kind.PAGE, _is_page),
    (Kind.DATELINE, _is_dateline),
    (Kind.PAGE, _is_name),
)
