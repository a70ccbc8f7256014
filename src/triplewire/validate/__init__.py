"""A graph and the shapes in, a Report out: the compiled engine, the pySHACL reference."""

from triplewire.validate.context import context_of, index_shared
from triplewire.validate.engine.incremental import Findings, Validator
from triplewire.validate.engines import ENGINES, order, validate
from triplewire.validate.files import FORMATS, rdf_files, read_triples
from triplewire.validate.library import Options, validate_data
from triplewire.validate.loading import load_shapes, shapes_of
from triplewire.validate.shapes import Shapes

__all__ = [
    "ENGINES",
    "FORMATS",
    "Findings",
    "Options",
    "Shapes",
    "Validator",
    "context_of",
    "index_shared",
    "load_shapes",
    "order",
    "rdf_files",
    "read_triples",
    "shapes_of",
    "validate",
    "validate_data",
]
