"""A process that works on each question in a child of its own: what a child does costs it alone."""

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from triplewire.system.forking import Asker

_MODULE = """\
import os, signal, time
from triplewire.system import forking

def answer(question):
    match question:
        case b"die":
            os.kill(os.getpid(), signal.SIGKILL)
        case b"fail":
            raise ValueError
        case b"sleep":
            time.sleep(600)
        case b"fill":
            return bytearray(1 << 40)
        case b"turn":
            while True:
                pass
        case b"half":
            os.write(4, b"half")
            os._exit(3)
    return f"{os.getppid()} {os.getpid()} ".encode() + question

forking._IDLE = WAITS
forking.serve(answer)
"""
_SECONDS, _MEMORY = 1, 1 << 30
Told = tuple[int, int, bytes]


@pytest.fixture
def asker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Asker]:
    """Return one who asks a module that does what it is told."""
    (tmp_path / "obedient.py").write_text(_MODULE.replace("WAITS", "60"), encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), *sys.path]))
    asker = Asker("obedient")
    yield asker
    asker._end()


def told(asker: Asker, question: bytes = b"") -> Told:
    """Return the process that a child came from, the child, and what it was asked."""
    answer = asker.ask(question, _SECONDS, _MEMORY)
    process, child, rest = answer.told.split(b" ", 2)

    assert answer.status == 0
    return int(process), int(child), rest


def test_each_question_has_a_child_of_its_own_out_of_one_process(asker: Asker) -> None:
    large = b"word " * 1_000_000
    answers = [told(asker, question) for question in (b"", b"a b", large)]

    assert [rest for _, _, rest in answers] == [b"", b"a b", large]
    assert len({process for process, _, _ in answers}) == 1
    assert len({child for _, child, _ in answers}) == 3


@pytest.mark.parametrize("deed", [b"die", b"fail", b"sleep", b"fill", b"turn", b"half"])
def test_a_child_that_ends_otherwise_costs_itself_alone(asker: Asker, deed: bytes) -> None:
    first = told(asker)
    answer = asker.ask(deed, _SECONDS, _MEMORY)
    second = told(asker)

    assert answer.told == b""
    assert (answer.status < 0) == (deed in {b"die", b"sleep", b"turn"})
    assert answer.status
    assert first[0] == second[0]


def test_a_process_that_was_killed_is_replaced(asker: Asker) -> None:
    process = told(asker)[0]
    os.kill(process, signal.SIGKILL)

    assert told(asker, b"again")[2] == b"again"
    assert told(asker)[0] != process


def test_a_process_that_cannot_stay_alive_gives_no_answer() -> None:
    answer = Asker("no_such_module").ask(b"a", _SECONDS, _MEMORY)

    assert (answer.status, answer.told) == (-signal.SIGKILL, b"")


def test_a_process_that_nobody_asks_ends_and_another_answers(asker: Asker, tmp_path: Path) -> None:
    (tmp_path / "obedient.py").write_text(_MODULE.replace("WAITS", "0.01"), encoding="utf-8")
    first = told(asker)[0]
    running = asker._process

    assert running is not None
    assert running.wait(timeout=30) == 0
    assert told(asker)[0] != first


def test_a_forked_process_asks_one_of_its_own(asker: Asker) -> None:
    first = told(asker)[0]
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.write(writer, b"%d" % told(asker)[0])
        finally:
            os._exit(0)
    os.close(writer)
    os.waitpid(child, 0)
    other = int(os.read(reader, 100))
    os.close(reader)

    assert other != first
    assert told(asker)[0] == first
