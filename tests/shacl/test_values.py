from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triplewire.shacl.graph.terms import XSD
from triplewire.shacl.graph.values import _DAYS, _day, compare, is_well_typed, value_of


def _literal(text: str, kind: str) -> str:
    return f'"{text}"^^<{XSD}{kind}>'


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("integer", "0 -3 +07", "1.0 x"),
        ("nonPositiveInteger", "0 -9", "1"),
        ("negativeInteger", "-1", "0"),
        ("nonNegativeInteger", "0 9", "-1"),
        ("positiveInteger", "1", "0"),
        ("long", f"{2**63 - 1} -{2**63}", f"{2**63} -{2**63 + 1}"),
        ("int", f"{2**31 - 1} -{2**31}", f"{2**31} -{2**31 + 1}"),
        ("short", "32767 -32768", "32768 -32769"),
        ("byte", "127 -128", "128 -129"),
        ("unsignedLong", f"{2**64 - 1} 0", f"{2**64} -1"),
        ("unsignedInt", f"{2**32 - 1} 0", f"{2**32} -1"),
        ("unsignedShort", "65535 0", "65536 -1"),
        ("unsignedByte", "255 0", "256 -1"),
        ("decimal", "1 .5 1. -2.50", "1e0 ."),
        ("double", "1 1.5e3 INF -INF NaN", "inf 1e"),
        ("boolean", "true 0", "True yes"),
        ("date", "2024-02-29 2024-03-01Z 12024-01-01 -0044-03-15", "2023-02-29 2024-13-01 24-1-1"),
        ("dateTime", "2024-03-01T24:00:00 2024-03-01T10:00:00.5+14:00", "2024-03-01T25:00:00"),
        (
            "dateTimeStamp",
            "2024-03-01T10:00:00Z 2024-03-01T10:00:00+01:00 2024-03-01T10:00:00-01:00",
            "2024-03-01T10:00:00 2024-03-01Z",
        ),
        ("time", "10:00:00 23:59:59.9-01:00", "10:00 24:00:01"),
        ("gYear", "2024 2024Z", "24 2024-01"),
        ("gYearMonth", "2024-01", "2024 2024-13"),
        (
            "gMonthDay",
            "--01-31 --02-29 --03-31 --04-30 --05-31 --06-30 --07-31 --08-31 --09-30 --12-31",
            "--02-30 --04-31 --06-31 --09-31 --11-31 --01-32 --02",
        ),
        ("gMonth", "--02", "--13 --02-01"),
        ("gDay", "---31", "---32"),
        ("duration", "P1Y2M3DT4H5M6.7S -P1D PT1S", "P 1D PT"),
        ("yearMonthDuration", "P1Y", "P1D"),
        ("dayTimeDuration", "P1DT2H", "P1Y"),
        ("hexBinary", "0aFF", "0aF"),
        ("base64Binary", "TWFu TWE= TQ==", "TW TWE"),
        ("language", "en en-GB", "e_n"),
        ("NCName", "a-b", "a:b 1a"),
        ("anyURI", "any%20thing", ""),
    ],
)
def test_a_literal_is_well_typed_if_its_form_is_in_the_lexical_space(
    kind: str, good: str, bad: str
) -> None:
    accepted = [text for text in good.split() if is_well_typed(_literal(text, kind), XSD + kind)]
    refused = [text for text in bad.split() if not is_well_typed(_literal(text, kind), XSD + kind)]

    assert accepted == good.split()
    assert refused == bad.split()


@pytest.mark.parametrize(
    ("one", "other", "order"),
    [
        (_literal("1", "integer"), _literal("1.0", "decimal"), 0),
        (_literal("0.1", "decimal"), _literal("0.1", "double"), 0),
        (_literal("2", "byte"), _literal("1e1", "double"), -1),
        (_literal("9" * 400, "integer"), _literal("1", "double"), 1),
        (_literal("-" + "9" * 400, "integer"), _literal("1", "double"), -1),
        (_literal("NaN", "double"), _literal("NaN", "double"), None),
        ('"b"', '"a"', 1),
        ('"b"@en', '"a"@en', None),
        ('"1"', _literal("1", "integer"), None),
        (_literal("x", "integer"), _literal("1", "integer"), None),
        (_literal("true", "boolean"), _literal("0", "boolean"), 1),
        (_literal("2024-03-01", "date"), _literal("2024-02-29", "date"), 1),
        (_literal("2024-03-01", "date"), _literal("2024-03-01T00:00:00", "dateTime"), None),
        (_literal("10:00:00Z", "time"), _literal("10:00:00+01:00", "time"), 1),
        (
            _literal("2024-03-01T12:00:00+02:00", "dateTime"),
            _literal("2024-03-01T10:00:00Z", "dateTime"),
            0,
        ),
        (
            _literal("2024-03-01T12:00:00", "dateTime"),
            _literal("2024-03-01T13:00:00Z", "dateTime"),
            None,
        ),
        (
            _literal("2024-03-03T12:00:00", "dateTime"),
            _literal("2024-03-01T13:00:00Z", "dateTime"),
            1,
        ),
    ],
)
def test_literals_compare_as_sparql_says(one: str, other: str, order: int | None) -> None:
    turned = None if order is None else -order

    assert compare(value_of(one), value_of(other)) == order
    assert compare(value_of(other), value_of(one)) == turned


@given(st.dates(), st.dates())
def test_days_compare_as_the_calendar_has_them(one: object, other: object) -> None:
    order = compare(value_of(_literal(str(one), "date")), value_of(_literal(str(other), "date")))

    assert order == (str(one) > str(other)) - (str(one) < str(other))


_DATES = st.dates(min_value=date(1000, 1, 1))


def number_of(day: date) -> int:
    match = _DAYS.fullmatch(day.isoformat())
    number = _day(match) if match else None
    assert number is not None
    return number


@given(_DATES, _DATES)
def test_days_are_in_order_and_as_many_as_the_calendar_has(one: date, other: date) -> None:
    first, second = (value_of(_literal(day.isoformat(), "date")) for day in (one, other))

    assert compare(first, second) == (one > other) - (one < other)
    assert number_of(other) - number_of(one) == (other - one).days
