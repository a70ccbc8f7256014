"""What is held of two tellings in, the links that say so, and why, by their IRIs, out."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from triplewire.iris import mint
from triplewire.link.clusters import Clusters, Facts
from triplewire.link.events.event_reports import EventReport, Node, kept_apart
from triplewire.link.events.judge import Verdict
from triplewire.records import Decision, IdentityLink

Pair = tuple[EventReport, EventReport, Verdict]
_SURE, _TOLD_TWICE, _MAY_BE = Decimal(1), Decimal("0.9"), Decimal("0.5")


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """What several tellings are of: its IRI, the articles that tell it, and sides of decisions."""

    name: str
    articles: tuple[str, ...]
    sides: tuple[str, ...] = ()

    def facts(self) -> Facts:
        """Return what keeps it apart from another."""
        return {"article": {*self.articles}, "side": {*self.sides}}


def first_telling(group: Iterable[Node], reports: Mapping[Node, EventReport]) -> Node:
    """Return the telling that names a happening: that of the article published first."""
    return min(group, key=lambda node: (reports[node].published or "9999", node))


def decided_links(
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


def folded_links(
    reports: Mapping[Node, EventReport], name: Callable[[Node], str], base: str
) -> Iterator[IdentityLink]:
    """Yield why passages of one article are one event, by the IRI that the later one had alone."""
    for node, report in reports.items():
        for fold in report.folds:
            apart = fold.decision is not None and fold.decision.what == "keep-apart"
            other = (node[0], fold.told)
            yield IdentityLink(
                one=name(node),
                other=name(other) if other in reports else mint("event", fold.iri, base=base),
                labels=fold.labels,
                status="kept-apart" if apart else "joined",
                reason=fold.reason,
                confidence=_SURE if fold.decision else _TOLD_TWICE,
                decided=fold.decision.key if fold.decision else None,
            )


def joined_links(
    pairs: Iterable[Pair],
    clusters: Clusters[Node],
    reports: Mapping[Node, EventReport],
    name: Callable[[Node], str],
    base: str,
) -> Iterator[IdentityLink]:
    """Yield why each telling is of a happening that another one names, by the IRI it had alone.

    Of several reasons it is that which relates it to the one that names it, else the surest one.
    """
    best: dict[Node, tuple[tuple[object, ...], Pair]] = {}
    for pair in pairs:
        nodes = (pair[0].node, pair[1].node)
        group = clusters.group(nodes[0])
        alone = {node: mint("event", reports[node].event.iri, base=base) for node in group}
        named = [node for node in group if alone[node] == name(node)]
        home = min(named, default=first_telling(group, reports))
        for node in nodes:
            rank = (home not in nodes, -pair[2].confidence, *sorted(nodes))
            if node != home and (node not in best or rank < best[node][0]):
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


def likely_link(
    happenings: tuple[Happening, Happening], labels: tuple[str, str], verdict: Verdict
) -> IdentityLink | None:
    """Return what a curator should look at; None for what cannot be one, and for what is one."""
    one, other = happenings
    if one.name == other.name or kept_apart(one.facts(), other.facts()):
        return None
    doubt = ", but something else tells them apart" if verdict.sure else ""
    return IdentityLink(
        one=one.name,
        other=other.name,
        labels=labels,
        status="likely",
        reason=f"{verdict.reason}{doubt}",
        confidence=_MAY_BE,
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
