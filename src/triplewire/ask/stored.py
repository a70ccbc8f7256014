"""The name of a query, a file or SPARQL itself in, the text of a query out."""

from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from triplewire import assets
from triplewire.ask.terms import nearest, require_text, visible
from triplewire.errors import QueryError
from triplewire.system.files import read_text

LARGEST = 1_000_000  # bytes of a query


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredQuery:
    """A query that comes with the program; its ``variables`` can be narrowed."""

    name: str
    help: str
    text: str
    variables: tuple[str, ...]


def stored_queries() -> dict[str, StoredQuery]:
    """Return the queries of queries/*.rq by name, in the order of their names."""
    paths = {path.stem: path for path in assets.queries().glob("*.rq")}
    return {name: _read_stored(paths[name]) for name in sorted(paths)}


def resolve(spec: str) -> tuple[str, str]:
    """Return the name and text of a query given by its name, as a file, or as SPARQL.

    Raises: QueryError when there is no such query or the file cannot be read.
    """
    require_text(spec)
    if "{" in spec:
        return "query", spec
    stored = assets.queries() / f"{spec}.rq"
    if stored.parent == assets.queries() and _is_file(stored):
        return spec, stored.read_text(encoding="utf-8")
    path = Path(spec)
    if path.suffix != ".rq" and not _is_file(path):
        names = [path.stem for path in assets.queries().glob("*.rq")]
        close = nearest(spec, names)
        hint = f"did you mean {close[0]}?" if close else f"there are: {', '.join(sorted(names))}"
        raise QueryError(f"no query is called {spec[:80]!r}", hint=hint)
    try:
        return path.stem, read_text(path, LARGEST)
    except (OSError, ValueError) as error:
        raise QueryError(
            f"the query cannot be read: {error}",
            where=visible(spec[:200]),
            hint="name a text file in UTF-8",
        ) from error


def _is_file(path: Path) -> bool:
    """Say whether there is such a file; no words that are longer than any name are one."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _read_stored(path: Path) -> StoredQuery:
    text = path.read_text(encoding="utf-8")
    solutions = ox.Store().query(text)
    variables = solutions.variables if isinstance(solutions, ox.QuerySolutions) else []
    return StoredQuery(
        name=path.stem,
        help=text.splitlines()[0].removeprefix("# "),
        text=text,
        variables=tuple(variable.value for variable in variables),
    )
