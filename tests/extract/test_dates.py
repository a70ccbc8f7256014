"""Dates in text: absolute, relative to the publication, and never invented."""

from datetime import date, timedelta

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
        ("a year ago", "2023-05", "month", False),
        ("two years ago", "2022", "year", False),
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


def values(text: str, published: str | None = PUBLISHED) -> list[str]:
    return [found.value for found in find_dates(text, published)]


NUMBER_WORDS = [
    "a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
]  # fmt: skip


@pytest.mark.parametrize(("place", "word"), list(enumerate(NUMBER_WORDS)))
def test_every_number_word_counts_days_and_months(place: int, word: str) -> None:
    count = max(place, 1)
    day = date(2024, 5, 15) - timedelta(days=count)

    assert values(f"{word} days ago") == [day.isoformat()]
    expected = "2023-01" if count == 1 else f"2023-01/2023-{count:02}"
    assert values(f"the first {word} months of 2023") == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Stretches that are none, and such as do not exist.
        ("May 12-12, 2025", ["2025-05-12"]),
        ("May 14-12, 2025", ["2025-05-14"]),
        ("May 30-31, 2025", ["2025-05-30/2025-05-31"]),
        ("May 30-32, 2025", ["2025-05-30"]),
        ("May 12-13", ["2024-05-12/2024-05-13"]),
        # Over the end of a month, and of a year.
        ("November 20 to December 11", ["2024-11-20/2024-12-11"]),
        ("20 November - 11 December 2015", ["2015-11-20/2015-12-11"]),
        ("December 28 to January 3", ["2024-12-28/2025-01-03"]),
        ("28 December until 3 January 2015", ["2015-12-28/2016-01-03"]),
        ("May 5 through May 9, 2020", ["2020-05-05/2020-05-09"]),
        ("April 31 to May 2, 2020", ["2020-05-02"]),
        ("April 30 to June 31, 2020", ["2024-04-30"]),
        # What lies ahead is ahead, today as well; but a day of another year would be told with it
        # where one of this year is near.
        ("They will meet on May 10", ["2024-05-10"]),
        ("They will meet on May 15", ["2024-05-15"]),
        ("They will meet on May 16", ["2024-05-16"]),
        ("They met on May 10", ["2024-05-10"]),
        ("They will meet on May 10, 2023", ["2023-05-10"]),
        ("On May 10 they will meet", ["2024-05-10"]),
        ("On May 10, they will meet", ["2024-05-10"]),
        ("They will see. It was on May 10", ["2024-05-10"]),
        ("On May 10 they met. They will meet", ["2024-05-10"]),
        ("On May 10 talks are due", ["2024-05-10"]),
        # Days in the form of the standard.
        ("on 2021-01-01", ["2021-01-01"]),
        ("on 2021-12-31", ["2021-12-31"]),
        ("on 2021-02-28", ["2021-02-28"]),
        ("on 2021-02-29", []),
        ("on 2021-03-00", []),
        ("on 2021-00-03", []),
        ("on 2021-13-03", []),
        # Parts of years.
        ("the first quarter of 2023", ["2023-01/2023-03"]),
        ("the Third quarter of 2023", ["2023-07/2023-09"]),
        ("the fourth quarter of 2023", ["2023-10/2023-12"]),
        ("Q1 2023", ["2023-01/2023-03"]),
        ("Q2 2023", ["2023-04/2023-06"]),
        ("Q4 2023", ["2023-10/2023-12"]),
        ("the second half of 2023", ["2023-07/2023-12"]),
        ("the first 1 months of 2023", ["2023-01"]),
        ("the first 12 months of 2023", ["2023-01/2023-12"]),
        ("the first 0 months of 2023", ["2023"]),
        ("the first 13 months of 2023", ["2023"]),
        ("between 2019 and 2020", ["2019/2020"]),
        ("between 2019 and 2019", ["2019"]),
        ("throughout 2019", ["2019"]),
        # Months near today's.
        ("in October", ["2024-10"]),
        ("in April", ["2024-04"]),
        ("in May", ["2024-05"]),
        ("last May", ["2023-05"]),
        ("Last October", ["2023-10"]),
        ("this May", ["2024-05"]),
        ("by Sept. 2021", ["2021-09"]),
        # Days near today.
        ("tonight", ["2024-05-15"]),
        ("today", ["2024-05-15"]),
        ("3 weeks ago", ["2024-04-24"]),
        ("a week ago", ["2024-05-08"]),
        ("1 day ago", ["2024-05-14"]),
        ("next month", ["2024-06"]),
        ("This month", ["2024-05"]),
        ("last year", ["2023"]),
        ("Next year", ["2025"]),
        ("three years ago", ["2021"]),
        ("four months ago", ["2024-01"]),
    ],
)  # fmt: skip
def test_dates_of_the_edges_are_read(text: str, expected: list[str]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("today", "text", "expected"),
    [
        ("2024-01-31", "last month", "2023-12"),
        ("2024-12-01", "next month", "2025-01"),
        ("2024-12-01", "this month", "2024-12"),
        ("2024-12-01", "12 months ago", "2023-12"),
        ("2024-01-31", "one month ago", "2023-12"),
        ("2024-11-02", "in April", "2025-04"),
        ("2024-11-02", "in May", "2024-05"),
        ("2023-07-01", "on February 29", "2024-02-29"),
        ("2021-07-01", "on February 29", "2020-02-29"),
        ("2024-05-15T23:10:00+02:00", "today", "2024-05-15"),
    ],
)
def test_what_is_near_today_may_be_in_another_year(today: str, text: str, expected: str) -> None:
    assert values(text, today) == [expected]


