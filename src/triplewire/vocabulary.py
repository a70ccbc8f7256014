"""The ontology and its code lists as triples, as they go into every dataset."""

from functools import cache

from pyoxigraph import RdfFormat, Triple, parse

from triplewire import assets


@cache
def vocabulary() -> frozenset[Triple]:
    """Return every triple of ontology/*.ttl."""
    return frozenset(
        quad.triple
        for path in sorted(assets.ontology().glob("*.ttl"))
        for quad in parse(path=path, format=RdfFormat.TURTLE)
    )
