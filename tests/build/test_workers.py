from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from tests.build import dying
from tests.drafts import TEXT, article
from triplewire.build import workers
from triplewire.build.faults import Fault
from triplewire.build.memo import Memo
from triplewire.build.one_article import ArticleGraphs, Task, set_up
from triplewire.build.workers import Tools, Workers
from triplewire.errors import EngineError
from triplewire.extract import load_analyser
from triplewire.link import Profile
from triplewire.newsroom import open_newsroom

TASKS = [Task(article=article(f"{TEXT} The port has {number} docks.")) for number in range(2, 22)]


def worked(
    folder: Path, jobs: int, memo_name: str
) -> tuple[list[tuple[Task, Profile | Fault]], list[tuple[Task, ArticleGraphs | Fault]]]:
    (folder / "articles").mkdir(exist_ok=True)
    analyser = load_analyser()
    tools = Tools(analyser=analyser, setup=set_up(open_newsroom(folder), analyser.version))
    with closing(Memo(folder / memo_name, "test")) as memo, Workers(tools, memo, jobs) as hands:
        return list(hands.profiles(TASKS)), list(hands.graphs(TASKS))


def test_several_processes_make_what_one_makes_in_the_same_order(tmp_path: Path) -> None:
    alone = worked(tmp_path, 1, "one.sqlite")
    together = worked(tmp_path, 2, "two.sqlite")

    assert together == alone
    assert [task for task, _ in alone[0]] == TASKS
    assert [task for task, _ in alone[1]] == TASKS


def test_what_was_extracted_once_is_not_extracted_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = worked(tmp_path, 1, "memo.sqlite")
    monkeypatch.setattr(
        workers,
        "extract_all",
        lambda articles, _: iter(()) if not articles else pytest.fail("extracted again"),
    )

    assert worked(tmp_path, 1, "memo.sqlite") == first


def test_a_process_that_is_killed_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = worked(tmp_path, 1, "one.sqlite")
    monkeypatch.setattr(workers, "_work", partial(dying.first, tmp_path / "flag"))

    assert worked(tmp_path, 2, "two.sqlite") == alone
    assert (tmp_path / "flag").exists()


def test_where_every_process_is_killed_is_an_error_that_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "_work", dying.work)

    with pytest.raises(EngineError, match="killed") as caught:
        worked(tmp_path, 2, "memo.sqlite")
    assert "--jobs 1" in caught.value.hint


def test_a_process_that_is_gone_before_it_is_asked_is_the_same_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object) -> None:
        raise BrokenProcessPool

    monkeypatch.setattr(ProcessPoolExecutor, "submit", gone)

    with pytest.raises(EngineError, match="killed"):
        worked(tmp_path, 2, "memo.sqlite")
