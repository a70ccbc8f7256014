"""How many triple patterns a query has, by one rule.

Every triple pattern of the parsed query counts as one, wherever it stands (OPTIONAL, UNION,
EXISTS, a subquery), those that only fetch a label too. Of a property path every step counts:
``a/b`` and ``a|b`` are two, ``^a``, ``a*``, ``a+`` and ``a?`` as many as ``a``. FILTER, BIND and
VALUES are none.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from rdflib.paths import AlternativePath, InvPath, MulPath, NegatedPath, SequencePath
from rdflib.plugins.sparql import prepareQuery

OLD = Path(__file__).parents[1] / "migrations" / "0.1.0" / "recipes"
NEW = Path(__file__).parents[2] / "docs" / "recipes"


def patterns(query: str) -> int:
    """Return how many triple patterns a SPARQL query has."""
    return sum(_steps(predicate) for _, predicate, _ in _triples(prepareQuery(query).algebra))


def patterns_of(folder: Path) -> dict[str, int]:
    """Return the same of every query of a folder, by its name."""
    return {path.stem: patterns(path.read_text("utf-8")) for path in sorted(folder.glob("*.rq"))}


def _triples(part: object) -> Iterator[tuple[object, object, object]]:
    if isinstance(part, Mapping):
        for name, inner in part.items():
            yield from inner if name == "triples" else _triples(inner)
    elif isinstance(part, list | tuple):
        for inner in part:
            yield from _triples(inner)


def _steps(predicate: object) -> int:
    if isinstance(predicate, SequencePath | AlternativePath):
        return sum(map(_steps, predicate.args))
    if isinstance(predicate, NegatedPath):
        return 1
    if isinstance(predicate, InvPath):
        return _steps(predicate.arg)
    return _steps(predicate.path) if isinstance(predicate, MulPath) else 1


def main() -> None:
    """Print how many patterns each recipe had, and has."""
    old, new = patterns_of(OLD), patterns_of(NEW)
    for name, number in old.items():
        print(f"{name:<26} {number:>3} {new[name]:>3}")  # noqa: T201
    print(f"{'all':<26} {sum(old.values()):>3} {sum(new.values()):>3}")  # noqa: T201


if __name__ == "__main__":
    main()
