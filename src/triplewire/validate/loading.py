"""Turtle files of shapes in, Shapes out, each sh:sparql rewritten to run over all focus nodes."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import cast

import pyoxigraph as ox
from rdflib import RDF, SH, Graph, Literal, URIRef
from rdflib.term import Node

from triplewire import vocab
from triplewire.errors import ValidateError
from triplewire.validate.shapes import SEVERITIES, Query, Shapes
from triplewire.validate.terms import filled

_INSTANCE = f"<{vocab.TYPE.value}>/<{vocab.SUB_CLASS_OF.value}>*"
_TARGETS = {
    SH.targetClass: f"?this {_INSTANCE} <%s>",
    SH.targetSubjectsOf: "?this <%s> ?object",
    SH.targetObjectsOf: "?subject <%s> ?this",
    SH.targetNode: "VALUES ?this { <%s> }",
}
_REPEATS: dict[Node, str] = {SH.zeroOrMorePath: "*", SH.oneOrMorePath: "+", SH.zeroOrOnePath: "?"}


def read_shapes(places: Iterable[Path]) -> Shapes:
    """Read files, and every .ttl file of folders, as one shapes graph; load_shapes says more."""
    files: list[Path] = []
    for place in places:
        found = sorted(place.glob("*.ttl")) if place.is_dir() else [place]
        if not found:
            hint = "put SHACL shapes there, as .ttl"
            raise ValidateError("no shapes", where=str(place), hint=hint)
        files += found
    full = filled(Graph(), (triple for file in files for triple in _read(file)))
    core = Graph()
    for triple in full:
        if triple[1] != SH.sparql:
            core.add(triple)
    paths = {str(shape): _path(full, path) for shape, path in full.subject_objects(SH.path)}
    return Shapes(full=full, core=core, queries=tuple(_queries(full)), paths=paths)


def _read(file: Path) -> Iterator[ox.Triple]:
    try:
        # Blank nodes are renamed, because each file counts its own.
        quads = list(ox.parse(path=file, format=ox.RdfFormat.TURTLE, rename_blank_nodes=True))
    except SyntaxError as error:
        raise ValidateError(
            f"not Turtle: {error.msg}",
            where=f"{file}:{error.lineno}:{error.offset}",
            hint="correct the shapes file or take it out of the folder",
        ) from error
    return (quad.triple for quad in quads)


def _queries(full: Graph) -> Iterator[Query]:
    prologue = "".join(
        sorted(
            f"PREFIX {full.value(prefix, SH.prefix)}: <{full.value(prefix, SH.namespace)}>\n"
            for prefix in full.objects(None, SH.declare)
        )
    )
    for shape, constraint in sorted(full.subject_objects(SH.sparql)):
        if any((node, SH.deactivated, Literal(True)) in full for node in (shape, constraint)):
            continue
        messages = tuple(sorted(str(text) for text in full.objects(constraint, SH.message)))
        if not messages or full.value(shape, SH.message):
            # pySHACL would show the messages of both.
            raise ValidateError(
                "a sh:sparql constraint without a message of its own",
                where=str(constraint),
                hint="put sh:message on the constraint, and none on the shape that has it",
            )
        select = str(full.value(constraint, SH.select))
        _refuse_unbound(prologue + select, str(constraint))
        targets = _targets(full, shape)
        yield Query(
            constraint=str(constraint),
            severity=SEVERITIES[str(full.value(shape, SH.severity, default=SH.Violation))],
            messages=messages,
            sparql=f"{prologue}SELECT DISTINCT * WHERE {{ {{ {targets} }} {{ {select} }} }}",
        )


def _refuse_unbound(query: str, constraint: str) -> None:
    """Raise ValidateError when a constraint's query is malformed or does not bind $this.

    A query that has an answer where there are no data does not say by itself which nodes it is
    about: run over all at once, it would hold for every focus node.
    """
    try:
        answers = cast("ox.QuerySolutions", ox.Store().query(query))
        unbound = any(True for _ in answers)
    except SyntaxError as error:
        raise ValidateError(
            f"not a SPARQL query: {error.msg}",
            where=constraint,
            hint="correct its sh:select, and declare its prefixes by sh:declare",
        ) from error
    if unbound:
        raise ValidateError(
            "a sh:sparql query that does not bind $this",
            where=constraint,
            hint="begin its WHERE with a triple pattern about $this",
        )


def _targets(full: Graph, shape: Node) -> str:
    """Return a query for the focus nodes of a shape, as ?this."""
    targets = sorted(
        pattern % target
        for predicate, pattern in _TARGETS.items()
        for target in full.objects(shape, predicate)
    )
    if not targets:
        raise ValidateError(
            "a sh:sparql constraint on a shape without a target",
            where=str(shape),
            hint="put it on a node shape that has a sh:targetClass or another target",
        )
    union = " UNION ".join(f"{{ {target} }}" for target in targets)
    return f"SELECT DISTINCT ?this WHERE {{ {union} }}"


def _path(full: Graph, node: Node) -> str:
    """Return a SHACL path as an IRI, or as a SPARQL property path of IRIs in <>."""
    return str(node) if isinstance(node, URIRef) else _step(full, node)


def _step(full: Graph, node: Node) -> str:
    if isinstance(node, URIRef):
        return f"<{node}>"
    if (node, RDF.first, None) in full:
        return "/".join(_step(full, step) for step in full.items(node))
    predicate, inner = next(iter(full.predicate_objects(node)))
    if predicate == SH.alternativePath:
        return f"({'|'.join(_step(full, step) for step in full.items(inner))})"
    if predicate == SH.inversePath:
        return f"^{_step(full, inner)}"
    return f"({_step(full, inner)}){_REPEATS[predicate]}"
