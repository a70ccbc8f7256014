"""The rule that found something, and how sure it is."""

from collections.abc import Iterator
from decimal import Decimal

from pyoxigraph import NamedNode, Triple

from triplewire import vocab
from triplewire.convert.literals import plain, share


def found_triples(iri: NamedNode, rule: str, confidence: Decimal) -> Iterator[Triple]:
    """Yield which rule found a claim, an event or an office, and how sure that rule is.

    Shape: tws:rule and tws:confidence in shapes/common.ttl.
    """
    if rule:
        yield Triple(iri, vocab.RULE, plain(rule))
        yield Triple(iri, vocab.CONFIDENCE, share(confidence))
