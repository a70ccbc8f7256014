"""Shapes in, which triples around a focus node they read out, as an automaton over predicates.

A state stands for the nodes that a shape may look at, state 0 for the focus node. An edge says
that from such a node the triples of a predicate are read, out of it or into it, and to which state
they lead. What cannot be traced back to the focus node makes the reach ``everywhere``.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from triplewire.shacl.graph import SUB_CLASS_OF, TRUE, TYPE, Data, Path, Term, read_path, reads, sh
from triplewire.shacl.shapes import CORE, Program, below
from triplewire.shacl.sparql import algebra as al

States = dict[al.Node, int]
Names = set[al.Node]

ANY = ""
"""In place of a predicate: all of them."""


@dataclass(frozen=True, slots=True)
class Edge:
    """What is read at a state: a predicate, forward from its subject or back from its object."""

    start: int
    predicate: Term
    forward: bool
    end: int


@dataclass(slots=True)
class Reach:
    """What shapes read around a focus node."""

    edges: list[Edge] = field(default_factory=list)
    everywhere: bool = False
    asked: set[Term] = field(default_factory=set)
    """The predicates of queries, whose patterns may be looked up from either end."""
    states: int = 1

    def state(self) -> int:
        """Return a new state."""
        self.states += 1
        return self.states - 1

    def read(self, start: int, predicate: Term, *, forward: bool, end: int | None = None) -> int:
        """Add an edge; return the state that it leads to."""
        target = self.state() if end is None else end
        self.edges.append(Edge(start, predicate, forward, target))
        return target

    def along(self, path: Path, start: int, *, forward: bool = True, end: int | None = None) -> int:
        """Add the edges of a path; return the state that it leads to."""
        target = self.state() if end is None else end
        if path.op == "p":
            self.read(start, path.predicate, forward=forward, end=target)
        elif path.op == "^":
            self.along(path.parts[0], start, forward=not forward, end=target)
        elif path.op == "/":
            at = start
            for part in path.parts[:: 1 if forward else -1]:
                at = self.along(part, at, forward=forward)
            self.same(at, target)
        elif path.op == "|":
            for part in path.parts:
                self.along(part, start, forward=forward, end=target)
        elif path.op == "!":
            self.read(start, ANY, forward=True, end=target)
            self.read(start, ANY, forward=False, end=target)
        else:
            self.same(start, target)
            if path.op in "*+":
                self.same(target, start)
            self.along(path.parts[0], start, forward=forward, end=target)
        return target

    def same(self, one: int, other: int) -> None:
        """Let all that is at one state be at another too."""
        self.edges.append(Edge(one, "=", forward=True, end=other))

    def backward(self) -> frozenset[Term]:
        """Return the predicates that are read from object to subject."""
        return frozenset(edge.predicate for edge in self.edges if not edge.forward)

    def used(self) -> frozenset[Term] | None:
        """Return the predicates that are read at all, or None when any may be."""
        found = frozenset(edge.predicate for edge in self.edges if edge.predicate != "=")
        return None if self.everywhere or ANY in found else found | {TYPE, SUB_CLASS_OF}

    def indexed(self) -> frozenset[Term] | None:
        """Return the predicates to be indexed by object, or None when any may be."""
        found = self.backward() | self.asked
        return None if self.everywhere or ANY in found else found | {SUB_CLASS_OF}

    def followed(self) -> frozenset[Term]:
        """Return the predicates from whose other end shapes read on."""
        onward = {edge.start for edge in self.edges if edge.predicate != "="}
        same = [edge for edge in self.edges if edge.predicate == "="]
        grown = True
        while grown:
            more = {edge.start for edge in same if edge.end in onward} - onward
            onward |= more
            grown = bool(more)
        return frozenset(
            edge.predicate for edge in self.edges if edge.predicate != "=" and edge.end in onward
        )


def reach_of(program: Program) -> Reach:
    """Return what the compiled shapes read, their targets included."""
    found = Reach()
    builder = _Builder(program, found)
    for shape, targets in program.targets.items():
        if shape not in program.judges:
            continue
        for predicate in targets.subjects_of:
            found.read(0, predicate, forward=True)
        for predicate in targets.objects_of:
            found.read(0, predicate, forward=False)
        if targets.classes:
            builder.types(0)
        # Which nodes a query would choose cannot be asked of a node.
        found.everywhere |= bool(targets.selects)
        builder.shape(shape, 0)
    found.everywhere |= bool(program.elsewhere)
    found.edges = list(dict.fromkeys(found.edges))
    return found


class _Builder:
    def __init__(self, program: Program, reach: Reach) -> None:
        self._shapes: Data = program.shapes
        self._questions = program.extension.questions
        self._reach = reach

    def types(self, state: int) -> None:
        """Read the types of the nodes at a state, and the classes above them."""
        kinds = self._reach.read(state, TYPE, forward=True)
        self._reach.read(kinds, SUB_CLASS_OF, forward=True, end=kinds)

    def shape(self, node: Term, focus: int) -> None:
        """Add what a shape reads for a focus node at a state."""
        reach, described = self._reach, self._shapes.out[node]
        if described.get(sh("deactivated")) == [TRUE]:
            return
        paths = described.get(sh("path"))
        values = reach.along(read_path(self._shapes, paths[0]), focus) if paths else focus
        for name, parameter in CORE.items():
            for value in described.get(sh(name), ()):
                if parameter.reads == "named":
                    reach.read(focus, value, forward=True)
                elif parameter.reads == "types":
                    self.types(values)
                elif parameter.reads == "all" and value == TRUE:
                    reach.read(values, ANY, forward=True)
        for inner in below(self._shapes, node):
            self.shape(inner, values)
        for sibling in self._siblings(node):
            self.shape(sibling, values)
        for kind, question in self._questions.get(node, ()):
            known = {"?this": focus, "?value": values} if kind == "ask" else {"?this": focus}
            self._select(question.parsed.select, dict(known), set(known))

    def _siblings(self, node: Term) -> Iterator[Term]:
        described = self._shapes.out[node]
        if TRUE not in described.get(sh("qualifiedValueShapesDisjoint"), ()):
            return
        for about in self._shapes.out.values():
            if node in about.get(sh("property"), ()):
                for inner in about[sh("property")]:
                    yield from self._shapes.out[inner].get(sh("qualifiedValueShape"), ())

    def _select(self, select: al.Select, states: States, prebound: Names) -> None:
        known = set(prebound)
        self._group(select.where, states, known, prebound)
        for group in _exists(al.expressions_of(select)):
            self._group(group, states, set(known), prebound)

    def _group(
        self,
        group: al.Group,
        states: States,
        known: Names,
        prebound: Names,
    ) -> None:
        """Add what a group reads; ``known`` are the variables that lead back to the focus node."""
        patterns = [e for e in group.elements if isinstance(e, al.Pattern)]
        others = [e for e in group.elements if not isinstance(e, al.Pattern)]
        # A group inside may bind what a pattern goes on from.
        while patterns or others:
            ready = next((p for p in patterns if self._linked(p, known)), None)
            if ready is not None:
                patterns.remove(ready)
                self._pattern(ready, states, known)
            elif others:
                self._inner(others.pop(0), states, known, prebound)
            else:
                self._reach.everywhere = True
                return

    def _inner(
        self,
        element: al.Element,
        states: States,
        known: Names,
        prebound: Names,
    ) -> None:
        if isinstance(element, al.Graph):
            return  # the shapes graph
        if isinstance(element, al.Union):
            branches = [set(known) for _ in element.groups]
            for group, branch in zip(element.groups, branches, strict=True):
                self._group(group, states, branch, prebound)
            known |= set.intersection(*branches)
        elif isinstance(element, al.Select):
            self._select(element, states, prebound)
            columns = element.columns
            known |= {name for name, value in columns or () if value is None and name in states}
        else:
            for group in al.groups_of(element):
                self._group(group, states, set(known), prebound)

    def _linked(self, pattern: al.Pattern, known: Names) -> bool:
        return pattern.subject in known or pattern.object in known

    def _pattern(self, pattern: al.Pattern, states: States, known: Names) -> None:
        forward = pattern.subject in known
        start, end = pattern.subject, pattern.object
        if not forward:
            start, end = end, start
        self._reach.asked |= (
            {ANY}
            if isinstance(pattern.predicate, str)
            else {predicate for predicate, _ in reads(pattern.predicate)}
        )
        target = states.get(end)
        if target is None:
            target = states[end] = self._reach.state()
        if isinstance(pattern.predicate, str):
            self._reach.read(states[start], ANY, forward=forward, end=target)
        else:
            self._reach.along(pattern.predicate, states[start], forward=forward, end=target)
        known |= {name for name in (start, end) if name[0] == "?"}


def _exists(expressions: Iterable[al.Expression]) -> Iterator[al.Group]:
    return (each.group for each in expressions if isinstance(each, al.Exists))
