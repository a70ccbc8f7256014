"""A store in, CSV tables out for people without RDF, in bounded memory.

Articles go through one at a time. What several articles speak of (events, actors) waits in files of
reports, which are sorted and merged at the end.
"""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO, Self, TypeVar

import msgspec

from triplewire import vocab
from triplewire.ask import each_row
from triplewire.publish.dump.order import ordered
from triplewire.publish.dump.tables import columns
from triplewire.publish.dump.tables.article_facts import Names, articles, listed
from triplewire.publish.dump.tables.cells import cell, write_rows
from triplewire.publish.dump.tables.columns import TABLES, Table
from triplewire.publish.dump.tables.rows import (
    Report,
    Row,
    actor_reports,
    article_rows,
    claim_rows,
    event_reports,
    listed_reports,
    participation_rows,
    statistic_rows,
)
from triplewire.store import Store

T = TypeVar("T")

_TYPED = frozenset({"integer", "decimal", "date"})
# Reports are longer than triples: fewer of them fill the same memory.
_RUN = 50_000
_STRAIGHT = {
    columns.ARTICLES: article_rows,
    columns.CLAIMS: claim_rows,
    columns.STATISTICS: statistic_rows,
    columns.PARTICIPATIONS: participation_rows,
}


def write_tables(store: Store, folder: Path) -> dict[str, int]:
    """Write every table of columns.TABLES as NAME.csv and return the numbers of rows by name.

    UTF-8 with a byte order mark, without which Excel takes it for another encoding.
    """
    names = Names(store)
    with TemporaryDirectory(dir=folder, prefix=".") as scratch, ExitStack() as stack:
        files = {table: stack.enter_context(_Csv(folder, table)) for table in TABLES}
        events, actors = (Path(scratch, name) for name in ("events", "actors"))
        with events.open("wb") as event_spool, actors.open("wb") as actor_spool:
            for facts in articles(store):
                for table, rows in _STRAIGHT.items():
                    files[table].write(rows(facts, names))
                _spool(facts.graph, event_reports(facts, names), event_spool)
                _spool(facts.graph, actor_reports(facts), actor_spool)
            # Before all articles, as no graph is named by nothing.
            _spool("", listed_reports(listed(store)), actor_spool)
        files[columns.EVENTS].write(map(_event, _merged(events, Row)))
        files[columns.ACTORS].write(_actors(_merged(actors, Report), names))
        files[columns.COMPARISONS].write(_comparisons(store, names))
        return {table.name: file.rows for table, file in files.items()}


class _Csv:
    """A table's file, its head written."""

    def __init__(self, folder: Path, table: Table) -> None:
        self._columns = table.columns
        self._path = folder / f"{table.name}.csv"
        self.rows = 0

    def __enter__(self) -> Self:
        self._out = self._path.open("w", encoding="utf-8-sig", newline="")
        write_rows([[column.name for column in self._columns]], self._out)
        return self

    def __exit__(self, *_: object) -> None:
        self._out.close()

    def write(self, rows: Iterable[Row]) -> None:
        for row in rows:
            self.rows += 1
            cells = [cell(row[c.name], typed=c.datatype in _TYPED) for c in self._columns]
            write_rows([cells], self._out)


def _spool(graph: str, reports: Iterable[tuple[str, Any]], out: BinaryIO) -> None:
    """Write what a graph reports of several things, one thing a line."""
    lines = (msgspec.json.encode((thing, graph, report)) + b"\n" for thing, report in reports)
    out.writelines(lines)


def _merged(spool: Path, kind: type[T]) -> Iterator[tuple[str, Iterator[T]]]:
    """Yield each thing of a spool with its reports, in the order of the graphs."""
    decoder = msgspec.json.Decoder(tuple[str, str, kind])  # type: ignore[valid-type]
    with spool.open("rb") as lines, ordered(lines, _RUN) as sorted_lines:
        for thing, group in groupby(map(decoder.decode, sorted_lines), key=lambda line: line[0]):
            yield thing, (report for _, _, report in group)


def _event(reported: tuple[str, Iterator[Row]]) -> Row:
    """Return one row for all reports of an event: lists joined, all else from the first."""
    reports = list(reported[1])
    row = dict(reports[0])
    dated = next((report for report in reports if report["when"]), row)
    row |= {name: dated[name] for name in ("when", "not_before", "not_after")}
    row["part_of"] = next((r["part_of"] for r in reports if r["part_of"]), None)
    for column in columns.EVENTS.columns:
        if column.listed:
            lists = [report[column.name] for report in reports]
            values = [value for items in lists if isinstance(items, list) for value in items]
            row[column.name] = list(dict.fromkeys(values))
    return row


def _actors(merged: Iterable[tuple[str, Iterator[Report]]], names: Names) -> Iterator[Row]:
    """Yield one row for all reports of each actor; what nowhere acts is left out."""
    for actor, reports in merged:
        total = _total(reports)
        if vocab.ACTOR.value not in total.types:
            continue
        name = names.called(actor)
        yield {
            "actor": actor,
            "name": name,
            "types": [names.short(each) for each in total.types if each != vocab.ACTOR.value],
            "other_names": [each for each in total.names if each != name],
            "same_as": total.same_as,
            "articles": total.articles,
            "claims": total.claims,
            "events": len(total.events),
            "example": total.example,
            **{column: total.shown.get(column) for column in ("words", "file", "line")},
        }


def _total(reports: Iterable[Report]) -> Report:
    """Return several reports of one actor as one; what everybody speaks of has very many."""
    types, names, same_as, events = set[str](), set[str](), set[str](), set[str]()
    articles = claims = 0
    shown: Report | None = None
    for report in reports:
        types.update(report.types)
        names.update(report.names)
        same_as.update(report.same_as)
        events.update(report.events)
        articles += report.articles
        claims += report.claims
        # The first that shows an example, else the last.
        if shown is None or not shown.example:
            shown = report
    return Report(
        types=sorted(types),
        names=sorted(names),
        same_as=sorted(same_as),
        articles=articles,
        claims=claims,
        events=list(events),
        example=shown.example if shown else None,
        shown=shown.shown if shown else {},
    )


def _comparisons(store: Store, names: Names) -> Iterator[Row]:
    lines = (
        msgspec.json.encode([None if term is None else term.value for term in row]) + b"\n"
        for row in each_row(store, "compared")
    )
    with ordered(lines, _RUN) as sorted_lines:
        decoded: Iterator[list[str | None]] = map(msgspec.json.decode, sorted_lines)
        for comparison, group in groupby(decoded, key=lambda line: line[0]):
            found = list(group)
            _, claim, relation, other, _, reason, confidence, text, other_text = found[0]
            yield {
                "comparison": comparison,
                "claim": claim,
                "relation": (relation or "").removeprefix(vocab.PREFIXES["tw"]),
                "other_claim": other,
                "differs_in": [names.code(line[4]) for line in found if line[4]],
                "reason": reason,
                "confidence": confidence,
                "text": text,
                "other_text": other_text,
            }
