"""Values in, literals out, in the form in which the store gives them back."""

import re
from calendar import monthrange
from datetime import date as Day  # noqa: N812  `date` is the literal here
from decimal import Decimal

from pyoxigraph import Literal

from triplewire import vocab
from triplewire.errors import ConvertError

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?[?~%]?")


def text(value: str, language: str) -> Literal:
    """Return words in a language (BCP 47)."""
    return Literal(value, language=language.lower())


def plain(value: str) -> Literal:
    """Return a string that is in no language."""
    return Literal(value)


def offset(value: int) -> Literal:
    """Return a count of code points."""
    return Literal(str(value), datatype=vocab.XSD_INTEGER)


def number(value: Decimal) -> Literal:
    """Return a whole number as xsd:integer and any other as xsd:decimal, in canonical form.

    >>> number(Decimal("12.50E9")).value
    '12500000000'
    >>> number(Decimal("-0.50")).value
    '-0.5'
    """
    if value == value.to_integral_value():
        return Literal(str(int(value)), datatype=vocab.XSD_INTEGER)
    return Literal(f"{value:f}".rstrip("0"), datatype=vocab.XSD_DECIMAL)


def share(value: Decimal) -> Literal:
    """Return a share from 0 to 1 as xsd:decimal, whole ones too, in canonical form.

    >>> share(Decimal("0.90")).value, share(Decimal(1)).value
    ('0.9', '1')
    """
    digits = f"{value:f}"
    plain = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return Literal(plain, datatype=vocab.XSD_DECIMAL)


def date(value: str) -> Literal:
    """Return a calendar day (YYYY-MM-DD) as xsd:date, a date-time as xsd:dateTime."""
    kind = vocab.XSD_DATE_TIME if "T" in value else vocab.XSD_DATE
    return Literal(value.replace("+00:00", "Z"), datatype=kind)


def edtf(value: str) -> Literal:
    """Return an EDTF level 1 expression.

    Raises: ConvertError when it is not one of the forms that Triplewire writes.
    """
    bounds(value)
    return Literal(value, datatype=vocab.EDTF_LEVEL1)


def bounds(when: str) -> tuple[str, str]:
    """Return the first and the last calendar day that an EDTF expression allows.

    >>> bounds("2024-01/2024-11")
    ('2024-01-01', '2024-11-30')

    Raises: ConvertError when it is not a date or an interval of two dates.
    """
    first, _, last = when.partition("/")
    begin, end = _DATE.fullmatch(first), _DATE.fullmatch(last or first)
    if begin is None or end is None:
        raise ConvertError(f"not a date in EDTF: {when!r}", hint='such as "2024-11"')
    try:
        year, month = int(end[1]), int(end[2] or 12)
        day = int(end[3] or monthrange(year, month)[1])
        earliest = Day(int(begin[1]), int(begin[2] or 1), int(begin[3] or 1))
        return earliest.isoformat(), Day(year, month, day).isoformat()
    except ValueError as error:
        raise ConvertError(f"no such day: {when!r}") from error
