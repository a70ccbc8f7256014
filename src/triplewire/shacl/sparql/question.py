"""A SPARQL query of a shapes graph in, a function from a focus node to its solutions out."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

import pyoxigraph as ox

from triplewire.errors import ValidateError
from triplewire.shacl.errors import NotCompiledError
from triplewire.shacl.graph import XSD, Data, Term, lexical, sh, shown
from triplewire.shacl.sparql import algebra as al
from triplewire.shacl.sparql.expressions import Solution, UnknownFunctionError
from triplewire.shacl.sparql.operators import ElsewhereError
from triplewire.shacl.sparql.oxigraph import answers, has_blank, rewritten, store_of
from triplewire.shacl.sparql.parse import parse_query
from triplewire.shacl.sparql.plan import Solve, solver
from triplewire.shacl.sparql.reader import SyntaxUnknownError
from triplewire.shacl.sparql.scope import certain

_IMPORTS = "<http://www.w3.org/2002/07/owl#imports>"
_PATH = re.compile(r"[$?]PATH\b")
_FUNCTION = sh("SPARQLFunction")
_OPTIONAL_IN_SUBQUERIES = frozenset(("?shapesGraph", "?currentShape"))


@dataclass(frozen=True, slots=True)
class Question:
    """A query that is asked with some variables bound before.

    ``solve`` is None where only Oxigraph can answer; ``rewritten`` is what it is asked.
    ``named`` are the variables of the query.
    """

    where: Term
    parsed: al.Parsed
    solve: Solve | None
    rewritten: str
    named: frozenset[al.Node]
    shapes: Data | None

    def solutions(self, data: Data, row: Solution) -> Sequence[Solution]:
        """Return the solutions, each once; ASK gives one for yes, none for no."""
        if self.solve is None:
            return _once(self._elsewhere(data, row))
        try:
            found = self.solve(data, row)
            return found if len(found) < 2 else _once(found)
        except ElsewhereError:
            return _once(self._elsewhere(data, row))

    def _elsewhere(self, data: Data, row: Solution) -> Iterator[Solution]:
        bound = {name: term for name, term in row.items() if name in self.named}
        if data.source is not None and self.shapes is None and not has_blank(bound):
            return answers(self.rewritten, data.source, bound, union=True)
        if data.store is None:
            data.store = store_of(data, self.shapes)
        return answers(self.rewritten, data.store, bound)


def _once(solutions: Iterable[Solution]) -> list[Solution]:
    rows = list(solutions)
    if len(rows) < 2:
        return rows
    found: dict[tuple[tuple[str, Term], ...], Solution] = {}
    for solution in rows:
        found.setdefault(tuple(sorted(solution.items())), solution)
    return list(found.values())


def read_question(
    shapes: Data, node: Term, text: Term, *, prebound: frozenset[al.Node], path: str | None = None
) -> Question:
    """Return a query of the shapes graph, with the prefixes that its node names.

    Raises: ValidateError when it is malformed or SHACL does not allow it, NotCompiledError when it
    calls a function that the shapes graph declares.
    """
    query = prologue(shapes, node) + lexical(text)
    if path is not None:
        query = _PATH.sub(lambda _: f"({path})", query)
    _check_grammar(query, node)
    try:
        parsed = parse_query(query)
    except SyntaxUnknownError as error:
        raise NotCompiledError(node) from error
    declared = {n for n, about in shapes.out.items() if _FUNCTION in about.get(_TYPE, ())}
    used = {call.name for call in _calls(parsed.select)}
    if declared & used:
        raise NotCompiledError(node)
    iris = {name for name in used if name[0] == "<" and name[-1] == ">"}
    strange = {name for name in iris if not name.startswith(f"<{XSD}")}
    if strange:
        raise _odd(node, f"a function that nobody declares: {', '.join(sorted(strange))}")
    _check_allowed(parsed.select, node, prebound)
    try:
        solve = solver(parsed.select, prebound)
    except UnknownFunctionError:
        solve = None
    named = frozenset("?" + token.text[1:] for token in parsed.tokens if token.kind == "var")
    return Question(
        where=node,
        parsed=parsed,
        solve=solve,
        rewritten=rewritten(parsed, prebound),
        named=named,
        shapes=shapes if "?shapesGraph" in named else None,
    )


_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"


def prologue(shapes: Data, node: Term) -> str:
    """Return the PREFIX declarations of a query's node."""
    found: dict[str, str] = {}
    agenda = list(shapes.out[node].get(sh("prefixes"), ()))
    seen = set(agenda)
    while agenda:
        described = shapes.out[agenda.pop()]
        for declaration in described.get(sh("declare"), ()):
            prefix = shapes.one(declaration, sh("prefix"))
            namespace = shapes.one(declaration, sh("namespace"))
            if prefix is None or namespace is None or namespace[0] != '"':
                raise _odd(node, "a sh:declare without sh:prefix and sh:namespace")
            name, iri = lexical(prefix), lexical(namespace)
            if found.setdefault(name, iri) != iri:
                raise _odd(node, f"two namespaces for the prefix {name}")
        for imported in described.get(_IMPORTS, ()):
            if imported not in seen:
                seen.add(imported)
                agenda.append(imported)
    return "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in sorted(found.items()))


def _check_grammar(query: str, node: Term) -> None:
    # Oxigraph forbids to project what is not grouped, as SPARQL does; nothing is evaluated here.
    try:
        with suppress(RuntimeError):  # functions that it does not have are seen to later
            ox.Store().query(query)
    except SyntaxError as error:
        raise ValidateError(
            f"not a SPARQL query: {error.msg}",
            where=shown(node),
            hint="correct the query, and declare its prefixes by sh:declare",
        ) from error


def _calls(select: al.Select) -> Iterator[al.Call]:
    for element in (select, *al.elements_of(select.where)):
        for expression in al.expressions_of(element):
            if isinstance(expression, al.Call):
                yield expression


def _check_allowed(select: al.Select, node: Term, prebound: frozenset[al.Node]) -> None:
    """Raise ValidateError for what SHACL forbids in queries with pre-bound variables."""
    needed = prebound - _OPTIONAL_IN_SUBQUERIES
    for name, value in select.columns or ():
        if value is not None and name in prebound:
            raise _odd(node, f"{name} is bound before, and cannot be bound AS")
    for element in al.elements_of(select.where):
        if isinstance(element, al.Refused):
            raise _odd(node, f"{element.keyword} in a query with pre-bound variables")
        if isinstance(element, al.Bind) and element.name in prebound:
            raise _odd(node, f"{element.name} is bound before, and cannot be bound AS")
        if isinstance(element, al.Select):
            columns = element.columns or [(name, None) for name in certain(element.where)]
            if any(value is not None and name in prebound for name, value in columns):
                raise _odd(node, "a subquery binds AS what is bound before")
            missing = needed - {name for name, _ in columns}
            if missing:
                raise _odd(node, f"a subquery that does not return {', '.join(sorted(missing))}")


def _odd(node: Term, what: str) -> ValidateError:
    return ValidateError(
        what, where=shown(node), hint="SHACL does not allow it; write it otherwise"
    )
