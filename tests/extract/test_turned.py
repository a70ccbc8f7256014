"""Dates that leave open on which side of today they are stand on the side of their event."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triplewire.extract.events.turned import is_open, turned

_DAYS = st.dates(min_value=date(1950, 1, 1), max_value=date(2100, 12, 31))


@pytest.mark.parametrize(
    ("value", "published", "ahead", "expected"),
    [
        ("2024-03-12", "2024-03-14", False, "2024-03-12"),
        ("2024-03-19", "2024-03-14", False, "2024-03-12"),
        ("2024-03-14", "2024-03-14", True, "2024-03-14"),
        ("2024-01-20", "2024-03-14", True, "2025-01-20"),
        ("2024-02-29", "2024-06-14", True, "2024-02-29"),
        ("2024", "2025-03-14", True, "2024"),
        ("2024-03-12/2024-03-13", "2024-03-14", True, "2024-03-12/2024-03-13"),
        ("2024-12", "2024-03-14", False, "2023-12"),
        ("2024-03", "2024-03-14", True, "2024-03"),
    ],
)
def test_a_day_or_month_is_moved_to_its_side_and_nothing_else_is(
    value: str, published: str, ahead: bool, expected: str
) -> None:
    assert turned(value, published, ahead=ahead) == expected


@given(day=_DAYS, now=_DAYS, ahead=st.booleans())
def test_what_is_turned_stays_and_is_no_more_than_a_year_off(
    day: date, now: date, ahead: bool
) -> None:
    found = turned(day.isoformat(), now.isoformat(), ahead=ahead)

    assert abs(date.fromisoformat(found).year - day.year) <= 1
    assert found == day.isoformat() or (found > day.isoformat()) == ahead


@pytest.mark.parametrize("words", ["next March", "March 2024", "this Friday", "two days ago"])
def test_words_that_say_the_side_are_not_open(words: str) -> None:
    assert not is_open(words)
