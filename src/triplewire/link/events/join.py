"""The events of all articles in, which are certainly one happening, and which may be, out.

Certain is what judge.py holds for sure and no third telling contradicts. Acts of speech are never
joined: two parties may speak twice a day.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
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
    event_reports,
    excluding,
    facts_of,
)
from triplewire.link.events.judge import Verdict, judge, rivals
from triplewire.link.events.links import (
    Pair,
    decided_links,
    first_telling,
    folded_links,
    joined_links,
    likely_links,
)
from triplewire.link.naming import Known, Named
from triplewire.link.profiles import Profile
from triplewire.records import IdentityLink, Registered, Unmet

_MOST_PARTIES = 8
_MOST_COMPARED = 40


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
    published: Known,
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
    likely: list[Pair] = []
    joined: list[Pair] = []
    for left, right, verdict in _pairs(reports.values(), authorities):
        one_now = verdict.sure and clusters.join(left.node, right.node)
        (joined if one_now else likely).append((left, right, verdict))
    base = authorities.base
    shared, rows = _named(clusters.groups(), reports, published, base)

    def name(node: Node) -> str:
        return (
            shared[node][0] if node in shared else mint("event", reports[node].event.iri, base=base)
        )

    found_links = (
        *decided_links(decisions, name, reports, base),
        *folded_links(profiles, reports, name, base),
        *joined_links(joined, clusters, reports, name, base),
        *likely_links(likely, clusters, name),
    )
    links: dict[frozenset[str], IdentityLink] = {}
    for link in found_links:
        if link.one != link.other:
            links.setdefault(frozenset((link.one, link.other)), link)
    return Events(
        shared=shared,
        links=tuple(links.values()),
        unmet=(*unmet, *overruled),
        rows=rows,
    )


def _pairs(reports: Iterable[EventReport], authorities: Authorities) -> Iterator[Pair]:
    """Yield pairs that may be one happening, and what is held of them: the surest first.

    Only what has a type, a month and a party or place in common is compared.
    """
    buckets: dict[tuple[str, ...], list[EventReport]] = {}
    by_article: dict[str, list[EventReport]] = {}
    for report in reports:
        by_article.setdefault(report.node[0], []).append(report)
        if report.event.type not in having("spoken"):
            for key in _keys(report):
                buckets.setdefault(key, []).append(report)
    seen: dict[tuple[Node, Node], Pair] = {}
    for _, bucket in sorted(buckets.items()):
        for one, other in _neighbours(bucket):
            pair = (min(one.node, other.node), max(one.node, other.node))
            if pair not in seen and one.node[0] != other.node[0]:
                verdict = judge(one, other, authorities)
                if verdict is not None:
                    seen[pair] = (one, other, _unrivalled(one, other, verdict, by_article))
    yield from sorted(
        seen.values(),
        key=lambda pair: (
            not pair[2].sure,
            -pair[2].confidence,
            *sorted((pair[0].node, pair[1].node)),
        ),
    )


def _unrivalled(
    one: EventReport,
    other: EventReport,
    verdict: Verdict,
    by_article: Mapping[str, Sequence[EventReport]],
) -> Verdict:
    """Return what is held of two, which is not sure where the days leave open which is meant."""
    if verdict.exact or not verdict.sure:
        return verdict
    open_here = rivals(one, other, by_article[one.node[0]])
    if open_here or rivals(other, one, by_article[other.node[0]]):
        reason = f"{verdict.reason}, but an article tells more than one"
        return replace(verdict, sure=False, reason=reason, confidence=Decimal("0.5"))
    return verdict


def _keys(reports: EventReport) -> Iterator[tuple[str, ...]]:
    """Yield where a telling is looked for: by its day, or by the day of its article."""
    day = reports.first or reports.published
    if not day:
        return
    exact = reports.first == reports.last != ""
    months = sorted({day[:7], (reports.last or day)[:7]})
    for party in sorted(reports.parties)[:_MOST_PARTIES]:
        for month in months:
            yield ("month", reports.event.type, month, party)
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
        first = first_telling(group, reports)
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
