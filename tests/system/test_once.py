"""A file that several want is written once, and is whole or not there."""

import os
import signal
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from triplewire.system.once import made


def whole(part: Path) -> None:
    part.write_text("whole")


def test_a_file_is_written_once_whoever_comes(tmp_path: Path) -> None:
    path, written = tmp_path / "file", []
    barrier = Barrier(8)

    def write(part: Path) -> None:
        written.append(part)
        part.write_text("whole")

    def ask() -> Path:
        barrier.wait()
        return made(path, write)

    with ThreadPoolExecutor(8) as threads:
        found = [threads.submit(ask) for _ in range(8)]
        paths = {one.result() for one in found}

    assert paths == {path}
    assert len(written) == 1
    assert path.read_text() == "whole"
    assert made(path, write) == path
    assert len(written) == 1


def test_a_file_that_is_being_written_is_not_there_yet_and_nobody_elses(tmp_path: Path) -> None:
    path, seen = tmp_path / "file", []

    def write(part: Path) -> None:
        seen.append((path.exists(), part.read_bytes(), stat.S_IMODE(part.stat().st_mode)))
        part.write_text("whole")

    made(path, write)

    assert seen == [(False, b"", 0o600)]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert {one.name for one in tmp_path.iterdir()} == {"file", "file.lock"}


def test_who_fails_leaves_it_to_the_next(tmp_path: Path) -> None:
    def fail(part: Path) -> None:
        part.write_text("half")
        raise ValueError("the disk is full")

    with pytest.raises(ValueError, match="full"):
        made(tmp_path / "file", fail)
    assert not (tmp_path / "file").exists()
    assert made(tmp_path / "file", whole).is_file()
    assert (tmp_path / "file").read_text() == "whole"


def test_who_is_killed_leaves_it_to_the_next(tmp_path: Path) -> None:
    code = """
import sys, time, pathlib
from triplewire.system.once import made
def write(part):
    part.write_text("half")
    print("begun", flush=True)
    time.sleep(60)
made(pathlib.Path(sys.argv[1]), write)
"""
    path = tmp_path / "file"
    with subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"begun\n"
        os.kill(other.pid, signal.SIGKILL)
    made(path, whole)

    assert path.read_text() == "whole"
