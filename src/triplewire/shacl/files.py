"""RDF files in, pyoxigraph quads out, with blank nodes that have the same label in every run."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from triplewire.errors import ValidateError
from triplewire.system.files import opened

FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".trig": ox.RdfFormat.TRIG,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".jsonld": ox.RdfFormat.JSON_LD,
}
"""By suffix. RDF/XML with a DTD and deeply nested JSON-LD are refused: they exhaust memory."""

_RANDOM = re.compile(r"[0-9a-f]{20,32}")
_NESTED = 64
_HINT = "correct the file, or take it out"


def rdf_files(path: Path) -> list[Path]:
    """Return a file, or the RDF files of a folder and its subfolders but for hidden ones, sorted.

    Raises: ValidateError when there is none, the file has no suffix that is known, or one is no
    regular file.
    """
    if path.is_dir():
        found = sorted(
            each
            for each in path.rglob("*")
            if each.suffix.lower() in FORMATS
            and not any(part.startswith(".") for part in each.relative_to(path).parts)
        )
        if not found:
            raise ValidateError("no RDF files", where=str(path), hint=f"use {', '.join(FORMATS)}")
        for each in found:
            _refuse_special(each)
        return found
    if not path.exists():
        raise ValidateError("no such file", where=str(path), hint="check its name")
    if path.suffix.lower() not in FORMATS:
        raise ValidateError(
            "not a format that can be checked", where=str(path), hint="use " + ", ".join(FORMATS)
        )
    _refuse_special(path)
    return [path]


def _refuse_special(path: Path) -> None:
    """Refuse what a parser would wait for or never see the end of: pipes and devices."""
    try:
        with opened(path):
            pass
    except OSError as error:
        what = f"cannot be read: {error.strerror}"
        raise ValidateError(what, where=str(path), hint=_HINT) from error


def read_quads(path: Path, prefix: str = "") -> Iterator[ox.Quad]:
    """Yield the quads of a file; ``prefix`` keeps its blank nodes apart from other files'.

    Raises: ValidateError when the file cannot be read, or is no RDF.
    """
    (path,) = rdf_files(path)
    try:
        form = check_safe(path)
        yield from _stable(
            ox.parse(path=path, format=form, base_iri=path.resolve().as_uri()), prefix
        )
    except SyntaxError as error:
        raise ValidateError(
            f"not {form.name}: {error.msg}",
            where=f"{path}:{error.lineno}:{error.offset}" if error.lineno else str(path),
            hint=_HINT,
        ) from error
    except OSError as error:
        raise ValidateError(f"cannot be read: {error.strerror}", where=str(path)) from error


def read_triples(path: Path, prefix: str = "") -> Iterator[ox.Triple]:
    """Yield the triples of a file, all its graphs taken together."""
    for quad in read_quads(path, prefix):
        yield quad.triple


def check_safe(path: Path) -> ox.RdfFormat:
    """Return the format of a file whose parser it cannot harm.

    Raises: ValidateError when it might.
    """
    form = FORMATS[path.suffix.lower()]
    if form == ox.RdfFormat.RDF_XML and b"<!DOCTYPE" in path.read_bytes():
        raise ValidateError("RDF/XML with a DTD", where=str(path), hint="write entities out")
    if form == ox.RdfFormat.JSON_LD and _depth(path.read_bytes()) > _NESTED:
        raise ValidateError("JSON-LD nested too deeply", where=str(path), hint="flatten it")
    return form


def _depth(json: bytes) -> int:
    """Return how deeply brackets are nested, those in strings left aside."""
    depth = deepest = 0
    for bracket in re.findall(rb'"(?:[^"\\]|\\.)*"?|[][{}]', json, re.DOTALL):
        if bracket[:1] != b'"':
            depth += 1 if bracket in b"[{" else -1
            deepest = max(deepest, depth)
    return deepest


def _stable(quads: Iterable[ox.Quad], prefix: str) -> Iterator[ox.Quad]:
    names: dict[str, ox.BlankNode] = {}

    def renamed(node: ox.BlankNode) -> ox.BlankNode:
        known = names.get(node.value)
        if known is None:
            # The parser gives nodes without a label a random one.
            nameless = _RANDOM.fullmatch(node.value) is not None
            label = f"b{len(names)}" if nameless else node.value
            known = names[node.value] = ox.BlankNode(prefix + label)
        return known

    for quad in quads:
        subject, value, graph = quad.subject, quad.object, quad.graph_name
        blank = [isinstance(node, ox.BlankNode) for node in (subject, value, graph)]
        if any(blank):
            yield ox.Quad(
                renamed(subject) if isinstance(subject, ox.BlankNode) else subject,
                quad.predicate,
                renamed(value) if isinstance(value, ox.BlankNode) else value,
                renamed(graph) if isinstance(graph, ox.BlankNode) else graph,
            )
        else:
            yield quad
