"""A page without a stated author in, the names in the by-line of its layout out: a guess."""

import re
from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING

from triplewire.read import bylines
from triplewire.read.page_pieces import Piece

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BYLINE = re.compile(
    r"(?<![a-z])(?:by-?line|author-?name|article-?author|post-?author|entry-?author)(?:\b|_)"
    r"|\bauthor\b(?!\w*[-_](?:image|photo|bio|box|info|avatar))",
    re.IGNORECASE,
)
_BELOW = 40  # and behind it
_LONGEST = 200
_FEW = 30  # parts of a by-line


def byline_people(shown: Iterable[Piece], publisher: str | None) -> tuple[str, ...]:
    """Return the people named in the first element for a by-line near the headline of a page."""
    for piece in shown:
        if piece.element is not None and not piece.aside and _is_byline(piece):
            people = tuple(
                name
                for name in bylines.authors([_line(piece.element)], publisher)
                if bylines.is_full_name(name)
            )
            if people:
                return people
    return ()


def _is_byline(piece: Piece) -> bool:
    near = piece.behind is not None and piece.behind <= _BELOW
    return near and _BYLINE.search(piece.names) is not None


def _line(element: "HtmlElement") -> str:
    """Return the words of an element, "" for more than a line."""
    parts = (str(part)[:_LONGEST] for part in islice(element.itertext(), _FEW))
    line = " ".join(" ".join(parts).split())
    return line if len(line) < _LONGEST else ""
