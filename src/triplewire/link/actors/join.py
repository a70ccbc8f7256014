"""The actors of all articles in, which are certainly one, which may be and which are not out.

Persons of one full name are one unless something speaks against it; where several people have a
name, whoever shows the signs of none stays apart from all. The bodies that every country has are
one where their country is. Nothing is joined through a third.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from rapidfuzz import fuzz

from triplewire.link.actors.fitting import (
    fit,
    initials,
    is_common_person,
    name_words,
    one_spelling,
)
from triplewire.link.actors.namesakes import MOST_CANDIDATES, Namesakes
from triplewire.link.actors.naming import Group, Judgement, Status, links_of, name_groups
from triplewire.link.actors.orders import Order, in_article, path_of
from triplewire.link.actors.reports import ActorReport, Node
from triplewire.link.actors.signs import exclude, facts_of, needs_country, shared_offices
from triplewire.link.authorities import Authorities
from triplewire.link.clusters import Clusters, Facts, known
from triplewire.link.naming import Known
from triplewire.records import IdentityLink, Registered

ACRONYM = re.compile(r"[A-Z][A-Z&]{1,7}")
_ALIKE = 80
_BY_NAME_ALONE = Decimal("0.75")
# Of a family name that more people have, these many are compared with each other.
_MOST_NAMESAKES = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Actors:
    """Who is who: the IRI of each name of each article that may be one with another.

    ``renamed`` are the IRI and label of those whose own name would give another.
    """

    iris: Mapping[Node, str]
    renamed: Mapping[Node, tuple[str, str]]
    links: tuple[IdentityLink, ...]
    rows: tuple[Registered, ...]


def join_actors(
    reports: Sequence[ActorReport],
    orders: Sequence[Order],
    authorities: Authorities,
    published: Known,
    in_names: frozenset[str],
) -> Actors:
    """Return which names of some articles stand for one actor.

    The reports are in the order of their articles, ``in_names`` are the acronyms in names of the
    tables. What is told of a part of the reports is what is told of it among all, where the part
    has everything that a chain of common keys (keys.py) or an order connects to something in it,
    the orders that hold, and the rows of what was published that have a key or an anchor there.
    """
    known_as = {report.node: report for report in reports}
    joining = _Joining(known_as, facts_of(reports, orders), in_names)
    for order in orders:
        joining.obey(order)
    joining.join_by_name()
    joining.join_organisations()
    joining.join_persons()
    named, rows = name_groups(joining.groups(), known_as, authorities, published)
    iris = {node: iri for node, (iri, _) in named.items()}
    links = (*links_of(joining.judgements, known_as, iris), *joining.by_name_alone(iris))
    own = {node: (report.actor.iri, report.actor.name) for node, report in known_as.items()}
    return Actors(
        iris=iris,
        renamed={node: name for node, name in named.items() if name != own[node]},
        links=tuple(sorted(links, key=lambda link: (link.one, link.other, link.reason))),
        rows=rows,
    )


def acronyms_in_names(authorities: Authorities) -> frozenset[str]:
    """Return "ABC" where the tables have an "ABC News"."""
    return frozenset(
        word
        for known in authorities.by_iri.values()
        if known.type == "org"
        for name in (known.name, *known.aliases)
        for word in name.split()
        if " " in name and ACRONYM.fullmatch(word)
    )


class _Joining:
    """The nodes of all articles while they are joined, and what was judged of them."""

    def __init__(
        self,
        reports: Mapping[Node, ActorReport],
        facts: dict[Node, Facts],
        in_names: frozenset[str],
    ) -> None:
        """Begin with everybody alone; ``in_names`` are acronyms in names of the tables."""
        self._digits = {node: report.digits for node, report in reports.items()}
        self._actors = {node: report.actor for node, report in reports.items()}
        self._in_names = in_names
        self._own = facts
        self._spelled = {node: name_words(actor.name) for node, actor in self._actors.items()}
        self._clusters: Clusters[Node] = Clusters(facts, exclude)
        self.judgements: list[Judgement] = []

    def groups(self) -> list[Group]:
        """Return the groups, each with the table's IRI for it, if it has one."""
        return [
            (group, min(known(self._clusters.facts(group[0]), "listed"), default=None))
            for group in self._clusters.groups()
        ]

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
            self._clusters.learn(order.node, "listed", order.listed)

    def join_by_name(self) -> None:
        """Join what has one name: persons and common names with care, others unless forbidden."""
        namesakes = Namesakes(clusters=self._clusters, own=self._own, judge=self._judge)
        same: dict[str, list[Node]] = {}
        for node, actor in self._actors.items():
            same.setdefault(actor.iri, []).append(node)
        for nodes in same.values():
            first = self._actors[nodes[0]]
            if needs_country(first):
                namesakes.join_bodies(nodes)
            elif first.type == "person" and not first.listed:
                namesakes.join_persons(nodes, common=is_common_person(first.name))
            else:
                for node in nodes[1:]:
                    self._clusters.join(nodes[0], node)

    def by_name_alone(self, iris: Mapping[Node, str]) -> Iterator[IdentityLink]:
        """Yield what a common name alone joins; "other" is the IRI that a curator may name."""
        for judged in self.judgements:
            one, other = self._actors[judged.one], self._actors[judged.other]
            if judged.status == "joined" and one.iri == other.iri and judged.decided is None:
                yield IdentityLink(
                    one=iris[judged.one],
                    other=in_article(other.iri, self._digits[judged.other]),
                    labels=(one.name, other.name),
                    status="joined",
                    reason=judged.reason,
                    confidence=_BY_NAME_ALONE,
                )

    def join_organisations(self) -> None:
        """Join organisations that differ by their legal form, or that an acronym stands for."""
        orgs = [(node, actor) for node, actor in self._actors.items() if actor.type == "org"]
        plain: dict[str, Node] = {}
        acronyms: dict[str, list[Node]] = {}
        for node, actor in orgs:
            if not needs_country(actor):
                first = plain.setdefault(one_spelling(actor.name), node)
                self._certain(first, node, "one name but for its spelling or the legal form")
            for alias in actor.aliases:
                if " " in actor.name and ACRONYM.fullmatch(alias):
                    acronyms.setdefault(alias, []).append(node)
        for node, actor in orgs:
            groups = self._clusters.distinct(acronyms.get(actor.name, []))
            # What the tables have, alone or in another name, may well be somebody else.
            one_only = len(groups) == 1 and not actor.listed and actor.name not in self._in_names
            if one_only and initials(self._actors[groups[0]].name) == actor.name:
                self._certain(groups[0], node, f"another article introduces {actor.name} as it")
            else:
                for other in groups[:MOST_CANDIDATES]:
                    self._judge(other, node, "likely", f"{actor.name} is also its short form")

    def join_persons(self) -> None:
        """Join a family name alone, or one with another middle name or initial, to a full name."""
        persons = [node for node, actor in self._actors.items() if actor.type == "person"]
        families: dict[str, list[Node]] = {}
        for node in self._clusters.distinct(persons):
            families.setdefault(self._words(node)[-1], []).append(node)
        for nodes in families.values():
            full = [node for node in nodes if len(self._words(node)) > 1]
            self._join_spellings(full[:_MOST_NAMESAKES])
            for node in nodes:
                if len(self._words(node)) == 1:
                    self._place(node, self._clusters.distinct(full))

    def _join_spellings(self, full: list[Node]) -> None:
        """Judge people of one family name whose first names may be one."""
        fitting: dict[Node, list[Node]] = {node: [] for node in full}
        pairs = [
            (one, other)
            for one, other in combinations(full, 2)
            if self._actors[one].iri != self._actors[other].iri
        ]
        for one, other in pairs:
            if self._fit(one, other):
                fitting[one].append(other)
                fitting[other].append(one)
        for one, other in pairs:
            first, second = self._words(one)[0], self._words(other)[0]
            if other in fitting[one]:
                shared = self._shared(one, other)
                # "J. Smith" is nobody for certain where John and Jane may both be.
                alone = all(self._fit(other, third) for third in fitting[one])
                alone &= all(self._fit(one, third) for third in fitting[other])
                if shared and alone:
                    self._certain(one, other, f"names that fit, and {shared}")
                elif shared or first == second:
                    self._judge(one, other, "likely", "names that fit")
            elif fuzz.ratio(first, second) >= _ALIKE and (shared := self._shared(one, other)):
                self._judge(one, other, "likely", f"names alike, and {shared}")

    def _place(self, node: Node, full: list[Node]) -> None:
        """Judge whom a family name alone may stand for."""
        same_office = [other for other in full if self._office(node, other)]
        if len(same_office) == 1:
            office = self._office(node, same_office[0])
            self._certain(same_office[0], node, f"the family name, and {office}")
            return
        near = same_office or [other for other in full if self._shared(node, other)]
        for other in near[:MOST_CANDIDATES]:
            self._judge(other, node, "likely", "the family name, and the same office or company")

    def _words(self, node: Node) -> list[str]:
        return self._spelled[node]

    def _fit(self, one: Node, other: Node) -> bool:
        return fit(self._words(one), self._words(other))

    def _office(self, one: Node, other: Node) -> str | None:
        """Return an office of one body that two groups hold, in words."""
        for office in shared_offices(self._clusters.facts(one), self._clusters.facts(other)):
            name, _, body = office.partition("|")
            return f"{name.replace('-', ' ')} of {path_of(body)}"
        return None

    def _shared(self, one: Node, other: Node) -> str | None:
        """Return an office or an acquaintance that two groups share, in words."""
        left, right = (known(self._clusters.facts(node), "company") for node in (one, other))
        company = f"named with {path_of(min(left & right))}" if left & right else None
        return self._office(one, other) or company

    def _certain(self, one: Node, other: Node, reason: str) -> None:
        if self._clusters.are_one(one, other):
            return
        joined = self._clusters.join(one, other)
        doubt = "" if joined else ", but something else tells them apart"
        self._judge(one, other, "joined" if joined else "likely", f"{reason}{doubt}")

    def _judge(
        self, one: Node, other: Node, status: Status, reason: str, decided: str | None = None
    ) -> None:
        self.judgements.append(
            Judgement(one=one, other=other, status=status, reason=reason, decided=decided)
        )
