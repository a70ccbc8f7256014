"""A story in, its named graph out: one converter per class of the ontology."""

from triplewire.convert.graphs import authority_graph, convert, dataset, provenance, text_graph

__all__ = ["authority_graph", "convert", "dataset", "provenance", "text_graph"]
