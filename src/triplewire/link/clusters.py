"""Things that may be one in, groups that are certainly one out: nothing is joined by accident."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import Generic, TypeVar

Thing = TypeVar("Thing", bound=Hashable)
# What is known of a group, by kind: the offices, the countries, the days ...
Facts = Mapping[str, AbstractSet[str]]
_NOTHING: frozenset[str] = frozenset()


def known(facts: Facts, kind: str) -> AbstractSet[str]:
    """Return what is known of one kind."""
    return facts.get(kind, _NOTHING)


def opposed(one: Facts, other: Facts) -> bool:
    """Say whether a decision that keeps two apart has one of them on either side.

    The facts of the kind "side" are the key of a decision with + or - behind it.
    """
    sides = {side[:-1]: side[-1] for side in known(one, "side")}
    return any(sides.get(side[:-1], side[-1]) != side[-1] for side in known(other, "side"))


class Clusters(Generic[Thing]):
    """A partition that grows by joins, each of which what is known of both groups must allow."""

    def __init__(self, facts: Mapping[Thing, Facts], apart: Callable[[Facts, Facts], bool]) -> None:
        """Begin with every thing alone; ``apart`` says that two groups' facts exclude each other.

        The facts of a group are those of all that is in it, so a chain of pairs that each fit
        cannot join ends that do not. A join costs as much as the smaller group has facts.
        """
        self._group: dict[Thing, list[Thing]] = {thing: [thing] for thing in facts}
        self._facts: dict[int, dict[str, set[str]]] = {
            id(self._group[thing]): {kind: set(values) for kind, values in told.items()}
            for thing, told in facts.items()
        }
        self._apart = apart

    def join(self, one: Thing, other: Thing, *, force: bool = False) -> bool:
        """Join the groups of two things where nothing excludes it; say whether they are one now.

        ``force`` joins them whatever their facts: somebody has decided it.
        """
        left, right = self._group[one], self._group[other]
        if left is right:
            return True
        if not force and self.are_apart(one, other):
            return False
        if len(left) < len(right):
            left, right = right, left
        left.extend(right)
        kept = self._facts[id(left)]
        for kind, values in self._facts.pop(id(right)).items():
            kept.setdefault(kind, set()).update(values)
        for thing in right:
            self._group[thing] = left
        return True

    def learn(self, thing: Thing, kind: str, value: str) -> None:
        """Add to what is known of a thing's group."""
        self._facts[id(self._group[thing])].setdefault(kind, set()).add(value)

    def facts(self, thing: Thing) -> Facts:
        """Return what is known of a thing's group."""
        return self._facts[id(self._group[thing])]

    def group(self, thing: Thing) -> list[Thing]:
        """Return all that is one with a thing, itself included."""
        return list(self._group[thing])

    def are_one(self, one: Thing, other: Thing) -> bool:
        """Say whether two things are in one group."""
        return self._group[one] is self._group[other]

    def are_apart(self, one: Thing, other: Thing) -> bool:
        """Say whether what is known of two things' groups excludes that they are one."""
        return self._apart(self.facts(one), self.facts(other))

    def distinct(self, things: Iterable[Thing]) -> list[Thing]:
        """Return the first of the things in each of their groups."""
        first: dict[int, Thing] = {}
        for thing in things:
            first.setdefault(id(self._group[thing]), thing)
        return list(first.values())

    def groups(self) -> list[list[Thing]]:
        """Return the groups, in the order of the things that were put in."""
        return list({id(group): group for group in self._group.values()}.values())
