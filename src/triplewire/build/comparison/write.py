"""The claims of a store in, its graph of comparisons out; what stays as it was costs nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, Triple

from triplewire import __version__, vocab
from triplewire.ask import enclosing, statements_of
from triplewire.build.comparison.program import TABLES, changes, compare, settle
from triplewire.build.comparison.rows import Compared, Stated
from triplewire.build.comparison.steps import encoded, stated
from triplewire.build.identify import Identified
from triplewire.convert import comparison_triples
from triplewire.engines import Engine
from triplewire.iris import mint
from triplewire.records import Comparison, Unmet
from triplewire.store import Writer
from triplewire.system.hashes import digest

# Counts up when claims are compared, or their tables made, in another way.
_COMPARED = 5
# A sum of as many bits as a digest has.
_SUMS = 1 << 256


@dataclass(frozen=True, slots=True)
class _Name:
    name: str


@dataclass(frozen=True, slots=True)
class _Entry:
    run: str
    graph: str


def write_comparisons(
    known: Identified, base: str, writer: Writer, engine: Engine, *, anew: bool
) -> tuple[Unmet, ...]:
    """Compare all claims, unless nothing is new; what a curator says goes first.

    Return the decisions about two claims that found none.
    """
    manifest, root = writer.manifest, known.gathered.root
    keys = sorted(decision.key for those in known.related.values() for decision in those)
    stamp = digest(__version__, str(_COMPARED), *keys)
    before, _, stored = manifest.compared.partition(" ")
    if not anew and before == stamp:
        return ()
    _begin(engine)
    _state(engine, writer)
    unmet = compare(
        engine, {mint("claim", key, base=base): those for key, those in known.related.items()}
    )
    name = _replace(engine, base, writer, stored)
    lost = {one.decision.key for one in unmet}
    manifest.decided[root] = tuple(key for key in manifest.decided[root] if key not in lost)
    # What found nothing is said again by every build.
    manifest.compared = f"{'' if unmet else stamp} {name}"
    return unmet


def _begin(engine: Engine) -> None:
    """Forget the tables of another version."""
    maker = digest(__version__, str(_COMPARED))
    if _name(engine, "compared_by") != maker:
        for table in ("stated", "comparisons_name", *TABLES):
            engine.drop(table)
        engine.write("compared_by", (_Name(maker),), _Name)


def _state(engine: Engine, writer: Writer) -> None:
    """Make the table of what each article of a store claims; those that are known are not asked."""
    if not engine.has("stated"):
        engine.write("stated", (), Stated)
    entries = (_Entry(entry.run, entry.graph) for _, entry in writer.articles.pairs())
    engine.write("entries", entries, _Entry)
    places = writer.database().quads_for_pattern(
        None, vocab.SCHEMA_CONTAINED_IN_PLACE, None, DefaultGraph()
    )
    within = enclosing(quad.triple for quad in places)
    missing = engine.rows(
        "SELECT e.run, e.graph FROM entries e"
        " WHERE NOT EXISTS (SELECT 1 FROM stated s WHERE s.run = e.run)",
        _Entry,
    )
    new = (stated(one.run, statements_of(writer.triples(one.graph), within)) for one in missing)
    engine.write("stated_new", new, Stated)
    engine.sql(
        "stated",
        "SELECT s.run, s.statements FROM stated s"
        " WHERE EXISTS (SELECT 1 FROM entries e WHERE e.run = s.run)"
        " UNION ALL SELECT run, statements FROM stated_new",
    )
    for table in ("entries", "stated_new"):
        engine.drop(table)


def _replace(engine: Engine, base: str, writer: Writer, stored: str) -> str:
    """Make the graph of comparisons say what the table does; return what names its content.

    The last table tells what is new only where the store was made from it: a build that is killed
    may leave another.
    """
    iri, name = mint("graph", "comparisons", base=base), _name(engine, "comparisons_name")
    if name == stored and name.endswith(_ending(base)):
        told = _Told(base, name)
        writer.change(iri, told.gone(engine), told.come(engine))
    else:
        engine.write("comparisons", (), Compared)
        told = _Told(base, "0")
        writer.become(iri, told.come(engine))
    # Between these a killed build leaves a table without a name.
    engine.drop("comparisons_name")
    settle(engine)
    engine.write("comparisons_name", (_Name(told.name),), _Name)
    return told.name


class _Told:
    """The triples by which a graph of comparisons changes, and the name of what it holds then."""

    def __init__(self, base: str, name: str) -> None:
        self._base = base
        self._sum = int(name.partition("-")[0], 16)

    @property
    def name(self) -> str:
        """The sum of the digests of what has come; all must have been taken."""
        return f"{self._sum % _SUMS:x}{_ending(self._base)}"

    def gone(self, engine: Engine) -> Iterator[Triple]:
        """Yield what is not said any more."""
        for change in changes(engine):
            yield from self._triples(change.gone) - self._triples(change.come)

    def come(self, engine: Engine) -> Iterator[Triple]:
        """Yield what was not said before."""
        for change in changes(engine):
            self._sum += sum(map(_number, change.come)) - sum(map(_number, change.gone))
            yield from self._triples(change.come) - self._triples(change.gone)

    def _triples(self, those: Iterable[Comparison]) -> frozenset[Triple]:
        return frozenset(triple for one in those for triple in comparison_triples(one, self._base))


def _ending(base: str) -> str:
    """Return how the name ends of a graph whose things are below a base."""
    return f"-{digest(base)[:8]}"


def _number(comparison: Comparison) -> int:
    return int(digest(encoded(comparison)), 16)


def _name(engine: Engine, table: str) -> str:
    """Return what a table of one name says, "" where it is not there."""
    if not engine.has(table):
        return ""
    return "".join(row.name for row in engine.rows(f"SELECT name FROM {table}", _Name))
