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
        ("gull.de", ()),
        ("J.Lo", ("J.Lo",)),
        ("View all posts by Ann Scribe", ("Ann Scribe",)),
        ("Ann Scribe, MA", ("Ann Scribe",)),
        ("By the Daily Gull", ()),
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


def test_a_house_with_an_and_in_its_name_is_not_taken_for_two_people() -> None:
    assert authors(["Jobs & Hire"], "Jobs & Hire") == ()


def test_a_list_that_is_too_long_ends_with_a_whole_name() -> None:
    names = authors(["; ".join(f"Ann Scribe{'e' * number}" for number in range(80))])

    assert len(names) > 20
    assert names == tuple(f"Ann Scribe{'e' * number}" for number in range(len(names)))
    assert authors(["a" * 2000]) != ()
