"""What a build reads of a newsroom, for tests: the tables of its sources as records."""

import json
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from triplewire.build import Fault, read_wanted
from triplewire.engines import Embedded
from triplewire.newsroom import open_newsroom
from triplewire.records import Article
from triplewire.store import Manifest


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What one source holds: articles, and why its other records are none."""

    articles: list[Article] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    source: str
    article: str
    fault: str


def readings(folder: Path, tables: Path, jobs: int = 1) -> dict[str, Held]:
    """Return what each source of a newsroom holds, by its name."""
    found: dict[str, Held] = {}
    with Embedded(tables, jobs) as engine:
        read_wanted(engine, open_newsroom(folder), (None, None), folder / "store", Manifest())
        query = """
            SELECT s.source, f.article, f.fault FROM sources s JOIN found f ON f.key = s.key
            WHERE s.place >= 0 ORDER BY s.place, f.number
        """
        for row in engine.rows(query, _Piece):
            held = found.setdefault(row.source, Held())
            if row.article:
                given = json.loads(f'{row.article}"lineage":null}}')
                held.articles.append(msgspec.convert(given, Article))
            if row.fault:
                held.faults.append(msgspec.json.decode(row.fault, type=Fault))
    return found
