"""The shapes in, their page out: what each asks, of which nodes, how gravely."""

from dataclasses import dataclass

import pyoxigraph as ox

from triplewire.publish.vocabulary.documents import Document
from triplewire.publish.vocabulary.graph import FIRST, Value
from triplewire.publish.vocabulary.links import Names, Ref
from triplewire.vocab import PREFIXES, term

_SH = "http://www.w3.org/ns/shacl#"
_TITLE, _DESCRIPTION = term("dcterms", "title"), term("dcterms", "description")


def _sh(name: str) -> ox.NamedNode:
    return ox.NamedNode(_SH + name)


_TARGETS = {
    _sh("targetClass"): "every",
    _sh("targetSubjectsOf"): "whatever has",
    _sh("targetObjectsOf"): "whatever is named in",
    _sh("targetNode"): "the node",
}
_PARTS = (_sh("property"), _sh("sparql"), _sh("node"))
_PATHS = {
    _sh("inversePath"): ("^", ""),
    _sh("zeroOrMorePath"): ("", "*"),
    _sh("oneOrMorePath"): ("", "+"),
    _sh("zeroOrOnePath"): ("", "?"),
}
_DEEPEST = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraint:
    """What a shape asks. ``anchor`` is None where it has no name, or another place has it."""

    name: Ref
    anchor: str | None
    severity: str
    path: tuple[Ref, ...]
    message: tuple[Ref, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A shape of nodes: of which ones, and what it asks of them."""

    constraint: Constraint
    label: str
    targets: tuple[tuple[str, tuple[Ref, ...]], ...]
    parts: tuple[Constraint, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShapesView:
    """All shapes; ``counts`` says how many constraints there are of each severity."""

    title: str
    description: str
    shapes: tuple[Shape, ...]
    others: tuple[Constraint, ...]
    counts: tuple[tuple[str, int], ...]


def shapes_view(document: Document, names: Names) -> ShapesView:
    """Return the view of the shapes."""
    graph, placed = document.graph, set[str]()
    own = ox.NamedNode(document.iri)
    named = list(document.terms.values())
    tops = [iri for iri in named if _targets(document, names, iri)]
    # Those with a target have the first right to their own names.
    placed.update(tops)
    shapes = tuple(_shape(document, names, iri, placed) for iri in tops)
    others = [iri for iri in named if iri not in placed]
    rest = tuple(_constraint(document, names, ox.NamedNode(i), "Violation", placed) for i in others)
    asked = [part for shape in shapes for part in (shape.constraint, *shape.parts)]
    told = [part.severity for part in asked if part.anchor and part.message]
    return ShapesView(
        title=graph.text(own, _TITLE) or "Shapes",
        description=graph.text(own, _DESCRIPTION),
        shapes=shapes,
        others=rest,
        counts=tuple((name, told.count(name)) for name in ("Violation", "Warning", "Info")),
    )


def _targets(document: Document, names: Names, iri: str) -> list[tuple[str, tuple[Ref, ...]]]:
    found = (
        (words, names.refs(document.graph.iris(ox.NamedNode(iri), predicate)))
        for predicate, words in _TARGETS.items()
    )
    return [(words, refs) for words, refs in found if refs]


def _shape(document: Document, names: Names, iri: str, placed: set[str]) -> Shape:
    graph, node = document.graph, ox.NamedNode(iri)
    own = _constraint(document, names, node, "Violation", set())
    parts = []
    for predicate in _PARTS:
        for part in graph.values(node, predicate):
            if not isinstance(part, ox.Literal):
                severity = "Violation" if predicate == _sh("property") else own.severity
                parts.append(_constraint(document, names, part, severity, placed))
    return Shape(
        constraint=own,
        label=iri.removeprefix(document.namespace),
        targets=tuple(_targets(document, names, iri)),
        parts=tuple(parts),
    )


def _constraint(
    document: Document,
    names: Names,
    node: ox.NamedNode | ox.BlankNode,
    severity: str,
    placed: set[str],
) -> Constraint:
    graph = document.graph
    iri = node.value if isinstance(node, ox.NamedNode) else ""
    own = iri.startswith(document.namespace) and iri not in placed
    placed.add(iri)
    given = graph.iris(node, _sh("severity"))
    paths = graph.values(node, _sh("path"))
    return Constraint(
        name=names.ref(iri) if iri else Ref(label="(no name)"),
        anchor=iri.removeprefix(document.namespace) if own else None,
        severity=given[0].removeprefix(_SH) if given else severity,
        path=_path(document, names, paths[0], _DEEPEST) if paths else (),
        message=names.rich(graph.text(node, _sh("message"))),
    )


def _path(document: Document, names: Names, path: Value, depth: int) -> tuple[Ref, ...]:
    """Return a property path as SPARQL writes it."""
    if isinstance(path, ox.Literal) or not depth:
        return (Ref(label="…"),)
    if isinstance(path, ox.NamedNode):
        return (names.ref(path.value, "a" if path.value == f"{PREFIXES['rdf']}type" else ""),)
    graph = document.graph
    for predicate, (before, after) in _PATHS.items():
        for inner in graph.values(path, predicate):
            deeper = _path(document, names, inner, depth - 1)
            deeper = deeper if len(deeper) == 1 else (Ref(label="("), *deeper, Ref(label=")"))
            return tuple(ref for ref in (Ref(label=before), *deeper, Ref(label=after)) if ref.label)
    choice = graph.values(path, _sh("alternativePath"))
    head, sign = (choice[0], "|") if choice else (path, "/")
    if not choice and not graph.values(path, FIRST):
        return (Ref(label="…"),)
    found: list[Ref] = []
    for item in graph.items(head):
        found += [Ref(label=sign), *_path(document, names, item, depth - 1)]
    return tuple(found[1:])
