"""What is known of two actors may exclude that they are one."""

import pytest

from tests.link.made import CHILE, KENYA, NORWAY, OSLO, article, listed, org, person, ruling
from tests.link.test_people import load_once
from triplewire.link.actors import actor_reports
from triplewire.link.actors.orders import Order
from triplewire.link.actors.signs import exclude, facts_of, needs_country
from triplewire.link.clusters import Facts
from triplewire.link.profiles import ActorProfile


@pytest.mark.parametrize(
    ("one", "other", "excluded"),
    [
        ({}, {}, False),
        ({"country": {"x"}}, {"country": {"y"}}, True),
        ({"country": {"x", "z"}}, {"country": {"y", "z"}}, False),
        ({"country": {"x"}}, {}, False),
        ({"listed": {"x"}}, {"listed": {"y"}}, True),
        ({"listed": {"x", "z"}}, {"listed": {"y", "z"}}, False),
        ({"listed": {"x"}}, {"listed": set()}, False),
        ({"company": {"x"}}, {"company": {"y"}}, False),
        ({"nation": {"x"}}, {"nation": {"y"}}, True),
        ({"nation": {"x", "z"}}, {"nation": {"y", "z"}}, False),
        ({"nation": {"x"}}, {}, False),
        # Nobody is mayor of two towns; a director may well be one of two firms.
        ({"town": {"mayor|b/place/x"}}, {"town": {"mayor|b/place/y"}}, True),
        ({"town": {"deputy-mayor|b/place/x"}}, {"town": {"mayor|b/place/y"}}, False),
        ({"town": {"mayor|b/place/x"}}, {"town": {"envoy|b/place/y"}}, False),
        ({"town": {"mayor|b/place/x"}}, {"town": set()}, False),
        (
            {"town": {"mayor|b/place/x"}},
            {"town": {"mayor|b/place/y", "mayor|b/place/x"}},
            False,
        ),
        ({"office": {"mayor|b/place/x"}}, {"office": {"director|b/actor/y"}}, False),
        # Ages that articles of several years tell may be two years off.
        ({"born": {"1950-1951"}}, {"born": {"1953-1954"}}, False),
        ({"born": {"1950-1951"}}, {"born": {"1954-1955"}}, True),
        ({"born": {"1950-1951", "1980-1980"}}, {"born": {"1954-1955", "1979-1980"}}, False),
        # One script's letters have variants; a family name alone is none of a person.
        ({"written": {"cjk:王毅"}}, {"written": {"cjk:王怡"}}, True),
        ({"written": {"cjk:习近平"}}, {"written": {"cjk:習近平"}}, False),
        ({"written": {"cjk:王毅"}}, {"written": {"cyrillic:Ван"}}, True),
        ({"written": {"cjk:李在明"}}, {"written": {"hangul:이재명"}}, False),
        ({"written": {"cyrillic:Володимир"}}, {"written": {"cyrillic:Владимир"}}, False),
        ({"written": {"cjk:王毅"}}, {}, False),
        # Whoever has a namesake is told by an office of one body alone.
        ({"namesake": {"1"}}, {}, True),
        ({"namesake": {"1"}, "office": {"mayor|"}}, {"office": {"mayor|"}}, True),
        ({"namesake": {"1"}, "office": {"mayor|x"}}, {"office": {"mayor|x"}}, False),
        ({"name": {"ana ruiz"}}, {"name": {"ben ruiz"}}, True),
        ({"name": {"ana ruiz"}}, {"name": {"a ruiz"}}, False),
        ({"side": {"k+"}}, {"side": {"k-"}}, True),
    ],
)
def test_countries_tables_bodies_names_and_curators_exclude(
    one: Facts, other: Facts, excluded: bool
) -> None:
    assert exclude(one, other) is excluded
    assert exclude(other, one) is excluded


def _known(*actors: ActorProfile) -> Facts:
    """Return what an article tells of its first actor."""
    profile = article("one", *actors)
    return facts_of(actor_reports([profile], load_once()), [])[profile.sha256, actors[0].name]


