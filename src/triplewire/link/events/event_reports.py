"""Profiles in, each article's tellings of events out, and what decisions say of them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from triplewire.edtf import bounds
from triplewire.link.authorities import Authorities, normal
from triplewire.link.clusters import Facts, known, opposed
from triplewire.link.profiles import EventProfile, Profile
from triplewire.link.tellings import Fold
from triplewire.records import Decision, Unmet

Node = tuple[str, str]  # the hash of an article's text, the key of an event
_NEAREST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class EventReport:
    """One telling of an event with what is compared of it; actors and places by IRI.

    ``beside`` are the parties of the other events of its type in its article, ``folds`` say which
    other tellings there are it, or are kept apart from it.
    """

    node: Node
    event: EventProfile
    published: str
    first: str
    last: str
    parties: frozenset[str]
    place: str | None
    beside: tuple[frozenset[str], ...] = ()
    folds: tuple[Fold, ...] = ()


def event_reports(profile: Profile, actors: Mapping[Node, str]) -> Iterator[EventReport]:
    """Yield what an article tells of events, with the IRIs of ``actors`` for their names."""
    folds: dict[str, list[Fold]] = {}
    for fold in profile.folds:
        folds.setdefault(fold.key, []).append(fold)
    parties = {
        event.key: frozenset(
            actors[node]
            for name in event.participants
            if (node := (profile.sha256, name)) in actors
        )
        for event in profile.events
    }
    for event in profile.events:
        first, last = bounds(event.when) if event.when else ("", "")
        yield EventReport(
            node=(profile.sha256, event.key),
            event=event,
            published=profile.published,
            first=first,
            last=last,
            parties=parties[event.key],
            place=actors.get((profile.sha256, event.place or "")),
            beside=tuple(
                parties[other.key]
                for other in profile.events
                if other.type == event.type and other.key != event.key
            ),
            folds=tuple(folds.get(event.key, ())),
        )


def facts_of(report: EventReport) -> dict[str, set[str]]:
    """Return what is known of the happening that a telling is of."""
    return {
        "type": {report.event.type},
        "article": {report.node[0]},
        "day": {f"{report.first}/{report.last}"} if report.first else set(),
        "place": {report.place} if report.place else set(),
    }


def excluding(authorities: Authorities) -> Callable[[Facts, Facts], bool]:
    """Return the test whether two groups cannot be one.

    Types, days and places tell them apart, one article that tells both, and a curator.
    """

    def exclude(one: Facts, other: Facts) -> bool:
        if known(one, "type") != known(other, "type") or kept_apart(one, other):
            return True
        places = product(known(one, "place"), known(other, "place"))
        if any(elsewhere(here, there, authorities) for here, there in places):
            return True
        spans = [day.split("/") for day in known(one, "day") | known(other, "day")]
        return bool(spans) and max(span[0] for span in spans) > min(span[1] for span in spans)

    return exclude


def kept_apart(one: Facts, other: Facts) -> bool:
    """Say whether one article tells both, or a curator keeps them apart."""
    return bool(known(one, "article") & known(other, "article")) or opposed(one, other)


def elsewhere(one: str | None, other: str | None, authorities: Authorities) -> bool:
    """Say whether two places are known to be two: neither is within the other."""
    if one is None or other is None or one == other:
        return False
    return other not in _around(one, authorities) and one not in _around(other, authorities)


def _around(place: str, authorities: Authorities) -> set[str]:
    found: set[str] = set()
    known = authorities.by_iri.get(place)
    while known is not None and known.within is not None and known.within not in found:
        found.add(known.within)
        known = authorities.by_iri.get(known.within)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruled:
    """A decision about an event of an article, before the other event is found."""

    node: Node
    decision: Decision


def ruled_of(profiles: Iterable[Profile], reports: Mapping[Node, EventReport]) -> Iterator[Ruled]:
    """Yield what was decided about which event one is."""
    for profile in profiles:
        for ruling in profile.rulings:
            node = (profile.sha256, ruling.subject)
            if ruling.decision.what in {"merge", "keep-apart"} and node in reports:
                yield Ruled(node=node, decision=ruling.decision)


def decisions_about(
    ruled: Iterable[Ruled], reports: Mapping[Node, EventReport]
) -> tuple[list[tuple[Node, Node, Decision]], list[Unmet]]:
    """Return the decisions about two events, and those whose other event is not found.

    The value of such a decision is the other event's IRI, or words that its article tells it by.
    """
    found: list[tuple[Node, Node, Decision]] = []
    unmet: list[Unmet] = []
    for one in ruled:
        others = [
            node
            for node, report in reports.items()
            if node[0] != one.node[0]
            and (one.decision.value.endswith(report.event.iri) or _says(report, one.decision))
        ]
        if len(others) == 1:
            found.append((one.node, others[0], one.decision))
            continue
        same_type = (
            other.event.words[0]
            for other in reports.values()
            if other.event.type == reports[one.node].event.type and other.node[0] != one.node[0]
        )
        unmet.append(unmet_of(one.decision, len(others), sorted(same_type)))
    return found, unmet


def _says(report: EventReport, decision: Decision) -> bool:
    return normal(decision.value) in told_in(report.event)


def told_in(event: EventProfile) -> str:
    """Return the words of an event's tellings in the form that words are compared in."""
    return "\n".join(map(normal, event.words))


def unmet_of(decision: Decision, number: int, candidates: Sequence[str]) -> Unmet:
    """Return what is said of a decision that finds no other event, or several."""
    return Unmet(
        decision=decision,
        reason=f"{number} events of other articles have the words {decision.value!r}",
        candidates=tuple(candidates[:_NEAREST]),
    )
