"""The union of a store's graphs, shapes and what changed in; what a check will warn of, out."""

from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from triplewire.shacl import Findings, Shapes, Validator
from triplewire.system.hashes import digest

_SEVERITY = ox.NamedNode("http://www.w3.org/ns/shacl#severity")
_WARNING = ox.NamedNode("http://www.w3.org/ns/shacl#Warning")
# Enough digits to tell the warnings of a store apart.
_DIGITS = 16

# The digests of the warnings that are found from a focus node, by that node.
Warned = dict[str, tuple[str, ...]]


def warnings_of(database: ox.Store, shapes: Shapes) -> Warned:
    """Return the warnings that compiled shapes have for all that a database holds.

    What several articles mention warns once, and with all that they say of it: the sum over the
    articles' own graphs would be another number. Shapes that cannot warn are not judged.
    """
    return _by_node(Validator(_warning(shapes).program, database).run())


def warnings_after(
    before: Mapping[str, tuple[str, ...]],
    database: ox.Store,
    shapes: Shapes,
    added: Iterable[ox.Triple],
    removed: Iterable[ox.Triple],
) -> Warned:
    """Return the warnings once triples were added and removed: those of a full count.

    Only the nodes are judged at which a shape can have read a changed triple.
    """
    validator = Validator(_warning(shapes).program, database)
    nodes = validator.affected(added, removed)
    if nodes is None:
        return _by_node(validator.run())
    kept = {node: found for node, found in before.items() if node not in nodes}
    return kept | _by_node(validator.at(nodes))


def number_of(warned: Mapping[str, tuple[str, ...]]) -> int:
    """Return how many warnings there are, each once, whatever nodes they were found from."""
    return len({one for found in warned.values() for one in found})


def _warning(shapes: Shapes) -> Shapes:
    names = {
        str(triple.subject)[1:-1]
        for triple in shapes.triples
        if triple.predicate == _SEVERITY and triple.object == _WARNING
    }
    return shapes.holding(names)


def _by_node(findings: Findings) -> Warned:
    warned: dict[str, set[str]] = {}
    for (_, node), results in findings.by_root.items():
        for one in results:
            if one.severity == "Warning":
                told = (one.shape, one.focus, one.path or "", one.value or "", one.message)
                warned.setdefault(node, set()).add(digest(*told)[:_DIGITS])
    return {node: tuple(sorted(found)) for node, found in warned.items()}
