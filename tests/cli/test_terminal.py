"""Names and words that anybody may have written, on a terminal."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from triplewire.ask.terms import visible, visible_lines
from triplewire.cli import main
from triplewire.cli.compare import _pair

# What a terminal obeys, what turns the order of letters round, and what cannot be written at all.
_OBEYED = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
NASTY = "a\x1b[2J\x1b]0;owned\x07\x9b31m\u202etxt\r\n\u2028[/red][bold]"


@given(st.text(alphabet=st.characters(), max_size=20))
def test_whatever_is_shown_is_written_and_obeyed_by_no_terminal(text: str) -> None:
    assert not _OBEYED.search(visible(text))
    assert "\n" not in visible(text)
    assert visible(text).encode() or not text
    assert visible_lines(f"{text}\n{text}").count("\n") == 1 + 2 * text.count("\n")


def ran(*words: str) -> Result:
    result = CliRunner().invoke(main, words)
    assert not _OBEYED.search(result.output)
    return result


@pytest.fixture
def newsroom(tmp_path: Path) -> Path:
    folder = tmp_path / "room"
    (folder / "articles").mkdir(parents=True)
    (folder / "articles" / f"{NASTY.replace('/', '_')}.txt").write_text("", encoding="utf-8")
    (folder / "articles" / "a[_red].doc").write_text("", encoding="utf-8")
    return folder


def test_the_names_of_rejected_files_are_shown_with_escapes(newsroom: Path) -> None:
    result = ran("build", str(newsroom), "--store", str(newsroom.parent / "s"))
    lines = result.output.splitlines()

    assert result.exit_code == 1
    assert lines[2].startswith("articles/a[_red].doc: unknown format")
    assert lines[0].startswith(r"articles/a\x1b[2J\x1b]0;owned\x07\x9b31m\u202etxt\r\n\u2028[_red]")


@pytest.mark.parametrize(
    "words",
    [
        ("build", f"missing{NASTY}"),
        ("build", ".", f"--{NASTY}"),
        (NASTY,),
        ("trace", f"missing{NASTY}"),
        ("check", f"missing{NASTY}"),
        ("query", f"missing{NASTY}", "--store", f"missing{NASTY}"),
        ("query", f"SELECT {NASTY}{{", "--store", f"missing{NASTY}"),
        ("explain", NASTY, "--store", f"missing{NASTY}"),
        ("show", NASTY, "--store", f"missing{NASTY}"),
        ("compare", "--store", f"missing{NASTY}"),
    ],
)
def test_a_message_about_odd_words_is_shown_with_escapes(words: tuple[str, ...]) -> None:
    result = ran(*words)

    assert result.exit_code in {2, 3}
    assert "Error: " in result.output


def test_what_claims_say_is_compared_with_escapes() -> None:
    cells = {
        f"{side}_{part}": NASTY for side in ("one", "other") for part in ("voice", "words", "place")
    }
    pair = {
        "relation": "repeats",
        "differsIn": [],
        "reason": NASTY,
        "confidence": Decimal(1),
        **cells,
    }

    assert not _OBEYED.search(_pair(pair))


def test_both_sides_of_a_comparison_are_as_wide_as_their_characters(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    sides = {"one": "海关总署" * 12, "other": "été e\u0301te\u0301 customs"}
    cells = {
        f"{side}_{part}": words for side, words in sides.items() for part in ("voice", "words")
    }
    pair = {"relation": "repeats", "differsIn": [], "reason": "", "confidence": Decimal(1), **cells}
    lines = _pair(pair | {"one_place": "a.txt:1:1", "other_place": "b.txt:1:1"}).splitlines()[1:]

    assert {cell_len(line.partition("|")[0]) for line in lines} == {30}
    assert all(cell_len(line) <= 60 for line in lines)
    assert sum(line.count("海") for line in lines) == 24
