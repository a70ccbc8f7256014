"""What curators decided about who is who, found again among the actors of all articles."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import chain, islice

from rapidfuzz import fuzz

from triplewire.iris import spelt
from triplewire.link.actors.reports import ActorReport, Node
from triplewire.link.authorities import Authorities, normal
from triplewire.link.profiles import Profile
from triplewire.records import Decision, Registered, Unmet

_NEAREST = 3
# Names that are compared at a time with what a decision says.
_AT_A_TIME = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A node that a decision makes one with others, or with a listed actor, or keeps apart."""

    decision: Decision
    node: Node
    others: tuple[Node, ...]
    listed: str | None


def path_of(iri: str) -> str:
    """Return the last two parts of an IRI: "actor/ana-ruiz"."""
    return "/".join(iri.rsplit("/", 2)[-2:])


def in_article(iri: str, digits: str) -> str:
    """Return how a curator names one of several people of a name: by an article that names him."""
    return f"{iri}-{digits[:8]}"


def orders_of(
    decided: Iterable[tuple[Node, Decision]],
    by_name: Mapping[str, Sequence[Node]],
    authorities: Authorities,
) -> tuple[list[Order], list[Decision]]:
    """Return the decisions about actors that name somebody, and those that name nobody.

    ``by_name`` is who may be meant by what ``meant`` says of the decisions.
    """
    orders: list[Order] = []
    unmet: list[Decision] = []
    for node, decision in decided:
        iri, *names = meant(decision, authorities)
        found = next((by_name[key] for key in (iri, *names) if key in by_name), ())
        others = tuple(other for other in found if other != node)
        merged = decision.what == "merge"
        listed = _listed(iri, decision.value, authorities) if merged else None
        if others or listed:
            orders.append(Order(decision=decision, node=node, others=others, listed=listed))
        else:
            unmet.append(decision)
    return orders, unmet


def meant(decision: Decision, authorities: Authorities) -> tuple[str, str, str]:
    """Return what the other side of a decision may be found by: an IRI, or a name."""
    iri = spelt(decision.value, authorities.base) or decision.value
    return iri, iri.removeprefix(authorities.base), normal(decision.value)


def called(report: ActorReport) -> tuple[str, ...]:
    """Return what a curator may call an article's actor."""
    iri, path = report.actor.iri, path_of(report.actor.iri)
    names = (iri, path, in_article(path, report.digits), normal(report.actor.name))
    return tuple(dict.fromkeys(names))


def by_name_of(
    reports: Mapping[Node, ActorReport], rows: Iterable[Registered]
) -> dict[str, list[Node]]:
    """Return who may be meant by a name, or by an IRI that is or was published."""
    found: dict[str, list[Node]] = {}
    by_anchor: dict[str, Node] = {}
    for node, report in reports.items():
        by_anchor[anchor_of(report)] = node
        for name in called(report):
            found.setdefault(name, []).append(node)
    for row in rows:
        nodes = [by_anchor[anchor] for anchor in row.known_by if anchor in by_anchor]
        if nodes:
            found.setdefault(row.name, nodes)
    return found


def anchor_of(report: ActorReport) -> str:
    """Return what tells an article's actor from all others, whatever becomes of its text."""
    return f"{report.digits} {report.node[1]}"


def decided_of(
    profiles: Iterable[Profile], reports: Mapping[Node, ActorReport]
) -> Iterator[tuple[Node, Decision]]:
    """Yield what was decided about who somebody is."""
    for profile in profiles:
        for ruling in profile.rulings:
            node = (profile.sha256, ruling.subject)
            if ruling.decision.what in {"merge", "keep-apart"} and node in reports:
                yield node, ruling.decision


def unmet_of(decisions: Sequence[Decision], names: Iterable[str]) -> list[Unmet]:
    """Return what is said of decisions that name nobody; ``names`` are all, each once."""
    near: list[list[tuple[float, str]]] = [[] for _ in decisions]
    rest = iter(names)
    while decisions and (some := list(islice(rest, _AT_A_TIME))):
        for index, decision in enumerate(decisions):
            told = ((-fuzz.ratio(decision.value, name), name) for name in some)
            near[index] = nsmallest(_NEAREST, chain(near[index], told))
    return [
        Unmet(
            decision=decision,
            reason=f"no other article names {decision.value!r}",
            candidates=tuple(name for _, name in found),
        )
        for decision, found in zip(decisions, near, strict=True)
    ]


def _listed(iri: str, value: str, authorities: Authorities) -> str | None:
    if iri in authorities.by_iri:
        return iri
    named = authorities.by_name.get(normal(value), ())
    return named[0].iri if named else None
