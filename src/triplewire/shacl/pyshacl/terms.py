"""Pyoxigraph triples in, rdflib terms out, and rdflib terms back in N-Triples form."""

from collections.abc import Iterable

import pyoxigraph as ox
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.term import Node

_STRING = ox.NamedNode("http://www.w3.org/2001/XMLSchema#string")


def filled(graph: Graph, triples: Iterable[ox.Triple]) -> Graph:
    """Return an rdflib graph with the triples added, every lexical form as it is."""
    for triple in triples:
        graph.add((_node(triple.subject), _node(triple.predicate), _node(triple.object)))
    return graph


def _node(term: object) -> Node:
    match term:
        case ox.NamedNode():
            return URIRef(term.value)
        case ox.BlankNode():
            return BNode(term.value)
        case ox.Literal(language=str(language)):
            return Literal(term.value, lang=language)
        case ox.Literal() if term.datatype == _STRING:
            # rdflib's parsers leave xsd:string unsaid, and to rdflib that is another term.
            return Literal(term.value)
        case ox.Literal():
            return Literal(term.value, datatype=URIRef(term.datatype.value), normalize=False)
        case _:
            raise TypeError(f"not a term of RDF 1.1: {term}")


def ntriples(node: Node) -> str:
    """Return an rdflib term in N-Triples form."""
    if isinstance(node, Literal):
        datatype = ox.NamedNode(node.datatype) if node.datatype and not node.language else None
        return str(ox.Literal(str(node), language=node.language, datatype=datatype))
    return str(ox.BlankNode(str(node)) if isinstance(node, BNode) else ox.NamedNode(str(node)))
