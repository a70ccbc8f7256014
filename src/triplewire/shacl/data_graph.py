"""Shapes and data of any kind in, results out: the function for programs that only want SHACL."""

import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import pyoxigraph as ox

from triplewire.shacl.engines import judged_elsewhere
from triplewire.shacl.files import rdf_files, read_quads, read_triples
from triplewire.shacl.graph import Data, LineReader, Row, StoreData, rows_of
from triplewire.shacl.loading import load_shapes, shapes_of
from triplewire.shacl.reach import (
    NotByGraphError,
    collected_seldom,
    reach_of,
    stream_results,
    used_rows,
)
from triplewire.shacl.results import Result
from triplewire.shacl.shapes_graph import Shapes

Progress = Callable[[int, int], None]
"""Called now and then with how much is done, and how much there is."""

_SMALL = 48 << 20
"""Bytes of files that are indexed in memory at once: about four times as much of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How data are validated.

    ``shapes`` and ``focus`` limit the run to shapes with targets and to focus nodes, by IRI.
    ``workers`` is the number of processes for large files; ``progress`` is told how far they are.
    ``small`` is the size in bytes up to which files are held in memory.
    """

    shapes: tuple[str, ...] = ()
    focus: tuple[str, ...] = ()
    workers: int = 2
    progress: Progress | None = None
    small: int = _SMALL


def validate(
    shapes: Shapes | Path | str,
    data: ox.Store | Path | str | Iterable[Path],
    options: Options | None = None,
) -> Iterator[Result]:
    """Yield the SHACL results of data, in no particular order, as they are found.

    ``shapes`` is a file, a folder of .ttl files, Turtle text, or what load_shapes gave. ``data``
    is a store, an RDF file, a folder of them, several files, or the address of a SPARQL endpoint;
    all their graphs are taken together as one data graph. Files in Turtle, TriG, N-Triples,
    N-Quads, RDF/XML and JSON-LD are read; nothing that they refer to is fetched. Large files of
    N-Quads are judged graph by graph where the shapes allow it; others go through a temporary
    store on disk, so that memory stays bounded.

    Raises: ValidateError when shapes or data cannot be used.
    """
    options = options or Options()
    loaded = _loaded(shapes, options.shapes)
    if isinstance(data, ox.Store):
        yield from _of_store(data, loaded, options)
    elif isinstance(data, str) and data.startswith(("http://", "https://")):
        from triplewire.shacl.endpoint import read_endpoint  # noqa: PLC0415 - slow to import

        with _temporary_store() as store:
            store.bulk_extend(read_endpoint(data))
            yield from _of_store(store, loaded, options)
    else:
        paths = [Path(data)] if isinstance(data, str | Path) else list(data)
        yield from _of_files([file for path in paths for file in rdf_files(path)], loaded, options)


def _loaded(shapes: Shapes | Path | str, only: tuple[str, ...]) -> Shapes:
    if isinstance(shapes, Shapes):
        return shapes.only(only) if only else shapes
    if isinstance(shapes, Path) or ("\n" not in shapes and Path(shapes).exists()):
        return load_shapes(Path(shapes), only=only)
    return shapes_of((q.triple for q in ox.parse(shapes, format=ox.RdfFormat.TURTLE)), only)


@contextmanager
def _temporary_store() -> Iterator[ox.Store]:
    with tempfile.TemporaryDirectory(prefix="triplewire-") as folder:
        store = ox.Store(folder)
        yield store
        store.flush()
        del store


def _of_store(store: ox.Store, shapes: Shapes, options: Options) -> Iterator[Result]:
    yield from _judged(StoreData(store), shapes, options)
    if shapes.program.elsewhere:
        yield from _elsewhere((quad.triple for quad in store), shapes, options)


def _judged(data: Data, shapes: Shapes, options: Options) -> Iterator[Result]:
    program = shapes.program
    wanted = {f"<{node}>" for node in options.focus}
    roots = program.foci_among(data, wanted) if wanted else program.foci(data)
    for shape, focus in roots:
        yield from program.judges[shape].judge(data, focus)


def _elsewhere(triples: Iterable[ox.Triple], shapes: Shapes, options: Options) -> Iterator[Result]:
    for result in sorted(judged_elsewhere(triples, shapes), key=repr):
        if not options.focus or result.focus in options.focus:
            yield result


def _of_files(files: list[Path], shapes: Shapes, options: Options) -> Iterator[Result]:
    size = sum(file.stat().st_size for file in files)
    # Each of several files counts its own blank nodes.
    named = [(f"f{n}" if len(files) > 1 else "", file) for n, file in enumerate(files)]
    if size <= options.small or shapes.program.elsewhere:
        with collected_seldom():
            reach = reach_of(shapes.program)
            rows = chain.from_iterable(_rows(file, prefix) for prefix, file in named)
            data = Data(used_rows(rows, reach.used()), reach.indexed())
        yield from _judged(data, shapes, options)
        if shapes.program.elsewhere:
            triples = (triple for prefix, file in named for triple in read_triples(file, prefix))
            yield from _elsewhere(triples, shapes, options)
        return
    if len(files) == 1 and files[0].suffix.lower() == ".nq" and not options.focus:
        try:
            yield from stream_results(files[0], shapes.program, options.workers, options.progress)
        except NotByGraphError:
            pass
        else:
            return
    with _temporary_store() as store:
        for prefix, file in named:
            store.bulk_extend(read_quads(file, prefix))
        yield from _of_store(store, shapes, options)


def _rows(file: Path, prefix: str) -> Iterator[Row]:
    if file.suffix.lower() in (".nq", ".nt") and not prefix:
        with file.open(encoding="utf-8", newline="\n") as lines:
            yield from LineReader().rows((line.rstrip("\n") for line in lines), str(file))
    else:
        yield from rows_of(read_triples(file, prefix))
