"""A shapes graph in, compiled constraints out."""

from triplewire.shacl.shapes.compile import below
from triplewire.shacl.shapes.core import CORE
from triplewire.shacl.shapes.program import Program, compile_shapes
from triplewire.shacl.shapes.targets import Selection

__all__ = [
    "CORE",
    "Program",
    "Selection",
    "below",
    "compile_shapes",
]
