"""Actors of one name in, those of them that are one joined, and what was judged of the others out.

Persons of one name are one unless something speaks against it. Where something does, each is
joined by what speaks for it; whoever fits several of them is left to a curator, unless the article
names the country of one alone, or nearly all articles mean the same one. A body that every country
has is one where its country is.
"""

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import combinations

from triplewire.link.actors.naming import Status
from triplewire.link.actors.reports import Node
from triplewire.link.actors.signs import exclude, shared_offices, why_apart
from triplewire.link.clusters import Clusters, Facts, known

MOST_CANDIDATES = 5
# Of those whom something tells apart, the one whom this share of at least so many articles means
# is meant where nothing tells.
_MOST, _AT_LEAST = 0.8, 3
# What can tell two persons of a name apart; where there is a namesake, offices can as well.
_TELLING = ("nation", "town", "born", "written", "name", "listed", "side", "namesake")
Judge = Callable[[Node, Node, Status, str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Namesakes:
    """The groups so far, what each article knows of its own, and where judgements go."""

    clusters: Clusters[Node]
    own: dict[Node, Facts]
    judge: Judge

    def join_persons(self, nodes: Sequence[Node], *, common: bool) -> None:
        """Join the persons of one name; a ``common`` one is noted where it alone joins them."""
        if common or self._told(nodes):
            for signs in (_offices, _nations, _company):
                self._join_by(signs, nodes)
        groups = self.clusters.distinct(nodes)
        told = self._told(groups)
        if common and not told:
            self._note_by_name_alone(groups)
        if not told:
            for node in groups[1:]:
                self.clusters.join(groups[0], node)
            return
        self._judge_apart(told)
        sizes = {one: sum(self.clusters.are_one(one, node) for node in nodes) for one in told}
        for node in groups:
            if node not in sizes:
                self._place(node, told, sizes)

    def join_bodies(self, nodes: Sequence[Node]) -> None:
        """Join the bodies of one common name whose country is one."""
        self._join_by(_countries, nodes)
        told = [node for node in nodes if known(self.clusters.facts(node), "country")]
        groups = self.clusters.distinct(told)
        self._judge_apart(groups)
        bare = [node for node in nodes if not known(self.clusters.facts(node), "country")]
        for node in bare:
            for other in (groups or bare[:1])[:MOST_CANDIDATES]:
                self.judge(
                    other, node, "likely", "a name that the bodies of several countries have"
                )

    def _told(self, nodes: Sequence[Node]) -> list[Node]:
        """Return those whom something tells apart from another; what is known is often the same."""
        named = any(known(self.clusters.facts(node), "namesake") for node in nodes)
        kinds = (*_TELLING, "office") if named else _TELLING
        keys = {
            node: tuple(frozenset(known(facts, kind)) for kind in kinds)
            for node in nodes
            for facts in [self.clusters.facts(node)]
        }
        first = {key: node for node, key in reversed(keys.items())}
        told = {
            key
            for key, one in first.items()
            if any(self._apart(one, other) for other in first.values())
        }
        return [node for node in nodes if keys[node] in told]

    def _apart(self, one: Node, other: Node) -> bool:
        same = self.clusters.are_one(one, other)
        return not same and self.clusters.are_apart(one, other)

    def _join_by(self, signs: Callable[[Facts], Iterator[str]], nodes: Sequence[Node]) -> None:
        """Join those that share a sign; where it is that of two people, each with the first."""
        holders: dict[str, list[Node]] = {}
        for node in nodes:
            for sign in sorted(signs(self.own[node])):
                known_to = holders.setdefault(sign, [])
                if not any(self.clusters.join(holder, node) for holder in known_to):
                    known_to.append(node)

    def _note_by_name_alone(self, groups: list[Node]) -> None:
        """Say of a common name that those whom articles call otherwise are held to be one."""
        described = [one for one in groups if _described(self.clusters.facts(one))]
        for other in described[1 : 1 + MOST_CANDIDATES]:
            self.judge(described[0], other, "joined", "a common name, and nothing against it")

    def _judge_apart(self, groups: list[Node]) -> None:
        """Say of the first groups why they are not one."""
        for one, other in combinations(groups[:MOST_CANDIDATES], 2):
            reason = why_apart(self.clusters.facts(one), self.clusters.facts(other))
            if reason is None:
                self.judge(one, other, "likely", "one name, and nothing that both are told by")
            else:
                self.judge(one, other, "kept-apart", f"one name, but {reason}")

    def _place(self, node: Node, told: list[Node], sizes: dict[Node, int]) -> None:
        """Join one whom nothing tells apart to the only one whom he may be, or the usual one."""
        facts = self.clusters.facts(node)
        fitting = [one for one in told if not exclude(self.clusters.facts(one), facts)]
        near = [one for one in fitting if self._is_of_one(one, known(facts, "land"))]
        fitting = near if len(near) == 1 else fitting
        most = max(fitting, key=lambda one: sizes[one], default=None)
        usual = most is not None and _AT_LEAST <= sizes[most] >= _MOST * sum(sizes.values())
        if most is not None and (len(fitting) == 1 or usual):
            self.clusters.join(most, node)
            return
        for other in fitting[:MOST_CANDIDATES]:
            self.judge(other, node, "likely", "a name that several have")

    def _is_of_one(self, node: Node, lands: AbstractSet[str]) -> bool:
        return bool(known(self.clusters.facts(node), "nation") & lands)


def _described(facts: Facts) -> bool:
    return bool(known(facts, "office") or known(facts, "nation"))


def _offices(facts: Facts) -> Iterator[str]:
    yield from shared_offices(facts, facts)


def _nations(facts: Facts) -> Iterator[str]:
    yield from known(facts, "nation")


def _company(facts: Facts) -> Iterator[str]:
    yield from known(facts, "company")


def _countries(facts: Facts) -> Iterator[str]:
    yield from known(facts, "country")
