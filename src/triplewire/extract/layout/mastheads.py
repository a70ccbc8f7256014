"""The first lines of a page in, the name of the paper that stands above its headline out."""

import re
from collections.abc import Sequence

from triplewire.extract.layout.agencies import is_agency
from triplewire.extract.layout.datelines import is_place
from triplewire.extract.layout.days import part_day, read_days
from triplewire.extract.layout.furniture import is_known_words
from triplewire.extract.layout.kinds import Kind
from triplewire.extract.layout.publishers import is_masthead
from triplewire.gazetteer import given_names

_UP = r"[A-Z0-9\u00c0-\u00de\u0100-\u017e]"
_NAME = re.compile(rf"{_UP}[\w.'’&-]*(?: (?:{_UP}[\w.'’&-]*|[a-z]{{1,4}}|&)){{0,7}}")
_TAIL = re.compile(
    r"(?:,? (?:[Ee]st\.?|[Ee]stablished|[Ss]ince|[Ff]ounded|Vol\.?) .{1,30}| \(.{2,30}\)"
    r"|\s[-–—|•·:]+\s.{0,60}|\s(?:archives?|home ?page|online edition|front page))$",
    re.IGNORECASE,
)
_MOTTO = re.compile(
    r"\b(?:paper|newspaper|news|journal|weekly|daily|magazine|voice|since|established|est|founded"
    r"|independent|trusted|truth|read by|your|our|people|every day|for the)\b",
    re.IGNORECASE,
)
# Who prints what it says itself.
_OFFICE = re.compile(
    r"(?:The )?(?:Office|Ministry|Government|Department|Embassy|Commission|Presidency|Municipality"
    r"|City|Council|Secretariat|Permanent Mission|Bureau|Prefecture|Consulate) of ",
    re.IGNORECASE,
)
# What a text is, or where it stands, and not who printed it.
_NO_PAPER = re.compile(
    r"\b(?:releases?|statements?|notes?|notices?|communiqu[eé]|embargo(?:ed)?|desk|bureau|wrap"
    r"|in brief|round-?up|live|blog|explain(?:ed|er)|remembered|obituar(?:y|ies)|memoriam"
    r"|elections?|features?|flash|updates?|special|series|dossier|deadline)\b|\bNo\. ?\d",
    re.IGNORECASE,
)
_ABOVE = {Kind.PAGE, Kind.MENU, Kind.META, Kind.LIST}
_FIRST_LINES = 15
_MOST_NAMES, _MOST_SMALL = 3, 2


def find_masthead(lines: Sequence[str], kinds: Sequence[Kind], body: int) -> tuple[int, int] | None:
    """Return which line is the name of a paper, and where that ends; None where none is.

    It is the first line that is neither the page's nor a day, a name of three words at most beside
    small ones, with a line below it that can be the headline.
    """
    found: list[tuple[int, int, int]] = []
    for place, line in enumerate(lines[: min(_FIRST_LINES, body)]):
        dated = _before_day(line) if place == 0 else ""
        if dated and _is_name(dated) and Kind.HEAD in kinds[1:body]:
            return 0, len(dated)
        if (
            kinds[place] in _ABOVE
            or kinds[place] is Kind.PROSE
            or (is_known_words(line) and _OFFICE.match(line) is None)
        ):
            continue
        tail = _TAIL.search(line)
        name = line[: tail.start()] if tail else line
        below = kinds[place + 1 : body]
        headed = Kind.HEAD in below or (kinds[place] is not Kind.HEAD and Kind.SHORT in below)
        twice = kinds[place] is Kind.HEAD and list(lines).count(line) > 1  # a headline does
        if twice or not headed or not _is_name(name):
            break
        again = _stands_again(name, lines)
        # What stands once is a name at the very top; elsewhere it is an entry of a menu.
        first = " " in name and set(kinds[:place]) <= {Kind.META, Kind.MENU}
        if not again and not first:
            continue
        found.append((-again, place, len(name)))
    return min(found)[1:] if found else None


def is_motto(lines: Sequence[str], kinds: Sequence[Kind], paper: int, body: int) -> bool:
    """Say whether the line below the name of a paper is its motto: "The valley's own paper"."""
    below = paper + 1
    return (
        below < body
        and kinds[below] is Kind.HEAD
        and _MOTTO.search(lines[below]) is not None
        and any(
            kinds[n] is Kind.HEAD and _ABOVE & set(kinds[below + 1 : n])
            for n in range(below + 1, body)
        )
    )


def names_paper(name: str, text: str) -> bool:
    """Say whether a name at the top of a page is that of a paper, and not what the text is about.

    In capitals, what stands once is a subject as often: "LIVES REMEMBERED".
    """
    sure = is_masthead(name) or _OFFICE.match(name) is not None
    told = not name.isupper() or text.casefold().count(name.casefold()) > 1
    return _NO_PAPER.search(name) is None and (sure or told)


def _before_day(line: str) -> str:
    """Return the name in "Northern Compass, 3 May 2021", "" where a line is anything else."""
    days, before, behind = part_day(line)
    return before if days and not behind and line.startswith(before) else ""


def _stands_again(name: str, lines: Sequence[str]) -> bool:
    return sum(name.casefold() in other.casefold() for other in lines) > 1


def may_be_paper(name: str) -> bool:
    """Say whether a name is no place, no person, no day and no entry of a menu."""
    first, *others = name.split()
    person = 0 < len(others) < _MOST_NAMES and first in given_names() and not is_masthead(name)
    in_menu = is_known_words(name) and _OFFICE.match(name) is None
    other = name.startswith("By ") or name.endswith(" of") or bool(read_days(name))
    return not (person or in_menu or other or is_place(name))


def _is_name(line: str) -> bool:
    if _NAME.fullmatch(line) is None or is_agency(line) or not may_be_paper(line):
        return False
    names = [word for word in line.split() if not word[0].islower() and word != "&"]
    if _OFFICE.match(line) is not None or is_masthead(line):
        return True
    return len(names) <= _MOST_NAMES and len(line.split()) - len(names) <= _MOST_SMALL
