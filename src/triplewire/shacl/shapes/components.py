"""Constraint components that a shapes graph declares in, what shapes set of them out."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from triplewire.errors import ValidateError
from triplewire.shacl.graph import TRUE, TYPE, Data, Description, Term, sh, shown

_LOCAL = re.compile(r"[^#/:]*$")


@dataclass(frozen=True, slots=True)
class Component:
    """A constraint component; ``parameters`` maps each predicate to its variable.

    ``for_nodes`` and ``for_properties`` are the validators of node and property shapes.
    """

    node: Term
    parameters: Mapping[Term, str]
    optional: frozenset[Term]
    for_nodes: Term | None
    for_properties: Term | None

    def settings(self, shape: Description) -> Iterator[dict[str, Term]]:
        """Yield the parameters that a shape sets, once for each constraint that it declares.

        Raises: ValidateError when one of several parameters is set twice.
        """
        if any(not shape.get(p) for p in self.parameters if p not in self.optional):
            return
        given = {p: shape[p] for p in self.parameters if p in shape}
        if len(self.parameters) == 1:
            ((predicate, values),) = given.items()
            for value in values:
                yield {self.parameters[predicate]: value}
            return
        if any(len(values) > 1 for values in given.values()):
            raise ValidateError(
                f"two values of one parameter of {shown(self.node)}",
                where=shown(self.node),
                hint="a component of several parameters takes one value of each",
            )
        yield {self.parameters[predicate]: values[0] for predicate, values in given.items()}


def read_components(shapes: Data) -> list[Component]:
    """Return the components that a shapes graph declares, sorted."""
    kinds = shapes.below(sh("ConstraintComponent"))
    nodes = sorted(
        node
        for node, described in shapes.out.items()
        if sh("parameter") in described and not kinds.isdisjoint(described.get(TYPE, ()))
    )
    return [component for node in nodes if (component := _read(shapes, node)).parameters]


def _read(shapes: Data, node: Term) -> Component:
    described = shapes.out[node]
    parameters, optional = {}, set()
    for parameter in described[sh("parameter")]:
        path = shapes.one(parameter, sh("path"))
        if path is None or path[0] != "<":
            raise ValidateError(
                "a parameter without an IRI as its path",
                where=shown(node),
                hint="give each sh:parameter one sh:path",
            )
        parameters[path] = "?" + (_LOCAL.search(shown(path)) or [""])[0]
        if shapes.out[parameter].get(sh("optional")) == [TRUE]:
            optional.add(path)
    either = shapes.one(node, sh("validator"))
    return Component(
        node=node,
        parameters=dict(sorted(parameters.items())) if len(optional) < len(parameters) else {},
        optional=frozenset(optional),
        for_nodes=shapes.one(node, sh("nodeValidator")) or either,
        for_properties=shapes.one(node, sh("propertyValidator")) or either,
    )
