"""One name, several people; several names, one person: joined only where it is certain."""

from decimal import Decimal
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.link.made import BASE, CHILE, KENYA, NORWAY, article, listed, org, person, ruling
from triplewire.link import Authorities, Identity, identify, load_authorities
from triplewire.link.actors import actor_reports
from triplewire.link.actors.signs import exclude, facts_of
from triplewire.link.profiles import ActorProfile, Profile
from triplewire.ontology import vocabulary

TRADE = "trade-minister|norway"


@pytest.fixture(scope="module")
def authorities() -> Authorities:
    return load_authorities(None, vocabulary(), BASE)


def iris(found: Identity, *profiles: Profile) -> list[str]:
    """Return the IRIs that the first actors of some articles end up with, without the base."""
    ends = []
    for profile in profiles:
        known = found.slices.get(profile.sha256)
        renamed = {name: iri for name, iri, _ in known.actors} if known else {}
        first = profile.actors[0]
        ends.append(renamed.get(first.name, first.iri).removeprefix(BASE))
    return ends


def links(found: Identity) -> list[tuple[str, str]]:
    """Return the status of each link with its reason."""
    return [(link.status, link.reason) for link in found.links]


def joined(authorities: Authorities, *actors: ActorProfile) -> tuple[list[str], Identity]:
    """Return the IRIs of actors that stand in an article each, and what is held of them."""
    profiles = [article(str(n), actor) for n, actor in enumerate(actors)]
    found = identify(profiles, authorities)
    return iris(found, *profiles), found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (person("Ana Ruiz"), person("Ana Ruiz")),
        (person("Ana Ruiz", TRADE), person("Ana Ruiz")),
        (person("Ana Ruiz", TRADE), person("Ana Ruiz", TRADE)),
        (person("Ana Ruiz", "trade-minister|"), person("Ana Ruiz", TRADE)),
        (person("Eva Quist", TRADE), person("Eva Quist", "mayor|place/oslo")),
        (person("Eva Quist", "mayor|"), person("Eva Quist", "singer|")),
        (person("Eva Quist", "director|orla"), person("Eva Quist", "director|tarn")),
        (person("Ana Ruiz", TRADE), person("Ruiz", TRADE)),
        (person("Ana Ruiz", TRADE), person("A. Ruiz", TRADE)),
        (person("Ana Ruiz", TRADE), person("Ana Maria Ruiz", TRADE)),
        (person("Ana M. Ruiz", TRADE), person("Ana Maria Ruiz", TRADE)),
        (org("Orla Foods"), org("Orla Foods Ltd")),
        (org("Orla Foods plc"), org("The Orla Foods")),
        (org("Nordic Harbour Association", "NHA"), org("NHA")),
    ],
)
def test_what_is_certainly_one_has_one_iri(
    one: ActorProfile, other: ActorProfile, authorities: Authorities
) -> None:
    names, found = joined(authorities, one, other)

    assert len(set(names)) == 1
    assert "likely" not in {status for status, _ in links(found)}


@pytest.mark.parametrize(
    ("one", "other", "status"),
    [
        (person("Ana Ruiz", TRADE), person("Ana Ruiz", "trade-minister|chile"), "kept-apart"),
        (
            person("Ana Ruiz", "mayor|place/oslo"),
            person("Ana Ruiz", "mayor|place/lima"),
            "kept-apart",
        ),
        (person("Ana Ruiz"), person("Ana Maria Ruiz"), "likely"),
        (person("Jon Ruiz", TRADE), person("John Ruiz", TRADE), "likely"),
        (person("Ana Ruiz", TRADE), person("Ruiz"), None),
        (person("Ana Ruiz"), person("A. Ruiz"), None),
        (person("Ana Ruiz", TRADE), person("Ben Ruiz", TRADE), None),
        (person("Ana B. Ruiz", TRADE), person("Ana C. Ruiz", TRADE), "likely"),
        (person("Ana Ruiz", TRADE), person("Ana Lind", TRADE), None),
        (org("Orla Foods"), org("Orla Textiles"), None),
        (org("Nordic Herring Alliance", "NHA"), org("NHA"), "joined"),
        (org("National Bank of Herring", "NHB"), org("NHB"), "likely"),
    ],
)
def test_what_may_be_two_stays_two_and_is_listed(
    one: ActorProfile, other: ActorProfile, status: str | None, authorities: Authorities
) -> None:
    names, found = joined(authorities, one, other)

    assert [reports for reports, _ in links(found)] == ([status] if status else [])
    assert (len(set(names)) == 1) == (status == "joined")


