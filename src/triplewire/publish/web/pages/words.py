"""Values of the graph in, words for people out: dates, amounts, addresses that may be followed."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from triplewire.ask import visible
from triplewire.edtf import MONTHS
from triplewire.money import currencies
from triplewire.units import units_by_code

_DAY = re.compile(r"(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_MARKS = {"?": "perhaps ", "~": "about ", "%": "perhaps about "}
_SCHEMES = ("http://", "https://", "mailto:")
_SCALES = ((12, "trillion"), (9, "billion"), (6, "million"))


def when_text(edtf: str) -> str:
    """Return an EDTF expression, or a date-time, as a person would write it.

    >>> when_text("2025-03-17"), when_text("2024-01/2024-11"), when_text("2023-04?")
    ('17 March 2025', 'January 2024 – November 2024', 'perhaps April 2023')
    """
    ends = [_end_text(end) for end in edtf.split("/", 1)]
    return " – ".join(end for end in ends if end) or edtf


def _end_text(edtf: str) -> str:
    if edtf in {"", ".."}:
        return "…"
    mark = _MARKS.get(edtf[-1:], "")
    found = _DAY.match(edtf)
    if found is None:
        return edtf
    year, month, day = found.groups()
    if month is None or not 1 <= int(month) <= 12:
        return f"{mark}{edtf.rstrip('?~%') if month else year}"
    name = MONTHS[int(month) - 1]
    return f"{mark}{int(day)} {name} {year}" if day else f"{mark}{name} {year}"


def day_of(value: str) -> date | None:
    """Return the calendar day of a date or date-time, None when it is none.

    >>> day_of("2024-02-30") is None, day_of("2024-02-28T10:00:00Z")
    (True, datetime.date(2024, 2, 28))
    """
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def amount_text(value: str, unit: str | None) -> str:
    """Return a measured value with its unit, a QUDT local name; without a unit it is a rank.

    >>> amount_text("12500000000", "CCY_USD"), amount_text("4", None)
    ('US$12.5 billion', '4th')
    """
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    if unit is None:
        return ordinal(int(number)) if number == int(number) else value
    digits = _scaled(number)
    if unit.startswith("CCY_"):
        code = unit.removeprefix("CCY_")
        money = currencies().get(code)
        return f"{money.sign}{digits}" if money and money.sign else f"{digits} {code}"
    known = units_by_code().get(unit)
    if unit == "NUM":
        return digits
    return f"{digits} {known.sign if known is not None else unit}"


def _scaled(number: Decimal) -> str:
    if abs(number) >= Decimal(10) ** 18:
        return f"{number:.4g}"
    for power, name in _SCALES:
        if abs(number) >= Decimal(10) ** power:
            return f"{_digits(number / Decimal(10) ** power)} {name}"
    return _digits(number)


def _digits(number: Decimal) -> str:
    rounded = round(number, 3)
    text = f"{rounded:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def ordinal(number: int) -> str:
    """Return a whole number as a place in an order.

    >>> [ordinal(number) for number in (1, 2, 3, 4, 11, 12, 13, 21, 112)]
    ['1st', '2nd', '3rd', '4th', '11th', '12th', '13th', '21st', '112th']
    """
    tail = (
        "th"
        if abs(number) % 100 in {11, 12, 13}
        else {1: "st", 2: "nd", 3: "rd"}.get(abs(number) % 10, "th")
    )
    return f"{number}{tail}"


def safe_href(address: str) -> str | None:
    """Return an address that a reader may follow: only web and mail addresses are.

    >>> safe_href("javascript:alert(1)"), safe_href("https://example.org/")
    (None, 'https://example.org/')
    """
    return address if address.lower().startswith(_SCHEMES) and visible(address) == address else None


def shown(value: object) -> object:
    """Return what a template prints: text with its hidden and directional characters escaped."""
    return visible(value) if type(value) is str else value


def counted(number: int, nouns: Mapping[str, str] | str) -> str:
    """Return a number with its noun.

    >>> counted(1, "claim"), counted(1200, "claim"), counted(2, {"one": "time", "more": "times"})
    ('1 claim', '1,200 claims', '2 times')
    """
    if isinstance(nouns, str):
        nouns = {"one": nouns, "more": f"{nouns}s"}
    return f"{number:,} {nouns['one' if number == 1 else 'more']}"
