"""Triples and a shapes graph in, what pySHACL finds wrong out."""

import logging
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

import pyoxigraph as ox
import pyshacl
from pyshacl.errors import ReportableRuntimeError
from rdflib import OWL, RDF, RDFS, SH, BNode, Graph, URIRef
from rdflib.plugins.sparql import prepareQuery
from rdflib.query import Result as Answer
from rdflib.term import Node

from triplewire.errors import ValidateError
from triplewire.shacl.pyshacl.terms import filled, ntriples
from triplewire.shacl.results import SEVERITIES, Result
from triplewire.shacl.shapes_graph import Shapes

_AIMS = {
    *(SH.targetNode, SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf),
    SH.target,
}
_CLASSES = {RDFS.Class, OWL.Class}
_QUERIES = {SH.select, SH.ask, SH.construct, SH.update, URIRef(f"{SH}sparqlExpr")}
# Also without spaces around it; a variable or a name may be called so.
_SERVICE = re.compile(r"(?<![\w?$:/#])SERVICE(?![\w:])", re.IGNORECASE)
_SILENCE = logging.NullHandler()
_prepare = lru_cache(maxsize=512)(prepareQuery)


class _PreparingGraph(Graph):
    """A graph that parses a query once: pySHACL asks the same one for every focus node.

    Without it, pySHACL takes about 13 times as long over our sh:sparql constraints.
    """

    def query(self, query_object: Any, *args: Any, **options: Any) -> Answer:
        return super().query(_prepare(query_object), *args, **options)


@lru_cache(maxsize=4)
def shapes_graph(triples: tuple[ox.Triple, ...]) -> Graph:
    """Return shapes as pySHACL takes them."""
    return filled(Graph(), triples)


def judge_some(triples: Iterable[ox.Triple], shapes: Shapes) -> set[Result]:
    """Return pySHACL's results for the shapes that are not compiled.

    Raises: ValidateError when pySHACL cannot use them either.
    """
    wanted = {_uri(node) for node in shapes.program.elsewhere}
    some = Graph()
    for subject, predicate, value in shapes_graph(shapes.triples):
        if predicate == SH.js or (predicate in _QUERIES and _SERVICE.search(str(value))):
            raise ValidateError(
                "neither JavaScript nor SERVICE is run", where=str(subject), hint="use SPARQL"
            )
        aimed = predicate in _AIMS or (predicate == RDF.type and value in _CLASSES)
        if predicate != SH.rule and (subject in wanted or not aimed):
            some.add((subject, predicate, value))
    return judge(triples, some, shapes.paths, advanced=True)


def _uri(node: str) -> Node:
    return URIRef(node[1:-1]) if node[0] == "<" else BNode(node[2:])


def judge(
    triples: Iterable[ox.Triple],
    shapes: Graph,
    paths: Mapping[str, str],
    *,
    advanced: bool = False,
) -> set[Result]:
    """Return pySHACL's results; ``paths`` are those of the property shapes.

    ``advanced`` adds SHACL Advanced Features: expressions, functions and SPARQL-based targets.

    Raises: ValidateError when pySHACL cannot use the shapes, or cannot show a value.
    """
    # What rdflib logs of ill-typed literals, the results say better.
    logging.getLogger("rdflib").addHandler(_SILENCE)
    data = filled(_PreparingGraph(), triples)
    try:
        _, report, text = pyshacl.validate(
            data, shacl_graph=shapes, inplace=True, advanced=advanced
        )
    except re.error as error:
        # It fills messages in by re.sub, which takes a backslash in a value as its own.
        raise ValidateError(
            f"pySHACL cannot show a value: {error}", hint="use the engine fast"
        ) from error
    except ReportableRuntimeError as error:
        raise ValidateError(f"not a shape: {error}", hint="correct the shapes") from error
    if not isinstance(report, Graph):
        raise ValidateError(text, hint="correct the shapes, or use the engine fast")
    return {_result(report, node, paths) for node in report.objects(None, SH.result)}


def _result(report: Graph, node: Node, paths: Mapping[str, str]) -> Result:
    focus = next(report.objects(node, SH.focusNode))
    value = report.value(node, SH.value)
    # A sh:sparql constraint is named itself, for a shape may have several.
    constraint, shape = report.value(node, SH.sourceConstraint), report.value(node, SH.sourceShape)
    path, severity = report.value(node, SH.resultPath), str(report.value(node, SH.resultSeverity))
    return Result(
        severity=SEVERITIES.get(severity, "Violation"),
        custom_severity="" if severity in SEVERITIES else severity,
        focus=str(focus) if isinstance(focus, URIRef) else ntriples(focus),
        path=str(path) if isinstance(path, URIRef) else paths.get(_name(shape)),
        value=None if value is None else ntriples(value),
        message=" ".join(sorted(str(text) for text in report.objects(node, SH.resultMessage))),
        shape=_name(shape if constraint is None else constraint),
        source_shape="" if constraint is None else _name(shape),
        component=str(report.value(node, SH.sourceConstraintComponent)),
    )


def _name(node: Node | None) -> str:
    return f"_:{node}" if isinstance(node, BNode) else str(node)
