"""Shapes as read once, and what they were compiled to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import pyoxigraph as ox

from triplewire.shacl.graph import shown
from triplewire.shacl.shapes import Program, compile_shapes


@dataclass(frozen=True, kw_only=True)
class Shapes:
    """A shapes graph, and the program that it was compiled to."""

    triples: tuple[ox.Triple, ...]
    program: Program

    @property
    def elsewhere(self) -> tuple[str, ...]:
        """Return the shapes that are not compiled, which pySHACL judges."""
        return tuple(map(shown, self.program.elsewhere))

    def only(self, wanted: Iterable[str]) -> "Shapes":
        """Return some of the shapes with targets, by IRI.

        Raises: ValidateError when there is no such shape.
        """
        return Shapes(triples=self.triples, program=compile_shapes(self.program.shapes, wanted))

    @cached_property
    def paths(self) -> Mapping[str, str]:
        """Return the path of each property shape: an IRI, or a SPARQL path of IRIs in <>."""
        return self.program.paths
