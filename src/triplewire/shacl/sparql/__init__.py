"""The text of a SPARQL query in, its evaluation out, for many focus nodes at once."""

from triplewire.shacl.sparql.expressions import Solution
from triplewire.shacl.sparql.oxigraph import SHAPES_GRAPH
from triplewire.shacl.sparql.question import Question, read_question

__all__ = ["SHAPES_GRAPH", "Question", "Solution", "read_question"]
