"""Looked up in tables, decisions find the articles that they find among all of them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from unittest import mock

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.build.test_lineages import article, registered
from tests.decide.test_table import decision
from triplewire.build.assigned import assignment
from triplewire.decide import assign
from triplewire.engines import Embedded
from triplewire.records import Article, Decision, Registered

WORDS = ("harbour", "ferries", "Skerrow", "council", "of", "board", "late", "Quarter")
URLS = ("https://news.example.org/a", "https://news.example.org/b")
NAMES = ("a.txt", "b.txt", "articles/a.txt", "articles/c.html", "x/b.txt")
texts = st.lists(st.sampled_from(WORDS), min_size=3, max_size=12).map(" ".join)


def titled(words: str, name: str, url: str | None) -> Article:
    made = article(words, name, url)
    return replace(made, metadata=replace(made.metadata, title=words.split(maxsplit=1)[0]))


articles = st.lists(
    st.builds(titled, texts, st.sampled_from(NAMES), st.sampled_from((None, *URLS))),
    unique_by=lambda one: one.sha256,
    max_size=6,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    sha256: str
    name: str
    title: str | None
    url: str | None
    row: bytes | None
    article: str


def given_rows(found: list[Article], rows: dict[str, Registered]) -> Iterator[Given]:
    for one in found:
        row = rows.get(one.sha256)
        yield Given(
            sha256=one.sha256,
            name=one.name,
            title=one.metadata.title,
            url=one.metadata.url,
            row=None if row is None else msgspec.json.encode(row),
            article=msgspec.json.encode(one).decode(),
        )


@st.composite
def decided(draw: st.DrawFn, found: list[Article], rows: dict[str, Registered]) -> Decision:
    """Return a decision that may name an article in any way, and have its words or others."""
    called = ["", "Skerrow", "c.html", "a", *NAMES, *URLS]
    for one in found:
        called += [one.sha256[:8], one.sha256]
    for row in rows.values():
        called += [row.name, f"https://e.org/{row.name}", row.texts[-1][:10]]
    words = draw(texts).split()
    start = draw(st.integers(0, 3))
    quotation = " ".join(words[start : start + draw(st.integers(1, 4))]) or words[0]
    before = draw(st.sampled_from(["", *WORDS]))
    return decision(article=draw(st.sampled_from(called)), quotation=quotation, prefix=before)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(found=articles, data=st.data())
def test_decisions_find_in_tables_what_they_find_among_all_articles(
    tmp_path: Path, found: list[Article], data: st.DataObject
) -> None:
    rows = {one.sha256: row for one in found for row in registered(one) if data.draw(st.booleans())}
    decisions = tuple(data.draw(st.lists(decided(found, rows), max_size=5)))
    known = {sha: (row.name, *row.texts, *row.known_by) for sha, row in rows.items()}
    with (
        mock.patch("triplewire.decide.assign.MOST_COMPARED", 2),
        mock.patch("triplewire.build.assigned.MOST_COMPARED", 2),
        Embedded(tmp_path, 1) as engine,
    ):
        engine.write("offered", given_rows(found, rows), Given)
        made = assignment(engine, "SELECT * FROM offered", decisions)
        assert made == assign(decisions, found, known)
