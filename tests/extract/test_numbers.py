from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triplewire.extract.figures.numbers import find_numbers


@pytest.mark.parametrize(
    ("text", "value", "unit", "qualifier"),
    [
        ("US$89.3 billion", "89300000000", "USD", "exactly"),
        ("$30 bln", "30000000000", "$", "exactly"),
        ("over £1,200", "1200", "GBP", "at-least"),
        ("NZ $ 26 million", "26000000", "NZD", "exactly"),
        ("3.5 million euros", "3500000", "EUR", "exactly"),
        ("RMB 400m", "400000000", "CNY", "exactly"),
        ("nearly 12.5 per cent", "12.5", "percent", "approximately"),
        ("up to 40%", "40", "percent", "at-most"),
        ("twenty-one", "21", None, "exactly"),
        ("half a million", "500000", None, "exactly"),
        ("a dozen", "12", None, "exactly"),
        ("2 hundred thousand", "200000", None, "exactly"),
        ("5 crore rupees", "50000000", "INR", "exactly"),
        ("¥900", "900", "JPY", "exactly"),
    ],
)
def test_a_number_has_its_value_unit_and_qualifier(
    text: str, value: str, unit: str | None, qualifier: str
) -> None:
    (number,) = find_numbers(f"It was {text}, they said.")

    assert (number.value, number.unit, number.qualifier) == (Decimal(value), unit, qualifier)


@pytest.mark.parametrize(
    "text", ["at 10:30", "5G", "a 3-2 win", "2024/25", "the 20th", "B2B", "a 5 m pole", "item #7"]
)
def test_codes_times_and_scores_are_no_numbers(text: str) -> None:
    assert not list(find_numbers(f"It was {text} there"))


@given(st.integers(min_value=1, max_value=10**12))
def test_a_grouped_integer_keeps_its_value(value: int) -> None:
    (number,) = find_numbers(f"They counted {value:,} of them.")

    assert number.value == value


@given(st.text(alphabet="0123456789.,$%- amdozenbilkto", max_size=120))
def test_every_number_lies_in_its_text(text: str) -> None:
    found = list(find_numbers(text))

    assert all(0 <= n.start <= n.digits < n.end <= len(text) for n in found)
    assert all(n.value.is_finite() and n.value >= 0 for n in found)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("$3-5 million", "3000000", "5000000", "$"),
        ("10 to 32 pages", "10", "32", None),
        ("between 2 and 4 percent", "2", "4", "percent"),
        ("2.5–3%", "2.5", "3", "percent"),
        ("from ten to 20 euros", "10", "20", "EUR"),
    ],
)
def test_a_range_has_two_bounds(text: str, low: str, high: str, unit: str | None) -> None:
    (number,) = find_numbers(f"It was {text}, they said.")

    assert (number.value, number.upper, number.unit) == (Decimal(low), Decimal(high), unit)


@pytest.mark.parametrize(
    "text", ["2019 to 2024", "2019-2024", "pages 10-12", "a 3-2 win", "Dec. 5 to 922"]
)
def test_years_scores_and_pages_are_no_ranges(text: str) -> None:
    assert [number.upper for number in find_numbers(f"It was {text} there") if number.upper] == []
