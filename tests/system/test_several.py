"""Processes that are kept: they are ready, they are replaced, and they end together."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from triplewire.errors import ConfigError
from triplewire.system import several
from triplewire.system.several import Keeper

# Says that it is ready, by a file of its own as well, and goes on for as long as it is let.
_LASTS = """
import os, pathlib, sys, time
print('ready', flush=True)
pathlib.Path(sys.argv[1], str(os.getpid())).touch()
time.sleep(60)
"""
_STUBBORN = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)\n" + _LASTS
_PATIENCE = 20.0


def lasting(folder: Path, code: str = _LASTS) -> list[str]:
    return [sys.executable, "-c", code, str(folder)]


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + _PATIENCE
    while not true():
        assert time.monotonic() < end
        time.sleep(0.01)


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def started(folder: Path) -> set[int]:
    return {int(path.name) for path in folder.iterdir()}


@pytest.mark.parametrize("code", [_LASTS, _STUBBORN])
@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM])
def test_all_processes_end_with_who_keeps_them(
    tmp_path: Path, told: signal.Signals, code: str
) -> None:
    before = signal.getsignal(told)
    keeper = Keeper([lasting(tmp_path, code)] * 3, [])
    begun: list[float] = []

    def end() -> None:
        until(lambda: len(started(tmp_path)) == 3)
        begun.append(time.monotonic())
        os.kill(os.getpid(), told)

    assert keeper.run(end) == told
    assert time.monotonic() - begun[0] < 10  # half a second, where nothing else goes on
    assert not any(map(alive, started(tmp_path)))
    assert signal.getsignal(told) is before


def test_a_process_that_dies_is_replaced_at_once(tmp_path: Path) -> None:
    keeper = Keeper([lasting(tmp_path)] * 2, [])
    seen: list[set[int]] = []

    def look(keeper: Keeper) -> None:
        replace(keeper)
        now = started(tmp_path)
        if len(now) == 3:
            seen.append(now)
            os.kill(os.getpid(), signal.SIGTERM)

    def kill() -> None:
        until(lambda: len(started(tmp_path)) == 2)
        os.kill(min(started(tmp_path)), signal.SIGKILL)

    replace = Keeper._replace  # what is done each time round
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Keeper, "_replace", look)
        keeper.run(kill)

    assert len(seen[0]) == 3
    assert not any(map(alive, started(tmp_path)))


def test_a_process_that_ends_before_it_is_ready_ends_all(tmp_path: Path) -> None:
    keeper = Keeper([lasting(tmp_path), [sys.executable, "-c", "pass"]], [])

    with pytest.raises(ConfigError, match="a process ended before it was ready"):
        keeper.run(lambda: None)
    assert not any(map(alive, started(tmp_path)))


def test_processes_that_never_get_ready_again_are_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(several, "_PAUSE", 0.0)
    # The first that runs makes the folder that the second stumbles over.
    once = f"import os; os.mkdir({str(tmp_path / 'once')!r}); print('ready', flush=True)"
    keeper = Keeper([[sys.executable, "-c", once]], [])

    with pytest.raises(ConfigError, match="a process ended before it was ready"):
        keeper.run(lambda: None)


def test_processes_end_when_who_keeps_them_is_killed(tmp_path: Path) -> None:
    code = f"""
import sys
from triplewire.system import children
from triplewire.system.several import Keeper
module = children.command("tests.system.lasting", {str(tmp_path)!r})
Keeper([module] * 2, []).run(lambda: print("ready", flush=True))
"""
    here = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, env=here
    ) as keeping:
        assert keeping.stdout is not None
        assert keeping.stdout.readline() == b"ready\n"
        until(lambda: len(started(tmp_path)) == 2)
        keeping.kill()

    until(lambda: not any(map(alive, started(tmp_path))))
