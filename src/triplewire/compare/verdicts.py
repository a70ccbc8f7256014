"""Two figures in, what the one is to the other, in what they differ, why and how surely, out.

Whatever may keep two values from being about one thing makes them look-alikes, no contradiction.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from triplewire.compare.reprints import Copies
from triplewire.compare.values import agree, convertible, equal, near
from triplewire.records import Measured, Relation, Statement

# An article, and who speaks in it.
Source = tuple[str, frozenset[str]]

# Without a period a statement is about the days around its publication.
_PRESENT_DAYS = 31
_OPEN = frozenset({"obligation", "intention", "possibility"})
# Between two parties, each of which can say it of the other.
_MUTUAL = frozenset({"trade", "border", "distance", "ties", "talks"})
# What is a proportion by itself; of anything else, percent are a change or a part of it.
_PROPORTIONS = frozenset(
    {"inflation", "unemployment", "employment", "rate", "rates", "share", "ratio", "growth"}
    | {"rise", "fall", "contraction", "increase", "decrease", "decline", "drop", "turnout"}
    | {"tariff", "tariffs", "tax", "yield", "margin", "interest", "approval", "majority"}
)
# What is counted on while the days go by.
_TOLLS = frozenset(
    {"killed", "dead", "deaths", "injured", "injuries", "wounded", "missing", "arrested"}
    | {"displaced", "evacuated", "rescued", "hospitalised", "hospitalized", "infected", "cases"}
    | {"casualties", "fatalities", "votes", "toll"}
)
# Dimension (a concept of the scheme dimensions) -> whether two figures of one measure differ in it.
# Such figures are about two things, whatever their values.
_APART: Mapping[str, Callable[[Measured, Measured], bool]] = {
    "unit": lambda a, b: not convertible(a.unit, b.unit),
    "period": lambda a, b: bool(a.when and b.when) and (a.first, a.last) != (b.first, b.last),
    "scope": lambda a, b: a.among != b.among,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedFigure:
    """A figure with all who tell it alike; ``sources`` are those that do not tell another too."""

    statement: Statement
    measured: Measured
    sources: frozenset[Source]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What one figure is to another, and in what they differ."""

    relation: Relation
    differs: tuple[str, ...]
    reason: str
    confidence: Decimal


def words_of(measure: str) -> list[str]:
    """Return the words of the name of a measure: ["goods", "exports"]."""
    return measure.rsplit("/", 1)[-1].split("-")


def is_mutual(measure: str) -> bool:
    """Say whether a measure is the same whichever of two parties it is said of."""
    return not _MUTUAL.isdisjoint(words_of(measure))


def judge(one: ReportedFigure, other: ReportedFigure, copies: Copies) -> Verdict | None:
    """Return what two figures of one measure, kind of unit and parties are; None for nothing."""
    left, right, a, b = one.statement, other.statement, one.measured, other.measured
    apart = [dimension for dimension, differ in _APART.items() if differ(a, b)]
    if apart:
        said = " and ".join(f"another {dimension}" for dimension in apart)
        return _alike(one, other, apart, f"The same measure, for {said}.", "0.85")
    same_value = convertible(a.unit, b.unit) and agree(a, b)
    if left.denied != right.denied:
        return _denied(one, other) if same_value else None
    if left.denied and not same_value:
        # Two values can be denied at once.
        return None
    if _is_open(left) != _is_open(right):
        reason = "One is planned or expected, the other has come about."
        return _alike(one, other, ["definition"], reason, "0.7")
    if same_value:
        return _agreed(one, other, copies)
    return _conflict(one, other, copies)


def beside(one: ReportedFigure, other: ReportedFigure, respect: str) -> Verdict:
    """Return what two figures are of which one is of a part of what the other is of."""
    reasons = {
        "area": "The same measure and period, for a part of the area or parties.",
        "definition": "The same period and parties, for a measure that counts something else.",
    }
    return _alike(one, other, [respect], reasons[respect], "0.7")


def _alike(
    one: ReportedFigure, other: ReportedFigure, differs: Iterable[str], reason: str, sure: str
) -> Verdict:
    """Return that two figures look alike; a difference in value or source goes without saying."""
    found = list(differs)
    if one.statement.voices != other.statement.voices:
        found.append("source")
    if not equal(one.measured, other.measured):
        found.append("value")
    return _verdict("comparableWith", found, reason, sure)


def _verdict(relation: Relation, differs: Iterable[str], reason: str, sure: str) -> Verdict:
    return Verdict(
        relation=relation,
        differs=tuple(sorted(set(differs))),
        reason=reason,
        confidence=Decimal(sure),
    )


def _denied(one: ReportedFigure, other: ReportedFigure) -> Verdict:
    if not _is_of_one_time(one, other):
        reason = "One affirms the figure that the other denies; a period is not stated."
        return _verdict("comparableWith", ["period"], reason, "0.5")
    return _verdict("contradicts", [], "One affirms the figure that the other denies.", "0.75")


