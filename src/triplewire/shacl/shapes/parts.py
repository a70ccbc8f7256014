"""What a compiled shape is made of: tests of value nodes, checks of all of them, and results."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from triplewire.shacl.graph import SH, Data, Path, Term, Walk, sh, shown
from triplewire.shacl.results import Result, Severity

Test = Callable[[Data, Term], bool]
"""Whether one value node satisfies a constraint."""

Check = Callable[[Data, Term, Sequence[Term]], Iterable[tuple[Term | None, str | None]]]
"""From a focus node and its value nodes, each offending value with its own path, if any."""

Judge = Callable[[Data, Term], Sequence[Result]]
"""The results of one shape for one focus node."""

_SEVERITIES: dict[Term, Severity] = {
    sh("Violation"): "Violation",
    sh("Warning"): "Warning",
    sh("Info"): "Info",
}


@dataclass(frozen=True, slots=True)
class Origin:
    """Where results come from: a shape, its path, its severity and its own messages."""

    shape: Term
    path: Path | None
    severity: Term
    messages: tuple[str, ...]

    def result(
        self,
        component: str,
        focus: Term,
        value: Term | None,
        *,
        why: str,
        path: str | None = None,
    ) -> Result:
        """Return a result of this shape; ``why`` is its message where the shape has none."""
        own = self.path.shown if self.path else None
        return Result(
            severity=_SEVERITIES.get(self.severity, "Violation"),
            custom_severity="" if self.severity in _SEVERITIES else shown(self.severity),
            focus=shown(focus),
            path=path or own,
            value=value,
            message=" ".join(self.messages) if self.messages else why,
            shape=shown(self.shape),
            component=component if ":" in component else f"{SH}{component}ConstraintComponent",
        )


@dataclass(frozen=True, slots=True)
class ValueTest:
    """A constraint that each value node satisfies or not."""

    component: str
    test: Test
    why: str


@dataclass(frozen=True, slots=True)
class SetCheck:
    """A constraint on all value nodes of a focus node together.

    ``least`` and ``most`` say all of it where only the number of values counts.
    """

    component: str
    check: Check
    why: str
    least: int = 0
    most: int = sys.maxsize

    @property
    def counts(self) -> bool:
        """Say whether only the number of values counts."""
        return bool(self.least) or self.most < sys.maxsize


@dataclass(frozen=True, slots=True)
class Finder:
    """A constraint that words its own results, as one in SPARQL does."""

    find: Callable[[Data, Term, Sequence[Term]], Sequence[Result]]


Piece = ValueTest | SetCheck | Finder


@dataclass(frozen=True, slots=True)
class Compiled:
    """A shape as two functions: its results for a focus node, and whether that conforms."""

    judge: Judge
    conforms: Test


def nothing(_: Data, __: Term) -> Sequence[Result]:
    """Return no results, as a deactivated shape does."""
    return ()


DEACTIVATED = Compiled(nothing, lambda _, __: True)


def itself(_: Data, focus: Term) -> Sequence[Term]:
    """Return the focus node, the one value node of a node shape."""
    return (focus,)


@dataclass(frozen=True, slots=True)
class _Pieces:
    """The constraints of a shape, sorted by how they are asked."""

    walk: Walk
    tests: tuple[ValueTest, ...]
    checks: tuple[SetCheck, ...]
    finders: tuple[Finder, ...]
    nested: tuple[Compiled, ...]


def joined(
    origin: Origin, walk: Walk, pieces: Sequence[Piece], nested: Sequence[Compiled]
) -> Compiled:
    """Return a shape from its constraints and the property shapes below it."""
    sorted_pieces = _Pieces(
        walk=walk,
        tests=tuple(piece for piece in pieces if isinstance(piece, ValueTest)),
        checks=tuple(piece for piece in pieces if isinstance(piece, SetCheck)),
        finders=tuple(piece for piece in pieces if isinstance(piece, Finder)),
        nested=tuple(nested),
    )
    return Compiled(_judge(origin, sorted_pieces), _conforms(sorted_pieces))


def _own(pieces: _Pieces) -> Callable[[Data, Term, Sequence[Term]], bool]:
    """Return whether a shape's own constraints hold, property shapes below it left aside."""
    tests = [piece.test for piece in pieces.tests]
    checks = [piece.check for piece in pieces.checks if not piece.counts]
    finds = [finder.find for finder in pieces.finders]
    least, most = _counts(pieces)

    def hold(data: Data, focus: Term, values: Sequence[Term]) -> bool:
        if not least <= len(values) <= most:
            return False
        for value in values:
            for test in tests:
                if not test(data, value):
                    return False
        for check in checks:
            for _ in check(data, focus, values):
                return False
        for find in finds:  # noqa: SIM110 - a loop costs half of any()
            if find(data, focus, values):
                return False
        return True

    return hold


