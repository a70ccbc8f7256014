"""Shapes and data in, SHACL reports out; knows nothing of what the data are about.

A name is imported when it is first asked for: everything knows what a result is, and few programs
that run need more.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from triplewire.shacl.data_graph import Options, validate
    from triplewire.shacl.engines import ENGINES
    from triplewire.shacl.files import FORMATS, rdf_files, read_triples
    from triplewire.shacl.loading import load_shapes, shapes_of
    from triplewire.shacl.reach import Findings, Validator
    from triplewire.shacl.results import Result, Severity, order
    from triplewire.shacl.shapes_graph import Shapes
    from triplewire.shacl.tokens import TOKEN, Piece, readings

_HOMES = {
    "ENGINES": "engines",
    "FORMATS": "files",
    "Findings": "reach.incremental",
    "Options": "data_graph",
    "Piece": "tokens",
    "Result": "results",
    "Severity": "results",
    "Shapes": "shapes_graph",
    "TOKEN": "tokens",
    "Validator": "reach.incremental",
    "load_shapes": "loading",
    "order": "results",
    "rdf_files": "files",
    "read_triples": "files",
    "readings": "tokens",
    "shapes_of": "loading",
    "validate": "data_graph",
}

__all__ = [
    "ENGINES",
    "FORMATS",
    "TOKEN",
    "Findings",
    "Options",
    "Piece",
    "Result",
    "Severity",
    "Shapes",
    "Validator",
    "load_shapes",
    "order",
    "rdf_files",
    "read_triples",
    "readings",
    "shapes_of",
    "validate",
]


def __getattr__(name: str) -> object:
    """Import a public name from its module."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
