"""Shapes as read once, and what they were compiled to."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property

import pyoxigraph as ox

from triplewire.shacl.graph import TYPE, sh, shown
from triplewire.shacl.shapes import Program, compile_shapes

_MEMBER = frozenset({sh("property"), sh("sparql")})
_TARGET = sh("target").rstrip(">")


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

    def holding(self, wanted: AbstractSet[str]) -> "Shapes":
        """Return the shapes with targets that some shapes, by IRI, belong to, or are.

        All are returned where that cannot be told.
        """
        holders: dict[str, set[str]] = {}
        targeted, classes = set[str](), set[str]()
        for triple in self.triples:
            subject, name = str(triple.subject), str(triple.predicate)
            if name in _MEMBER:
                holders.setdefault(str(triple.object), set()).add(subject)
            elif name.startswith(_TARGET):
                targeted.add(subject)
            elif name == TYPE and str(triple.object).endswith("Class>"):
                classes.add(subject)
        reached = {f"<{iri}>" for iri in wanted}
        agenda = list(reached)
        while agenda:
            above = holders.get(agenda.pop(), set()) - reached
            reached |= above
            agenda.extend(above)
        roots = reached & targeted
        if not roots or reached & classes or any(root.startswith("_:") for root in roots):
            return self
        return self.only(root[1:-1] for root in roots)

    @cached_property
    def paths(self) -> Mapping[str, str]:
        """Return the path of each property shape: an IRI, or a SPARQL path of IRIs in <>."""
        return self.program.paths
