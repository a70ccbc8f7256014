"""Two measured values in, whether they can both be true, out.

A value stands for all that may have been rounded to it, or that its bound leaves open.
"""

from dataclasses import dataclass
from decimal import Decimal

from triplewire.records import Measured
from triplewire.units import units_by_code

# What "about" and "nearly" leave open.
_ROUGH = Decimal("0.05")
_THOUSAND, _MILLION = Decimal(1000), Decimal(1_000_000)
# Two that agree are one figure, more or less exactly told, only where they are near each other.
_NEAR = Decimal("1.5")


@dataclass(frozen=True, slots=True)
class _Range:
    """The values that a figure allows; None is no bound."""

    low: Decimal | None
    high: Decimal | None


def kind_of(unit: str | None) -> str:
    """Return what a unit measures: figures of two kinds are never about one quantity.

    >>> kind_of("CCY_USD"), kind_of("PERCENT"), kind_of("GigaW"), kind_of(None)
    ('money', 'PERCENT', 'power', 'rank')
    """
    if unit is None:
        return "rank"
    if unit.startswith("CCY_"):
        return "money"
    known = units_by_code().get(unit)
    return known.kind if known is not None and known.kind else unit


def convertible(one: str | None, other: str | None) -> bool:
    """Say whether amounts in two units can be compared by arithmetic alone."""
    return one == other or (kind_of(one) == kind_of(other) != "money")


def agree(a: Measured, b: Measured) -> bool:
    """Say whether two values of convertible units can both be true: equal, rounded, or bounded."""
    one, other = _range(a), _range(b)
    if _amount(a) == _amount(b):
        return True
    return _below(one.low, other.high) and _below(other.low, one.high)


def near(a: Measured, b: Measured) -> bool:
    """Say whether two values that agree may be one figure, more or less exactly told."""
    small, large = sorted((abs(_amount(a)), abs(_amount(b))))
    return large <= small * _NEAR


def equal(a: Measured, b: Measured) -> bool:
    """Say whether two values are told alike."""
    return _amount(a) == _amount(b) and a.qualifier == b.qualifier


def finer(a: Measured, b: Measured) -> bool:
    """Say whether the first value leaves less open than the second."""
    return _width(a) < _width(b)


def _amount(measured: Measured) -> Decimal:
    return measured.value * _factor(measured.unit)


def _factor(unit: str | None) -> Decimal:
    known = units_by_code().get(unit or "")
    return known.factor if known is not None else Decimal(1)


def _range(measured: Measured) -> _Range:
    amount, half = _amount(measured), _half_step(measured)
    if measured.qualifier == "at-least":
        return _Range(amount - half, None)
    if measured.qualifier == "at-most":
        return _Range(None, amount + half)
    if measured.qualifier == "approximately":
        half += abs(amount) * _ROUGH
    return _Range(amount - half, amount + half)


def _width(measured: Measured) -> tuple[bool, Decimal]:
    found = _range(measured)
    if found.low is None or found.high is None:
        return True, Decimal(0)
    return False, found.high - found.low


def _below(low: Decimal | None, high: Decimal | None) -> bool:
    """Say whether two ranges overlap; where they only touch, each rounds to another number."""
    return low is None or high is None or low < high


def _half_step(measured: Measured) -> Decimal:
    """Return half of the last place that a value is given to, in the smallest unit.

    A rank is exact. "9 billion" is given to the billion, "76.4 billion" to its tenth, "40,000" to
    the thousand at the coarsest.
    """
    if measured.unit is None:
        return Decimal(0)
    value = measured.value.normalize()
    place = Decimal(1).scaleb(int(value.as_tuple().exponent))
    if abs(value) >= _MILLION:
        scale = _MILLION
        while abs(value) >= scale * _THOUSAND:
            scale *= _THOUSAND
        place = min(place, scale)
    elif abs(value) >= _THOUSAND:
        place = min(place, Decimal(1).scaleb(value.adjusted() - 1))
    else:
        place = min(place, Decimal(1))
    return place * _factor(measured.unit) / 2
