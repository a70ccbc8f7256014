"""The program knows no article: no name, sentence or figure of the seeds stands in src/."""

import ast
import csv
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
CODE = {
    path: path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "src").rglob("*"))
    if path.suffix in {".py", ".rq"}
}
# Countries, cities and world organisations are general knowledge; the rest of the table is not.
_GENERAL = {"country", "city", "continent", "place"}
_WORLD = {"Xinhua", "United Nations", "World Trade Organization", "PR Newswire"}


def listed_names() -> list[str]:
    with (ROOT / "seeds" / "actors.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["type"] not in _GENERAL]
    names = [row["name"] for row in rows if row["name"] not in _WORLD]
    surnames = [name.split()[-1] for name in names if name.istitle() and len(name.split()) == 2]
    return sorted({*names, *(name for name in surnames if len(name) > 4)})


def runs(text: str, length: int) -> set[str]:
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[i : i + length]) for i in range(len(words) - length + 1)}


@pytest.mark.parametrize("name", listed_names())
def test_no_name_of_the_seeds_stands_in_the_code(name: str) -> None:
    found = [path.name for path, code in CODE.items() if re.search(rf"\b{re.escape(name)}\b", code)]

    assert found == []


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared")
def test_no_six_words_in_a_row_of_the_originals_stand_in_the_code() -> None:
    sources = [*(SHARED / "seeds").glob("*.txt"), *(ROOT / "seeds" / "articles").glob("*.txt")]
    articles = set().union(*(runs(path.read_text(encoding="utf-8"), 6) for path in sources))

    for path, code in CODE.items():
        assert runs(code, 6) & articles == set(), path


def swallows_all(node: ast.AST) -> bool:
    if not isinstance(node, ast.ExceptHandler) or isinstance(node.body[-1], ast.Raise):
        return False
    kinds = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
    return any(
        kind is None or (isinstance(kind, ast.Name) and kind.id in {"Exception", "BaseException"})
        for kind in kinds
    )


def test_one_place_alone_catches_what_nobody_foresaw() -> None:
    found = [
        path.name
        for path, code in CODE.items()
        if path.suffix == ".py"
        for node in ast.walk(ast.parse(code))
        if swallows_all(node)
    ]

    assert found == ["faults.py"]


@pytest.mark.parametrize("figure", ["89.3", "98.4", "7,000", "7000", "89300000000", "98400000000"])
def test_no_figure_of_the_seeds_stands_in_the_code(figure: str) -> None:
    number = re.compile(rf"(?<![\d.]){re.escape(figure)}(?![\d.])")

    assert [path.name for path, code in CODE.items() if number.search(code)] == []
