"""Reports in; text for people, JSON, or a sh:ValidationReport in Turtle out."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from itertools import groupby
from operator import itemgetter
from typing import cast

import pyoxigraph as ox

from triplewire import vocab
from triplewire.records import Report, Result
from triplewire.validate.shapes import SEVERITIES

Term = ox.NamedNode | ox.BlankNode | ox.Literal

_SH = "http://www.w3.org/ns/shacl#"


def report_text(reports: Iterable[Report]) -> str:
    """Return the results for reading: by severity, shape and message, with each focus node."""
    # A thing that several articles mention is reported with each of them: once is enough here.
    results = {result for report in reports for result in report.results}
    lines: list[str] = []
    for severity in SEVERITIES.values():
        found = [result for result in results if result.severity == severity]
        if found:
            lines += [f"{severity}: {len(found)}", *_shape_lines(found), ""]
    return "\n".join(lines) if lines else "Conforms: no results.\n"


def _shape_lines(results: Iterable[Result]) -> Iterator[str]:
    places = sorted({(r.shape, r.message, r.focus) for r in results})
    for shape, of_shape in groupby(places, key=itemgetter(0)):
        yield f"  {shape.rpartition('#')[2]}"
        for message, of_message in groupby(of_shape, key=itemgetter(1)):
            yield f"    {_visible(message)}"
            for _, _, focus in of_message:
                yield f"      {_visible(focus)}"


def _visible(text: str) -> str:
    """Return text on one line, with characters that hide or reorder others written as escapes."""
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)


def report_json(reports: Iterable[Report]) -> str:
    """Return the reports as a JSON list, each with its graph, verdict and results."""
    listed = [
        {
            "graph": report.graph,
            "conforms": report.conforms,
            "results": [asdict(result) for result in report.results],
        }
        for report in reports
    ]
    return json.dumps(listed, ensure_ascii=False, indent=2) + "\n"


def report_turtle(reports: Iterable[Report]) -> str:
    """Return one sh:ValidationReport for each graph, named by it, without blank nodes."""
    triples = (triple for report in reports for triple in _report_triples(report))
    prefixes = {"sh": _SH, "xsd": vocab.PREFIXES["xsd"]}
    turtle = ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=prefixes)
    return cast("bytes", turtle).decode()


WRITERS: dict[str, Callable[[Iterable[Report]], str]] = {
    "text": report_text,
    "json": report_json,
    "turtle": report_turtle,
}


def _report_triples(report: Report) -> Iterator[ox.Triple]:
    subject = ox.NamedNode(f"{report.graph}#report")
    yield ox.Triple(subject, vocab.TYPE, _sh("ValidationReport"))
    # SHACL calls a graph conforming only when there is no result at all.
    yield ox.Triple(subject, _sh("conforms"), ox.Literal(not report.results))
    for number, result in enumerate(report.results, start=1):
        node = ox.NamedNode(f"{report.graph}#result-{number}")
        yield ox.Triple(subject, _sh("result"), node)
        for name, value in _result_values(result):
            yield ox.Triple(node, _sh(name), value)


def _result_values(result: Result) -> Iterator[tuple[str, Term]]:
    yield "focusNode", _term(result.focus)
    yield "resultMessage", ox.Literal(result.message)
    # A composed path is a structure of blank nodes: its shape has it.
    if result.path is not None and "<" not in result.path:
        yield "resultPath", ox.NamedNode(result.path)
    yield "resultSeverity", _sh(result.severity)
    yield "sourceConstraintComponent", ox.NamedNode(result.component)
    yield "sourceShape", ox.NamedNode(result.shape)
    if result.value is not None:
        yield "value", _term(result.value)


def _term(text: str) -> Term:
    """Return a term from its N-Triples form, or from its IRI without brackets."""
    if not text.startswith(("<", '"', "_:")):
        return ox.NamedNode(text)
    (quad,) = ox.parse(f"<{_SH}x> <{_SH}x> {text} .", format=ox.RdfFormat.N_TRIPLES)
    return cast("Term", quad.object)


def _sh(name: str) -> ox.NamedNode:
    return ox.NamedNode(_SH + name)
