from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triplewire.extract.figures.numbers import find_numbers


@pytest.mark.parametrize(
    ("text", "value", "unit", "qualifier"),
    [
        ("US$89.3 billion", "89300000000", "USD", "exactly"),
        ("$30 bln", "30000000000", "$", "exactly"),
        ("over £1,200", "1200", "GBP", "at-least"),
        ("NZ $ 26 million", "26000000", "NZD", "exactly"),
        ("3.5 million euros", "3500000", "EUR", "exactly"),
        ("RMB 400m", "400000000", "CNY", "exactly"),
        ("nearly 12.5 per cent", "12.5", "percent", "approximately"),
        ("up to 40%", "40", "percent", "at-most"),
        ("twenty-one", "21", None, "exactly"),
        ("half a million", "500000", None, "exactly"),
        ("a dozen", "12", None, "exactly"),
        ("2 hundred thousand", "200000", None, "exactly"),
        ("5 crore rupees", "50000000", "rupee", "exactly"),
        ("¥900", "900", "¥", "exactly"),
    ],
)
def test_a_number_has_its_value_unit_and_qualifier(
    text: str, value: str, unit: str | None, qualifier: str
) -> None:
    (number,) = find_numbers(f"It was {text}, they said.")

    assert (number.value, number.unit, number.qualifier) == (Decimal(value), unit, qualifier)


@pytest.mark.parametrize(
    "text", ["at 10:30", "5G", "a 3-2 win", "2024/25", "the 20th", "B2B", "a 5 m pole", "item #7"]
)
def test_codes_times_and_scores_are_no_numbers(text: str) -> None:
    assert not list(find_numbers(f"It was {text} there"))


@given(st.integers(min_value=1, max_value=10**12))
def test_a_grouped_integer_keeps_its_value(value: int) -> None:
    (number,) = find_numbers(f"They counted {value:,} of them.")

    assert number.value == value


@given(st.text(alphabet="0123456789.,$%- amdozenbilkto", max_size=120))
def test_every_number_lies_in_its_text(text: str) -> None:
    found = list(find_numbers(text))

    assert all(0 <= n.start <= n.digits < n.end <= len(text) for n in found)
    assert all(n.value.is_finite() and n.value >= 0 for n in found)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("$3-5 million", "3000000", "5000000", "$"),
        ("10 to 32 pages", "10", "32", None),
        ("between 2 and 4 percent", "2", "4", "percent"),
        ("2.5–3%", "2.5", "3", "percent"),
        ("from ten to 20 euros", "10", "20", "EUR"),
    ],
)
def test_a_range_has_two_bounds(text: str, low: str, high: str, unit: str | None) -> None:
    (number,) = find_numbers(f"It was {text}, they said.")

    assert (number.value, number.upper, number.unit) == (Decimal(low), Decimal(high), unit)


@pytest.mark.parametrize(
    "text", ["2019 to 2024", "2019-2024", "pages 10-12", "a 3-2 win", "Dec. 5 to 922"]
)
def test_years_scores_and_pages_are_no_ranges(text: str) -> None:
    assert [number.upper for number in find_numbers(f"It was {text} there") if number.upper] == []


WORDS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    "dozen": 12,
}  # fmt: skip
ZEROS = {
    "hundred": 2, "thousand": 3, "k": 3, "lakh": 5, "million": 6, "m": 6, "mn": 6, "mln": 6,
    "crore": 7, "billion": 9, "bn": 9, "bln": 9, "b": 9, "trillion": 12, "tn": 12, "trn": 12,
    "trln": 12,
}  # fmt: skip
QUALIFIERS = {
    "at-least": [
        "over", "more than", "at least", "no fewer than", "no less than", "not less than", "above",
        "exceeding", "upwards of", "a minimum of", "just over", "well over",
    ],
    "at-most": [
        "under", "up to", "at most", "less than", "fewer than", "below", "as many as",
        "no more than", "as much as", "a maximum of", "just under",
    ],
    "approximately": [
        "nearly", "about", "around", "almost", "some", "roughly", "approximately", "an estimated",
        "close to", "circa", "an average of",
    ],
}  # fmt: skip


@pytest.mark.parametrize(("word", "value"), list(WORDS.items()))
def test_every_word_for_a_number_has_its_value(word: str, value: int) -> None:
    [number] = find_numbers(f"It was {word} of them.")
    [bounds] = find_numbers(f"It was {word} to {10**6} of them.")

    assert number.value == bounds.value == value


def test_every_word_of_two_has_the_sum_of_both() -> None:
    for ten in range(20, 100, 10):
        for one in range(1, 10):
            words = [word for word, value in WORDS.items() if value in {ten, one}]
            [number] = find_numbers(f"It was {words[1]}-{words[0]} of them.")

            assert number.value == ten + one


