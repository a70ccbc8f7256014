"""What dump and check say of names at nobody's address, and the vocabulary by itself."""

from pathlib import Path

import pytest

from tests.cli.test_cli import call
from tests.graphs import BASE, invented, store_of
from triplewire.publish.vocabulary import files
from triplewire.store import rebuild

WARNING = "Warning: the names of this graph lie at https://newsroom.example/, which is nobody's"


@pytest.fixture
def nowhere(tmp_path: Path) -> Path:
    return with_base(tmp_path, BASE)


def with_base(folder: Path, base: str) -> Path:
    store_of(invented(), folder / "store").close()
    with rebuild(folder / "store") as writer:
        writer.manifest.base = base
    return folder / "store"


@pytest.mark.parametrize(
    "arguments", [("dump", "--format", "nquads"), ("dump", "-o", "dumps"), ("check",)]
)
def test_whose_names_lie_at_nobodys_address_is_told_what_to_write(
    arguments: tuple[str, ...], nowhere: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = call(*arguments, store=nowhere)

    assert result.stderr.count(WARNING) == 1
    assert 'write base = "https://…/"' in result.stderr
    assert "triplewire.toml" in result.stderr
    assert "Warning:" not in result.stdout


def test_who_has_an_address_is_told_nothing(tmp_path: Path) -> None:
    store = with_base(tmp_path, "https://example.org/news/")

    assert call("dump", "--format", "nquads", store=store).stderr == ""
    assert "Warning:" not in call("check", store=store).stderr


def test_a_program_that_reads_a_report_is_told_nothing_besides(
    nowhere: Path, tmp_path: Path
) -> None:
    file = tmp_path / "report.sarif"

    assert "Warning:" not in call("check", "--format", "json", store=nowhere).stderr
    assert WARNING in call("check", "-o", str(file), store=nowhere).stderr


def test_the_vocabulary_is_written_without_a_store(tmp_path: Path) -> None:
    result = call("dump", "--vocabulary-only", "-o", str(tmp_path / "site"), store=tmp_path / "no")
    written = {path.name: path.read_bytes() for path in (tmp_path / "site").iterdir()}

    assert result.exit_code == 0
    assert result.stdout == ""
    assert "ns.html" in result.stderr
    assert written == files()


@pytest.mark.parametrize(
    "more",
    [(), ("-o", "d", "--format", "turtle"), ("-o", "d", "--keep", "2"), ("-o", "d", "--review")],
)
def test_the_vocabulary_by_itself_goes_with_a_folder_alone(more: tuple[str, ...]) -> None:
    result = call("dump", "--vocabulary-only", *more)

    assert result.exit_code == 2
    assert "goes with -o FOLDER alone" in result.output
