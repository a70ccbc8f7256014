"""A shapes graph in, its shapes as functions out."""

from collections.abc import Callable, Iterator, Sequence

from triplewire.errors import ValidateError
from triplewire.shacl.errors import NotCompiledError
from triplewire.shacl.graph import TRUE, Data, Path, Term, lexical, read_path, sh, shown, walk
from triplewire.shacl.shapes.core import CORE
from triplewire.shacl.shapes.parts import (
    DEACTIVATED,
    Compiled,
    Origin,
    Piece,
    SetCheck,
    Test,
    ValueTest,
    itself,
    joined,
)
from triplewire.shacl.shapes.setting import Setting

Extension = Callable[["Compiler", Origin], Iterator[Piece]]

# What SHACL Advanced Features and SHACL JavaScript add to a shape's own constraints.
_ELSEWHERE = tuple(map(sh, ("expression", "js")))
_SHAPES_OF = tuple(map(sh, ("node", "property", "not", "qualifiedValueShape")))
_LISTS_OF_SHAPES = tuple(map(sh, ("and", "or", "xone")))


class Compiler:
    """Compile the shapes of one graph, each once; ``extension`` adds SPARQL-based constraints."""

    def __init__(self, shapes: Data, extension: Extension) -> None:
        self.shapes = shapes
        self._extension = extension
        self._done: dict[Term, Compiled] = {}
        self._open: list[Term] = []
        self._parents: dict[Term, list[Term]] | None = None

    def shape(self, node: Term) -> Compiled:
        """Return a compiled shape.

        Raises: ValidateError when it is not well-formed or refers to itself, NotCompiledError when
        it uses what only pySHACL knows.
        """
        if node in self._done:
            return self._done[node]
        if node in self._open:
            around = " -> ".join(shown(n) for n in [*self._open[self._open.index(node) :], node])
            raise ValidateError(
                f"a recursive shape: {around}",
                where=shown(node),
                hint="SHACL leaves open what recursive shapes mean; break the circle",
            )
        self._open.append(node)
        try:
            compiled = self._compiled(node)
        finally:
            self._open.pop()
        self._done[node] = compiled
        return compiled

    def origin(self, node: Term) -> Origin:
        """Return what the results of a shape say of it."""
        described = self.shapes.out[node]
        paths = described.get(sh("path"), [])
        if len(paths) > 1:
            raise ValidateError("a shape with two paths", where=shown(node), hint="keep one")
        return Origin(
            shape=node,
            path=read_path(self.shapes, paths[0]) if paths else None,
            severity=self.shapes.one(node, sh("severity")) or sh("Violation"),
            messages=self.messages(node),
        )

    def messages(self, node: Term) -> tuple[str, ...]:
        """Return the texts of a node's messages, sorted."""
        texts = self.shapes.out[node].get(sh("message"), ())
        return tuple(sorted(lexical(text) for text in texts if text[0] == '"'))

    def _compiled(self, node: Term) -> Compiled:
        described = self.shapes.out[node]
        if described.get(sh("deactivated")) == [TRUE]:
            return DEACTIVATED
        if any(parameter in described for parameter in _ELSEWHERE):
            raise NotCompiledError(node)
        origin = self.origin(node)
        pieces = [*self._core(node, origin.path), *self._extension(self, origin)]
        nested = [self._property(node, inner) for inner in described.get(sh("property"), ())]
        return joined(origin, walk(origin.path) if origin.path else itself, pieces, nested)

    def _property(self, node: Term, inner: Term) -> Compiled:
        if sh("path") not in self.shapes.out[inner]:
            raise ValidateError(
                f"not a property shape: {shown(inner)}",
                where=shown(node),
                hint="a value of sh:property has a sh:path",
            )
        return self.shape(inner)

    def _core(self, node: Term, path: Path | None) -> Iterator[ValueTest | SetCheck]:
        described, setting = self.shapes.out[node], Setting(self.shapes, node)
        for name, parameter in CORE.items():
            values = described.get(sh(name), ())
            if (len(values) > 1 and parameter.once) or (
                values and path is None and parameter.of_paths
            ):
                raise setting.odd(name, " and ".join(values))
            for value in values:
                piece = parameter.build(setting, value)
                if piece is not None:
                    yield piece
        for name, combine in _COMBINED.items():
            for value in described.get(sh(name), ()):
                yield combine(self, setting, value)
        for value in described.get(sh("qualifiedValueShape"), ()):
            yield from self._qualified(setting, value)

    def conforming(self, setting: Setting, parameter: str, head: Term) -> list[Test]:
        """Return the tests of a list of shapes."""
        return [self.shape(node).conforms for node in setting.members(parameter, head)]

    def _qualified(self, setting: Setting, value: Term) -> Iterator[SetCheck]:
        described = self.shapes.out[setting.shape]
        fits = self.shape(value).conforms
        disjoint = TRUE in described.get(sh("qualifiedValueShapesDisjoint"), ())
        others = [self.shape(n).conforms for n in self._siblings(setting.shape, value)]
        siblings = others if disjoint else []

        def number(data: Data, values: Sequence[Term]) -> int:
            return sum(
                fits(data, node) and not any(other(data, node) for other in siblings)
                for node in values
            )

        for parameter, component, sign in (
            ("qualifiedMinCount", "QualifiedMinCount", 1),
            ("qualifiedMaxCount", "QualifiedMaxCount", -1),
        ):
            for limit_term in described.get(sh(parameter), ()):
                limit = setting.count(parameter, limit_term)

                def check(
                    data: Data,
                    _: Term,
                    values: Sequence[Term],
                    *,
                    limit: int = limit,
                    sign: int = sign,
                ) -> list[tuple[None, None]]:
                    return [(None, None)] if (number(data, values) - limit) * sign < 0 else []

                yield SetCheck(component, check, f"Not sh:{parameter} {limit} conforming values.")

    def _siblings(self, shape: Term, own: Term) -> list[Term]:
        """Return the qualified value shapes of the property shapes beside a property shape."""
        if self._parents is None:
            self._parents = {}
            for subject, described in self.shapes.out.items():
                for inner in described.get(sh("property"), ()):
                    self._parents.setdefault(inner, []).append(subject)
        return [
            other
            for parent in self._parents.get(shape, ())
            for inner in self.shapes.out[parent].get(sh("property"), ())
            for other in self.shapes.out[inner].get(sh("qualifiedValueShape"), ())
            if other != own
        ]


