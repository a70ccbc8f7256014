"""A query of one anchored pattern in, its answer at once out, if it is provably little work."""

from io import BytesIO

import pyoxigraph as ox
from typing_extensions import Buffer

from triplewire.publish.web.sparql.guard import Plan
from triplewire.publish.web.sparql.triple_patterns import Pattern
from triplewire.store import Store

# Triples that a look-up may meet when it is answered by the server itself, and the length of what
# it says.
MOST_STEPS, _LONGEST = 500, 256 << 10
_FORMATS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
# What every row of an answer has at least once.
_MARKS = {"json": b"{", "xml": b"<result>", "csv": b"\n", "tsv": b"\n"}


class _TooLongError(Exception):
    """An answer is longer than the server writes itself."""


class _Bounded(BytesIO):
    """Takes so many bytes and no more."""

    def write(self, data: Buffer, /) -> int:
        if self.tell() + memoryview(data).nbytes > _LONGEST:
            raise _TooLongError
        return super().write(data)


def look_up(store: Store, plan: Plan, form: str) -> bytes | None:
    """Return the answer to a query of one pattern with a constant subject or object.

    Its evaluation is one scan of an index, whose length does not follow from the constant. Where
    all variables differ, each triple that is met is a row, so that a LIMIT bounds the scan. Where
    one stands twice, it does not: ``?x ?x <class>`` meets every thing of a class and finds none.
    Then the scan is made before, up to the same bound. None says that a worker should be asked,
    since there is more to be met, or the query is another.
    """
    if plan.anchor is None or not (plan.apart or _is_short(store, plan.anchor)):
        return None
    text = f"{plan.text}\nLIMIT {MOST_STEPS}" if plan.apart else plan.text
    results = store.query(text, prefixes=plan.prefixes)
    if not isinstance(results, ox.QuerySolutions):
        return None
    out = _Bounded()
    try:
        results.serialize(out, _FORMATS[form])
    except _TooLongError:
        return None
    body = out.getvalue()
    # That the answer is whole is seen from how few marks of rows it has, or else counted.
    if plan.apart and body.count(_MARKS[form]) >= MOST_STEPS and not _is_short(store, plan.anchor):
        return None
    return body


def _is_short(store: Store, pattern: Pattern) -> bool:
    """Say whether few triples have a pattern's constants, and those few are small.

    Raises: ValueError when one of them is no IRI.
    """
    subject, predicate, value = (ox.NamedNode(iri) if iri else None for iri in pattern)
    length = 0
    for number, triple in enumerate(store.triples(subject, predicate, value), start=1):
        length += len(getattr(triple.object, "value", ""))
        if number >= MOST_STEPS or length > _LONGEST:
            return False
    return True
