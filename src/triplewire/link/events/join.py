"""Tellings of events in, which of them are certainly one happening, and which may be, out.

Certain is what judge.py holds for sure and no third telling contradicts.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from triplewire.iris import mint
from triplewire.link.actors import Order, holding
from triplewire.link.authorities import Authorities
from triplewire.link.clusters import Clusters, known
from triplewire.link.events.event_reports import (
    EventReport,
    Node,
    decisions_about,
    event_reports,
    excluding,
    facts_of,
    ruled_of,
)
from triplewire.link.events.links import (
    Happening,
    Pair,
    decided_links,
    first_telling,
    folded_links,
    joined_links,
    likely_link,
)
from triplewire.link.events.pairs import judged_pairs
from triplewire.link.naming import Known, Named
from triplewire.link.profiles import Profile
from triplewire.records import Decision, IdentityLink, Registered, Unmet

Decided = tuple[Node, Node, Decision]


@dataclass(frozen=True, slots=True, kw_only=True)
class Events:
    """Which events several articles report: their IRI and label; and what may be one.

    ``happenings`` say of every telling what it is of.
    """

    shared: Mapping[Node, tuple[str, str]]
    happenings: Mapping[Node, Happening]
    links: tuple[IdentityLink, ...]
    rows: tuple[Registered, ...]


def identify_events(
    profiles: Sequence[Profile],
    actors: Mapping[Node, str],
    authorities: Authorities,
    published: Known,
) -> tuple[Events, tuple[Unmet, ...]]:
    """Return which events of the articles are one happening, and the decisions in vain."""
    reports = {t.node: t for profile in profiles for t in event_reports(profile, actors)}
    decisions, unmet = decisions_about(ruled_of(profiles, reports), reports)
    held, overruled = holding_of(decisions)
    pairs = list(judged_pairs(reports.values(), authorities))
    sure = [pair for pair in pairs if pair[2].sure]
    found = join_events(reports, sure, held, authorities, published)
    likely = (
        likely_link(
            (found.happenings[one.node], found.happenings[other.node]),
            (one.event.label, other.event.label),
            verdict,
        )
        for one, other, verdict in sorted(pairs, key=surest)
        if not verdict.sure
    )
    links = each_once((*found.links, *filter(None, likely)))
    return (
        Events(
            shared=found.shared, happenings=found.happenings, links=tuple(links), rows=found.rows
        ),
        (*unmet, *overruled),
    )


def holding_of(decisions: Iterable[Decided]) -> tuple[list[Decided], list[Unmet]]:
    """Return the decisions about two events that hold together, and those that are overruled."""
    held, overruled = holding(
        Order(decision=decision, node=one, others=(other,), listed=None)
        for one, other, decision in decisions
    )
    return [(order.node, order.others[0], order.decision) for order in held], overruled


def join_events(
    reports: Mapping[Node, EventReport],
    sure: Iterable[Pair],
    decisions: Sequence[Decided],
    authorities: Authorities,
    published: Known,
) -> Events:
    """Return which of some events are one happening.

    The reports are in the order of their articles, ``sure`` are the pairs that are held for one.
    What is told of a part of them is what is told of it among all, where the part has everything
    that a pair, a decision, a common key (keys.py) or a row of what was published connects to it.
    """
    facts = {node: facts_of(report) for node, report in reports.items()}
    for one, other, decision in decisions:
        if decision.what == "keep-apart":
            facts[one].setdefault("side", set()).add(f"{decision.key}+")
            facts[other].setdefault("side", set()).add(f"{decision.key}-")
    clusters: Clusters[Node] = Clusters(facts, excluding(authorities))
    for one, other, decision in decisions:
        if decision.what == "merge":
            clusters.join(one, other, force=True)
    joined: list[Pair] = []
    doubted: list[Pair] = []
    for pair in sorted(sure, key=surest):
        one_now = clusters.join(pair[0].node, pair[1].node)
        (joined if one_now else doubted).append(pair)
    base, groups = authorities.base, clusters.groups()
    shared, rows = _named(groups, reports, published, base)
    happenings = _happenings(groups, shared, reports, clusters, base)

    def name(node: Node) -> str:
        return happenings[node].name

    likely = (
        likely_link(
            (happenings[one.node], happenings[other.node]),
            (one.event.label, other.event.label),
            verdict,
        )
        for one, other, verdict in doubted
    )
    links = each_once(
        (
            *decided_links(decisions, name, reports, base),
            *folded_links(reports, name, base),
            *joined_links(joined, clusters, reports, name, base),
            *filter(None, likely),
        )
    )
    return Events(shared=shared, happenings=happenings, links=tuple(links), rows=rows)


def surest(pair: Pair) -> tuple[object, ...]:
    """Return what sorts the surest pairs first."""
    one, other, verdict = pair
    return (not verdict.sure, -verdict.confidence, *sorted((one.node, other.node)))


def each_once(links: Iterable[IdentityLink]) -> Iterator[IdentityLink]:
    """Yield the first link of two IRIs, in the order of the IRIs."""
    found: dict[frozenset[str], IdentityLink] = {}
    for link in links:
        if link.one != link.other:
            found.setdefault(frozenset((link.one, link.other)), link)
    yield from sorted(found.values(), key=lambda link: (link.one, link.other))


def _happenings(
    groups: Iterable[Sequence[Node]],
    shared: Mapping[Node, tuple[str, str]],
    reports: Mapping[Node, EventReport],
    clusters: Clusters[Node],
    base: str,
) -> dict[Node, Happening]:
    found: dict[Node, Happening] = {}
    for group in groups:
        facts = clusters.facts(group[0])
        for node in group:
            own = mint("event", reports[node].event.iri, base=base)
            found[node] = Happening(
                name=shared[node][0] if node in shared else own,
                articles=tuple(sorted(known(facts, "article"))),
                sides=tuple(sorted(known(facts, "side"))),
            )
    return found


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
