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


NAMESAKE = (
    "Ben Wallace met Omar Haddad in Oslo on 3 May 2004. Haddad said that the port will grow.\n"
)


def test_without_a_service_the_tables_of_the_program_propose_who_somebody_may_be(
    tmp_path: Path,
) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text(NAMESAKE, encoding="utf-8")
    store = tmp_path / "store"
    assert call("build", tmp_path, "--store", store).exit_code == 0
    told = call("reconcile", "--offline", "--newsroom", tmp_path, "--store", store)

    assert told.exit_code == 0
    assert "1 of 1 actors have candidates" in told.output
    (row,) = rows(tmp_path / "actors.csv")
    assert row["key"] == "actor/ben-wallace"
    assert row["identifiers"] == ""
    assert row["candidates"].startswith("http://www.wikidata.org/entity/Q263166 the name alone, ")


def test_somebody_has_to_be_asked(tmp_path: Path) -> None:
    both = call("reconcile", "https://service.example/", "--offline", "--newsroom", tmp_path)
    neither = call("reconcile", "--newsroom", tmp_path)

    assert [both.exit_code, neither.exit_code] == [2, 2]
    assert "name a SERVICE, or give --offline" in neither.output
