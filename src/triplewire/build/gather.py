"""What was read in, the articles of a newsroom, each text once, and what stays out, out.

All of it is tables: ``register`` has the names that the newsroom has published, ``articles`` what
was read, with its turn among those of the same text, ``lineages`` what each text is known by, and
``tasks`` the articles that a build takes further.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from triplewire.build.faults import Fault
from triplewire.build.lineage_tables import trace
from triplewire.build.register_table import published
from triplewire.build.roots import recognise
from triplewire.build.source_tables import Number
from triplewire.engines import Engine
from triplewire.errors import StoreError
from triplewire.newsroom import Newsroom
from triplewire.records import Registered
from triplewire.store import Writer


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """The articles of a folder that a store knows as ``root``.

    ``now`` is the number of this build among those that found new articles. ``duplicates`` pairs a
    source with another of the same text, ``superseded`` one with that of a later version of the
    article. ``partial`` says that the folder has more than was read.
    """

    root: str
    now: int
    duplicates: tuple[tuple[str, str], ...]
    superseded: tuple[tuple[str, str], ...]
    faults: tuple[Fault, ...]
    partial: bool

    def gone(self, engine: Engine) -> Iterator[str]:
        """Yield the hashes of the texts that the store has of the folder and that were not read.

        Of a part, those alone count whose source was among what was read.
        """
        left = _LEFT_TEXTS if self.partial else _READ_TEXTS
        read = {row.name for row in engine.rows(_SOURCES, _Name)} if self.partial else None
        for row in engine.rows(_GONE.format(left=left), _Gone):
            if read is None or not read.isdisjoint(places_of(row.name)):
                yield row.sha256


@dataclass(frozen=True, slots=True)
class _Root:
    root: str


@dataclass(frozen=True, slots=True)
class _Common:
    root: str
    texts: int
    names: int


@dataclass(frozen=True, slots=True)
class _Pair:
    one: str
    other: str


@dataclass(frozen=True, slots=True)
class _Told:
    fault: str


@dataclass(frozen=True, slots=True)
class _Name:
    name: str


@dataclass(frozen=True, slots=True)
class _Registered:
    row: bytes


@dataclass(frozen=True, slots=True)
class _Gone:
    sha256: str
    name: str


_READ = """
    SELECT f.sha256, f.name, f.bare, f.published, f.captured, f.address, f.begun, f.sketch, f.key,
        f.number, s.place * 4294967296 + f.number AS spot
    FROM found f JOIN (SELECT key, place FROM sources WHERE place >= 0) s ON s.key = f.key
    WHERE f.sha256 <> ''
"""
_COMMON = f"""
    WITH here AS ({_READ})
    SELECT e.root, count(t.sha256) AS texts, count(n.name) AS names
    FROM entries e
    LEFT JOIN (SELECT DISTINCT sha256 FROM here) t ON t.sha256 = e.sha256
    LEFT JOIN (SELECT DISTINCT name FROM here) n ON n.name = e.name
    GROUP BY e.root
"""
# Of several of one text, that which the newsroom knows already goes first, then that which was
# captured first; ``seen`` is when the text was captured last.
_ARTICLES = f"""
    WITH here AS ({_READ}),
    ranked AS (
        SELECT h.*,
            row_number() OVER (
                PARTITION BY h.bare
                ORDER BY t.text IS NULL, n.source IS NULL, coalesce(h.captured, ''), h.spot
            ) AS turn,
            max(coalesce(h.captured, '')) OVER (PARTITION BY h.bare) AS seen,
            min(h.spot) OVER (PARTITION BY h.bare) AS begins
        FROM here h
        LEFT JOIN (
            SELECT DISTINCT text FROM (SELECT explode(texts) AS text FROM register)
        ) t ON t.text = h.sha256
        LEFT JOIN (SELECT DISTINCT source FROM register WHERE source <> '') n
            ON n.source = h.name
    )
    SELECT r.*, e.name AS elsewhere
    FROM ranked r LEFT JOIN (
        SELECT e.sha256, e.name FROM entries e CROSS JOIN newsroom w WHERE e.root <> w.root
    ) e ON e.sha256 = r.sha256
"""
_ONCE = "SELECT * FROM articles WHERE turn = 1 AND elsewhere IS NULL"
_ROWS = "SELECT * FROM register WHERE name LIKE 'article/%' AND size(texts) > 0"
_DUPLICATES = """
    SELECT a.name AS one, f.name AS other
    FROM articles a JOIN articles f ON f.bare = a.bare AND f.turn = 1
    WHERE a.turn > 1 ORDER BY a.begins, a.spot
"""
_ELSEWHERE = """
    SELECT name AS one, elsewhere AS other FROM articles
    WHERE turn = 1 AND elsewhere IS NOT NULL ORDER BY begins
"""
_SUPERSEDED = """
    SELECT a.name AS one, f.name AS other
    FROM lineages l
    JOIN articles a ON a.sha256 = l.sha256 AND a.turn = 1
    JOIN articles f ON f.sha256 = l.later AND f.turn = 1
    WHERE l.later <> ''
"""
_FAULTS = """
    SELECT f.fault FROM found f JOIN sources s ON s.key = f.key
    WHERE s.place >= 0 AND f.fault <> '' ORDER BY s.place, f.number
"""
_FORGOTTEN = """
    SELECT g.name FROM gone g LEFT JOIN found f ON f.key = g.key AND f.sha256 = g.sha256
    WHERE f.sha256 IS NULL ORDER BY coalesce(g.key, ''), g.sha256