def test_two_people_of_one_name_stay_two_and_whoever_shows_no_sign_is_neither(
    authorities: Authorities,
) -> None:
    names, found = joined(
        authorities,
        person("Ana Ruiz", TRADE),
        person("Ana Ruiz", "trade-minister|chile"),
        person("Ana Ruiz", TRADE),
        person("Ana Ruiz"),
    )

    assert names[0] == names[2]
    assert len(set(names)) == 3
    assert sorted(status for status, _ in links(found)) == ["kept-apart", "likely", "likely"]


def test_an_initial_that_fits_two_people_joins_neither(authorities: Authorities) -> None:
    """Otherwise John would become Jane by way of J."""
    actors = [person("J. Smith", TRADE), person("Jane Smith", TRADE), person("John Smith", TRADE)]
    for order in permutations(actors):
        names, found = joined(authorities, *order)

        assert len(set(names)) == 3
        assert ("likely", "names that fit") in links(found)


def test_a_chain_of_names_that_fit_does_not_join_ends_that_do_not(
    authorities: Authorities,
) -> None:
    names, _ = joined(
        authorities,
        person("Ann B. Lee", TRADE),
        person("Ann Lee", TRADE),
        person("Ann C. Lee", TRADE),
    )

    assert names[0] != names[2]


def test_company_tells_who_an_initial_is(authorities: Authorities) -> None:
    one = article("one", person("Ana Ruiz"), org("Orla Foods"))
    other = article("other", person("A. Ruiz"), org("Orla Foods"))
    found = identify([one, other], authorities)

    assert iris(found, one, other) == ["actor/ana-ruiz"] * 2
    assert links(found) == [("joined", "names that fit, and named with actor/orla-foods")]
    assert found.links[0].other == f"{BASE}actor/a-ruiz"


def test_to_be_named_with_somebody_whom_everybody_names_joins_nobody(
    authorities: Authorities,
) -> None:
    star = person("Vera Star", "singer|")
    profiles = [article("one", person("Ana Ruiz"), star), article("two", person("A. Ruiz"), star)]
    crowd = [article(f"crowd {n}", star) for n in range(30)]
    few, many = identify(profiles, authorities), identify([*profiles, *crowd], authorities)

    assert len(set(iris(few, *profiles))) == 1
    assert len(set(iris(many, *profiles))) == 2


def test_a_family_name_alone_in_the_same_company_is_likely(authorities: Authorities) -> None:
    one = article("one", person("Ana Ruiz"), org("Orla Foods"))
    other = article("other", person("Ruiz"), org("Orla Foods"))
    found = identify([one, other], authorities)

    assert links(found) == [("likely", "the family name, and the same office or company")]


def test_a_family_name_whose_office_two_people_hold_is_nobody_for_certain(
    authorities: Authorities,
) -> None:
    names, found = joined(
        authorities, person("Ana Ruiz", TRADE), person("Ben Ruiz", TRADE), person("Ruiz", TRADE)
    )

    assert len(set(names)) == 3
    assert [status for status, _ in links(found)] == ["likely", "likely"]


def test_the_fullest_name_is_the_label_of_all(authorities: Authorities) -> None:
    one = article("one", person("A. Ruiz", TRADE))
    other = article("other", person("Ana Ruiz", TRADE))
    found = identify([one, other], authorities)

    assert found.slices[one.sha256].actors == (("A. Ruiz", f"{BASE}actor/ana-ruiz", "Ana Ruiz"),)
    assert other.sha256 not in found.slices


def test_a_body_that_every_country_has_is_that_of_its_country(authorities: Authorities) -> None:
    body = org("Ministry of Health")
    profiles = [
        article("one", body, listed("Norway")),
        article("two", body, listed("Kenya")),
        article("three", body, listed("Norway")),
        article("four", body, listed("Norway"), listed("Kenya")),
        article("five", body),
    ]
    found = identify(profiles, authorities)
    names = iris(found, *profiles)

    assert names[0] == names[2]
    assert len({names[0], names[1], names[3], names[4]}) == 4
    assert "kept-apart" in {status for status, _ in links(found)}
    assert "likely" in {status for status, _ in links(found)}


