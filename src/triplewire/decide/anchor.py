"""Words with what stands before and after them in, their place in a text out.

As a W3C text quote selector: the words find the place, what is around them tells several apart.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from triplewire.decide.words import places
from triplewire.records import Decision
from triplewire.wording import CONTEXT, one_line, plain

# So much more than what is written is looked at: runs of spaces are one space when compared.
_SLACK = 200

Span = tuple[int, int]
Thing = TypeVar("Thing")


def context(text: str, start: int, end: int) -> tuple[str, str]:
    r"""Return what stands before and after a stretch of a text, each on one line.

    Where other words like these have the same around them it tells nothing, and is left out.

    >>> context("It rained.\n\nFish is dear. Nets are old.", 12, 24)
    ('It rained.', '. Nets are old.')
    >>> context("Yes. No. " * 20, 86, 88)
    ('', '')
    """
    around = (
        one_line(text[max(0, start - CONTEXT) : start]),
        one_line(text[end : end + CONTEXT]),
    )
    return around if _spots(text[start:end], around, text) == [(start, end)] else ("", "")


def anchored(decision: Decision, text: str, place: Span) -> Decision:
    """Return a decision with what stands around its words at a place of a text.

    It is left as it is where that tells the place from no other.
    """
    prefix, suffix = context(text, *place)
    return replace(decision, prefix=prefix, suffix=suffix) if prefix or suffix else decision


def has_context(decision: Decision) -> bool:
    """Say whether a decision tells what stands around its words."""
    return bool(decision.prefix or decision.suffix)


def fit(decision: Decision, text: str, span: Span) -> int:
    """Return how much of what a decision says of the words around it is so at a place: 0, 1 or 2.

    Where it tells one side alone, nothing stands on the other: the text begins or ends there.
    """
    return _fit((decision.prefix, decision.suffix), text, span)


def spots(decision: Decision, text: str) -> list[Span]:
    """Return where a text has the words of a decision, of several places those that fit best."""
    return _spots(decision.quotation, (decision.prefix, decision.suffix), text)


def best(scored: Iterable[tuple[int, Thing]]) -> list[Thing]:
    """Return the things of the highest score."""
    known = list(scored)
    most = max((score for score, _ in known), default=0)
    return [thing for score, thing in known if score == most]


def _spots(words: str, around: tuple[str, str], text: str) -> list[Span]:
    found = places(words, text)
    return found if len(found) < 2 else best((_fit(around, text, span), span) for span in found)


def _fit(around: tuple[str, str], text: str, span: Span) -> int:
    if not any(around):
        return 0
    start, end = span
    before, after = (plain(one_line(words)) for words in around)
    earlier = plain(one_line(text[max(0, start - _window(before)) : start]))
    later = plain(one_line(text[end : end + _window(after)]))
    held = earlier.endswith(before) if before else not earlier
    return held + (later.startswith(after) if after else not later)


def _window(words: str) -> int:
    return 2 * len(words) + _SLACK