def _agreed(one: ReportedFigure, other: ReportedFigure, copies: Copies) -> Verdict | None:
    a, b = one.measured, other.measured
    unit = ["unit"] if a.unit != b.unit else []
    if bool(a.when) != bool(b.when):
        reason = "The same figure; only one says for when."
        return _verdict("refines", ["period", *unit], reason, "0.7") if equal(a, b) else None
    if equal(a, b) and _are_copies(one, other, copies):
        reason = "The same figure in two prints of one source."
        return _verdict("repeats", ["reprint", *unit], reason, "0.95")
    if equal(a, b) and (a.when or _appear_together(one, other)):
        reason = "The same figure of the same measure, parties and period."
        return _verdict("repeats", unit, reason, "0.95")
    if equal(a, b):
        return _verdict("repeats", unit, "The same figure; neither says for when.", "0.6")
    if one.statement.article == other.statement.article and _are_bounds(a, b):
        # "Between 5 and 7": two ends of one range.
        return None
    if not near(a, b):
        reason = "Bounds that can both hold, far from each other."
        return _verdict("comparableWith", ["value", *unit], reason, "0.4")
    return _verdict("refines", ["value", *unit], "A figure and its rounding or bound agree.", "0.8")


def _conflict(one: ReportedFigure, other: ReportedFigure, copies: Copies) -> Verdict | None:
    """Return what two values that cannot both be exact are: a contradiction is the last resort."""
    left, right, a, b = one.statement, other.statement, one.measured, other.measured
    if left.article == right.article and left.voices == right.voices:
        return None
    value = ["value", "source"] if left.voices != right.voices else ["value"]
    for doubtful, respect, reason, sure in (
        (not one.sources or not other.sources, "definition", _SEVERAL, "0.4"),
        (not _is_of_one_time(one, other), "period", _UNDATED, "0.5"),
        (a.unit != b.unit, "unit", _CONVERTED, "0.6"),
        (a.unit is None and a.among is None, "scope", _NO_FIELD, "0.5"),
        (_is_relative(a), "definition", _OF_WHAT, "0.5"),
        (_is_undirected(a), "area", _WHOSE, "0.5"),
        (_is_revised(one, other, copies), "revision", _REVISED, "0.7"),
        (_is_toll(one, other), "revision", _COUNTED_ON, "0.6"),
        (_is_unfinished(one, other), "period", _UNFINISHED, "0.6"),
        (_is_open(left), "definition", _FORECASTS, "0.6"),
    ):
        if doubtful:
            return _verdict("comparableWith", [*value, respect], reason, sure)
    return _verdict("contradicts", value, "Two values for one measure and period.", "0.8")


_SEVERAL = "An article gives several such values, so they may be of several things."
_UNDATED = "The same measure with another value; a period is not stated."
_CONVERTED = "Values that differ, given in two units."
_NO_FIELD = "Ranks that differ; neither says what they are taken over."
_OF_WHAT = "Percentages that differ; it is not stated of what."
_WHOSE = "Values that differ; which party's they are is not stated."
_REVISED = "The same source gives another figure for the same period later."
_COUNTED_ON = "A count that was still going on."
_UNFINISHED = "Values that differ; one was published before the period was over."
_FORECASTS = "Two plans or forecasts."


def _are_copies(one: ReportedFigure, other: ReportedFigure, copies: Copies) -> bool:
    return tuple(sorted((one.statement.article, other.statement.article))) in copies


def _are_bounds(a: Measured, b: Measured) -> bool:
    return {a.qualifier, b.qualifier} == {"at-least", "at-most"}


def _is_open(statement: Statement) -> bool:
    return statement.modality in _OPEN


def _is_of_one_time(one: ReportedFigure, other: ReportedFigure) -> bool:
    """Say whether both have a period, or are ranks as they stand when the articles appear."""
    if one.measured.unit is None and not (one.measured.when or other.measured.when):
        return _appear_together(one, other)
    return bool(one.measured.when and other.measured.when)


def _appear_together(one: ReportedFigure, other: ReportedFigure) -> bool:
    days = [reported.statement.published for reported in (one, other)]
    if not all(days):
        return False
    first, second = map(date.fromisoformat, days)
    return abs((first - second).days) <= _PRESENT_DAYS


def _is_relative(measured: Measured) -> bool:
    """Say whether a percentage is of something that is no proportion: a change or a part of it."""
    return measured.unit == "PERCENT" and _PROPORTIONS.isdisjoint(words_of(measured.measure))


def _is_undirected(measured: Measured) -> bool:
    """Say whether it is open which of several parties sells, gives or owes to which."""
    several = len(measured.about) > 1 and measured.counterpart is None
    return several and not is_mutual(measured.measure)


def _is_revised(one: ReportedFigure, other: ReportedFigure, copies: Copies) -> bool:
    """Say whether one source gives two values, one later than the other."""
    left, right = (
        {v for _, voices in reported.sources for v in voices} for reported in (one, other)
    )
    same = bool(left & right) or _are_copies(one, other, copies)
    return same and not _appeared_at_once(one, other)


def _is_toll(one: ReportedFigure, other: ReportedFigure) -> bool:
    ongoing = not _TOLLS.isdisjoint(words_of(one.measured.measure))
    return ongoing and not _appeared_at_once(one, other)


def _appeared_at_once(one: ReportedFigure, other: ReportedFigure) -> bool:
    return one.statement.published == other.statement.published != ""


def _is_unfinished(one: ReportedFigure, other: ReportedFigure) -> bool:
    """Say whether one was published before its period was over, and the other later."""
    last, days = one.measured.last, [reported.statement.published for reported in (one, other)]
    return all(days) and min(days) <= last and not _appear_together(one, other)
