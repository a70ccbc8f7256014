"""Queries asked of our evaluator and of Oxigraph, over one small graph."""

from collections import Counter

from tests.validate.bad_files import turtle
from triplewire.shacl.graph.index import Data, rows_of
from triplewire.shacl.sparql.oxigraph import answers, rewritten, store_of
from triplewire.shacl.sparql.parse import parse_query
from triplewire.shacl.sparql.plan import solver

PREFIXES = """
PREFIX e: <https://example.org/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
_DATA = turtle(
    """
    @prefix e: <https://example.org/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
    e:a e:p e:b , e:c , 1 , "one" ; e:q e:b , 2.5 ; e:r "eins"@de , "one"@en .
    e:b e:p e:c , 3 ; e:q "x" . e:c e:p e:a ; e:q e:c ; e:d "2024-03-01T10:20:30Z"^^xsd:dateTime .
    e:x e:n 1 , 2 , 5 ; e:l ( e:a e:b ) . _:k e:p e:b ; e:q true .
    """
)


Solutions = Counter[tuple[tuple[str, str], ...]]


def data() -> Data:
    """Return the graph."""
    return Data(rows_of(_DATA))


def both(query: str, row: dict[str, str]) -> list[Solutions]:
    """Return the solutions of a query by us, and by Oxigraph."""
    graph, parsed = data(), parse_query(query)
    prebound = frozenset(row)
    told = solver(parsed.select, prebound)(graph, row)
    asked = answers(rewritten(parsed, prebound), store_of(graph, None), row)
    return [
        Counter(tuple(sorted(solution.items())) for solution in found) for found in (told, asked)
    ]
