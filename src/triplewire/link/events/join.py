"""The events of all articles in, which are certainly one happening, and which may be, out.

Certain is what has one type, one day and two parties, or one day and one place, in common, and what
no third telling contradicts. Acts of speech are never joined: two parties may speak twice a day.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from triplewire.event_types import having
from triplewire.iris import mint
from triplewire.link.actors import Order, holding
from triplewire.link.authorities import Authorities
from triplewire.link.clusters import Clusters
from triplewire.link.events.event_reports import (
    EventReport,
    Node,
    decisions_about,
    elsewhere,
    event_reports,
    excluding,
    facts_of,
    kept_apart,
)
from triplewire.link.naming import NOTHING_KNOWN, Known, Named
from triplewire.link.profiles import Profile
from triplewire.records import Decision, IdentityLink, Registered, Unmet

_MOST_PARTIES = 8
_MOST_COMPARED = 40
_NEAR_DAYS = 3
_SURE, _LIKELY = Decimal(1), Decimal("0.5")


@dataclass(frozen=True, slots=True, kw_only=True)
class Events:
    """Which events several articles report: their IRI and label; and what may be one."""

    shared: Mapping[Node, tuple[str, str]]
    links: tuple[IdentityLink, ...]
    unmet: tuple[Unmet, ...]
    rows: tuple[Registered, ...]


def identify_events(
    profiles: Sequence[Profile],
    actors: Mapping[Node, str],
    authorities: Authorities,
    published: Known = NOTHING_KNOWN,
) -> Events:
    """Return which events of the articles are one happening."""
    reports = {t.node: t for profile in profiles for t in event_reports(profile, actors)}
    found, unmet = decisions_about(profiles, reports)
    held, overruled = holding(
        Order(decision=decision, node=one, others=(other,), listed=None)
        for one, other, decision in found
    )
    decisions = [(order.node, order.others[0], order.decision) for order in held]
    facts = {node: facts_of(report) for node, report in reports.items()}
    for one, other, decision in decisions:
        if decision.what == "keep-apart":
            facts[one].setdefault("side", set()).add(f"{decision.key}+")
            facts[other].setdefault("side", set()).add(f"{decision.key}-")
    clusters: Clusters[Node] = Clusters(facts, excluding(authorities))
    for one, other, decision in decisions:
        if decision.what == "merge":
            clusters.join(one, other, force=True)
    likely = [
        (one, other)
        for one, other, sure in _pairs(reports.values(), authorities)
        if not (sure and clusters.join(one.node, other.node))
    ]
    base = authorities.base
    shared, rows = _named(clusters.groups(), reports, published, base)

    def name(node: Node) -> str:
        return (
            shared[node][0] if node in shared else mint("event", reports[node].event.iri, base=base)
        )

    return Events(
        shared=shared,
        links=(*_decided(decisions, name, reports, base), *_likely(likely, clusters, name)),
        unmet=(*unmet, *overruled),
        rows=rows,
    )


def _pairs(
    reports: Iterable[EventReport], authorities: Authorities
) -> Iterator[tuple[EventReport, EventReport, bool]]:
    """Yield pairs that may be one happening, and whether they surely are: the sure ones first.

    Only what has a type, a month and a party or place in common is compared.
    """
    buckets: dict[tuple[str, ...], list[EventReport]] = {}
    for report in reports:
        if report.event.type not in having("spoken"):
            for key in _keys(report):
                buckets.setdefault(key, []).append(report)
    seen: dict[tuple[Node, Node], tuple[EventReport, EventReport, bool]] = {}
    for _, bucket in sorted(buckets.items()):
        for one, other in _neighbours(bucket):
            pair = (one.node, other.node)
            if pair not in seen and one.node[0] != other.node[0]:
                judged = _judge(one, other, authorities)
                if judged is not None:
                    seen[pair] = (one, other, judged)
    yield from sorted(seen.values(), key=lambda pair: (not pair[2], pair[0].node, pair[1].node))


def _keys(reports: EventReport) -> Iterator[tuple[str, ...]]:
    """Yield where a telling is looked for: by its day, or by the day of its article."""
    day = reports.first or reports.published
    if not day:
        return
    exact = reports.first == reports.last != ""
    for party in sorted(reports.parties)[:_MOST_PARTIES]:
        yield ("month", reports.event.type, day[:7], party)
        if exact:
            yield ("day", reports.event.type, day, party)
    if exact and reports.place and reports.event.type in having("at-place"):
        yield ("place", reports.event.type, day, reports.place)


def _neighbours(bucket: list[EventReport]) -> Iterator[tuple[EventReport, EventReport]]:
    """Yield the pairs of a bucket; of a large one, those that follow each other by day."""
    ordered = sorted(bucket, key=lambda t: (t.first or t.published, t.node))
    for index, one in enumerate(ordered):
        for other in ordered[index + 1 : index + 1 + _MOST_COMPARED]:
            yield one, other


def _judge(one: EventReport, other: EventReport, authorities: Authorities) -> bool | None:
    """Return True for what is certainly one, False for what may be, None for what is not."""
    if elsewhere(one.place, other.place, authorities) or one.event.factual != other.event.factual:
        return None
    parties = one.parties & other.parties
    if not (one.first and other.first):
        near = _days_between(one.first or one.published, other.first or other.published)
        return False if len(parties) > 1 and near <= _NEAR_DAYS else None
    if one.first > other.last or other.first > one.last:
        near = _days_between(one.first, other.first)
        return False if len(parties) > 1 and near == 1 else None
    if one.first != one.last or other.first != other.last:
        return False if len(parties) > 1 else None
    one_place = one.place is not None and one.place == other.place
    enough = len(parties) > 1 or (bool(parties) and one_place)
    at_place = one_place and one.event.type in having("at-place")
    return True if enough or at_place else (False if parties else None)


def _days_between(one: str, other: str) -> int:
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)


def _named(
    groups: Sequence[Sequence[Node]],
    reports: Mapping[Node, EventReport],
    published: Known,
    base: str,
) -> tuple[dict[Node, tuple[str, str]], tuple[Registered, ...]]:
    """Return the IRI and label of each telling whose own differ, and what a register must keep.

    A happening has those of the telling that was known first.
    """
    members = [[_member(reports[node], published) for node in group] for group in groups]
    settled = published.settle(members, {}, "event")
    named: dict[Node, tuple[str, str]] = {}
    for group, name in zip(groups, settled.names, strict=True):
        first = min(group, key=lambda node: (reports[node].published or "9999", node))
        for node in group:
            if len(group) > 1 or name != f"event/{reports[node].event.iri}":
                named[node] = (base + name, reports[first].event.label)
    return named, settled.rows


def _member(report: EventReport, published: Known) -> Named:
    digits = report.event.iri.partition("/")[0]
    return Named(
        own=f"event/{report.event.iri}",
        anchor=report.event.iri,
        since=published.since.get(digits, published.now),
        order=(report.published or "9999", digits),
    )


def _decided(
    decisions: Iterable[tuple[Node, Node, Decision]],
    name: Callable[[Node], str],
    reports: Mapping[Node, EventReport],
    base: str,
) -> Iterator[IdentityLink]:
    """Yield what a curator said of two events; of joined ones, the IRI that the other had."""
    for one, other, decision in decisions:
        joined = decision.what == "merge"
        yield IdentityLink(
            one=name(one),
            other=mint("event", reports[other].event.iri, base=base) if joined else name(other),
            labels=(reports[one].event.label, reports[other].event.label),
            status="joined" if joined else "kept-apart",
            reason=decision.why or "a curator decided it",
            confidence=_SURE,
            decided=decision.key,
        )


def _likely(
    pairs: Iterable[tuple[EventReport, EventReport]],
    clusters: Clusters[Node],
    name: Callable[[Node], str],
) -> Iterator[IdentityLink]:
    """Yield what a curator should look at, each pair once; what cannot be one is left out."""
    seen: set[frozenset[str]] = set()
    for left, right in pairs:
        pair = frozenset((name(left.node), name(right.node)))
        apart = kept_apart(clusters.facts(left.node), clusters.facts(right.node))
        if len(pair) == 2 and pair not in seen and not apart:
            seen.add(pair)
            yield IdentityLink(
                one=name(left.node),
                other=name(right.node),
                labels=(left.event.label, right.event.label),
                status="likely",
                reason="one type, the same parties, and days that may be one",
                confidence=_LIKELY,
            )
