"""A graph and the shapes in, a Report out: the fast engine, the pySHACL reference, the writers."""

from pathlib import Path

from triplewire.validate.context import context_of, index_shared
from triplewire.validate.engines import ENGINES, validate
from triplewire.validate.shapes import Shapes
from triplewire.validate.writers import WRITERS, report_json, report_text, report_turtle

__all__ = [
    "ENGINES",
    "WRITERS",
    "Shapes",
    "context_of",
    "index_shared",
    "load_shapes",
    "report_json",
    "report_text",
    "report_turtle",
    "validate",
]


def load_shapes(folder: Path) -> Shapes:
    """Read every .ttl file of a folder as one shapes graph.

    Raises: ValidateError when there is none, or one is not Turtle, or a sh:sparql constraint
    cannot be run over all focus nodes at once.
    """
    from triplewire.validate.loading import read_shapes  # noqa: PLC0415 - slow to import

    return read_shapes(folder)
