import re
from datetime import date, datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triplewire.read.dates import iso_date

ZONES = st.integers(min_value=-12 * 60, max_value=14 * 60).map(
    lambda minutes: timezone(timedelta(minutes=minutes))
)
MOMENTS = st.datetimes(
    min_value=datetime.fromisoformat("1900-01-02"),
    max_value=datetime.fromisoformat("2200-01-01"),
    timezones=ZONES,
).map(lambda moment: moment.replace(microsecond=0))


@given(st.dates())
def test_a_day_stays_that_day(day: date) -> None:
    assert iso_date(day.isoformat()) == day.isoformat()


@given(MOMENTS)
def test_an_instant_stays_that_instant(moment: datetime) -> None:
    found = iso_date(moment.isoformat())

    assert found is not None
    assert found.endswith("Z")
    assert datetime.fromisoformat(found) == moment


@given(MOMENTS)
def test_the_dates_of_feeds_are_understood(moment: datetime) -> None:
    found = iso_date(format_datetime(moment))

    assert found is not None
    assert datetime.fromisoformat(found) == moment


@given(st.text())
def test_whatever_is_found_is_iso_8601_and_is_found_again(text: str) -> None:
    found = iso_date(text)

    assert found is None or re.fullmatch(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?", found)
    assert found is None or iso_date(found) == found


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("May 14, 2025", "2025-05-14"),
        ("Wed May 14 09:30:00 CEST 2025", "2025-05-14"),
        ("14th May 2025", "2025-05-14"),
        ("Sept. 3 2024", "2024-09-03"),
        (" 3  January, 2024 ", "2024-01-03"),
        ("20250514", "2025-05-14"),
        ("2025-05-14 10:30", "2025-05-14"),
        ("2025-05-14T10:30:00.123+02:00", "2025-05-14T08:30:00Z"),
        ("Wed, 14 May 2025 10:30:00 GMT", "2025-05-14T10:30:00Z"),
        ("14 May 2025 10:30 -0500", "2025-05-14T15:30:00Z"),
        ("31 February 2024", None),
        ("14 Mayor 2024", "2024-05-14"),
        ("Foo 14, 2025", None),
        ("last Tuesday", None),
        ("2025", None),
        ("", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("2025-05-14" + "0" * 100, None),
    ],
)
def test_dates_are_read_or_dropped(written: str, expected: str | None) -> None:
    assert iso_date(written) == expected
