"""A graph, its context and shapes in, a Report out, by one of two engines that must agree."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, cast

import pyoxigraph as ox

from triplewire.errors import ValidateError
from triplewire.records import Graph, Report, Result
from triplewire.validate.shapes import SEVERITIES, Query, Shapes

if TYPE_CHECKING:
    import rdflib

Triples = frozenset[ox.Triple]
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

_SPARQL_COMPONENT = "http://www.w3.org/ns/shacl#SPARQLConstraintComponent"
_PLACEHOLDER = re.compile(r"\{[?$](\w+)\}")
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
    return Report(graph=graph.iri, results=tuple(sorted(results, key=_order)))


def _order(result: Result) -> tuple[int, str, str, str, str, str]:
    rank, value = _RANK[result.severity], result.value or ""
    return rank, result.shape, result.focus, value, result.component, result.message


def _reference(triples: Triples, shapes: Shapes) -> set[Result]:
    """Let pySHACL judge every constraint, one focus node after the other."""
    return _judge(triples, shapes.full, shapes.paths)


def _fast(triples: Triples, shapes: Shapes) -> set[Result]:
    """Let pySHACL judge the core constraints, and run each sh:sparql once over all focus nodes."""
    store = ox.Store()
    store.bulk_extend(ox.Quad(t.subject, t.predicate, t.object) for t in triples)
    results = _judge(triples, shapes.core, shapes.paths)
    for query in shapes.queries:
        results.update(_answers(store, query))
    return results


def _judge(triples: Triples, shapes: "rdflib.Graph", paths: Mapping[str, str]) -> set[Result]:
    from triplewire.validate.judge import judge  # noqa: PLC0415 - slow to import

    return judge(triples, shapes, paths)


ENGINES: dict[str, Callable[[Triples, Shapes], set[Result]]] = {
    "fast": _fast,
    "pyshacl": _reference,
}


def _answers(store: ox.Store, query: Query) -> Iterator[Result]:
    solutions = cast("ox.QuerySolutions", store.query(query.sparql))
    names = [variable.value for variable in solutions.variables]
    for solution in solutions:
        row = {name: solution[name] for name in names if solution[name] is not None}
        focus = row["this"]
        yield Result(
            severity=query.severity,
            focus=focus.value if isinstance(focus, ox.NamedNode) else str(focus),
            path=None,
            value=str(row.get("value", focus)),
            message=" ".join(sorted(_filled(message, row) for message in query.messages)),
            shape=query.constraint,
            component=_SPARQL_COMPONENT,
        )


def _filled(message: str, row: Mapping[str, Term]) -> str:
    """Return the message with {?name} and {$name} replaced by what the row has for them."""
    return _PLACEHOLDER.sub(
        lambda found: _plain(row[found[1]]) if found[1] in row else found[0], message
    )


def _plain(term: Term) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)
