"""A graph and the shapes in, a Report out: the fast engine, the pySHACL reference."""

from pathlib import Path

from triplewire.validate.context import context_of, index_shared
from triplewire.validate.engines import ENGINES, validate
from triplewire.validate.shapes import Shapes

__all__ = [
    "ENGINES",
    "Shapes",
    "context_of",
    "index_shared",
    "load_shapes",
    "validate",
]


def load_shapes(*paths: Path) -> Shapes:
    """Read files, and every .ttl file of folders, as one shapes graph.

    Raises: ValidateError when there is none, or one is not Turtle, or a sh:sparql constraint
    cannot be run over all focus nodes at once.
    """
    from triplewire.validate.loading import read_shapes  # noqa: PLC0415 - slow to import

    return read_shapes(paths)
