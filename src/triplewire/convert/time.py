"""Times as texts give them."""

from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from triplewire import vocab
from triplewire.convert.literals import date, edtf
from triplewire.edtf import bounds


def when_triples(iri: NamedNode, when: str | None) -> Iterator[Triple]:
    """Yield a time as the text gives it, with the first and last day that it allows.

    Shape: shapes/time.ttl.
    Raises: ConvertError when it is not one of the forms of EDTF that Triplewire writes.
    """
    if when is None:
        return
    first, last = bounds(when)
    yield Triple(iri, vocab.WHEN, edtf(when))
    yield Triple(iri, vocab.NOT_BEFORE, date(first))
    yield Triple(iri, vocab.NOT_AFTER, date(last))
