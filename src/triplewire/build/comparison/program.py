"""The claims of all articles as a table in, a table of how they compare out.

What is worked out of an article, of two statements or of a block of figures is kept under a digest
of what it was made from, so that a build works out what is new and forgets what is not asked for
any more.
"""

from collections.abc import Iterable, Mapping

from triplewire.build.comparison import queries
from triplewire.build.comparison.curated import curated
from triplewire.build.comparison.rows import Claim, Compared, Figured, Judged
from triplewire.build.comparison.steps import CLAIMS, FIGURED, JUDGED, encoded
from triplewire.engines import Engine
from triplewire.records import Decision, Unmet

# What is kept from one build to the next.
TABLES = {"claims": Claim, "figured": Figured, "judged": Judged}
_PASSING = ("wordings", "rare", "copies", "stamps", "asked", "curated")


def compare(engine: Engine, decisions: Mapping[str, Iterable[Decision]]) -> tuple[Unmet, ...]:
    """Make the table ``compared`` of the table ``stated``: what its statements are to each other.

    What curators say goes first: their decisions are keyed by the IRI of the claim they are about.
    Return the decisions that found no other claim.
    """
    for table, kind in TABLES.items():
        if not engine.has(table):
            engine.write(table, (), kind)
    engine.map("claims_new", queries.STATED, CLAIMS)
    _keep(engine, "claims", queries.IS_STATED)
    ours, unmet = curated(engine, decisions)
    rows = (Compared(one=one.one, other=one.other, comparison=encoded(one)) for one in ours)
    engine.write("curated", rows, Compared)
    _ask(engine)
    engine.map("judged_new", queries.PAIRS, JUDGED)
    _keep(engine, "judged", queries.IS_ASKED)
    engine.sql("compared", queries.COMPARISONS)
    for table in _PASSING:
        engine.drop(table)
    return unmet


def _ask(engine: Engine) -> None:
    """Make the table ``asked`` of all pairs that are to be judged; figures are by then compared."""
    engine.sql("copies", queries.COPIES)
    engine.sql("stamps", queries.STAMPS)
    engine.groups("figured_new", queries.MEMBERS, FIGURED)
    _keep(engine, "figured", queries.IS_STAMPED)
    engine.sql("wordings", queries.WORDINGS)
    engine.sql("rare", queries.RARE)
    engine.sql("asked", queries.ASKED)


def _keep(engine: Engine, table: str, asked: str) -> None:
    """Put what is new into a table, and leave out what is not asked for any more."""
    engine.sql(
        table,
        f"SELECT * FROM {table} t WHERE EXISTS ({asked}) UNION ALL SELECT * FROM {table}_new",
    )
    engine.drop(f"{table}_new")
