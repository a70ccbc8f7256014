"""A store in, the tables that its builds keep from one to the next out."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from triplewire.build.making import MADE
from triplewire.build.surveying import SURVEYED
from triplewire.build.tasks import draft_key
from triplewire.engines import Embedded, Engine, Tell, peek
from triplewire.records import Article, Draft
from triplewire.system.hashes import digest

if TYPE_CHECKING:
    from triplewire.engines.spark import Spark

# The folder in a store's; losing it costs time, never data.
TABLES = "tables"
# MiB that tables may take on this machine before they go on in files.
MEMORY = 512
_STAMP = "made_by"
# The tables that the next build goes on from; the others last as long as a build.
KEPT = frozenset(
    {
        _STAMP,
        "readings_made",
        "found",
        "sources",
        SURVEYED,
        "profile_parts",
        "told_events",
        "judged_events",
        "actors_joined",
        "events_joined",
        MADE,
        "compared_by",
        "claims",
        "figured",
        "judged",
        "comparisons",
        "comparisons_content",
        "comparisons_name",
        "identities",
        "identities_content",
        "identities_name",
    }
)
# Counts up when a table has other columns.
_COLUMNS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """A cluster that a build runs on: Spark's word for it, None where Spark's settings say it.

    ``tables`` is the folder of tables, a path or an address that all its machines reach; None is
    the one in the store's folder.
    """

    master: str | None = None
    tables: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stamp:
    stamp: str


@contextmanager
def open_tables(
    store: Path,
    stamp: str,
    jobs: int | None,
    memory: int = MEMORY,
    tell: Tell | None = None,
    cluster: Cluster | None = None,
) -> Iterator[Engine]:
    """Yield an engine with the tables of a store; those made under another stamp are dropped.

    Raises: DiskError, EngineError when they cannot be had.
    """
    stamp = digest("tables", str(_COLUMNS), stamp)
    with _opened(store / TABLES, jobs, memory, tell, cluster) as engine:
        if not engine.has(_STAMP) or _made_by(engine) != stamp:
            for table in engine.tables():
                engine.drop(table)
            engine.write(_STAMP, [_Stamp(stamp=stamp)], _Stamp)
        yield engine


def _opened(
    folder: Path, jobs: int | None, memory: int, tell: Tell | None, cluster: Cluster | None
) -> "Embedded | Spark":
    if cluster is None:
        return Embedded(folder, jobs, kept=KEPT, memory=memory, tell=tell)
    from triplewire.engines.spark import Spark  # noqa: PLC0415  an extra

    at = cluster.tables or folder.resolve()
    return Spark(at, master=cluster.master, kept=KEPT, tell=tell)


def _made_by(engine: Engine) -> str:
    return "".join(row.stamp for row in engine.rows(f"SELECT stamp FROM {_STAMP}", _Stamp))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    draft: bytes | None


def kept_draft(store: Path, article: Article) -> Draft | None:
    """Return what the last build of a store found in an article; None where that is not kept."""
    for row in peek(store / TABLES, SURVEYED, "draft_key", draft_key(article), _Kept):
        if row.draft is not None:
            return replace(msgspec.json.decode(row.draft, type=Draft), article=article)
    return None
