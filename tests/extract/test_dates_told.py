"""Dates that lie ahead or behind by what their clause tells, and that count from others."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triplewire.edtf import WEEKDAYS, bounds
from triplewire.extract.text import find_dates

PUBLISHED = "2024-05-15"  # a Wednesday
_DAYS = st.dates(min_value=date(1950, 1, 1), max_value=date(2080, 1, 1))


def values(text: str, published: str | None = PUBLISHED) -> list[str]:
    return [found.value for found in find_dates(text, published)]


@pytest.mark.parametrize(
    "text",
    [
        "The council meets Friday",
        "The festival begins on Friday",
        "The shop reopens on Friday",
        "Talks resume on Friday",
        "They plan a march on Friday",
        "They are holding a vigil on Friday",
        "The vote takes place on Friday",
        "Figures follow on Friday",
        "A hearing is set for Friday",
        "They called a vigil for Friday",
        "The pump is shut until Friday",
        "They want an answer by Friday",
        "The tour starts there from Friday",
        "The deadline is Friday",
        "It opens this Friday",
        "this coming Friday",
        "She asked them to come back on Friday",
        "He agreed that it would open on Friday",
        "Two ministers to sign it on Friday",
        "The vote, to be held on Friday",
        "It was to have begun on Friday",
        "It will be closed on Friday",
        "On Friday the court will rule",
        "It rained; it will rain Friday",
        "It follows up on Friday, when it may reopen",
    ],
)
def test_a_weekday_lies_ahead(text: str) -> None:
    assert values(text) == ["2024-05-17"]


@pytest.mark.parametrize(
    "text",
    [
        "He said on Friday that it will rain",
        "He said on Friday it would be closed",
        "Police arrested four on Friday",
        "It would have opened on Friday",
        "She was forced to resign on Friday",
        "By Friday it had burned three houses",
        "It was not found until Friday",
        "It has been shut since Friday",
        "He was jailed for Friday's raid",
        "It will rain, he said on Friday",
        "A train hit a bus Friday. It will be moved",
        "It was this past Friday",
        "200 votes on Friday",
    ],
)
def test_a_weekday_lies_behind(text: str) -> None:
    assert values(text) == ["2024-05-10"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("next Monday", "2024-05-20"),
        ("next Thursday", "2024-05-23"),
        ("next Sunday", "2024-05-26"),
        ("Friday week", "2024-05-24"),
        ("on Tuesday next week", "2024-05-21"),
        ("by Friday of next week", "2024-05-24"),
        ("Monday last week", "2024-05-06"),
        ("from Monday to Wednesday", "2024-05-13/2024-05-15"),
        ("It was shut between Thursday and Tuesday", "2024-05-09/2024-05-14"),
        ("next Thursday and Friday", "2024-05-23/2024-05-24"),
        ("They will meet on Thursday and Friday", "2024-05-16/2024-05-17"),
    ],
)
def test_a_weekday_is_told_by_its_week(text: str, value: str) -> None:
    assert values(text) == [value]


@given(_DAYS, st.integers(0, 6))
def test_next_weekday_is_never_in_the_days_at_hand(today: date, weekday: int) -> None:
    [value] = values(f"next {WEEKDAYS[weekday]}", today.isoformat())
    day = date.fromisoformat(value)

    assert day.weekday() == weekday
    assert timedelta(days=0) < day - today < timedelta(days=14)
    assert day - today >= timedelta(days=5) or day.isocalendar()[:2] != today.isocalendar()[:2]


@pytest.mark.parametrize(
    "text",
    ["every Friday", "on a Friday", "Good Friday Agreement", "Black Friday", "a recent Friday"],
)
def test_a_weekday_of_no_week_is_none(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It was pulled in October", "2023-10"),
        ("It will open in October", "2024-10"),
        ("It will be ready by March", "2025-03"),
        ("It has closed since June", "2023-06"),
        ("It will be told in April", "2024-04"),
        ("It was said in June", "2024-06"),
        ("in July last year", "2023-07"),
        ("in June of last year", "2023-06"),
        ("on October 17th last year", "2023-10-17"),
        ("From 1 June next year", "2025-06-01"),
        ("Friday, May 3", "2024-05-03"),
        ("next May", "2025-05"),
        ("next September", "2024-09"),
        ("output for March", "2024-03"),
        ("the vote of March", "2024-03"),
        ("They will meet on January 10", "2025-01-10"),
        ("They met on December 10", "2023-12-10"),
        ("in January and February", "2024-01/2024-02"),
        ("April-June", "2024-04/2024-06"),
        ("between November and February", "2023-11/2024-02"),
        ("between June 2026 and September 2027", "2026-06/2027-09"),
        ("on 20 and 21 July 2023", "2023-07-20/2023-07-21"),
        ("between 20 and 24 July 2023", "2023-07-20/2023-07-24"),
        ("the last Saturday of November 2016", "2016-11-26"),
        ("the first Monday in June", "2024-06-03"),
        ("on the 9th", "2024-05-09"),
        ("It will open on the 9th", "2024-06-09"),
        ("A hearing is down for the 26th", "2024-05-26"),
    ],
)
def test_a_day_or_month_is_told_by_its_clause(text: str, value: str) -> None:
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("this morning", "2024-05-15"),
        ("last night", "2024-05-14"),
        ("the day before yesterday", "2024-05-13"),
        ("the day after tomorrow", "2024-05-17"),
        ("two weeks from today", "2024-05-29"),
        ("in two weeks' time", "2024-05-29"),
        ("a fortnight ago", "2024-05-01"),
        ("three decades ago", "1994"),
        ("twenty years ago", "2004"),
        ("over the weekend", "2024-05-11/2024-05-12"),
        ("at the end of the year", "2024-12"),
        ("by year's end", "2024-12"),
        ("by the end of next year", "2025-12"),
        ("the end of March", "2024-03"),
        ("since the new year", "2024-01"),
        ("before the month is out", "2024-05"),
        ("last quarter", "2024-01/2024-03"),
        ("last summer", "2023-06/2023-08"),
        ("next winter", "2024-12/2025-02"),
        ("last winter", "2023-12/2024-02"),
        ("this spring", "2024-03/2024-05"),
        ("since spring", "2024-03/2024-05"),
        ("in the summer of 2017", "2017-06/2017-08"),
        ("winter 2017", "2017-12/2018-02"),
        ("the first half of last year", "2023-01/2023-06"),
        ("the first three months of the year", "2024-01/2024-03"),
        ("the year to March", "2023-04/2024-03"),
        ("the three months ended June 30, 2023", "2023-04/2023-06"),
        ("the quarter ended September 2023", "2023-07/2023-09"),
        ("Sales rose in the first quarter", "2024-01/2024-03"),
        ("Fourth-quarter profit fell", "2023-10/2023-12"),
        ("Sales will fall in the fourth quarter", "2024-10/2024-12"),
        ("Sales rose in the first half", "2024-01/2024-06"),
        ("on New Year's Day", "2024-01-01"),
        ("by Christmas", "2024-12-25"),
        ("on Christmas Eve 2005", "2005-12-24"),
        ("on Good Friday", "2024-03-29"),
        ("Easter Monday 2019", "2019-04-22"),
        ("in the 1950s", "1950/1959"),
        ("the 2019-21 plan", "2019/2021"),
        ("the 2010-11 season", "2010/2011"),
        ("In 1803 a gardener", "1803"),
        ("on 16 July 1718", "1718-07-16"),
        ("It opened (1961)", "1961"),
    ],
)
def test_a_time_is_read(text: str, value: str) -> None:
    assert values(text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "Spring Street", "They march on", "the wife of April Jones", "Christmas Island",
        "by Christmas trees", "In 1800 cases", "more than 2000 people", "on the 20th floor",
        "in the spring", "They scored in the first half", "the match in the third quarter of it",
        "the day before the vote", "two years earlier than planned", "2019-12-45",
    ],
)  # fmt: skip
def test_what_tells_no_time_is_none(text: str) -> None:
    assert [value for value in values(text) if value != "2019"] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on May 3. The next day", ["2024-05-04"]),
        ("on May 3. The day before, it", ["2024-05-02"]),
        ("on May 3. Two days later", ["2024-05-05"]),
        ("on May 3. A week earlier", ["2024-04-26"]),
        ("on May 3, the same day", ["2024-05-03"]),
        ("on May 3. The following week", ["2024-05-06/2024-05-12"]),
        ("on May 3, at noon", ["2024-05-03"]),
        ("in May 2021. Three months later", ["2021-08"]),
        ("in May 2021. The month after.", ["2021-06"]),
        ("in May 2021. The previous year", ["2020"]),
        ("in May 2021, from a year earlier", ["2020-05"]),
        ("in Q3 2021, the same period last year", ["2020-07/2020-09", "2023"]),
        ("in May 2021. Two years later", ["2023"]),
        ("in 2021. A decade later", ["2031"]),
        ("in 2021. That June", ["2021-06"]),
        ("in May 2021. The following February", ["2022-02"]),
        ("in May 2021. The following June", ["2021-06"]),
        ("in May 2021. The previous June", ["2020-06"]),
        ("on May 3. Two days later. The next day", ["2024-05-05", "2024-05-06"]),
        ("in May 2021. Two days later", []),
        ("on May 25. They met the same day", []),
        ("on May 3" + " " * 400 + "the same day", []),
    ],
)
def test_a_date_counts_from_the_one_before_it(text: str, expected: list[str]) -> None:
    assert values(text)[1:] == expected


def test_a_date_counts_from_another_without_a_publication() -> None:
    assert values("On May 3, 2021 it fell. Two days later", None) == ["2021-05-03", "2021-05-05"]
    assert values("two days later, the same day, a year earlier", None) == []


@pytest.mark.parametrize(
    "text",
    [
        "this morning", "by Christmas", "in the first quarter sales rose", "last summer",
        "the end of the year", "on the 9th", "in April-June", "the year to March", "last quarter",
        "from Monday to Friday", "the last Saturday of November", "in July last year",
    ],
)  # fmt: skip
def test_what_needs_a_day_is_left_out_without_one(text: str) -> None:
    assert values(text, None) == []


@given(_DAYS, st.integers(1, 20), st.sampled_from(["later", "earlier"]))
def test_days_counted_from_a_day_read_back(day: date, number: int, way: str) -> None:
    text = f"{day:%B} {day.day}, {day.year}. {number} days {way}"
    by = timedelta(days=number if way == "later" else -number)

    assert values(text, None) == [day.isoformat(), (day + by).isoformat()]


_WORDS = (
    "on in by next last this the same day week month year Monday Friday May March 3 20th 2019 "
    "1990s first half quarter of to and from between two weeks later earlier ago before after "
    "Christmas Easter summer winter end will was said percent sales - , . ( )"
)


@given(st.lists(st.sampled_from(_WORDS.split()), max_size=14), _DAYS | st.none())
def test_whatever_is_found_is_valid_and_apart(words: list[str], today: date | None) -> None:
    text = " ".join(words)
    found = find_dates(text, today.isoformat() if today else None)

    assert all(bounds(one.value)[0] <= bounds(one.value)[1] for one in found)
    assert all(first.end <= second.start for first, second in pairwise(found))


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31"])
def test_a_day_at_the_edge_of_the_calendar_resolves_nothing(published: str) -> None:
    assert values("tomorrow, last year and on Monday", published) == []
