"""A publisher's silent edits, seen from the command line over three builds."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from triplewire.cli import main
from triplewire.pipeline import Options, run

HEAD = "---\ntitle: Norland asks for rain\nurl: https://fjord.example.org/rain\n---\n"
FIRST = """Norwegian Prime Minister Kari Moe spoke in Oslo on Tuesday, and many people came.

"The wells are dry," Moe said. "Nobody sleeps," she added. "We have asked for help," Moe said.
"""
SECOND = FIRST.replace("The wells are dry", "The wells are nearly dry")
THIRD = SECOND.replace(' "We have asked for help," Moe said.', "")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the store of a newsroom whose one article was corrected twice."""
    room = tmp_path_factory.mktemp("corrected")
    (room / "articles").mkdir()
    days = ("2024-03-06", "2024-03-07", "2024-03-09")
    for day, words in zip(days, (FIRST, SECOND, THIRD), strict=True):
        (room / "articles" / "rain.md").write_text(HEAD + words, encoding="utf-8")
        run(room, room / "store", Options(day=day))
    return room / "store"


def asked(store: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["history", *words, "--store", str(store)])


def test_each_correction_is_told_with_its_day_and_both_wordings(store: Path) -> None:
    result = asked(store, "articles/rain.md")
    days = [line.split()[2] for line in result.stdout.splitlines() if line[:1] in {"2", "3"}]

    assert result.exit_code == 0
    assert days == ["2024-03-07", "2024-03-09"]
    assert "The wells are dry,  " in result.stdout
    assert "| Kari Moe: The wells are" in result.stdout
    assert "withdrawn\n     Kari Moe: We have asked for" in result.stdout


def test_a_program_has_the_same_as_json(store: Path) -> None:
    found = json.loads(asked(store, "Norland asks for rain", "--format", "json").stdout)
    first, second, third = found["versions"]
    [[old, new]] = second["reworded"]

    assert first["when"] is None
    assert (second["when"], third["when"]) == ("2024-03-07", "2024-03-09")
    assert (old["words"], old["there"]) == ("Kari Moe: The wells are dry,", False)
    assert (new["words"], new["there"]) == ("Kari Moe: The wells are nearly dry,", True)
    assert [one["words"] for one in third["withdrawn"]] == ["Kari Moe: We have asked for help,"]


def test_an_unknown_article_is_an_error_with_the_nearest_name(store: Path) -> None:
    result = asked(store, "rain.txt")

    assert result.exit_code == 2
    assert "no article is called 'rain.txt'" in result.stderr
    assert "did you mean rain.md?" in result.stderr
