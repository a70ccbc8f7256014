"""A query that Oxigraph cannot parse in, the error at the word that it stumbles over out."""

import re
from bisect import bisect_left
from collections.abc import Mapping

import pyoxigraph as ox

from triplewire.ask.outline import outline
from triplewire.ask.place import error_at
from triplewire.ask.terms import nearest, visible
from triplewire.errors import QueryError
from triplewire.shacl import TOKEN

_PLACE = re.compile(r"error at (\d+):(\d+): ")
_TOLD = re.compile(r"The SELECT [a-z ]+")
# Longer than any keyword of SPARQL.
_GAP = 40


def syntax_error(text: str, message: str, known: Mapping[str, str]) -> QueryError:
    """Return the error for a query that Oxigraph refused with a message."""
    found = outline(text)
    for prefix, local, start in found.names:
        if prefix not in found.prefixes and prefix not in known:
            close = nearest(prefix, known)
            hint = f"did you mean {close[0]}:{local}?" if close else f"add PREFIX {prefix}: <…>"
            return error_at(text, start, f"the prefix {prefix}: is not declared", hint)
    if _PLACE.match(message) is None:
        return QueryError(f"the query cannot be run: {visible(message)}")
    told = _TOLD.search(message)
    spans = [
        token.span()
        for token in TOKEN.finditer(text)
        if token.lastgroup not in {"space", "comment"}
    ]
    # A text that can still become a query stays one for fewer words: halving finds the first bad.
    bad = bisect_left(spans, True, key=lambda span: not _can_go_on(text[: span[1]], known))
    if bad == len(spans) and told is not None:
        return error_at(text, found.body, told[0], "correct what stands between SELECT and WHERE")
    if bad == len(spans):
        return error_at(text, len(text.rstrip()), "the query ends too early", "is a } missing?")
    start, end = spans[bad]
    return error_at(text, start, f"{visible(text[start:end][:40])!r} cannot stand here", "")


def _can_go_on(text: str, known: Mapping[str, str]) -> bool:
    """Say whether a text is the beginning of some query.

    Oxigraph reports the farthest character it has looked at, which for a misplaced word lies up
    to a keyword's length behind it. After a word in its place it also passes the spaces.
    """
    padded = f"{text}{' ' * _GAP}\0"
    place = None
    try:
        ox.Store().query(padded, prefixes=dict(known))
    except SyntaxError as error:
        place = _PLACE.match(str(error))
    lines = padded.split("\n")
    return place is None or (int(place[1]), int(place[2])) >= (len(lines), len(lines[-1]))
