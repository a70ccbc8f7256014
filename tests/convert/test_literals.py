"""Literals are written in the form in which the store gives them back."""

from datetime import date as calendar_date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, Store

from triplewire.convert import literals
from triplewire.edtf import bounds
from triplewire.errors import ConvertError

NODE = NamedNode("https://example.org/n")


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6).map(lambda d: d * 1))
def test_any_number_survives_the_store_unchanged(value: Decimal) -> None:
    literal = literals.number(value)
    store = Store()
    store.add(Quad(NODE, NODE, literal))

    assert Decimal(literal.value) == value
    assert next(iter(store)).object == literal


@given(st.dates())
def test_any_day_is_its_own_bounds(day: calendar_date) -> None:
    assert bounds(day.isoformat()) == (day.isoformat(), day.isoformat())


@given(st.dates(), st.dates())
def test_bounds_never_run_backwards_over_an_ordered_interval(
    one: calendar_date, other: calendar_date
) -> None:
    first, last = sorted((one, other))
    begin, end = bounds(f"{first.isoformat()[:7]}/{last.isoformat()[:7]}")

    assert begin <= first.isoformat() <= last.isoformat() <= end


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2024", ("2024-01-01", "2024-12-31")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2023-02?", ("2023-02-01", "2023-02-28")),
        ("2024-01/2024-11", ("2024-01-01", "2024-11-30")),
    ],
)
def test_bounds_are_the_first_and_last_day_that_a_time_allows(
    when: str, expected: tuple[str, str]
) -> None:
    assert bounds(when) == expected


@pytest.mark.parametrize("when", ["", "May", "2024-13", "2024-1", "2024/..", "12", "2023-02-30"])
def test_what_is_no_time_is_refused(when: str) -> None:
    with pytest.raises(ConvertError):
        literals.edtf(when)


def test_a_date_time_is_written_in_universal_time() -> None:
    assert literals.date("2024-03-06T08:00:00+00:00").value == "2024-03-06T08:00:00Z"
