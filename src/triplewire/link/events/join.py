"""The events of all articles in, which are certainly one happening, and which may be, out.

Certain is what judge.py holds for sure and no third telling contradicts. Acts of speech are never
joined: two parties may speak twice a day.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from triplewire.event_types import having
from triplewire.iris import digits_of, mint
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
    kept_apart,
)
from triplewire.link.events.judge import Verdict, judge, rivals
from triplewire.link.profiles import Profile
from triplewire.records import Decision, IdentityLink, Unmet

_MOST_PARTIES = 8
_MOST_COMPARED = 40
_SURE, _TOLD_TWICE = Decimal(1), Decimal("0.9")
_Pair = tuple[EventReport, EventReport, Verdict]


@dataclass(frozen=True, slots=True, kw_only=True)
class Events:
    """Which events several articles report: their IRI and label; and what may be one."""

    shared: Mapping[Node, tuple[str, str]]
    links: tuple[IdentityLink, ...]
    unmet: tuple[Unmet, ...]


def identify_events(
    profiles: Sequence[Profile], actors: Mapping[Node, str], authorities: Authorities
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
    likely: list[_Pair] = []
    joined: list[_Pair] = []
    for left, right, verdict in _pairs(reports.values(), authorities):
        one_now = verdict.sure and clusters.join(left.node, right.node)
        (joined if one_now else likely).append((left, right, verdict))
    base = authorities.base
    shared = {
        node: called
        for group in clusters.groups()
        if len({sha for sha, _ in group}) > 1
        for node, called in _named(group, reports, base)
    }

    def name(node: Node) -> str:
        return (
            shared[node][0] if node in shared else mint("event", reports[node].event.iri, base=base)
        )

    found_links = (
        *_decided(decisions, name, reports, base),
        *_told_twice(profiles, reports, name, base),
        *_joined(joined, clusters, reports, name, base),
        *_likely(likely, clusters, name),
    )
    links: dict[frozenset[str], IdentityLink] = {}
    for link in found_links:
        if link.one != link.other:
            links.setdefault(frozenset((link.one, link.other)), link)
    return Events(
        shared=shared,
        links=tuple(links.values()),
        unmet=(*unmet, *overruled),
    )


def _pairs(reports: Iterable[EventReport], authorities: Authorities) -> Iterator[_Pair]:
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
    seen: dict[tuple[Node, Node], _Pair] = {}
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
    group: list[Node], reports: Mapping[Node, EventReport], base: str
) -> Iterator[tuple[Node, tuple[str, str]]]:
    """Yield the IRI and label that the tellings of one happening share, after the first of them."""
    first = _first(group, reports)
    event = reports[first].event
    iri = mint("event", "joined", f"{event.type}-{digits_of(*first)}", base=base)
    for node in group:
        yield node, (iri, event.label)


def _first(group: Iterable[Node], reports: Mapping[Node, EventReport]) -> Node:
    """Return the telling that names a happening: that of the article published first."""
    return min(group, key=lambda node: (reports[node].published or "9999", node))


def _decided(
    decisions: Iterable[tuple[Node, Node, Decision]],
    name: Callable[[Node], str],
    reports: Mapping[Node, EventReport],
    base: str,
) -> Iterator[IdentityLink]:
    """Yield what a curator said of two events; of joined ones, the IRI that one had alone."""
    for one, other, decision in decisions:
        joined = decision.what == "merge"
        yield IdentityLink(
            one=name(one),
            other=_alone((other, one), name, reports, base) if joined else name(other),
            labels=(reports[one].event.label, reports[other].event.label),
            status="joined" if joined else "kept-apart",
            reason=decision.why or "a curator decided it",
            confidence=_SURE,
            decided=decision.key,
        )


def _alone(
    nodes: tuple[Node, Node],
    name: Callable[[Node], str],
    reports: Mapping[Node, EventReport],
    base: str,
) -> str:
    """Return the IRI that the first of two tellings had alone which is not the one they share."""
    own = [mint("event", reports[node].event.iri, base=base) for node in nodes]
    return own[1] if own[0] == name(nodes[0]) else own[0]


def _told_twice(
    profiles: Iterable[Profile],
    reports: Mapping[Node, EventReport],
    name: Callable[[Node], str],
    base: str,
) -> Iterator[IdentityLink]:
    """Yield why passages of one article are one event, by the IRI that the later one had alone."""
    for profile in profiles:
        for fold in profile.folds:
            node = (profile.sha256, fold.key)
            if node not in reports:
                continue
            apart = fold.decision is not None and fold.decision.what == "keep-apart"
            iri = reports[node].event.iri.removesuffix(fold.key) + fold.told
            other = (profile.sha256, fold.told)
            yield IdentityLink(
                one=name(node),
                other=name(other) if other in reports else mint("event", iri, base=base),
                labels=fold.labels,
                status="kept-apart" if apart else "joined",
                reason=fold.reason,
                confidence=_SURE if fold.decision else _TOLD_TWICE,
                decided=fold.decision.key if fold.decision else None,
            )


def _joined(
    pairs: Iterable[_Pair],
    clusters: Clusters[Node],
    reports: Mapping[Node, EventReport],
    name: Callable[[Node], str],
    base: str,
) -> Iterator[IdentityLink]:
    """Yield why each later telling is of a happening, by the IRI that it had alone.

    Of several reasons it is that which relates it to the first telling, else the surest one.
    """
    best: dict[Node, tuple[tuple[object, ...], _Pair]] = {}
    for pair in pairs:
        nodes = (pair[0].node, pair[1].node)
        first = _first(clusters.group(nodes[0]), reports)
        for node in nodes:
            rank = (first not in nodes, -pair[2].confidence, *sorted(nodes))
            if node != first and (node not in best or rank < best[node][0]):
                best[node] = (rank, pair)
    for node, (_, (one, other, verdict)) in sorted(best.items()):
        near = other if node == one.node else one
        yield IdentityLink(
            one=name(node),
            other=mint("event", reports[node].event.iri, base=base),
            labels=(near.event.label, reports[node].event.label),
            status="joined",
            reason=verdict.reason,
            confidence=verdict.confidence,
        )


def _likely(
    pairs: Iterable[_Pair], clusters: Clusters[Node], name: Callable[[Node], str]
) -> Iterator[IdentityLink]:
    """Yield what a curator should look at; what cannot be one is left out."""
    for left, right, verdict in pairs:
        if not kept_apart(clusters.facts(left.node), clusters.facts(right.node)):
            doubt = ", but something else tells them apart" if verdict.sure else ""
            yield IdentityLink(
                one=name(left.node),
                other=name(right.node),
                labels=(left.event.label, right.event.label),
                status="likely",
                reason=f"{verdict.reason}{doubt}",
                confidence=Decimal("0.5"),
            )