def test_people_of_other_countries_are_not_joined(authorities: Authorities) -> None:
    names, found = joined(
        authorities,
        person("Ana Ruiz", "envoy|", countries=(NORWAY,)),
        person("A. Ruiz", "envoy|", countries=(KENYA,)),
    )

    assert len(set(names)) == 2
    assert links(found) == []


def test_two_spellings_of_one_name_in_one_article_have_two_iris_when_they_are_two(
    authorities: Authorities,
) -> None:
    one = article("one", person("José Ruiz", TRADE), person("Jose Ruiz", "trade-minister|chile"))
    found = identify([one], authorities)
    ((_, told_apart, _),) = found.slices[one.sha256].actors

    assert told_apart == f"{person('José Ruiz').iri}-{one.digits[:8]}"


def test_hyphens_are_no_difference_between_names(authorities: Authorities) -> None:
    names, found = joined(authorities, person("Kim Dae-ho", TRADE), person("Kim Dae Ho", TRADE))

    assert len(set(names)) == 1
    assert links(found) == []


@pytest.mark.parametrize(
    ("bodies", "status"),
    [
        # "ABC News" of the tables has the initials as well, and so may another body.
        ((org("Alpine Barge Council", "ABC"), org("ABC")), "likely"),
        ((org("Alpine Barge Convoy", "APBC"), org("APBC")), "likely"),
        ((org("Oslo Chamber of Shipping", "OCS"), listed("OCS", "org")), "likely"),
        ((org("Oslo Chamber of Shipping", "OCS"), org("OCS")), "joined"),
    ],
)
def test_initials_that_the_tables_know_are_certainly_nobodys(
    bodies: tuple[ActorProfile, ...], status: str, authorities: Authorities
) -> None:
    _, found = joined(authorities, *bodies)

    assert [reports for reports, _ in links(found)] == [status]


def test_a_country_that_one_article_names_tells_which_namesake_it_means(
    authorities: Authorities,
) -> None:
    chilean = person("Ana Quist", "trade-minister|chile")
    profiles = [
        article("one", person("Ana Quist", TRADE)),
        article("two", chilean),
        article("three", person("Ana Quist"), listed("Chile")),
        article("four", person("Ana Quist"), listed("Chile"), listed("Norway")),
    ]
    names = iris(identify(profiles, authorities), *profiles)

    assert names[1] == names[2]
    assert len(set(names)) == 3


@pytest.mark.parametrize(("meant", "one"), [(2, False), (3, False), (4, True)])
def test_where_nearly_all_articles_mean_one_of_a_name_he_is_meant(
    meant: int, one: bool, authorities: Authorities
) -> None:
    usual = [person("Ana Quist", TRADE)] * meant
    other = person("Ana Quist", "trade-minister|chile")
    names, _ = joined(authorities, *usual, other, person("Ana Quist", "singer|"))

    assert (names[-1] == names[0]) is one
    assert names[-1] != names[-2]


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Maria", "Marta", "names alike, and trade minister of actor/norway"),
        ("Mona", "Mina", None),
        ("Jon", "John", "names alike, and trade minister of actor/norway"),
    ],
)
def test_names_are_alike_in_four_letters_of_five(
    one: str, other: str, reason: str | None, authorities: Authorities
) -> None:
    _, found = joined(authorities, person(f"{one} Ruiz", TRADE), person(f"{other} Ruiz", TRADE))

    assert links(found) == ([("likely", reason)] if reason else [])


@pytest.mark.parametrize(("others", "one"), [(58, True), (59, False)])
def test_sixty_of_a_family_name_are_compared_with_each_other(
    others: int, one: bool, authorities: Authorities
) -> None:
    letters = "bcdefghijk"
    names = [f"{first}{second}x Ruiz" for first in letters for second in letters][:others]
    people = [person("Ana Ruiz", TRADE), *map(person, names), person("A. Ruiz", TRADE)]
    found = identify([article("all", *people)], authorities)

    assert bool(found.links) is one


