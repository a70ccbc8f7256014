"""Triples and shapes in, results out, by one of two engines that must agree."""

from collections.abc import Callable, Iterable

import pyoxigraph as ox

from triplewire.shacl.graph import Data, rows_of
from triplewire.shacl.results import Result
from triplewire.shacl.shapes_graph import Shapes

Triples = frozenset[ox.Triple]


def _reference(triples: Triples, shapes: Shapes) -> set[Result]:
    """Let pySHACL judge every constraint, one focus node after the other."""
    from triplewire.shacl.pyshacl import judge, shapes_graph  # noqa: PLC0415 - slow to import

    return judge(triples, shapes_graph(shapes.triples), shapes.paths)


def _fast(triples: Triples, shapes: Shapes) -> set[Result]:
    """Run the compiled shapes, and let pySHACL judge those that are not compiled."""
    results = set(shapes.program.results(Data(rows_of(triples))))
    return results | judged_elsewhere(triples, shapes)


def judged_elsewhere(triples: Iterable[ox.Triple], shapes: Shapes) -> set[Result]:
    """Return pySHACL's results for the shapes that are not compiled.

    Raises: ValidateError when pySHACL cannot use them.
    """
    if not shapes.program.elsewhere:
        return set()
    from triplewire.shacl.pyshacl import judge_some  # noqa: PLC0415 - slow to import

    return judge_some(triples, shapes)


ENGINES: dict[str, Callable[[Triples, Shapes], set[Result]]] = {
    "fast": _fast,
    "pyshacl": _reference,
}
