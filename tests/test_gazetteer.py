"""The gazetteer's tables: what is in them and that they cannot be changed."""

import pytest

from triplewire import gazetteer


def test_a_country_has_codes_names_and_demonyms() -> None:
    norway = gazetteer.countries()["NO"]

    assert (norway.name, norway.iso3, norway.geonames) == ("Norway", "NOR", 3144096)
    assert norway.capital == "Oslo"
    assert "Norwegian" in norway.demonyms
    assert not norway.territory


def test_a_territory_is_marked() -> None:
    assert gazetteer.countries()["GL"].territory


def test_countries_without_demonyms_have_none() -> None:
    assert gazetteer.countries()["AQ"].demonyms == ()


def test_a_city_is_found_by_its_old_name_too() -> None:
    cities = gazetteer.cities()

    assert cities["Kiev"] == cities["Kyiv"]
    assert cities["Kyiv"].country == "UA"


def test_namesakes_of_a_city_go_by_where_they_are() -> None:
    found = {city.name: city for city in gazetteer.namesakes()["Cambridge"]}

    assert sorted(found) == ["Cambridge, Massachusetts", "Cambridge, Ontario"]
    assert (found["Cambridge, Ontario"].country, found["Cambridge, Ontario"].part) == ("CA", "08")
    assert gazetteer.cities()["Cambridge"].part == "ENG"
    assert gazetteer.countries_by_geonames()[4931972].code == "US"


def test_a_part_of_a_country_is_found_by_its_short_forms_and_may_share_its_name() -> None:
    named = gazetteer.parts_of_countries()

    assert named["Mass."] == named["Massachusetts"]
    assert {part.country for part in named["Punjab"]} == {"IN", "PK"}
    assert {part.country for same in named.values() for part in same} <= set(gazetteer.countries())


def test_common_family_names_tell_where_they_stand() -> None:
    assert gazetteer.family_names()["wang"]
    assert not gazetteer.family_names()["smith"]
    assert "vestergard" not in gazetteer.family_names()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("World Health Organisation", True),
        ("the World Health Organization", True),
        ("World Hockey Organisation", False),
        ("World Health", False),
        ("WHO", False),
    ],
)
def test_full_names_are_one_but_for_their_spelling(name: str, expected: bool) -> None:
    assert gazetteer.is_one_of(name, ["World Health Organization", "WHO"]) is expected
    assert gazetteer.is_one_of("UN Children's Fund", ["United Nations Children's Fund"])


def test_cities_are_large() -> None:
    assert min(city.population for city in gazetteer.cities().values()) >= 100_000


def test_continents_are_told_from_regions() -> None:
    assert gazetteer.regions()["Africa"].kind == "continent"
    assert gazetteer.regions()["Sahel"].kind == "region"


def test_news_agencies_are_told_from_other_organisations() -> None:
    assert gazetteer.organisations()["Kyodo"].news_agency
    assert not gazetteer.organisations()["World Health Organization"].news_agency
    assert "WHO" in gazetteer.organisations()["World Health Organization"].aliases


def test_given_names_tell_a_gender() -> None:
    assert gazetteer.given_names()["Ingrid"] == "f"
    assert gazetteer.given_names()["Lars"] == "m"


@pytest.mark.parametrize(
    "table", [gazetteer.countries, gazetteer.cities, gazetteer.regions, gazetteer.organisations]
)
def test_tables_are_read_once_and_cannot_be_changed(table: object) -> None:
    assert callable(table)
    mapping = table()

    assert table() is mapping
    with pytest.raises(TypeError):
        mapping["x"] = None


def test_no_organisation_has_the_name_of_another() -> None:
    names = [
        form
        for organisation in gazetteer.organisations().values()
        for form in (organisation.name, *organisation.aliases)
    ]

    assert len(names) == len(set(names))
