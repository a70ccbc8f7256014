"""What is held of two names, of articles or of ours and others: they are one, may be, are not."""

from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from triplewire import vocab
from triplewire.convert.literals import share, text
from triplewire.iris import digits_of, mint
from triplewire.records import ExternalLink, IdentityLink

_SIGNS = {"joined": "=", "likely": "≟", "kept-apart": "≠"}


def external_triples(link: ExternalLink, base: str) -> Iterator[Triple]:
    """Yield what is held of a thing and its name in another dataset, how surely, whence and why.

    Shape: shapes/identity.ttl.
    """
    iri = NamedNode(mint("identity", digits_of(link.iri, link.identifier), base=base))
    number = link.identifier.rstrip("/").rsplit("/", 1)[-1]
    label = f" {_SIGNS[link.status]} ".join((link.labels[0], f"{link.labels[1]} ({number})"))
    ours, theirs = NamedNode(link.iri), NamedNode(link.identifier)
    yield Triple(iri, vocab.TYPE, vocab.IDENTITY_LINK)
    yield Triple(iri, vocab.TYPE, vocab.PROV_ENTITY)
    yield Triple(iri, vocab.LABEL, text(label, "en"))
    yield Triple(iri, vocab.ONE, ours)
    yield Triple(iri, vocab.OTHER, theirs)
    yield Triple(iri, vocab.IDENTITY_STATUS, vocab.concept(link.status))
    yield Triple(iri, vocab.CONFIDENCE, share(link.confidence))
    yield Triple(iri, vocab.COMMENT, text(link.reason, "en"))
    yield Triple(iri, vocab.PROV_WAS_DERIVED_FROM, NamedNode(link.source))
    agent = mint("agent", "triplewire", base=base)
    yield Triple(iri, vocab.PROV_WAS_ATTRIBUTED_TO, NamedNode(agent))
    if link.status == "joined":
        yield Triple(ours, vocab.SCHEMA_SAME_AS, theirs)


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
