"""Amounts as written in, patterns of their symbols and names, and the currency of each out."""

import re
from collections.abc import Iterable

from triplewire.extract.text import Page, words
from triplewire.money import (
    adjectives,
    currencies,
    money_by_name,
    money_by_symbol,
    money_of_countries,
    nouns,
    shared_words,
)

# Codes and nouns that are words too: only of large sums ("5 million won") are they money.
_LIKE_WORDS = frozenset(words("ALL AMD ANG COP CUP IRR MOP SOS TOP TRY crown dram won"))
# An article is about the country to which this share of its places belongs.
_ABOUT = 1 / 3


def spaced(word: str) -> str:
    """Return a word as a pattern; "NZ$" is written "NZ $" too, but "a $" is no "A$"."""
    escaped = re.escape(word).replace(r"\ ", r"\s")
    return escaped.replace(r"\$", r"\s?\$") if len(word) > 2 else escaped


def alternatives(forms: Iterable[str]) -> str:
    """Return forms as one pattern that takes the longest."""
    return "|".join(spaced(form) for form in sorted(forms, key=lambda form: (-len(form), form)))


def before(scales: str) -> str:
    """Return the pattern of what stands before an amount, given that of scales behind it.

    A letter of the alphabet is money only before sums: "R2.3bn", "N500,000", but no "K9".
    """
    symbols = set(money_by_symbol()) - _LIKE_WORDS
    letters = {symbol for symbol in symbols if len(symbol) == 1 and symbol.isalpha()}
    lettered = {symbol for symbol in symbols - letters if symbol[-1].isalpha()}
    large = rf"\d[\d.,]*\s?(?:{scales})\b"
    sum_ = rf"(?:\d{{3}}|\d{{1,3}},\d{{3}}|\d{{1,3}}\.\d\d(?!\d)|{large})"
    return (
        rf"(?-i:{alternatives(symbols - letters - lettered)}"
        rf"|(?:{alternatives(lettered)})(?=\s?\d)|(?:{alternatives(letters)})(?={sum_})"
        rf"|(?:{alternatives(_LIKE_WORDS & set(currencies()))})(?=\s?{large}))"
    )


def behind() -> str:
    """Return the pattern of what stands behind an amount in the groups "symbol" and "scale"."""
    shared = {name for word in shared_words().values() for name in word.names}
    names = shared.union(*(money.names for money in currencies().values())) - _LIKE_WORDS
    named = "|".join(
        rf"(?:{alternatives(adjectives(money))})\s(?:{alternatives(nouns(money))})"
        for money in currencies().values()
        if money.of
    )
    codes = alternatives(set(currencies()) - _LIKE_WORDS)
    like_codes = alternatives(_LIKE_WORDS & set(currencies()))
    like_names = alternatives(_LIKE_WORDS - set(currencies()))
    signs = alternatives(s for s in money_by_symbol() if len(s) == 1 and not s.isalpha())
    large = rf"(?(symbol)(?!)|(?(scale)|(?<=,\d\d\d.)))(?:{like_names}|(?-i:{like_codes}))"
    return (
        rf"(?:[\s-](?P<currency>{alternatives(names)}|{named}|(?-i:{codes})|{large})s?\b"
        rf"|\s?(?P<sign>{signs})(?!\s?\d))?"
    )


def written_money(symbol: str, name: str) -> str | None:
    """Return the code, or the shared word or local symbol, of what stands around an amount.

    What is one currency's alone decides: "$5 million CAD".
    """
    found = (money_by_symbol().get(symbol), money_by_name().get(name.lower()))
    known = [one for one in found if one]
    return next((one for one in known if one in currencies()), known[0] if known else None)


def meant_money(page: Page, unit: str) -> str:
    """Return the currency that a shared word or a local symbol means in an article.

    That is the money of the country that the article is about, else what the word means where no
    country tells, else the money of the country most named. A noun without any stays what it is,
    and a local symbol is then "".
    """
    of = money_of_countries().get(unit)
    if of is None:
        return unit
    lands, word = page.lookup.lands, shared_words().get(unit)
    most, *others = lands.items() or [("", 0)]
    clear = most[1] > (others[0][1] if others else 0)
    if most[0] in of and clear and most[1] >= _ABOUT * sum(lands.values()):
        return of[most[0]]
    if word is not None and word.otherwise:
        return word.otherwise
    return next((of[land] for land in lands if land in of), word.word if word is not None else "")
