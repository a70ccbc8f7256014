"""A story in, its named graph out: one converter per class of the ontology."""

from triplewire.convert.comparison import comparison_triples
from triplewire.convert.graphs import (
    authority_graph,
    convert,
    dataset,
    provenance,
    review_graph,
    text_graph,
)
from triplewire.convert.identity import identity_graph
from triplewire.convert.leaving import faulty, without
from triplewire.convert.names import names_graph

__all__ = [
    "authority_graph",
    "comparison_triples",
    "convert",
    "dataset",
    "faulty",
    "identity_graph",
    "names_graph",
    "provenance",
    "review_graph",
    "text_graph",
    "without",
]
