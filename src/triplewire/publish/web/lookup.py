"""A query of one anchored pattern in, its answer at once out, if it is provably little work."""

import pyoxigraph as ox

from triplewire.publish.web.guard import Plan
from triplewire.store import Store

# Rows that a look-up may have when it is answered by the server itself.
MOST_ROWS = 500
_FORMATS = {
    "json": (ox.QueryResultsFormat.JSON, b"},{"),
    "xml": (ox.QueryResultsFormat.XML, b"<result>"),
    "csv": (ox.QueryResultsFormat.CSV, b"\n"),
    "tsv": (ox.QueryResultsFormat.TSV, b"\n"),
}


def look_up(store: Store, plan: Plan, form: str) -> bytes | None:
    """Return the answer to a query of one pattern with a constant subject or object.

    Its evaluation is one scan of an index, which a LIMIT stops after MOST_ROWS rows. None says that
    a worker should be asked, since there may be more of them, or the query is another.
    """
    if plan.anchor is None:
        return None
    text = f"{plan.text}\nLIMIT {MOST_ROWS}"
    results = store.query(text, prefixes=plan.prefixes)
    if not isinstance(results, ox.QuerySolutions):
        return None
    results_format, separator = _FORMATS[form]
    body = results.serialize(format=results_format)
    # Separators may stand in literals too: they are counted so that rows are never missed.
    return None if body is None or body.count(separator) >= MOST_ROWS - 1 else body
