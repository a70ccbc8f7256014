"""Tables in, what those steps hold of them that work on no tables yet out."""

from dataclasses import dataclass

import msgspec

from triplewire.build.faults import Fault
from triplewire.build.gather import Gathered
from triplewire.build.one_article import Task
from triplewire.build.tasks import TaskRow
from triplewire.engines import Engine
from triplewire.records import Article, Decision, Registered, Unmet


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """The articles of a folder that a store knows as ``root``, with the decisions about each.

    ``register`` are the names that it has published, ``now`` is the number of this build among
    those that found new articles. ``texts`` are the hashes of all that was read, with those that
    another folder of the store has. ``duplicates`` pairs a source with another of the same text,
    ``superseded`` one with that of a later version of the article. ``sources`` names those that
    were read where they are a part of what the folder has, and is None where they are all.
    ``unmet`` are the decisions that found no article.
    """

    root: str
    now: int
    tasks: tuple[Task, ...]
    register: tuple[Registered, ...]
    texts: frozenset[str]
    duplicates: tuple[tuple[str, str], ...]
    superseded: tuple[tuple[str, str], ...]
    faults: tuple[Fault, ...]
    sources: frozenset[str] | None
    unmet: tuple[Unmet, ...]


@dataclass(frozen=True, slots=True)
class _Name:
    name: str


@dataclass(frozen=True, slots=True)
class _Registered:
    row: bytes


def held(engine: Engine, gathered: Gathered, unmet: tuple[Unmet, ...]) -> Held:
    """Return what the tables of a build say."""
    tasks = tuple(
        Task(
            article=msgspec.json.decode(row.article, type=Article),
            decisions=msgspec.json.decode(row.decisions, type=tuple[Decision, ...]),
        )
        for row in engine.rows("SELECT * FROM tasks ORDER BY place, sha256", TaskRow)
    )
    texts = "SELECT sha256 AS name FROM articles WHERE turn = 1"
    if gathered.partial:
        texts = f"{texts} UNION ALL SELECT sha256 FROM lineages_left WHERE later = ''"
    sources = "SELECT DISTINCT source AS name FROM sources WHERE place >= 0"
    return Held(
        root=gathered.root,
        now=gathered.now,
        tasks=tasks,
        register=tuple(
            msgspec.json.decode(row.row, type=Registered)
            for row in engine.rows("SELECT row FROM register ORDER BY name", _Registered)
        ),
        texts=frozenset(row.name for row in engine.rows(texts, _Name)),
        duplicates=gathered.duplicates,
        superseded=gathered.superseded,
        faults=gathered.faults,
        sources=frozenset(row.name for row in engine.rows(sources, _Name))
        if gathered.partial
        else None,
        unmet=unmet,
    )