def test_a_day_that_none_of_three_years_has_is_left_out() -> None:
    assert values("on February 29", "2022-07-01") == []


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2080, 1, 1)), st.integers(0, 6))
def test_a_weekday_is_the_last_one_or_the_next_one(today: date, weekday: int) -> None:
    name = WEEKDAYS[weekday]
    before, after = (
        next(day for day in days if day.weekday() == weekday)
        for days in (
            [today - timedelta(days=n) for n in range(1, 8)],
            [today + timedelta(days=n) for n in range(1, 8)],
        )
    )
    same = today.weekday() == weekday
    published = today.isoformat()

    assert values(f"last {name}", published) == [before.isoformat()]
    assert values(f"on {name}", published) == [(today if same else before).isoformat()]
    assert values(f"It is due on {name}", published) == [(today if same else after).isoformat()]
    assert values(f"It will open this {name}", published) == [
        (today if same else after).isoformat()
    ]


WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


@pytest.mark.parametrize("number", range(7))
def test_a_week_runs_from_monday_to_sunday_and_its_end_is_two_days(number: int) -> None:
    published = f"2024-05-{13 + number}"
    over = "2024-05-11/2024-05-12" if number < 3 else "2024-05-18/2024-05-19"

    assert values("last week", published) == ["2024-05-06/2024-05-12"]
    assert values("This week", published) == ["2024-05-13/2024-05-19"]
    assert values("next week", published) == ["2024-05-20/2024-05-26"]
    assert values("last weekend", published) == ["2024-05-11/2024-05-12"]
    assert values("next weekend", published) == ["2024-05-25/2024-05-26"]
    assert values("It rained this weekend", published) == [over]
    assert values("It will rain this weekend", published) == ["2024-05-18/2024-05-19"]


@pytest.mark.parametrize(
    "phrase",
    ["will open", "would open", "is scheduled", "is due", "is set to open", "is to open",
     "are to open", "plan to open", "plans to open"],
)  # fmt: skip
def test_a_clause_looks_ahead(phrase: str) -> None:
    assert values(f"It {phrase} on Friday") == ["2024-05-17"]
    assert values(f"It {phrase}; it was Friday") == ["2024-05-10"]


@pytest.mark.parametrize(
    ("between", "expected"), [(156, "2024-05-17"), (157, "2024-05-10"), (300, "2024-05-10")]
)
def test_a_clause_looks_ahead_for_160_characters(between: int, expected: str) -> None:
    assert values(f"It will {'a' * (between - 2)} Friday") == [expected]


@pytest.mark.parametrize("between", [10, 73, 74, 75, 200])
def test_a_clause_looks_ahead_behind_its_date_for_eighty_characters(between: int) -> None:
    expected = "2024-05-17" if between < 75 else "2024-05-10"

    assert values(f"On Friday {'a' * between} will open it") == [expected]


@pytest.mark.parametrize("text", ["ſix days ago", "sıx months ago", "FİVE years ago"])
def test_letters_that_only_look_like_others_make_no_number_of_a_date(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4 April and 6 May 2020", ["2020-04-04", "2020-05-06"]),
        (f"4 April {'x' * 50} 6 May 2020", ["2020-04-04", "2020-05-06"]),
        (f"4 April {'x' * 51} 6 May 2020", ["2020-05-06"]),
        ("6 May 2020 and 4 April", ["2020-05-06"]),
        ("4 April and, in May 2020", ["2020-05"]),
        ("4 April and Q3 2020", ["2020-07/2020-09"]),
    ],
)
def test_without_a_publication_a_day_takes_the_year_of_the_date_right_behind(
    text: str, expected: list[str]
) -> None:
    assert values(text, None) == expected


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("  Updated on 8 May 2025 ", "2025-05-08"),
        ("31 February 2017", None),
        ("Room 12, 2024", None),
        ("8 May 2025 and 9 May 2025", None),
    ],
)
def test_a_line_with_more_or_less_than_a_day_is_none(line: str, day: str | None) -> None:
    assert read_date(line) == day


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_every_day_in_the_form_of_the_standard_reads_back(day: date) -> None:
    assert values(f"on {day.isoformat()}", None) == [day.isoformat()]
    assert values(f"{day.day} {day:%b}. {day.year}", None) == [day.isoformat()]
