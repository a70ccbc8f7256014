"""Triple patterns in, functions that extend a row by what the index has of them out."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from triplewire.shacl.graph import Data, Path, Term, closure
from triplewire.shacl.sparql import algebra as al
from triplewire.shacl.sparql.expressions import Row, UnknownFunctionError
from triplewire.shacl.sparql.scope import certain_of

Run = Callable[[Data, Row], bool]
"""One step of a query and all that follow: true when enough was found and all can stop.

A row is changed in place and put back as it was, so that no step copies it.
"""
Look = Callable[[Data, Term], Sequence[Term]]
"""Where a predicate or a path leads from a node, as often as SPARQL counts it."""


def by_selectivity(patterns: list[al.Pattern], bound: set[al.Node]) -> Iterator[al.Pattern]:
    """Yield patterns so that each is looked up from as much as is known by then."""
    known, left = set(bound), list(patterns)
    while left:
        best = max(left, key=lambda pattern: _known(pattern, known))
        left.remove(best)
        known |= certain_of(best)
        yield best


def _known(pattern: al.Pattern, known: set[al.Node]) -> tuple[bool, bool, bool]:
    subject = pattern.subject[0] != "?" or pattern.subject in known
    value = pattern.object[0] != "?" or pattern.object in known
    return subject or value, subject and value, subject


def scan(pattern: al.Pattern, slot: Callable[[al.Node], int], then: Run) -> Run:
    """Return a step that looks a triple pattern up; ``slot`` gives a node its place in the row.

    Raises: UnknownFunctionError for a negated property set.
    """
    subject, predicate, value = slot(pattern.subject), pattern.predicate, slot(pattern.object)
    if isinstance(predicate, str):
        return _scan_any((subject, slot(predicate), value), then)
    if predicate.op == "p":
        return _scan_one(subject, predicate.predicate, value, then)
    forward, backward = _look(predicate, forward=True), _look(predicate, forward=False)

    def step(data: Data, row: Row) -> bool:
        start, end = row[subject], row[value]
        if start is not None:
            reached = forward(data, start)
            if end is None:
                return _each(data, row, value, reached, then)
            return any(then(data, row) for node in reached if node == end)
        if end is not None:
            return _each(data, row, subject, backward(data, end), then)
        pairs = ((node, end) for node in data.nodes() for end in forward(data, node))
        return _pairs(data, row, (subject, value), pairs, then)

    return step


def _scan_one(subject: int, predicate: Term, value: int, then: Run) -> Run:
    def step(data: Data, row: Row) -> bool:
        start, end = row[subject], row[value]
        if start is not None:
            reached = data.out[start].get(predicate)
            if reached is None:
                return False
            if end is not None:
                return end in reached and then(data, row)
            for node in reached:
                row[value] = node
                if then(data, row):
                    row[value] = None
                    return True
            row[value] = None
            return False
        if end is not None:
            return _each(data, row, subject, data.into[end].get(predicate, ()), then)
        return _pairs(data, row, (subject, value), data.having(predicate), then)

    return step


def _each(data: Data, row: Row, place: int, nodes: Iterable[Term], then: Run) -> bool:
    """Go on with each node in one place of the row."""
    stop = False
    for node in nodes:
        row[place] = node
        stop = then(data, row)
        if stop:
            break
    row[place] = None
    return stop


def _pairs(
    data: Data, row: Row, places: tuple[int, int], pairs: Iterable[tuple[Term, Term]], then: Run
) -> bool:
    """Go on with each pair of nodes in two places of the row, which may be one place."""
    one, other = places
    stop = False
    for start, end in pairs:
        if one != other or start == end:
            row[one], row[other] = start, end
            stop = then(data, row)
            if stop:
                break
    row[one] = row[other] = None
    return stop


def _scan_any(places: tuple[int, int, int], then: Run) -> Run:
    """Look up a triple pattern whose predicate is a variable."""

    def step(data: Data, row: Row) -> bool:
        start, middle, end = (row[place] for place in places)
        free = [place for place in dict.fromkeys(places) if row[place] is None]
        stop = False
        for triple in _triples(data, start, middle, end):
            for place, term in zip(places, triple, strict=True):
                if place in free:
                    row[place] = term
            if all(row[place] == term for place, term in zip(places, triple, strict=True)):
                stop = then(data, row)
            if stop:
                break
        for place in free:
            row[place] = None
        return stop

    return step


def _triples(
    data: Data, start: Term | None, middle: Term | None, end: Term | None
) -> Iterator[tuple[Term, Term, Term]]:
    if start is None and end is not None:
        for predicate, subjects in data.into[end].items():
            if middle is None or predicate == middle:
                for subject in subjects:
                    yield subject, predicate, end
        return
    for subject in data.nodes() if start is None else (start,):
        for predicate, objects in data.out[subject].items():
            if middle is None or predicate == middle:
                for value in objects:
                    if end is None or value == end:
                        yield subject, predicate, value


def _look(path: Path, *, forward: bool) -> Look:
    if path.op == "p":
        predicate = path.predicate
        if forward:
            return lambda data, node: data.out[node].get(predicate, ())
        return lambda data, node: data.into[node].get(predicate, ())
    if path.op == "^":
        return _look(path.parts[0], forward=not forward)
    if path.op == "!":
        raise UnknownFunctionError("a negated property set")
    inner = [_look(part, forward=forward) for part in path.parts]
    if path.op == "|":
        return lambda data, node: [n for look in inner for n in look(data, node)]
    if path.op == "/":
        return _chain(inner if forward else inner[::-1])
    (only,) = inner
    if path.op == "?":
        return lambda data, node: list(dict.fromkeys((node, *only(data, node))))
    return closure(only, itself=path.op == "*")


def _chain(steps: list[Look]) -> Look:
    def along(data: Data, node: Term) -> Sequence[Term]:
        reached: Sequence[Term] = (node,)
        for step in steps:
            reached = [n for at in reached for n in step(data, at)]
        return reached

    return along
