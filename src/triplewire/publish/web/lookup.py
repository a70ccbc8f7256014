"""A query of a few anchored patterns in, its answer at once out, if it is provably little work."""

from itertools import islice

import pyoxigraph as ox

from triplewire.publish.web.guard import Plan
from triplewire.store import Store

# Rows that a look-up may visit when it is answered by the server itself.
MOST_ROWS = 1_000
_FORMATS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}


def look_up(store: Store, plan: Plan, form: str, prefixes: dict[str, str]) -> bytes | None:
    """Return the answer to a query of which no evaluation can visit more than MOST_ROWS rows.

    None says that a worker should be asked: every pattern must have a constant subject or object
    (an IRI), and the triples that match the patterns' constants, multiplied, bound the work.
    """
    if plan.kind != "rows" or plan.default is not None or plan.graphs or not plan.patterns:
        return None
    work = 1
    for pattern in plan.patterns:
        if not pattern.subject and not pattern.value:
            return None
        ends = (_node(pattern.subject), _node(pattern.predicate), _node(pattern.value))
        work *= max(1, sum(1 for _ in islice(store.triples(*ends), MOST_ROWS + 1)))
        if work > MOST_ROWS:
            return None
    results = store.query(plan.text, prefixes=prefixes)
    if not isinstance(results, ox.QuerySolutions):
        return None
    return results.serialize(format=_FORMATS[form])


def _node(iri: str | None) -> ox.NamedNode | None:
    return ox.NamedNode(iri) if iri else None
