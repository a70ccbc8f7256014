"""A folder is replaced whole or not at all, and nothing of anybody else's goes."""

import os
import signal
from pathlib import Path

import pytest

from triplewire.errors import DiskError
from triplewire.system import folders
from triplewire.system.folders import written_whole


def ours(folder: Path) -> bool:
    return (folder / "ours").exists()


def write(path: Path, text: str) -> None:
    with written_whole(path, ours) as folder:
        (folder / "ours").write_text(text)


def held(path: Path) -> dict[str, str]:
    return {file.name: file.read_text() for file in path.iterdir()}


@pytest.fixture(params=[True, False], ids=["exchanged", "renamed"])
def exchange(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the system be one that exchanges names, and one that does not."""
    if not request.param:
        monkeypatch.setattr(folders, "_exchanged", lambda *_: False)


@pytest.mark.usefixtures("exchange")
def test_a_folder_takes_the_place_of_nothing_of_an_empty_one_and_of_an_earlier(
    tmp_path: Path,
) -> None:
    (tmp_path / "empty").mkdir()
    write(tmp_path / "deep" / "new", "one")
    write(tmp_path / "empty", "two")
    write(tmp_path / "empty", "three")

    assert held(tmp_path / "deep" / "new") == {"ours": "one"}
    assert held(tmp_path / "empty") == {"ours": "three"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["deep", "empty"]


def test_what_is_somebody_elses_stays(tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "file").write_text("text")
    (tmp_path / "file").write_text("text")
    for name in ("theirs", "file"):
        with pytest.raises(DiskError, match="something else stands there"):
            write(tmp_path / name, "one")

    assert held(tmp_path / "theirs") == {"file": "text"}
    assert (tmp_path / "file").read_text() == "text"


def test_what_somebody_puts_there_meanwhile_stays(tmp_path: Path) -> None:
    path = tmp_path / "folder"

    def write_another() -> None:
        with written_whole(path, ours):
            path.mkdir()
            (path / "file").write_text("text")

    with pytest.raises(DiskError, match="something else"):
        write_another()

    assert held(path) == {"file": "text"}


def test_an_error_leaves_the_old_folder_and_nothing_else(tmp_path: Path) -> None:
    write(tmp_path / "folder", "one")
    with pytest.raises(TypeError):
        write(tmp_path / "folder", 2)  # type: ignore[arg-type]

    assert held(tmp_path / "folder") == {"ours": "one"}
    assert len(list(tmp_path.iterdir())) == 1


def test_a_killed_process_leaves_the_old_folder_and_the_next_clears_up(tmp_path: Path) -> None:
    write(tmp_path / "folder", "one")
    child = os.fork()
    if not child:
        with written_whole(tmp_path / "folder", ours) as folder:
            (folder / "half").mkdir()
            (folder / "more").write_text("two")
            os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)

    assert held(tmp_path / "folder") == {"ours": "one"}
    write(tmp_path / "folder", "three")
    assert held(tmp_path / "folder") == {"ours": "three"}
    assert len(list(tmp_path.iterdir())) == 1


def test_a_folder_that_was_being_replaced_comes_back(tmp_path: Path) -> None:
    write(tmp_path / "folder", "one")
    (tmp_path / "folder").rename(tmp_path / ".triplewire-folder.old")
    with pytest.raises(ZeroDivisionError), written_whole(tmp_path / "folder", ours):
        raise ZeroDivisionError

    assert held(tmp_path / "folder") == {"ours": "one"}


def test_only_one_at_a_time_writes_a_folder(tmp_path: Path) -> None:
    with written_whole(tmp_path / "folder", ours) as folder:
        (folder / "ours").write_text("one")
        with pytest.raises(DiskError, match="another process"):
            write(tmp_path / "folder", "two")

    assert held(tmp_path / "folder") == {"ours": "one"}
