"""Linking puts an IRI in the place of every name, the same one on every machine."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from tests.drafts import MINISTER, TEXT, WAIT, actor, article, claim, draft, passage
from triplewire.iris import digits_of
from triplewire.link import Authorities, Slice, link, load_authorities
from triplewire.ontology import vocabulary
from triplewire.records import Actor, Draft, Metadata, Office, Participant, Role, Story
from triplewire.wording import plain

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
    assert story.graph == f"{BASE}graph/article/{digits}"
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
    assert office.wider_role == "https://w3id.org/triplewire/concept/minister"


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
    assert found[0].wider_role is None
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
    event = story.events[0]

    assert story.claims[0].iri == f"{BASE}claim/{digits}/quote-{digits_of(plain(WAIT))}"
    assert event.iri == f"{BASE}event/{digits}/meeting-{digits_of(event.event.evidence.text)}"
    assert story.events[0].participations[0].iri == f"{story.events[0].iri}#astrid-dahl-party"
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


def _offices(*roles: Role, authorities: Authorities, **changes: object) -> list[Office]:
    holder = replace(draft().actors[0], roles=roles, **changes)  # type: ignore[arg-type]
    return list(link(draft(actors=(holder, *draft().actors[1:])), authorities).offices)


@pytest.mark.parametrize(
    ("first", "second", "rule", "confidence"),
    [("0.5", "0.7", "two", "0.7"), ("0.7", "0.5", "one", "0.7"), ("0.7", "0.7", "one", "0.7")],
)
def test_an_office_told_twice_is_as_sure_as_its_surest_telling(
    first: str, second: str, rule: str, confidence: str, authorities: Authorities
) -> None:
    one = replace(MINISTER, rule="one", confidence=Decimal(first), decided=("b",))
    two = replace(
        MINISTER,
        rule="two",
        confidence=Decimal(second),
        decided=("a", "b"),
        evidence=passage("Dahl said"),
    )
    (office,) = _offices(one, two, authorities=authorities)

    assert (office.rule, str(office.confidence)) == (rule, confidence)
    assert office.decided == ("a", "b")
    assert office.evidence == (MINISTER.evidence, passage("Dahl said"))


@pytest.mark.parametrize(
    ("bodies", "iris"),
    [
        # A role without a body has that of the same office, where there is one alone.
        ((None,), ["astrid-dahl-fish-minister"]),
        ((None, "Norway"), ["astrid-dahl-fish-minister-norway"]),
        (("Norway", None, "Norway"), ["astrid-dahl-fish-minister-norway"]),
        (
            ("Norway", None, "Iceland"),
            [
                *("astrid-dahl-fish-minister-norway", "astrid-dahl-fish-minister"),
                "astrid-dahl-fish-minister-iceland",
            ],
        ),
        (("nobody known",), ["astrid-dahl-fish-minister"]),
        (("the audit",), ["astrid-dahl-fish-minister"]),
    ],
)
def test_an_office_is_of_its_body_if_that_can_have_one(
    bodies: tuple[str | None, ...], iris: list[str], authorities: Authorities
) -> None:
    found = _offices(*(replace(MINISTER, body=body) for body in bodies), authorities=authorities)

    assert [office.iri.removeprefix(f"{BASE}office/") for office in found] == iris
    assert [office.organization is None for office in found] == [
        iri.endswith("minister") for iri in iris
    ]
    assert [office.label for office in found] == [
        "Astrid Dahl, fish minister"
        + ("" if office.organization is None else f" of {office.organization[26:].title()}")
        for office in found
    ]
    other = [replace(MINISTER, body=None, office="envoy"), MINISTER]
    assert _offices(*other, authorities=authorities)[0].organization is None


@pytest.mark.parametrize("kind", ["place", "country", "document", "person", "org", "group"])
def test_people_and_organisations_hold_offices(kind: str, authorities: Authorities) -> None:
    found = _offices(MINISTER, authorities=authorities, type=kind)

    assert bool(found) is (kind in {"person", "org", "group"})


def test_an_article_without_a_title_is_named_by_its_first_finding_or_its_beginning(
    authorities: Authorities,
) -> None:
    def tail(metadata: Metadata, **changes: object) -> str:
        iri = link(draft(metadata=metadata, **changes), authorities).iri
        return iri.removeprefix(f"{BASE}article/").rpartition("-")[0]

    later = claim("indirect", "the audit notes", "the audit notes")

    assert tail(Metadata(), claims=(later,)).startswith("undated-the-audit-notes")
    assert tail(Metadata(), claims=()).startswith("undated-norways-fish-minister-astrid-dahl")
    dated = Metadata(title="Fish", published="2024-03-06T10:20:30Z")
    assert tail(dated) == "2024-03-06-fish"


def test_an_actor_takes_part_in_an_event_once_and_documents_do_not(
    authorities: Authorities,
) -> None:
    event = draft().events[0]
    names = ("Norway", "Astrid Dahl", "the audit", "Norway", "nobody known")
    parts = tuple(Participant(name=name, role=f"r{n}") for n, name in enumerate(names))
    (linked,) = link(draft(events=(replace(event, participants=parts),)), authorities).events

    assert [(p.iri.partition("#")[2], p.role, p.office is None) for p in linked.participations] == [
        ("norway-r0", "r0", True),
        ("astrid-dahl-r1", "r1", False),
    ]


@pytest.mark.parametrize(
    ("place", "iri"), [("Reykjavik", "place/reykjavik"), ("Norway", "actor/norway"),
                       ("Astrid Dahl", None), (None, None), ("nowhere", None)]
)  # fmt: skip
def test_an_event_is_at_a_place_or_in_a_country(
    place: str | None, iri: str | None, authorities: Authorities
) -> None:
    event = replace(draft().events[0], place=place)

    assert link(draft(events=(event,)), authorities).events[0].place == (iri and BASE + iri)


def test_a_claim_is_made_during_an_event_that_is_still_there(authorities: Authorities) -> None:
    event = draft().events[0]
    part = replace(event, evidence=passage("Dahl said"), part_of=event.key)
    said = replace(draft().claims[0], during=event.key)
    digits = draft().article.sha256[:16]
    whole = f"{BASE}event/{digits}/meeting-{digits_of(event.evidence.text)}"

    story = link(draft(events=(event, part), claims=(said,)), authorities)
    assert story.claims[0].during == whole
    assert [one.whole for one in story.events] == [None, whole]
    assert link(draft(events=(part,), claims=(said,)), authorities).claims[0].during is None
    assert link(draft(claims=(replace(said, during=None),)), authorities).claims[0].during is None

    known = Slice(events=((event.key, "e:joined", "A meeting"),))
    shared = link(draft(events=(event, part), claims=(said,)), authorities, known)
    assert shared.claims[0].during == shared.events[1].whole == shared.events[0].iri == "e:joined"


@pytest.mark.parametrize(
    ("measure", "unit", "iri"),
    [
        ("bilateral trade", "USD", "bilateral-trade"),
        ("The bilateral trade", "USD", "bilateral-trade"),
        ("bilateral trade", None, "bilateral-trade"),
        ("trading partner", None, "trading-partner-rank"),
        ("odd herrings", None, "odd-herrings-rank"),
        ("odd herrings", "NUM", "odd-herrings"),
    ],
)
def test_a_measure_is_that_of_the_vocabulary_or_its_own(
    measure: str, unit: str | None, iri: str, authorities: Authorities
) -> None:
    figure = draft().claims[2].figure
    assert figure is not None
    made = replace(draft().claims[2], figure=replace(figure, measure=measure, unit=unit))
    found = link(draft(claims=(made,)), authorities).claims[0].measure

    assert found is not None
    assert found.rpartition("/")[2] == iri
    assert found.startswith(BASE) is measure.startswith("odd")


def test_a_claim_has_the_first_office_of_each_who_makes_it(authorities: Authorities) -> None:
    dahl = draft().actors[0]
    second = replace(MINISTER, office="envoy", evidence=passage("Dahl said"))
    said = replace(draft().claims[0], speakers=("Astrid Dahl", "Norway", "nobody known"))
    told = replace(
        said, addressees=("Iceland",), relayed_by=("Norway",), about=("Norway", "Iceland", "Norway")
    )
    story = link(
        draft(
            actors=(replace(dahl, roles=(MINISTER, second)), *draft().actors[1:]), claims=(told,)
        ),
        authorities,
    )
    (linked,) = story.claims

    assert linked.offices == (f"{BASE}office/astrid-dahl-fish-minister-norway",)
    assert linked.speakers == (f"{BASE}actor/astrid-dahl", f"{BASE}actor/norway")
    assert (linked.addressees, linked.relayed_by) == (
        (f"{BASE}actor/iceland",),
        (f"{BASE}actor/norway",),
    )
    assert linked.about == (f"{BASE}actor/norway", f"{BASE}actor/iceland")
    assert (linked.figure_about, linked.counterpart, linked.among, linked.measure) == (
        *((), None, None, None),
    )
