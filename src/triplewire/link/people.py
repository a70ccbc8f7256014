"""The actors of all articles in, which are certainly one, which may be and which are not out.

Persons of one full name are one unless something speaks against it; where several people have a
name, whoever shows the signs of none stays apart from all. Nothing is joined through a third.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import Literal

from rapidfuzz import fuzz

from triplewire.link.authorities import Authorities, normal
from triplewire.link.clusters import Clusters, Facts
from triplewire.link.orders import Node, Order, orders_of, path_of
from triplewire.link.profiles import ActorProfile, Profile
from triplewire.records import IdentityLink, Unmet

Status = Literal["joined", "likely", "kept-apart"]

_JOINABLE = frozenset({"person", "org", "group", "document"})
_LEGAL = re.compile(
    r"[ ,]+(?:ltd|limited|inc|incorporated|plc|corp|corporation|co|company|llc|llp|gmbh|ag|sa|nv|bv"
    r"|spa|oyj?|asa?|ab|pty)\.?$"
)
_ACRONYM = re.compile(r"[A-Z][A-Z&]{1,7}")
_SMALL_WORDS = frozenset({"of", "the", "and", "for", "in", "on", "to"})
_ALIKE = 80
# Of a family name that more people have, these many are compared with each other.
_MOST_NAMESAKES = 60
_MOST_CANDIDATES = 5
_CONFIDENCE: dict[Status, Decimal] = {
    "joined": Decimal("0.95"),
    "likely": Decimal("0.6"),
    "kept-apart": Decimal("0.9"),
}
_SURE = Decimal(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Actors:
    """Who is who: the IRI of each name of each article.

    ``renamed`` are the IRI and label of those whose own name would give another.
    """

    iris: Mapping[Node, str]
    renamed: Mapping[Node, tuple[str, str]]
    links: tuple[IdentityLink, ...]
    unmet: tuple[Unmet, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judgement:
    one: Node
    other: Node
    status: Status
    reason: str
    decided: str | None = None


def identify_actors(profiles: Sequence[Profile], authorities: Authorities) -> Actors:
    """Return which names of the articles stand for one actor."""
    known = {
        (profile.sha256, actor.name): actor
        for profile in profiles
        for actor in profile.actors
        if actor.type in _JOINABLE
    }
    orders, unmet = orders_of(profiles, known, authorities)
    desk = _Desk(known, _facts(profiles, orders))
    for order in orders:
        desk.obey(order)
    desk.join_by_name()
    desk.join_organisations()
    desk.join_persons()
    iris = {(p.sha256, actor.name): actor.iri for p in profiles for actor in p.actors}
    named = desk.names(authorities)
    iris |= {node: iri for node, (iri, _) in named.items()}
    return Actors(
        iris=iris,
        renamed={n: name for n, name in named.items() if name != (known[n].iri, known[n].name)},
        links=tuple(desk.links(iris)),
        unmet=tuple(unmet),
    )


def _facts(profiles: Sequence[Profile], orders: Iterable[Order]) -> dict[Node, Facts]:
    """Return what is known of each node: offices, countries, company, what a curator said."""
    facts: dict[Node, set[tuple[str, str]]] = {}
    for profile in profiles:
        acting = [actor for actor in profile.actors if actor.type in _JOINABLE]
        company = {a.iri for a in acting if not a.listed and a.type in {"person", "org"}}
        for actor in acting:
            known = facts.setdefault((profile.sha256, actor.name), set())
            known.update(("office", f"{office}|{body}") for office, body in actor.offices)
            known.update(("country", country) for country in actor.countries)
            known.update(("company", iri) for iri in company - {actor.iri})
            if actor.listed:
                known.add(("listed", actor.iri))
    for order in orders:
        if order.decision.what == "keep-apart":
            facts[order.node].add(("side", f"{order.decision.key}+"))
            for other in order.others:
                facts[other].add(("side", f"{order.decision.key}-"))
    return {node: frozenset(known) for node, known in facts.items()}


def _exclude(one: Facts, other: Facts) -> bool:
    """Say whether two groups cannot be one: countries, bodies, tables or a curator tell them apart."""
    for kind in ("country", "listed"):
        left, right = _of(one, kind), _of(other, kind)
        if left and right and not left & right:
            return True
    held, others = _of(one, "office"), _of(other, "office")
    if not held & others and _bodies(held) & _bodies(others):
        # One office at two bodies is held by two people.
        return True
    sides = {side[:-1]: side[-1] for side in _of(one, "side")}
    return any(sides.get(side[:-1], side[-1]) != side[-1] for side in _of(other, "side"))


def _bodies(offices: set[str]) -> set[str]:
    """Return the offices whose body is known, without it."""
    return {office.partition("|")[0] for office in offices if not office.endswith("|")}


def _of(facts: Facts, kind: str) -> set[str]:
    return {value for name, value in facts if name == kind}


class _Desk:
    """The nodes of all articles while they are joined, and what was judged of them."""

    def __init__(self, known: dict[Node, ActorProfile], facts: dict[Node, Facts]) -> None:
        self._known = known
        self._clusters: Clusters[Node] = Clusters(facts, _exclude)
        self._judgements: list[_Judgement] = []

    def obey(self, order: Order) -> None:
        """Do what a curator decided; a later rule does not undo it."""
        merged = order.decision.what == "merge"
        status: Status = "joined" if merged else "kept-apart"
        for other in order.others:
            if merged:
                self._clusters.join(order.node, other, force=True)
        for other in order.others[:1]:
            reason = order.decision.why or "a curator decided it"
            self._judge(order.node, other, status, reason, order.decision.key)
        if order.listed is not None:
            self._clusters.learn(order.node, ("listed", order.listed))

    def join_by_name(self) -> None:
        """Join what has one name: persons with care, anything else as long as nothing forbids."""
        same: dict[str, list[Node]] = {}
        for node, actor in self._known.items():
            same.setdefault(actor.iri, []).append(node)
        for nodes in same.values():
            first = self._known[nodes[0]]
            if first.type == "person" and not first.listed:
                self._join_namesakes(nodes)
            else:
                for node in nodes[1:]:
                    self._clusters.join(nodes[0], node)

    def _join_namesakes(self, nodes: list[Node]) -> None:
        signs: dict[tuple[str, str], Node] = {}
        for node in nodes:
            for sign in sorted(self._clusters.facts(node)):
                if sign[0] == "company" or (sign[0] == "office" and not sign[1].endswith("|")):
                    self._clusters.join(signs.setdefault(sign, node), node)
        bare = [node for node in nodes if not self._held(node)]
        groups = self._clusters.distinct(node for node in nodes if self._held(node))
        for one, other in combinations(groups[:_MOST_CANDIDATES], 2):
            if _exclude(self._clusters.facts(one), self._clusters.facts(other)):
                self._judge(
                    one, other, "kept-apart", "one name, and offices that no one person holds"
                )
            else:
                self._judge(one, other, "likely", "one name, other offices and other company")
        for node in bare:
            target = (groups or bare)[0]
            if self._held(node):
                continue
            if len(groups) > 1:
                self._judge(target, node, "likely", "a name that several people have")
            elif self._may_hold(target, node):
                self._clusters.join(target, node)
            else:
                self._judge(target, node, "likely", "one name, and another description")

    def join_organisations(self) -> None:
        """Join organisations that differ by their legal form, or that an acronym stands for."""
        orgs = [(node, actor) for node, actor in self._known.items() if actor.type == "org"]
        plain: dict[str, Node] = {}
        acronyms: dict[str, list[Node]] = {}
        for node, actor in orgs:
            first = plain.setdefault(_without_legal_form(actor.name), node)
            self._certain(first, node, "one name but for the legal form")
            for alias in actor.aliases:
                if " " in actor.name and _ACRONYM.fullmatch(alias):
                    acronyms.setdefault(alias, []).append(node)
        for node, actor in orgs:
            groups = self._clusters.distinct(acronyms.get(actor.name, []))
            if len(groups) == 1 and _initials(self._known[groups[0]].name) == actor.name:
                self._certain(groups[0], node, f"another article introduces {actor.name} as it")
            else:
                for other in groups[:_MOST_CANDIDATES]:
                    self._judge(other, node, "likely", f"{actor.name} is also its short form")

    def join_persons(self) -> None:
        """Join a family name alone, or one with another middle name or initial, to a full name."""
        persons = [node for node, actor in self._known.items() if actor.type == "person"]
        families: dict[str, list[Node]] = {}
        for node in self._clusters.distinct(persons):
            families.setdefault(_words(self._known[node])[-1], []).append(node)
        for nodes in families.values():
            full = [node for node in nodes if len(_words(self._known[node])) > 1]
            for one, other in combinations(full[:_MOST_NAMESAKES], 2):
                self._compare(one, other)
            for node in nodes:
                if len(_words(self._known[node])) == 1:
                    self._place(node, self._clusters.distinct(full))

    def _compare(self, one: Node, other: Node) -> None:
        """Judge two people of one family name whose first names may be one."""
        if self._known[one].iri == self._known[other].iri:
            return
        first, second = _words(self._known[one]), _words(self._known[other])
        shared = self._shared(one, other)
        if _fit(first, second):
            if shared:
                self._certain(one, other, f"names that fit, and {shared}")
            elif first[0] == second[0]:
                self._judge(one, other, "likely", "one first and one last name")
        elif shared and fuzz.ratio(first[0], second[0]) >= _ALIKE:
            self._judge(one, other, "likely", f"names alike, and {shared}")

    def _place(self, node: Node, full: list[Node]) -> None:
        """Judge whom a family name alone may stand for."""
        same_office = [other for other in full if self._office(node, other)]
        if len(same_office) == 1:
            office = self._office(node, same_office[0])
            self._certain(same_office[0], node, f"the family name, and {office}")
            return
        near = same_office or [other for other in full if self._shared(node, other)]
        for other in near[:_MOST_CANDIDATES]:
            self._judge(other, node, "likely", "the family name, and the same office or company")

    def _office(self, one: Node, other: Node) -> str | None:
        """Return an office of one body that two groups hold, in words."""
        for office in sorted(self._offices(one) & self._offices(other)):
            name, _, body = office.partition("|")
            if body:
                return f"{name.replace('-', ' ')} of {path_of(body)}"
        return None

    def _shared(self, one: Node, other: Node) -> str | None:
        """Return an office or an acquaintance that two groups share, in words."""
        left, right = (_of(self._clusters.facts(node), "company") for node in (one, other))
        company = f"named with {path_of(min(left & right))}" if left & right else None
        return self._office(one, other) or company

    def _offices(self, node: Node) -> set[str]:
        return _of(self._clusters.facts(node), "office")

    def _held(self, node: Node) -> set[str]:
        """Return the offices of a group of which the body is known."""
        return {office for office in self._offices(node) if not office.endswith("|")}

    def _may_hold(self, one: Node, other: Node) -> bool:
        """Say whether what one article calls somebody fits what others call him."""
        left, right = ({o.partition("|")[0] for o in self._offices(node)} for node in (one, other))
        return not left or not right or bool(left & right)

    def _certain(self, one: Node, other: Node, reason: str) -> None:
        if self._clusters.of(one) is self._clusters.of(other):
            return
        joined = self._clusters.join(one, other)
        doubt = "" if joined else ", but something else tells them apart"
        self._judge(one, other, "joined" if joined else "likely", f"{reason}{doubt}")

    def _judge(
        self, one: Node, other: Node, status: Status, reason: str, decided: str | None = None
    ) -> None:
        self._judgements.append(
            _Judgement(one=one, other=other, status=status, reason=reason, decided=decided)
        )

    def names(self, authorities: Authorities) -> dict[Node, tuple[str, str]]:
        """Return the IRI and label of each node: a table's, else those of its group's fullest name.

        Where several groups have one name, each is told apart by its first article.
        """
        groups = [(group, *self._best(group)) for group in self._clusters.groups()]
        owners = Counter(iri for _, iri, _ in groups)
        named: dict[Node, tuple[str, str]] = {}
        for group, iri, label in groups:
            listed = authorities.by_iri.get(iri)
            own = listed is not None or owners[iri] == 1
            final = iri if own else f"{iri}-{min(group)[0][:8]}"
            for node in group:
                # A table gives its own label.
                kept = self._known[node].name if listed is not None else label
                named[node] = (final, kept)
        return named

    def _best(self, group: list[Node]) -> tuple[str, str]:
        """Return the IRI and the spelling of the name with most words that most articles have."""
        known = [self._known[node] for node in group]
        listed = _of(self._clusters.facts(group[0]), "listed")
        if listed:
            return min(listed), known[0].name
        counts = Counter((actor.iri, actor.name) for actor in known)
        words = {(actor.iri, actor.name): len(_words(actor)) for actor in known}
        return min(counts, key=lambda name: (-words[name], -counts[name], name))

    def links(self, iris: Mapping[Node, str]) -> list[IdentityLink]:
        """Return what was judged, each pair of IRIs once; what was joined since needs no review."""
        found: dict[tuple[str, str], IdentityLink] = {}
        for judged in self._judgements:
            one, other = iris[judged.one], iris[judged.other]
            if judged.status == "joined":
                other = self._known[judged.other].iri
                other = self._known[judged.one].iri if other == one else other
            if one != other and (one, other) not in found and (other, one) not in found:
                found[one, other] = self._link(judged, one, other)
        return [found[pair] for pair in sorted(found)]

    def _link(self, judged: _Judgement, one: str, other: str) -> IdentityLink:
        names = (self._known[judged.one].name, self._known[judged.other].name)
        return IdentityLink(
            one=one,
            other=other,
            labels=names,
            status=judged.status,
            reason=judged.reason,
            confidence=_SURE if judged.decided else _CONFIDENCE[judged.status],
            decided=judged.decided,
        )


def _words(actor: ActorProfile) -> list[str]:
    return normal(actor.name).replace(".", "").split(" ")


def _fit(one: list[str], other: list[str]) -> bool:
    """Say whether two full names can be one: last names equal, first ones equal or initials."""
    firsts = sorted((one[0], other[0]), key=len)
    if not firsts[1].startswith(firsts[0]) or 1 < len(firsts[0]) < len(firsts[1]):
        return False
    middles = [m for m in (one[1:-1], other[1:-1]) if m]
    return len(middles) < 2 or all(
        a.startswith(b) or b.startswith(a) for a, b in zip(*middles, strict=False)
    )


def _without_legal_form(name: str) -> str:
    return _LEGAL.sub("", normal(name))


def _initials(name: str) -> str:
    words = [word for word in re.split(r"[\s-]+", name) if word.lower() not in _SMALL_WORDS]
    return "".join(word[0] for word in words if word).upper()
