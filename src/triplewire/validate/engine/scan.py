"""Triple patterns in, functions that extend solutions by what the index has of them out."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from triplewire.validate.engine import algebra as al
from triplewire.validate.engine.data import Data, Term
from triplewire.validate.engine.expressions import Solution, UnknownFunctionError
from triplewire.validate.engine.paths import Path
from triplewire.validate.engine.scope import certain_of

Step = Callable[[Data, Iterable[Solution]], Iterable[Solution]]
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


def scan(pattern: al.Pattern) -> Step:
    """Return a function that joins solutions with what matches a triple pattern.

    Raises: UnknownFunctionError for a negated property set.
    """
    subject, predicate, value = pattern.subject, pattern.predicate, pattern.object
    if isinstance(predicate, str):
        return _scan_any(subject, predicate, value)
    forward, backward = _look(predicate, forward=True), _look(predicate, forward=False)

    def step(data: Data, rows: Iterable[Solution]) -> Iterator[Solution]:
        for row in rows:
            start = row.get(subject) if subject[0] == "?" else subject
            end = row.get(value) if value[0] == "?" else value
            if start is not None:
                for reached in forward(data, start):
                    if end is None:
                        yield {**row, value: reached}
                    elif reached == end:
                        yield row
            elif end is not None:
                for reached in backward(data, end):
                    yield {**row, subject: reached}
            else:
                yield from _unbound(data, row, subject, value, forward)

    return step


def _unbound(
    data: Data, row: Solution, subject: al.Node, value: al.Node, look: Look
) -> Iterator[Solution]:
    """Yield what a pattern matches from every node."""
    for node in data.nodes():
        for reached in look(data, node):
            if subject != value:
                yield {**row, subject: node, value: reached}
            elif node == reached:
                yield {**row, subject: node}


def _scan_any(subject: al.Node, predicate: al.Node, value: al.Node) -> Step:
    """Look up a triple pattern whose predicate is a variable."""
    names = (subject, predicate, value)

    def step(data: Data, rows: Iterable[Solution]) -> Iterator[Solution]:
        for row in rows:
            start, middle, end = (row.get(n) if n[0] == "?" else n for n in names)
            for triple in _triples(data, start, middle, end):
                found = dict(row)
                for name, term in zip(names, triple, strict=True):
                    if name[0] == "?" and found.setdefault(name, term) != term:
                        break
                else:
                    yield found

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
    """Return a function that lists where a path leads as often as SPARQL counts it."""
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
        return lambda data, node: [n for walk in inner for n in walk(data, node)]
    if path.op == "/":
        return _chain(inner if forward else inner[::-1])
    (only,) = inner
    if path.op == "?":
        return lambda data, node: list(dict.fromkeys((node, *only(data, node))))
    return _closure(only, itself=path.op == "*")


def _chain(steps: list[Look]) -> Look:
    def along(data: Data, node: Term) -> Sequence[Term]:
        reached: Sequence[Term] = (node,)
        for step in steps:
            reached = [n for at in reached for n in step(data, at)]
        return reached

    return along


def _closure(step: Look, *, itself: bool) -> Look:
    def along(data: Data, node: Term) -> Sequence[Term]:
        found: dict[Term, None] = {node: None} if itself else {}
        agenda = [node]
        while agenda:
            for reached in step(data, agenda.pop()):
                if reached not in found:
                    found[reached] = None
                    agenda.append(reached)
        return list(found)

    return along
