"""Told block by block over tables, articles are known by what they are known by all together."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.build.test_lineages import ARTICLES, head_of, registered
from triplewire.build.heads import row_of
from triplewire.build.lineage_tables import Traced, trace
from triplewire.build.lineages import digits_at, version_of, with_lineages
from triplewire.build.register_table import Row, row_of_register
from triplewire.engines import Embedded
from triplewire.records import Article, Lineage, Registered

within = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Light:
    sha256: str
    name: str
    address: str | None
    published: str | None
    captured: str | None
    seen: str | None
    sketch: str
    begun: str


def light(article: Article) -> Light:
    version = version_of(article)
    begun = digits_at(version.address) if version.address else ""
    return Light(
        **{key: getattr(version, key) for key in version.__dataclass_fields__}, begun=begun
    )


def traced(
    folder: Path, articles: Sequence[Article], rows: Sequence[Registered]
) -> tuple[dict[str, Lineage], set[tuple[str, str]]]:
    """Return what texts are known by, and which of them have a later one."""
    with Embedded(folder, 1) as engine:
        engine.write("light", map(light, articles), Light)
        engine.write("register", map(row_of_register, rows), Row)
        trace(engine, "lineages", "SELECT * FROM light", "SELECT * FROM register")
        found = list(engine.rows("SELECT * FROM lineages", Traced))
    lineages = {
        one.sha256: msgspec.json.decode(one.lineage, type=Lineage) for one in found if not one.later
    }
    assert all(lineages[one.sha256].digits == one.digits for one in found if not one.later)
    assert all(lineages[one.sha256].path == one.path for one in found if not one.later)
    return lineages, {(one.sha256, one.later) for one in found if one.later}


@within
@given(ARTICLES, ARTICLES, ARTICLES, st.randoms(use_true_random=False))
def test_articles_are_known_by_blocks_as_they_are_all_together(
    tmp_path: Path, first: list[Article], before: list[Article], now: list[Article], chance: Random
) -> None:
    rows = twice_registered(first, before)
    found, later = traced(tmp_path, chance.sample(now, len(now)), chance.sample(rows, len(rows)))
    made = with_lineages(now, rows)
    names = {article.sha256: article.name for article in now}

    assert found == {sha: article.lineage for sha, article in made.known.items()}
    assert sorted((names[one], names[other]) for one, other in later) == list(made.superseded)


def twice_registered(first: list[Article], before: list[Article]) -> list[Registered]:
    """Return the register of articles that were built once, and again in another state."""
    rows = {row.name: row for row in registered(*first)}
    for article in with_lineages(before, rows.values()).known.values():
        assert article.lineage is not None
        path = article.lineage.path or f"article/undated-x-{article.digits}"
        rows[path] = row_of(head_of(article, path), 2, rows.get(path))
    return list(rows.values())
