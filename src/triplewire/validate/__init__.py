"""A graph and the shapes in, a Report out: the compiled engine, the pySHACL reference."""

from triplewire.shacl.data_graph import Options, validate_data
from triplewire.shacl.engines import ENGINES
from triplewire.shacl.files import FORMATS, rdf_files, read_triples
from triplewire.shacl.loading import load_shapes, shapes_of
from triplewire.shacl.reach.incremental import Findings, Validator
from triplewire.shacl.results import order
from triplewire.shacl.shapes_graph import Shapes
from triplewire.validate.context import context_of, index_shared
from triplewire.validate.one_graph import validate

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
