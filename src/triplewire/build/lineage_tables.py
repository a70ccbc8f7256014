"""Tables of articles and of a register in, a table of what the newsroom knows each article by out.

Articles and rows hang together by what one may be told by to be the other: a text, an address, a
file, almost the same words. Most are alone, or an article with the only row that has its text;
those are told by queries, the others block by block.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import msgspec

from triplewire.build.lineages import Version, lineages_of
from triplewire.build.source_tables import Number
from triplewire.engines import Engine, blocks
from triplewire.records import Registered


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """An article of a block, or with ``row``, a Registered as JSON, a row of the register."""

    block: str
    place: str
    sha256: str | None
    name: str | None
    address: str | None
    published: str | None
    captured: str | None
    seen: str | None
    sketch: str | None
    row: bytes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Traced:
    """What a text is known by: ``lineage`` is that as JSON.

    Where another text of the same article is the later one, that is ``later``, and there is none.
    """

    sha256: str
    digits: str = ""
    path: str = ""
    earlier: str = ""
    lineage: str = ""
    later: str = ""


@dataclass(frozen=True, slots=True)
class Trace:
    """The step from a block of articles and rows to what each text is known by."""

    size: int = 2048
    given: type[Member] = Member
    made: type[Traced] = Traced

    def begin(self) -> "Trace":
        """Return what does the work: it has no tools."""
        return self

    def __call__(self, rows: Sequence[Member]) -> Iterator[Traced]:
        """Yield what each text of each block is known by."""
        for _, block in groupby(rows, key=lambda row: row.block):
            yield from _traced(list(block))

    def lost(self, row: Member) -> Iterable[Traced]:
        """Return what an article is known by that is lost with all that may be the same."""
        return _traced([row])


def _traced(block: Sequence[Member]) -> Iterator[Traced]:
    versions = [
        Version(
            sha256=row.sha256,
            name=row.name or "",
            address=row.address,
            published=row.published,
            captured=row.captured,
            seen=row.seen,
            sketch=row.sketch or "",
        )
        for row in block
        if row.sha256 is not None
    ]
    rows = [msgspec.json.decode(row.row, type=Registered) for row in block if row.row is not None]
    told = lineages_of(versions, rows)
    for sha256, lineage in told.known.items():
        yield Traced(
            sha256=sha256,
            digits=lineage.digits,
            path=lineage.path,
            earlier=" ".join(lineage.earlier),
            lineage=msgspec.json.encode(lineage).decode(),
        )
    for sha256, later in told.superseded:
        yield Traced(sha256=sha256, later=later)


def trace(engine: Engine, table: str, articles: str, register: str) -> None:
    """Make a table of what the articles of a query are known by, from the register rows of another.

    The articles have the columns of a Member and ``begun``; the rows those of the table
    ``register``.
    """
    given = f"a AS ({articles}), r AS ({register})"
    engine.sql(f"{table}_keys", f"WITH {given}, {_KEYS}")
    engine.sql(f"{table}_told", f"WITH {given}, {_told(table)}")
    engine.sql(
        f"{table}_rest",
        f"""
        SELECT k.node, k.key FROM {table}_keys k LEFT JOIN (
            SELECT node FROM {table}_told UNION ALL SELECT partner AS node FROM {table}_told
        ) t ON t.node = k.node
        WHERE t.node IS NULL
        """,
    )
    (rest,) = engine.rows(f"SELECT count(*) AS number FROM {table}_rest", Number)
    told = f"SELECT sha256, digits, path, '' AS earlier, lineage, '' AS later FROM {table}_told"
    made = ["keys", "told", "rest"]
    if rest.number:
        nodes, keys = (
            f"SELECT {what} FROM {table}_rest" for what in ("DISTINCT node", "node, key")
        )
        blocks(engine, f"{table}_blocks", nodes, keys)
        engine.groups(f"{table}_traced", f"WITH {given} {_members(table)}", Trace())
        told = f"""
            {told}
            UNION ALL SELECT sha256, digits, path, earlier, lineage, later FROM {table}_traced
        """
        made += ["blocks", "traced"]
    engine.sql(table, told)
    for part in made:
        engine.drop(f"{table}_{part}")


# What two texts have in common of their sketches at least, where one may be the other renamed and
# edited at once: a sketch has up to sixteen parts of six digits.
_LIKE = """
    part_numbers AS (
        SELECT n FROM (
            VALUES (0), (1), (2), (3), (4), (5), (6), (7),
                (8), (9), (10), (11), (12), (13), (14), (15)
        ) AS v(n)
    ),
    gone AS (
        SELECT r.name, r.sketch FROM r
        WHERE NOT EXISTS (SELECT a.name FROM a WHERE a.name = r.source)
    ),
    unknown AS (
        SELECT a.sha256, a.sketch FROM a LEFT JOIN (
            SELECT DISTINCT text FROM (SELECT explode(texts) AS text FROM r)
        ) t ON t.text = a.sha256
        WHERE t.text IS NULL
    ),
    alike AS (
        SELECT g.name, u.sha256
        FROM (
            SELECT name, length(sketch) AS long, substring(sketch, n * 6 + 1, 6) AS part
            FROM gone CROSS JOIN part_numbers WHERE n * 6 < length(sketch)
        ) g
        JOIN (
            SELECT sha256, length(sketch) AS long, substring(sketch, n * 6 + 1, 6) AS part
            FROM unknown CROSS JOIN part_numbers WHERE n * 6 < length(sketch)
        ) u ON u.part = g.part
        GROUP BY g.name, u.sha256, g.long, u.long
        HAVING count(*) * 60 >= 7 * greatest(g.long, u.long)
    )
