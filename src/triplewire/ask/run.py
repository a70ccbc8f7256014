"""A store, a query and what narrows it in, Oxigraph's results out."""

import re
from collections.abc import Iterator, Mapping

import pyoxigraph as ox

from triplewire import assets
from triplewire.ask.outline import outline
from triplewire.ask.syntax import syntax_error
from triplewire.ask.terms import expand, known_prefixes, nearest, require_text, shorten
from triplewire.errors import QueryError
from triplewire.iris import BASE
from triplewire.store import Store

Results = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples
Bound = Mapping[ox.Variable, ox.NamedNode | ox.Literal]

_KINDS = ("articles", "actors", "events", "claims", "statistics")
_LITERALS = """write "words", "mots"@fr or "2024"^^edtf:EDTF-level1"""
_DISTINCT = re.compile(r"SELECT\s+DISTINCT\b", re.IGNORECASE)
_NUMBER = re.compile(r"[+-]?\d{1,30}(?:\.\d{1,30})?")


def prefixes_of(store: Store) -> dict[str, str]:
    """Return the prefixes that a query of a store may use without declaring them."""
    return known_prefixes(store.manifest.base or BASE)


def ask(store: Store, text: str, params: Mapping[str, str] | None = None) -> Results:
    """Run a query; ``params`` keep only the rows whose columns have the values given.

    A value is an IRI in angle brackets, a prefixed name, a literal in quotes, or bare words: the
    thing of that name, and any literal that reads so.
    Raises: QueryError when the query or a parameter cannot be used.
    """
    prefixes = prefixes_of(store)
    require_text(text, *(params or {}).keys(), *(params or {}).values())
    outline(text)
    columns = _columns(text, prefixes)
    if not params:
        return store.query(text, prefixes=prefixes)
    if columns is None:
        raise QueryError("only a SELECT has columns to narrow", hint="leave out the parameters")
    conditions = [
        _condition(store, _column(name, columns), value, prefixes) for name, value in params.items()
    ]
    try:
        return store.query(_narrowed(text, columns, conditions), prefixes=prefixes)
    except SyntaxError as error:
        raise QueryError(
            "this query cannot be narrowed by parameters", hint="write the values into the query"
        ) from error


def _columns(text: str, prefixes: Mapping[str, str]) -> list[str] | None:
    """Return the columns of a query, found by running it on no data; None where it has none.

    Raises: QueryError when it is no query.
    """
    # Oxigraph's results may be let go of in their own thread alone: no frame that a later error
    # keeps alive may hold them.
    try:
        shape = ox.Store().query(text, prefixes=dict(prefixes))
    except SyntaxError as error:
        raise syntax_error(text, str(error), prefixes) from error
    if not isinstance(shape, ox.QuerySolutions):
        return None
    return [variable.value for variable in shape.variables]


def rows(store: Store, part: str, bound: Bound | None = None) -> list[ox.QuerySolution]:
    """Return the solutions of one of the program's own queries, queries/parts/<part>.rq."""
    return list(each_row(store, part, bound))


def each_row(store: Store, part: str, bound: Bound | None = None) -> Iterator[ox.QuerySolution]:
    """Yield the solutions of such a query as they are found."""
    solutions = store.query(text_of(part), substitutions=bound)
    if isinstance(solutions, ox.QuerySolutions):
        yield from solutions


def text_of(part: str) -> str:
    """Return the text of one of the program's own queries."""
    return (assets.queries() / "parts" / f"{part}.rq").read_text(encoding="utf-8")


def counts(store: Store) -> dict[str, int]:
    """Return how many articles, actors, events, claims and figures a store holds."""
    found = {row["kind"].value: int(row["number"].value) for row in rows(store, "counts")}
    return {kind: found.get(kind, 0) for kind in _KINDS}


def node_of(iri: str) -> ox.NamedNode:
    """Return an IRI as a term.

    Raises: QueryError when it is not an absolute IRI.
    """
    try:
        return ox.NamedNode(iri)
    except ValueError as error:
        raise QueryError(f"not an IRI: {iri[:200]!r}", hint=str(error)) from error


