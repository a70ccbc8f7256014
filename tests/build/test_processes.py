"""A process that is killed costs no batch; an item that kills each costs itself alone."""

import os
import signal
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from tests.build.dying import POISON, doubled, nothing, once, work
from triplewire.build.faults import Fault
from triplewire.build.processes import Processes
from triplewire.errors import ExtractError

BATCHES = [[f"{number}{letter}" for letter in "abc"] for number in range(6)]


def processes() -> "closing[Processes[str]]":
    return closing(Processes(2, nothing, str))


def test_an_item_that_kills_every_process_costs_itself_alone() -> None:
    batches = [*BATCHES[:3], ["x", POISON, "y"], *BATCHES[3:]]
    with processes() as hands:
        waiting = [hands.submit(doubled, batch) for batch in batches]
        found = [result for results in waiting for result in results()]

    lost = [one for one in found if isinstance(one, Fault)]
    assert [one.name for one in lost] == [POISON]
    assert "was killed" in lost[0].reason
    told = [one for one in found if not isinstance(one, Fault)]
    assert told == [2 * item for batch in batches for item in batch if item != POISON]


def test_a_process_that_is_killed_by_chance_costs_nothing(tmp_path: Path) -> None:
    with processes() as hands:
        waiting = [hands.submit(partial(once, tmp_path / "flag"), batch) for batch in BATCHES]
        found = [result for results in waiting for result in results()]

    assert found == [2 * item for batch in BATCHES for item in batch]


def test_processes_that_are_killed_between_two_batches_come_again() -> None:
    with processes() as hands:
        assert hands.submit(doubled, BATCHES[0])() == doubled(BATCHES[0])
        for pid in list(hands._all._open._processes):  # type: ignore[union-attr]
            os.kill(pid, signal.SIGKILL)
        waiting = [hands.submit(doubled, batch) for batch in BATCHES]
        found = [result for results in waiting for result in results()]

    assert found == [2 * item for batch in BATCHES for item in batch]


def test_where_every_process_is_killed_the_build_ends_and_says_what_to_do() -> None:
    with processes() as hands, pytest.raises(ExtractError, match="every process") as caught:
        hands.submit(work, list("abcdefghij"))()

    assert "--jobs 1" in caught.value.hint
