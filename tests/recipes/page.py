"""The rows of each recipe on the example newsroom, and what docs/recipes/README.md shows of them.

    python -m tests.recipes.page

writes tests/golden/recipes and the page anew after a change that is meant; read the difference.
"""

import re
import tempfile
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from triplewire.ask import ask
from triplewire.ask.run import prefixes_of
from triplewire.ask.terms import shorten
from triplewire.pipeline import run
from triplewire.store import Store

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT / "seeds"
RECIPES = ROOT / "docs" / "recipes"
PAGE = RECIPES / "README.md"
GOLDEN = ROOT / "tests" / "golden" / "recipes"
_PART = re.compile(r"(<!-- recipe: ([a-z-]+) -->\n).*?(<!-- end -->\n)", re.DOTALL)
_ROWS = 5
_WIDTH = 72


def recipes() -> dict[str, str]:
    """Return the recipes by name."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(RECIPES.glob("*.rq"))}


def rows(store: Store, query: str) -> tuple[list[str], list[list[str]]]:
    """Return the columns and the rows of a query, with IRIs as prefix:name."""
    prefixes = prefixes_of(store)
    found = ask(store, query)
    assert isinstance(found, ox.QuerySolutions)
    names = [variable.value for variable in found.variables]
    return names, [[_cell(row[name], prefixes) for name in names] for row in found]


def golden(names: list[str], found: Iterable[list[str]]) -> str:
    """Return rows as they are kept: a line each, with tabs between."""
    return "".join("\t".join(row) + "\n" for row in [names, *found])


def page(text: str, results: dict[str, tuple[list[str], list[list[str]]]]) -> str:
    """Return the page with each recipe as its file has it, and with the first of its rows.

    The last column, the IRI by which one would go on, is left out.
    """
    queries = recipes()

    def part(match: re.Match[str]) -> str:
        name = match[2]
        body = queries[name][queries[name].index("SELECT") :]
        return f"{match[1]}\n```sparql\n{body}```\n\n{_table(*results[name])}\n{match[3]}"

    return _PART.sub(part, text)


def named(text: str) -> list[str]:
    """Return the recipes that a page shows, in its order."""
    return [name for _, name, _ in _PART.findall(text)]


def _table(names: list[str], found: list[list[str]]) -> str:
    shown = list(dict.fromkeys(tuple(row[:-1]) for row in found))
    lines = [names[:-1], ["---"] * (len(names) - 1), *shown[:_ROWS]]
    more = f"\n… and {len(shown) - _ROWS} more.\n" if len(shown) > _ROWS else ""
    return "".join(f"| {' | '.join(map(_short, line))} |\n" for line in lines) + more


def _short(cell: str) -> str:
    cut = cell if len(cell) <= _WIDTH else cell[:_WIDTH].rsplit(" ", 1)[0] + " …"
    return cut.replace("|", "\\|")


def _cell(term: ox.NamedNode | ox.Literal | object, prefixes: dict[str, str]) -> str:
    if isinstance(term, ox.NamedNode):
        return shorten(term.value, prefixes)
    return term.value if isinstance(term, ox.Literal) else ""


def main() -> None:
    """Write the expected rows and the page anew."""
    with tempfile.TemporaryDirectory() as folder:
        run(SEEDS, Path(folder))
        with Store(Path(folder)) as store:
            results = {name: rows(store, query) for name, query in recipes().items()}
    GOLDEN.mkdir(parents=True, exist_ok=True)
    for name, result in results.items():
        (GOLDEN / f"{name}.tsv").write_text(golden(*result), encoding="utf-8")
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8"), results), encoding="utf-8")


if __name__ == "__main__":
    main()
