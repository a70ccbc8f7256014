"""Two values agree when there is one number that both may stand for."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.compare.made import figure
from triplewire.compare.values import _half_step, agree, convertible, equal, finer, kind_of, near
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


@pytest.mark.parametrize(
    ("value", "half"),
    [
        *(("0", "0.5"), ("0.25", "0.005"), ("2.5", "0.05"), ("7", "0.5"), ("900", "0.5")),
        *(("999", "0.5"), ("999.5", "0.05"), ("1000", "50"), ("1001", "0.5"), ("40000", "500")),
        *(("40213", "0.5"), ("999000", "500"), ("900000", "5000"), ("1000000", "500000")),
        *(("1500000", "50000"), ("999000000", "500000"), ("900000000", "500000")),
        *(("1000000000", "500000000"), ("76400000000", "50000000"), ("90E9", "5E8")),
        *(("999E9", "5E8"), ("1E12", "5E11"), ("-40000", "500"), ("-2E6", "5E5")),
    ],
)
def test_a_value_leaves_open_half_of_the_last_place_it_is_given_to(value: str, half: str) -> None:
    assert _half_step(measured(value)) == Decimal(half)
    assert _half_step(measured(value, unit="GigaW")) == 1000 * _half_step(
        measured(value, unit="MegaW")
    )
    assert _half_step(measured(value, unit=None)) == 0


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # Ranges that only touch are of two numbers; a twentieth is what "about" leaves open.
        (("2", "exactly"), ("3", "exactly"), False),
        (("2", "exactly"), ("2.45", "exactly"), True),
        (("100", "approximately"), ("105", "exactly"), True),
        (("100", "approximately"), ("106", "exactly"), False),
        (("100", "approximately"), ("94", "exactly"), False),
        (("-100", "approximately"), ("-95", "exactly"), True),
        (("80", "at-least"), ("79", "exactly"), False),
        (("80", "at-least"), ("79.9", "exactly"), True),
        (("80", "at-most"), ("81", "exactly"), False),
        (("80", "at-most"), ("80.1", "exactly"), True),
        (("80", "at-most"), ("-9", "exactly"), True),
        (("80", "at-least"), ("80", "at-most"), True),
        (("81", "at-least"), ("80", "at-most"), False),
    ],
)
def test_values_agree_up_to_where_their_ranges_touch(
    one: tuple[str, str], other: tuple[str, str], expected: bool
) -> None:
    assert agree(measured(*one, "PERCENT"), measured(*other, "PERCENT")) is expected
    assert agree(measured(*other, "PERCENT"), measured(*one, "PERCENT")) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        *(("100", "150", True), ("100", "151", False), ("-100", "150", True), ("0", "0", True)),
        *(("0", "1", False), ("-100", "-150", True)),
    ],
)
def test_a_figure_is_near_one_that_is_half_as_much_again(
    one: str, other: str, expected: bool
) -> None:
    assert near(measured(one), measured(other)) is expected
    assert near(measured(other), measured(one)) is expected


def test_equal_figures_have_one_amount_told_in_one_way() -> None:
    assert equal(measured("2", unit="GigaW"), measured("2000", unit="MegaW"))
    assert not equal(measured("2", unit="GigaW"), measured("2", unit="MegaW"))
    assert not equal(measured("2"), measured("2", "at-least"))


def test_bounds_on_one_side_leave_as_much_open_as_each_other() -> None:
    bounds = [measured("8", kind) for kind in ("at-least", "at-most")]

    assert not any(finer(one, other) for one in bounds for other in bounds)
    assert all(finer(measured("8", "approximately"), one) for one in bounds)
    assert not any(finer(one, measured("8", "approximately")) for one in bounds)
    assert finer(measured("8"), measured("8", "approximately"))
    assert not finer(measured("8", "approximately"), measured("8"))


def test_a_unit_that_is_not_known_is_a_kind_of_its_own() -> None:
    assert (kind_of("OWN"), kind_of("NUM"), kind_of(None)) == ("OWN", kind_of("NUM"), "rank")
    assert convertible("OWN", "OWN")
    assert convertible(None, None)
    assert not convertible("OWN", "NUM")
    assert agree(measured("2", unit="OWN"), measured("2.3", unit="OWN"))


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
