"""What a SPARQL query of a shape is made of, once parsed."""

from collections.abc import Iterator
from typing import NamedTuple

from triplewire.shacl.graph import Path

Node = str
"""A variable as ``?name``, or a term in N-Triples form; a blank node is a variable ``?_:label``."""


class Var(NamedTuple):
    """A variable in an expression."""

    name: Node


class Const(NamedTuple):
    """A term in an expression."""

    term: str


class Call(NamedTuple):
    """An operator or a function with its arguments; ``name`` in capitals, or an IRI in <>."""

    name: str
    args: tuple["Expression", ...]


class Exists(NamedTuple):
    """EXISTS, or NOT EXISTS."""

    group: "Group"
    negated: bool


class Aggregate(NamedTuple):
    """An aggregate; ``argument`` is None for COUNT(*)."""

    name: str
    argument: "Expression | None"
    distinct: bool


Expression = Var | Const | Call | Exists | Aggregate


class Pattern(NamedTuple):
    """A triple pattern; ``predicate`` is a path or a variable."""

    subject: Node
    predicate: Path | Node
    object: Node


class Filter(NamedTuple):
    """FILTER."""

    test: Expression


class Bind(NamedTuple):
    """BIND."""

    value: Expression
    name: Node


class Optional(NamedTuple):
    """OPTIONAL."""

    group: "Group"


class Union(NamedTuple):
    """Groups of which any may match; a group by itself is a union of one."""

    groups: tuple["Group", ...]


class Graph(NamedTuple):
    """GRAPH."""

    name: Node
    group: "Group"


class Refused(NamedTuple):
    """MINUS, SERVICE or VALUES: what SHACL does not allow."""

    keyword: str


class Group(NamedTuple):
    """A group of patterns; ``inside`` is the offset behind its opening brace."""

    elements: tuple["Element", ...]
    inside: int


class Select(NamedTuple):
    """A query, or a query inside a query.

    ``columns`` pairs each projected variable with its expression, or None; it is None for ``*``.
    """

    where: Group
    columns: tuple[tuple[Node, Expression | None], ...] | None
    distinct: bool = False
    group_by: tuple[tuple[Node, Expression | None], ...] = ()
    having: tuple[Expression, ...] = ()
    order_by: tuple[Expression, ...] = ()
    limited: bool = False
    inside: int = 0
    ask: bool = False


Element = Pattern | Filter | Bind | Optional | Union | Graph | Refused | Select


class Token(NamedTuple):
    """A token of a query: its kind, its text and its offset."""

    kind: str
    text: str
    start: int


class Parsed(NamedTuple):
    """A query with its tokens, which a rewriting goes by."""

    text: str
    select: Select
    tokens: tuple[Token, ...]


def parts_of(expression: Expression) -> Iterator[Expression]:
    """Yield an expression and all expressions in it, but not those of groups."""
    yield expression
    if isinstance(expression, Call):
        for argument in expression.args:
            yield from parts_of(argument)
    elif isinstance(expression, Aggregate) and expression.argument is not None:
        yield from parts_of(expression.argument)


def expressions_of(element: Element | Select) -> Iterator[Expression]:
    """Yield the expressions of an element itself."""
    if isinstance(element, Filter):
        yield from parts_of(element.test)
    elif isinstance(element, Bind):
        yield from parts_of(element.value)
    elif isinstance(element, Select):
        columns = (element.columns or ()) + element.group_by
        own = [value for _, value in columns if value is not None]
        for expression in (*own, *element.having, *element.order_by):
            yield from parts_of(expression)


def groups_of(element: Element) -> Iterator[Group]:
    """Yield the groups that stand directly in an element, those of EXISTS among them."""
    if isinstance(element, Optional | Graph):
        yield element.group
    elif isinstance(element, Union):
        yield from element.groups
    elif isinstance(element, Select):
        yield element.where
    for expression in expressions_of(element):
        if isinstance(expression, Exists):
            yield expression.group


def elements_of(group: Group) -> Iterator[Element]:
    """Yield the elements of a group and of all groups in it."""
    for element in group.elements:
        yield element
        for inner in groups_of(element):
            yield from elements_of(inner)


def named_in(element: Element | Select) -> Iterator[Node]:
    """Yield the variables that an element names itself, not those of its groups."""
    if isinstance(element, Pattern):
        nodes = (element.subject, element.predicate, element.object)
        yield from (node for node in nodes if isinstance(node, str) and node[0] == "?")
    elif (isinstance(element, Graph) and element.name[0] == "?") or isinstance(element, Bind):
        yield element.name
    elif isinstance(element, Select):
        yield from (name for name, _ in (element.columns or ()) + element.group_by)
    for expression in expressions_of(element):
        if isinstance(expression, Var):
            yield expression.name


def mentions(element: Element, name: Node) -> bool:
    """Say whether a variable stands anywhere in an element."""
    return name in named_in(element) or any(
        mentions(inner, name) for group in groups_of(element) for inner in group.elements
    )
