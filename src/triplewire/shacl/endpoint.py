"""The address of a SPARQL endpoint in, its triples out, page by page."""

from collections.abc import Iterator
from typing import cast

import pyoxigraph as ox

from triplewire.errors import ValidateError
from triplewire.system.remote import Limits, NoAnswerError, ask, shown

_PAGE = 10_000
_LIMITS = Limits(seconds=120.0, most_bytes=256 << 20)
_RESULTS = {"Accept": "application/sparql-results+json"}
_QUERY = """SELECT DISTINCT ?s ?p ?o WHERE {{ {{ ?s ?p ?o }} UNION {{ GRAPH ?g {{ ?s ?p ?o }} }} }}
ORDER BY ?s ?p ?o LIMIT {limit} OFFSET {offset}"""


def read_endpoint(address: str, page: int = _PAGE) -> Iterator[ox.Quad]:
    """Yield every triple of an endpoint's graphs, as quads of the default graph.

    A server may send fewer rows than asked for: pages are read until one is empty.

    Raises: ValidateError when the endpoint does not answer, or not with results.
    """
    offset = 0
    while True:
        rows = 0
        for row in _answer(address, _QUERY.format(limit=page, offset=offset)):
            rows += 1
            yield ox.Quad(*(row[name] for name in "spo"))
        if rows == 0:
            return
        offset += rows


def _answer(address: str, query: str) -> ox.QuerySolutions:
    try:
        body = ask(address, _LIMITS, _RESULTS, {"query": query})
        results = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
    except (NoAnswerError, SyntaxError, ValueError) as error:
        raise ValidateError(
            f"no answer that can be used: {error}",
            where=shown(address),
            hint="give the address of a SPARQL 1.1 endpoint that answers POST",
        ) from error
    return cast("ox.QuerySolutions", results)
