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
from triplewire.convert.identity import external_triples, identity_triples
from triplewire.convert.leaving import faulty, without
from triplewire.convert.names import name_triples

__all__ = [
    "authority_graph",
    "comparison_triples",
    "convert",
    "dataset",
    "external_triples",
    "faulty",
    "identity_triples",
    "name_triples",
    "provenance",
    "review_graph",
    "text_graph",
    "without",
]
