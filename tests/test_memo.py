"""The memo remembers by key and forgets by stamp."""

from contextlib import closing
from pathlib import Path

import pytest

from triplewire.errors import StoreError
from triplewire.memo import Memo, digest


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


def test_a_file_that_is_no_memo_is_named(tmp_path: Path) -> None:
    (tmp_path / "memo.sqlite").write_bytes(b"this is not a database at all" * 50)

    with pytest.raises(StoreError, match="delete the file"):
        Memo(tmp_path / "memo.sqlite", "1")


def test_parts_do_not_run_into_each_other() -> None:
    assert digest("ab", "c") != digest("a", "bc")
    assert digest("ab") == digest(b"ab")
