"""Finds the files that come with the program: beside the code in a wheel, else at the top."""

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


def data() -> Path:
    """Return the folder of the gazetteer's tables."""
    return _PACKAGE / "data"
