"""SPARQL-based constraints, components and targets of a shapes graph in, functions of data out."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from triplewire.errors import ValidateError
from triplewire.shacl.errors import NotCompiledError
from triplewire.shacl.graph import SH, TRUE, Data, Term, plain, sh, shown
from triplewire.shacl.results import Result
from triplewire.shacl.shapes.compile import Compiler
from triplewire.shacl.shapes.components import Component, read_components
from triplewire.shacl.shapes.parts import Finder, Origin, Piece
from triplewire.shacl.sparql import SHAPES_GRAPH, Question, Solution, read_question

_PLACEHOLDER = re.compile(r"\{[?$](\w+)\}")
_FOCUS, _VALUE = "?this", "?value"


@dataclass(frozen=True, slots=True)
class _Asker:
    """What the results of a SPARQL-based constraint say of it."""

    origin: Origin
    component: str
    messages: tuple[str, ...]
    constraint: Term | None
    fixed: Solution

    def result(self, focus: Term, row: Solution, value: Term | None) -> Result:
        """Return the result of one solution.

        Raises: ValidateError when the query says that it failed.
        """
        if row.get("?failure") == TRUE:
            raise ValidateError("a constraint reports a failure", where=shown(self.origin.shape))
        values = {**self.fixed, _FOCUS: focus, **row}
        path = row.get("?path", "")
        result = self.origin.result(
            self.component,
            focus,
            value,
            why=f"Value fails {self.component}.",
            path=shown(path) if path[:1] == "<" else None,
        )
        texts = self.messages
        if "?message" in row:
            texts = (plain(row["?message"]),)
        message = " ".join(sorted(_filled(text, values) for text in texts)) or result.message
        if self.constraint is None:
            return replace(result, message=message)
        return replace(
            result,
            message=message,
            shape=shown(self.constraint),
            source_shape=shown(self.origin.shape),
        )


def _filled(message: str, row: Solution) -> str:
    """Return the message with {?name} and {$name} replaced by what the row has for them."""

    def value(found: re.Match[str]) -> str:
        term = row.get("?" + found[1])
        return found[0] if term is None else plain(term)

    return _PLACEHOLDER.sub(value, message)


class Extension:
    """The SPARQL-based constraints of one shapes graph."""

    def __init__(self, shapes: Data) -> None:
        self._shapes = shapes
        self._components = read_components(shapes)
        self.questions: dict[Term, list[tuple[str, Question]]] = {}
        """The queries of each shape, for what they read."""

    def __call__(self, compiler: Compiler, origin: Origin) -> Iterator[Piece]:
        """Yield the SPARQL-based constraints of a shape."""
        described = self._shapes.out[origin.shape]
        for node in described.get(sh("sparql"), ()):
            if TRUE not in self._shapes.out[node].get(sh("deactivated"), ()):
                yield self._constraint(compiler, origin, node)
        for component in self._components:
            for parameters in component.settings(described):
                yield self._validator(compiler, origin, component, parameters)

    def _question(self, origin: Origin, node: Term, kind: str, names: set[str]) -> Question:
        texts = self._shapes.out[node].get(sh(kind), ())
        if len(texts) != 1 or texts[0][0] != '"':
            raise ValidateError(f"not one sh:{kind}", where=shown(node), hint="give it one query")
        question = read_question(
            self._shapes,
            node,
            texts[0],
            prebound=frozenset(names),
            path=origin.path.sparql if origin.path else None,
        )
        self.questions.setdefault(origin.shape, []).append((kind, question))
        return question

    def _constraint(self, compiler: Compiler, origin: Origin, node: Term) -> Finder:
        fixed = {"?currentShape": origin.shape, "?shapesGraph": SHAPES_GRAPH}
        question = self._question(origin, node, "select", {_FOCUS, *fixed})
        asker = _Asker(
            origin,
            SH + "SPARQLConstraintComponent",
            compiler.messages(node),
            node,
            fixed,
        )
        return Finder(_selecting(question, asker))

    def _validator(
        self, compiler: Compiler, origin: Origin, component: Component, parameters: dict[str, Term]
    ) -> Finder:
        validator = component.for_properties if origin.path else component.for_nodes
        if validator is None:
            raise NotCompiledError(component.node)
        described = self._shapes.out[validator]
        fixed = {**parameters, "?currentShape": origin.shape, "?shapesGraph": SHAPES_GRAPH}
        asker = _Asker(origin, shown(component.node), compiler.messages(validator), None, fixed)
        optional = {component.parameters[predicate] for predicate in component.optional}
        names = {_FOCUS, *fixed} | optional - parameters.keys()
        if sh("select") in described:
            question = self._question(origin, validator, "select", names)
            return Finder(_selecting(question, asker))
        if sh("ask") not in described:
            raise NotCompiledError(validator)
        return Finder(_asking(self._question(origin, validator, "ask", {*names, _VALUE}), asker))


Find = Callable[[Data, Term, Sequence[Term]], Sequence[Result]]


def _selecting(question: Question, asker: _Asker) -> Find:
    whole = asker.origin.path is None

    def find(data: Data, focus: Term, _: Sequence[Term]) -> Sequence[Result]:
        rows = question.solutions(data, {**asker.fixed, _FOCUS: focus})
        if not rows:
            return ()
        return [asker.result(focus, row, row.get(_VALUE, focus if whole else None)) for row in rows]

    return find


def _asking(question: Question, asker: _Asker) -> Find:
    def find(data: Data, focus: Term, values: Sequence[Term]) -> list[Result]:
        return [
            asker.result(focus, {_VALUE: value}, value)
            for value in values
            if not question.solutions(data, {**asker.fixed, _FOCUS: focus, _VALUE: value})
        ]

    return find


def read_target(shapes: Data, node: Term) -> Question:
    """Return the query of a SPARQL-based target.

    Raises: NotCompiledError when it is a target of another kind.
    """
    texts = shapes.out[node].get(sh("select"), ())
    if len(texts) != 1 or texts[0][0] != '"':
        raise NotCompiledError(node)
    return read_question(shapes, node, texts[0], prebound=frozenset())
