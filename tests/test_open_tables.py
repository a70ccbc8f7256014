"""The tables of identifiers: what is in them, each once, and each with its source."""

import re

import pytest

from triplewire import gazetteer, open_tables
from triplewire.assets import table

QID = re.compile(r"Q[1-9][0-9]*")


def test_every_country_and_territory_has_an_item_of_its_own() -> None:
    items = [open_tables.listed()["country", code].identifier for code in gazetteer.countries()]

    assert len(set(items)) == len(items)
    assert items[list(gazetteer.countries()).index("NO")] == "http://www.wikidata.org/entity/Q20"


@pytest.mark.parametrize(("code", "item"), [("DK", "Q35"), ("NL", "Q55"), ("IE", "Q27")])
def test_a_country_is_the_one_that_news_means_by_its_name(code: str, item: str) -> None:
    assert open_tables.listed()["country", code].identifier.endswith(f"/{item}")


@pytest.mark.parametrize("kind", ["region", "organisation"])
def test_what_is_listed_is_in_the_gazetteer_and_no_two_are_one(kind: str) -> None:
    named = {"region": gazetteer.regions(), "organisation": gazetteer.organisations()}[kind]
    known = {key: one.identifier for (of, key), one in open_tables.listed().items() if of == kind}

    assert known.keys() <= named.keys()
    assert len(set(known.values())) == len(known)


@pytest.mark.parametrize("name", ["identifiers", "known_organisations", "known_persons"])
def test_a_table_is_sorted_and_says_whence_each_row_is(name: str) -> None:
    rows = [tuple(row.values()) for row in table(name)]
    columns = list(next(iter(table(name))))

    assert rows == sorted(rows)
    assert len(set(rows)) == len(rows)
    assert {row[columns.index("source")] for row in rows} <= open_tables.sources().keys()
    assert all(QID.fullmatch(row[columns.index("wikidata")]) for row in rows)


def test_a_person_stands_in_the_table_once() -> None:
    items = [row["wikidata"] for row in table("known_persons")]

    assert len(set(items)) == len(items)


def test_a_person_is_found_without_accents_and_by_the_title_of_an_article() -> None:
    (chavez,) = open_tables.persons("Hugo Chavez")
    (carter,) = open_tables.persons("Ash Carter")

    assert (chavez.name, chavez.country) == ("Hugo Chávez", "VE")
    assert (carter.name, carter.title) == ("Ashton Carter", "Ash Carter")
    assert open_tables.persons("Nobody At All") == ()


def test_an_office_has_its_years_where_the_source_has_them() -> None:
    (chirac,) = open_tables.persons("Jacques Chirac")

    assert [(held.office, held.start, held.end) for held in chirac.offices] == [
        ("President", 1995, 2007)
    ]
