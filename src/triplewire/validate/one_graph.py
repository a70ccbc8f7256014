"""A graph, its context and shapes in, a Report out."""

from collections.abc import Iterable

import pyoxigraph as ox

from triplewire.errors import ValidateError
from triplewire.records import Graph, Report
from triplewire.shacl.engines import ENGINES
from triplewire.shacl.results import order
from triplewire.shacl.shapes_graph import Shapes


def validate_graph(
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
