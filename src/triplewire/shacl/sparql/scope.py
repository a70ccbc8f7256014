"""Which variables a group of patterns binds for sure, and at all."""

from collections.abc import Iterable, Iterator

from triplewire.shacl.graph import Path
from triplewire.shacl.sparql import algebra as al


def _variables(pattern: al.Pattern) -> Iterator[al.Node]:
    for node in (pattern.subject, pattern.predicate, pattern.object):
        if isinstance(node, str) and node[0] == "?":
            yield node


def certain(group: al.Group) -> frozenset[al.Node]:
    """Return the variables that every solution of a group binds by its patterns."""
    found: set[al.Node] = set()
    for element in group.elements:
        found |= certain_of(element)
    return frozenset(found)


def certain_of(element: al.Element) -> frozenset[al.Node]:
    """Return the variables that every solution of an element binds by its patterns."""
    match element:
        case al.Pattern():
            return frozenset(_variables(element))
        case al.Union(groups):
            return frozenset.intersection(*(certain(group) for group in groups))
        case al.Graph(_, group):
            return certain(group)
        case al.Select(where, columns):
            inner = certain(where)
            if columns is None:
                return inner
            if element.group_by:
                inner &= frozenset(name for name, _ in element.group_by)
            return inner & frozenset(name for name, value in columns if value is None)
        case _:
            return frozenset()


def possible(group: al.Group) -> frozenset[al.Node]:
    """Return the variables that some solution of a group may bind."""
    return frozenset(name for element in group.elements for name in _possible(element))


def _possible(element: al.Element) -> Iterable[al.Node]:
    match element:
        case al.Pattern():
            return _variables(element)
        case al.Bind(_, name):
            return (name,)
        case al.Optional(group) | al.Graph(_, group):
            return possible(group)
        case al.Union(groups):
            return (name for group in groups for name in possible(group))
        case al.Select(where, columns):
            return possible(where) if columns is None else (name for name, _ in columns)
        case _:
            return ()


def leading(group: al.Group) -> frozenset[al.Node]:
    """Return the variables bound by the patterns that a group begins with.

    A value that comes from outside may stand for them at once: the join would keep it anyway.
    """
    found: set[al.Node] = set()
    for element in group.elements:
        if isinstance(element, al.Pattern):
            if not zero_length(element.predicate):
                found.update(_variables(element))
        elif isinstance(element, al.Union):
            found |= frozenset.intersection(*(leading(inner) for inner in element.groups))
        elif not isinstance(element, al.Filter):
            break
    return frozenset(found)


def zero_length(predicate: Path | al.Node) -> bool:
    """Say whether a path may lead from a node to itself, even to one that no triple mentions."""
    if isinstance(predicate, str):
        return False
    if predicate.op in "*?":
        return True
    inner = [zero_length(part) for part in predicate.parts]
    return any(inner) if predicate.op == "|" else bool(inner) and all(inner)
