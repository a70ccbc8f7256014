"""The events of all articles in, which are certainly one happening, and which may be, out.

Certain is what has one type, one day and two parties, or one day and one place, in common, and what
no third telling contradicts. Acts of speech are never joined: two parties may speak twice a day.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import Literal

from triplewire.edtf import bounds
from triplewire.iris import digits_of, mint
from triplewire.link.authorities import Authorities, normal
from triplewire.link.clusters import Clusters, Facts
from triplewire.link.profiles import EventProfile, Profile
from triplewire.records import Decision, IdentityLink, Unmet

Node = tuple[str, str]  # the hash of an article's text, the key of an event
Status = Literal["joined", "likely", "kept-apart"]

_SPOKEN = frozenset(
    {"state", "assess", "announce", "appeal", "invite", "pledge", "agree", "accuse", "allege"}
    | {"request", "demand-yielding", "reject", "threaten", "support", "concede"}
)
# What happens at a place to whoever is there.
_AT_PLACE = frozenset(
    ("assault", "disaster", "protest", "election", "conference", "promotion-meeting")
)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """One telling of an event with what is compared of it; actors and places by IRI."""

    node: Node
    event: EventProfile
    published: str
    first: str
    last: str
    parties: frozenset[str]
    place: str | None


def identify_events(
    profiles: Sequence[Profile], actors: Mapping[Node, str], authorities: Authorities
) -> Events:
    """Return which events of the articles are one happening."""
    told = {t.node: t for profile in profiles for t in _tellings(profile, actors)}
    decisions, unmet = _decisions(profiles, told)
    facts = {node: _facts(telling) for node, telling in told.items()}
    for one, other, decision in decisions:
        if decision.what == "keep-apart":
            facts[one] |= {("side", f"{decision.key}+")}
            facts[other] |= {("side", f"{decision.key}-")}
    clusters: Clusters[Node] = Clusters(facts, _exclude)
    links = []
    for one, other, decision in decisions:
        if decision.what == "merge":
            clusters.join(one, other, force=True)
        links.append((one, other, decision))
    likely = [
        (one, other)
        for one, other, sure in _pairs(told.values(), authorities)
        if not (sure and clusters.join(one.node, other.node))
    ]
    base = authorities.base
    shared = {
        node: name
        for group in clusters.groups()
        if len({sha for sha, _ in group}) > 1
        for node, name in _named(group, told, base)
    }
    return Events(
        shared=shared,
        links=tuple(_links(likely, links, clusters, shared, told, base)),
        unmet=tuple(unmet),
    )


def _tellings(profile: Profile, actors: Mapping[Node, str]) -> Iterator[_Told]:
    for event in profile.events:
        names = [(profile.sha256, name) for name in event.participants]
        first, last = bounds(event.when) if event.when else ("", "")
        yield _Told(
            node=(profile.sha256, event.key),
            event=event,
            published=profile.published,
            first=first,
            last=last,
            parties=frozenset(actors[node] for node in names if node in actors),
            place=actors.get((profile.sha256, event.place or "")),
        )


def _facts(told: _Told) -> Facts:
    facts = {("type", told.event.type), ("article", told.node[0])}
    if told.first:
        facts.add(("day", f"{told.first}/{told.last}"))
    return frozenset(facts)


def _exclude(one: Facts, other: Facts) -> bool:
    """Say whether two groups cannot be one: types, days, one article's two events, a curator."""
    if _of(one, "type") != _of(other, "type") or _of(one, "article") & _of(other, "article"):
        return True
    sides = {side[:-1]: side[-1] for side in _of(one, "side")}
    if any(sides.get(side[:-1], side[-1]) != side[-1] for side in _of(other, "side")):
        return True
    spans = [day.split("/") for day in _of(one, "day") | _of(other, "day")]
    return bool(spans) and max(span[0] for span in spans) > min(span[1] for span in spans)


def _of(facts: Facts, kind: str) -> set[str]:
    return {value for name, value in facts if name == kind}


def _pairs(told: Iterable[_Told], authorities: Authorities) -> Iterator[tuple[_Told, _Told, bool]]:
    """Yield pairs that may be one happening, and whether they surely are: the sure ones first.

    Only what has a type, a month and a party or place in common is compared.
    """
    buckets: dict[tuple[str, ...], list[_Told]] = {}
    for telling in told:
        if telling.event.type not in _SPOKEN:
            for key in _keys(telling):
                buckets.setdefault(key, []).append(telling)
    seen: dict[tuple[Node, Node], tuple[_Told, _Told, bool]] = {}
    for _, bucket in sorted(buckets.items()):
        for one, other in _neighbours(bucket):
            pair = (one.node, other.node)
            if pair not in seen and one.node[0] != other.node[0]:
                judged = _judge(one, other, authorities)
                if judged is not None:
                    seen[pair] = (one, other, judged)
    yield from sorted(seen.values(), key=lambda pair: (not pair[2], pair[0].node, pair[1].node))


def _keys(told: _Told) -> Iterator[tuple[str, ...]]:
    """Yield where a telling is looked for: by its day, or by the day of its article."""
    day = told.first or told.published
    if not day:
        return
    exact = told.first == told.last != ""
    for party in sorted(told.parties)[:_MOST_PARTIES]:
        yield ("month", told.event.type, day[:7], party)
        if exact:
            yield ("day", told.event.type, day, party)
    if exact and told.place and told.event.type in _AT_PLACE:
        yield ("place", told.event.type, day, told.place)


