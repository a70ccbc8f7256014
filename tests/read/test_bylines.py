import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triplewire.read.bylines import authors, same_name


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By Ann Scribe", ("Ann Scribe",)),
        ("by: ANN SCRIBE | Staff", ("ANN SCRIBE",)),
        ("Ann Scribe and Bo Pen", ("Ann Scribe", "Bo Pen")),
        ("Ann Scribe, Bo Pen & Cy de la Cruz", ("Ann Scribe", "Bo Pen", "Cy de la Cruz")),
        ("Ann O'Neil with Bo d'Arc", ("Ann O'Neil", "Bo d'Arc")),
        ("Ann Scribe, Chief Political Correspondent", ("Ann Scribe",)),
        (
            "Ann Scribe, M.D.; Martin Penn, Jr. and Bo Pen",
            ("Ann Scribe M.D.", "Martin Penn Jr.", "Bo Pen"),
        ),
        ("Scribe, Ann", ("Ann Scribe",)),
        ("Ann Scribe Updated 3 May 2019", ("Ann Scribe",)),
        ("Ann Scribe 10:30 am", ("Ann Scribe",)),
        ("Ann Scribe For The Daily Gull", ("Ann Scribe",)),
        ("Ann Scribe Edited by Bo Pen", ("Ann Scribe",)),
        ("Ann Scribe (ann@gull.example) @ann", ("Ann Scribe",)),
        ("Department of Health and Human Services", ("Department of Health and Human Services",)),
        ("https://www.gull.example/authors/ann", ()),
        ("/authors/ann", ()),
        ("@ann", ()),
        ("Admin", ()),
        ("Staff Writer", ()),
        ("Last Updated: January 7, 2025", ()),
        ("The Daily Gull", ()),
        ("By", ()),
        ("", ()),
    ],
)
def test_a_byline_names_its_authors(line: str, expected: tuple[str, ...]) -> None:
    assert authors([line], "Daily Gull") == expected


def test_each_author_is_named_once() -> None:
    assert authors(["Ann Scribe", "by ANN SCRIBE", "Bo Pen"]) == ("Ann Scribe", "Bo Pen")


@given(st.text(max_size=60))
def test_whatever_a_line_holds_its_authors_have_letters(line: str) -> None:
    assert all(any(map(str.isalpha, name)) for name in authors([line]))


@given(st.text(max_size=20))
def test_a_name_is_the_same_as_itself(name: str) -> None:
    assert same_name(name, name.upper().lower()) or not name.isascii()


@pytest.mark.parametrize("part", ["by ", "A and ", "A, ", "a-", "Ab ", "@a ", " and ", "for the "])
def test_a_long_line_takes_no_time(part: str) -> None:
    begun = time.monotonic()
    authors([part * 20_000] * 20)

    assert time.monotonic() - begun < 2
