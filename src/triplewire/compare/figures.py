"""Figures in, which repeat, contradict or only look like each other, and by what, out."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from triplewire.compare.overlap import overlap
from triplewire.compare.reprints import Copies
from triplewire.compare.values import agree, convertible, finer, kind_of
from triplewire.compare.verdicts import ReportedFigure, Verdict, beside, is_mutual, judge, words_of
from triplewire.records import Comparison, Measured, Statement

# Of figures of one measure and parties, so many neighbours in time are compared with each.
_NEIGHBOURS = 8
# Measures that say nothing of what is counted.
_GENERAL = frozenset({"amount", "count", "share", "duration", "rank"})
# Behind these stands what a measure is of: "rise in exports" is no kind of exports.
_OF = frozenset({"of", "in", "to", "for", "from", "on", "by", "and", "per", "with"})
# Stands between the parts of a key; no part has it.
_SEPARATOR = "\n"

Pair = tuple[Statement, Measured]


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A figure that stands for all that tell it alike, and the keys by which it finds others.

    One of a part is a look-alike of those of the whole that have one of its ``parts`` among their
    ``wholes``; a key begins with what the two differ in.
    """

    statement: Statement
    wholes: tuple[str, ...]
    parts: tuple[str, ...]


def block_of(statement: Statement) -> str:
    """Return what a figure must have in common with those it is compared with; "" for nothing.

    That is the measure, who it is of, and the kind of its unit.
    """
    measured = statement.measured
    if measured is None or not _is_particular(measured):
        return ""
    measure, parties, kind = _key(measured)
    return _SEPARATOR.join((measure, kind, *sorted(parties)))


def compare_figures(
    statements: Iterable[Statement], copies: Copies
) -> tuple[list[Comparison], list[Head]]:
    """Return how the figures of a block compare, which come in the order of their days.

    Equal ones are each compared with the first of them, others with their neighbours in time. The
    heads are in the order of their times.
    """
    block = [(one, one.measured) for one in statements if one.measured is not None]
    found: list[Comparison] = []
    groups = _alike(block)
    for first, *others in groups:
        for other in others:
            found += _compared(_reported([first]), _reported([other]), copies)
    muddled = _muddled(groups)
    own = sorted((_reported(group, muddled) for group in groups), key=_place_in_time)
    for index, one in enumerate(own):
        for other_head in own[index + 1 : index + 1 + _NEIGHBOURS]:
            found += _compared(one, other_head, copies)
    return found, [_head(reported) for reported in own]


def compare_beside(one: Statement, other: Statement, respect: str) -> Comparison | None:
    """Return that two figures look alike of which one is of a part of what the other is of."""
    if one.measured is None or other.measured is None or overlap(one, other):
        return None
    pair = _reported([(one, one.measured)]), _reported([(other, other.measured)])
    return _comparison(*pair, beside(*pair, respect))


def _is_particular(measured: Measured) -> bool:
    name = measured.measure.rsplit("/", 1)[-1]
    return bool(measured.about or measured.counterpart) and name not in _GENERAL


def _key(measured: Measured) -> tuple[str, frozenset[str], str]:
    """Return what two figures must have in common: the measure, who it is of, the kind of unit.

    A rank is of one party among those of another: A is third for B, not B for A.
    """
    parties = measured.about
    if measured.counterpart and (measured.unit is None or not is_mutual(measured.measure)):
        parties = frozenset({*(f"of {iri}" for iri in parties), f"by {measured.counterpart}"})
    elif measured.counterpart:
        parties = parties | {measured.counterpart}
    return measured.measure, parties, kind_of(measured.unit)


def _alike(block: Iterable[Pair]) -> list[list[Pair]]:
    """Return the figures of a block in groups that say the same."""
    groups: defaultdict[tuple[object, ...], list[Pair]] = defaultdict(list)
    for statement, measured in block:
        reported = (measured.value, measured.unit, measured.qualifier, statement.denied)
        meant = (measured.first, measured.last, measured.among, statement.modality)
        groups[*reported, *meant].append((statement, measured))
    return list(groups.values())