@pytest.mark.parametrize(("word", "zeros"), list(ZEROS.items()))
def test_every_scale_after_money_has_its_zeros(word: str, zeros: int) -> None:
    [number] = find_numbers(f"It cost £3.5{word}.")
    [bounds] = find_numbers(f"It cost £3-5{word}.")

    assert (number.value, number.unit) == (Decimal("3.5") * 10**zeros, "GBP")
    assert (bounds.value, bounds.upper) == (3 * 10**zeros, 5 * 10**zeros)


@pytest.mark.parametrize(
    ("qualifier", "words"),
    [(qualifier, words) for qualifier, some in QUALIFIERS.items() for words in some],
)
def test_every_qualifier_is_read_and_stands_in_the_number(qualifier: str, words: str) -> None:
    [number] = find_numbers(f"It was {words} 40 of them.")

    assert (number.qualifier, number.start, number.digits) == (qualifier, 7, 8 + len(words))
    assert (number.end, number.upper, number.middle) == (10 + len(words), None, 0)


@pytest.mark.parametrize("text", ["5 m", "5 b", "5k", "5 M", "two b"])
def test_a_letter_is_a_scale_after_money_alone(text: str) -> None:
    assert not list(find_numbers(f"It was {text} there"))


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("half a dozen", "6", None),
        ("half million", "500000", None),
        ("a half million", "500000", None),
        ("an half million", "500000", None),
        ("an hundred", "100", None),
        ("a thousand million", "1000000000", None),
        ("2 dozen", "24", None),
        ("1,00,000", "100000", None),
        ("5 US dollars", "5", "USD"),
        ("5 dollars", "5", "$"),
        ("US $5", "5", "USD"),
        ("A$5", "5", "AUD"),
        ("Rs 500", "500", "rupee"),
        ("CHF5", "5", "CHF"),
        ("100 euros", "100", "EUR"),
        ("7 per cent", "7", "percent"),
        ("7-percent", "7", "percent"),
        ("26 000", "26000", None),
        ("1\u00a0250\u202f000 euros", "1250000", "EUR"),
        ("two hundred and twelve", "212", None),
        ("two hundred and fifty thousand dollars", "250000", "$"),
        # Letters that are others without regard to case.
        ("ſix", "6", None),
        ("fıve mıllıon", "5000000", None),
        ("FİVE BİLLİON", "5000000000", None),
        ("5 thouſand", "5000", None),
        ("$5\u212a", "5000", "$"),
    ],
)
def test_less_frequent_ways_to_write_a_number_are_read(
    text: str, value: str, unit: str | None
) -> None:
    [number] = find_numbers(f"It was {text}, they said.")

    assert (str(number.value), number.unit) == (value, unit)


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("1500 to 2000 pages", (1500, 2000)),
        ("1501 to 2199 pages", None),
        ("1600 to 2200 pages", (1600, 2200)),
        ("1600 to 2000 dollars", (1600, 2000)),
        ("£1600 to 2000", (1600, 2000)),
        ("10-12 pages", None),
        ("10-12 percent", (10, 12)),
        ("3 – 5 thousand", (3000, 5000)),
        ("5 to 5 percent", None),
        ("6 to 5 percent", None),
        ("May 5 to 9 pages", None),
        ("Sept. 5 to 9 pages", None),
        ("Sept. 5 to 9 percent", (5, 9)),
        ("September 5 to 9 pages", None),
        ("Maybe 5 to 9 pages", (5, 9)),
        ("between 2 to 4 pages", (2, 4)),
        ("from 2 and 4 pages", None),
        ("3 to 5 m poles", None),
        ("3 to 5:30 there", None),
        ("ten to twenty pages", (10, 20)),
    ],
)
def test_a_range_grows_and_is_no_stretch_of_years_days_or_pages(
    text: str, bounds: tuple[Decimal | int, Decimal | int | None] | None
) -> None:
    found = [n for n in find_numbers(f"It was {text}, they said.") if n.upper is not None]

    assert [(n.value, n.upper) for n in found] == ([] if bounds is None else [bounds])
    assert all(n.qualifier == "at-least" for n in found)


def test_the_bounds_of_a_range_are_where_they_are_written() -> None:
    text = "It cost between £3 and £5 million."
    [number] = find_numbers(text)

    assert (text[number.digits], text[number.middle]) == ("3", "5")
    assert text[number.start : number.end] == "between £3 and £5 million"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("5 September", 0),
        ("5-year-old", 0),
        ("5-win", 1),
        ("5/9", 0),
        ("5.", 1),
        ("0700.HK", 0),
        ("six point four million", 0),
        ("a point six", 0),
        ("2 0000", 2),
    ],
)
def test_what_goes_on_behind_a_number_says_whether_it_is_one(text: str, count: int) -> None:
    assert len(list(find_numbers(f"It was {text} there"))) == count
