"""The ontology and its code lists as triples, as they go into every dataset."""

from functools import cache

from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from triplewire import assets, vocab


@cache
def vocabulary() -> frozenset[Triple]:
    """Return every triple of ontology/*.ttl."""
    return frozenset(
        quad.triple
        for path in sorted(assets.ontology().glob("*.ttl"))
        for quad in parse(path=path, format=RdfFormat.TURTLE)
    )


@cache
def described() -> frozenset[str]:
    """Return the IRIs of all that the vocabulary says something of."""
    return frozenset(
        triple.subject.value for triple in vocabulary() if isinstance(triple.subject, NamedNode)
    )


@cache
def concepts(scheme: str) -> frozenset[str]:
    """Return the local names of the concepts of a scheme of ontology/concepts.ttl."""
    return frozenset(
        triple.subject.value.removeprefix(vocab.PREFIXES["c"])
        for triple in vocabulary()
        if triple.predicate == vocab.SKOS_IN_SCHEME
        and triple.object == vocab.concept(scheme)
        and isinstance(triple.subject, NamedNode)
    )
