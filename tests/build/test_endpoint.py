"""A build by a model behind an endpoint: a failure costs its article, and the cost is told."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tests.extract.endpoints import Answer, refused, said, serving
from tests.test_pipeline import FISH, RAIL, Newsroom
from triplewire.build import Outcome
from triplewire.cli import main
from triplewire.errors import ExtractError
from triplewire.pipeline import Options, run
from triplewire.records import Asked

NOTHING: dict[str, Any] = {"actors": [], "events": [], "claims": []}


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    monkeypatch.setenv("TRIPLEWIRE_ANSWERS", str(tmp_path / "answers"))
    made = Newsroom(tmp_path)
    made.write("fish.txt", FISH)
    made.write("rail.txt", RAIL)
    return made


def built(room: Newsroom) -> Outcome:
    return run(room.root, room.store, Options(model="endpoint", jobs=2))


def no_fish(_: int, body: dict[str, Any]) -> Answer:
    return refused(400) if "Dahl" in body["messages"][1]["content"] else said(NOTHING)


def test_an_article_without_an_answer_is_its_own_fault_and_asked_about_by_the_next_build(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(monkeypatch, no_fish) as server:
        first = built(room)
        names = room.names()
        server.script = lambda *_: said(NOTHING)
        second = built(room)

    assert [(fault.name, fault.crash) for fault in first.faults] == [("articles/fish.txt", "")]
    assert "HTTP Error 400" in first.faults[0].reason
    assert names == ["articles/rail.txt"]
    assert first.asked == Asked(answered=1, failed=1, requests=2, uncounted=1)
    assert (second.faults, second.added, second.unchanged) == ((), 1, 1)
    assert second.asked == Asked(answered=1, requests=1, uncounted=1)
    assert len(server.asked) == 3


def test_a_server_that_refuses_all_ends_the_build(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(monkeypatch, refused(401)), pytest.raises(ExtractError, match="401"):
        built(room)


def test_a_store_that_is_built_anew_costs_nothing_anew(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(monkeypatch, said(NOTHING)) as server:
        built(room)
        room.store = room.store.with_name("another")
        outcome = built(room)

    assert outcome.asked == Asked(kept=2)
    assert len(server.asked) == 2


def test_a_build_tells_what_was_asked_and_nothing_where_nothing_was(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = ["build", str(room.root), "--store", str(room.store), "--model", "endpoint"]
    with serving(monkeypatch, said(NOTHING)):
        first, second = (CliRunner().invoke(main, command) for _ in range(2))

    assert first.stderr == (
        "endpoint: articles asked about: 2; requests: 2; answers that told no tokens: 2\n"
    )
    assert (first.exit_code, second.exit_code, second.stderr) == (0, 0, "")


def test_a_build_without_an_endpoint_asks_nothing(room: Newsroom) -> None:
    assert room.build().asked is None