def _conforms(pieces: _Pieces) -> Test:
    walk, hold = pieces.walk, _own(pieces)
    below = [shape.conforms for shape in pieces.nested]

    def conforms(data: Data, focus: Term) -> bool:
        values = walk(data, focus)
        if not hold(data, focus, values):
            return False
        for test in below:
            for value in values:
                if not test(data, value):
                    return False
        return True

    return conforms


def _judge(origin: Origin, pieces: _Pieces) -> Judge:
    if origin.path is not None and origin.path.op == "p" and not pieces.nested:
        return _judge_simple(origin, origin.path.predicate, pieces)
    walk, hold, misses = pieces.walk, _own(pieces), _misses(origin, pieces)
    below = [shape.judge for shape in pieces.nested]

    def judge(data: Data, focus: Term) -> Sequence[Result]:
        values = walk(data, focus)
        found = () if hold(data, focus, values) else misses(data, focus, values)
        for judge_below in below:
            for value in values:
                more = judge_below(data, value)
                if more:
                    found = (*found, *more)
        return found

    return judge


def _judge_simple(origin: Origin, predicate: Term, pieces: _Pieces) -> Judge:
    """Return the judge of a property shape of one predicate, which most are, without detours."""
    misses, finds = _misses(origin, pieces), [finder.find for finder in pieces.finders]
    tests = [piece.test for piece in pieces.tests]
    checks = [piece.check for piece in pieces.checks if not piece.counts]
    least, most = _counts(pieces)

    def judge(data: Data, focus: Term) -> Sequence[Result]:
        values = data.out[focus].get(predicate, ())
        if not least <= len(values) <= most:
            return misses(data, focus, values)
        for value in values:
            for test in tests:
                if not test(data, value):
                    return misses(data, focus, values)
        for check in checks:
            for _ in check(data, focus, values):
                return misses(data, focus, values)
        for find in finds:
            if find(data, focus, values):
                return misses(data, focus, values)
        return ()

    return judge


def _counts(pieces: _Pieces) -> tuple[int, int]:
    """Return how many value nodes there must be, and may be."""
    least = max((piece.least for piece in pieces.checks), default=0)
    return least, min((piece.most for piece in pieces.checks), default=sys.maxsize)


def _misses(
    origin: Origin, pieces: _Pieces
) -> Callable[[Data, Term, Sequence[Term]], tuple[Result, ...]]:
    """Return the results of a shape's own constraints, once it is known that there are some."""

    def of_values(data: Data, focus: Term, values: Sequence[Term]) -> Iterator[Result]:
        for value in values:
            for piece in pieces.tests:
                if not piece.test(data, value):
                    yield origin.result(piece.component, focus, value, why=piece.why)

    def of_sets(data: Data, focus: Term, values: Sequence[Term]) -> Iterator[Result]:
        for piece in pieces.checks:
            for offending, path in piece.check(data, focus, values):
                yield origin.result(piece.component, focus, offending, why=piece.why, path=path)
        for finder in pieces.finders:
            yield from finder.find(data, focus, values)

    def misses(data: Data, focus: Term, values: Sequence[Term]) -> tuple[Result, ...]:
        return (*of_values(data, focus, values), *of_sets(data, focus, values))

    return misses
