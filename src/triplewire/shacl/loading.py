"""Files of shapes in, Shapes out."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from triplewire.errors import ValidateError
from triplewire.shacl.files import read_triples
from triplewire.shacl.graph import Data, rows_of
from triplewire.shacl.shapes import compile_shapes
from triplewire.shacl.shapes_graph import Shapes


def load_shapes(*paths: Path, only: Iterable[str] = ()) -> Shapes:
    """Read files of shapes, and every .ttl file of folders, as one shapes graph.

    ``only`` names the shapes with targets that are wanted, by IRI; without it all are.

    Raises: ValidateError when there is none, one cannot be read, or a shape is not well-formed.
    """
    files: list[Path] = []
    for path in paths:
        found = sorted(path.glob("*.ttl")) if path.is_dir() else [path]
        if not found:
            hint = "put SHACL shapes there, as .ttl"
            raise ValidateError("no shapes", where=str(path), hint=hint)
        files += found
    return shapes_of(_triples(files), only)


def _triples(files: list[Path]) -> Iterator[ox.Triple]:
    for number, file in enumerate(files):
        # Each file counts its own blank nodes.
        yield from read_triples(file, prefix=f"f{number}" if len(files) > 1 else "")


def shapes_of(triples: Iterable[ox.Triple], only: Iterable[str] = ()) -> Shapes:
    """Compile the shapes of a graph.

    Raises: ValidateError when a shape is not well-formed, or ``only`` names none with a target.
    """
    kept = tuple(triples)
    return Shapes(triples=kept, program=compile_shapes(Data(rows_of(kept)), only))
