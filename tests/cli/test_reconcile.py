"""triplewire reconcile, from a store to the table of actors."""

from pathlib import Path

from click.testing import CliRunner, Result

from tests.test_reconcile import rows, service
from triplewire.cli import main

TEXT = "Ana Ruiz met Omar Haddad in Oslo on 3 May 2024. Ruiz said that the port will grow.\n"


def call(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_whom_nobody_has_identified_is_asked_about_and_has_candidates(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text(TEXT, encoding="utf-8")
    store = tmp_path / "store"
    assert call("build", tmp_path, "--store", store).exit_code == 0
    with service() as (address, forms):
        told = call("reconcile", address, "--newsroom", tmp_path, "--store", store)
        one = call("reconcile", address, "--newsroom", tmp_path, "--store", store, "--actors", "1")

    assert told.exit_code == 0
    assert f"actors have candidates; see the last column of {tmp_path}/actors.csv" in told.output
    assert b"Ana+Ruiz" in forms[0]
    assert [row["name"] for row in rows(tmp_path / "actors.csv") if row["candidates"]] == [
        "Ana Ruiz"
    ]
    assert "of 1 actors have candidates" in one.output
