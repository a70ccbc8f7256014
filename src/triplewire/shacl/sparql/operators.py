"""SPARQL's comparison and arithmetic of terms in N-Triples form."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import cast

from triplewire.shacl.graph import CHECKS, TRUE, XSD, compare, datatype, language, value_of

Term = str
FALSE = f'"false"^^<{XSD}boolean>'
_INTEGER = f"^^<{XSD}integer>"
_NUMERIC = ("integer", "decimal", "float", "double")


class TermError(Exception):
    """A SPARQL expression has no value: its FILTER fails, its BIND binds nothing."""


class ElsewhereError(Exception):
    """A value is needed that only Oxigraph computes here."""


def boolean(value: bool) -> Term:
    """Return a boolean as a term."""
    return TRUE if value else FALSE


def truth(term: Term) -> bool:
    """Return the effective boolean value."""
    if term is TRUE or term == TRUE:
        return True
    if term == FALSE:
        return False
    if term[0] != '"' or (language(term) and term[-1] != '"'):
        raise TermError(term)
    value = value_of(term)
    if value is None:
        if datatype(term) in CHECKS:
            return False  # ill-typed numbers and booleans are false
        raise TermError(term)
    if value.kind == "number":
        return bool(value.value) and value.value == value.value
    if value.kind in ("boolean", "string"):
        return bool(value.value)
    raise TermError(term)


def equal(one: Term, other: Term) -> bool:
    """Return whether one term = another. Raises: TermError when SPARQL cannot tell."""
    if one[0] != '"' or other[0] != '"':
        return one == other
    left, right = value_of(one), value_of(other)
    if left is not None and right is not None:
        if left.kind != right.kind:
            return False
        order = compare(left, right)
        if order is None and left.zoned != right.zoned:
            raise TermError(one)
        return order == 0
    if one == other:
        return True
    if language(one) or language(other) or (one[-1] == '"' and other[-1] == '"'):
        return False
    raise TermError(one)


def ordered(one: Term, other: Term) -> int:
    """Return how one literal compares to another. Raises: TermError when it does not."""
    if one[0] != '"' or other[0] != '"':
        raise TermError(one)
    left, right = value_of(one), value_of(other)
    order = compare(left, right)
    if order is None:
        if left is None or right is None:
            if datatype(one) in CHECKS and datatype(other) in CHECKS:
                raise TermError(one)
            raise ElsewhereError(one)
        if left.kind == right.kind == "number":
            return 2  # NaN is neither less, equal nor greater
        raise TermError(one)
    return order


def number(term: Term) -> int | float | Decimal:
    """Return a numeric value.

    Raises: TermError when the term is no number, ElsewhereError when it is a time.
    """
    value = value_of(term) if term[0] == '"' else None
    if value is None or value.kind != "number":
        if value is not None and value.kind not in ("string", "boolean"):
            raise ElsewhereError(term)  # times can be subtracted, durations added
        raise TermError(term)
    return cast("int | float | Decimal", value.value)


def rank_of(term: Term) -> int:
    """Return 0 for an integer, 1 for a decimal, 2 for a float, 3 for a double."""
    kind = datatype(term).removeprefix(XSD)
    return _NUMERIC.index(kind) if kind in _NUMERIC else 0


def numeral(value: float | Fraction, rank: int) -> Term:
    """Return a number as a term; ``rank`` is 0 for an integer, to 3 for a double."""
    if rank == 0:
        return f'"{int(value)}"^^<{XSD}integer>'
    if rank == 1:
        return f'"{_decimal(value)}"^^<{XSD}decimal>'
    raise ElsewhereError(str(value))  # how a double is written is Oxigraph's to say


def _decimal(value: float | Fraction) -> str:
    exact = Fraction(value)
    text = format(Decimal(exact.numerator) / Decimal(exact.denominator), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def arithmetic(sign: str, one: Term, other: Term) -> Term:
    """Return the sum, difference, product or quotient of two numbers."""
    left, right = number(one), number(other)
    if sign != "/" and one.endswith(_INTEGER) and other.endswith(_INTEGER):
        first, last = cast("int", left), cast("int", right)
        total = first + last if sign == "+" else first - last if sign == "-" else first * last
        return f'"{total}"{_INTEGER}'
    rank = max(rank_of(one), rank_of(other))
    if rank > 1:
        raise ElsewhereError(sign)
    exact, second = Fraction(left), Fraction(right)
    if sign == "+":
        return numeral(exact + second, rank)
    if sign == "-":
        return numeral(exact - second, rank)
    if sign == "*":
        return numeral(exact * second, rank)
    if not second:
        raise TermError("division by zero")
    quotient = exact / second
    if quotient.denominator != 1 and not _terminates(quotient):
        raise ElsewhereError(sign)
    return numeral(quotient, 1)


def _terminates(quotient: Fraction) -> bool:
    rest = quotient.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1


def rounded(term: Term, way: Callable[[Fraction], int]) -> Term:
    """Return a number made whole in some way."""
    value, rank = number(term), rank_of(term)
    if rank > 1:
        raise ElsewhereError(term)
    return numeral(way(Fraction(value)), rank)
