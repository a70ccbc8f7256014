"""A page as a tree in, its short texts out: in what they stand, and how far behind the headline."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# What holds words that are others': comments, links to other stories, the foot of the page.
_ASIDE = re.compile(
    r"comment|kommentar|related|sidebar|footer|teaser|recommend|archiv|widget|latest|recent"
    r"|popular|promo|carousel|newsletter|menu|breadcrumb|copyright",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"date\b|date[_-]|datum|\btime|timestamp|publish|posted|created|byline|\bstand\b|\bmeta\b",
    re.IGNORECASE,
)
_ASIDES = frozenset({"nav", "footer", "aside"})
_HIDDEN = frozenset({"script", "style", "noscript", "template", "select"})
_OUTER = frozenset({"html", "body", "main"})
_LONGEST = 120
_FEW = 10  # parts of an element that is about the day alone
_MOST = 50_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece of text of a page, "" where an element begins without one.

    ``behind`` counts the texts since the headline, None before it. ``aside`` says that it stands
    beside the story, ``dated`` that it stands in what is named for a date. ``names`` are what the
    element that it begins is called, "" for what follows one.
    """

    text: str
    behind: int | None
    aside: bool
    dated: bool
    names: str = ""
    element: "HtmlElement | None" = None


def pieces(tree: "HtmlElement") -> Iterator[Piece]:
    """Yield the short texts that are shown on a page in order, and where its elements begin."""
    headline = next(tree.iter("h1"), None)
    around = set(headline.iterancestors()) if headline is not None else set()
    within: dict[HtmlElement, tuple[bool, bool]] = {}
    behind: int | None = None
    for element in islice(tree.iter(), _MOST):
        outer = within.get(element.getparent(), (False, False))
        if isinstance(element.tag, str) and element.tag not in _HIDDEN:
            aside, dated = outer
            names = " ".join(
                str(element.get(key) or "")[:200] for key in ("class", "id", "itemprop", "rel")
            )
            if element not in around and element.tag not in _OUTER:
                aside = aside or element.tag in _ASIDES or _ASIDE.search(names) is not None
            dated = (
                element.tag == "time"
                or _DATED.search(names) is not None
                or (dated and len(element) < _FEW)
            )
            within[element] = (aside, dated)
            behind = 0 if element is headline else behind
            text = _short(element.get("datetime") or element.text)
            behind = behind + 1 if text and behind is not None else behind
            yield Piece(
                text=text, behind=behind, aside=aside, dated=dated, names=names, element=element
            )
        text = _short(element.tail)
        if text:
            yield Piece(text=text, behind=behind, aside=outer[0], dated=outer[1])


def _short(text: str | None) -> str:
    line = " ".join(str(text or "")[: 2 * _LONGEST].split())
    return line if len(line) <= _LONGEST else ""
