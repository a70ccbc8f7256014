"""A query of one anchored pattern in, its answer at once out, if it is provably little work."""

from itertools import islice

import pyoxigraph as ox

from triplewire.publish.web.sparql.guard import Plan
from triplewire.publish.web.sparql.triple_patterns import Pattern
from triplewire.store import Store

# Triples that a look-up may meet when it is answered by the server itself, and their characters.
MOST_STEPS, _MOST_CHARACTERS = 500, 256 << 10
_FORMATS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}


def look_up(store: Store, plan: Plan, form: str) -> bytes | None:
    """Return the answer to a query of one pattern with a constant subject or object.

    Its evaluation is one scan of an index, whose length does not follow from the constant, nor
    from the number of rows: ``?x ?x <class>`` meets every thing of a class and finds none. So the
    scan is made before, up to a bound. None says that a worker should be asked, since there is
    more to be met, or the query is another.
    """
    if plan.anchor is None or not _is_short(store, plan.anchor):
        return None
    results = store.query(plan.text, prefixes=plan.prefixes)
    if not isinstance(results, ox.QuerySolutions):
        return None
    return results.serialize(format=_FORMATS[form])


def _is_short(store: Store, pattern: Pattern) -> bool:
    """Say whether few triples have a pattern's constants, and those few are small.

    Raises: ValueError when one of them is no IRI.
    """
    subject, predicate, value = (ox.NamedNode(iri) if iri else None for iri in pattern)
    met = list(islice(store.triples(subject, predicate, value), MOST_STEPS))
    return len(met) < MOST_STEPS and sum(map(_length, met)) < _MOST_CHARACTERS


def _length(triple: ox.Triple) -> int:
    return len(getattr(triple.object, "value", ""))
