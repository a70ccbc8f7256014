"""Words as people copy them in, the places where a text has them out."""

import re
from collections.abc import Iterable

from rapidfuzz import fuzz

from triplewire.wording import plain

# What a word processor or a web page changes without changing a word.
_MARKS = {"'": "['‘’‛′`]", '"': '["“”„‟«»]', "-": "[-‐‑‒–—―−]"}
_SHOWN = 60
_ALIKE = 75


def places(words: str, text: str) -> list[tuple[int, int]]:
    """Return where a text has words, whatever its spaces, marks and dashes look like.

    Units: offsets in code points of ``text``.
    """
    parts = plain(words).split()
    if not parts:
        return []
    pattern = r"\s+".join("".join(_MARKS.get(c, re.escape(c)) for c in part) for part in parts)
    return [match.span() for match in re.finditer(pattern, text)]


def likeness(words: str, other: str) -> float:
    """Return how much of one wording the other has, from 0 to 100."""
    return fuzz.partial_ratio(plain(words), plain(other))


def shown(words: str) -> str:
    """Return words on one line, cut where they are long."""
    line = " ".join(words.split())
    return line if len(line) <= _SHOWN else line[:_SHOWN].rsplit(" ", 1)[0] + " …"


def nearest(words: str, candidates: Iterable[str], least: float = 60, limit: int = 3) -> list[str]:
    """Return the candidates that are most like the words, the likest first."""
    ranked = sorted((-likeness(words, other), other) for other in dict.fromkeys(candidates))
    return [other for score, other in ranked[:limit] if -score >= least]


def choices(word: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return the known words that a word may have meant, all of them where it is like none."""
    ordered = sorted(known)
    alike = [(fuzz.ratio(word.lower(), other), other) for other in ordered]
    near = [other for score, other in sorted(alike, reverse=True) if score >= _ALIKE]
    return tuple(near or ordered)
