"""A country in a name and behind a city's: whose name it is, and which city."""

import pytest

from tests.extract.pages import read
from triplewire.records import Actor


def actors_of(text: str) -> dict[str, Actor]:
    return {actor.name: actor for actor in read(text).actors}


def words_of(actor: Actor) -> list[str]:
    return [mention.passage.text for mention in actor.mentions]


@pytest.mark.parametrize(
    ("text", "name", "geonames"),
    [
        ("He lives in Cambridge, Massachusetts, now.", "Cambridge, Massachusetts", 4931972),
        ("It is made in Cambridge, Mass. by hand.", "Cambridge, Massachusetts", 4931972),
        ("The plant (in Birmingham, Alabama) burnt.", "Birmingham, Alabama", 4049979),
        ("The factory in Córdoba, Spain, was closed.", "Córdoba, Spain", 2519240),
        ("The factory in Cordoba, Spain, was closed.", "Córdoba, Spain", 2519240),
        ("The factory in Córdoba, Argentina, was closed.", "Córdoba", 3860259),
        ("They met in London, Ontario.", "London, Ontario", 6058560),
        ("They met in London, England.", "London", 2643743),
        ("They met in Tbilisi, Georgia, on Monday.", "Tbilisi", 611717),
        ("They moved to Columbus, Georgia, in May.", "Columbus, Georgia", 4188985),
        ("The bridge in Vancouver, Washington, fell.", "Vancouver, Washington", 5814616),
        # What the gazetteer does not have where the text puts it has no number.
        ("A man from Paris, Texas, was held.", "Paris, Texas", None),
        ("A man from Moscow, Idaho was held.", "Moscow, Idaho", None),
        ("A man from Portland, Maine, was held.", "Portland, Maine", None),
        ("A man from Lima (Ohio) was held.", "Lima, Ohio", None),
        # A list, a sentence that goes on, another city, a part that nobody knows.
        ("They came from Rome, Poland and Spain.", "Rome", 3169070),
        ("They came from Rome, Poland, Spain and Malta.", "Rome", 3169070),
        ("In Geneva, Iran rejected it.", "Geneva", 2660646),
        ("In Geneva, Iran, Iraq and Oman met.", "Geneva", 2660646),
        ("Offices open in London, Washington and Oslo.", "London", 2643743),
        ("They met in Oslo, Viken, on Monday.", "Oslo", 3143244),
    ],
)
def test_a_city_is_where_the_text_puts_it(text: str, name: str, geonames: int | None) -> None:
    found = actors_of(text)

    assert found[name].type == "place"
    assert found[name].geonames == geonames
    assert len([actor for actor in found if actor.startswith(name.partition(",")[0])]) == 1


def test_a_city_stays_the_same_through_an_article_that_tells_of_no_other() -> None:
    one = actors_of("He lives in Cambridge, Massachusetts. The Cambridge firm is his.")
    two = actors_of(
        "Birmingham, Alabama, is a twin of Birmingham, England. In Birmingham it rains."
    )

    assert words_of(one["Cambridge, Massachusetts"]) == ["Cambridge"] * 2
    assert "Cambridge" not in one
    assert words_of(two["Birmingham, Alabama"]) == ["Birmingham"]
    assert words_of(two["Birmingham"]) == ["Birmingham"] * 2


@pytest.mark.parametrize(
    ("text", "name", "land"),
    [
        ("Statistics Norway said on Monday that exports rose.", "Statistics Norway", "Norway"),
        ("Exports rose, according to Statistics Canada.", "Statistics Canada", "Canada"),
        ("Air France cut jobs on Monday.", "Air France", "France"),
        ("Shares of Air France-KLM fell on Monday.", "Air France-KLM", "France"),
        ("Air New Zealand cancelled flights on Monday.", "Air New Zealand", "New Zealand"),
        ("Business Finland gave the firm a grant.", "Business Finland", "Finland"),
        ("Tourism Australia signed a deal on Monday.", "Tourism Australia", "Australia"),
        ("Transparency Kenya was shocked on Monday.", "Transparency Kenya", "Kenya"),
        ("Bank Indonesia kept rates on Monday.", "Bank Indonesia", "Indonesia"),
        ("The Bank of Estonia said on Monday that prices rose.", "Bank of Estonia", "Estonia"),
        ("Royal Dutch Shell said on Monday that profits rose.", "Royal Dutch Shell", "Netherlands"),
        ("Vodafone India said on Monday that it would appeal.", "Vodafone India", "India"),
        ("Petroleos de Venezuela said so on Monday.", "Petroleos de Venezuela", "Venezuela"),
    ],
)
def test_an_organisation_with_a_country_in_its_name_is_not_the_country(
    text: str, name: str, land: str
) -> None:
    found = actors_of(text)

    assert found[name].type == "org"
    assert {mention.kind for mention in found[land].mentions} == {"in_name"}


def test_a_national_team_has_no_country_in_its_name_that_acts() -> None:
    found = actors_of("Team GB won three medals on Monday, Team GB said.")

    assert words_of(found["Team GB"]) == ["Team GB"] * 2


@pytest.mark.parametrize(
    ("text", "land"),
    [
        ("On Monday Estonia said that it would help.", "Estonia"),
        ("Imperial Russia fell, and Nazi Germany rose.", "Russia"),
        ("Mainland China and Metropolitan France talked.", "France"),
        ("Quoting Norway, Iceland said so. It was glad.", "Norway"),
        ("Rural India suffers from the heat.", "India"),
        ("Coach Brazil wants is not free.", "Brazil"),
        ("Minister to Visit China\n\nThe minister left on Monday.", "China"),
        ("Statistics Norwegian voters like are rare. Norway is large.", "Norway"),
    ],
)
def test_a_word_before_a_country_makes_no_organisation_of_it(text: str, land: str) -> None:
    found = actors_of(text)

    assert "name" in {mention.kind for mention in found[land].mentions}
    assert not [name for name, actor in found.items() if actor.type == "org"]


@pytest.mark.parametrize(
    ("text", "name", "short"),
    [
        (
            "The Asian Dairy Board (ADB) met. The ADB said on Friday that fees rose.",
            "Asian Dairy Board",
            ["ADB", "ADB"],
        ),
        (
            "The World Health Organisation (WHO) met. The WHO said that fees rose.",
            "World Health Organization",
            ["WHO", "The WHO"],
        ),
        (
            "The Oslo Chamber of Shipping (OCS) met. The OCS said that fees rose.",
            "Oslo Chamber of Shipping",
            ["OCS", "OCS"],
        ),
    ],
)
def test_initials_are_those_of_whom_the_article_introduces_with_them(
    text: str, name: str, short: list[str]
) -> None:
    found = actors_of(text)

    assert [actor for actor in found if found[actor].type == "org"] == [name]
    assert words_of(found[name])[1:] == short


def test_the_initials_of_a_gathering_are_no_body_of_the_gazetteer() -> None:
    assert not actors_of("The Ipswich Music Festival (IMF) opened. The IMF was full.")
