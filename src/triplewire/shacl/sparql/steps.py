"""The row that a query is evaluated on, and the steps that do not look anything up."""

from collections.abc import Callable, Sequence

from triplewire.shacl.graph import Data, Term
from triplewire.shacl.sparql import algebra as al
from triplewire.shacl.sparql.expressions import Row, Solution, Truth, UnknownFunctionError
from triplewire.shacl.sparql.operators import TermError
from triplewire.shacl.sparql.scan import Run

Columns = Callable[[Data, Row], Sequence[Solution]]
"""The solutions of a query from what is bound before."""

OUTER, MATCHED = 0, 1  # the first places of a row: the row outside, whether OPTIONAL matched


class Frame:
    """The places of a query's variables and constants in a row."""

    def __init__(self) -> None:
        self._places: dict[al.Node, int] = {}
        self._template: Row = [None, False]

    def slot(self, node: al.Node) -> int:
        """Return the place of a variable or a term."""
        place = self._places.get(node)
        if place is None:
            place = self._places[node] = len(self._template)
            self._template.append(None if node[0] == "?" else node)
        return place

    def has(self, node: al.Node) -> bool:
        """Say whether the query has a place for a node."""
        return node in self._places

    def row(self) -> Row:
        """Return a row in which only constants stand."""
        return self._template.copy()


def merged(data: Data, row: Row, found: list[tuple[int, Term]], then: Run) -> bool:
    """Go on with a row and what was found, if the two are compatible."""
    fresh = []
    for place, term in found:
        if row[place] is None:
            fresh.append((place, term))
        elif row[place] != term:
            return False
    for place, term in fresh:
        row[place] = term
    stop = then(data, row)
    for place, _ in fresh:
        row[place] = None
    return stop


def marked(then: Run) -> Run:
    """Return a step that notes that OPTIONAL matched, and goes on."""

    def step(data: Data, row: Row) -> bool:
        row[MATCHED] = True
        return then(data, row)

    return step


def enough(_: Data, __: Row) -> bool:
    """Stop: one solution is enough."""
    return True


def keep(test: Truth, then: Run) -> Run:
    """Return a step that goes on where a test holds."""
    return lambda data, row: test(data, row) and then(data, row)


def extend(place: int, value: Callable[[Data, Row], Term], then: Run) -> Run:
    """Return a step that binds a value, if there is one, and goes on."""

    def step(data: Data, row: Row) -> bool:
        try:
            row[place] = value(data, row)
        except TermError:
            row[place] = None
        stop = then(data, row)
        row[place] = None
        return stop

    return step


def distinct(run: Columns) -> Columns:
    """Return the solutions of a query, each once."""

    def once(data: Data, row: Row) -> Sequence[Solution]:
        found = run(data, row)
        if len(found) < 2:
            return found
        return list({tuple(sorted(each.items())): each for each in found}.values())

    return once


def may_run(each: al.Filter, sure: set[al.Node]) -> bool:
    """Say whether all that a filter looks at is bound for sure, and it has no EXISTS."""
    return all(
        not isinstance(part, al.Exists) and (not isinstance(part, al.Var) or part.name in sure)
        for part in al.parts_of(each.test)
    )


def columns_of(select: al.Select) -> tuple[list[al.Node], list[tuple[al.Node, al.Aggregate]]]:
    """Return the keys that a query groups by, and the aggregates that it selects.

    Raises: UnknownFunctionError when there is more to it.
    """
    keys = [name for name, value in select.group_by if value is None]
    if len(keys) < len(select.group_by) or select.columns is None or select.having:
        raise UnknownFunctionError("GROUP BY an expression, or HAVING")
    columns = []
    for name, value in select.columns:
        if isinstance(value, al.Aggregate):
            columns.append((name, value))
        elif value is not None or name not in keys:
            raise UnknownFunctionError("an expression of aggregates")
    return keys, columns


def no_exists(_: al.Group) -> Truth:
    """Refuse EXISTS where only Oxigraph tests it.

    Raises: UnknownFunctionError always.
    """
    raise UnknownFunctionError("EXISTS outside of FILTER")
