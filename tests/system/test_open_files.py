"""A process may have as many files open as a store has, where the system allows that."""

import os
import re
import resource
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from triplewire.store import edition, rebuild
from triplewire.system.open_files import allow_many, at_most

ENDLESS = resource.RLIM_INFINITY
# Too few for a database to open.
OPENED = """
import resource, sys
from pathlib import Path
_, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (64, hard))
from triplewire.store import Store, rebuild
with rebuild(Path(sys.argv[1])) as writer:
    writer.publish_texts(publish=True)
Store(Path(sys.argv[1])).close()
"""


@pytest.mark.parametrize(
    ("soft", "hard", "granted", "after"),
    [
        (1_024, 1_048_576, ENDLESS, 65_536),
        (1_024, ENDLESS, ENDLESS, 65_536),
        (1_024, 4_096, ENDLESS, 4_096),  # no more than is allowed
        (1_024, ENDLESS, 20_000, 10_240),  # or than is granted
        (1_024, 4_096, 0, 1_024),
        (4_096, 4_096, ENDLESS, 4_096),
        (100_000, ENDLESS, ENDLESS, 100_000),  # and nothing is taken away
        (ENDLESS, ENDLESS, ENDLESS, ENDLESS),
    ],
)
def test_many_files_are_allowed_where_they_are_granted(
    monkeypatch: pytest.MonkeyPatch, soft: int, hard: int, granted: int, after: int
) -> None:
    limits = [soft, hard]

    def ask(_: int, wanted: tuple[int, int]) -> None:
        if granted != ENDLESS and wanted[0] > granted:
            raise ValueError("not allowed to raise maximum limit")
        limits[:] = wanted

    monkeypatch.setattr(resource, "getrlimit", lambda _: (limits[0], limits[1]))
    monkeypatch.setattr(resource, "setrlimit", ask)
    allow_many()

    assert limits == [after, hard]


def test_a_store_opens_where_few_files_were_allowed(tmp_path: Path) -> None:
    command = [sys.executable, "-c", OPENED, str(tmp_path / "store")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")


def test_a_block_is_told_of_few_files_and_the_others_of_as_many_as_before() -> None:
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    with at_most(20), ExitStack() as stack:
        for _ in range(20):
            stack.enter_context(Path(os.devnull).open())
        with pytest.raises(OSError, match="Too many open files"):
            _ = [stack.enter_context(Path(os.devnull).open()) for _ in range(10_000)]

    assert resource.getrlimit(resource.RLIMIT_NOFILE) == before


def test_no_more_files_are_told_of_than_are_allowed() -> None:
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    with at_most(before[0]):
        assert resource.getrlimit(resource.RLIMIT_NOFILE) == before


def test_a_database_that_is_built_keeps_few_of_its_files_open(tmp_path: Path) -> None:
    with rebuild(tmp_path) as writer:
        writer.publish_texts(publish=True)
    options = max(tmp_path.glob("gen-*/db/OPTIONS-*")).read_text(encoding="utf-8")

    (most,) = re.findall(r"max_open_files=(\d+)", options)
    assert int(most) < 2 * edition._MOST_OPEN
