"""An Oxigraph store in, the same index out, read as shapes ask for it and soon forgotten."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import partial
from itertools import islice
from math import inf
from operator import attrgetter
from typing import Any

import pyoxigraph as ox

from triplewire.shacl.graph.index import Choice, Data, Description, Row, Term
from triplewire.shacl.graph.terms import parsed

_KEPT = 20_000
# Nodes that are asked about one by one before all objects of a predicate are read, and the most
# objects that are held.
_ASKED, _MOST_OBJECTS = 10_000, 2_000_000
# Predicates of a node that are read one by one before all that it says are.
_ALONE = 3
# The graph that has all triples; None where each is in its own.
Graph = ox.DefaultGraph | None


class _Fetched(dict[Term, Description]):
    """Descriptions of nodes, read when first asked for; too many are dropped, all at once."""

    def __init__(self, fetch: Callable[[Term], Description]) -> None:
        super().__init__()
        self._fetch = fetch

    def __missing__(self, node: Term) -> Description:
        if len(self) >= _KEPT:
            self.clear()
        self[node] = found = self._fetch(node)
        return found


class _Read(dict[Term, list[Term]]):
    """The ends of a node's triples, by predicate; one that is asked for is read alone.

    At many a word, a day or a class nearly everything points, and of what a node says a shape needs
    a little. All are read where all are asked for, or more than ``most`` would be read alone.
    """

    def __init__(
        self, find: Callable[[Any], Iterable[ox.Quad]], end: str, most: float = inf
    ) -> None:
        super().__init__()
        self._find, self._end, self._most = find, end, most
        self._whole = False

    def get(self, predicate: Term, default: Any = None) -> Any:
        """Return the ends of a predicate's triples."""
        if not self._whole and predicate not in self:
            if len(self) < self._most:
                ends = attrgetter(self._end)
                found = dict.fromkeys(str(ends(quad)) for quad in self._find(parsed(predicate)))
                self[predicate] = list(found)
            else:
                self._read()
        return super().get(predicate) or default

    def __missing__(self, predicate: Term) -> list[Term]:
        found: list[Term] | None = self.get(predicate)
        if found is None:
            raise KeyError(predicate)
        return found

    def keys(self) -> Any:
        """Return all predicates."""
        self._read()
        return super().keys()

    def values(self) -> Any:
        """Return all ends, in a list for each predicate."""
        self._read()
        return super().values()

    def items(self) -> Any:
        """Return all ends, by predicate."""
        self._read()
        return super().items()

    def _read(self) -> None:
        if not self._whole:
            ends = attrgetter(self._end)
            found = _listed((quad.predicate, ends(quad)) for quad in self._find(None))
            self.clear()
            self.update(found)
            self._whole = True


def _listed(pairs: Iterable[tuple[object, object]]) -> Description:
    """Return the ends by predicate; a triple may stand in several graphs, but is one."""
    found: dict[Term, dict[Term, None]] = {}
    for predicate, end in pairs:
        found.setdefault(str(predicate), {})[str(end)] = None
    return {predicate: list(ends) for predicate, ends in found.items()}


class _Objects:
    """The objects of a predicate, read together when so many nodes were asked about one by one."""

    def __init__(self) -> None:
        self.known: frozenset[Term] | None = None
        self._asked = 0
        self._worth = _ASKED

    def are_worth_reading(self, more: int) -> bool:
        """Say whether, with some nodes more, it has cost as much to ask as it would to read."""
        self._asked += more
        return self._asked >= self._worth

    def read(self, objects: Iterator[Term]) -> None:
        """Read them, unless they are more than were asked about, or than memory is for."""
        some = list(islice(objects, min(self._worth, _MOST_OBJECTS)))
        if next(objects, None) is None:
            self.known = frozenset(some)
        else:
            self._worth *= 2


# Functions of their own: a method would hold its data, and they the store, until the collector of
# cycles comes.
def _described(store: ox.Store, graph: Graph, node: Term) -> Description:
    term = parsed(node)
    if isinstance(term, ox.Literal):
        return {}
    return _Read(lambda of: store.quads_for_pattern(term, of, None, graph), "object", _ALONE)


def _pointed_at(store: ox.Store, graph: Graph, node: Term) -> Description:
    term = parsed(node)
    return _Read(lambda of: store.quads_for_pattern(None, of, term, graph), "subject")


class StoreData(Data):
    """The union of all graphs of a store, of which only what is looked at is in memory."""

    def __init__(self, store: ox.Store, graph: Graph = None) -> None:
        """Read all graphs, or the one that has what is in any of them."""
        super().__init__()
        self.source = self._origin = store
        self._graph = graph
        self.forget()

    @property
    def into(self) -> Mapping[Term, Description]:
        """Return the subjects by object and predicate."""
        return self._backward

    def rows(self) -> Iterator[Row]:
        """Yield every triple, more than once if several graphs have it."""
        for quad in self._origin.quads_for_pattern(None, None, None, self._graph):
            yield str(quad.subject), str(quad.predicate), str(quad.object)

    def foci(self, selection: Choice) -> Iterable[tuple[Term, Term]]:
        """Return (shape, focus node) for what a selection of targets finds, some twice."""
        return selection.sought(self)

    def nodes(self) -> Iterable[Term]:
        """Return every subject and object, each once."""
        return dict.fromkeys(node for row in self.rows() for node in (row[0], row[2]))

    def having(self, predicate: Term, value: Term | None = None) -> Iterator[tuple[Term, Term]]:
        """Yield the subject and object of each triple of a predicate, and of a value if given."""
        wanted = parsed(value) if value is not None else None
        for quad in self._origin.quads_for_pattern(
            None,
            parsed(predicate),  # type: ignore[arg-type]
            wanted,
            self._graph,
        ):
            yield str(quad.subject), str(quad.object) if value is None else value

    def objects_among(self, predicate: Term, nodes: AbstractSet[Term]) -> Iterable[Term]:
        """Return those of some nodes that are objects of a predicate."""
        objects = self._objects.setdefault(predicate, _Objects())
        if objects.known is None and objects.are_worth_reading(len(nodes)):
            objects.read(found for _, found in self.having(predicate))
        if objects.known is None:
            return super().objects_among(predicate, nodes)
        return sorted(objects.known & nodes)

    def forget(self) -> None:
        """Drop what was read, because the store has changed."""
        fetched = (partial(of, self._origin, self._graph) for of in (_described, _pointed_at))
        self.out: Mapping[Term, Description]
        self._backward: Mapping[Term, Description]
        self.out, self._backward = map(_Fetched, fetched)
        self._objects: dict[Term, _Objects] = {}
        self._below.clear()
        self.store = None
