"""A database that passes holds what it is given, and leaves no file."""

from pathlib import Path

import pytest

from triplewire.system.passing import passing


def test_many_rows_are_found_again_and_no_file_has_a_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SQLITE_TMPDIR", str(tmp_path))
    db = passing("one (word TEXT PRIMARY KEY) WITHOUT ROWID", "other (number INTEGER)")
    db.executemany("INSERT INTO one VALUES (?)", ((f"{n} {'x' * 500}",) for n in range(20_000)))
    db.execute("INSERT INTO other VALUES (7)")

    assert db.execute("SELECT count(*), min(word) FROM one").fetchone() == (
        20_000,
        f"0 {'x' * 500}",
    )
    assert db.execute("SELECT number FROM other").fetchall() == [(7,)]
    assert list(tmp_path.iterdir()) == []
    db.close()
