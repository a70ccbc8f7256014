"""Figures in, which repeat, contradict or only look like each other, and by what, out."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

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

Pair = tuple[Statement, Measured]


def compare_figures(statements: Iterable[Statement], copies: Copies) -> Iterator[Comparison]:
    """Yield how figures of one measure and the same parties compare, and look-alikes beside them.

    Equal ones are each compared with the first of them, others with their neighbours in time; those
    of a part of the area, or of a narrower measure, with those of the whole for the same period.
    """
    blocks: defaultdict[tuple[object, ...], list[Pair]] = defaultdict(list)
    for statement in statements:
        measured = statement.measured
        if measured is not None and _is_particular(measured):
            blocks[_key(measured)].append((statement, measured))
    heads: list[ReportedFigure] = []
    for block in blocks.values():
        groups = _alike(block)
        for first, *others in groups:
            for other in others:
                yield from _compared(_reported([first]), _reported([other]), copies)
        muddled = _muddled(groups)
        own = sorted((_reported(group, muddled) for group in groups), key=_place_in_time)
        for index, one in enumerate(own):
            for other_head in own[index + 1 : index + 1 + _NEIGHBOURS]:
                yield from _compared(one, other_head, copies)
        heads += own
    yield from _beside(heads)


def _is_particular(measured: Measured) -> bool:
    name = measured.measure.rsplit("/", 1)[-1]
    return bool(measured.about or measured.counterpart) and name not in _GENERAL


def _key(measured: Measured) -> tuple[object, ...]:
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
    if verdict is not None:
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


def _beside(heads: Iterable[ReportedFigure]) -> Iterator[Comparison]:
    """Yield the look-alikes among figures of which one is of a part of what the other is of.

    Two kinds of one thing, as core and headline inflation, stand beside each other as well; what is
    counted has too many kinds for that.
    """
    wholes: defaultdict[tuple[object, ...], list[ReportedFigure]] = defaultdict(list)
    parts: defaultdict[tuple[object, ...], list[ReportedFigure]] = defaultdict(list)
    for reported in heads:
        measured = reported.measured
        # Ranks and figures without a period are of too many things at once.
        if measured.unit is None or not measured.when or measured.counterpart:
            continue
        common = (kind_of(measured.unit), measured.first, measured.last)
        words = words_of(measured.measure)
        for respect in ("area", "definition"):
            wholes[respect, " ".join(words), measured.about, *common].append(reported)
        for parties in sorted(_wider(measured), key=sorted):
            parts["area", " ".join(words), parties, *common].append(reported)
        for index, broader in enumerate(_broader(words)):
            parts["definition", broader, measured.about, *common].append(reported)
            if index == 0 and measured.unit != "NUM":
                wholes["definition", broader, measured.about, *common].append(reported)
    seen: set[frozenset[str]] = set()
    for key, narrow in parts.items():
        for one in narrow:
            for other in wholes.get(key, [])[:_NEIGHBOURS]:
                pair = frozenset((one.statement.iri, other.statement.iri))
                same = key[0] == "definition" and one.measured.measure == other.measured.measure
                if not same and pair not in seen:
                    seen.add(pair)
                    yield _comparison(one, other, beside(one, other, str(key[0])))


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
