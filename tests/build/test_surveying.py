"""What is worked out of each article is the same whoever does it, and is not worked out again."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from task_rows import task_rows

from tests.drafts import TEXT, article
from triplewire.build import surveying
from triplewire.build.faults import Fault
from triplewire.build.identity.rows import Sliced
from triplewire.build.making import Made, changed, make
from triplewire.build.one_article import set_up
from triplewire.build.source_tables import Entry
from triplewire.build.surveying import Survey, Surveyed, Tools, doubts, survey
from triplewire.build.tables import kept_draft, open_tables
from triplewire.build.tasks import TASKS, TaskRow
from triplewire.extract import extract_all, load_analyser
from triplewire.newsroom import open_newsroom
from triplewire.records import Article

ARTICLES = [article(f"{TEXT} The port has {number} docks.") for number in range(2, 40)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Worked:
    surveyed: list[Surveyed]
    made: list[Made]
    faults: tuple[Fault, ...]


def worked(store: Path, jobs: int, articles: Sequence[Article] = tuple(ARTICLES)) -> Worked:
    analyser = load_analyser()
    setup = set_up(open_newsroom(store), analyser.version)
    with open_tables(store, "test", jobs) as engine:
        engine.write(TASKS, task_rows(articles), TaskRow)
        survey(engine, Tools(analyser=analyser, setup=setup))
        engine.write("slices", [], Sliced)
        engine.write("entries", [], Entry)
        make(engine, setup)
        return Worked(
            surveyed=list(engine.rows("SELECT * FROM surveyed ORDER BY key", Surveyed)),
            made=sorted(changed(engine, lambda _: False), key=lambda made: made.sha256),
            faults=doubts(engine).faults,
        )


@pytest.fixture
def room(tmp_path: Path) -> Path:
    (tmp_path / "articles").mkdir()
    return tmp_path


def test_several_processes_make_what_one_makes(
    room: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = tmp_path_factory.mktemp("other")
    (other / "articles").mkdir()
    alone, together = worked(room, 1), worked(other, 2)

    assert together == alone
    assert [made.sha256 for made in alone.made] == sorted(one.sha256 for one in ARTICLES)


def test_what_was_worked_out_once_is_not_worked_out_again(
    room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = worked(room, 1)
    for work in ("triplewire.build.surveying.extract_all", "triplewire.build.making.graphs_of"):
        monkeypatch.setattr(work, lambda *_: pytest.fail("worked out again"))

    assert worked(room, 1) == first


def test_what_nobody_asks_for_any_more_is_left_out_in_the_end(room: Path) -> None:
    worked(room, 1)
    worked(room, 1, ARTICLES[:4])

    assert kept_draft(room, ARTICLES[0]) is not None
    assert kept_draft(room, ARTICLES[-1]) is None


def test_a_draft_is_kept_for_whoever_looks_at_one_decision(room: Path) -> None:
    assert kept_draft(room, ARTICLES[0]) is None
    worked(room, 1)
    draft = kept_draft(room, ARTICLES[0])

    assert draft is not None
    assert draft.article == ARTICLES[0]
    assert draft.claims


def test_an_article_that_kills_every_process_costs_itself_alone(
    room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(surveying, "Survey", Deadly)
    found = worked(room, 2)

    (fault,) = found.faults
    assert fault.name == ARTICLES[5].name
    assert "was killed" in fault.reason
    made = [one.sha256 for one in found.made]
    assert made == sorted(one.sha256 for one in ARTICLES if one is not ARTICLES[5])


def test_what_was_made_before_a_build_is_broken_off_is_not_made_again(
    room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("triplewire.build.kept._PART", 8)
    left = iter(range(20))

    def some(articles: Sequence[Article], analyser: object) -> Iterator[object]:
        for _ in articles:
            if next(left, None) is None:
                raise KeyboardInterrupt
        return extract_all(articles, analyser)  # type: ignore[arg-type]

    with monkeypatch.context() as broken:
        broken.setattr(surveying, "extract_all", some)
        with pytest.raises(KeyboardInterrupt):
            worked(room, 1)
    kept = [kept_draft(room, one) is not None for one in ARTICLES]

    assert kept == [True] * 16 + [False] * 22


class Deadly(Survey):
    """Ends its process over one article."""

    def __call__(self, rows: Sequence[surveying.ToSurvey]) -> Iterator[Surveyed]:
        if any(ARTICLES[5].sha256.encode() in row.article for row in rows):
            os._exit(9)
        return Survey.__call__(self, rows)