def literal_of(text: str, prefixes: Mapping[str, str]) -> ox.Literal:
    """Return the literal that is written as in Turtle.

    Raises: QueryError when it is not one literal.
    """
    head = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in prefixes.items())
    try:
        parsed = list(ox.parse(f"{head}<x:s> <x:p> {text} .", format=ox.RdfFormat.TURTLE))
    except SyntaxError as error:
        raise QueryError(f"not a literal: {text[:200]}", hint=_LITERALS) from error
    if len(parsed) != 1 or not isinstance(parsed[0].object, ox.Literal):
        raise QueryError(f"not one literal: {text[:200]}", hint=_LITERALS)
    return parsed[0].object


def the_named(store: Store, name: str, prefixes: Mapping[str, str]) -> ox.NamedNode | None:
    """Return the one thing of a name; those that bear it to the letter come before all others.

    Raises: QueryError when several things bear it.
    """
    found = rows(store, "named", {ox.Variable("wanted"): ox.Literal(name)})
    exact = {row["thing"] for row in found if row["name"].value == name}
    things = sorted(exact or {row["thing"] for row in found}, key=str)
    if len(things) > 1:
        choice = ", ".join(shorten(thing.value, prefixes) for thing in things[:10])
        raise QueryError(
            f"{len(things)} things are called {name[:200]!r}", hint=f"say which: {choice}"
        )
    return things[0] if things else None


def _narrowed(text: str, columns: list[str], conditions: list[str]) -> str:
    """Return a SELECT whose rows are those of a SELECT that meet conditions.

    Not by substitution: bound beforehand, a variable of an OPTIONAL or an aggregate would show the
    wanted value in every row, whether or not the graph has it.
    """
    found = outline(text)
    prologue, body, verb = text[: found.body], text[found.body :], "SELECT"
    # Oxigraph filters early, so hundreds of times faster, where no DISTINCT stands in the way.
    if not found.words & {"LIMIT", "OFFSET"} and _DISTINCT.match(body):
        body, verb = _DISTINCT.sub("SELECT", body, count=1), "SELECT DISTINCT"
    names = " ".join(f"?{column}" for column in columns)
    return f"{prologue}{verb} {names} WHERE {{ {{\n{body}\n}} FILTER({' && '.join(conditions)}) }}"


def _column(name: str, columns: list[str]) -> str:
    if name in columns:
        return name
    close = nearest(name, columns)
    meant = f"did you mean {close[0]}? " if close else ""
    raise QueryError(
        f"the query has no column {name!r}", hint=f"{meant}its columns: {', '.join(columns)}"
    )


def _condition(store: Store, column: str, value: str, prefixes: Mapping[str, str]) -> str:
    """Return the SPARQL condition that a column has a value; terms are written by Oxigraph."""
    if value.startswith(('"', "'")):
        return f"sameTerm(?{column}, {literal_of(value, prefixes)})"
    iri = expand(value, prefixes)
    if iri is not None:
        return f"sameTerm(?{column}, {node_of(iri)})"
    _refuse_unknown_prefix(column, value, prefixes)
    conditions = [f"STR(?{column}) = {ox.Literal(value)}"]
    if _NUMBER.fullmatch(value):
        conditions.append(f"?{column} = {value}")
    named = the_named(store, value, prefixes)
    if named is not None:
        conditions.append(f"sameTerm(?{column}, {named})")
    return f"({' || '.join(conditions)})"


def _refuse_unknown_prefix(column: str, value: str, prefixes: Mapping[str, str]) -> None:
    """Refuse what looks like a misspelt prefixed name, which would quietly find nothing."""
    prefix, colon, local = value.partition(":")
    close = nearest(prefix, prefixes) if colon and not re.search(r"\s", value) else []
    if close:
        raise QueryError(
            f"{column}: the prefix {prefix}: is not known",
            hint=f"did you mean {close[0]}:{local}? A literal is written in quotes",
        )
