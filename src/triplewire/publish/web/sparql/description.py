"""The endpoint's address in, its SPARQL 1.1 Service Description out."""

from collections.abc import Iterator
from io import BytesIO

import pyoxigraph as ox

from triplewire.publish.web.http import Problem
from triplewire.store import Store
from triplewire.vocab import PREFIXES, TYPE, term

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_RESULT_FORMATS = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "JSON-LD",
    "RDF_XML",
    "TriG",
    "N-Quads",
)
RDF_FORMATS = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "trig": ox.RdfFormat.TRIG,
    "nquads": ox.RdfFormat.N_QUADS,
}
_MOST_GRAPHS = 100
_PREFIXED = frozenset({"turtle", "trig", "rdfxml"})


def description(store: Store, address: str, form: str) -> bytes:
    """Return the description of the endpoint at an address, without blank nodes.

    Source: SPARQL 1.1 Service Description (W3C, 2013).
    """
    prefixes = {"sd": _SD, "void": PREFIXES["void"], "formats": _FORMATS}
    triples = list(_triples(store, address))
    out = BytesIO()
    kept = prefixes if form in _PREFIXED else None
    ox.serialize(triples, out, RDF_FORMATS[form], prefixes=kept)
    return out.getvalue()


def _triples(store: Store, address: str) -> Iterator[ox.Triple]:
    try:
        endpoint = ox.NamedNode(address)
    except ValueError as error:
        raise Problem(400, "the Host header is no host") from error
    dataset, default = ox.NamedNode(f"{address}#dataset"), ox.NamedNode(f"{address}#default-graph")
    yield ox.Triple(endpoint, TYPE, _sd("Service"))
    yield ox.Triple(endpoint, _sd("endpoint"), endpoint)
    yield ox.Triple(endpoint, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    for name in _RESULT_FORMATS:
        yield ox.Triple(endpoint, _sd("resultFormat"), ox.NamedNode(_FORMATS + name))
    yield ox.Triple(endpoint, _sd("defaultDataset"), dataset)
    yield ox.Triple(dataset, TYPE, _sd("Dataset"))
    yield ox.Triple(dataset, _sd("defaultGraph"), default)
    yield ox.Triple(default, TYPE, _sd("Graph"))
    yield from _named_graphs(store, address, dataset)
    published = ox.NamedNode(f"{store.manifest.base}dataset")
    yield ox.Triple(published, term("void", "sparqlEndpoint"), endpoint)


def _named_graphs(store: Store, address: str, dataset: ox.NamedNode) -> Iterator[ox.Triple]:
    """Yield the named graphs, where they are few; a client asks for more with GRAPH ?g."""
    if len(store.manifest.articles) > _MOST_GRAPHS:
        return  # each has one at least
    names = [name for name in store.graphs() if not store.hides(name)]
    for number, name in enumerate(names if len(names) <= _MOST_GRAPHS else ()):
        part = ox.NamedNode(f"{address}#graph-{number}")
        yield ox.Triple(dataset, _sd("namedGraph"), part)
        yield ox.Triple(part, TYPE, _sd("NamedGraph"))
        yield ox.Triple(part, _sd("name"), ox.NamedNode(name))


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(_SD + name)
