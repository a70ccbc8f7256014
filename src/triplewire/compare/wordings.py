"""Claims in words in, which say the same, more, or the opposite, out."""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from triplewire.compare.content import content, key_of
from triplewire.compare.reprints import Copies, is_copy
from triplewire.records import Comparison, Statement

# A claim is looked for by so many of its rarest words; a commoner word than this finds nothing.
_RAREST = 5
_MOST_HOLDERS = 100
_FEWEST_WORDS = 3
# How much of the shorter wording the longer one has, and both of each other.
_SAME, _INSIDE, _OPPOSED = 0.7, 0.8, 0.7
_OPENING = 600
_HEADLINE_SHARES = 2

Pair = tuple[Statement, Statement]


def compare_wordings(statements: Sequence[Statement], copies: Copies) -> Iterator[Comparison]:
    """Yield how claims with rare words in common compare, and headlines with what they head."""
    for one, other in _pairs(statements):
        comparison = _judge(one, other, copies)
        if comparison is not None:
            yield comparison


def _pairs(statements: Sequence[Statement]) -> Iterator[Pair]:
    """Yield pairs that share two rare words, or all their words, or an article's head and lead."""
    number: Counter[str] = Counter()
    for statement in statements:
        number.update(content(statement.words))
    holders: dict[str, list[int]] = {}
    first: dict[str, int] = {}
    heads: dict[str, list[int]] = {}
    for index, statement in enumerate(statements):
        same = first.setdefault(key_of(statement.words), index)
        candidates: Counter[int] = Counter()
        words = sorted(content(statement.words), key=lambda word: (number[word], word))
        for word in words[:_RAREST]:
            known = holders.setdefault(word, [])
            candidates.update(known[-_MOST_HOLDERS:])
            known.append(index)
        near = {other for other, count in candidates.items() if count > 1 or len(words) < 3}
        if same != index:
            near.add(same)
        for other in sorted(near):
            # Of many that say the same, each is compared with the first.
            if first[key_of(statements[other].words)] == other:
                yield statements[other], statement
        if statement.start < _OPENING:
            heads.setdefault(statement.article, []).append(index)
    for opening in heads.values():
        titles = [i for i in opening if statements[i].headline]
        for title in titles:
            for other in opening:
                if not statements[other].headline:
                    yield statements[other], statements[title]


def _judge(one: Statement, other: Statement, copies: Copies) -> Comparison | None:
    """Return what the later of two claims is to the earlier one; None where nothing is certain."""
    left, right = content(one.words), content(other.words)
    verbatim = key_of(one.words) == key_of(other.words)
    if min(len(left), len(right)) < _FEWEST_WORDS and not verbatim:
        return None
    shared = len(left & right)
    whole = 1.0 if verbatim else shared / len(left | right)
    inside = 1.0 if verbatim else shared / min(len(left), len(right))
    voice = bool(one.voices & other.voices) or not (one.voices and other.voices)
    if one.denied != other.denied:
        opposed = whole >= _OPPOSED or (inside >= _INSIDE and voice)
        reason = "One affirms what the other denies."
        return _made(one, other, "contradicts", (), reason, "0.7") if opposed else None
    if _numbers(left) != _numbers(right):
        return None
    if whole >= _SAME:
        return _repeated(one, other, is_copy(one, other, copies), voice)
    if not voice:
        return None
    if _quote_alike(one, other):
        return _made(one, other, "repeats", (), "The same words quoted.", "0.9")
    heads = one.headline != other.headline and one.article == other.article
    if heads and shared >= _HEADLINE_SHARES:
        return _made(one, other, "repeats", (), "A headline and what it stands over.", "0.6")
    if inside >= _INSIDE and one.voices:
        short, long = (one, other) if len(left) < len(right) else (other, one)
        return _made(short, long, "refines", (), "The same, with more said of it.", "0.7")
    return None


def _repeated(one: Statement, other: Statement, copied: bool, voice: bool) -> Comparison:
    if copied:
        reason = "The same words in two prints of one source."
        return _made(one, other, "repeats", ("reprint",), reason, "0.95")
    if voice:
        return _made(one, other, "repeats", (), "The same in nearly the same words.", "0.9")
    return _made(one, other, "repeats", ("source",), "The same, said by another.", "0.8")


def _numbers(words: frozenset[str]) -> set[str]:
    return {word for word in words if word.isdigit()}


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
    relation: str,
    differs: tuple[str, ...],
    reason: str,
    sure: str,
) -> Comparison:
    """Return the comparison of the second statement with the first."""
    return Comparison(
        one=other.iri,
        other=one.iri,
        labels=(other.label, one.label),
        relation=relation,  # type: ignore[arg-type]  # one of four
        differs=differs,
        reason=reason,
        confidence=Decimal(sure),
    )