def test_of_many_of_a_name_five_are_shown(authorities: Authorities) -> None:
    told = [person("Ana Ruiz", f"mayor|place/town-{n}") for n in range(7)]
    _, found = joined(authorities, *told, person("Ana Ruiz"))

    assert sorted(reason for _, reason in links(found)) == [
        *["a name that several have"] * 5,
        *["one name, but one office in two towns"] * 10,
    ]


def test_of_many_that_a_family_name_or_an_acronym_may_stand_for_five_are_shown(
    authorities: Authorities,
) -> None:
    holders = [
        person(f"{first} Ruiz", TRADE) for first in ("Ana", "Ben", "Cy", "Dora", "Ed", "Fay")
    ]
    harbours = [org(f"{first} Harbour Association", "NHA") for first in
                ("North", "Nord", "New", "Nice", "Nine", "Net")]  # fmt: skip
    _, of_people = joined(authorities, *holders, person("Ruiz", TRADE))
    _, of_bodies = joined(authorities, *harbours, org("NHA"))

    assert links(of_people) == [("likely", "the family name, and the same office or company")] * 5
    assert links(of_bodies) == [("likely", "NHA is also its short form")] * 5


@pytest.mark.parametrize(
    ("full", "alias", "short", "status"),
    [
        ("Nordic Harbour Association", "NHA", "NHA", "joined"),
        ("Nordic Harbour & Quay", "NH&Q", "NH&Q", "joined"),
        ("Nordic Harbours", "NH", "NH", "joined"),
        # No acronym of capitals, or one of a single word or letter.
        ("Nordic Harbour Association", "Nha", "Nha", None),
        ("Nordic Harbour Association", "N", "N", None),
        ("Harbours", "H", "H", None),
        ("NordicHarbourAssociation", "NHA", "NHA", None),
    ],
)
def test_an_acronym_stands_for_the_one_name_that_an_article_introduces_it_with(
    full: str, alias: str, short: str, status: str | None, authorities: Authorities
) -> None:
    _, found = joined(authorities, org(full, alias), org(short))

    assert [one for one, _ in links(found)] == ([status] if status else [])


def test_what_differs_in_its_legal_form_alone_is_one_but_for_common_bodies(
    authorities: Authorities,
) -> None:
    firm, found = joined(authorities, org("Orla Foods"), org("Orla Foods Ltd"))
    body, apart = joined(authorities, org("State Bank"), org("State Bank Ltd"))

    assert links(found) == [("joined", "one name but for its spelling or the legal form")]
    assert (len(set(firm)), len(set(body)), links(apart)) == (1, 2, [])


def test_whoever_is_described_otherwise_is_the_same_and_a_common_name_is_noted(
    authorities: Authorities,
) -> None:
    """Of a rare name nothing is said; of a common one a curator may look at it."""
    rare = [person("Eva Quist", TRADE), person("Eva Quist", "singer|")]
    common = [person("Eva Smith", TRADE), person("Eva Smith", "singer|"), person("Eva Smith")]
    known = [person("Eva Smith", TRADE), person("Eva Smith", TRADE)]
    rarely, commonly, twice = (joined(authorities, *each) for each in (rare, common, known))

    assert [len(set(names)) for names, _ in (rarely, commonly, twice)] == [1, 1, 1]
    assert [links(found) for _, found in (rarely, commonly, twice)] == [
        [],
        [("joined", "a common name, and nothing against it")],
        [],
    ]
    (link,) = commonly[1].links
    assert link.one == f"{BASE}actor/eva-smith"
    assert link.other.startswith(f"{link.one}-")
    assert link.confidence < Decimal("0.95")


def test_a_sure_sign_that_something_contradicts_is_only_likely(authorities: Authorities) -> None:
    office, doubted = "envoy|norway", ", but something else tells them apart"
    _, found = joined(
        authorities,
        person("Ana Ruiz", office, nations=(NORWAY,)),
        person("A. Ruiz", office, nations=(KENYA,)),
    )

    assert links(found) == [("likely", f"names that fit, and envoy of actor/norway{doubted}")]