"""
_KEYS = f"""
    {_LIKE},
    keys AS (
        SELECT 'a ' || sha256 AS node, 'text ' || sha256 AS key FROM a
        UNION ALL SELECT 'a ' || sha256, 'name ' || name FROM a
        UNION ALL
        SELECT 'a ' || sha256, 'address ' || address FROM a WHERE address IS NOT NULL
        UNION ALL SELECT 'a ' || sha256, 'digits ' || begun FROM a WHERE begun <> ''
        UNION ALL
        SELECT 'r ' || name, 'text ' || text
        FROM (SELECT name, explode(texts) AS text FROM r)
        UNION ALL
        SELECT 'r ' || name, 'name ' || source FROM r WHERE source <> ''
        UNION ALL
        SELECT 'r ' || name, 'address ' || address
        FROM (SELECT name, explode(addresses) AS address FROM r)
        UNION ALL SELECT 'r ' || name, 'digits ' || digits FROM r
        UNION ALL SELECT 'a ' || sha256, 'like ' || name || ' ' || sha256 FROM alike
        UNION ALL SELECT 'r ' || name, 'like ' || name || ' ' || sha256 FROM alike
    )
    SELECT node, key, number,
        CASE WHEN least_one = node THEN greatest_one ELSE least_one END AS partner
    FROM (
        SELECT node, key, count(*) OVER (PARTITION BY key) AS number,
            min(node) OVER (PARTITION BY key) AS least_one,
            max(node) OVER (PARTITION BY key) AS greatest_one
        FROM (SELECT DISTINCT node, key FROM keys)
    )
    WHERE number > 1
"""


def _told(table: str) -> str:
    """Return the query for what needs no search: articles alone, or with the row of their text."""
    return f"""
    pairs AS (
        SELECT node, min(partner) AS partner FROM {table}_keys
        GROUP BY node HAVING max(number) = 2 AND min(partner) = max(partner)
    ),
    told AS (
        SELECT a.sha256, 'a ' || a.sha256 AS node, '' AS partner, '' AS path,
            CASE WHEN a.begun <> '' THEN a.begun ELSE substring(a.sha256, 1, 16) END AS digits
        FROM a WHERE NOT EXISTS (
            SELECT k.node FROM {table}_keys k WHERE k.node = 'a ' || a.sha256
        )
        UNION ALL
        SELECT a.sha256, one.node, one.partner, r.name AS path, r.digits
        FROM a
        JOIN pairs one ON one.node = 'a ' || a.sha256
        JOIN pairs other ON other.node = one.partner AND other.partner = one.node
        JOIN r ON one.partner = 'r ' || r.name
        WHERE r.text = a.sha256 AND size(r.texts) = 1
    )
    SELECT sha256, node, partner, digits, path,
        '{{"digits":"' || digits || '","path":"' || path || '","earlier":[]}}' AS lineage
    FROM told
    """


def _members(table: str) -> str:
    return f"""
    SELECT b.block, b.node AS place, a.sha256, a.name, a.address, a.published, a.captured, a.seen,
        a.sketch, r.row
    FROM {table}_blocks b
    LEFT JOIN a ON b.node = 'a ' || a.sha256
    LEFT JOIN r ON b.node = 'r ' || r.name
    """
