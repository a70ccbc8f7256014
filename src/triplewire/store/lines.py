"""A graph in, the lines that a store would write of it out; what waits in lines to be loaded.

Oxigraph keeps numbers, truth values, dates and the like by their value, and writes them in the
canonical form. A process that makes a graph writes it in that form at once: then who keeps the
store has neither to make its triples nor to read them back.
"""

from collections.abc import Iterable, Iterator
from itertools import islice

import pyoxigraph as ox

from triplewire.records import Graph
from triplewire.store.content import content_of
from triplewire.store.databases import is_apart

# Triples that are written at a time.
_PART = 20_000
# What is kept by value has such a type; whatever else is kept as it is written.
_BY_VALUE = b"^^<http://www.w3.org/2001/XMLSchema#"


def lines_of(graph: Graph) -> tuple[bytes, str]:
    """Return a graph's sorted lines of N-Triples, as a store writes them, and its content's name.

    It needs no store, and can be made anywhere.
    """
    lines = sorted(as_kept(graph.triples))
    return lines_in(lines), content_of(ox.NamedNode(graph.iri), lines)


def as_kept(triples: Iterable[ox.Triple]) -> set[bytes]:
    """Return the lines, without their ends, that a store writes of triples once it has them."""
    lines = set((ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").splitlines())
    by_value = {line for line in lines if _BY_VALUE in line}
    if by_value:
        passing = ox.Store()
        passing.load(b"\n".join(by_value), format=ox.RdfFormat.N_TRIPLES)
        kept = passing.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
        lines = (lines - by_value).union((kept or b"").splitlines())
    return lines


def lines_in(lines: Iterable[bytes]) -> bytes:
    """Return lines as one, sorted, so that what is made twice is made by the same steps."""
    return b"".join(line + b"\n" for line in sorted(lines))


def as_told(triples: Iterable[ox.Triple]) -> Iterator[bytes]:
    """Yield triples as lines that a store writes of them, some at a time."""
    rest = iter(triples)
    while some := tuple(islice(rest, _PART)):
        yield lines_in(as_kept(some))


def triples_in(lines: bytes) -> frozenset[ox.Triple]:
    """Return the triples of lines of N-Triples."""
    return frozenset(quad.triple for quad in ox.parse(lines, format=ox.RdfFormat.N_TRIPLES))


class Waiting:
    """Graphs that a store has not had before, as lines, until there are enough to load at once."""

    def __init__(self) -> None:
        """Begin with none."""
        self._graphs: dict[str, bytes] = {}
        self.triples = 0

    def __contains__(self, graph: str) -> bool:
        """Say whether a graph waits."""
        return graph in self._graphs

    def add(self, graph: str, lines: bytes) -> None:
        """Let a graph wait."""
        self._graphs[graph] = lines
        self.triples += lines.count(b"\n")

    def taken(self) -> dict[str, bytes]:
        """Return the graphs that waited; none does any more."""
        graphs, self._graphs, self.triples = self._graphs, {}, 0
        return graphs


def quads_of(graph: str, lines: bytes) -> bytes:
    """Return what a graph brings to a store as N-Quads, the default graph's copies included."""
    # A line ends nowhere else: in a literal its end is written as an escape.
    named = lines.replace(b" .\n", f" <{graph}> .\n".encode())
    return named if is_apart(graph) else named + lines
