"""Dates in text: absolute, relative to the publication, and never invented."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triplewire.extract.text.dates import find_dates, read_date

PUBLISHED = "2024-05-15"  # a Wednesday


@pytest.mark.parametrize(
    ("text", "value", "precision", "period"),
    [
        ("on March 3, 2021", "2021-03-03", "day", False),
        ("on 3rd of March 2021", "2021-03-03", "day", False),
        ("on Sept. 9, 2021", "2021-09-09", "day", False),
        ("from May 12-14, 2025", "2025-05-12/2025-05-14", "day", False),
        ("from 12 to 14 May 2025", "2025-05-12/2025-05-14", "day", False),
        ("since 2021-03-03", "2021-03-03", "day", False),
        ("the first 11 months of 2023", "2023-01/2023-11", "month", True),
        ("the first nine months of 2023", "2023-01/2023-09", "month", True),
        ("the second quarter of 2023", "2023-04/2023-06", "month", True),
        ("in Q3 2023", "2023-07/2023-09", "month", True),
        ("the first half of 2023", "2023-01/2023-06", "month", True),
        ("between 2019 and 2022", "2019/2022", "year", True),
        ("in March 2021", "2021-03", "month", False),
        ("on December 30", "2023-12-30", "day", False),
        ("on 2 June", "2024-06-02", "day", False),
        ("on Monday", "2024-05-13", "day", False),
        ("on Wednesday", "2024-05-15", "day", False),
        ("last Wednesday", "2024-05-08", "day", False),
        ("next Wednesday", "2024-05-22", "day", False),
        ("They will meet on Friday", "2024-05-17", "day", False),
        ("yesterday", "2024-05-14", "day", False),
        ("Tomorrow", "2024-05-16", "day", False),
        ("three days ago", "2024-05-12", "day", False),
        ("2 weeks ago", "2024-05-01", "day", False),
        ("five months ago", "2023-12", "month", False),
        ("a year ago", "2023", "year", False),
        ("last month", "2024-04", "month", False),
        ("this year", "2024", "year", False),
        ("in November", "2023-11", "month", False),
        ("by July", "2024-07", "month", False),
        ("last June", "2023-06", "month", False),
        ("the plan for 2025", "2025", "year", True),
        ("since 2019", "2019", "year", False),
    ],
)
def test_a_date_is_read(text: str, value: str, precision: str, period: bool) -> None:
    [found] = find_dates(text, PUBLISHED)

    assert (found.value, found.precision, found.period) == (value, precision, period)


@pytest.mark.parametrize(
    "text",
    [
        "February 30, 2021",
        "2021-13-01",
        "the first 14 months of 2023",
        "February 30",
        "between 2022 and 2019",
        "they may march on",
        "a score of 2024 points to 3",
    ],
)
def test_what_is_no_date_is_left_alone(text: str) -> None:
    assert [found.value for found in find_dates(text, PUBLISHED) if found.precision != "year"] == []


@pytest.mark.parametrize(
    "text",
    [
        "on Monday", "today", "two days ago", "two months ago", "two years ago", "last year",
        "next month", "in May", "on June 3",
    ],
)  # fmt: skip
def test_a_relative_date_needs_the_publication(text: str) -> None:
    assert find_dates(text, None) == ()


def test_the_value_alone_is_the_stretch_of_a_year() -> None:
    text = "in 2019"
    [found] = find_dates(text, None)

    assert text[found.start : found.end] == "2019"


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Friday, July 21, 2017", "2017-07-21"),
        ("Published: 8 May 2025, 10:15 GMT", "2025-05-08"),
        ("2024-01-02T10:00:00Z", "2024-01-02"),
        ("February 31, 2017", None),
        ("It began on July 21, 2017", None),
    ],
)
def test_a_line_that_is_only_a_date_is_read(line: str, day: str | None) -> None:
    assert read_date(line) == day


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_every_day_reads_back(day: date) -> None:
    [found] = find_dates(f"{day:%B} {day.day}, {day.year}", None)

    assert found.value == day.isoformat()


@given(st.dates(min_value=date(1901, 1, 1), max_value=date(2098, 12, 31)), st.integers(-170, 170))
def test_a_day_without_a_year_is_the_nearest(published: date, days: int) -> None:
    day = date.fromordinal(published.toordinal() + days)
    found = find_dates(f"{day:%B} {day.day}", published.isoformat())

    assert [mention.value for mention in found] == [day.isoformat()]
