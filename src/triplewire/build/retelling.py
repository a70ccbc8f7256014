"""Rows that a graph of the store is to tell in; the graph, changed by what it did not tell, out.

What it told last is kept as a table, so that neither the graph nor what stays is read.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from pyoxigraph import Triple

from triplewire import __version__
from triplewire.engines import Engine
from triplewire.store import Writer
from triplewire.system.hashes import digest

# A sum of as many bits as a digest has.
_SUMS = 1 << 256
# Counts up when rows of a table or of a register become other triples.
_TOLD = 1
# Names the way in which this program tells rows; what was told in another way is told whole.
WAY = digest(__version__, str(_TOLD))[:8]
# How the name of what is told ends.
_OURS = f"-{WAY}"
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
  changed AS (SELECT one, other FROM gone UNION SELECT one, other FROM come)
SELECT c.one, c.other, c.kind, c.content, FALSE AS come
FROM {kept} c JOIN changed d ON d.one = c.one AND d.other = c.other
UNION ALL
SELECT n.one, n.other, n.kind, n.content, TRUE AS come
FROM {now} n JOIN changed d ON d.one = n.one AND d.other = n.other
ORDER BY one, other, come, kind, content
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
class Change:
    """What was told of two things, and what is to be told of them now."""

    gone: tuple[Told, ...]
    come: tuple[Told, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    one: str
    other: str
    kind: str
    content: bytes
    come: bool


@dataclass(frozen=True, slots=True)
class _Name:
    name: str


def retell(engine: Engine, writer: Writer, telling: Telling) -> None:
    """Make a graph tell what a table has, which is kept then in the place of what was told.

    What was told is a measure of what is new only where the store was made from it: a build that
    is killed may leave another.
    """
    graph, kept, named = telling.graph, telling.kept, f"{telling.kept}_name"
    name = _name(engine, kept, named)
    if name and name == writer.manifest.told.get(graph):
        changed = _Changed(engine, telling, name)
        writer.change(graph, changed.gone(), changed.come())
    else:
        name = ""
        engine.drop(named)
        engine.write(kept, (), Told)
        changed = _Changed(engine, telling, "0")
        writer.become(graph, changed.come())
    if changed.name != name:
        # Between these a killed build leaves a table without a name.
        engine.drop(named)
        settle(engine, kept, telling.now)
        engine.write(named, (_Name(changed.name),), _Name)
        writer.manifest.told[graph] = changed.name


def changes(engine: Engine, kept: str, now: str) -> Iterator[Change]:
    """Yield in what one table is not as another, by pairs of things, in their order."""
    rows = engine.rows(_CHANGES.format(kept=kept, now=now), _Row)
    for _, pair in groupby(rows, key=lambda row: (row.one, row.other)):
        told = list(pair)
        yield Change(
            gone=tuple(_told(row) for row in told if not row.come),
            come=tuple(_told(row) for row in told if row.come),
        )


def settle(engine: Engine, kept: str, now: str) -> None:
    """Keep what is told now."""
    engine.sql(kept, f"SELECT one, other, kind, content FROM {now}")


class _Changed:
    """The triples by which a graph changes, and the name of what it tells then."""

    def __init__(self, engine: Engine, telling: Telling, name: str) -> None:
        self._engine = engine
        self._telling = telling
        self._sum = int(name.partition("-")[0], 16)

    @property
    def name(self) -> str:
        """The sum of the digests of what is told, by this program; all must have been taken."""
        return f"{self._sum % _SUMS:x}{_OURS}"

    def gone(self) -> Iterator[Triple]:
        """Yield what is not said any more."""
        for change in self._changes():
            yield from self._triples(change.gone) - self._triples(change.come)

    def come(self) -> Iterator[Triple]:
        """Yield what was not said before."""
        for change in self._changes():
            self._sum += sum(map(_number, change.come)) - sum(map(_number, change.gone))
            yield from self._triples(change.come) - self._triples(change.gone)

    def _changes(self) -> Iterator[Change]:
        return changes(self._engine, self._telling.kept, self._telling.now)

    def _triples(self, those: Iterable[Told]) -> frozenset[Triple]:
        return frozenset(triple for one in those for triple in self._telling.triples(one))


def _told(row: _Row) -> Told:
    return Told(one=row.one, other=row.other, kind=row.kind, content=row.content)


def _number(told: Told) -> int:
    return int(digest(told.one, told.other, told.kind, told.content), 16)


def _name(engine: Engine, kept: str, named: str) -> str:
    """Return the name of what was told by this program, "" where it is not there."""
    if not (engine.has(kept) and engine.has(named)):
        return ""
    name = "".join(row.name for row in engine.rows(f"SELECT name FROM {named}", _Name))
    return name if name.endswith(_OURS) else ""
