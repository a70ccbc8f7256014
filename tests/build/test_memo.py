"""The memo remembers by key and forgets by stamp."""

import sqlite3
from contextlib import closing
from pathlib import Path

from triplewire.build.memo import Memo
from triplewire.system.hashes import digest


def test_what_was_put_is_got_by_a_later_build(tmp_path: Path) -> None:
    with closing(Memo(tmp_path / "memo.sqlite", "1")) as memo:
        memo.put("key", b"old")
        memo.put("key", b"new")
    with closing(Memo(tmp_path / "memo.sqlite", "1")) as memo:
        assert memo.get("key") == b"new"
        assert memo.get("other") is None


def test_another_stamp_forgets_everything(tmp_path: Path) -> None:
    with closing(Memo(tmp_path / "memo.sqlite", "1")) as memo:
        memo.put("key", b"value")
    with closing(Memo(tmp_path / "memo.sqlite", "2")) as memo:
        assert memo.get("key") is None


def test_a_memo_that_is_damaged_is_begun_anew(tmp_path: Path) -> None:
    path = tmp_path / "memo.sqlite"
    path.write_bytes(b"this is not a database at all" * 50)
    (tmp_path / "memo.sqlite-wal").write_bytes(b"nor is this")
    (tmp_path / "memo.sqlite-notes").write_bytes(b"this is somebody's")
    with closing(Memo(path, "1")) as memo:
        memo.put("key", b"value")
    with closing(Memo(path, "1")) as memo:
        assert memo.get("key") == b"value"
    assert (tmp_path / "memo.sqlite-notes").exists()


def test_a_build_goes_on_without_a_memo_that_cannot_be_had(tmp_path: Path) -> None:
    (tmp_path / "memo.sqlite").mkdir()
    with closing(Memo(tmp_path / "memo.sqlite", "1")) as memo:
        memo.put("key", b"value")

        assert memo.get("key") == b"value"


def test_what_is_not_as_it_was_put_is_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "memo.sqlite"
    with closing(Memo(path, "1")) as memo:
        memo.put("key", b"a value that is long enough to be found")
        memo.put("other", b"value")
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE memo SET value = replace(value, 'value', 'valve') WHERE key = 'key'")
    with closing(Memo(path, "1")) as memo:
        assert memo.get("key") is None
        assert memo.get("other") == b"value"


def test_a_memo_that_breaks_meanwhile_is_done_without(tmp_path: Path) -> None:
    path = tmp_path / "memo.sqlite"
    with closing(Memo(path, "1")) as memo:
        memo.put("key", b"value")
        with closing(sqlite3.connect(path)) as db, db:
            db.execute("DROP TABLE memo")
        memo.put("key", b"value")

        assert memo.get("key") is None


def test_parts_do_not_run_into_each_other() -> None:
    assert digest("ab", "c") != digest("a", "bc")
    assert digest("ab") == digest(b"ab")
