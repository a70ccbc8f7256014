"""One step is taken while the caller goes on."""

import gc
import threading
import weakref
from functools import partial

import pytest

from triplewire.system.aside import Aside


def test_the_caller_goes_on_while_a_step_is_taken_and_waits_at_its_end() -> None:
    aside, may_end, ended = Aside(), threading.Event(), list[str]()

    def step() -> None:
        may_end.wait()
        ended.append("one")

    aside.begin(step)
    assert not ended
    may_end.set()
    aside.end()

    assert ended == ["one"]
    aside.close()


def test_steps_are_taken_one_after_the_other_in_their_order() -> None:
    aside, taken = Aside(), list[int]()
    for number in range(50):
        aside.begin(lambda number=number: taken.append(number))  # type: ignore[misc]
    aside.end()

    assert taken == list(range(50))
    aside.close()


def test_what_a_step_raises_is_raised_by_whoever_waits_for_it_and_by_all_after() -> None:
    aside = Aside()

    def step() -> None:
        raise OSError("no space left")

    aside.begin(step)
    for wait in (aside.end, aside.end, lambda: aside.begin(lambda: None)):
        with pytest.raises(OSError, match="no space left"):
            wait()
    aside.close()


def test_whoever_closes_waits_for_the_step_and_raises_nothing() -> None:
    aside, may_end, ended = Aside(), threading.Event(), list[str]()

    def step() -> None:
        may_end.wait()
        ended.append("one")
        raise OSError("no space left")

    aside.begin(step)
    threading.Timer(0.05, may_end.set).start()
    aside.close()

    assert ended == ["one"]


def test_a_step_that_failed_holds_nothing_once_it_is_closed_whoever_keeps_what_it_raised() -> None:
    class Held:
        pass

    aside, held = Aside(), Held()
    there = weakref.ref(held)

    def step(held: Held) -> None:
        raise OSError(f"no space left beside {held}")

    aside.begin(partial(step, held))
    with pytest.raises(OSError, match="no space left") as raised:
        aside.end()
    del held
    aside.close()
    gc.collect()

    assert there() is None, raised.value
