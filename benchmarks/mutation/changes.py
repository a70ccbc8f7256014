"""Sources in, every change that can be made to them out: placed by bytes, one at a time."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

_FLIPPED: dict[type[ast.cmpop], tuple[str, str]] = {
    ast.Lt: ("<", "<="),
    ast.LtE: ("<=", "<"),
    ast.Gt: (">", ">="),
    ast.GtE: (">=", ">"),
    ast.Eq: ("==", "!="),
    ast.NotEq: ("!=", "=="),
    ast.Is: ("is", "is not"),
    ast.IsNot: (r"is\s+not", "is"),
    ast.In: ("in", "not in"),
    ast.NotIn: (r"not\s+in", "in"),
}
# Says nothing of what the code does, or cannot be placed (the inside of an f-string before 3.12).
_LEFT_OUT = (ast.JoinedStr, ast.Assert, ast.Import, ast.ImportFrom)
# Fields that hold annotations, and decorators and bases, whose changes break an import or nothing.
_FIELDS_LEFT_OUT = frozenset({"annotation", "returns", "decorator_list", "bases", "keywords"})

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A place in a file, by bytes, and what is put there; `lines` are the statement's."""

    path: str
    span: Span
    new: str
    lines: Span
    inside: bool


class Changes:
    """Every change that can be made to one file."""

    def __init__(self, path: str, source: bytes) -> None:
        self._path, self._source = path, source
        self._starts = [0]
        for line in source.splitlines(keepends=True):
            self._starts.append(self._starts[-1] + len(line))

    def __iter__(self) -> Iterator[Change]:
        yield from self._within(ast.parse(self._source), (1, 1), inside=False)

    def _within(self, node: ast.AST, lines: Span, *, inside: bool) -> Iterator[Change]:
        if _is_left_out(node):
            return
        if isinstance(node, ast.stmt):
            lines = (node.lineno, node.lineno)
        for span, new in self._made(node):
            yield Change(path=self._path, span=span, new=new, lines=lines, inside=inside)
        function = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for name, value in ast.iter_fields(node):
            if name in _FIELDS_LEFT_OUT and not isinstance(node, ast.Call):
                continue
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST):
                    end = max(lines[1], getattr(child, "lineno", 0))
                    within = inside or (function and name == "body")
                    yield from self._within(child, (lines[0], end), inside=within)

    def _made(self, node: ast.AST) -> Iterator[tuple[Span, str]]:
        match node:
            case ast.Compare(left=left, ops=ops, comparators=rights):
                for (one, other), op in zip(pairwise([left, *rights]), ops, strict=True):
                    yield from self._between(one, other, *_FLIPPED[type(op)])
            case ast.BoolOp(op=op, values=values):
                swapped = ("and", "or") if isinstance(op, ast.And) else ("or", "and")
                for one, other in pairwise(values):
                    yield from self._between(one, other, *swapped)
            case ast.UnaryOp(op=ast.Not()):
                start, _ = self._span(node)
                yield (start, start + len("not")), ""
            case ast.Constant(value=bool() as value):
                yield self._span(node), str(not value)
            case ast.Constant(value=int() | float() as value):
                yield from ((self._span(node), f"{value + by}") for by in (1, -1))
            case _:
                yield from self._removed(node)

    def _removed(self, node: ast.AST) -> Iterator[tuple[Span, str]]:
        match node:
            case ast.If(test=test, orelse=orelse) | ast.IfExp(test=test, orelse=orelse):
                yield self._span(test), "False"
                if orelse:
                    yield self._span(test), "True"
            case ast.comprehension(ifs=tests):
                yield from ((self._span(test), "True") for test in tests)
            case ast.Return(value=ast.expr() as value) if ast.unparse(value) != "None":
                yield self._span(value), "None"
            case ast.Expr(value=ast.Call()):
                yield self._span(node), "pass"
            case ast.Expr(value=ast.Yield()):
                yield self._span(node), "yield from ()"

    def _span(self, node: Any) -> Span:
        start = self._starts[node.lineno - 1] + node.col_offset
        return start, self._starts[node.end_lineno - 1] + node.end_col_offset

    def _between(self, one: ast.expr, other: ast.expr, old: str, new: str) -> Iterator[Any]:
        start, end = self._span(one)[1], self._span(other)[0]
        word = rf"\b{old}\b" if old[0].isalpha() else old
        if found := re.search(word.encode(), self._source[start:end]):
            yield (start + found.start(), start + found.end()), new


def _is_left_out(node: ast.AST) -> bool:
    match node:
        case ast.keyword(arg="strict"):  # of zip, says only that two lengths are equal
            return True
        case ast.If(test=test):  # what only a type checker, or only a script runs
            return "TYPE_CHECKING" in (said := ast.unparse(test)) or "__main__" in said
        case _:
            return isinstance(node, _LEFT_OUT)


def changed(source: bytes, change: Change) -> bytes:
    """Return a source with one change made."""
    start, end = change.span
    return source[:start] + change.new.encode() + source[end:]


def all_changes(root: Path, within: str) -> list[Change]:
    """Return every change of the files of a folder, in order."""
    files = sorted((root / within).rglob("*.py"))
    return [
        change
        for path in files
        for change in Changes(path.relative_to(root).as_posix(), path.read_bytes())
    ]
