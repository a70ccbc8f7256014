"""Who actors are elsewhere: a name is never enough, and what is only likely is not said."""

import pytest

from tests.link import made
from tests.link.made import KENYA, NORWAY, listed, org, person
from triplewire.link import identify, load_authorities
from triplewire.link.profiles import ActorProfile, Profile
from triplewire.ontology import vocabulary
from triplewire.records import ExternalLink

BASE = "https://example.org/"
AUTHORITIES = load_authorities(None, vocabulary(), BASE)
FRANCE = f"{BASE}actor/france"
CHIRAC = "http://www.wikidata.org/entity/Q2105"


def told(*articles: Profile) -> list[ExternalLink]:
    return list(identify(articles, AUTHORITIES).external)


def article(*actors: ActorProfile, name: str = "a", published: str = "2005-05-03") -> Profile:
    return made.article(name, *actors, published=published)


def president(*countries: str, office: str = "president|france") -> ActorProfile:
    return person("Jacques Chirac", office, countries=countries or (FRANCE,))


def test_a_name_an_office_its_country_and_the_year_say_who_somebody_is() -> None:
    (link,) = told(article(president(), listed("France")))

    assert (link.iri, link.identifier, link.status) == (
        f"{BASE}actor/jacques-chirac",
        CHIRAC,
        "joined",
    )
    assert link.reason.startswith("the name, the country and the office, President: ")
    assert link.source.startswith("https://")


def test_a_name_alone_is_no_more_than_likely() -> None:
    (link,) = told(article(person("Jacques Chirac")))

    assert link.status == "likely"
    assert link.reason.startswith("the name alone, of Jacques Chirac, President from 1995, FR: ")


def test_whoever_holds_another_office_is_somebody_else() -> None:
    (link,) = told(article(president(office="singer|"), listed("France")))

    assert link.status == "likely"


def test_the_office_of_another_country_is_another_office() -> None:
    (link,) = told(
        article(president(NORWAY, office="president|norway"), listed("Norway"), listed("France"))
    )

    assert link.status == "likely"


@pytest.mark.parametrize("year", ["1990", "2012"])
def test_an_office_of_other_years_is_not_meant(year: str) -> None:
    (link,) = told(article(president(), listed("France"), published=f"{year}-05-03"))

    assert link.status == "likely"


def test_who_held_an_office_before_is_called_so_for_ever() -> None:
    (link,) = told(
        article(
            president(office="former-president|france"), listed("France"), published="2012-01-01"
        )
    )

    assert link.status == "joined"


def test_a_head_of_government_needs_no_office_in_an_article_of_his_country_and_years() -> None:
    (link,) = told(article(person("Jacques Chirac"), listed("France")))

    assert link.reason.startswith("the name, the country and the year, as President: ")


def test_a_deputy_is_not_the_one_whose_deputy_he_is() -> None:
    (link,) = told(article(president(office="vice-president|france"), listed("France")))

    assert link.status == "likely"


def test_a_name_that_a_better_known_namesake_has_takes_more_than_a_seat() -> None:
    britain = f"{BASE}actor/united-kingdom"
    (link,) = told(
        article(
            person("Ben Wallace", "mp|", countries=(britain,)),
            listed("United Kingdom"),
            published="2006-01-01",
        )
    )

    assert link.status == "likely"


def test_one_of_two_who_are_kept_apart_is_not_both() -> None:
    links = told(
        article(president(), listed("France"), name="a"),
        article(
            person("Jacques Chirac", "prime-minister|kenya", countries=(KENYA,)),
            listed("Kenya"),
            name="b",
        ),
    )

    assert [link.status for link in links] in (["joined", "likely"], ["likely", "joined"])


def test_an_organisation_that_owns_its_name_is_it_where_its_country_is_named() -> None:
    (here,) = told(article(org("University of Nairobi"), listed("Kenya")))
    (elsewhere,) = told(article(org("University of Nairobi"), listed("Norway")))

    assert (here.identifier, here.status) == ("http://www.wikidata.org/entity/Q649998", "joined")
    assert elsewhere.status == "likely"


def test_a_body_that_every_country_has_is_nobody_in_particular() -> None:
    assert told(article(org("Ministry of Health"), listed("Kenya"))) == []


def test_whoever_a_table_of_ours_lists_is_left_to_it() -> None:
    assert told(article(listed("United Nations", "org"), listed("France"))) == []


def test_the_order_of_the_articles_means_nothing() -> None:
    articles = [
        article(president(), listed("France"), name="a"),
        article(person("Jacques Chirac"), name="b"),
    ]

    assert told(*articles) == told(*reversed(articles))


def test_the_gazetteer_says_whence_its_identifiers_are() -> None:
    france = AUTHORITIES.by_iri[FRANCE]

    assert [link.identifier for link in france.external] == list(france.identifiers)
    assert {link.status for link in france.external} == {"joined"}
