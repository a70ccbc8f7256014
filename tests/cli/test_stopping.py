"""Builds that are told to stop, at whatever moment, and those that come after them."""

import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.extract.test_memory import made_up

_BUSY = {
    "computes": "while True: sum(range(1000))",
    "waits": "time.sleep(60)",
    "asks DuckDB": "import duckdb; duckdb.sql('SELECT sum(a.range*b.range) FROM range(10000000) a,"
    " range(10000) b').fetchall()",
}
_STOPPABLE = """
import sys, time
from triplewire.cli.stopping import stoppable
with stoppable(lambda: "kept\\n"):
    print("begun", flush=True)
    {}
"""


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("deed", _BUSY)
def test_a_process_stops_at_once_whatever_it_does(deed: str, stop: signal.Signals) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _STOPPABLE.format(_BUSY[deed])],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(0.3)
        process.send_signal(stop)
        _, said = process.communicate(timeout=10)

    assert (process.returncode, said) == (130, "kept\n")


def test_after_the_block_an_interrupt_is_what_it_was_before() -> None:
    code = _STOPPABLE.format("pass") + "import os, signal; os.kill(os.getpid(), signal.SIGINT)"
    ended = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True)

    assert b"KeyboardInterrupt" in ended.stderr


def test_a_build_in_a_terminal_is_interrupted_and_goes_on_from_there(tmp_path: Path) -> None:
    articles = tmp_path / "room" / "articles"
    articles.mkdir(parents=True)
    for number, text in enumerate(made_up(0, 33)):
        (articles / f"{number:03}.txt").write_text(f"{text} " * 3, encoding="utf-8")
    command = [sys.executable, "-m", "triplewire", "build", str(tmp_path / "room")]
    command += ["--store", str(tmp_path / "store"), "--jobs", "2"]

    code, seen = typed(command, until="extracting ")
    assert code == 130
    assert "Stopped while extracting" in seen
    assert "Traceback" not in seen
    assert not running(str(tmp_path))
    again = subprocess.run(command, check=False, capture_output=True, text=True, timeout=300)
    assert again.returncode == 0, again.stderr
    assert "33 new" in again.stdout


def typed(command: list[str], until: str) -> tuple[int, str]:
    """Return the code and output of a command in whose terminal Ctrl-C is pressed at some words."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ["TERM"] = "xterm"
        os.execv(command[0], command)  # noqa: S606
    seen = b""
    pressed = False
    while True:
        try:
            seen += os.read(terminal, 1 << 16)
        except OSError:  # nobody writes there any more
            break
        if not pressed and until.encode() in seen:
            os.write(terminal, b"\x03")
            pressed = True
    _, status = os.waitpid(pid, 0)
    os.close(terminal)
    return os.waitstatus_to_exitcode(status), seen.decode()


def running(word: str) -> list[str]:
    """Return the command lines of processes that have a word."""
    lines = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            lines.append(path.read_bytes().decode(errors="replace"))
        except OSError:
            continue
    return [line for line in lines if word in line]
