"""A text and its noise in, the masked text of the same length out."""

import re
from collections.abc import Iterable

from triplewire.extract.text import Zone


def blank(text: str, zones: Iterable[Zone]) -> str:
    """Return the text with spaces in place of the zones; line ends stay.

    Overlapping zones are allowed.
    """
    return _replace(text, zones, keep_lines=True)


def bridge(text: str, zones: Iterable[Zone]) -> str:
    """Return the text with spaces in place of the zones, line ends included."""
    return _replace(text, zones, keep_lines=False)


def _replace(text: str, zones: Iterable[Zone], *, keep_lines: bool) -> str:
    pieces = []
    done = 0
    for zone in sorted(zones, key=lambda zone: (zone.start, zone.end)):
        start = max(done, zone.start)
        if zone.end <= start:
            continue
        gone = text[start : zone.end]
        pieces += [
            text[done:start],
            _NOT_A_LINE_END.sub(" ", gone) if keep_lines else " " * len(gone),
        ]
        done = zone.end
    return "".join([*pieces, text[done:]])


_NOT_A_LINE_END = re.compile(r"[^\n]")
