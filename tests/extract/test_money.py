"""Amounts of all the world's money: how they are written, and whose a shared word means."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.extract.pages import claims_of, one_claim
from triplewire.extract.figures.numbers import find_numbers
from triplewire.money import adjectives, currencies, money_by_name, money_by_symbol, nouns


def unit_of(text: str) -> str | None:
    figure = one_claim(text, "statistic").figure
    assert figure is not None
    return figure.unit


def read(text: str) -> tuple[int, str | None]:
    [number] = find_numbers(f"They paid {text}, it was said.")
    return int(number.value), number.unit


@settings(max_examples=3)
@given(st.integers(min_value=2, max_value=900))
def test_every_name_and_code_behind_an_amount_is_read_back(amount: int) -> None:
    for name, unit in money_by_name().items():
        written = name.upper() if name.upper() in currencies() else name

        assert read(f"{amount} million {written}") == (amount * 10**6, unit)


@settings(max_examples=3)
@given(st.integers(min_value=1, max_value=900))
def test_every_symbol_and_code_before_an_amount_is_read_back(amount: int) -> None:
    for symbol, unit in money_by_symbol().items():
        assert read(f"{symbol}{amount} million") == (amount * 10**6, unit)
        assert read(f"{symbol}{amount}bn") == (amount * 10**9, unit)


@pytest.mark.parametrize("code", sorted(currencies()))
def test_every_currency_is_read_by_its_code_and_by_whose_it_is(code: str) -> None:
    money = currencies()[code]
    named = [f"{whose} {noun}" for whose in adjectives(money) for noun in nouns(money)]

    assert read(f"3 million {code}") == read(f"{code} 3 million") == (3_000_000, code)
    assert {read(f"40 {name}")[1] for name in named} <= {code}


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("973 million U.S. dollars", "USD"),
        ("one billion United States dollars", "USD"),
        ("90,000 Fiji dollars", "FJD"),
        ("EC$2.5m", "XCD"),
        ("KSh500m", "KES"),
        ("Rs. 8 lakh", "rupee"),
        ("R2.3bn", "R"),
        ("3,000 soles", "PEN"),
        ("500 koruny", "CZK"),
        ("500 Czech crowns", "CZK"),
        ("50 €", "EUR"),
        ("5m euros", "EUR"),
        ("$500 CAD", "CAD"),
        ("$5 million real estate", "$"),
        ("$5 million won in court", "$"),
        ("5,000 won", "won"),
        ("5 US\ndollars", "USD"),
    ],
)
def test_amounts_are_read_as_the_press_writes_them(text: str, unit: str) -> None:
    [number] = find_numbers(f"They paid {text}, it was said.")

    assert number.unit == unit


@pytest.mark.parametrize(
    "text",
    ["two real problems", "three won medals", "won 5 medals", "TOP 10 beaches", "ALL 50 states",
     "the World CUP 2018", "COP 26", "5 pen pals", "300 ANG airmen", "12 top players",
     "5 Irish pounds"],
)  # fmt: skip
def test_words_that_look_like_money_are_none(text: str) -> None:
    assert [number.unit for number in find_numbers(f"They saw {text} there.")] == [None]


@pytest.mark.parametrize("text", ["K9 units", "R2 units", "N95 masks", "A4 sheets"])
def test_a_letter_before_a_small_number_is_a_code(text: str) -> None:
    assert list(find_numbers(f"They saw {text} there.")) == []


@pytest.mark.parametrize(
    ("place", "amount", "unit"),
    [
        ("Kenya", "40 million shillings", "KES"),
        ("Kampala", "40 million shillings", "UGX"),
        ("Pakistan", "Rs 40 million", "PKR"),
        ("Egypt", "40 million pounds", "EGP"),
        ("Senegal", "40 million francs", "XOF"),
        ("Senegal", "40 million CFA francs", "XOF"),
        ("Sweden", "40 million crowns", "SEK"),
        ("China", "¥40 million", "CNY"),
        ("Fiji", "$40 million", "FJD"),
        ("Hong Kong", "$40 million", "USD"),
        ("Mexico", "40 million pesos", "MXN"),
        ("South Africa", "R40 million", "ZAR"),
        ("Lagos", "N40 million", "NGN"),
        ("Norway", "40 million pesos", "peso"),
        ("Norway", "40 million Kenyan shillings", "KES"),
        ("Norway", "Rs 40 million", "INR"),
    ],
)
def test_a_shared_word_is_the_money_of_the_country_of_the_article(
    place: str, amount: str, unit: str
) -> None:
    assert unit_of(f"The harbour in {place} was built for {amount}.") == unit


def test_a_country_in_passing_does_not_decide_whose_dollars_are_meant() -> None:
    text = "Norway and Oslo wait. Norway builds ships for Singapore. The harbour cost $40 million."

    assert unit_of(text) == "USD"


def test_of_two_countries_alike_neither_decides_whose_dollars_are_meant() -> None:
    assert unit_of("Canada and Australia built the harbour for $40 million.") == "USD"


def test_a_word_that_no_country_has_for_itself_is_of_the_one_most_named() -> None:
    text = "Norway and Oslo wait. Chile asked Norway. The harbour cost 40 million pesos."

    assert unit_of(text) == "CLP"


def test_a_local_symbol_is_no_money_elsewhere() -> None:
    assert claims_of("The harbour in Norway was built for R40 million.", "statistic") == []
