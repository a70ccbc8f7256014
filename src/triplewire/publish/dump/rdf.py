"""A store in, its triples in one order out: Turtle, TriG, N-Quads or JSON-LD."""

import json
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import groupby, islice
from typing import BinaryIO

import pyoxigraph as ox

from triplewire import assets
from triplewire.iris import BASE, mint
from triplewire.publish.dump.jsonld import write_jsonld
from triplewire.publish.dump.order import ordered
from triplewire.store import REVIEW, TEXTS, Store
from triplewire.turtle import Form, Names, lines, written

SUFFIXES = {"turtle": ".ttl", "trig": ".trig", "nquads": ".nq", "jsonld": ".jsonld"}
_BATCH = 10_000


def dump(
    store: Store,
    out: BinaryIO,
    form: str,
    *,
    texts: bool = False,
    review: bool = False,
    vocabulary: bool = False,
) -> None:
    """Write a store in one of the formats of SUFFIXES.

    The articles' texts are left out, what is proposed for a curator, and the vocabulary, unless
    asked for.
    """
    quads = _quads(store, texts=texts, review=review, vocabulary=vocabulary)
    write_quads(quads, out, form, store.manifest.base or BASE)


def nquads_lines(
    store: Store, *, texts: bool = False, review: bool = False, vocabulary: bool = False
) -> Iterator[bytes]:
    """Yield the lines of such a dump as N-Quads, in no particular order."""
    return map(_nquads_line, _quads(store, texts=texts, review=review, vocabulary=vocabulary))


def _quads(store: Store, *, texts: bool, review: bool, vocabulary: bool) -> Iterator[ox.Quad]:
    out_of = {TEXTS: texts, REVIEW: review}
    left_out = tuple(part for part, wanted in out_of.items() if not wanted)
    hidden = None if vocabulary else vocabulary_graph(store)
    for graph in store.each_graph():
        if graph != hidden and not any(part in graph for part in left_out):
            yield from store.quads(graph)


def vocabulary_graph(store: Store) -> str:
    """Return the IRI of the named graph of the ontology and its code lists."""
    return mint("graph", "vocabulary", base=store.manifest.base or BASE)


def write_quads(quads: Iterable[ox.Quad], out: BinaryIO, form: str, base: str = BASE) -> None:
    """Write quads so that one set gives the same bytes; Turtle leaves the graphs' names out.

    In Turtle and TriG the things at a base have short names.
    """
    _WRITERS[form](quads, out, base)


def _write_nquads(quads: Iterable[ox.Quad], out: BinaryIO, _: str) -> None:
    with ordered(map(_nquads_line, quads)) as sorted_lines:
        out.writelines(sorted_lines)


def _nquads_line(quad: ox.Quad) -> bytes:
    return f"{quad} .\n".encode()


def _write_for_readers(form: Form, quads: Iterable[ox.Quad], out: BinaryIO, base: str) -> None:
    names = Names(base)
    with ordered(lines(quads, names, form)) as sorted_lines:
        out.writelines(text.encode() for text in written(sorted_lines, names, form))


def _write_jsonld(quads: Iterable[ox.Quad], out: BinaryIO, _: str) -> None:
    context = json.loads((assets.ontology() / "context.jsonld").read_text(encoding="utf-8"))
    with ordered(map(_graph_line, quads)) as sorted_lines:
        write_jsonld(_by_graph(sorted_lines), context["@context"], out)


_WRITERS: dict[str, Callable[[Iterable[ox.Quad], BinaryIO, str], None]] = {
    "turtle": partial(_write_for_readers, "turtle"),
    "trig": partial(_write_for_readers, "trig"),
    "nquads": _write_nquads,
    "jsonld": _write_jsonld,
}


def _graph_name(graph: ox.NamedNode | ox.BlankNode | ox.DefaultGraph) -> str:
    return graph.value if isinstance(graph, ox.NamedNode) else ""


def _graph_line(quad: ox.Quad) -> bytes:
    # No IRI has a tab in it, so the graph's name ends at the first one.
    return f"{_graph_name(quad.graph_name)}\t{quad.triple} .\n".encode()


def _by_graph(sorted_lines: Iterable[bytes]) -> Iterator[tuple[str, Iterator[ox.Triple]]]:
    for name, group in groupby(sorted_lines, key=lambda line: line.partition(b"\t")[0]):
        yield name.decode(), _parse(line.partition(b"\t")[2] for line in group)


def _parse(sorted_lines: Iterable[bytes]) -> Iterator[ox.Triple]:
    rest = iter(sorted_lines)
    while batch := b"".join(islice(rest, _BATCH)):
        for quad in ox.parse(batch, format=ox.RdfFormat.N_TRIPLES, lenient=True):
            yield quad.triple
