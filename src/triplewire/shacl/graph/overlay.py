"""One graph laid over the graphs that all share, as one index."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from triplewire.shacl.graph.index import Data, Description, Row, Term, turned


class _Over(dict[Term, Description]):
    """Local descriptions; those of other nodes are the shared ones."""

    def __init__(self, below: Mapping[Term, Description]) -> None:
        super().__init__()
        self._below = below

    def __missing__(self, node: Term) -> Description:
        return self._below[node]


class Overlay(Data):
    """A local graph whose subjects the shared graph does not describe, and the shared graph.

    ``indexed`` are the predicates that are ever looked up by object.
    """

    def __init__(self, rows: Iterable[Row], shared: Data, indexed: frozenset[Term] | None) -> None:
        super().__init__(indexed=indexed)
        self._shared = shared
        self.out: Mapping[Term, Description] = _Over(shared.out)
        self.add(rows)

    @property
    def into(self) -> Mapping[Term, Description]:
        """Return the subjects by object and predicate."""
        if self._into is None:
            self._into = turned(self.out, self._indexed, _Over(self._shared.into))
        return self._into

    def below(self, kind: Term) -> frozenset[Term]:
        """Return a class and all its subclasses, which the shared graph says."""
        return self._shared.below(kind)

    def nodes(self) -> Iterable[Term]:
        """Return every subject and object, each once."""
        return dict.fromkeys(node for row in self.rows() for node in (row[0], row[2]))

    def rows(self) -> Iterator[Row]:
        """Yield every triple."""
        return chain(super().rows(), self._shared.rows())
