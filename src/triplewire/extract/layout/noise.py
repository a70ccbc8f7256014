"""A text and its noise in, the masked text of the same length out."""

import re
from collections.abc import Iterable

from triplewire.extract.text import Stretch


def blank(text: str, stretches: Iterable[Stretch]) -> str:
    """Return the text with spaces in place of the stretches; line ends stay.

    Overlapping stretches are allowed.
    """
    return _replace(text, stretches, keep_lines=True)


def bridge(text: str, stretches: Iterable[Stretch]) -> str:
    """Return the text with spaces in place of the stretches, line ends included."""
    return _replace(text, stretches, keep_lines=False)


def _replace(text: str, stretches: Iterable[Stretch], *, keep_lines: bool) -> str:
    pieces = []
    done = 0
    for stretch in sorted(stretches, key=lambda stretch: (stretch.start, stretch.end)):
        start = max(done, stretch.start)
        if stretch.end <= start:
            continue
        gone = text[start : stretch.end]
        pieces += [
            text[done:start],
            _NOT_A_LINE_END.sub(" ", gone) if keep_lines else " " * len(gone),
        ]
        done = stretch.end
    return "".join([*pieces, text[done:]])


_NOT_A_LINE_END = re.compile(r"[^\n]")
