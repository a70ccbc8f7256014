import math
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triplewire.shacl.graph.terms import RDF, XSD
from triplewire.shacl.graph.values import _DAYS, Value, _day, compare, is_well_typed, value_of


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
        ("float", "1 .5E-3 INF -INF NaN", "inf 1e"),
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
        (_literal("NaN", "double"), _literal("1", "integer"), None),
        (_literal("INF", "double"), _literal("9" * 400, "integer"), 0),
        (_literal("-INF", "double"), _literal("-1e308", "double"), -1),
        (_literal("1", "float"), _literal("1", "double"), 0),
        (_literal("0.10", "decimal"), _literal("0.1", "decimal"), 0),
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


def _of_time(text: str, kind: str) -> tuple[object, bool]:
    value = value_of(_literal(text, kind))
    assert value is not None
    return value.value, value.zoned


@pytest.mark.parametrize(
    ("text", "kind", "seconds"),
    [
        ("00:00:00Z", "time", 0),
        ("01:02:03Z", "time", 3723),
        ("23:59:59.25Z", "time", Decimal("86399.25")),
        ("24:00:00Z", "time", 86400),
        ("00:00:00+01:02", "time", -3720),
        ("00:00:00-13:45", "time", 49500),
        ("0000-03-01Z", "date", 0),
        ("0000-02-29Z", "date", -86400),
        ("0000-03-02Z", "date", 86400),
        ("0001-03-01Z", "date", 365 * 86400),
        ("0000-03-01+02:00", "date", -7200),
        ("0000-03-01T10:20:30Z", "dateTime", 37230),
        ("0000-03-01T10:20:30.5-01:30", "dateTimeStamp", Decimal("42630.5")),
    ],
)
def test_a_time_is_so_many_seconds_after_the_first_of_march_of_year_nought(
    text: str, kind: str, seconds: object
) -> None:
    assert _of_time(text, kind) == (seconds, True)


_MOMENTS = st.builds(datetime.combine, _DATES, st.times())
_OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@given(_MOMENTS, _OFFSETS, _MOMENTS, _OFFSETS)
def test_moments_are_as_far_apart_as_the_clock_says(
    one: datetime, here: timezone, other: datetime, there: timezone
) -> None:
    first, second = one.replace(tzinfo=here), other.replace(tzinfo=there)
    values = [_of_time(moment.isoformat(), "dateTime") for moment in (first, second)]
    apart = first - second
    (left, _), (right, _) = values

    assert [zoned for _, zoned in values] == [True, True]
    assert left - right == Decimal(apart // timedelta(microseconds=1)) / 1_000_000  # type: ignore[operator]


@pytest.mark.parametrize(
    ("text", "kind"),
    [("2024-03-01", "date"), ("2024-03-01T12:00:00", "dateTime"), ("12:00:00", "time")],
)
@pytest.mark.parametrize(
    ("hours", "seconds", "order"),
    [(0, 0, None), (14, 0, None), (-14, 0, None), (14, 1, -1), (-14, -1, 1)],
)
def test_what_has_no_zone_may_be_fourteen_hours_earlier_or_later(
    text: str, kind: str, hours: int, seconds: int, order: int | None
) -> None:
    plain = value_of(_literal(text, kind))
    assert plain is not None
    zoned = Value(plain.kind, plain.value + hours * 3600 + seconds)  # type: ignore[operator]

    assert not plain.zoned
    assert compare(plain, zoned) == order
    assert compare(zoned, plain) == (None if order is None else -order)


@pytest.mark.parametrize(
    ("year", "leaps"),
    [
        *(("0000", True), ("-0004", True), ("-0001", False), ("-0100", False), ("-0400", True)),
        *(("1900", False), ("2000", True), ("2023", False), ("2024", True), ("12000", True)),
        *(("12100", False), ("12104", True), ("12101", False)),
    ],
)
def test_leap_years_are_those_of_the_gregorian_calendar_without_end(year: str, leaps: bool) -> None:
    last, after = (value_of(_literal(f"{year}-{day}", "date")) for day in ("02-29", "03-01"))
    before = value_of(_literal(f"{year}-02-28", "date"))

    assert (last is not None) is leaps
    assert before is not None
    assert after is not None
    assert after.value - before.value == (2 if leaps else 1) * 86400  # type: ignore[operator]


@pytest.mark.parametrize("month", range(1, 13))
def test_a_month_has_its_days_and_no_more(month: int) -> None:
    last = 29 if month == 2 else 30 if month in {4, 6, 9, 11} else 31
    held = [
        day
        for day in range(32)
        if is_well_typed(_literal(f"2024-{month:02}-{day:02}", "date"), XSD + "date")
    ]
    of_any_year = [
        day
        for day in range(33)
        if is_well_typed(_literal(f"--{month:02}-{day:02}", "gMonthDay"), XSD + "gMonthDay")
    ]

    assert held == of_any_year == list(range(1, last + 1))


def test_only_numbers_of_so_many_digits_are_exact() -> None:
    longest, longer = "9" * 4000, "9" * 4001

    assert is_well_typed(_literal(longest, "integer"), XSD + "integer")
    assert not is_well_typed(_literal(longer, "integer"), XSD + "integer")
    assert _kind_of_value("1." + "0" * 3998, "decimal") is Decimal
    assert _kind_of_value("1." + "0" * 3999, "decimal") is float
    assert _kind_of_value("0" * 4000, "decimal") is int
    assert _kind_of_value("0" * 4001, "decimal") is float


def _kind_of_value(text: str, kind: str) -> type:
    value = value_of(_literal(text, kind))
    assert value is not None
    return type(value.value)


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        *(("7", "byte", 7), ("+07", "integer", 7), ("2.50", "decimal", Decimal("2.5"))),
        *(("1e2", "float", 100.0), ("INF", "double", math.inf), ("-INF", "float", -math.inf)),
        *(("true", "boolean", True), ("1", "boolean", True), ("false", "boolean", False)),
        *(("0", "boolean", False), ("a", "string", "a")),
    ],
)
def test_a_literal_compares_by_its_value(text: str, kind: str, value: object) -> None:
    literal = f'"{text}"' if kind == "string" else _literal(text, kind)
    found = value_of(literal)

    assert found is not None
    assert (found.value, type(found.value), found.zoned) == (value, type(value), True)


@pytest.mark.parametrize(
    "literal",
    [
        *(_literal("P1D", "duration"), _literal("2024", "gYear"), _literal("0a", "hexBinary")),
        *(_literal("x", "float"), _literal("2", "boolean"), _literal("2023-02-29", "date")),
        *('"a"@en', '"a"^^<https://example.org/own>', f'"a"^^<{RDF}langString>'),
    ],
)
def test_what_has_no_order_has_no_value(literal: str) -> None:
    assert value_of(literal) is None
    assert compare(value_of(literal), value_of(_literal("1", "integer"))) is None


def test_only_a_tag_makes_a_text_of_a_language() -> None:
    kind = RDF + "langString"

    assert is_well_typed('"a"@en', kind)
    assert not is_well_typed(f'"a"^^<{kind}>', kind)
