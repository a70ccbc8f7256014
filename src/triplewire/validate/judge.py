"""Triples and a shapes graph in, what pySHACL finds wrong out."""

import logging
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

import pyoxigraph as ox
import pyshacl
from pyshacl.errors import ReportableRuntimeError
from rdflib import SH, Graph, URIRef
from rdflib.plugins.sparql import prepareQuery
from rdflib.query import Result as Answer
from rdflib.term import Node

from triplewire.errors import ValidateError
from triplewire.records import Result
from triplewire.validate.shapes import SEVERITIES
from triplewire.validate.terms import filled, ntriples

_SILENCE = logging.NullHandler()
_prepare = lru_cache(maxsize=512)(prepareQuery)


class _PreparingGraph(Graph):
    """A graph that parses a query once: pySHACL asks the same one for every focus node.

    Without it, pySHACL takes about 13 times as long over our sh:sparql constraints.
    """

    def query(self, query_object: Any, *args: Any, **options: Any) -> Answer:
        return super().query(_prepare(query_object), *args, **options)


def judge(triples: Iterable[ox.Triple], shapes: Graph, paths: Mapping[str, str]) -> set[Result]:
    """Return pySHACL's results; ``paths`` are those of the property shapes.

    Raises: ValidateError when pySHACL cannot use the shapes, or cannot show a value.
    """
    # What rdflib logs of ill-typed literals, the results say better.
    logging.getLogger("rdflib").addHandler(_SILENCE)
    data = filled(_PreparingGraph(), triples)
    try:
        _, report, text = pyshacl.validate(data, shacl_graph=shapes, inplace=True)
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
    shape = report.value(node, SH.sourceConstraint) or report.value(node, SH.sourceShape)
    return Result(
        severity=SEVERITIES[str(report.value(node, SH.resultSeverity))],
        focus=str(focus) if isinstance(focus, URIRef) else ntriples(focus),
        path=paths.get(str(shape)),
        value=None if value is None else ntriples(value),
        message=" ".join(sorted(str(text) for text in report.objects(node, SH.resultMessage))),
        shape=str(shape),
        component=str(report.value(node, SH.sourceConstraintComponent)),
    )
