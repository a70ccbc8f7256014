"""The claims of all articles as a table in, a table of how they compare out.

What is worked out of an article, of two statements or of a block of figures is kept under a digest
of what it was made from, so that a build works out what is new.
"""

from collections.abc import Iterable, Mapping

from triplewire.build.comparison import queries
from triplewire.build.comparison.curated import curated
from triplewire.build.comparison.rows import Compared
from triplewire.build.comparison.steps import CLAIMS, FIGURED, JUDGED, encoded
from triplewire.build.kept import grow, grow_blocks
from triplewire.engines import Engine
from triplewire.records import Decision, Unmet

# What is kept from one build to the next.
TABLES = ("claims", "figured", "judged")
_PASSING = ("wordings", "rare", "copies", "stamps", "met", "near", "asked")


def compare(
    engine: Engine, stated: str, decisions: Mapping[str, Iterable[Decision]]
) -> tuple[Unmet, ...]:
    """Make the table ``compared`` of what articles claim: what their statements are to each other.

    What it tells by marks is what the query ``CONTENTS`` has. The table ``runs`` names the
    articles; ``stated`` is a query for a Stated of each that is in the table ``missing``. What
    curators say goes first: their decisions are keyed by the IRI of the claim they are about.
    Return the decisions that found no other claim.
    """
    grow(engine, "claims", "runs", stated, CLAIMS, ("run",))
    ours, unmet = curated(engine, decisions)
    rows = (Compared(one=one.one, other=one.other, **encoded(one)) for one in ours)
    engine.write("curated", rows, Compared)
    ask(engine)
    grow(engine, "judged", "asked", queries.PAIRS, JUDGED, ("one", "other", "how"))
    engine.sql("compared", queries.COMPARISONS)
    for table in _PASSING:
        engine.drop(table)
    return unmet


def ask(engine: Engine) -> None:
    """Make the table ``asked`` of all pairs that are to be judged; figures are by then compared."""
    engine.sql("copies", queries.COPIES)
    engine.sql("stamps", queries.STAMPS)
    grow_blocks(engine, "figured", "stamps", queries.MEMBERS, FIGURED, ("stamp",))
    engine.sql("wordings", queries.WORDINGS)
    engine.sql("rare", queries.RARE)
    # In one query with the next, claims might be paired by their numbers first: most have none.
    engine.sql("met", queries.MET)
    engine.sql("near", queries.NEAR)
    engine.sql("asked", queries.ASKED)
