"""Rows that a graph of the store is to tell in; the graph, changed by what it did not tell, out.

What it told last is kept as a table, so that neither the graph nor what stays is read. The triples
are made by whatever processes the engine has.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Self

from pyoxigraph import Triple

from triplewire import __version__
from triplewire.engines import Engine
from triplewire.store import Writer, as_kept, lines_in
from triplewire.system.hashes import digest

# A sum of as many bits as a digest has.
_SUMS = 1 << 256
# Counts up when rows of a table or of a register become other triples.
_TOLD = 1
# Names the way in which this program tells rows; what was told in another way is told whole.
WAY = digest(__version__, str(_TOLD))[:8]
# How the name of what is told ends.
_OURS = f"-{WAY}"
# What becomes of a graph, while it does.
_RETOLD = "retold"
# Rows of pairs of things that are worked on together.
_BATCH = 500
# The rows of all pairs of things of which anything is not as it was told.
_CHANGES = """
WITH gone AS (
    SELECT c.one, c.other FROM {kept} c WHERE NOT EXISTS (
      SELECT 1 FROM {now} n WHERE n.one = c.one AND n.other = c.other
        AND n.kind = c.kind AND n.content = c.content
    )
  ),
  come AS (
    SELECT n.one, n.other FROM {now} n WHERE NOT EXISTS (
      SELECT 1 FROM {kept} c WHERE c.one = n.one AND c.other = n.other
        AND c.kind = n.kind AND c.content = n.content
    )
  ),
  changed AS (SELECT one, other FROM gone UNION SELECT one, other FROM come),
  rows AS (
    SELECT c.one, c.other, c.kind, c.content, FALSE AS come
    FROM {kept} c JOIN changed d ON d.one = c.one AND d.other = c.other
    UNION ALL
    SELECT n.one, n.other, n.kind, n.content, TRUE AS come
    FROM {now} n JOIN changed d ON d.one = n.one AND d.other = n.other
  )
SELECT one || ' ' || other AS block, kind AS place, * FROM rows
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is told of two things, as JSON; ``kind`` says of which record."""

    one: str
    other: str
    kind: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A graph by its IRI, and the triples of a row; no rows of two other things share a triple.

    ``kept`` is the table of what was told last, ``now`` that of what is to be told. Both are of
    Told; ``kept`` has its name in a table of its own.
    """

    graph: str
    kept: str
    now: str
    triples: Callable[[Told], Iterable[Triple]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row(Told):
    """What was told of two things, or, with ``come``, is to be told; ``block`` names the two."""

    block: str
    place: str
    come: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Retold:
    """Lines that go out of a graph and come in, and what the name of all that is told grows by."""

    gone: bytes
    come: bytes
    more: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lines:
    lines: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class _More:
    more: str


@dataclass(frozen=True, slots=True)
class _Name:
    name: str


@dataclass(frozen=True, slots=True)
class Retell:
    """Say by what lines of two things a graph is to change."""

    triples: Callable[[Told], Iterable[Triple]]
    given: type[Row] = Row
    made: type[Retold] = Retold
    size: int = _BATCH

    def begin(self) -> Self:
        """Begin; no tools are needed."""
        return self

    def __call__(self, rows: Sequence[Row]) -> Iterator[Retold]:
        """Yield what changes of each two things."""
        for _, pair in groupby(rows, key=lambda row: row.block):
            yield self._retold(list(pair))

    def lost(self, row: Row) -> Iterable[Retold]:
        """Return what a row changes: it is our own, and cannot have killed a process."""
        return [self._retold([row])]

    def _retold(self, pair: Sequence[Row]) -> Retold:
        gone, come = (
            as_kept(triple for row in pair if row.come == come for triple in self.triples(row))
            for come in (False, True)
        )
        more = sum(_number(row) if row.come else -_number(row) for row in pair)
        return Retold(
            gone=lines_in(gone - come), come=lines_in(come - gone), more=f"{more % _SUMS:x}"
        )


def retell(engine: Engine, writer: Writer, telling: Telling) -> None:
    """Make a graph tell what a table has, which is kept then in the place of what was told.

    What was told is a measure of what is new only where the store was made from it: a build that
    is killed may leave another.
    Raises: EngineError when no process can do anything.
    """
    graph, kept, named = telling.graph, telling.kept, f"{telling.kept}_name"
    name = _name(engine, kept, named)
    if not name or name != writer.manifest.told.get(graph):
        name = ""
        engine.drop(named)
        engine.write(kept, (), Told)
    engine.groups(_RETOLD, changes(kept, telling.now), Retell(telling.triples))
    if name:
        writer.change(graph, _lines(engine, "gone"), _lines(engine, "come"))
    else:
        writer.become(graph, _lines(engine, "come"), once=True)
    more = engine.rows(f"SELECT more FROM {_RETOLD}", _More)
    total = sum((int(row.more, 16) for row in more), int(name.removesuffix(_OURS) or "0", 16))
    engine.drop(_RETOLD)
    told = f"{total % _SUMS:x}{_OURS}"
    if told != name:
        # Between these a killed build leaves a table without a name.
        engine.drop(named)
        settle(engine, kept, telling.now)
        engine.write(named, (_Name(told),), _Name)
        writer.manifest.told[graph] = told


def changes(kept: str, now: str) -> str:
    """Return a query for the Rows of pairs of which one table does not say what another does."""
    return _CHANGES.format(kept=kept, now=now)


def settle(engine: Engine, kept: str, now: str) -> None:
    """Keep what is told now."""
    engine.sql(kept, f"SELECT one, other, kind, content FROM {now}")


def _lines(engine: Engine, side: str) -> Iterator[bytes]:
    """Yield what goes or comes of a graph, some lines at a time."""
    query = f"SELECT {side} AS lines FROM {_RETOLD} WHERE octet_length({side}) > 0"
    return (row.lines for row in engine.rows(query, _Lines))


def _number(row: Told) -> int:
    return int(digest(row.one, row.other, row.kind, row.content), 16)


def _name(engine: Engine, kept: str, named: str) -> str:
    """Return the name of what was told by this program, "" where it is not there."""
    if not (engine.has(kept) and engine.has(named)):
        return ""
    name = "".join(row.name for row in engine.rows(f"SELECT name FROM {named}", _Name))
    return name if name.endswith(_OURS) else ""
