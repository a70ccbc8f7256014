"""The tables of money: whole, and each name and symbol of one currency, word or country alone."""

from collections import Counter

from triplewire.money import (
    adjectives,
    currencies,
    money_of_countries,
    nouns,
    shared_words,
)
from triplewire.publish.web.pages.words import amount_text


def test_no_name_stands_for_two_currencies() -> None:
    written: Counter[str] = Counter()
    for money in currencies().values():
        named = {f"{whose} {noun}" for whose in adjectives(money) for noun in nouns(money)}
        own = {money.code, *money.names, *named}
        written.update({name.lower() for name in own})
    written.update(name for word in shared_words().values() for name in word.names)

    assert {name for name, times in written.items() if times > 1} == set()


def test_no_symbol_stands_for_two_currencies_or_for_a_country_too() -> None:
    local = {symbol for money in currencies().values() for symbol in money.local}
    written = Counter(symbol for money in currencies().values() for symbol in money.symbols)
    written.update(symbol for word in shared_words().values() for symbol in word.symbols)
    written.update(local | set(currencies()))

    assert {symbol for symbol, times in written.items() if times > 1} == set()


def test_no_country_has_two_moneys_of_one_word() -> None:
    given = Counter(
        (word, land.code)
        for money in currencies().values()
        for word in (*money.shares, *money.local)
        for land in money.of
    )

    assert {pair for pair, times in given.items() if times > 1} == set()


def test_every_shared_word_is_shared_and_stands_otherwise_for_one_that_shares_it() -> None:
    shared = {word for money in currencies().values() for word in money.shares}

    assert shared == set(shared_words())
    for name, word in shared_words().items():
        assert word.otherwise in {"", *money_of_countries()[name].values()}


def test_a_currency_without_a_sign_is_shown_by_its_code() -> None:
    assert amount_text("2", "CCY_NOK") == "2 NOK"
    assert amount_text("2", "CCY_GBP") == "£2"
