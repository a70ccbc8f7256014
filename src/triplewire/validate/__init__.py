"""A graph and the shapes in, a Report out: the fast engine, the pySHACL reference, the writers."""

from triplewire.validate.context import context_of, index_shared
from triplewire.validate.engine.incremental import Findings, Validator
from triplewire.validate.engines import ENGINES, validate
from triplewire.validate.library import Options, validate_data
from triplewire.validate.loading import load_shapes, shapes_of
from triplewire.validate.shapes import Shapes
from triplewire.validate.writers import WRITERS, report_json, report_text, report_turtle

__all__ = [
    "ENGINES",
    "WRITERS",
    "Findings",
    "Options",
    "Shapes",
    "Validator",
    "context_of",
    "index_shared",
    "load_shapes",
    "report_json",
    "report_text",
    "report_turtle",
    "shapes_of",
    "validate",
    "validate_data",
]
