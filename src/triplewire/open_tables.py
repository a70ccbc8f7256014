"""The tables of identifiers in src/triplewire/data in, who and what is known by name out.

tools/build_identifiers.py makes the tables. Each is read once, and only where it is needed.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType

from triplewire.assets import data, parts, table

_WIKIDATA = "http://www.wikidata.org/entity/"
_GEONAMES = "https://sws.geonames.org/"
# In the column title: the article has the name itself for a title.
_SAME = "="


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A table of others: what it is called, in which version, where it is."""

    name: str
    version: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """What a source says of a thing of the gazetteer: the IRI that names it elsewhere."""

    identifier: str
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """An office in words, as the source has it, and its years; None where it gives none."""

    office: str
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A person or an organisation of a source; ``country`` is an ISO 3166-1 code, "" for none.

    ``title`` is that of its article in the English Wikipedia, "" where it has none: a title with
    more than the name in it says that others have the name too.
    """

    name: str
    identifier: str
    country: str
    title: str
    offices: tuple[Held, ...]
    source: Source


@cache
def sources() -> Mapping[str, Source]:
    """Return the sources by the name that the tables have for them."""
    return MappingProxyType(
        {
            row["source"]: Source(name=row["name"], version=row["version"], address=row["address"])
            for row in table("identifier_sources")
        }
    )


@cache
def listed() -> Mapping[tuple[str, str], Listed]:
    """Return what is known of the gazetteer's things by their kind and key.

    That is ("country", its code), ("region", its name) or ("organisation", its name).
    """
    return MappingProxyType(
        {
            (row["kind"], row["key"]): Listed(
                identifier=f"{_WIKIDATA}{row['wikidata']}", source=sources()[row["source"]]
            )
            for row in table("identifiers")
        }
    )


def geonames(number: int) -> Listed:
    """Return what GeoNames calls a country or a city by its number there."""
    return Listed(identifier=f"{_GEONAMES}{number}/", source=sources()["geonames"])


def organisations(name: str) -> tuple[Known, ...]:
    """Return the known organisations of a name."""
    found = []
    for line in _lines("known_organisations").get(_key(name), ()):
        called, number, country, source = line.split("\t")
        found.append(_known((called, number, country, called), (), source))
    return tuple(found)


def persons(name: str) -> tuple[Known, ...]:
    """Return the known persons of a name, or of the title of an article about them."""
    found = []
    for line in _lines("known_persons").get(_key(name), ()):
        called, number, country, title, offices, source = line.split("\t")
        full = called if title == _SAME else title
        held = tuple(map(_held, parts(offices)))
        found.append(_known((called, number, country, full), held, source))
    return tuple(found)


@lru_cache(maxsize=2)
def _lines(name: str) -> Mapping[str, tuple[str, ...]]:
    """Return the lines of a table by each of the names in it; few of them are ever taken apart."""
    found: dict[str, tuple[str, ...]] = {}
    head, *lines = data(f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    titled = head.split("\t").index("title") if "title" in head else None
    for line in lines:
        cells = line.split("\t")
        keys = {_key(cells[0])}
        if titled is not None and cells[titled] not in {"", _SAME}:
            keys.add(_key(cells[titled].partition(" (")[0]))
        for key in keys:
            found[key] = (*found.get(key, ()), line)
    return MappingProxyType(found)


def _key(name: str) -> str:
    """Return a name in the form that it is looked up by: small letters without accents."""
    low = name.casefold().removeprefix("the ")
    if low.isascii():
        return low
    letters = unicodedata.normalize("NFKD", low.replace("’", "'"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _known(cells: tuple[str, str, str, str], held: tuple[Held, ...], source: str) -> Known:
    name, number, country, title = cells
    return Known(
        name=name,
        identifier=f"{_WIKIDATA}{number}",
        country=country,
        title=title,
        offices=held,
        source=sources()[source],
    )


def _held(cell: str) -> Held:
    office, _, years = cell.rpartition(" ")
    start, _, end = years.partition("-")
    return Held(office=office, start=int(start) if start else None, end=int(end) if end else None)
