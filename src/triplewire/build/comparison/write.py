"""The claims of a store in, its graph of comparisons out; what stays as it was costs nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

import msgspec
from pyoxigraph import DefaultGraph, Triple

from triplewire import __version__, vocab
from triplewire.ask import enclosing, statements_of
from triplewire.build.comparison.program import TABLES, compare
from triplewire.build.comparison.queries import CONTENTS
from triplewire.build.comparison.rows import Claim, Stated
from triplewire.build.comparison.steps import stated
from triplewire.build.identify import Identified
from triplewire.build.into import Into
from triplewire.build.retelling import Row, Telling, retell
from triplewire.convert import comparison_triples
from triplewire.engines import Engine
from triplewire.iris import mint
from triplewire.records import Comparison, Unmet
from triplewire.store import Writer
from triplewire.system.hashes import digest

# Counts up when claims are compared, or their tables made, in another way.
_COMPARED = 9

# Of the articles that have no claims in a table yet.
_STATED = """
    SELECT s.run, s.statements FROM (
        SELECT run, statements FROM made UNION ALL SELECT run, statements FROM stated
    ) s JOIN missing m ON m.run = s.run
"""

_comparison = msgspec.json.Decoder(Comparison).decode


@dataclass(frozen=True, slots=True)
class _Name:
    name: str


@dataclass(frozen=True, slots=True)
class _Entry:
    run: str
    graph: str


def write_comparisons(known: Identified, base: str, into: Into, *, anew: bool) -> tuple[Unmet, ...]:
    """Compare all claims, unless nothing is new; what a curator says goes first.

    Return the decisions about two claims that found none.
    """
    writer, engine = into.writer, into.engine
    manifest, root = writer.manifest, known.gathered.root
    keys = sorted(decision.key for those in known.related.values() for decision in those)
    stamp = digest(__version__, str(_COMPARED), *keys)
    if not anew and manifest.compared == stamp:
        return ()
    _begin(engine)
    _state(engine, writer)
    unmet = compare(
        engine,
        _STATED,
        {mint("claim", key, base=base): those for key, those in known.related.items()},
    )
    iri = mint("graph", "comparisons", base=base)
    triples = partial(_triples, base=base)
    told = Telling(
        graph=iri, kept="comparisons", now="compared", contents=CONTENTS, triples=triples
    )
    retell(into, told)
    lost = {one.decision.key for one in unmet}
    manifest.decided[root] = tuple(key for key in manifest.decided[root] if key not in lost)
    # What found nothing is said again by every build.
    manifest.compared = "" if unmet else stamp
    return unmet


def _begin(engine: Engine) -> None:
    """Forget the tables of another version."""
    maker = digest(__version__, str(_COMPARED))
    if _name(engine, "compared_by") != maker:
        for table in TABLES:
            engine.drop(table)
        engine.write("claims", (), Claim)
        engine.write("compared_by", (_Name(maker),), _Name)


def _state(engine: Engine, writer: Writer) -> None:
    """Make the table of all runs, and ``stated`` of what is asked of the store.

    Where an article was made its claims were read from its graph, and are in the table ``made``.
    """
    entries = (_Entry(entry.run, entry.graph) for _, entry in writer.articles.pairs())
    engine.write("runs", entries, _Entry)
    places = writer.database().quads_for_pattern(
        None, vocab.SCHEMA_CONTAINED_IN_PLACE, None, DefaultGraph()
    )
    within = enclosing(quad.triple for quad in places)
    unknown = engine.rows(
        """
        SELECT r.run, r.graph FROM runs r
        WHERE NOT EXISTS (SELECT 1 FROM claims c WHERE c.run = r.run)
            AND NOT EXISTS (SELECT 1 FROM made m WHERE m.run = r.run)
        """,
        _Entry,
    )
    new = (stated(one.run, statements_of(writer.triples(one.graph), within)) for one in unknown)
    engine.write("stated", new, Stated)


def _triples(told: Row, base: str) -> Iterable[Triple]:
    return comparison_triples(_comparison(told.content), base)


def _name(engine: Engine, table: str) -> str:
    """Return what a table of one name says, "" where it is not there."""
    if not engine.has(table):
        return ""
    return "".join(row.name for row in engine.rows(f"SELECT name FROM {table}", _Name))
