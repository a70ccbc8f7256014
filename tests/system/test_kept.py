"""What is kept in a folder is got as it was put, or not at all, and the folder stays small."""

import os
from pathlib import Path

import pytest

from triplewire.system.kept import Kept

MOST = 10_000


def test_what_was_put_is_got_by_whoever_comes_later(tmp_path: Path) -> None:
    Kept(tmp_path / "a" / "b", MOST).put("key1", b"value")
    kept = Kept(tmp_path / "a" / "b", MOST)

    assert (kept.get("key1"), kept.get("key2")) == (b"value", None)
    [file] = (tmp_path / "a" / "b").iterdir()
    assert file.stat().st_mode & 0o077 == 0
    assert (tmp_path / "a" / "b").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("damage", [b"", b"short", b"0" * 64 + b"value", None])
def test_what_is_not_as_it_was_put_is_none(tmp_path: Path, damage: bytes | None) -> None:
    kept = Kept(tmp_path, MOST)
    kept.put("key", b"value")
    kept.put("other", b"value")
    other = (tmp_path / "other.kept").read_bytes()
    (tmp_path / "key.kept").write_bytes(other if damage is None else damage)

    assert kept.get("key") is None
    kept.put("key", b"again")
    assert kept.get("key") == b"again"


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    Kept(tmp_path / "a", MOST).put("key", b"value")
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "key.kept").symlink_to(tmp_path / "a" / "key.kept")

    assert Kept(tmp_path / "b", MOST).get("key") is None


def test_what_cannot_be_written_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    nowhere = Kept(tmp_path / "file" / "folder", MOST)
    nowhere.put("key", b"value")
    nowhere.trim()

    assert nowhere.get("key") is None

    def full(*_: object) -> None:
        raise OSError(28, "no room")

    monkeypatch.setattr(Path, "replace", full)
    kept = Kept(tmp_path / "full", MOST)
    kept.put("key", b"value")
    assert list((tmp_path / "full").iterdir()) == []


def test_the_oldest_go_when_there_is_too_much(tmp_path: Path) -> None:
    kept = Kept(tmp_path, 3 * (64 + 10))
    (tmp_path / "nobody's.txt").write_bytes(b"." * 500)
    for number in range(5):
        kept.put(f"key{number}", b"." * 10)
        os.utime(tmp_path / f"key{number}.kept", (number, number))
    kept.trim()

    assert [number for number in range(5) if kept.get(f"key{number}")] == [2, 3, 4]
    assert (tmp_path / "nobody's.txt").exists()


def test_what_a_killed_writer_left_goes_when_it_is_old(tmp_path: Path) -> None:
    kept = Kept(tmp_path, MOST)
    kept.put("key", b"value")
    for name, age in (("old", 5000), ("new", 5)):
        (tmp_path / f"{name}.tmp").touch()
        os.utime(tmp_path / f"{name}.tmp", (10_000 - age, 10_000 - age))
    os.utime(tmp_path / "key.kept", (10_000, 10_000))
    kept.trim()

    assert sorted(path.name for path in tmp_path.iterdir()) == ["key.kept", "new.tmp"]
