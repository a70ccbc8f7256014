"""How far a build is, on a terminal and in a log."""

import io
import sys
import time

import pytest

from triplewire.cli import progress
from triplewire.cli.progress import CLEARED, shown


class Terminal(io.StringIO):
    """What somebody looks at, or else a file."""

    def __init__(self, *, looked_at: bool) -> None:
        super().__init__()
        self.looked_at = looked_at

    def isatty(self) -> bool:
        return self.looked_at


def seen(monkeypatch: pytest.MonkeyPatch, lines: int, *, terminal: bool) -> str:
    """Return what is written while a build tells once how far it is, until so many lines are."""
    stream = Terminal(looked_at=terminal)
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("TERM", "xterm")
    with shown() as show:
        show("extracting", 3, 10, 1)
        while stream.getvalue().count("extracting 3/10") < lines:
            time.sleep(0.01)
    return stream.getvalue()


def test_on_a_terminal_one_line_changes_and_is_gone_in_the_end(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(progress, "_OFTEN", 0.01)

    written = seen(monkeypatch, 3, terminal=True)

    first, *lines, last = written.split(CLEARED)
    assert (first, last) == ("", "")
    assert all(line.startswith("extracting 3/10") and "\n" not in line for line in lines)
    assert ", 1 fault, " in lines[-1]
    assert capsys.readouterr().out == ""


def test_a_log_gets_a_plain_line_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_OFTEN", 0.01)
    monkeypatch.setattr(progress, "_SELDOM", 0.02)

    written = seen(monkeypatch, 2, terminal=False)

    assert "\x1b" not in written
    assert written.endswith("\n")


def test_a_short_build_tells_a_log_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_OFTEN", 0.01)

    assert seen(monkeypatch, 0, terminal=False) == ""


def test_a_terminal_that_cannot_empty_a_line_is_written_to_as_a_log(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "stderr", Terminal(looked_at=True))
    monkeypatch.setenv("TERM", "dumb")

    with shown() as show:
        assert not show.terminal


def test_the_memory_of_processes_that_were_begun_is_counted() -> None:
    import subprocess  # noqa: PLC0415

    with subprocess.Popen(["sleep", "60"]) as process:
        found = progress._memory_of_workers()
        process.kill()

    assert found > 0 or not sys.platform.startswith("linux")
