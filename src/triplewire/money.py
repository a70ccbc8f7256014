"""The tables data/currencies.tsv and data/shared_money.tsv in, all that money is written as out.

A new currency is one row: its code, names and symbols are read in articles, its sign is shown on
pages. What several countries call their money ("dollar") is one row of shared words.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from triplewire.assets import parts, table
from triplewire.gazetteer import Country, countries


@dataclass(frozen=True, slots=True, kw_only=True)
class Currency:
    """A currency by its ISO 4217 code.

    ``names`` and ``symbols`` are its alone, names in the singular and irregular plurals. It
    ``shares`` words with others, which mean it in articles on the countries it is ``of``; there
    alone ``local`` symbols ("K500") are money. ``sign`` stands before an amount on a page.
    """

    code: str
    names: tuple[str, ...]
    symbols: tuple[str, ...]
    local: tuple[str, ...]
    shares: tuple[str, ...]
    of: tuple[Country, ...]
    sign: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedWord:
    """What several currencies are called: ``word`` by other ``names`` and ``symbols`` too.

    ``otherwise`` is the code of the currency that it means where no country tells, may be "".
    """

    word: str
    names: tuple[str, ...]
    symbols: tuple[str, ...]
    otherwise: str


@cache
def currencies() -> Mapping[str, Currency]:
    """Return the currencies by their codes. Source: ISO 4217; names and symbols are our own."""
    return MappingProxyType(
        {
            row["code"]: Currency(
                code=row["code"],
                names=parts(row["names"]),
                symbols=parts(row["symbols"]),
                local=parts(row["local"]),
                shares=parts(row["shares"]),
                of=tuple(countries()[code] for code in parts(row["of"])),
                sign=row["sign"],
            )
            for row in table("currencies")
        }
    )


@cache
def shared_words() -> Mapping[str, SharedWord]:
    """Return the words that several currencies share."""
    return MappingProxyType(
        {
            row["word"]: SharedWord(
                word=row["word"],
                names=parts(row["names"]),
                symbols=parts(row["symbols"]),
                otherwise=row["otherwise"],
            )
            for row in table("shared_money")
        }
    )


@cache
def money_of_countries() -> Mapping[str, Mapping[str, str]]:
    """Return by shared word or local symbol the code that it has in each country, by its name."""
    found: dict[str, dict[str, str]] = {}
    for money in currencies().values():
        for word in (*money.shares, *money.local):
            found.setdefault(word, {}).update({land.name: money.code for land in money.of})
    return MappingProxyType(found)


def nouns(money: Currency) -> tuple[str, ...]:
    """Return what a currency is called, its shared words included."""
    shared = (name for word in money.shares for name in shared_words()[word].names)
    return (*money.names, *shared)


def adjectives(money: Currency) -> tuple[str, ...]:
    """Return what before a noun says whose money it is: "Kenyan", "Hong Kong", "U.S."."""
    return tuple(word for land in money.of for word in (land.name, *land.aliases, *land.demonyms))


@cache
def money_by_name() -> Mapping[str, str]:
    """Return the codes and shared words by all names in lower case, "kenyan shilling" included."""
    found = {name: word.word for word in shared_words().values() for name in word.names}
    for code, money in currencies().items():
        found |= dict.fromkeys((*money.names, code.lower()), code)
        named = (f"{whose} {noun}" for whose in adjectives(money) for noun in nouns(money))
        found |= dict.fromkeys(named, code)
    return MappingProxyType({name.lower(): code for name, code in found.items()})


@cache
def money_by_symbol() -> Mapping[str, str]:
    """Return the codes, shared words and local symbols by all that stands before an amount."""
    found = {symbol: word.word for word in shared_words().values() for symbol in word.symbols}
    for code, money in currencies().items():
        found |= {symbol: symbol for symbol in money.local}
        found |= dict.fromkeys((*money.symbols, code), code)
    return MappingProxyType(found)
