"""Profiles in, each article's tellings of events out, and what decisions say of them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from triplewire.edtf import bounds
from triplewire.link.authorities import Authorities, normal
from triplewire.link.clusters import Facts, known, opposed
from triplewire.link.profiles import EventProfile, Profile
from triplewire.records import Decision, Unmet

Node = tuple[str, str]  # the hash of an article's text, the key of an event


@dataclass(frozen=True, slots=True, kw_only=True)
class EventReport:
    """One telling of an event with what is compared of it; actors and places by IRI."""

    node: Node
    event: EventProfile
    published: str
    first: str
    last: str
    parties: frozenset[str]
    place: str | None


def event_reports(profile: Profile, actors: Mapping[Node, str]) -> Iterator[EventReport]:
    """Yield what an article tells of events, with the IRIs of ``actors`` for their names."""
    for event in profile.events:
        names = [(profile.sha256, name) for name in event.participants]
        first, last = bounds(event.when) if event.when else ("", "")
        yield EventReport(
            node=(profile.sha256, event.key),
            event=event,
            published=profile.published,
            first=first,
            last=last,
            parties=frozenset(actors[node] for node in names if node in actors),
            place=actors.get((profile.sha256, event.place or "")),
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


def decisions_about(
    profiles: Sequence[Profile], reports: Mapping[Node, EventReport]
) -> tuple[list[tuple[Node, Node, Decision]], list[Unmet]]:
    """Return the decisions about two events, and those whose other event is not found.

    The value of such a decision is the other event's IRI, or words that its article tells it by.
    """
    by_key = {reports[node].event.iri: node for node in reports}
    found: list[tuple[Node, Node, Decision]] = []
    unmet: list[Unmet] = []
    for profile in profiles:
        for ruling in profile.rulings:
            node = (profile.sha256, ruling.subject)
            if ruling.decision.what not in {"merge", "keep-apart"} or node not in reports:
                continue
            others = [
                other
                for key, other in by_key.items()
                if other[0] != node[0]
                and (ruling.decision.value.endswith(key) or _says(reports[other], ruling.decision))
            ]
            if len(others) == 1:
                found.append((node, others[0], ruling.decision))
            else:
                unmet.append(_unmet(ruling.decision, len(others), reports, node))
    return found, unmet


def _says(report: EventReport, decision: Decision) -> bool:
    return any(normal(decision.value) in normal(words) for words in report.event.words)


def _unmet(
    decision: Decision, number: int, reports: Mapping[Node, EventReport], node: Node
) -> Unmet:
    same_type = [
        other.event.words[0]
        for other in reports.values()
        if other.event.type == reports[node].event.type and other.node[0] != node[0]
    ]
    return Unmet(
        decision=decision,
        reason=f"{number} events of other articles have the words {decision.value!r}",
        candidates=tuple(sorted(same_type)[:3]),
    )
