"""A decided draft in, the draft in which each happening is one event, and why, out.

What a curator merges is one and what one keeps apart is two, whatever the text says. Of the rest
only what surely is one happening is made one: see triplewire.tellings.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from triplewire.edtf import bounds
from triplewire.link.authorities import normal
from triplewire.link.clusters import Clusters, opposed
from triplewire.records import Decision, Draft, Event, Participant, Unmet
from triplewire.tellings import fits, why_one

_Order = tuple[str, str, Decision]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fold:
    """Two tellings of an article, by the keys of their events, that are one or kept apart, and why.

    ``key`` is the event that is left of one, ``told`` the other, or what it was called alone, when
    it had the end of an IRI ``iri``.
    """

    key: str
    told: str
    iri: str
    labels: tuple[str, str]
    reason: str
    decision: Decision | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """A draft with each happening once, what was folded, and the decisions that do not hold.

    ``settled`` are the keys of the decisions about two events of this article.
    """

    draft: Draft
    folds: tuple[Fold, ...] = ()
    unmet: tuple[Unmet, ...] = ()
    settled: frozenset[str] = frozenset()


def fold_events(draft: Draft, names: Mapping[str, str]) -> Folded:
    """Return the draft in which the tellings of one happening are one event.

    ``names`` are those of its findings by their keys, as finding_names gives them.

    The first telling in the text names it and gives its type. Modality, status, place, rule and
    confidence are the surest telling's: a curator's, else that with the highest confidence, else
    the first; the day is the most exact one. Everybody who is named takes
    part; who has no name is one telling's, for "gunmen" may be "the attackers".
    """
    events = {event.key: event for event in draft.events}
    clusters: Clusters[str] = Clusters({key: {} for key in events}, opposed)
    iris = {key: f"{draft.article.digits}/{names[key]}" for key in events}
    orders = _orders(draft, events, iris)
    held, unmet = _obeyed(orders, clusters)
    why: dict[tuple[str, str], tuple[str, Decision | None]] = {
        (one, other): (_said(by), by) for one, other, by in held if by.what == "merge"
    }
    for left, right, reason in _sure(draft):
        fit = all(
            fits(events[one], events[other])
            for one in clusters.group(left)
            for other in clusters.group(right)
        )
        if not clusters.are_one(left, right) and fit and clusters.join(left, right):
            why[left, right] = reason, None
    groups = [sorted(keys, key=lambda key: events[key].evidence) for keys in clusters.groups()]
    first = {key: keys[0] for keys in groups for key in keys}
    return Folded(
        draft=_renamed(draft, groups, events, first),
        folds=(
            *(_fold(key, first[key], events, iris, why) for key in events if key != first[key]),
            *(_kept(order, first, events, iris) for order in held if order[2].what == "keep-apart"),
        ),
        unmet=tuple(unmet),
        settled=frozenset(decision.key for *_, decision in orders),
    )


def _orders(draft: Draft, events: Mapping[str, Event], iris: Mapping[str, str]) -> list[_Order]:
    """Return the decisions about two events of the draft, the later lines first.

    The value of such a decision is the other event's IRI, or words that tell it alone.
    """
    found = []
    for ruling in draft.rulings:
        decision, subject = ruling.decision, ruling.subject
        if decision.what not in {"merge", "keep-apart"} or subject not in events:
            continue
        others = [
            key
            for key, event in events.items()
            if key != subject
            and (decision.value.endswith(iris[key]) or _says(event, decision.value))
        ]
        if len(others) == 1:
            found.append((subject, others[0], decision))
    return sorted(found, key=lambda order: -order[2].line)


def _obeyed(orders: Sequence[_Order], clusters: Clusters[str]) -> tuple[list[_Order], list[Unmet]]:
    """Do what holds of decisions, and return it and what later lines overrule."""
    held: list[_Order] = []
    unmet: list[Unmet] = []
    for one, other, decision in orders:
        merged = decision.what == "merge"
        if merged and clusters.join(one, other):
            held.append((one, other, decision))
        elif not merged and not clusters.are_one(one, other):
            clusters.learn(one, "side", f"{decision.key}+")
            clusters.learn(other, "side", f"{decision.key}-")
            held.append((one, other, decision))
        else:
            by = next(later for *_, later in held if later.what != decision.what)
            reason = f"overruled by line {by.line}"
            unmet.append(Unmet(decision=decision, reason=reason, overruled_by=by))
    return held, unmet


def _sure(draft: Draft) -> Iterator[tuple[str, str, str]]:
    """Yield the pairs of tellings that are surely one, in the order of the text, and why.

    A telling that may be of either of two happenings is of none.
    """
    metadata = draft.metadata
    title, published = metadata.title or "", (metadata.published or "")[:10]
    ordered = sorted(draft.events, key=lambda event: (event.evidence, event.type))
    alike: dict[str, dict[str, str]] = {}
    for one, other in combinations(ordered, 2):
        if one.published == other.published:
            reason = why_one(one, other, title=title, published=published)
            if reason is not None:
                alike.setdefault(one.key, {})[other.key] = reason
                alike.setdefault(other.key, {})[one.key] = reason
    for left, right in combinations((event.key for event in ordered), 2):
        if right in alike.get(left, {}):
            near = (alike[left].keys() | alike[right].keys()) - {left, right}
            if all(third in alike[left] and third in alike[right] for third in near):
                yield left, right, alike[left][right]


def _says(event: Event, words: str) -> bool:
    return any(normal(words) in normal(passage.text) for passage in event.passages)


def _said(decision: Decision) -> str:
    return decision.why or "a curator decided it"


def _fold(
    key: str,
    first: str,
    events: Mapping[str, Event],
    iris: Mapping[str, str],
    why: Mapping[tuple[str, str], tuple[str, Decision | None]],
) -> Fold:
    """Return why a telling is one with the first of its happening."""
    found = why.get((first, key)) or why.get((key, first))
    reason, decision = found or next(why[pair] for pair in sorted(why) if key in pair)
    labels = (events[first].label, events[key].label)
    return Fold(key=first, told=key, iri=iris[key], labels=labels, reason=reason, decision=decision)


def _kept(
    order: _Order, first: Mapping[str, str], events: Mapping[str, Event], iris: Mapping[str, str]
) -> Fold:
    one, other, decision = order
    return Fold(
        key=first[one],
        told=first[other],
        iri=iris[first[other]],
        labels=(events[one].label, events[other].label),
        reason=_said(decision),
        decision=decision,
    )


def _renamed(
    draft: Draft,
    groups: Sequence[Sequence[str]],
    events: Mapping[str, Event],
    first: Mapping[str, str],
) -> Draft:
    """Return the draft with one event a group, and what names an event naming the one left."""
    one = {keys[0]: _one([events[key] for key in keys]) for keys in groups}
    left = (
        replace(event, part_of=first.get(event.part_of or "", event.part_of))
        for key, event in one.items()
    )
    return replace(
        draft,
        events=tuple(
            sorted(
                (replace(e, part_of=None) if e.part_of == e.key else e for e in left),
                key=lambda event: (event.evidence, event.type),
            )
        ),
        claims=tuple(
            replace(claim, during=first.get(claim.during or "", claim.during))
            for claim in draft.claims
        ),
        rulings=tuple(
            replace(ruling, subject=first.get(ruling.subject, ruling.subject))
            for ruling in draft.rulings
        ),
    )


def _one(tellings: Sequence[Event]) -> Event:
    """Return the event that several tellings tell, in the order of the text."""
    if len(tellings) == 1:
        return tellings[0]
    surest = sorted(tellings, key=lambda e: (not e.decided, -e.confidence, e.evidence))
    dated = sorted((e for e in surest if e.when), key=lambda e: (not e.decided, _days(e.when)))
    passages = sorted({passage for event in tellings for passage in event.passages})
    return replace(
        surest[0],
        type=tellings[0].type,
        label=max(surest, key=lambda event: (bool(event.decided), len(event.named))).label,
        evidence=tellings[0].evidence,
        retold=tuple(p for p in passages if p != tellings[0].evidence),
        when=dated[0].when if dated else None,
        place=next((event.place for event in surest if event.place), None),
        participants=_parties(tellings, surest),
        decided=tuple(dict.fromkeys(key for event in tellings for key in event.decided)),
        part_of=next((event.part_of for event in surest if event.part_of), None),
    )


def _parties(tellings: Sequence[Event], surest: Sequence[Event]) -> tuple[Participant, ...]:
    """Return who takes part, each with the passages that say so."""
    roles: dict[str, Participant] = {}
    for event in surest:
        for part in event.participants:
            if part.name is not None:
                roles.setdefault(part.name, part)
    told_in = {
        name: tuple(
            sorted(
                {
                    passage
                    for event in tellings
                    for part in event.participants
                    if part.name == name
                    for passage in part.told_in or (event.evidence,)
                }
            )
        )
        for name in roles
    }
    unnamed: tuple[Participant, ...] = next(
        (found for event in surest if (found := _unnamed(event))), ()
    )
    return (*(replace(part, told_in=told_in[name]) for name, part in roles.items()), *unnamed)


def _unnamed(event: Event) -> tuple[Participant, ...]:
    return tuple(
        replace(part, told_in=part.told_in or (event.evidence,))
        for part in event.participants
        if part.unnamed is not None
    )


def _days(when: str | None) -> int:
    first, last = map(date.fromisoformat, bounds(when or ""))
    return (last - first).days
