"""Nothing that changes is held by a module: two of anything in one process share constants alone.

What a module may hold, and a class beside its methods:

- constants: numbers, texts, tuples, frozen sets, compiled patterns, terms, frozen records, code;
- tables: dicts (outside publish.web lists and sets, too) that are full when the module is imported
  and that no line of the program changes;
- memos of functions that depend on nothing but their arguments and the files of the package:
  without a bound only where there are as many arguments as files.
"""

import ast
import dataclasses
import importlib
import inspect
import logging
import operator
import pkgutil
import re
import struct
import typing
from collections.abc import Iterator
from datetime import date, tzinfo
from decimal import Decimal
from enum import Enum
from functools import _lru_cache_wrapper, partial
from json import JSONDecoder
from pathlib import Path, PurePath
from types import GenericAlias, MappingProxyType, ModuleType, UnionType

import click
import msgspec
import pyoxigraph as ox
import pytest

import triplewire

SOURCE = Path(triplewire.__file__).parent
NAMES = sorted(
    info.name
    for info in pkgutil.walk_packages(triplewire.__path__, "triplewire.")
    if not info.name.endswith("__main__")
)
WEB = "triplewire.publish.web"
_PLAIN = (
    *(bool, bytes, complex, float, int, str, Decimal, Enum, date, range, tzinfo, type(None)),
    *(PurePath, re.Pattern, struct.Struct, ox.Literal, ox.NamedNode, ox.Variable),
    *(ox.QueryResultsFormat, ox.RdfFormat),
)
_CODE = (
    *(ModuleType, type, GenericAlias, UnionType, classmethod, property, staticmethod),
    *(typing.ForwardRef, typing.TypeVar, typing.ParamSpec),
    *(operator.attrgetter, operator.itemgetter, click.Command, logging.NullHandler, JSONDecoder),
)
# How a worker process is given what all its tasks need; the parent's stay empty.
_OF_WORKERS = {
    "triplewire.build.workers._tools",
    "triplewire.build.judged._warner",
    "triplewire.shacl.reach.stream._judge",
}
# What is said of a node that is not there.
_EMPTY = {"triplewire.shacl.graph.index._NOTHING"}
# Memos by the name of a file, of a part of one, or of a trait: there are as many as that.
_OF_FILES = {
    "triplewire.event_types.having",
    "triplewire.extract.parse.model._load",
    "triplewire.ontology.concepts",
    "triplewire.report.writers.html._asset",
}
# The only memo among the pages: their templates are files of the package.
_OF_TEMPLATES = "triplewire.publish.web.pages.render._environment"
# What Python itself puts into abstract classes and named tuples.
_PYTHONS = {"_abc_impl", "_field_defaults"}
_CHANGING = frozenset(
    {"add", "append", "appendleft", "clear", "discard", "extend", "insert", "move_to_end", "pop",
     "popitem", "popleft", "remove", "reverse", "setdefault", "sort", "update"}
)  # fmt: skip


def is_constant(value: object) -> bool:
    """Say whether nothing can change a value, as far as Python holds anybody from it."""
    if isinstance(value, (*_PLAIN, *_CODE)) or inspect.isroutine(value):
        return True
    if isinstance(value, partial):
        return is_constant((value.func, value.args, *value.keywords.values()))
    if isinstance(value, (tuple, frozenset)):
        return all(map(is_constant, value))
    if isinstance(value, MappingProxyType):
        return is_table(dict(value))
    if isinstance(value, msgspec.Struct):
        inner = (getattr(value, field) for field in value.__struct_fields__)
        return value.__struct_config__.frozen and all(map(is_constant, inner))
    if dataclasses.is_dataclass(value):
        frozen: bool = getattr(value, "__dataclass_params__").frozen  # noqa: B009  unknown to mypy
        parts = (getattr(value, field.name) for field in dataclasses.fields(value))
        return frozen and all(is_constant(part) or is_table(part) for part in parts)
    # Aliases and special forms of typing, and what ``from __future__`` brings.
    return type(value).__module__ in {"typing", "collections.abc", "__future__"}


