"""Rows that a graph of the store is to tell in; the graph, changed by what it did not tell, out.

What it told last is kept as a table, so that neither the graph nor what stays is read. The triples
are made by whatever processes the engine has.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from operator import attrgetter
from typing import Self

from pyoxigraph import NamedNode, Triple

from triplewire import __version__
from triplewire.build.into import Into
from triplewire.build.kept import forget
from triplewire.engines import Engine
from triplewire.store import as_kept, content_of, lines_in, with_content
from triplewire.system.hashes import digest

# A sum of as many bits as a digest has.
_SUMS = 1 << 256
# Counts up when rows of a table or of a register become other triples.
_TOLD = 2
# Names the way in which this program tells rows; what was told in another way is told whole.
WAY = digest(__version__, str(_TOLD))[:8]
# How the name of what is told ends.
_OURS = f"-{WAY}"
# What has changed of what a graph tells, and what becomes of the graph.
CHANGES, _RETOLD = "retelling", "retold"
# Rows of pairs of things that are worked on together, and pairs that come as one: of many the lines
# would be more at once than there is memory for.
_BATCH, _TOGETHER = 500, 50
# The rows of all pairs of things of which anything is not as it was told.
_CHANGES = """
WITH gone AS (
    SELECT c.one, c.other FROM {kept} c WHERE NOT EXISTS (
      SELECT 1 FROM {now} n WHERE n.one = c.one AND n.other = c.other
        AND n.kind = c.kind AND n.mark = c.mark
    )
  ),
  come AS (
    SELECT n.one, n.other FROM {now} n WHERE NOT EXISTS (
      SELECT 1 FROM {kept} c WHERE c.one = n.one AND c.other = n.other
        AND c.kind = n.kind AND c.mark = n.mark
    )
  ),
  changed AS (SELECT one, other FROM gone UNION SELECT one, other FROM come),
  rows AS (
    SELECT c.one, c.other, c.kind, c.mark, FALSE AS come
    FROM {kept} c JOIN changed d ON d.one = c.one AND d.other = c.other
    UNION ALL
    SELECT n.one, n.other, n.kind, n.mark, TRUE AS come
    FROM {now} n JOIN changed d ON d.one = n.one AND d.other = n.other
  )
