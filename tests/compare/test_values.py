"""Two values agree when there is one number that both may stand for."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.compare.made import figure
from triplewire.compare.values import agree, convertible, finer, kind_of, near
from triplewire.records import Measured


def measured(value: str, qualifier: str = "exactly", unit: str | None = "CCY_USD") -> Measured:
    found = figure(value, qualifier=qualifier, unit=unit).measured
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("8900000000",), ("8940000000",), True),
        (("9000000000",), ("8940000000",), True),
        (("90000000000",), ("94000000000",), False),
        (("80000000000",), ("89000000000",), False),
        (("1500000",), ("1540000",), True),
        (("40000",), ("40213",), True),
        (("40000",), ("42000",), False),
        (("2", "exactly", "PERCENT"), ("2.3", "exactly", "PERCENT"), True),
        (("2.0", "exactly", "PERCENT"), ("2.6", "exactly", "PERCENT"), False),
        (("12", "exactly", "NUM"), ("13", "exactly", "NUM"), False),
        (("10", "exactly", "NUM"), ("13", "exactly", "NUM"), False),
        (("3", "exactly", None), ("4", "exactly", None), False),
        (("3", "exactly", None), ("3", "exactly", None), True),
        (("90", "approximately", "NUM"), ("87", "exactly", "NUM"), True),
        (("90", "approximately", "NUM"), ("80", "exactly", "NUM"), False),
        (("80", "at-least", "NUM"), ("85", "exactly", "NUM"), True),
        (("80", "at-least", "NUM"), ("75", "exactly", "NUM"), False),
        (("80", "at-least", "NUM"), ("70", "at-least", "NUM"), True),
        (("80", "at-most", "NUM"), ("90", "at-least", "NUM"), False),
        (("80", "at-most", "NUM"), ("90", "at-most", "NUM"), True),
        (("2", "exactly", "GigaW"), ("2000", "exactly", "MegaW"), True),
        (("2", "exactly", "GigaW"), ("1500", "exactly", "MegaW"), True),
        (("2.0", "exactly", "GigaW"), ("1400", "exactly", "MegaW"), False),
        (("24", "exactly", "MO"), ("2", "exactly", "YR"), True),
    ],
)
def test_values_agree_when_both_can_be_true(
    one: tuple[str, ...], other: tuple[str, ...], expected: bool
) -> None:
    assert agree(measured(*one), measured(*other)) is expected
    assert agree(measured(*other), measured(*one)) is expected


@pytest.mark.parametrize(
    ("larger", "count", "smaller"),
    [
        ("HR", "60", "MIN"),
        ("DAY", "24", "HR"),
        ("WK", "7", "DAY"),
        ("MO", "43830", "MIN"),
        ("YR", "12", "MO"),
        ("KiloM", "1000", "M"),
        ("MI", "1609.344", "M"),
        ("TONNE", "1000", "KiloGM"),
        ("TON_Metric", "1", "TONNE"),
        ("HA", "2.4710538", "AC"),
        ("GigaW", "1000", "MegaW"),
    ],
)
def test_so_many_of_a_unit_are_one_of_a_larger_one(larger: str, count: str, smaller: str) -> None:
    """Hundreds of each, told to so many digits that nothing is left to rounding but the last."""
    one = measured("700.000", unit=larger)
    same = measured(f"{700 * Decimal(count):.3f}", unit=smaller)
    other = measured(f"{701 * Decimal(count):.3f}", unit=smaller)

    assert convertible(larger, smaller)
    assert agree(one, same)
    assert not agree(one, other)


def test_money_of_two_currencies_is_of_one_kind_and_not_convertible() -> None:
    assert kind_of("CCY_USD") == kind_of("CCY_EUR") == "money"
    assert not convertible("CCY_USD", "CCY_EUR")
    assert convertible("TONNE", "KiloGM")
    assert not convertible("PERCENT", "CCY_USD")
    assert not convertible("NUM", None)


def test_what_leaves_less_open_is_finer() -> None:
    assert finer(measured("89300000000"), measured("90000000000", "approximately"))
    assert finer(measured("90", "exactly", "NUM"), measured("80", "at-least", "NUM"))
    assert not finer(measured("90", "at-least", "NUM"), measured("80", "at-most", "NUM"))


def test_what_is_far_apart_is_not_one_figure_more_or_less_exactly_told() -> None:
    assert near(measured("80"), measured("85"))
    assert not near(measured("80"), measured("800"))


values = st.decimals(0, 10**13, places=2, allow_nan=False).map(str)
kinds = st.sampled_from(["exactly", "at-least", "at-most", "approximately"])
units = st.sampled_from(["CCY_USD", "PERCENT", "NUM", "TONNE", "KiloGM", None])


@given(values, kinds, units)
def test_a_value_agrees_with_itself_and_with_all_it_bounds(
    value: str, kind: str, unit: str | None
) -> None:
    one = measured(value, kind, unit)
    bound = measured(value, "at-least", unit)

    assert agree(one, one)
    assert agree(one, bound) == agree(bound, one)
    assert not finer(one, one)


@given(values, st.integers(1, 6))
def test_a_value_agrees_with_every_rounding_of_it(value: str, digits: int) -> None:
    amount = Decimal(value)
    rounded = Decimal(f"{amount:.{digits}g}")
    scale = Decimal(10**6) if rounded >= 10**6 else Decimal(1000)
    if rounded >= 1000 and rounded % scale == 0 and rounded.adjusted() < digits:
        assert agree(measured(str(rounded)), measured(value))