def is_table(value: object) -> bool:
    """Say whether something is a container that was full from the beginning."""
    if type(value) is dict:
        return bool(value) and all(is_constant(v) or is_table(v) for v in value.values())
    return isinstance(value, list | set) and bool(value) and all(map(is_constant, value))


def held(name: str) -> Iterator[tuple[str, object]]:
    """Yield what a module and its classes hold, by name."""
    for key, value in vars(importlib.import_module(name)).items():
        if key.startswith("__"):
            continue
        yield f"{name}.{key}", value
        if inspect.isclass(value) and value.__module__ == name and not issubclass(value, Enum):
            for part, inner in vars(value).items():
                if not (
                    part.startswith("__") or part in _PYTHONS or inspect.isdatadescriptor(inner)
                ):
                    yield f"{name}.{key}.{part}", inner


def own_memos(name: str) -> Iterator[tuple[str, "_lru_cache_wrapper[object]"]]:
    for _, value in held(name):
        if isinstance(value, _lru_cache_wrapper) and value.__wrapped__.__module__.startswith(
            "triplewire"
        ):
            yield f"{value.__wrapped__.__module__}.{value.__name__}", value


def bound(tree: ast.Module) -> set[str]:
    """Return the names that a module binds outside functions and classes."""
    nodes = [node for top in tree.body if not _opens(top) for node in ast.walk(top)]
    stored = {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    imported = {
        name.asname or name.name for n in nodes if isinstance(n, ast.ImportFrom) for name in n.names
    }
    return stored | imported


def changed(tree: ast.Module) -> Iterator[str]:
    """Yield the names of what code changes in place, or binds anew for the whole module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Global):
            yield from node.names
        elif isinstance(node, ast.Subscript | ast.Attribute) and not isinstance(node.ctx, ast.Load):
            yield _root(node.value)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield from [_root(node.func.value)] if node.func.attr in _CHANGING else []


def _opens(node: ast.stmt) -> bool:
    return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)


def _root(node: ast.expr) -> str:
    while isinstance(node, ast.Subscript | ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


@pytest.mark.parametrize("name", NAMES)
def test_a_module_holds_nothing_but_constants_tables_and_memos(name: str) -> None:
    other = {
        key: value
        for key, value in held(name)
        if not (is_constant(value) or is_table(value) or isinstance(value, _lru_cache_wrapper))
    }

    assert other.keys() <= _OF_WORKERS | _EMPTY


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith(WEB)])
def test_a_module_of_the_web_holds_no_list_no_set_and_no_memo_but_that_of_templates(
    name: str,
) -> None:
    loose = [key for key, value in held(name) if isinstance(value, list | set)]
    memos = {key for key, _ in own_memos(name) if key.startswith(WEB)}

    assert loose == []
    assert memos <= {_OF_TEMPLATES}


def test_memos_are_bounded_but_for_those_of_files() -> None:
    unbounded = {
        key
        for name in NAMES
        for key, memo in own_memos(name)
        if memo.cache_parameters()["maxsize"] is None and inspect.signature(memo).parameters
    }

    assert unbounded == _OF_FILES


def test_no_line_of_the_program_changes_what_a_module_holds() -> None:
    found = set()
    for path in SOURCE.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        module = ".".join(["triplewire", *path.relative_to(SOURCE).with_suffix("").parts])
        found |= {f"{module}.{name}" for name in bound(tree) & set(changed(tree))}

    assert found <= _OF_WORKERS


@pytest.mark.parametrize(
    "value",
    [{}, [], {"a": []}, {"a": {}}, [{}], ({},), object(), partial(print, []), bytearray(b"a")],
    ids=lambda value: type(value).__name__,
)
def test_what_could_be_filled_later_is_no_constant_and_no_table(value: object) -> None:
    assert not is_constant(value)
    assert not is_table(value)
