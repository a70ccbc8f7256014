"""An article's graph with what it mentions in, a Report out: our shapes, judged by shacl."""

from triplewire.validate.context import context_of, index_shared
from triplewire.validate.one_graph import validate_graph
from triplewire.validate.warnings import Warned, Warner, warnings_of

__all__ = [
    "Warned",
    "Warner",
    "context_of",
    "index_shared",
    "validate_graph",
    "warnings_of",
]
