"""A graph, its context and shapes in, a Report out, by one of two engines that must agree."""

from collections.abc import Callable, Iterable

import pyoxigraph as ox

from triplewire.errors import ValidateError
from triplewire.records import Graph, Report, Result
from triplewire.shacl.graph.index import Data, rows_of
from triplewire.shacl.shapes_graph import SEVERITIES, Shapes

Triples = frozenset[ox.Triple]

_RANK = {severity: rank for rank, severity in enumerate(SEVERITIES.values())}


def validate(
    graph: Graph, context: Iterable[ox.Triple], shapes: Shapes, engine: str = "fast"
) -> Report:
    """Return the SHACL results of a graph together with the shared triples it relies on.

    Raises: ValidateError when there is no such engine, or pySHACL cannot use the shapes.
    """
    if engine not in ENGINES:
        raise ValidateError(f"no engine {engine!r}", hint=f"use one of {', '.join(ENGINES)}")
    results = ENGINES[engine](graph.triples.union(context), shapes)
    return Report(
        graph=graph.iri,
        results=tuple(sorted(results, key=order)),
        elsewhere=shapes.elsewhere if engine == "fast" else (),
    )


def order(result: Result) -> tuple[int, str, str, str, str, str]:
    """Return the key that results are sorted by: violations first, then by shape and focus node."""
    rank, value = _RANK[result.severity], result.value or ""
    return rank, result.shape, result.focus, value, result.component, result.message


def _reference(triples: Triples, shapes: Shapes) -> set[Result]:
    """Let pySHACL judge every constraint, one focus node after the other."""
    from triplewire.shacl.pyshacl.judge import judge, shapes_graph  # noqa: PLC0415 - slow to import

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
    from triplewire.shacl.pyshacl.judge import judge_some  # noqa: PLC0415 - slow to import

    return judge_some(triples, shapes)


ENGINES: dict[str, Callable[[Triples, Shapes], set[Result]]] = {
    "fast": _fast,
    "pyshacl": _reference,
}
