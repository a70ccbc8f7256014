"""Literals in, whether they are well-typed and how they compare out, by XML Schema and SPARQL."""

import math
import re
from calendar import isleap
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from triplewire.shacl.graph.terms import RDF, XSD, datatype, lexical

_ZONE = r"(?:Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00))?"
_YEAR = r"-?(?:[1-9]\d{3,}|0\d{3})"
_CLOCK = r"(?:(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?|24:00:00(?:\.0+)?)"
_DAYS = re.compile(rf"({_YEAR})-(\d\d)-(\d\d)(?:T({_CLOCK}))?({_ZONE})")
_TIME = re.compile(rf"({_CLOCK})({_ZONE})")
_PART = re.compile(
    rf"(?:(?P<year>{_YEAR})(?:-(?P<month>0[1-9]|1[0-2]))?|--(?P<mm>0[1-9]|1[0-2])(?:-(?P<day>0[1-9]|[12]\d|3[01]))?"
    rf"|---(?P<dd>0[1-9]|[12]\d|3[01])){_ZONE}"
)
_NAME = r"[^\W\d][\w.\-·]*"
_INTEGER = re.compile(r"[+-]?[0-9]+")
_DECIMAL = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_DOUBLE = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|[+-]?INF|NaN")
_DURATION = (
    r"-?P(?=[\dT])(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?"
)

_RANGES: dict[str, tuple[float, float]] = {
    "integer": (-math.inf, math.inf),
    "nonPositiveInteger": (-math.inf, 0),
    "negativeInteger": (-math.inf, -1),
    "nonNegativeInteger": (0, math.inf),
    "positiveInteger": (1, math.inf),
    "long": (-(2**63), 2**63 - 1),
    "int": (-(2**31), 2**31 - 1),
    "short": (-(2**15), 2**15 - 1),
    "byte": (-128, 127),
    "unsignedLong": (0, 2**64 - 1),
    "unsignedInt": (0, 2**32 - 1),
    "unsignedShort": (0, 2**16 - 1),
    "unsignedByte": (0, 255),
}
_PATTERNS = {
    "boolean": r"true|false|1|0",
    "duration": _DURATION,
    "dayTimeDuration": r"-?P(?=[\dT])(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?",
    "yearMonthDuration": r"-?P(?=\d)(?:\d+Y)?(?:\d+M)?",
    "hexBinary": r"(?:[0-9A-Fa-f]{2})*",
    "base64Binary": (
        r"(?:(?:[A-Za-z0-9+/] ?){4})*"
        r"(?:(?:[A-Za-z0-9+/] ?){2}[AEIMQUYcgkosw048] ?=|[A-Za-z0-9+/] ?[AQgw] ?= ?=)?"
    ),
    "normalizedString": r"[^\t\n\r]*",
    "token": r"(?:[^\t\n\r ]+(?: [^\t\n\r ]+)*)?",
    "language": r"[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*",
    "NMTOKEN": r"[\w.\-:·]+",
    "Name": r"[^\W\d][\w.\-:·]*|:[\w.\-:·]*",
    "NCName": _NAME,
}
_PARTS = {
    "gYear": ("year", "month"),
    "gYearMonth": ("month", ""),
    "gMonth": ("mm", "day"),
    "gMonthDay": ("day", ""),
    "gDay": ("dd", ""),
}
_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_MAX_DIGITS = 4000  # more would make a hostile literal cost quadratic time


class Value(NamedTuple):
    """A value that can be compared with those of the same ``kind``; ``zoned`` says of a time."""

    kind: str
    value: object
    zoned: bool = True


def _integer_check(low: float, high: float) -> Callable[[str], bool]:
    def check(text: str) -> bool:
        return (
            _INTEGER.fullmatch(text) is not None
            and len(text) <= _MAX_DIGITS
            and low <= int(text) <= high
        )

    return check


def _part_check(needed: str, refused: str) -> Callable[[str], bool]:
    def check(text: str) -> bool:
        match = _PART.fullmatch(text)
        if match is None or match[needed] is None or (refused and match[refused] is not None):
            return False
        month, day = match["mm"], match["day"]
        return day is None or int(day) <= _LENGTHS[int(month) - 1]

    return check


def _pattern_check(pattern: str) -> Callable[[str], bool]:
    matches = re.compile(pattern).fullmatch
    return lambda text: matches(text) is not None


def _day(match: re.Match[str]) -> int | None:
    """Return the number of a day, proleptic Gregorian, or None when there is no such day."""
    year, month, day = int(match[1]), int(match[2]), int(match[3])
    if not 1 <= month <= 12 or not 1 <= day <= _LENGTHS[month - 1]:
        return None
    if month == 2 and day == 29 and not isleap(2000 + year % 400):  # it repeats after 400 years
        return None
    shifted = year - (month <= 2)
    turn = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1
    return shifted * 365 + shifted // 4 - shifted // 100 + shifted // 400 + turn