def _neighbours(bucket: list[_Told]) -> Iterator[tuple[_Told, _Told]]:
    """Yield the pairs of a bucket; of a large one, those that follow each other by day."""
    ordered = sorted(bucket, key=lambda t: (t.first or t.published, t.node))
    if len(ordered) <= _MOST_COMPARED:
        yield from combinations(ordered, 2)
        return
    for index, one in enumerate(ordered):
        for other in ordered[index + 1 : index + 1 + _MOST_COMPARED]:
            yield one, other


def _judge(one: _Told, other: _Told, authorities: Authorities) -> bool | None:
    """Return True for what is certainly one, False for what may be, None for what is not."""
    if _elsewhere(one.place, other.place, authorities) or one.event.factual != other.event.factual:
        return None
    parties = one.parties & other.parties
    if not (one.first and other.first):
        near = _days_between(one.first or one.published, other.first or other.published)
        return False if len(parties) > 1 and near is not None and near <= _NEAR_DAYS else None
    if one.first > other.last or other.first > one.last:
        near = _days_between(one.first, other.first)
        return False if len(parties) > 1 and near == 1 else None
    if one.first != one.last or other.first != other.last:
        return False if len(parties) > 1 else None
    one_place = one.place is not None and one.place == other.place
    enough = len(parties) > 1 or (bool(parties) and one_place)
    at_place = one_place and one.event.type in _AT_PLACE
    return True if enough or at_place else (False if parties else None)


def _elsewhere(one: str | None, other: str | None, authorities: Authorities) -> bool:
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


def _days_between(one: str, other: str) -> int | None:
    if not one or not other:
        return None
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)


def _named(
    group: list[Node], told: Mapping[Node, _Told], base: str
) -> Iterator[tuple[Node, tuple[str, str]]]:
    """Yield the IRI and label that the tellings of one happening share, after the first of them."""
    event = told[min(group)].event
    iri = mint("event", "joined", f"{event.type}-{digits_of(*min(group))}", base=base)
    for node in group:
        yield node, (iri, event.label)


def _decisions(
    profiles: Sequence[Profile], told: Mapping[Node, _Told]
) -> tuple[list[tuple[Node, Node, Decision]], list[Unmet]]:
    """Return the decisions about two events, and those whose other event is not found.

    The value of such a decision is the other event's IRI, or words that its article tells it by.
    """
    by_key = {told[node].event.iri: node for node in told}
    found: list[tuple[Node, Node, Decision]] = []
    unmet: list[Unmet] = []
    for profile in profiles:
        for ruling in profile.rulings:
            node = (profile.sha256, ruling.subject)
            if ruling.decision.what not in {"merge", "keep-apart"} or node not in told:
                continue
            others = [
                other
                for key, other in by_key.items()
                if other[0] != node[0]
                and (ruling.decision.value.endswith(key) or _says(told[other], ruling.decision))
            ]
            if len(others) == 1:
                found.append((node, others[0], ruling.decision))
            else:
                unmet.append(_unmet(ruling.decision, len(others), told, node))
    return found, unmet


def _says(told: _Told, decision: Decision) -> bool:
    return normal(decision.value) in normal(told.event.words)


def _unmet(decision: Decision, number: int, told: Mapping[Node, _Told], node: Node) -> Unmet:
    same_type = [
        other.event.words
        for other in told.values()
        if other.event.type == told[node].event.type and other.node[0] != node[0]
    ]
    return Unmet(
        decision=decision,
        reason=f"{number} events of other articles have the words {decision.value!r}",
        candidates=tuple(sorted(same_type)[:3]),
    )


def _links(
    likely: list[tuple[_Told, _Told]],
    decided: list[tuple[Node, Node, Decision]],
    clusters: Clusters[Node],
    shared: Mapping[Node, tuple[str, str]],
    told: Mapping[Node, _Told],
    base: str,
) -> Iterator[IdentityLink]:
    """Yield what a curator decided and what one should look at, each pair of IRIs once."""

    def iri(node: Node) -> str:
        return shared[node][0] if node in shared else mint("event", told[node].event.iri, base=base)

    found: dict[tuple[str, str], IdentityLink] = {}
    for one, other, decision in decided:
        joined = decision.what == "merge"
        pair = (iri(one), mint("event", told[other].event.iri, base=base) if joined else iri(other))
        found[pair] = IdentityLink(
            one=pair[0],
            other=pair[1],
            labels=(told[one].event.label, told[other].event.label),
            status="joined" if joined else "kept-apart",
            reason=decision.why or "a curator decided it",
            confidence=_SURE,
            decided=decision.key,
        )
    for left, right in likely:
        pair = (iri(left.node), iri(right.node))
        apart = _exclude(clusters.facts(left.node), clusters.facts(right.node))
        same = clusters.of(left.node) is clusters.of(right.node)
        if not same and pair not in found and not (apart and pair[::-1] in found):
            found[pair] = IdentityLink(
                one=pair[0],
                other=pair[1],
                labels=(left.event.label, right.event.label),
                status="likely",
                reason="one type, the same parties, and days that may be one",
                confidence=_LIKELY,
            )
    return iter([found[pair] for pair in sorted(found)])
