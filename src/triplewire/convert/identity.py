"""What is held of two names: that they are one, may be, or are not."""

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Triple

from triplewire import vocab
from triplewire.convert.literals import share, text
from triplewire.iris import digits_of, mint
from triplewire.records import Graph, IdentityLink

_SIGNS = {"joined": "=", "likely": "≟", "kept-apart": "≠"}


def identity_graph(links: Iterable[IdentityLink], base: str) -> Graph:
    """Return the graph of what is held of the names of all articles."""
    triples = frozenset(triple for link in links for triple in identity_triples(link, base))
    return Graph(iri=mint("graph", "identities", base=base), triples=triples)


def identity_triples(link: IdentityLink, base: str) -> Iterator[Triple]:
    """Yield what is held of two names, how surely, by whom and why.

    Shape: shapes/identity.ttl.
    """
    iri = NamedNode(mint("identity", digits_of(link.one, link.other), base=base))
    label = f" {_SIGNS[link.status]} ".join(link.labels)
    yield Triple(iri, vocab.TYPE, vocab.IDENTITY_LINK)
    yield Triple(iri, vocab.TYPE, vocab.PROV_ENTITY)
    yield Triple(iri, vocab.LABEL, text(label, "en"))
    yield Triple(iri, vocab.ONE, NamedNode(link.one))
    yield Triple(iri, vocab.OTHER, NamedNode(link.other))
    yield Triple(iri, vocab.IDENTITY_STATUS, vocab.concept(link.status))
    yield Triple(iri, vocab.CONFIDENCE, share(link.confidence))
    yield Triple(iri, vocab.COMMENT, text(link.reason, "en"))
    agent = mint("agent", "triplewire", base=base)
    yield Triple(iri, vocab.PROV_WAS_ATTRIBUTED_TO, NamedNode(agent))
    if link.decided is not None:
        decision = mint("decision", link.decided, base=base)
        yield Triple(iri, vocab.PROV_WAS_INFLUENCED_BY, NamedNode(decision))
