"""Cells hold what they were given, and nothing that a spreadsheet would run."""

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triplewire.ask.terms import visible
from triplewire.publish.dump.tables.cells import SEPARATOR, cell, words_of, write_rows

# What makes trouble, alone and in any mixture with anything else.
_NASTY = st.sampled_from(
    [
        *"=+-@",
        "\t",
        "\r",
        "\n",
        '"',
        "'",
        ",",
        ";",
        "|",
        "\0",
        " ",
        "\u202e",
        "\u2066",
        "\ufeff",
        "\u200b",
        "＝",
        "＋",
        "＠",
        "cmd|' /C calc'!A0",
        "\u00a0",
        "１",
        "\x1b[2J",
        "¦",
    ]
)
_CHARACTERS = st.characters(exclude_categories=["Cs"])
words = st.lists(st.one_of(_NASTY, _CHARACTERS), max_size=12).map("".join)


def visible_lines(value: str) -> str:
    return "\n".join(visible(line) for line in value.split("\n"))


def read_back(rows: list[list[str]]) -> list[list[str]]:
    out = io.StringIO(newline="")
    write_rows(rows, out)
    return list(csv.reader(io.StringIO(out.getvalue(), newline=""), strict=True))


@given(st.lists(st.lists(words, min_size=2, max_size=4), max_size=4))
def test_rows_of_any_cells_read_back_as_they_are(rows: list[list[str]]) -> None:
    cells = [[cell(value) for value in row] for row in rows]

    assert read_back(cells) == cells


@given(words)
def test_no_words_begin_as_a_formula_does(value: str) -> None:
    written = cell(value)
    seen = written.strip("'\" \u00a0\n\u3000")

    assert not written.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert not seen.startswith(tuple("=+-@＝＋－＠")) or written.startswith("'")


@given(words)
def test_words_without_hidden_characters_come_back_exactly(value: str) -> None:
    assert words_of(cell(value)) == visible_lines(value)
    assert cell(words_of(cell(value))) == cell(value)


@given(words)
def test_nothing_hidden_is_left_but_line_ends(value: str) -> None:
    assert not re.search(
        r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069]", cell(value)
    )


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("=HYPERLINK(A1)", "'=HYPERLINK(A1)"),
        ("'=1", "''=1"),
        ('"=1"', '\'"=1"'),
        (" \n@x", "' \n@x"),
        ("-3.5", "'-3.5"),
        ("\t=1", "\\t=1"),
        ("a\0b", "a\\x00b"),
        ("’tis", "’tis"),
        ("'tis", "'tis"),
        ("a=b", "a=b"),
    ],
)
def test_words_get_an_apostrophe_only_where_they_need_one(value: str, written: str) -> None:
    assert cell(value) == written
    assert words_of(written) == (value if "\\" not in written else written)


@pytest.mark.parametrize("value", ["0", "-3.5", "12500000000", "2024-05-01"])
def test_numbers_and_days_stay_what_they_are(value: str) -> None:
    assert cell(value, typed=True) == value


@pytest.mark.parametrize("value", ["-3.5+cmd", "-1e5", "--1", "=1", "-0044-01-01", "- 1", "-１"])
def test_what_only_looks_like_a_number_is_words(value: str) -> None:
    assert cell(value, typed=True) == f"'{value}"


@given(st.lists(words.filter(bool), max_size=4))
def test_a_list_has_as_many_items_as_it_was_given(items: list[str]) -> None:
    written = cell(items)
    read = [words_of(item) for item in written.split(SEPARATOR)] if written else []

    assert read == [visible_lines(item).replace("|", "¦") for item in items]


def test_nothing_and_numbers() -> None:
    assert [cell(None), cell([]), cell(0), cell(-7)] == ["", "", "0", "-7"]
