"""A store in, its triples in one order out: Turtle, TriG, N-Quads or JSON-LD."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import groupby, islice
from typing import BinaryIO

import pyoxigraph as ox

from triplewire import assets
from triplewire.publish.dump.jsonld import write_jsonld
from triplewire.publish.dump.order import ordered
from triplewire.store import REVIEW, TEXTS, Store
from triplewire.vocab import PREFIXES

SUFFIXES = {"turtle": ".ttl", "trig": ".trig", "nquads": ".nq", "jsonld": ".jsonld"}
_NAMESPACES = tuple(PREFIXES.values())
_UNWRITTEN = {f"{PREFIXES['xsd']}string", f"{PREFIXES['rdf']}langString"}
_PLAIN = re.compile(r"(?:[A-Za-z0-9_][A-Za-z0-9_-]*)?")
_BATCH = 10_000


def dump(
    store: Store, out: BinaryIO, form: str, *, texts: bool = False, review: bool = False
) -> None:
    """Write a store in one of the formats of SUFFIXES.

    The articles' texts are left out, and what is proposed for a curator, unless asked for.
    """
    out_of = {TEXTS: texts, REVIEW: review}
    left_out = tuple(part for part, wanted in out_of.items() if not wanted)
    quads = (
        quad
        for quad in store.quads()
        if not any(part in _graph_name(quad.graph_name) for part in left_out)
    )
    write_quads(quads, out, form)


def write_quads(quads: Iterable[ox.Quad], out: BinaryIO, form: str) -> None:
    """Write quads so that one set gives the same bytes; Turtle leaves the graphs' names out."""
    _WRITERS[form](quads, out)


def _write_nquads(quads: Iterable[ox.Quad], out: BinaryIO) -> None:
    with ordered(f"{quad} .\n".encode() for quad in quads) as lines:
        out.writelines(lines)


def _write_turtle(quads: Iterable[ox.Quad], out: BinaryIO) -> None:
    prefixes: dict[str, bool] = {}
    with ordered(_noting(quads, prefixes, _triple_line)) as lines:
        triples = _parse(lines)
        ox.serialize(triples, out, ox.RdfFormat.TURTLE, prefixes=_in_use(prefixes))


def _write_trig(quads: Iterable[ox.Quad], out: BinaryIO) -> None:
    prefixes: dict[str, bool] = {}
    with ordered(_noting(quads, prefixes, _graph_line)) as lines:
        sorted_quads = (
            _in_graph(triple, name) for name, triples in _by_graph(lines) for triple in triples
        )
        ox.serialize(sorted_quads, out, ox.RdfFormat.TRIG, prefixes=_in_use(prefixes))


def _write_jsonld(quads: Iterable[ox.Quad], out: BinaryIO) -> None:
    context = json.loads((assets.ontology() / "context.jsonld").read_text(encoding="utf-8"))
    with ordered(map(_graph_line, quads)) as lines:
        write_jsonld(_by_graph(lines), context["@context"], out)


_WRITERS: dict[str, Callable[[Iterable[ox.Quad], BinaryIO], None]] = {
    "turtle": _write_turtle,
    "trig": _write_trig,
    "nquads": _write_nquads,
    "jsonld": _write_jsonld,
}


def _graph_name(graph: ox.NamedNode | ox.BlankNode | ox.DefaultGraph) -> str:
    return graph.value if isinstance(graph, ox.NamedNode) else ""


def _in_graph(triple: ox.Triple, name: str) -> ox.Quad:
    graph = ox.NamedNode(name) if name else ox.DefaultGraph()
    return ox.Quad(triple.subject, triple.predicate, triple.object, graph)


def _triple_line(quad: ox.Quad) -> bytes:
    return f"{quad.triple} .\n".encode()


def _graph_line(quad: ox.Quad) -> bytes:
    # No IRI has a tab in it, so the graph's name ends at the first one.
    return f"{_graph_name(quad.graph_name)}\t{quad.triple} .\n".encode()


def _by_graph(lines: Iterable[bytes]) -> Iterator[tuple[str, Iterator[ox.Triple]]]:
    for name, group in groupby(lines, key=lambda line: line.partition(b"\t")[0]):
        yield name.decode(), _parse(line.partition(b"\t")[2] for line in group)


def _parse(lines: Iterable[bytes]) -> Iterator[ox.Triple]:
    rest = iter(lines)
    while batch := b"".join(islice(rest, _BATCH)):
        for quad in ox.parse(batch, format=ox.RdfFormat.N_TRIPLES, lenient=True):
            yield quad.triple


def _noting(
    quads: Iterable[ox.Quad], prefixes: dict[str, bool], line: Callable[[ox.Quad], bytes]
) -> Iterator[bytes]:
    """Yield the quads' lines and note on the way which prefixes fit, and fit without escapes."""
    for quad in quads:
        for term in quad:
            node = term.datatype if isinstance(term, ox.Literal) else term
            if isinstance(node, ox.NamedNode) and node.value.startswith(_NAMESPACES):
                for prefix, plain in _fitting(node.value):
                    prefixes[prefix] = plain and prefixes.get(prefix, True)
        yield line(quad)


@lru_cache(maxsize=10_000)
def _fitting(iri: str) -> tuple[tuple[str, bool], ...]:
    return tuple(
        (prefix, _PLAIN.fullmatch(iri, len(namespace)) is not None)
        for prefix, namespace in PREFIXES.items()
        if iri.startswith(namespace) and iri not in _UNWRITTEN
    )


def _in_use(prefixes: dict[str, bool]) -> dict[str, str]:
    """Return the namespaces to abbreviate: rdflib trips over some escapes in names."""
    return {prefix: PREFIXES[prefix] for prefix in sorted(prefixes) if prefixes[prefix]}
