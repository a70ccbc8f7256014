"""A process that is killed costs no batch; an item that kills each costs itself alone."""

import os
import signal
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from tests.engines.dying import POISON, doubled, once, work
from triplewire.engines import Processes
from triplewire.errors import EngineError

BATCHES = [[f"{number}{letter}" for letter in "abc"] for number in range(6)]


def lost(item: str) -> list[str]:
    return [f"{item} is lost"]


def processes() -> "closing[Processes]":
    return closing(Processes(2))


def test_an_item_that_kills_every_process_costs_itself_alone() -> None:
    batches = [*BATCHES[:3], ["x", POISON, "y"], *BATCHES[3:]]
    with processes() as hands:
        waiting = [hands.submit(doubled, batch, lost) for batch in batches]
        found = [result for results in waiting for result in results()]

    assert found == [
        2 * item if item != POISON else f"{POISON} is lost" for batch in batches for item in batch
    ]


def test_a_process_that_is_killed_by_chance_costs_nothing(tmp_path: Path) -> None:
    with processes() as hands:
        waiting = [hands.submit(partial(once, tmp_path / "flag"), batch, lost) for batch in BATCHES]
        found = [result for results in waiting for result in results()]

    assert found == [2 * item for batch in BATCHES for item in batch]


def test_processes_that_are_killed_between_two_batches_come_again() -> None:
    with processes() as hands:
        assert hands.submit(doubled, BATCHES[0], lost)() == doubled(BATCHES[0])
        for pid in list(hands._all._open._processes):  # type: ignore[union-attr]
            os.kill(pid, signal.SIGKILL)
        waiting = [hands.submit(doubled, batch, lost) for batch in BATCHES]
        found = [result for results in waiting for result in results()]

    assert found == [2 * item for batch in BATCHES for item in batch]


def test_where_every_process_is_killed_the_build_ends_and_says_what_to_do() -> None:
    with processes() as hands, pytest.raises(EngineError, match="every process") as caught:
        hands.submit(work, list("abcdefghij"), lost)()

    assert "--jobs 1" in caught.value.hint
