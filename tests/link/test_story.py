"""Linking puts an IRI in the place of every name, the same one on every machine."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.drafts import TEXT, WAIT, actor, article, claim, draft, passage
from triplewire.link import Authorities, link, load_authorities
from triplewire.ontology import vocabulary
from triplewire.records import Actor, Draft, Metadata, Story

BASE = "https://example.org/"


@pytest.fixture(scope="module")
def authorities() -> Authorities:
    return load_authorities(None, vocabulary(), BASE)


def names(story: Story) -> dict[str, str]:
    return {a.actor.name: a.iri.removeprefix(BASE) for a in story.actors}


def test_whoever_speaks_is_no_other_who_may_have_spoken(authorities: Authorities) -> None:
    said = replace(draft().claims[0], alternatives=("Astrid Dahl", "Norway"))
    (linked,) = link(draft(claims=(said,)), authorities).claims

    assert linked.speakers == (f"{BASE}actor/astrid-dahl",)
    assert linked.alternatives == (f"{BASE}actor/norway",)


def test_listed_and_unlisted_actors_get_their_iris(authorities: Authorities) -> None:
    story = link(draft(), authorities)

    assert names(story) == {
        "Astrid Dahl": "actor/astrid-dahl",
        "Norway": "actor/norway",
        "Iceland": "actor/iceland",
        "Reykjavik": "place/reykjavik",
        "Europe": "place/europe",
        "the audit": "document/the-audit-1859bc8df15e48ef",
    }
    assert [a.listed for a in story.actors] == [
        None,
        "country",
        "country",
        "place",
        "place",
        None,
    ]


def test_the_article_is_named_by_its_day_its_title_and_its_text(authorities: Authorities) -> None:
    story = link(draft(), authorities)
    digits = draft().article.sha256[:16]

    assert story.iri == f"{BASE}article/2024-03-06-norway-and-iceland-talk-fish-{digits}"
    assert story.graph == f"{BASE}graph/article/2024-03-06-norway-and-iceland-talk-fish-{digits}"
    assert story.text_iri == f"{BASE}text/{digits}"


def test_an_article_without_a_title_or_a_day_is_named_by_its_first_words(
    authorities: Authorities,
) -> None:
    story = link(draft(metadata=Metadata()), authorities)

    assert story.iri.startswith(f"{BASE}article/undated-dahl-said-the-talks-were-long-")


def test_an_office_names_its_holder_role_and_body(authorities: Authorities) -> None:
    office = link(draft(), authorities).offices[0]

    assert office.iri == f"{BASE}office/astrid-dahl-fish-minister-norway"
    assert office.label == "Astrid Dahl, fish minister of Norway"
    assert office.organization == f"{BASE}actor/norway"
    assert office.role == f"{BASE}role/fish-minister"


def test_an_office_named_with_and_without_its_body_is_one_office(
    authorities: Authorities,
) -> None:
    dahl = draft().actors[0]
    short = replace(dahl.roles[0], body=None, evidence=passage("fish minister"))
    found = link(
        draft(actors=(replace(dahl, roles=(short, *dahl.roles)), *draft().actors[1:])), authorities
    ).offices

    assert [office.iri for office in found] == [f"{BASE}office/astrid-dahl-fish-minister-norway"]
    assert len(found[0].evidence) == 2


def test_an_office_of_our_vocabulary_is_that_concept(authorities: Authorities) -> None:
    dahl = draft().actors[0]
    role = replace(dahl.roles[0], office="foreign minister", body=None)
    found = link(draft(actors=(replace(dahl, roles=(role, role)),)), authorities).offices

    assert [office.role for office in found] == [
        "https://w3id.org/triplewire/concept/foreign-minister"
    ]
    assert found[0].organization is None


def test_descriptions_and_places_hold_no_office(authorities: Authorities) -> None:
    dahl, *others = draft().actors
    described = replace(dahl, roles=(replace(dahl.roles[0], held=False),))
    town = replace(others[2], roles=dahl.roles)

    assert link(draft(actors=(described, town)), authorities).offices == ()


def test_claims_and_events_are_named_by_their_words_not_by_who_said_them(
    authorities: Authorities,
) -> None:
    story = link(draft(), authorities)
    digits = draft().article.sha256[:16]
    quote = passage(WAIT)

    assert story.claims[0].iri == f"{BASE}claim/{digits}/quote-{quote.start}-{quote.end}"
    event = story.events[0]
    assert event.iri == f"{BASE}event/{digits}/meeting-0-{event.event.evidence.end}"
    assert story.events[0].participations[0].iri == f"{story.events[0].iri}#astrid-dahl"
    assert story.events[0].participations[0].office == story.offices[0].iri
    assert story.events[0].place == f"{BASE}place/reykjavik"


def test_a_document_is_a_source_and_no_speaker(authorities: Authorities) -> None:
    rank = link(draft(), authorities).claims[3]

    assert rank.speakers == ()
    assert rank.sources == (f"{BASE}document/the-audit-1859bc8df15e48ef",)


def test_figures_know_their_measure_their_field_and_whom_they_are_about(
    authorities: Authorities,
) -> None:
    _, indirect, money, rank = link(draft(), authorities).claims

    assert indirect.about == (f"{BASE}actor/norway",)
    assert money.measure == f"{BASE}measure/fish-exports"
    assert money.figure_about == (f"{BASE}actor/norway",)
    assert rank.measure == f"{BASE}measure/market-rank"
    assert rank.among == f"{BASE}place/europe"
    assert rank.counterpart == f"{BASE}actor/iceland"


def test_the_world_and_a_listed_region_can_be_the_field_of_a_rank(
    authorities: Authorities,
) -> None:
    rank = draft().claims[3]
    assert rank.figure is not None
    fields = []
    for among in ("world", "Africa", None):
        changed = replace(rank, figure=replace(rank.figure, among=among))
        fields.append(link(draft(claims=(changed,)), authorities).claims[0].among)

    assert fields == [f"{BASE}place/world", f"{BASE}place/africa", None]


def test_a_person_of_one_name_is_not_taken_for_another_articles(authorities: Authorities) -> None:
    single = Actor(name="Dahl", type="person", aliases=(), mentions=(), roles=())
    other = replace(draft(), article=article(f"{TEXT} More."), actors=(single,))
    first = names(link(draft(actors=(single,)), authorities))["Dahl"]

    assert first.startswith("actor/dahl-")
    assert first != names(link(other, authorities))["Dahl"]


def test_a_name_that_a_listed_thing_of_another_type_has_is_set_apart(
    authorities: Authorities,
) -> None:
    person = Actor(name="Sierra Leone", type="person", aliases=(), mentions=(), roles=())

    assert names(link(draft(actors=(person,)), authorities)) == {
        "Sierra Leone": "actor/sierra-leone-person"
    }


def test_publisher_and_source_need_not_be_mentioned(authorities: Authorities) -> None:
    metadata = Metadata(publisher="Fjord Gazette", credited_source="Reuters")
    story = link(draft(metadata=metadata), authorities)

    assert story.publisher == f"{BASE}actor/fjord-gazette"
    assert story.credited_source == f"{BASE}actor/reuters"
    assert names(story)["Fjord Gazette"] == "actor/fjord-gazette"


def test_a_publisher_that_the_text_mentions_is_the_same_node(authorities: Authorities) -> None:
    board = Actor(name="Fish Board", type="org", aliases=("the Board",), mentions=(), roles=())
    story = link(draft(actors=(board,), metadata=Metadata(publisher="The Board")), authorities)

    assert story.publisher == f"{BASE}actor/fish-board"
    assert len(story.actors) == 1


def test_the_same_actor_in_two_articles_is_one_iri(tmp_path: Path) -> None:
    table = tmp_path / "actors.csv"
    table.write_text(
        "key,name,type,aliases,identifiers,within\nactor/dahl,Astrid Dahl,person,A. Dahl,,\n",
        encoding="utf-8",
    )
    authorities = load_authorities(table, vocabulary(), BASE)
    short = Actor(name="A. Dahl", type="person", aliases=(), mentions=(), roles=())
    second: Draft = draft(actors=(short,))

    assert names(link(draft(), authorities))["Astrid Dahl"] == "actor/dahl"
    assert names(link(second, authorities)) == {"A. Dahl": "actor/dahl"}


def test_linking_twice_gives_the_same_story(authorities: Authorities) -> None:
    assert link(draft(), authorities) == link(draft(), authorities)


def test_words_quoted_inside_reported_speech_belong_to_that_speech(
    authorities: Authorities,
) -> None:
    story = link(draft(), authorities)
    words = passage("long overdue")

    assert [linked.claim.kind for linked in story.claims] == [
        "quote",
        "indirect",
        "statistic",
        "rank",
    ]
    assert [linked.quotations for linked in story.claims] == [
        (passage(WAIT),),
        (words,),
        (),
        (),
    ]


def test_words_that_somebody_else_is_quoted_with_stay_a_claim_of_their_own(
    authorities: Authorities,
) -> None:
    *others, words = draft().claims
    story = link(draft(claims=(*others, replace(words, speakers=("Norway",)))), authorities)

    assert [linked.claim.kind for linked in story.claims].count("quote") == 2
    assert story.claims[1].quotations == ()


def test_unknown_names_are_left_out(authorities: Authorities) -> None:
    stranger = claim("indirect", "the talks", "the talks were", speakers=("nobody",))

    assert link(draft(claims=(stranger,)), authorities).claims[0].speakers == ()
    assert actor("Norway", "country").name == "Norway"
