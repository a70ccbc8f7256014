"""What is worked out of each article is the same whoever does it, and is not worked out again."""

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.drafts import TEXT, article
from triplewire.build import surveying
from triplewire.build.faults import Fault
from triplewire.build.identity.rows import Sliced
from triplewire.build.making import Made, made, make
from triplewire.build.one_article import Task, set_up
from triplewire.build.surveying import Survey, Tools, profiles
from triplewire.build.tables import kept_draft, open_tables
from triplewire.build.tasks import write_tasks
from triplewire.extract import load_analyser
from triplewire.link import Profile
from triplewire.newsroom import open_newsroom

TASKS = [Task(article=article(f"{TEXT} The port has {number} docks.")) for number in range(2, 40)]
Found = list[tuple[Task, Profile | Fault]]


def worked(
    store: Path, jobs: int, tasks: Sequence[Task] = TASKS
) -> tuple[Found, list[tuple[Task, Made | Fault]]]:
    analyser = load_analyser()
    setup = set_up(open_newsroom(store), analyser.version)
    with open_tables(store, "test", jobs) as engine:
        write_tasks(engine, tasks)
        surveying.survey(engine, Tools(analyser=analyser, setup=setup))
        engine.write("slices", [], Sliced)
        make(engine, setup)
        return list(profiles(engine, tasks)), list(made(engine, tasks, ()))


@pytest.fixture
def room(tmp_path: Path) -> Path:
    (tmp_path / "articles").mkdir()
    return tmp_path


def test_several_processes_make_what_one_makes_in_the_same_order(
    room: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = tmp_path_factory.mktemp("other")
    (other / "articles").mkdir()
    alone, together = worked(room, 1), worked(other, 2)

    assert together == alone
    assert [task for task, _ in alone[0]] == TASKS
    assert [task for task, _ in alone[1]] == TASKS


def test_what_was_worked_out_once_is_not_worked_out_again(
    room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = worked(room, 1)
    for work in ("triplewire.build.surveying.extract_all", "triplewire.build.making.graphs_of"):
        monkeypatch.setattr(work, lambda *_: pytest.fail("worked out again"))

    assert worked(room, 1) == first


def test_what_nobody_asks_for_any_more_is_left_out_in_the_end(room: Path) -> None:
    worked(room, 1)
    worked(room, 1, TASKS[:4])

    assert kept_draft(room, TASKS[0].article) is not None
    assert kept_draft(room, TASKS[-1].article) is None


def test_a_draft_is_kept_for_whoever_looks_at_one_decision(room: Path) -> None:
    assert kept_draft(room, TASKS[0].article) is None
    worked(room, 1)
    draft = kept_draft(room, TASKS[0].article)

    assert draft is not None
    assert draft.article == TASKS[0].article
    assert draft.claims


def test_an_article_that_kills_every_process_costs_itself_alone(
    room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(surveying, "Survey", Deadly)
    surveyed, graphs = worked(room, 2)

    lost = [(task, found) for task, found in surveyed if isinstance(found, Fault)]
    assert [task for task, _ in lost] == [TASKS[5]]
    assert "was killed" in lost[0][1].reason
    assert [task for task, _ in graphs] == [task for task in TASKS if task is not TASKS[5]]


class Deadly(Survey):
    """Ends its process over one article."""

    def __call__(self, rows):  # type: ignore[no-untyped-def, override]
        if any(TASKS[5].article.sha256.encode() in row.article for row in rows):
            os._exit(9)
        return super().__call__(rows)
