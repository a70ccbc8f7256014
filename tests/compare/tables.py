"""Statements in, what a build's tables make of them out."""

import atexit
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from triplewire.build.comparison import program, queries
from triplewire.build.comparison.rows import Run, Stated
from triplewire.build.comparison.steps import stated
from triplewire.build.retelling import Content, Row, Told, find_changes, settle
from triplewire.engines import Embedded
from triplewire.records import Comparison, Decision, Statement, Unmet
from triplewire.system.hashes import digest

STATED = "SELECT s.* FROM stated s JOIN missing m ON m.run = s.run"


@dataclass(frozen=True, slots=True)
class Two:
    one: str
    other: str


@cache
def engine() -> Embedded:
    """Return an engine for all tests of a process."""
    folder = TemporaryDirectory(prefix="compare-")
    atexit.register(folder.cleanup)
    return Embedded(Path(folder.name), 1)


@dataclass(frozen=True, slots=True)
class Change:
    """What was found of two claims before, and what is found of them now."""

    gone: tuple[Comparison, ...]
    come: tuple[Comparison, ...]


def changes(
    statements: Iterable[Statement], decisions: Mapping[str, Iterable[Decision]], tables: Embedded
) -> tuple[list[Change], tuple[Unmet, ...]]:
    """Return what is new of statements since the tables' last ones, and the decisions unmet."""
    _state(statements, tables)
    unmet = program.compare(tables, STATED, decisions)
    if not tables.has("comparisons"):
        tables.write("comparisons", (), Told)
        tables.write("comparisons_content", (), Content)
    find_changes(tables, "comparisons", "compared", queries.CONTENTS)
    rows = tables.rows("SELECT DISTINCT * FROM retelling ORDER BY block, place", Row)
    pairs = (list(pair) for _, pair in groupby(rows, attrgetter("block")))
    found = [
        Change(
            gone=tuple(_comparison(row) for row in pair if not row.come),
            come=tuple(_comparison(row) for row in pair if row.come),
        )
        for pair in pairs
    ]
    settle(tables, "comparisons", "compared")
    return found, unmet


def compare(statements: Iterable[Statement]) -> tuple[Comparison, ...]:
    """Return how statements compare, in the order of their IRIs."""
    found, _ = changes(statements, {}, _anew())
    return tuple(one for change in found for one in change.come)


def decided(
    decisions: Mapping[str, Iterable[Decision]], statements: Iterable[Statement]
) -> tuple[tuple[Comparison, ...], tuple[Unmet, ...]]:
    """Return the comparisons that decisions make, and those that find no other claim."""
    found, unmet = changes(statements, decisions, _anew())
    come = (one for change in found for one in change.come)
    return tuple(one for one in come if one.decision is not None), unmet


def reprints(statements: Iterable[Statement]) -> frozenset[tuple[str, str]]:
    """Return the pairs of articles that are one source."""
    _asked(statements)
    return frozenset((row.one, row.other) for row in engine().rows("SELECT * FROM copies", Two))


def paired(statements: Sequence[Statement]) -> list[tuple[int, int]]:
    """Return which claims in words meet, by their places, in their order."""
    return _met(statements, queries.MET)


def judged(statements: Sequence[Statement]) -> list[tuple[int, int]]:
    """Return which of those are looked at together."""
    numbered = """
        SELECT a.number AS one, b.number AS other FROM asked p
        JOIN wordings a ON a.digest = p.one JOIN wordings b ON b.digest = p.other
    """
    return _met(statements, numbered)


def _met(statements: Sequence[Statement], numbered: str) -> list[tuple[int, int]]:
    named = [replace(one, iri=f"{place:04}") for place, one in enumerate(statements)]
    _asked(named)
    query = f"""
        SELECT c.iri AS one, d.iri AS other
        FROM ({numbered}) p
        JOIN wordings a ON a.number = p.one JOIN claims c ON c.digest = a.digest
        JOIN wordings b ON b.number = p.other JOIN claims d ON d.digest = b.digest
    """  # noqa: S608  our own words
    return sorted((int(row.one), int(row.other)) for row in engine().rows(query, Two))


def _asked(statements: Iterable[Statement]) -> None:
    changes(statements, {}, _anew())
    program.ask(engine())


def _anew() -> Embedded:
    for table in ("comparisons", *program.TABLES):
        engine().drop(table)
    return engine()


def _comparison(told: Row) -> Comparison:
    return msgspec.json.decode(told.content, type=Comparison)


def _state(statements: Iterable[Statement], tables: Embedded) -> None:
    """Make the table of what articles claim, each once."""
    by_article: dict[str, list[Statement]] = {}
    for statement in {one.iri: one for one in statements}.values():
        by_article.setdefault(statement.article, []).append(statement)
    rows = (stated("", those) for those in by_article.values())
    named = [replace(row, run=digest(row.statements)) for row in rows]
    tables.write("stated", named, Stated)
    tables.write("runs", (Run(run=row.run) for row in named), Run)