def test_a_decision_that_names_nobody_is_shown_three_names(authorities: Authorities) -> None:
    made = ruling("merge", "Ann Lind", "Eva Ruiz")
    people = [person(name) for name in ("Ana Ruiz", "Eva Rui", "Bo Lind", "Eve Ruiz", "Eva Ruitz")]
    (unmet,) = identify(
        [article("one", *people), article("other", person("Ann Lind"), rulings=[made])], authorities
    ).unmet

    assert unmet.candidates == ("eva ruitz", "eva rui", "ana ruiz")


# What a curator says.


def test_a_curator_joins_what_nothing_else_would(authorities: Authorities) -> None:
    one = article("one", person("Ana Ruiz", TRADE))
    wed = ruling("merge", "Ana Lind", "Ana Ruiz", why="she married")
    other = article("other", person("Ana Lind", "singer|chile"), rulings=[wed])
    later = article("later", person("Ana Lind", "singer|chile"))
    found = identify([one, other, later], authorities)

    assert len(set(iris(found, one, other, later))) == 1
    assert links(found) == [("joined", "she married")]
    assert found.links[0].decided == wed[0].key
    assert found.links[0].confidence == 1


def test_without_the_decision_everything_is_as_it_was(authorities: Authorities) -> None:
    one = article("one", person("Ana Ruiz", TRADE))
    decided = article(
        "other", person("Ana Lind"), rulings=[ruling("merge", "Ana Lind", "Ana Ruiz")]
    )
    plain = article("other", person("Ana Lind"))
    before = identify([one, plain], authorities)
    with_it = identify([one, decided], authorities)

    assert before != with_it
    assert identify([one, plain], authorities) == before


SPELT = [
    *("Ana Ruiz", "actor/ana-ruiz", "actor:ana-ruiz", "/actor/ana-ruiz"),
    *(f"{BASE}actor/ana-ruiz", f"<{BASE}actor/ana-ruiz>"),
]


@pytest.mark.parametrize("value", SPELT)
def test_a_curator_keeps_apart_what_would_be_joined(value: str, authorities: Authorities) -> None:
    one = article("one", person("Ana Ruiz"))
    apart = ruling("keep-apart", "Ana Ruiz", value)
    other = article("other", person("Ana Ruiz"), rulings=[apart])
    found = identify([one, other], authorities)

    assert len(set(iris(found, one, other))) == 2
    assert ("kept-apart", "a curator decided it") in links(found)


@pytest.mark.parametrize("before", ["actor/", "actor:", f"{BASE}actor/"])
def test_one_of_several_of_a_name_is_named_by_its_article(
    before: str, authorities: Authorities
) -> None:
    one = article("one", person("Ana Ruiz", TRADE))
    two = article("two", person("Ana Ruiz", "trade-minister|chile"))
    value = f"{before}ana-ruiz-{two.sha256[:8]}"
    third = article("third", person("A. R. Ruiz"), rulings=[ruling("merge", "A. R. Ruiz", value)])
    found = identify([one, two, third], authorities)

    assert iris(found, third) == iris(found, two)
    assert iris(found, third) != iris(found, one)


def test_a_decision_that_names_nobody_is_reported_with_the_nearest_names(
    authorities: Authorities,
) -> None:
    one = article("one", person("Ana Ruiz"))
    made = ruling("merge", "A. Lind", "Ana Ruitz")
    other = article("other", person("A. Lind"), rulings=[made])
    (unmet,) = identify([one, other], authorities).unmet

    assert unmet.decision == made[0]
    assert unmet.reason == "no other article names 'Ana Ruitz'"
    assert "ana ruiz" in unmet.candidates


def test_a_curator_says_that_somebody_is_a_listed_one(tmp_path: Path) -> None:
    table = tmp_path / "actors.csv"
    table.write_text(
        "key,name,type,aliases,identifiers,within\nactor/ana-ruiz,Ana Ruiz,person,,,\n", "utf-8"
    )
    known = load_authorities(table, vocabulary(), BASE)
    for value in SPELT:
        one = article("one", person("The mayor"), rulings=[ruling("merge", "The mayor", value)])
        found = identify([one], known)

        assert found.slices[one.sha256].actors == (
            ("The mayor", f"{BASE}actor/ana-ruiz", "The mayor"),
        )


