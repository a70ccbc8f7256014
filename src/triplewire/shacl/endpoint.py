"""The address of a SPARQL endpoint in, its triples out, page by page."""

import urllib.parse
import urllib.request
from collections.abc import Iterator
from typing import cast

import pyoxigraph as ox

from triplewire import __version__
from triplewire.errors import ValidateError
from triplewire.system.remote import NoAnswerError, ask, shown, usable

_PAGE = 10_000
_SECONDS = 120.0
_MAX_BYTES = 256 << 20
_QUERY = """SELECT DISTINCT ?s ?p ?o WHERE {{ {{ ?s ?p ?o }} UNION {{ GRAPH ?g {{ ?s ?p ?o }} }} }}
ORDER BY ?s ?p ?o LIMIT {limit} OFFSET {offset}"""


def read_endpoint(address: str, page: int = _PAGE) -> Iterator[ox.Quad]:
    """Yield every triple of an endpoint's graphs, as quads of the default graph.

    A server may send fewer rows than asked for: pages are read until one is empty.

    Raises: ValidateError when the endpoint does not answer, or not with results.
    """
    try:
        address = usable(address)
    except NoAnswerError as error:
        raise ValidateError(str(error), where=shown(address)) from error
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
    request = urllib.request.Request(  # noqa: S310 - http and https only, see library.py
        address,
        data=urllib.parse.urlencode({"query": query}).encode(),
        headers={
            "Accept": "application/sparql-results+json",
            "User-Agent": f"triplewire/{__version__}",
        },
    )
    try:
        body = ask(request, _SECONDS, _MAX_BYTES)
        results = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
    except (NoAnswerError, SyntaxError, ValueError) as error:
        raise ValidateError(
            f"no answer that can be used: {error}",
            where=shown(address),
            hint="give the address of a SPARQL 1.1 endpoint that answers POST",
        ) from error
    return cast("ox.QuerySolutions", results)
