"""Claims in words in, which say the same, more, or the opposite, out."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from triplewire.compare.content import (
    content,
    has_opposites,
    is_negated,
    key_of,
    numbers,
    opposites,
    proper,
)
from triplewire.compare.overlap import overlap
from triplewire.records import Comparison, Relation, Statement

# A claim is looked for by so many of its rarest words, among so many before it that have one.
RAREST = 5
MOST_HOLDERS = 100
_FEWEST_WORDS = 3
# How much of the shorter wording the longer one has, and both of each other.
INSIDE_TENTHS = 8
_SAME, _INSIDE, _OPPOSED = 0.7, INSIDE_TENTHS / 10, 0.7
# A headline stands over what is said on the first lines of its text.
OPENING = 8
_HEADLINE_SHARES = 2
# What is said without a date is about the days around its publication.
_PRESENT_DAYS = 31


def compare_wordings(one: Statement, other: Statement, *, copied: bool) -> Comparison | None:
    """Return what a claim is to an earlier one, or a headline to what it may head.

    ``copied`` says that their articles are prints of one source.
    """
    return None if overlap(one, other) else _judge(_both(one, other), copied=copied)


def is_loose(statement: Statement) -> bool:
    """Say whether a claim may be compared with one that has less of its words.

    Two that both quote may be, and two that both have a word with an opposite. Of all others, and
    of a headline and its text, nothing is said unless the longer has eight tenths of the shorter.
    """
    return bool(statement.quotations) or has_opposites(content(statement.words))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Both:
    """Two claims, the earlier first, and how much they share.

    ``whole`` is the shared part of all their words, ``inside`` that of the words of the shorter.
    ``voice`` says that they may be of one speaker.
    """

    one: Statement
    other: Statement
    left: frozenset[str]
    right: frozenset[str]
    whole: float
    inside: float
    voice: bool


def _both(one: Statement, other: Statement) -> _Both | None:
    """Return two claims as they are judged; None when the words are too few to tell anything."""
    left, right = content(one.words), content(other.words)
    verbatim = key_of(one.words) == key_of(other.words)
    if min(len(left), len(right)) < _FEWEST_WORDS and not verbatim:
        return None
    shared = len(left & right)
    return _Both(
        one=one,
        other=other,
        left=left,
        right=right,
        whole=1.0 if verbatim else shared / len(left | right),
        inside=1.0 if verbatim else shared / min(len(left), len(right)),
        voice=bool(one.voices & other.voices) or not (one.voices and other.voices),
    )


def _judge(both: _Both | None, *, copied: bool) -> Comparison | None:
    """Return what the later of two claims is to the earlier one; None where nothing is certain."""
    if both is None or numbers(both.left) != numbers(both.right):
        return None
    one, other = both.one, both.other
    if one.denied != other.denied:
        return _denied(both)
    if is_negated(one.words) != is_negated(other.words) or opposites(both.left, both.right):
        return _opposed(both)
    if both.whole >= _SAME and not _swapped(both):
        return _repeated(both, copied=copied)
    return _nearly(both) if both.voice else None


def _denied(both: _Both) -> Comparison | None:
    """Return that one denies what the other affirms, of the very same people, places and days."""
    one, other = both.one, both.other
    alike = both.whole >= _OPPOSED or (both.inside >= _INSIDE and both.voice)
    if not alike or _names_apart(both) or is_negated(one.words) != is_negated(other.words):
        return None
    return _made(one, other, "contradicts", (), "One affirms what the other denies.", "0.7")


def _opposed(both: _Both) -> Comparison | None:
    """Return that one says the opposite of the other: the same words but for "not", or "fall"."""
    apart = both.left ^ both.right
    if apart - opposites(both.left, both.right) or not _appear_together(both):
        return None
    if is_negated(both.one.words) != is_negated(both.other.words) and apart:
        # "Will not fall" is no opposite of "will rise".
        return None
    return _made(both.one, both.other, "contradicts", (), "One says the opposite.", "0.6")


def _repeated(both: _Both, *, copied: bool) -> Comparison:
    one, other = both.one, both.other
    if copied:
        reason = "The same words in two prints of one source."
        return _made(one, other, "repeats", ("reprint",), reason, "0.95")
    if both.voice:
        return _made(one, other, "repeats", (), "The same in nearly the same words.", "0.9")
    return _made(one, other, "repeats", ("source",), "The same, said by another.", "0.8")


def _nearly(both: _Both) -> Comparison | None:
    """Return how claims of one voice relate that have fewer words in common."""
    one, other = both.one, both.other
    if _quote_alike(one, other):
        return _made(one, other, "repeats", (), "The same words quoted.", "0.9")
    heads = one.headline != other.headline and one.article == other.article
    opening = max(one.line, other.line) <= OPENING
    if heads and opening and len(both.left & both.right) >= _HEADLINE_SHARES:
        return _made(one, other, "repeats", (), "A headline and what it stands over.", "0.6")
    if both.inside >= _INSIDE and one.voices and not _swapped(both):
        short, long = (one, other) if len(both.left) < len(both.right) else (other, one)
        return _made(short, long, "refines", (), "The same, with more said of it.", "0.7")
    return None


def _names_apart(both: _Both) -> bool:
    """Say whether a name, a month or a day of the week stands in one of the claims alone."""
    names = proper(both.one.words) | proper(both.other.words)
    return not names.isdisjoint(both.left ^ both.right)


def _swapped(both: _Both) -> bool:
    """Say whether each claim has a name that the other has not: they are about two things."""
    names = proper(both.one.words) | proper(both.other.words)
    return bool(names & (both.left - both.right)) and bool(names & (both.right - both.left))


def _appear_together(both: _Both) -> bool:
    days = both.one.published, both.other.published
    if both.one.article == both.other.article or not all(days):
        return both.one.article == both.other.article
    first, second = map(date.fromisoformat, days)
    return abs((first - second).days) <= _PRESENT_DAYS


def _quote_alike(one: Statement, other: Statement) -> bool:
    """Say whether two claims quote the same words, one perhaps more of them."""
    left, right = ({key_of(words) for words in s.quotations} for s in (one, other))
    return any(
        len(content(min(a, b, key=len))) >= _FEWEST_WORDS and (a in b or b in a)
        for a in left
        for b in right
    )


def _made(
    one: Statement,
    other: Statement,
    relation: Relation,
    differs: tuple[str, ...],
    reason: str,
    sure: str,
) -> Comparison:
    """Return the comparison of the second statement with the first."""
    return Comparison(
        one=other.iri,
        other=one.iri,
        labels=(other.label, one.label),
        relation=relation,
        differs=differs,
        reason=reason,
        confidence=Decimal(sure),
    )
