"""A document or some triples in, bytes in the form of a suffix out: the same ones everywhere."""

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import pyoxigraph as ox

from triplewire import vocab
from triplewire.publish.vocabulary.documents import Document
from triplewire.publish.vocabulary.graph import FIRST, NIL, REST, Graph, Node, Value

# Media types by suffix, in the order of preference among equals. Files have the first three.
FORMS = {
    "html": "text/html",
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
}
_STRING, _INTEGER, _BOOLEAN = (
    f"{vocab.PREFIXES['xsd']}{name}" for name in ("string", "integer", "boolean")
)

# A JSON number is read back as a double: beyond 15 digits it would not be the same integer.
_PLAIN_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}")

Json = dict[str, Any]


@lru_cache(maxsize=64)
def written(document: Document, suffix: str) -> bytes:
    """Return a document as data; its Turtle is what people wrote, with their comments."""
    if suffix == "ttl":
        return document.turtle.encode()
    return _serialised(document.graph, document.prefixes, suffix)


def about(document: Document, iri: str, suffix: str) -> bytes:
    """Return what a document says of one of its terms."""
    triples = document.graph.about(ox.NamedNode(iri))
    return _serialised(Graph(triples), document.prefixes, suffix)


def _serialised(graph: Graph, prefixes: Mapping[str, str], suffix: str) -> bytes:
    used = _used(graph, prefixes)
    if suffix == "ttl":
        return ox.serialize(graph, format=ox.RdfFormat.TURTLE, prefixes=used) or b""
    if suffix == "nt":
        return ox.serialize(graph, format=ox.RdfFormat.N_TRIPLES) or b""
    if suffix == "rdf":
        return ox.serialize(graph, format=ox.RdfFormat.RDF_XML, prefixes=used) or b""
    # One node a line: short, and still read by people who compare two versions.
    nodes = (json.dumps(node, ensure_ascii=False) for node in _Nodes(graph, used).all())
    context = json.dumps(used, ensure_ascii=False, indent=1)
    lines = ",\n".join(nodes)
    return f'{{"@context": {context},\n"@graph": [\n{lines}\n]}}\n'.encode()


def _used(graph: Graph, prefixes: Mapping[str, str]) -> dict[str, str]:
    """Return the namespaces that occur, by prefix in its order."""
    iris = {
        value.value if isinstance(value, ox.NamedNode) else value.datatype.value
        for triple in graph
        for value in triple
        if isinstance(value, ox.NamedNode | ox.Literal)
    }
    return {
        prefix: namespace
        for prefix, namespace in sorted(prefixes.items())
        # JSON-LD takes no other names for prefixes.
        if prefix and namespace.endswith(("/", "#", ":", "?"))
        if any(iri.startswith(namespace) for iri in iris)
    }


class _Nodes:
    """A graph as the nodes of JSON-LD: blank ones inside what holds them, lists as lists."""

    def __init__(self, graph: Graph, prefixes: Mapping[str, str]) -> None:
        self._graph = graph
        self._prefixes = sorted(prefixes.items(), key=lambda item: -len(item[1]))

    def all(self) -> list[Json]:
        subjects = dict.fromkeys(triple.subject for triple in self._graph)
        return [
            self._node(subject)
            for subject in subjects
            if isinstance(subject, ox.NamedNode)
            or (isinstance(subject, ox.BlankNode) and self._graph.is_shared(subject))
        ]

    def _node(self, subject: Node) -> Json:
        node: Json = {}
        if isinstance(subject, ox.NamedNode):
            node["@id"] = self._short(subject.value)
        elif self._graph.is_shared(subject):
            node["@id"] = str(subject)
        for predicate in self._graph.predicates(subject):
            values = self._graph.values(subject, predicate)
            kinds = [self._short(v.value) for v in values if isinstance(v, ox.NamedNode)]
            if predicate == vocab.TYPE and len(kinds) == len(values):
                node["@type"] = kinds if len(kinds) > 1 else kinds[0]
                continue
            held = [self._value(value) for value in values]
            node[self._short(predicate.value)] = held if len(held) > 1 else held[0]
        return node

    def _value(self, value: Value) -> Json | str | int | bool:
        if isinstance(value, ox.Literal):
            return self._literal(value)
        if value == NIL:
            return {"@list": []}
        if isinstance(value, ox.NamedNode):
            return {"@id": self._short(value.value)}
        if self._graph.is_shared(value):
            return {"@id": str(value)}
        if set(self._graph.predicates(value)) == {FIRST, REST}:
            return {"@list": [self._value(item) for item in self._graph.items(value)]}
        return self._node(value)

    def _literal(self, value: ox.Literal) -> Json | str | int | bool:
        if value.language is not None:
            return {"@language": value.language, "@value": value.value}
        kind = value.datatype.value
        if kind == _STRING:
            return value.value
        if kind == _INTEGER and _PLAIN_INTEGER.fullmatch(value.value):
            return int(value.value)
        if kind == _BOOLEAN and value.value in {"true", "false"}:
            return value.value == "true"
        return {"@type": self._short(kind), "@value": value.value}

    def _short(self, iri: str) -> str:
        for prefix, namespace in self._prefixes:
            local = iri.removeprefix(namespace)
            # "x:" alone is no prefixed name, and "x://" would be read as a scheme.
            if local and local != iri and not local.startswith("//"):
                return f"{prefix}:{local}"
        return iri
