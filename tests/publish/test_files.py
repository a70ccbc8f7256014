"""A file is replaced whole or not at all."""

from pathlib import Path

import pytest

from triplewire.publish.dump.atomically import write_atomically


def test_a_file_is_replaced_and_nothing_else_is_left(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "dump.nq"
    for content in (b"old", b"new"):
        with write_atomically(path) as out:
            out.write(content)

    assert path.read_bytes() == b"new"
    assert list(path.parent.iterdir()) == [path]


def test_a_failure_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "dump.nq"
    path.write_bytes(b"old")
    with pytest.raises(TypeError), write_atomically(path) as out:
        out.writelines([b"half", None])  # type: ignore[list-item]  # fails after the first half

    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_still_points_at_the_file_that_was_replaced(tmp_path: Path) -> None:
    path, link = tmp_path / "dump.nq", tmp_path / "latest.nq"
    path.write_bytes(b"old")
    link.symlink_to(path)
    with write_atomically(link) as out:
        out.write(b"new")

    assert link.is_symlink()
    assert path.read_bytes() == b"new"
