"""Shapes in, which nodes they are about out."""

from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass, field

from triplewire.shacl.graph import RDFS, TYPE, Data, Description, Term, sh

_CLASSES = (f"<{RDFS}Class>", "<http://www.w3.org/2002/07/owl#Class>")
_SHAPES = tuple(map(sh, ("NodeShape", "PropertyShape")))


@dataclass(slots=True)
class Targets:
    """The targets of one shape, ``selects`` being SPARQL-based ones by their nodes."""

    nodes: list[Term] = field(default_factory=list)
    classes: list[Term] = field(default_factory=list)
    subjects_of: list[Term] = field(default_factory=list)
    objects_of: list[Term] = field(default_factory=list)
    selects: list[Term] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Say whether there is any."""
        return any((self.nodes, self.classes, self.subjects_of, self.objects_of, self.selects))


def read_targets(shapes: Data) -> dict[Term, Targets]:
    """Return the shapes that have targets, sorted."""
    implicit = frozenset().union(*(shapes.below(kind) for kind in _CLASSES))
    found: dict[Term, Targets] = {}
    for node, described in shapes.out.items():
        targets = Targets(
            nodes=described.get(sh("targetNode"), []),
            classes=list(described.get(sh("targetClass"), [])),
            subjects_of=described.get(sh("targetSubjectsOf"), []),
            objects_of=described.get(sh("targetObjectsOf"), []),
            selects=described.get(sh("target"), []),
        )
        types = described.get(TYPE, ())
        if not implicit.isdisjoint(types) and any(
            not shapes.below(kind).isdisjoint(types) for kind in _SHAPES
        ):
            targets.classes.append(node)
        if targets:
            found[node] = targets
    return dict(sorted(found.items()))


class Selection:
    """The targets of several shapes, turned round: which shapes a node is a focus node of."""

    def __init__(self, targets: dict[Term, Targets], data: Data) -> None:
        self.by_type: dict[Term, list[Term]] = {}
        self.by_subject: dict[Term, list[Term]] = {}
        self.by_object: dict[Term, list[Term]] = {}
        self.by_node: dict[Term, list[Term]] = {}
        for shape, of_shape in targets.items():
            for kind in of_shape.classes:
                for lower in sorted(data.below(kind)):
                    self.by_type.setdefault(lower, []).append(shape)
            for predicate in of_shape.subjects_of:
                self.by_subject.setdefault(predicate, []).append(shape)
            for predicate in of_shape.objects_of:
                self.by_object.setdefault(predicate, []).append(shape)
            for node in of_shape.nodes:
                self.by_node.setdefault(node, []).append(shape)

    def by_one_of_each(self) -> "Selection":
        """Return a selection that finds the same nodes, by one of the shapes of each target."""
        fewer = copy(self)
        fewer.by_type, fewer.by_subject, fewer.by_object, fewer.by_node = (
            {target: shapes[:1] for target, shapes in by.items()}
            for by in (self.by_type, self.by_subject, self.by_object, self.by_node)
        )
        return fewer

    def foci(self, subjects: Iterable[Term], data: Data) -> Iterator[tuple[Term, Term]]:
        """Yield (shape, focus node) for what the given subjects say; some may come twice."""
        by_object = self.by_object
        for subject in subjects:
            described = data.out[subject]
            yield from self._of(subject, described)
            for predicate in by_object.keys() & described.keys() if by_object else ():
                for shape in by_object[predicate]:
                    for value in described[predicate]:
                        yield shape, value

    def of(self, nodes: Iterable[Term], data: Data) -> Iterator[tuple[Term, Term]]:
        """Yield (shape, node) for those among some nodes that say so themselves, some twice."""
        for node in nodes:
            yield from self._of(node, data.out[node])

    def _of(self, node: Term, described: Description) -> Iterator[tuple[Term, Term]]:
        for kind in described.get(TYPE, ()):
            for shape in self.by_type.get(kind, ()):
                yield shape, node
        for predicate, shapes in self.by_subject.items():
            if described.get(predicate):
                for shape in shapes:
                    yield shape, node

    def sought(self, data: Data) -> Iterator[tuple[Term, Term]]:
        """Yield (shape, focus node) by asking the data for each target; some may come twice."""
        for kind, shapes in self.by_type.items():
            for subject, _ in data.having(TYPE, kind):
                yield from ((shape, subject) for shape in shapes)
        for predicate, shapes in self.by_subject.items():
            for subject, _ in data.having(predicate):
                yield from ((shape, subject) for shape in shapes)
        for predicate, shapes in self.by_object.items():
            for _, value in data.having(predicate):
                yield from ((shape, value) for shape in shapes)

    def named(self) -> Iterator[tuple[Term, Term]]:
        """Yield (shape, focus node) for the nodes that shapes name."""
        for node, shapes in self.by_node.items():
            for shape in shapes:
                yield shape, node
