"""Groups of names that stand for one actor in; the IRI and label of each, and what is held, out."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from triplewire.link.actors.fitting import name_words
from triplewire.link.actors.orders import anchor_of
from triplewire.link.actors.reports import ActorReport, Node
from triplewire.link.authorities import Authorities
from triplewire.link.naming import Known, Named
from triplewire.records import IdentityLink, Registered

Status = Literal["joined", "likely", "kept-apart"]
# The names of one actor, and its IRI in a table.
Group = tuple[list[Node], str | None]

_CONFIDENCE: dict[Status, Decimal] = {
    "joined": Decimal("0.95"),
    "likely": Decimal("0.6"),
    "kept-apart": Decimal("0.9"),
}
_SURE = Decimal(1)
# What the IRIs of those who may be one begin with.
_KINDS = ("actor", "document")


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What was judged of two names, and why; ``decided`` is the key of a decision."""

    one: Node
    other: Node
    status: Status
    reason: str
    decided: str | None = None


def name_groups(
    groups: Iterable[Group],
    reports: Mapping[Node, ActorReport],
    authorities: Authorities,
    known: Known,
) -> tuple[dict[Node, tuple[str, str]], tuple[Registered, ...]]:
    """Return the IRI and label of each node, and what a register must keep of the IRIs.

    Those of a table go first. Else the IRI is the one that was known first, and the label the
    fullest name.
    """
    groups, base = list(groups), authorities.base
    listed: dict[int, str] = {}
    for index, (group, given) in enumerate(groups):
        tables = [given, *(reports[node].actor.iri for node in group)]
        iri = next((iri for iri in tables if iri in authorities.by_iri), given)
        if iri is not None:
            listed[index] = iri.removeprefix(base)
    members = [[_named(reports[node], known, base) for node in group] for group, _ in groups]
    settled = known.settle(members, listed, *_KINDS)
    named: dict[Node, tuple[str, str]] = {}
    for index, ((group, _), name) in enumerate(zip(groups, settled.names, strict=True)):
        label = _label(group, reports)
        for node in group:
            # A table gives its own label.
            named[node] = (base + name, reports[node].actor.name if index in listed else label)
    return named, settled.rows


def _named(report: ActorReport, known: Known, base: str) -> Named:
    name = report.actor.name
    return Named(
        own=report.actor.iri.removeprefix(base),
        anchor=anchor_of(report),
        since=known.since.get(report.digits, known.now),
        order=(report.published or "9999", report.digits),
        rank=_fullness(name),
    )


def _fullness(name: str) -> tuple[object, ...]:
    """Return what sorts the fullest name first: most words that are no initials, most words."""
    words = name_words(name)
    return -sum(len(word) > 1 for word in words), -len(words)


def _label(group: Sequence[Node], reports: Mapping[Node, ActorReport]) -> str:
    """Return the fullest name, of several the one of most articles."""
    counts = Counter(reports[node].actor.name for node in group)
    return min(counts, key=lambda name: (*_fullness(name), -counts[name], name))


def links_of(
    judgements: Iterable[Judgement],
    reports: Mapping[Node, ActorReport],
    iris: Mapping[Node, str],
) -> tuple[IdentityLink, ...]:
    """Return what was judged, each pair of IRIs once; what was joined since needs no review."""
    found: dict[frozenset[str], IdentityLink] = {}
    for judged in judgements:
        one, other = iris[judged.one], iris[judged.other]
        if judged.status == "joined":
            # The IRI that one of them would have had alone.
            other = reports[judged.other].actor.iri
            other = reports[judged.one].actor.iri if other == one else other
        if one != other:
            link = IdentityLink(
                one=one,
                other=other,
                labels=(reports[judged.one].actor.name, reports[judged.other].actor.name),
                status=judged.status,
                reason=judged.reason,
                confidence=_SURE if judged.decided else _CONFIDENCE[judged.status],
                decided=judged.decided,
            )
            found.setdefault(frozenset((one, other)), link)
    return tuple(sorted(found.values(), key=lambda link: (link.one, link.other)))
