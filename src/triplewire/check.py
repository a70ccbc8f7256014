"""A store or RDF files in, SHACL reports out: each article's graph with what it mentions."""

import mmap
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

import pyoxigraph as ox

from triplewire import assets, vocab
from triplewire.iris import mint
from triplewire.records import Graph, Report, Result
from triplewire.store import Store
from triplewire.validate import (
    Options,
    Shapes,
    context_of,
    index_shared,
    order,
    rdf_files,
    read_triples,
    validate,
    validate_data,
)
from triplewire.vocabulary import vocabulary

_SH = "http://www.w3.org/ns/shacl#"
# How the files of a dump, and only they, begin to describe the vocabulary.
_DECLARED = b"\n<https://w3id.org/triplewire/ns> "
# The graphs in which something is said about things of several articles.
_JUDGEMENTS = ("comparisons", "identities")


def check_store(store: Store, shapes: Shapes, engine: str) -> Iterator[Report]:
    """Yield the report of every article's graph in a store, in the order of the graphs' names.

    Last come the graphs of what was judged across articles.
    """
    own = {(entry.graph, entry.text_graph) for entry in store.manifest.articles.values()}
    judged = [mint("graph", name, base=store.manifest.base) for name in _JUDGEMENTS]
    apart = {*judged, *(name for names in own for name in names)}
    common = [name for name in store.graphs() if name not in apart]
    shared = index_shared(quad.triple for name in common for quad in store.quads(name))
    for name, text_name in sorted(own):
        graph = Graph(iri=name, triples=frozenset(quad.triple for quad in store.quads(name)))
        texts = frozenset(quad.triple for quad in store.quads(text_name))
        yield validate(graph, context_of(graph, shared) | texts, shapes, engine)
    for name in judged:
        graph = Graph(iri=name, triples=frozenset(quad.triple for quad in store.quads(name)))
        yield validate(graph, vocabulary() | _mentioned(store, graph), shapes, engine)


def _mentioned(store: Store, graph: Graph) -> frozenset[ox.Triple]:
    """Return what a store says of all that a graph mentions, and of what that mentions."""
    seen: set[str] = set()
    found: set[ox.Triple] = set()
    agenda = list(graph.triples)
    while agenda:
        triple = agenda.pop()
        for node in (triple.subject, triple.object):
            if isinstance(node, ox.NamedNode) and node.value not in seen:
                seen.add(node.value)
                described = {quad.triple for quad in store.about(node.value)}
                agenda.extend(described - found)
                found |= described
    return frozenset(found)


def check_files(
    paths: Iterable[Path],
    shapes: Shapes,
    engine: str = "fast",
    options: Options | None = None,
    *,
    with_vocabulary: bool = True,
) -> Report:
    """Return the report of RDF files and of folders of them, taken together as one data graph.

    ``with_vocabulary`` adds our vocabulary, which our own shapes look things up in, to data that do
    not bring it along.
    Raises: ValidateError when there is no RDF, or a file is not RDF.
    """
    files = [file for path in paths for file in rdf_files(path)]
    name = files[0].resolve().as_uri()
    together = [*files, *(_vocabulary_beside(files) if with_vocabulary else [])]
    if engine != "fast":
        several = len(together) > 1
        triples = frozenset(
            triple
            for number, file in enumerate(together)
            for triple in read_triples(file, f"f{number}" if several else "")
        )
        return validate(Graph(iri=name, triples=triples), (), shapes, engine)
    return _report(name, validate_data(shapes, together, options), shapes)


def is_address(name: str) -> bool:
    """Say whether a name is the address of a SPARQL endpoint."""
    return name.startswith(("http://", "https://"))


def check_endpoint(address: str, shapes: Shapes, options: Options | None = None) -> Report:
    """Return the report of all that a SPARQL endpoint holds.

    Raises: ValidateError when it does not answer.
    """
    return _report(address, validate_data(shapes, address, options), shapes)


def limited(shapes: Shapes, wanted: frozenset[str]) -> Shapes:
    """Return the shapes with targets that some shapes belong to; all where that cannot be told."""
    holders: dict[str, set[str]] = {}
    targeted, classes = set[str](), set[str]()
    for triple in shapes.triples:
        subject, name = str(triple.subject), triple.predicate.value
        if name in {f"{_SH}property", f"{_SH}sparql"}:
            holders.setdefault(str(triple.object), set()).add(subject)
        elif name.startswith(f"{_SH}target"):
            targeted.add(subject)
        elif triple.predicate == vocab.TYPE and triple.object.value.endswith("Class"):  # type: ignore[union-attr]  # a type is an IRI
            classes.add(subject)
    reached = {f"<{iri}>" for iri in wanted}
    agenda = list(reached)
    while agenda:
        above = holders.get(agenda.pop(), set()) - reached
        reached |= above
        agenda.extend(above)
    roots = reached & targeted
    if not roots or reached & classes or any(root.startswith("_:") for root in roots):
        return shapes
    return shapes.only(root[1:-1] for root in roots)


def _report(name: str, results: Iterable[Result], shapes: Shapes) -> Report:
    ordered = tuple(sorted(set(results), key=order))
    return Report(graph=name, results=ordered, elsewhere=shapes.elsewhere)


def _vocabulary_beside(files: Iterable[Path]) -> list[Path]:
    """Return the files of our vocabulary, none where a file of data has it, as our dumps do."""
    for path in files:
        with path.open("rb") as file:
            if not path.stat().st_size:
                continue
            with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
                if data.find(_DECLARED) >= 0:
                    return []
    return sorted(assets.ontology().glob("*.ttl"))


@contextmanager
def spooled(stream: IO[bytes], suffix: str) -> Iterator[Path]:
    """Keep what comes from a stream in a file with a suffix as long as the block lasts."""
    with TemporaryDirectory() as folder:
        path = Path(folder, f"stdin{suffix}")
        with path.open("wb") as file:
            shutil.copyfileobj(stream, file)
        yield path
