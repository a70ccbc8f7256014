"""Values in, literals out, in the form in which the store gives them back."""

from decimal import Decimal

from pyoxigraph import Literal

from triplewire import vocab
from triplewire.edtf import bounds

# The types of dates by the number of hyphens in them.
_CALENDAR = (vocab.XSD_G_YEAR, vocab.XSD_G_YEAR_MONTH, vocab.XSD_DATE)


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


def calendar(value: str) -> Literal:
    """Return a day, month or year (YYYY-MM-DD, YYYY-MM, YYYY) in the XSD type of its precision.

    >>> calendar("2024").datatype.value.rpartition("#")[2]
    'gYear'
    """
    return Literal(value, datatype=_CALENDAR[value.count("-")])


def edtf(value: str) -> Literal:
    """Return an EDTF level 1 expression.

    Raises: ConvertError when it is not one of the forms that Triplewire writes.
    """
    bounds(value)
    return Literal(value, datatype=vocab.EDTF_LEVEL1)