def test_an_article_tells_the_office_country_company_and_name_of_a_person() -> None:
    friend, table, group = person("Ben Lind"), listed("Fish Board", "org"), org("Orla")
    ana = person("Ana Ruiz", "mayor|oslo", "singer|", countries=(NORWAY,))
    found = _known(ana, friend, table, group, listed("Chile"), listed("Oslo", "place"))

    assert found == {
        "office": {f"mayor|{NORWAY.removesuffix('norway')}oslo", "singer|"},
        "town": set(),
        "country": set(),
        "nation": {NORWAY},
        "land": {CHILE},
        "company": {friend.iri, group.iri},
        "name": {"ana ruiz"},
        "born": set(),
        "written": set(),
        "namesake": set(),
        "listed": set(),
    }
    assert _known(person("Ruiz"))["name"] == set()
    assert _known(org("Orla Foods"))["name"] == set()
    told = _known(listed("Ana Ruiz", "person"))
    assert {kind: values for kind, values in told.items() if values} == {
        "listed": {listed("Ana Ruiz", "person").iri}
    }
    mayor = person("Ana Ruiz", "mayor|place/oslo", "envoy|place/oslo", "mayor|orla")
    assert _known(mayor)["town"] == {f"mayor|{OSLO}"}
    said = person("Ana Ruiz", born=(1950, 1951), written=("cjk:王",), namesake=True)
    told = _known(said)
    assert (told["born"], told["written"]) == ({"1950-1951"}, {"cjk:王"})
    assert told["namesake"] == {article("one", said).sha256}


def test_a_common_body_is_of_the_one_country_of_its_article() -> None:
    body = org("Ministry of Health")

    assert needs_country(body)
    assert not needs_country(org("Orla Health"))
    assert not needs_country(listed("Ministry of Health", "org"))
    assert not needs_country(person("Ministry Of Health"))
    assert _known(body, listed("Chile"))["country"] == {CHILE}
    assert _known(body, listed("Chile"), listed("Kenya"))["country"] == set()
    assert _known(body)["country"] == set()
    assert _known(org("Orla Health"), listed("Chile"))["country"] == set()


@pytest.mark.parametrize(("articles", "company"), [(20, True), (21, False)])
def test_whom_more_than_twenty_articles_name_is_no_company(articles: int, company: bool) -> None:
    star, ana = person("Vera Star"), person("Ana Ruiz")
    first = article("first", ana, star)
    profiles = [first, *(article(f"{n}", star) for n in range(articles - 1))]

    assert (
        star.iri
        in facts_of(actor_reports(profiles, load_once()), [])[first.sha256, ana.name]["company"]
    ) is company


def test_places_and_countries_are_no_actors_to_be_joined() -> None:
    profile = article("one", listed("Kenya"), listed("Oslo", "place"), listed("Deal", "document"))

    assert [name for _, name in facts_of(actor_reports([profile], load_once()), [])] == ["Deal"]
    assert KENYA not in str(facts_of(actor_reports([profile], load_once()), []))


def test_a_decision_puts_those_that_it_keeps_apart_on_two_sides() -> None:
    profile = article("one", person("Ana Ruiz"), person("Ben Ruiz"), person("Cy Ruiz"))
    ana, ben, cy = ((profile.sha256, name) for name in ("Ana Ruiz", "Ben Ruiz", "Cy Ruiz"))
    orders = [
        Order(decision=ruling(what, "Ana Ruiz", value)[0], node=ana, others=others, listed=None)
        for what, value, others in (
            ("keep-apart", "Ruiz", (ben, cy)),
            ("merge", "Ben Ruiz", (ben,)),
        )
    ]
    key = orders[0].decision.key
    found = facts_of(actor_reports([profile], load_once()), orders)

    assert found[ana]["side"] == {f"{key}+"}
    assert found[ben]["side"] == found[cy]["side"] == {f"{key}-"}
