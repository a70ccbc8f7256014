"""Dates in EDTF level 1, as Triplewire writes them, in; the days they allow out; the calendar."""

import re
from calendar import monthrange
from datetime import date

from triplewire.errors import ConvertError

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?[?~%]?")


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
        earliest = date(int(begin[1]), int(begin[2] or 1), int(begin[3] or 1))
        return earliest.isoformat(), date(year, month, day).isoformat()
    except ValueError as error:
        raise ConvertError(f"no such day: {when!r}") from error
