"""RDF files in, pyoxigraph triples out, with blank nodes that have the same label in every run."""

import re
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from triplewire.errors import ValidateError

FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".trig": ox.RdfFormat.TRIG,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
}
"""By suffix. RDF/XML and JSON-LD are left out: a small file of theirs can exhaust the memory."""

_RANDOM = re.compile(r"[0-9a-f]{20,32}")


def read_quads(path: Path, prefix: str = "") -> Iterator[ox.Quad]:
    """Yield the quads of a file; ``prefix`` keeps its blank nodes apart from other files'.

    Raises: ValidateError when the file cannot be read, or is no RDF.
    """
    form = FORMATS.get(path.suffix.lower())
    if form is None:
        raise ValidateError(
            "not a format that can be checked", where=str(path), hint="use " + ", ".join(FORMATS)
        )
    names: dict[str, ox.BlankNode] = {}

    def stable(node: object) -> object:
        if not isinstance(node, ox.BlankNode):
            return node
        known = names.get(node.value)
        if known is None:
            # The parser gives nodes without a label a random one.
            nameless = _RANDOM.fullmatch(node.value) is not None
            label = f"b{len(names)}" if nameless else node.value
            known = names[node.value] = ox.BlankNode(prefix + label)
        return known

    try:
        for quad in ox.parse(path=path, format=form, base_iri=path.resolve().as_uri()):
            yield ox.Quad(
                stable(quad.subject),  # type: ignore[arg-type] # a node stays a node
                quad.predicate,
                stable(quad.object),  # type: ignore[arg-type] # a term stays a term
                stable(quad.graph_name),  # type: ignore[arg-type] # a name stays a name
            )
    except SyntaxError as error:
        raise ValidateError(
            f"not {form.name}: {error.msg}",
            where=f"{path}:{error.lineno}:{error.offset}" if error.lineno else str(path),
            hint="correct the file, or take it out",
        ) from error
    except OSError as error:
        raise ValidateError(f"cannot be read: {error.strerror}", where=str(path)) from error


def read_triples(path: Path, prefix: str = "") -> Iterator[ox.Triple]:
    """Yield the triples of a file, all its graphs taken together."""
    for quad in read_quads(path, prefix):
        yield quad.triple
