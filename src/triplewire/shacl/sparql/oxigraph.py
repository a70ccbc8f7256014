"""A query that the evaluator does not know in, its solutions by Oxigraph out.

SHACL's pre-binding is done as its appendix says: values are joined into every group, by VALUES;
blank nodes, which cannot be written there, come from a graph of their own that holds them.
"""

import re
from collections.abc import Iterator
from typing import cast

import pyoxigraph as ox

from triplewire.shacl.graph import Data, parsed
from triplewire.shacl.sparql import algebra as al
from triplewire.shacl.sparql.expressions import Solution

_PLACE = re.compile("\0([^\0]*)\0")
_MARK = ox.NamedNode("urn:triplewire:bound")
SHAPES_GRAPH = "<urn:triplewire:shapes>"


def rewritten(query: al.Parsed, prebound: frozenset[al.Node]) -> str:
    """Return a query with a place for values in every group that mentions pre-bound variables."""
    places: dict[int, str] = {}
    used = {"?" + token.text[1:] for token in query.tokens if token.kind == "var"}
    _mark(query.select.where, sorted(prebound & used), places, top=True)
    pieces, at = [], 0
    for place in sorted(places):
        pieces += [query.text[at:place], places[place]]
        at = place
    return "".join([*pieces, query.text[at:]])


def _mark(group: al.Group, names: list[al.Node], places: dict[int, str], *, top: bool) -> None:
    alone = len(group.elements) == 1 and isinstance(group.elements[0], al.Select)
    mentioned = [n for n in names if top or any(al.mentions(e, n) for e in group.elements)]
    if mentioned and not alone:
        places[group.inside] = f"\0{' '.join(mentioned)}\0"
    for element in group.elements:
        for inner in al.groups_of(element):
            _mark(inner, names, places, top=alone)


def answers(
    query: str, data: ox.Store, row: Solution, *, union: bool = False
) -> Iterator[Solution]:
    """Yield the solutions of a rewritten query; one empty solution when ASK says yes.

    ``union`` takes all graphs of the store as one. A blank node in the row is put into the store
    while the query runs.
    """
    blank = has_blank(row)
    marks = [
        ox.Quad(_MARK, ox.NamedNode(f"{_MARK.value}:{name[1:]}"), parsed(term), _MARK)
        for name, term in (row.items() if blank else ())
    ]
    write = _by_graph if blank else _by_values
    asked = _PLACE.sub(lambda place: write([n for n in place[1].split() if n in row], row), query)
    data.extend(marks)
    try:
        found = data.query(asked, use_default_graph_as_union=union)
        if isinstance(found, ox.QueryBoolean):
            solutions: list[Solution] = [{}] if found else []
        else:
            rows = cast("ox.QuerySolutions", found)
            names = [variable.value for variable in rows.variables]
            solutions = [
                {f"?{n}": str(each[n]) for n in names if each[n] is not None} for each in rows
            ]
    finally:
        for mark in marks:
            data.remove(mark)
    yield from solutions


def has_blank(row: Solution) -> bool:
    """Say whether a blank node is bound."""
    return any(term[0] == "_" for term in row.values())


def _by_graph(names: list[al.Node], _: Solution) -> str:
    patterns = " . ".join(f"{_MARK} <{_MARK.value}:{name[1:]}> {name}" for name in names)
    return f" GRAPH {_MARK} {{ {patterns} }} "


def _by_values(names: list[al.Node], row: Solution) -> str:
    terms = " ".join(row[name] for name in names)
    return f" VALUES ( {' '.join(names)} ) {{ ( {terms} ) }} "


def store_of(data: Data, shapes: Data | None) -> ox.Store:
    """Return a store of the data, and of the shapes in a graph of their own."""
    store = ox.Store()
    store.bulk_extend(_quads(data, ox.DefaultGraph()))
    if shapes is not None:
        store.bulk_extend(_quads(shapes, ox.NamedNode(SHAPES_GRAPH[1:-1])))
    return store


def _quads(data: Data, graph: ox.NamedNode | ox.DefaultGraph) -> Iterator[ox.Quad]:
    lines = "".join(f"{s} {p} {o} .\n" for s, p, o in data.rows())
    for quad in ox.parse(lines, format=ox.RdfFormat.N_QUADS, lenient=True):
        yield ox.Quad(quad.subject, quad.predicate, quad.object, graph)
