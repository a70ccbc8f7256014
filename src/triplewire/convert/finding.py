"""The rule that found something, and how sure it is."""

from collections.abc import Iterator
from decimal import Decimal

from pyoxigraph import NamedNode, Triple

from triplewire import vocab
from triplewire.convert.literals import share


def found_triples(iri: NamedNode, kind: str, rule: str, confidence: Decimal) -> Iterator[Triple]:
    """Yield which rule found a finding of a kind (of claim, event, role), and how sure that is.

    What an article says in its own voice has no confidence: the sentence stands there.

    Shape: tws:rule and tws:confidence in shapes/common.ttl.
    """
    if rule:
        yield Triple(iri, vocab.RULE, vocab.rule(kind, rule))
    if rule and kind != "assertion":
        yield Triple(iri, vocab.CONFIDENCE, share(confidence))
