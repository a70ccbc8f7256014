"""Two articles' tellings in, whether they are one happening, how surely, and why, out."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from triplewire.event_types import having
from triplewire.link.actors import path_of
from triplewire.link.authorities import Authorities
from triplewire.link.events.event_reports import EventReport, elsewhere
from triplewire.tellings import is_another, is_single

_NEAR_DAYS = 3
# What an article tells without a day is of its own day or the two before; a week holds one meeting.
_NEWS_DAYS, _WEEK = 2, 7
_DAY, _SPAN, _UNDATED = Decimal("0.95"), Decimal("0.85"), Decimal("0.8")
_LIKELY = Decimal("0.5")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What is held of two tellings; ``exact`` says that both give the day.

    What is sure without that holds only where nothing else in either article may be meant.
    """

    sure: bool
    exact: bool
    reason: str
    confidence: Decimal


def judge(one: EventReport, other: EventReport, authorities: Authorities) -> Verdict | None:
    """Return what is held of two articles' tellings of one type, None for what is not one.

    One day, two parties: one; where such things happen more than once a day, one place as well.
    Where one gives no day, or a few days, and the other a day that fits, one too, if it is told as
    a fact of the news, and no other event of either article may be meant.
    """
    if elsewhere(one.place, other.place, authorities) or one.event.factual != other.event.factual:
        return None
    if len(one.parties & other.parties) > 1:
        verdict = _of_parties(one, other, authorities)
    else:
        verdict = _of_place(one, other, authorities)
    return None if verdict is None else _unrivalled(one, other, verdict)


def _of_parties(one: EventReport, other: EventReport, authorities: Authorities) -> Verdict | None:
    """Return what is held of two tellings with two parties or more in both."""
    shared = sorted(one.parties & other.parties)
    who = "one type, and " + " and ".join(map(path_of, shared)) + " in both"
    near = _days_between(one.first or one.published, other.first or other.published)
    if one.first and other.first and (one.first > other.last or other.first > one.last):
        return _likely(f"{who}, a day apart") if near == 1 else None
    days = _days(one, other)
    if days is None:
        close = bool(one.first and other.first) or near <= _NEAR_DAYS
        return _likely(f"{who}, and days that may be one") if close else None
    exact, said, confidence = days
    single = is_single(one.event.type)
    if exact:
        sure = single or _one_spot(one, other, authorities)
    else:
        told = (words for report in (one, other) for words in report.event.words)
        sure = single and not any(map(is_another, told))
    if not sure:
        return _likely(f"{who}, {said}")
    return Verdict(sure=True, exact=exact, reason=f"{who}, {said}", confidence=confidence)


def _of_place(one: EventReport, other: EventReport, authorities: Authorities) -> Verdict | None:
    """Return what is held of two tellings of one day with one party, or with a place, in both."""
    day = one.first
    if not day or {day} != {one.last, other.first, other.last}:
        return None
    parties = sorted(one.parties & other.parties)
    enough = one.event.type in having("at-place") or (parties and is_single(one.event.type))
    if one.place is not None and _one_spot(one, other, authorities) and enough:
        named = "".join(f", {path_of(iri)} in both" for iri in parties)
        reason = f"one type, one day, {day}, and one place, {path_of(one.place)}{named}"
        return Verdict(sure=True, exact=True, reason=reason, confidence=_DAY)
    return _likely("one type, one day, and one party in both") if parties else None


def _unrivalled(one: EventReport, other: EventReport, verdict: Verdict) -> Verdict:
    """Return what is held of two, which is not sure where the days leave open which is meant."""
    if verdict.exact or not verdict.sure or not (_has_rival(one, other) or _has_rival(other, one)):
        return verdict
    reason = f"{verdict.reason}, but an article tells more than one"
    return replace(verdict, sure=False, reason=reason, confidence=_LIKELY)


def _has_rival(report: EventReport, other: EventReport) -> bool:
    """Say whether an article tells something else that another's telling may be of as well."""
    return any(
        len(parties & other.parties) > 1 or set() < parties <= other.parties
        for parties in report.beside
    )


def _likely(reason: str) -> Verdict:
    return Verdict(sure=False, exact=False, reason=reason, confidence=_LIKELY)


def _days(one: EventReport, other: EventReport) -> tuple[bool, str, Decimal] | None:
    """Return whether both give one day, how their days fit, and how surely; None if too loosely."""
    exact = [report for report in (one, other) if report.first and report.first == report.last]
    if len(exact) == 2:
        return True, f"and one day, {one.first}", _DAY
    if not exact or not one.event.factual:
        return None
    day, loose = exact[0], other if exact[0] is one else one
    if loose.first:
        if _days_between(loose.first, loose.last) >= _WEEK:
            return None
        return False, f"on {day.first}, which is in {loose.event.when}", _SPAN
    if not loose.published:
        return None
    after = (date.fromisoformat(loose.published) - date.fromisoformat(day.first)).days
    if 0 <= after <= _NEWS_DAYS:
        return False, f"on {day.first}, and without a day in an article of then", _UNDATED
    return None


def _one_spot(one: EventReport, other: EventReport, authorities: Authorities) -> bool:
    """Say whether two are told of one place that is smaller than a country."""
    known = authorities.by_iri.get(one.place or "")
    return (
        one.place is not None
        and one.place == other.place
        and (known is None or known.type != "country")
    )


def _days_between(one: str, other: str) -> int:
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)
