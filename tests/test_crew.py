from contextlib import closing
from pathlib import Path

import pytest

from tests import dying
from tests.drafts import TEXT, article
from triplewire import crew
from triplewire.bench import set_up
from triplewire.crew import Work, work_through
from triplewire.errors import ExtractError
from triplewire.extract import load_analyser
from triplewire.memo import Memo
from triplewire.newsroom import open_newsroom

ARTICLES = [article(f"{TEXT} The port has {number} docks.") for number in range(2, 22)]


def worked(folder: Path, jobs: int, memo_name: str) -> list[Work]:
    (folder / "articles").mkdir(exist_ok=True)
    analyser = load_analyser()
    bench = set_up(open_newsroom(folder), analyser.version)
    with closing(Memo(folder / memo_name, "test")) as memo:
        return list(work_through(ARTICLES, analyser, bench, memo, jobs))


def test_several_processes_make_what_one_makes_in_the_same_order(tmp_path: Path) -> None:
    alone = worked(tmp_path, 1, "one.sqlite")
    together = worked(tmp_path, 2, "two.sqlite")

    assert together == alone
    assert [work.draft.article for work in alone] == ARTICLES
    assert all(not work.fresh for work in worked(tmp_path, 1, "two.sqlite"))


def test_a_process_that_is_killed_is_an_error_that_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crew, "_work", dying.work)

    with pytest.raises(ExtractError, match="killed") as caught:
        worked(tmp_path, 2, "memo.sqlite")
    assert "--jobs 1" in caught.value.hint