"""
# Those whose files have gone, but for what was found again in another file.
_LEFT = f"""
    SELECT sha256, name, published, captured, address, begun, sketch, key, number, seen FROM (
        SELECT f.*, f.captured AS seen,
            row_number() OVER (PARTITION BY f.sha256 ORDER BY f.number DESC) AS turn
        FROM gone g JOIN found f ON f.key = g.key AND f.sha256 = g.sha256
    )
    WHERE turn = 1 AND sha256 NOT IN (
        SELECT explode(r.texts) FROM ({_ROWS}) r JOIN lineages l ON l.path = r.name
    )
"""
_READ_TEXTS = "SELECT sha256 FROM articles WHERE turn = 1"
_LEFT_TEXTS = f"{_READ_TEXTS} UNION ALL SELECT sha256 FROM lineages_left WHERE later = ''"
_GONE = """
    SELECT e.sha256, e.name FROM entries e CROSS JOIN newsroom w
    WHERE e.root = w.root AND e.sha256 NOT IN ({left}) ORDER BY e.sha256
"""
_SOURCES = "SELECT DISTINCT source AS name FROM sources WHERE place >= 0"
_LEFT_ROWS = f"{_ROWS} AND name NOT IN (SELECT path FROM lineages)"
_TASKS = """
    SELECT l.sha256, l.digits, l.path, l.earlier, a.name, a.begins AS place, a.key, a.number,
        l.lineage
    FROM lineages l JOIN articles a ON a.sha256 = l.sha256 AND a.turn = 1
    WHERE l.later = ''
"""
_LEFT_TASKS = f"""
    SELECT l.sha256, l.digits, l.path, l.earlier, a.name, 9223372036854775807 AS place, a.key,
        a.number, l.lineage
    FROM lineages_left l JOIN ({_LEFT}) a ON a.sha256 = l.sha256
    WHERE l.later = ''
"""


def gather(engine: Engine, newsroom: Newsroom, writer: Writer, *, partial: bool) -> Gathered:
    """Make the tables of the articles of a folder, each text once, of what was read of it.

    ``partial`` says that the folder has more than was read.

    Raises: StoreError when the store holds another folder under another base, or one that may be
    this or not.
    """
    manifest = writer.manifest
    common = {row.root: (row.texts, row.names) for row in engine.rows(_COMMON, _Common)}
    (read,) = engine.rows(f"SELECT count(*) AS number FROM ({_READ})", Number)
    root = recognise(newsroom.root, writer.folder, manifest, common, empty=not read.number)
    engine.write("newsroom", [_Root(root)], _Root)
    remembered = writer.register.rows(root)
    unwritten = root in manifest.unwritten
    wrong = published(engine, newsroom.register, remembered, unwritten=unwritten)
    engine.sql("articles", _ARTICLES)
    if common.keys() - {root}:
        _refuse_another_base(newsroom, manifest.base)
    trace(engine, "lineages", _ONCE, _ROWS)
    faults = [msgspec.json.decode(told.fault, type=Fault) for told in engine.rows(_FAULTS, _Told)]
    if partial:
        faults += (_forgotten(row.name) for row in engine.rows(_FORGOTTEN, _Name))
        trace(engine, "lineages_left", _LEFT, _LEFT_ROWS)
    faults += (Fault(name=error.where, reason=error.what, hint=error.hint) for error in wrong)
    superseded = sorted((pair.one, pair.other) for pair in engine.rows(_SUPERSEDED, _Pair))
    return Gathered(
        root=root,
        now=_now(engine),
        duplicates=tuple(
            (pair.one, pair.other)
            for query in (_DUPLICATES, _ELSEWHERE)
            for pair in engine.rows(query, _Pair)
        ),
        superseded=tuple(superseded),
        faults=tuple(faults),
        partial=partial,
    )


def registered_in(engine: Engine) -> Iterator[Registered]:
    """Yield the names that a newsroom had published before this build, in their order."""
    for row in engine.rows("SELECT row FROM register ORDER BY name", _Registered):
        yield msgspec.json.decode(row.row, type=Registered)


def articles_query(*, partial: bool) -> str:
    """Return the query for the articles that a build takes further, with what they are known by.

    ``key`` and ``number`` say where the table ``found`` has them.
    """
    return f"{_TASKS} UNION ALL {_LEFT_TASKS}" if partial else _TASKS


def _now(engine: Engine) -> int:
    (last,) = engine.rows(
        f"SELECT CAST(coalesce(max(first), 0) AS BIGINT) AS number FROM ({_ROWS})", Number
    )
    return 1 + last.number


def _forgotten(name: str) -> Fault:
    return Fault(
        name=name,
        reason="its file has gone, and who in it is one with others is not known any more",
        hint="put the file back, or build the whole newsroom, which withdraws the article",
    )


def _refuse_another_base(newsroom: Newsroom, base: str) -> None:
    """Refuse to mix folders whose IRIs begin differently: they share graphs in a store."""
    if base not in {"", newsroom.settings.base}:
        raise StoreError(
            f"the store holds articles of another folder under another base, {base}",
            where=str(newsroom.root),
            hint="give this folder a store of its own with --store",
        )


def places_of(name: str) -> Iterator[str]:
    """Yield the name of an article and of what it stands in: a record, a file, an archive.

    >>> list(places_of("a.zip!/b.jsonl:7"))
    ['a.zip!/b.jsonl', 'a.zip!/b.jsonl:7', 'a.zip']
    """
    parts = name.split(":")
    yield from (":".join(parts[:number]) for number in range(1, len(parts) + 1))
    inner = name
    while "!/" in inner:
        inner = inner.rpartition("!/")[0]
        yield inner