# Whatever the articles say:
_people = st.builds(
    person,
    st.sampled_from(
        ["Ana Ruiz", "A. Ruiz", "Ana M. Ruiz", "Ana N. Ruiz", "Ada Ruiz", "Ruiz", "Ben Lind"]
    ),
    st.sampled_from([TRADE, "trade-minister|chile", "mayor|", "mayor|bergen"]),
    nations=st.sampled_from([(), (NORWAY,), (CHILE,)]),
)
_orgs = st.sampled_from(
    [
        *map(org, ("Orla Foods", "Orla Foods Ltd", "Ministry of Health", "NHA")),
        org("Nordic Harbour Association", "NHA"),
        org("Northern Herring Agency", "NHA"),
        *map(listed, ("Norway", "Kenya")),
    ]
)


@st.composite
def _articles(draw: st.DrawFn) -> list[Profile]:
    found = []
    for number in range(draw(st.integers(1, 7))):
        actors = draw(st.lists(st.one_of(_people, _orgs), max_size=4, unique_by=lambda a: a.name))
        found.append(
            article(str(number), *actors, published=draw(st.sampled_from(["", "2025-01-01"])))
        )
    return found


@given(_articles(), st.randoms())
def test_no_group_holds_two_that_exclude_each_other_and_order_does_not_matter(
    profiles: list[Profile], random: object
) -> None:
    known = load_once()
    found = identify(profiles, known)
    shuffled = list(profiles)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    facts = facts_of(actor_reports(profiles, known), [])
    groups: dict[str, list[tuple[str, str]]] = {}
    for profile in profiles:
        given_here = found.slices.get(profile.sha256)
        renamed = {name: iri for name, iri, _ in given_here.actors} if given_here else {}
        for actor in profile.actors:
            node = (profile.sha256, actor.name)
            groups.setdefault(renamed.get(actor.name, actor.iri), []).append(node)

    assert identify(shuffled, known) == found
    for nodes in groups.values():
        for one in nodes:
            for other in nodes:
                if one in facts and other in facts and one != other:
                    assert not exclude(facts[one], facts[other])


# All that tells two people of one name apart, or speaks for one.
_namesakes = st.builds(
    person,
    st.sampled_from(["Ana Ruiz", "Ana Ruiz", "A. Ruiz", "Ruiz"]),
    st.sampled_from([TRADE, "envoy|chile", "mayor|place/oslo", "mayor|place/lima", "singer|"]),
    nations=st.sampled_from([(), (NORWAY,), (CHILE,), (NORWAY, CHILE)]),
    born=st.sampled_from([None, (1950, 1951), (1980, 1981)]),
    written=st.sampled_from([(), ("cjk:王毅",), ("cjk:王怡",)]),
    namesake=st.sampled_from([False, False, True]),
)


@given(st.lists(_namesakes, min_size=1, max_size=9), st.randoms())
def test_who_is_one_does_not_depend_on_the_order_in_which_articles_come(
    people: list[ActorProfile], random: object
) -> None:
    """All at once or one by one, in any order; nobody is one with a mayor of another town."""
    known = load_once()
    profiles = [article(str(n), one, listed("Chile")) for n, one in enumerate(people)]
    found = identify(profiles, known)
    came: list[Profile] = []
    shuffled = list(profiles)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    for profile in shuffled:
        came.append(profile)
        latest = identify(came, known)

    assert latest == found
    towns: dict[str, set[str]] = {}
    for iri, one in zip(iris(found, *profiles), people, strict=True):
        towns.setdefault(iri, set()).update(body for _, body in one.offices if "/place/" in body)
    assert all(len(of) < 2 for of in towns.values())


@given(_articles())
def test_an_unrelated_article_changes_nobody(profiles: list[Profile]) -> None:
    known = load_once()
    stranger = article(
        "stranger", person("Wim Kok", "baker|"), org("Kok Bakery"), published="2025-09-01"
    )
    before, after = identify(profiles, known), identify([*profiles, stranger], known)

    assert dict(after.slices) == dict(before.slices)
    assert after.links == before.links


_ONCE: list[Authorities] = []


def load_once() -> Authorities:
    """Return the authorities of all examples of a property test."""
    if not _ONCE:
        _ONCE.append(load_authorities(None, vocabulary(), BASE))
    return _ONCE[0]