def _reported(group: list[Pair], muddled: frozenset[object] = frozenset()) -> ReportedFigure:
    statement, measured = group[0]
    sources = {(one.article, one.voices) for one, _ in group}
    sure = {t for t in sources if (*t, measured.first, measured.last) not in muddled}
    return ReportedFigure(statement=statement, measured=measured, sources=frozenset(sure))


def _muddled(groups: Iterable[list[Pair]]) -> frozenset[object]:
    """Return the articles and voices that give two values for a period: they mean two things."""
    given: defaultdict[tuple[object, ...], list[Measured]] = defaultdict(list)
    for group in groups:
        for statement, measured in group:
            voice = (statement.article, statement.voices, measured.first, measured.last)
            given[voice].append(measured)
    return frozenset(
        voice
        for voice, values in given.items()
        if not all(convertible(values[0].unit, v.unit) and agree(values[0], v) for v in values)
    )


def _place_in_time(reported: ReportedFigure) -> tuple[object, ...]:
    return (
        reported.measured.first,
        reported.measured.last,
        reported.measured.value,
        reported.statement.iri,
    )


def _compared(one: ReportedFigure, other: ReportedFigure, copies: Copies) -> Iterator[Comparison]:
    verdict = judge(one, other, copies)
    if verdict is not None and not overlap(one.statement, other.statement):
        yield _comparison(one, other, verdict)


def _comparison(one: ReportedFigure, other: ReportedFigure, verdict: Verdict) -> Comparison:
    """Return what the figure that appeared later, or says more exactly, is to the other."""
    pair = (one, other)
    older, newer = sorted(pair, key=lambda t: (t.statement.published or "9999", t.statement.iri))
    if verdict.relation == "refines" and _is_finer(older, newer):
        older, newer = newer, older
    return Comparison(
        one=newer.statement.iri,
        other=older.statement.iri,
        labels=(newer.statement.label, older.statement.label),
        relation=verdict.relation,
        differs=verdict.differs,
        reason=verdict.reason,
        confidence=verdict.confidence,
    )


def _is_finer(one: ReportedFigure, other: ReportedFigure) -> bool:
    a, b = one.measured, other.measured
    return finer(a, b) if bool(a.when) == bool(b.when) else bool(a.when)


def _head(reported: ReportedFigure) -> Head:
    """Return a figure with its keys.

    Two kinds of one thing, as core and headline inflation, stand beside each other as well; what is
    counted has too many kinds for that.
    """
    measured = reported.measured
    wholes: list[str] = []
    parts: list[str] = []
    # Ranks and figures without a period are of too many things at once.
    if measured.unit is not None and measured.when and not measured.counterpart:
        words = words_of(measured.measure)
        name, about = " ".join(words), measured.about
        broader = [_written("definition", wider, about, measured) for wider in _broader(words)]
        around = sorted(_wider(measured), key=sorted)
        parts += [_written("area", name, parties, measured) for parties in around]
        parts += broader
        wholes += [_written(respect, name, about, measured) for respect in ("area", "definition")]
        if measured.unit != "NUM":
            wholes += broader[:1]
    return Head(statement=reported.statement, wholes=tuple(wholes), parts=tuple(parts))


def _written(respect: str, name: str, parties: frozenset[str], measured: Measured) -> str:
    common = (kind_of(measured.unit), measured.first, measured.last)
    return _SEPARATOR.join((respect, name, *common, *sorted(parties)))


def _wider(measured: Measured) -> set[frozenset[str]]:
    """Return the parties of figures that take in this one: an area around, or one party fewer."""
    parties = measured.about
    around = {(parties - {inner}) | {area} for inner, area in measured.areas if inner in parties}
    fewer = {parties - {party} for party in parties} if len(parties) > 1 else set()
    return (around | fewer) - {parties}


def _broader(words: list[str]) -> Iterator[str]:
    """Yield the names of measures that take in one: "exports" for "goods exports"."""
    for index, word in enumerate(words[:-1]):
        if word in _OF:
            return
        if words[index + 1] not in _OF:
            yield " ".join(words[index + 1 :])
