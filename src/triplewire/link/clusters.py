"""Things that may be one in, groups that are certainly one out: nothing is joined by accident."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Generic, TypeVar

Thing = TypeVar("Thing", bound=Hashable)
Facts = frozenset[tuple[str, str]]


class Clusters(Generic[Thing]):
    """A partition that grows by joins, each of which what is known of both groups must allow."""

    def __init__(self, facts: Mapping[Thing, Facts], apart: Callable[[Facts, Facts], bool]) -> None:
        """Begin with every thing alone; ``apart`` says that two groups' facts exclude each other.

        The facts of a group are those of all that is in it, so a chain of pairs that each fit
        cannot join ends that do not.
        """
        self._group: dict[Thing, list[Thing]] = {thing: [thing] for thing in facts}
        self._facts: dict[int, Facts] = {id(self._group[t]): known for t, known in facts.items()}
        self._apart = apart

    def join(self, one: Thing, other: Thing, *, force: bool = False) -> bool:
        """Join the groups of two things where nothing excludes it; say whether they are one now.

        ``force`` joins them whatever their facts: somebody has decided it.
        """
        left, right = self._group[one], self._group[other]
        if left is right:
            return True
        if not force and self._apart(self._facts[id(left)], self._facts[id(right)]):
            return False
        if len(left) < len(right):
            left, right = right, left
        left.extend(right)
        self._facts[id(left)] |= self._facts.pop(id(right))
        for thing in right:
            self._group[thing] = left
        return True

    def learn(self, thing: Thing, fact: tuple[str, str]) -> None:
        """Add a fact to what is known of a thing's group."""
        self._facts[id(self._group[thing])] |= {fact}

    def facts(self, thing: Thing) -> Facts:
        """Return what is known of a thing's group."""
        return self._facts[id(self._group[thing])]

    def of(self, thing: Thing) -> list[Thing]:
        """Return the group of a thing."""
        return self._group[thing]

    def distinct(self, things: Iterable[Thing]) -> list[Thing]:
        """Return the first of the things in each of their groups."""
        first: dict[int, Thing] = {}
        for thing in things:
            first.setdefault(id(self._group[thing]), thing)
        return list(first.values())

    def groups(self) -> list[list[Thing]]:
        """Return the groups, in the order of the things that were put in."""
        return list({id(group): group for group in self._group.values()}.values())
