"""Earlier findings and the triples that changed since in, the findings of today out."""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cached_property

import pyoxigraph as ox

from triplewire.shacl.graph import Data, Row, StoreData, Term, rows_of
from triplewire.shacl.reach.automaton import ANY, Reach, reach_of
from triplewire.shacl.results import Result
from triplewire.shacl.shapes import Program

Root = tuple[Term, Term]
"""A shape with a target, and a focus node of it."""


@dataclass(slots=True)
class Findings:
    """Results by the shape and focus node that led to them, those without any left out.

    ``judged`` counts the pairs of shape and focus node that the last run looked at.
    """

    by_root: dict[Root, tuple[Result, ...]]
    judged: int = 0

    @property
    def results(self) -> list[Result]:
        """Return all results."""
        return [result for found in self.by_root.values() for result in found]


class Validator:
    """Validates the union of a store's graphs, and again what a change of them can affect."""

    def __init__(
        self, program: Program, store: ox.Store, graph: ox.DefaultGraph | None = None
    ) -> None:
        """Validate all graphs together; ``graph`` is the default graph where it has them all."""
        self._program = program
        self._data = StoreData(store, graph)

    @cached_property
    def reach(self) -> Reach:
        """Return what the shapes read."""
        return reach_of(self._program)

    def run(self) -> Findings:
        """Return the findings of a full run."""
        self._data.forget()
        return self._judged(self._program.foci(self._data))

    def nodes(self) -> Iterator[Term]:
        """Yield every focus node, some more than once."""
        return self._program.nodes(self._data)

    def named(self) -> set[Term]:
        """Return the focus nodes that shapes name, whether the data have them or not."""
        return {focus for _, focus in self._program.selection(self._data).named()}

    def judge(self, nodes: AbstractSet[Term]) -> Iterator[Result]:
        """Yield the results at those among some nodes that are focus nodes."""
        for shape, focus in self._program.foci_among(self._data, nodes):
            yield from self._program.judges[shape].judge(self._data, focus)

    def rerun(
        self,
        before: Findings,
        added: Iterable[ox.Triple] = (),
        removed: Iterable[ox.Triple] = (),
    ) -> Findings:
        """Return the findings after triples were added to the store and removed from it.

        They are those of a full run, but only the focus nodes are judged whose shapes can have
        read a changed triple. ``before`` is not changed.
        """
        nodes = self.affected(added, removed)
        if nodes is None:
            return self.run()
        fresh = self.at(nodes)
        kept = {root: found for root, found in before.by_root.items() if root[1] not in nodes}
        return Findings(kept | fresh.by_root, fresh.judged)

    def at(self, nodes: AbstractSet[Term]) -> Findings:
        """Return the findings at those among some nodes that are focus nodes."""
        return self._judged(self._program.foci_among(self._data, nodes))

    def affected(
        self, added: Iterable[ox.Triple] = (), removed: Iterable[ox.Triple] = ()
    ) -> set[Term] | None:
        """Return the nodes at which a shape may have read a changed triple; None for all there are.

        The store has the triples that were added, and no longer those that were removed.
        """
        if self.reach.everywhere:
            return None
        self._data.forget()
        gone = list(rows_of(removed))
        return _Affected(self.reach, self._data, Data(gone)).of([*rows_of(added), *gone])

    def _judged(self, roots: Iterable[Root]) -> Findings:
        found: dict[Root, tuple[Result, ...]] = {}
        judged = 0
        for shape, focus in roots:
            judged += 1
            results = self._program.judges[shape].judge(self._data, focus)
            if results:
                found[shape, focus] = tuple(results)
        return Findings(found, judged)


@dataclass(slots=True)
class _Affected:
    """Walks back from changed triples to the focus nodes whose shapes read them."""

    reach: Reach
    data: Data
    gone: Data
    _into: dict[int, list[tuple[int, Term, bool]]] = field(default_factory=dict)
    _seen: set[tuple[int, Term]] = field(default_factory=set)

    def of(self, changed: Iterable[Row]) -> set[Term]:
        """Return the nodes at which a shape may have read one of the triples."""
        for edge in self.reach.edges:
            step = (edge.start, edge.predicate, edge.forward)
            self._into.setdefault(edge.end, []).append(step)
        agenda: list[tuple[int, Term]] = []
        readers: dict[Term, list[tuple[int, bool]]] = {}
        for edge in self.reach.edges:
            readers.setdefault(edge.predicate, []).append((edge.start, edge.forward))
        for subject, predicate, value in changed:
            for start, forward in (*readers.get(predicate, ()), *readers.get(ANY, ())):
                agenda.append((start, subject if forward else value))
        while agenda:
            place = agenda.pop()
            if place not in self._seen:
                self._seen.add(place)
                agenda.extend(self._before(place))
        return {node for state, node in self._seen if state == 0}

    def _before(self, place: tuple[int, Term]) -> Iterator[tuple[int, Term]]:
        state, node = place
        for start, predicate, forward in self._into.get(state, ()):
            if predicate == "=":
                yield start, node
                continue
            for graph in (self.data, self.gone):
                described = graph.into[node] if forward else graph.out[node]
                ends: Iterable[list[Term]] = (
                    described.values() if predicate == ANY else (described.get(predicate, []),)
                )
                yield from ((start, end) for found in ends for end in found)