Combine = Callable[[Compiler, Setting, Term], ValueTest]


def _node(compiler: Compiler, _: Setting, value: Term) -> ValueTest:
    return ValueTest(
        "Node", compiler.shape(value).conforms, f"Value does not conform to {shown(value)}."
    )


def _not(compiler: Compiler, _: Setting, value: Term) -> ValueTest:
    fits = compiler.shape(value).conforms
    return ValueTest(
        "Not", lambda data, node: not fits(data, node), f"Value conforms to {shown(value)}."
    )


def _any(tests: list[Test]) -> Test:
    def test(data: Data, node: Term) -> bool:
        for each in tests:  # noqa: SIM110 - a loop costs half of any()
            if each(data, node):
                return True
        return False

    return test


def _all(tests: list[Test]) -> Test:
    return lambda data, node: all(test(data, node) for test in tests)


def _exactly_one(tests: list[Test]) -> Test:
    return lambda data, node: sum(test(data, node) for test in tests) == 1


def _logical(component: str, parameter: str, join: Callable[[list[Test]], Test]) -> Combine:
    def combine(compiler: Compiler, setting: Setting, head: Term) -> ValueTest:
        tests = compiler.conforming(setting, parameter, head)
        why = f"Value does not conform to sh:{parameter} of {len(tests)} shapes."
        return ValueTest(component, join(tests), why)

    return combine


_COMBINED: dict[str, Combine] = {
    "node": _node,
    "not": _not,
    "and": _logical("And", "and", _all),
    "or": _logical("Or", "or", _any),
    "xone": _logical("Xone", "xone", _exactly_one),
}


def below(shapes: Data, node: Term) -> Iterator[Term]:
    """Yield the shapes that a shape refers to."""
    described = shapes.out[node]
    for parameter in _SHAPES_OF:
        yield from described.get(parameter, ())
    for parameter in _LISTS_OF_SHAPES:
        for head in described.get(parameter, ()):
            yield from shapes.members(head)
