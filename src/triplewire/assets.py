"""Finds the files that come with the program: beside the code in a wheel, else at the top."""

import csv
from collections.abc import Iterator
from pathlib import Path

_PACKAGE = Path(__file__).parent


def _folder(name: str) -> Path:
    packed = _PACKAGE / "assets" / name
    return packed if packed.is_dir() else _PACKAGE.parents[1] / name


def ontology() -> Path:
    """Return the folder of triplewire.ttl, concepts.ttl and context.jsonld."""
    return _folder("ontology")


def shapes() -> Path:
    """Return the folder of the SHACL shapes."""
    return _folder("shapes")


def queries() -> Path:
    """Return the folder of the stored SPARQL queries."""
    return _PACKAGE / "queries"


def table(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a table of the folder data, by the names of its columns."""
    yield from _rows(_PACKAGE / "data" / f"{name}.tsv")


def mappings() -> Iterator[dict[str, str]]:
    """Yield the rows of ontology/mappings.tsv: what our concepts are in other vocabularies."""
    yield from _rows(ontology() / "mappings.tsv")


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def parts(cell: str) -> tuple[str, ...]:
    """Return what a cell of a table lists, with bars between."""
    return tuple(cell.split("|")) if cell else ()


def data(name: str) -> Path:
    """Return a folder or a file of the folder data."""
    return _PACKAGE / "data" / name