SELECT one || ' ' || other AS block, kind AS place, mark, come FROM rows
"""
# With what they say, which is read of those alone. It is sorted when it is there: to join and to
# sort so much at once would take the memory of both.
_ROWS = """
SELECT r.*, t.content FROM changing_rows r JOIN (
  SELECT mark, content FROM {kept}_content UNION ALL {contents}
) t ON t.mark = r.mark
"""
_NEW_CONTENT = """
SELECT r.mark, r.content FROM retelling r
WHERE r.come AND r.mark NOT IN (SELECT mark FROM {kept}_content)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is told of two things, by a digest of what is; ``kind`` says of which record."""

    one: str
    other: str
    kind: str
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What is told, as JSON, by its digest."""

    mark: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What was told of two things, or, with ``come``, is to be told.

    ``block`` names the two, and ``place`` the kind of record.
    """

    block: str
    place: str
    mark: str
    come: bool
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A graph by its IRI, and the triples of a row; no rows of two other things share a triple.

    ``kept`` is the table of what was told last, ``now`` that of what is to be told. Both are of
    Told; ``kept`` has its contents and its name in tables of their own. ``contents`` is a query for
    the Content of all that is told now; what it has besides, or twice, is passed over.
    """

    graph: str
    kept: str
    now: str
    contents: str
    triples: Callable[[Row], Iterable[Triple]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Retold:
    """Lines that go out of a graph and come in, and what the name of all that is told grows by.

    ``content`` is the name of the quads that come.
    """

    gone: bytes
    come: bytes
    content: str
    more: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lines:
    lines: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sums:
    content: str
    more: str


@dataclass(frozen=True, slots=True)
class _Name:
    name: str


@dataclass(frozen=True, slots=True)
class Retell:
    """Say by what lines of pairs of things a graph is to change."""

    graph: str
    triples: Callable[[Row], Iterable[Triple]]
    given: type[Row] = Row
    made: type[Retold] = Retold
    size: int = _BATCH

    def begin(self) -> Self:
        """Begin; no tools are needed."""
        return self

    def __call__(self, rows: Sequence[Row]) -> Iterator[Retold]:
        """Yield what changes, of some pairs together."""
        pairs = (list(pair) for _, pair in groupby(rows, key=attrgetter("block")))
        while some := list(islice(pairs, _TOGETHER)):
            yield self._retold(some)

    def lost(self, row: Row) -> Iterable[Retold]:
        """Return what a row changes: it is our own, and cannot have killed a process."""
        return [self._retold([[row]])]

    def _retold(self, pairs: Iterable[Iterable[Row]]) -> Retold:
        gone, come, more = set[bytes](), set[bytes](), 0
        for pair in pairs:
            once = {(row.place, row.mark, row.come): row for row in pair}.values()
            before, after = (
                as_kept(triple for row in once if row.come == come for triple in self.triples(row))
                for come in (False, True)
            )
            gone |= before - after
            come |= after - before
            more += sum(_number(row) if row.come else -_number(row) for row in once)
        lines = sorted(come)
        return Retold(
            gone=lines_in(gone),
            come=lines_in(lines),
            content=content_of(NamedNode(self.graph), lines),
            more=f"{more % _SUMS:x}",
        )


def retell(into: Into, telling: Telling) -> None:
    """Make a graph tell what a table has, which is kept then in the place of what was told.

    What was told is a measure of what is new only where the store was made from it: a build that
    is killed may leave another.
    Raises: EngineError when no process can do anything.
    """
    engine, writer = into.engine, into.writer
    graph, kept, named = telling.graph, telling.kept, f"{telling.kept}_name"
    name = _name(engine, kept, named)
    if not name or name != writer.manifest.told.get(graph):
        name = ""
        engine.drop(named)
        engine.write(kept, (), Told)
        engine.write(f"{kept}_content", (), Content)
    find_changes(engine, kept, telling.now, telling.contents)
    engine.groups(_RETOLD, f"SELECT * FROM {CHANGES}", Retell(graph, telling.triples))
    content, total, number = "", int(name.removesuffix(_OURS) or "0", 16), 0
    for row in engine.rows(f"SELECT content, more FROM {_RETOLD}", _Sums):
        content, total = with_content(content, row.content), total + int(row.more, 16)
        number += bool(row.content)
    come = into.counted("storing", _lines(engine, "come"), number)
    if name:
        writer.change(graph, _lines(engine, "gone"), come)
    else:
        writer.become(graph, come, content=content)
    engine.drop(_RETOLD)
    told = f"{total % _SUMS:x}{_OURS}"
    if told != name:
        # Between these a killed build leaves tables without a name.
        engine.drop(named)
        settle(engine, kept, telling.now)
        engine.write(named, (_Name(told),), _Name)
        writer.manifest.told[graph] = told


def find_changes(engine: Engine, kept: str, now: str, contents: str) -> None:
    """Make the table of the Rows of pairs of which one table does not say what another does."""
    engine.sql("changing_rows", _CHANGES.format(kept=kept, now=now))
    engine.sql(CHANGES, _ROWS.format(kept=kept, contents=contents))
    engine.drop("changing_rows")


def settle(engine: Engine, kept: str, now: str) -> None:
    """Keep what is told now, of which the changes were found, and what it says."""
    content, more = f"{kept}_content", f"{kept}_content_new"
    engine.sql(more, _NEW_CONTENT.format(kept=kept))
    engine.add(content, more)
    engine.sql(kept, f"SELECT one, other, kind, mark FROM {now}")
    forget(engine, content, kept, ("mark",))
    engine.drop(CHANGES)


def _lines(engine: Engine, side: str) -> Iterator[bytes]:
    """Yield what goes or comes of a graph, some lines at a time."""
    query = f"SELECT {side} AS lines FROM {_RETOLD} WHERE octet_length({side}) > 0"
    return (row.lines for row in engine.rows(query, _Lines))


def _number(row: Row) -> int:
    return int(digest(row.block, row.place, row.mark), 16)


def _name(engine: Engine, kept: str, named: str) -> str:
    """Return the name of what was told by this program, "" where it is not there."""
    if not (engine.has(kept) and engine.has(named)):
        return ""
    name = "".join(row.name for row in engine.rows(f"SELECT name FROM {named}", _Name))
    return name if name.endswith(_OURS) else ""
