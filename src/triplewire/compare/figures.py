"""Figures in, which repeat, contradict or only look like each other, and by what, out."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from triplewire.compare.reprints import Copies, is_copy
from triplewire.records import Comparison, Measured, Statement

# Of figures of one measure and parties, so many neighbours in time are compared with each.
_NEIGHBOURS = 8
# What "about" and "nearly" leave open.
_ROUGH, _EXACT = Decimal("0.05"), Decimal("0.005")
# Measures that say nothing of what is counted.
_GENERAL = frozenset({"amount", "count", "share", "duration", "rank"})

# A relation, what differs, the reason and the confidence.
Found = tuple[str, tuple[str, ...], str, str]
_NOTHING: Found = ("", (), "", "0")


def compare_figures(statements: Iterable[Statement], copies: Copies) -> Iterator[Comparison]:
    """Yield how figures of one measure and the same parties compare.

    Equal ones are each compared with the first of them, others with their neighbours in time.
    """
    blocks: dict[tuple[str, frozenset[str]], list[tuple[Statement, Measured]]] = {}
    for statement in statements:
        measured = statement.measured
        if measured is not None and _is_particular(measured):
            blocks.setdefault(_key(measured), []).append((statement, measured))
    for block in blocks.values():
        yield from _block(block, copies)


def _is_particular(measured: Measured) -> bool:
    name = measured.measure.rsplit("/", 1)[-1]
    return bool(measured.about or measured.counterpart) and name not in _GENERAL


def _key(measured: Measured) -> tuple[str, frozenset[str]]:
    """Return what two figures must have in common: the measure, and who it is of."""
    directed = measured.unit is None and measured.counterpart is not None
    other = frozenset({measured.counterpart}) if measured.counterpart else frozenset()
    # A rank is of one party among those of another: A is third for B, not B for A.
    parties = frozenset({f"of {iri}" for iri in measured.about} | {f"by {iri}" for iri in other})
    return measured.measure, parties if directed else measured.about | other


def _block(block: list[tuple[Statement, Measured]], copies: Copies) -> Iterator[Comparison]:
    alike: dict[tuple[object, ...], list[tuple[Statement, Measured]]] = {}
    for statement, measured in block:
        same = (measured.value, measured.unit, measured.when, measured.among, measured.qualifier)
        alike.setdefault((*same, statement.denied), []).append((statement, measured))
    for group in alike.values():
        for other in group[1:]:
            yield from _pair(group[0], other, copies)
    heads = sorted(
        (group[0] for group in alike.values()),
        key=lambda pair: (pair[1].first, pair[1].last, pair[1].value, pair[0].iri),
    )
    for index, one in enumerate(heads):
        for other in heads[index + 1 : index + 1 + _NEIGHBOURS]:
            yield from _pair(one, other, copies)


def _pair(
    one: tuple[Statement, Measured], other: tuple[Statement, Measured], copies: Copies
) -> Iterator[Comparison]:
    """Yield what the figure that was published later is to the earlier one."""
    (first, _), (second, _) = sorted(
        (one, other), key=lambda pair: (pair[0].published or "9999", pair[0].iri)
    )
    relation, differs, reason, confidence = _judge(one, other, copies)
    if relation:
        yield Comparison(
            one=second.iri,
            other=first.iri,
            labels=(second.label, first.label),
            relation=relation,  # type: ignore[arg-type]  # one of four
            differs=differs,
            reason=reason,
            confidence=Decimal(confidence),
        )


def _judge(
    one: tuple[Statement, Measured], other: tuple[Statement, Measured], copies: Copies
) -> Found:
    """Return the relation of two figures of one measure and the same parties."""
    (left, a), (right, b) = one, other
    same_value = _agree(a, b)
    differs = [name for name, apart in _respects(a, b) if apart]
    if differs:
        if left.voices != right.voices:
            differs.append("source")
        if not _equal(a, b):
            differs.append("value")
        said = " and ".join(_WORDS[name] for name in differs if name in _WORDS)
        return "comparableWith", _ordered(differs), f"The same measure, for {said}.", "0.85"
    if left.denied != right.denied:
        reason = "One affirms the figure that the other denies."
        return ("contradicts", (), reason, "0.75") if same_value else _NOTHING
    if same_value and _equal(a, b):
        if is_copy(left, right, copies):
            return "repeats", ("reprint",), "The same figure in two prints of one source.", "0.95"
        return "repeats", (), "The same figure of the same measure, parties and period.", "0.95"
    if same_value:
        return "refines", ("value",), "A figure and its rounding or bound agree.", "0.8"
    return _conflict(left, right, a, b)


def _conflict(left: Statement, right: Statement, a: Measured, b: Measured) -> Found:
    """Return what two figures are that cannot both be exact."""
    if left.article == right.article and not (left.voices or right.voices):
        return _NOTHING
    if (not a.when or not b.when) and a.unit is not None:
        reason = "The same measure with another value; a period is not stated."
        return "comparableWith", ("value", "period"), reason, "0.5"
    if left.voices & right.voices and left.published != right.published:
        reason = "The same source gives another figure for the same period later."
        return "comparableWith", ("value", "revision"), reason, "0.7"
    if a.among is None and a.unit is None:
        reason = "Ranks that differ; neither says what they are taken over."
        return "comparableWith", ("value", "scope"), reason, "0.5"
    source = ("source",) if left.voices != right.voices else ()
    return "contradicts", ("value", *source), "Two values for one measure and period.", "0.8"


def _respects(a: Measured, b: Measured) -> Iterator[tuple[str, bool]]:
    """Yield the respects in which two figures may differ, and whether they do."""
    yield "unit", a.unit != b.unit
    yield "period", bool(a.when and b.when) and a.when != b.when
    yield "scope", a.unit is None and a.among != b.among


_WORDS = {"unit": "another unit", "period": "another period", "scope": "another scope"}
_ORDER = ("value", "period", "scope", "unit", "source")


def _ordered(differs: list[str]) -> tuple[str, ...]:
    return tuple(sorted(differs, key=_ORDER.index))


def _equal(a: Measured, b: Measured) -> bool:
    return a.value == b.value and a.qualifier == b.qualifier


def _agree(a: Measured, b: Measured) -> bool:
    """Say whether two values can both be true: equal, rounded, or within a bound."""
    bounds = {"at-least", "at-most"}
    if a.qualifier in bounds or b.qualifier in bounds:
        return _within(a, b.value) and _within(b, a.value)
    room = _ROUGH if "approximately" in {a.qualifier, b.qualifier} else _EXACT
    if a.unit is None or a.unit == "NUM":
        room = Decimal(0) if room == _EXACT else room
    return abs(a.value - b.value) <= room * max(abs(a.value), abs(b.value))


def _within(measured: Measured, value: Decimal) -> bool:
    if measured.qualifier == "at-least":
        return value >= measured.value
    return value <= measured.value if measured.qualifier == "at-most" else True
