"""The house as it is drawn, and as it stands."""

import ast
import importlib
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "triplewire"
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
    "importlinter"
]["contracts"]
FLOORS = {
    contract["containers"][0]: contract["layers"]
    for contract in CONTRACTS
    if contract["type"] == "layers"
}
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
FOLDERS = sorted(path.parent for path in SOURCE.rglob("__init__.py"))
# Roofs over rooms that have nothing in common but their place, and the public API itself.
_ROOFS = {"triplewire", "publish", "web", "system"}


def drawn(title: str) -> list[str]:
    """Return the lines of a drawing, from the first one beside its title to the blank one."""
    lines = PAGE.split("\n")
    first = next(n for n, line in enumerate(lines) if line.startswith(f"    {title}  "))
    last = next(n for n in range(first, len(lines)) if not lines[n].strip())
    return [line.removeprefix(f"    {title}").strip() for line in lines[first:last]]


def public(folder: Path) -> list[str]:
    """Return what a folder's ``__all__`` lists."""
    tree = ast.parse((folder / "__init__.py").read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return list(ast.literal_eval(node.value))
    return []


def test_the_page_draws_the_layers_that_the_contract_holds() -> None:
    house = "".join(f"    {layer}\n" for layer in FLOORS["triplewire"])

    assert f"\n\n{house}\n" in PAGE


@pytest.mark.parametrize("room", ["extract", "shacl", "publish.web", "engines"])
def test_the_page_draws_the_floors_of_a_folder(room: str) -> None:
    assert drawn(room) == FLOORS[f"triplewire.{room}"]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_a_folder_says_what_it_is_and_shows_a_face(folder: Path) -> None:
    doc = ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8")))
    used = any(path.name != "__init__.py" for path in folder.glob("*.py"))

    assert doc
    assert doc.partition("\n")[0].endswith((".", ":"))
    assert public(folder) or folder.name in _ROOFS or not used


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_what_a_folder_shows_can_be_had_from_it(folder: Path) -> None:
    name = ".".join(["triplewire", *folder.relative_to(SOURCE).parts])
    module = importlib.import_module(name)

    assert [shown for shown in public(folder) if not hasattr(module, shown)] == []


def test_no_module_is_longer_than_300_lines() -> None:
    lengths = {
        path.relative_to(SOURCE).as_posix(): len(path.read_text(encoding="utf-8").split("\n"))
        for path in SOURCE.rglob("*.py")
    }

    assert {name: length for name, length in lengths.items() if length > 301} == {}
