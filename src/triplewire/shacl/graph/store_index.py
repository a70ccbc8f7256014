"""An Oxigraph store in, the same index out, read as shapes ask for it and soon forgotten."""

from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

from triplewire.shacl.graph.index import Choice, Data, Description, Row, Term
from triplewire.shacl.graph.terms import parsed

_KEPT = 20_000


class _Fetched(dict[Term, Description]):
    """Descriptions of nodes, read when first asked for; too many are dropped, all at once."""

    def __init__(self, store: ox.Store, *, forward: bool) -> None:
        super().__init__()
        self._store = store
        self._forward = forward

    def __missing__(self, node: Term) -> Description:
        if len(self) >= _KEPT:
            self.clear()
        found: dict[Term, dict[Term, None]] = {}
        for predicate, end in self._ends(node):
            # A triple may stand in several graphs, but is one.
            found.setdefault(str(predicate), {})[str(end)] = None
        listed = {predicate: list(values) for predicate, values in found.items()}
        self[node] = listed
        return listed

    def _ends(self, node: Term) -> Iterator[tuple[object, object]]:
        term = parsed(node)
        if not self._forward:
            for quad in self._store.quads_for_pattern(None, None, term, None):
                yield quad.predicate, quad.subject
        elif not isinstance(term, ox.Literal):
            for quad in self._store.quads_for_pattern(term, None, None, None):
                yield quad.predicate, quad.object


class StoreData(Data):
    """The union of all graphs of a store, of which only what is looked at is in memory."""

    def __init__(self, store: ox.Store) -> None:
        super().__init__()
        self.source = self._origin = store
        self.out: Mapping[Term, Description] = _Fetched(store, forward=True)
        self._backward: Mapping[Term, Description] = _Fetched(store, forward=False)

    @property
    def into(self) -> Mapping[Term, Description]:
        """Return the subjects by object and predicate."""
        return self._backward

    def rows(self) -> Iterator[Row]:
        """Yield every triple, more than once if several graphs have it."""
        for quad in self._origin:
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
        for quad in self._origin.quads_for_pattern(None, parsed(predicate), wanted, None):  # type: ignore[arg-type]
            yield str(quad.subject), str(quad.object)

    def forget(self) -> None:
        """Drop what was read, because the store has changed."""
        self.out = _Fetched(self._origin, forward=True)
        self._backward = _Fetched(self._origin, forward=False)
        self._below.clear()
        self.store = None
