"""A store or RDF files in, SHACL reports out: each article's graph with what it mentions."""

import mmap
import shutil
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

import pyoxigraph as ox

from triplewire import assets
from triplewire.records import Graph, Report, Result
from triplewire.shacl import Options, Shapes, Validator, order, rdf_files, read_triples, validate
from triplewire.store import REVIEW, Store
from triplewire.validate import validate_graph

# Triples whose nodes are judged together: all of an article's graph, some of what articles share.
_TOGETHER = 20_000
# How the files of a dump, and only they, begin to describe the vocabulary.
_DECLARED = b"\n<https://w3id.org/triplewire/ns> "


def check_store(store: Store, shapes: Shapes, engine: str = "fast") -> Iterator[Report]:
    """Yield the report of every article's graph in a store, in the order of the graphs' names.

    Last come the graphs that articles share. The union of all graphs is the data graph; a report
    has the results at the things that its graph describes, or that it alone mentions, and a thing
    that articles share is judged with each of them. Targets that stand nowhere are judged with the
    last graph. Memory holds what is being looked at.
    """
    own = {entry.graph: entry.text_graph for _, entry in store.articles.pairs()}
    apart = {*own, *own.values()}
    rest = [name for name in store.graphs() if name not in apart and REVIEW not in name]
    parts = {name: (name, own[name]) for name in sorted(own)} | {name: (name,) for name in rest}
    with store.whole() as database:
        yield from _check_parts(database, parts, shapes, engine)
        del database


def _check_parts(
    database: ox.Store, parts: Mapping[str, tuple[str, ...]], shapes: Shapes, engine: str
) -> Iterator[Report]:
    """Yield a report for each part, which is some graphs; the whole database is the data graph."""
    elsewhere: tuple[str, ...] = ()
    if engine == "fast" and not shapes.elsewhere:
        validator = Validator(shapes.program, database, ox.DefaultGraph())
        judge, targets = validator.judge, validator.named()
    else:
        report, by_focus = _by_focus(database, shapes, engine)
        elsewhere, targets = report.elsewhere, set(by_focus)

        def judge(nodes: AbstractSet[str]) -> Iterator[Result]:
            return (result for node in nodes & by_focus.keys() for result in by_focus[node])

    for number, (name, graphs) in enumerate(parts.items(), start=1):
        found = {result for nodes in _nodes(database, graphs) for result in judge(nodes)}
        if number == len(parts):
            found.update(judge({node for node in targets if not _occurs(database, node)}))
        results = tuple(sorted(found, key=order))
        yield Report(graph=name, results=results, elsewhere=elsewhere)


def _by_focus(
    database: ox.Store, shapes: Shapes, engine: str
) -> tuple[Report, dict[str, list[Result]]]:
    """Return what an engine that knows no other way finds in everything, by focus node too."""
    everything = frozenset(quad.triple for quad in database)
    report = validate_graph(Graph(iri="", triples=everything), (), shapes, engine)
    by_focus: dict[str, list[Result]] = {}
    for result in report.results:
        plain = result.focus.startswith(("<", '"', "_:"))
        by_focus.setdefault(result.focus if plain else f"<{result.focus}>", []).append(result)
    return report, by_focus


def _nodes(database: ox.Store, graphs: Iterable[str]) -> Iterator[set[str]]:
    """Yield the nodes that graphs describe, and those they mention that no graph describes.

    They come some at a time, near each other in a graph, and a few of them twice.
    """
    quads = (
        quad
        for graph in graphs
        for quad in database.quads_for_pattern(None, None, None, ox.NamedNode(graph))
    )
    while some := list(islice(quads, _TOGETHER)):
        described = {str(quad.subject) for quad in some}
        mentioned = {str(quad.object): quad.object for quad in some}
        yield described | {
            name
            for name, node in mentioned.items()
            if name not in described and not _is_described(database, node)
        }


def _is_described(
    database: ox.Store, node: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
) -> bool:
    if not isinstance(node, ox.NamedNode | ox.BlankNode):
        return False
    return any(database.quads_for_pattern(node, None, None, None))


def _occurs(database: ox.Store, name: str) -> bool:
    (quad,) = ox.parse(f"<x:s> <x:p> {name} .", format=ox.RdfFormat.N_TRIPLES)
    node = quad.object
    mentioned = any(database.quads_for_pattern(None, None, node, None))
    return mentioned or _is_described(database, node)


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
        return validate_graph(Graph(iri=name, triples=triples), (), shapes, engine)
    return _report(name, validate(shapes, together, options), shapes)


def is_address(name: str) -> bool:
    """Say whether a name is the address of a SPARQL endpoint."""
    return name.startswith(("http://", "https://"))


def check_endpoint(address: str, shapes: Shapes, options: Options | None = None) -> Report:
    """Return the report of all that a SPARQL endpoint holds.

    Raises: ValidateError when it does not answer.
    """
    return _report(address, validate(shapes, address, options), shapes)


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