def _days_check(text: str, *, timed: bool) -> bool:
    match = _DAYS.fullmatch(text)
    return match is not None and (match[4] is not None) == timed and _day(match) is not None


CHECKS: dict[str, Callable[[str], bool]] = {
    **{XSD + name: _integer_check(*span) for name, span in _RANGES.items()},
    **{XSD + name: _pattern_check(pattern) for name, pattern in _PATTERNS.items()},
    **{XSD + name: _part_check(*parts) for name, parts in _PARTS.items()},
    XSD + "decimal": lambda text: _DECIMAL.fullmatch(text) is not None,
    XSD + "float": lambda text: _DOUBLE.fullmatch(text) is not None,
    XSD + "double": lambda text: _DOUBLE.fullmatch(text) is not None,
    XSD + "date": lambda text: _days_check(text, timed=False),
    XSD + "dateTime": lambda text: _days_check(text, timed=True),
    XSD + "dateTimeStamp": lambda text: (
        _days_check(text, timed=True) and (text[-1] == "Z" or text[-6] in "+-")
    ),
    XSD + "time": lambda text: _TIME.fullmatch(text) is not None,
    # Only a language tag makes a literal an rdf:langString.
    RDF + "langString": lambda _: False,
}
"""The lexical space of each datatype that is checked; the literals of others are taken as given."""

_NUMBERS = {XSD + name for name in (*_RANGES, "decimal")}
_FLOATS = {XSD + "float", XSD + "double"}
_STRING = XSD + "string"


def is_well_typed(literal: str, kind: str) -> bool:
    """Say whether a literal of a datatype is in its lexical space."""
    check = CHECKS.get(kind)
    return check is None or literal[-1] != ">" or check(lexical(literal))


@lru_cache(maxsize=65536)
def value_of(literal: str) -> Value | None:
    """Return what a literal compares by, or None when SPARQL's < is an error for it."""
    kind = datatype(literal)
    if kind == _STRING:
        return Value("string", lexical(literal))
    text = lexical(literal)
    check = CHECKS.get(kind)
    if check is None or not check(text):
        return None
    if kind in _NUMBERS:
        return Value("number", _exact(text))
    if kind in _FLOATS:
        return Value("number", float(text.replace("INF", "inf")))
    if kind == XSD + "boolean":
        return Value("boolean", text in ("true", "1"))
    return _moment(text, kind)


def _exact(text: str) -> int | Decimal | float:
    if len(text) > _MAX_DIGITS:
        return float(text)
    return Decimal(text) if "." in text else int(text)


def _moment(text: str, kind: str) -> Value | None:
    if kind not in (XSD + "date", XSD + "dateTime", XSD + "dateTimeStamp", XSD + "time"):
        return None
    name = "date" if kind == XSD + "date" else "time" if kind == XSD + "time" else "dateTime"
    if name == "time":
        match = _TIME.fullmatch(text)
        day, clock, zone = 0, match and match[1], match and match[2]
    else:
        match = _DAYS.fullmatch(text)
        day, clock, zone = (match and _day(match)) or 0, match and match[4], match and match[5]
    seconds: int | Decimal = day * 86400
    if clock:
        hours, minutes, rest = clock.split(":")
        seconds += int(hours) * 3600 + int(minutes) * 60
        seconds += Decimal(rest) if "." in rest else int(rest)
    if zone and zone != "Z":
        sign = -1 if zone[0] == "+" else 1
        seconds += sign * (int(zone[1:3]) * 3600 + int(zone[4:6]) * 60)
    return Value(name, seconds, bool(zone))


_ZONES = 14 * 3600  # a time without a zone may be meant in any from -14:00 to +14:00


def compare(one: Value | None, other: Value | None) -> int | None:
    """Return -1, 0 or 1 as one is less than, equal to or greater than the other, None if neither.

    Times with and without a zone compare only where every zone gives the same answer.
    """
    if one is None or other is None or one.kind != other.kind:
        return None
    left: Any = one.value
    right: Any = other.value
    if one.zoned != other.zoned:
        apart = left - right
        return None if abs(apart) <= _ZONES else (1 if apart > 0 else -1)
    if type(left) is not type(right) and float in (type(left), type(right)):
        left, right = _float(left), _float(right)
    if left < right:
        return -1
    if left > right:
        return 1
    return 0 if left == right else None  # NaN is neither


def _float(number: object) -> float:
    try:
        return float(number)  # type: ignore[arg-type] # a number
    except OverflowError:
        return math.inf if number > 0 else -math.inf  # type: ignore[operator]
