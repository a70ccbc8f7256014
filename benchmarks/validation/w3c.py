"""The W3C SHACL test suite in, its cases and the results they expect out."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from triplewire.records import Result
from triplewire.shacl.files import read_triples
from triplewire.shacl.graph.index import Data, Term, rows_of
from triplewire.shacl.graph.paths import read_path
from triplewire.shacl.graph.terms import SH, sh, shown

SUITE = Path(__file__).resolve().parents[3] / "shared" / "suites" / "shacl" / "tests"
_MF = "<http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
_SHT = "<http://www.w3.org/ns/shacl-test#"

Row = tuple[str, str | None, str | None, str, str, str]
"""A result: focus node, path, value, component, source shape, severity."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One test; ``expected`` is None where the validation must fail."""

    name: str
    data: Path
    shapes: Path
    expected: Counter[Row] | None


@cache
def triples(path: Path) -> tuple[ox.Triple, ...]:
    """Return the triples of a file, with the same blank nodes each time."""
    return tuple(read_triples(path))


@cache
def _graph(path: Path) -> Data:
    return Data(rows_of(triples(path)))


def cases() -> Iterator[Case]:
    """Yield the cases of the suite in the order of their files; none where it is absent."""
    for path in sorted(SUITE.rglob("*.ttl")):
        graph = _graph(path)
        for _, head in graph.having(f"{_MF}entries>"):
            for test in graph.members(head):
                yield _case(path, graph, test)


def _case(path: Path, graph: Data, test: Term) -> Case:
    action = graph.one(test, f"{_MF}action>") or ""
    expected = graph.one(test, f"{_MF}result>") or ""
    return Case(
        name=str(path.relative_to(SUITE).with_suffix("")),
        data=_file(graph.one(action, f"{_SHT}dataGraph>")),
        shapes=_file(graph.one(action, f"{_SHT}shapesGraph>")),
        expected=None if expected == f"{_SHT}Failure>" else Counter(_rows(graph, expected)),
    )


def _file(iri: Term | None) -> Path:
    return Path(shown(iri or "").removeprefix("file://"))


def _rows(graph: Data, report: Term) -> Iterator[Row]:
    for node in graph.out[report].get(sh("result"), ()):
        path = graph.one(node, sh("resultPath"))
        yield (
            shown(graph.one(node, sh("focusNode")) or ""),
            read_path(graph, path).shown if path else None,
            graph.one(node, sh("value")),
            shown(graph.one(node, sh("sourceConstraintComponent")) or ""),
            shown(graph.one(node, sh("sourceShape")) or ""),
            shown(graph.one(node, sh("resultSeverity")) or ""),
        )


def row_of(result: Result) -> Row:
    """Return what the suite compares of a result."""
    return (
        result.focus,
        result.path,
        result.value,
        result.component,
        result.source_shape or result.shape,
        result.custom_severity or SH + result.severity,
    )
