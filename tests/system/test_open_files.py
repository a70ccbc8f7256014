"""A process may have as many files open as a store has, where the system allows that."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from triplewire.system.open_files import allow_many

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
