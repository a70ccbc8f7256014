"""Who is mentioned where: names, short forms, offices, pronouns, capitals that stand for states."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, Span

from tests.extract.pages import analyser, read
from triplewire.extract.actors.cast import Cast
from triplewire.extract.actors.from_model import _is_name, add_named
from triplewire.extract.actors.persons import _by_form, _is_full_name
from triplewire.extract.names.running_text import RunningText
from triplewire.records import Actor, Role


def actors_of(text: str) -> dict[str, Actor]:
    return {actor.name: actor for actor in read(text).actors}


def words_of(text: str, name: str, *kinds: str) -> list[str]:
    actor = actors_of(text)[name]
    return [m.passage.text for m in actor.mentions if not kinds or m.kind in kinds]


def roles_of(text: str, name: str) -> list[Role]:
    return list(actors_of(text)[name].roles)


NAMES = [
    "Maria Keller", "Keller", "the Danish foreign minister", "Oslo", "Norway", "He Wei", "He",
    "she", "its", "the ministry", "the Ministry of Trade", "Acme Holdings Ltd", "Acme", " said ",
    ", ", ". ", "\n", "“", "”", " and ", "'s ", "U.S.", "(IMF)",
    "the International Monetary Fund", "President ", " is the mayor of ", "City of Bergen",
    "the “Harbour review”", "the review", "one of the best, ",
]  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(st.lists(st.sampled_from(NAMES), max_size=20).map("".join))
def test_every_mention_and_role_shows_its_words(text: str) -> None:
    page = read(text)
    passages = [m.passage for actor in page.actors for m in actor.mentions]
    passages += [role.evidence for actor in page.actors for role in actor.roles]

    assert all(text[p.start : p.end] == p.text != "" for p in passages)
    assert len({actor.name for actor in page.actors}) == len(page.actors)


def test_a_country_goes_by_all_its_names() -> None:
    text = "Britain and France talked. The United Kingdom and the UK are one; British tea is hot."

    assert words_of(text, "United Kingdom", "name") == ["Britain", "The United Kingdom", "UK"]
    assert words_of(text, "United Kingdom", "adj") == ["British"]


def test_a_currency_is_no_country() -> None:
    assert "United States" not in actors_of("It cost US$5 million.")


def test_a_territory_is_a_place() -> None:
    assert actors_of("It rained in Greenland.")["Greenland"].type == "place"


def test_a_city_has_its_number_at_geonames() -> None:
    assert actors_of("Trams ran in Gothenburg.")["Gothenburg"].geonames == 2711537


@pytest.mark.parametrize(
    ("head", "number"),
    [("VILNIUS, Lithuania", 593116), ("OSLO", 3143244), ("Hamarvik", None)],
)
def test_the_place_of_a_dateline_has_its_number_too(head: str, number: int | None) -> None:
    named = actors_of(f"{head} (AP) — The harbour was closed on Monday, the police said.")

    assert named[head.partition(",")[0].title()].geonames == number


def test_the_place_of_a_dateline_may_be_the_namesake_of_a_city() -> None:
    named = actors_of("CAMBRIDGE, Massachusetts (AP) — The harbour was closed, the police said.")

    assert named["Cambridge, Massachusetts"].geonames == 4931972


def test_a_small_city_needs_a_sign_that_it_is_a_place() -> None:
    assert "Bath" in actors_of("They met in Bath.")
    assert "Bath" not in actors_of("Bath time is over.")


def test_a_district_chain_is_one_place() -> None:
    actors = actors_of("The Alfa-Beta Greater Bay Area flooded.")

    assert [a.name for a in actors.values()] == ["Alfa-Beta Greater Bay Area"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("He works at the Ministry of Transport and Tourism.", "Ministry of Transport and Tourism"),
        ("Sweden's Ministry of Health spoke.", "Ministry of Health"),
        ("The Food and Drug Authority spoke.", "Food and Drug Authority"),
        ("The Ministry of Health and Reuters spoke.", "Ministry of Health"),
        ("The City of Tromsø paid.", "City of Tromsø"),
        (
            "Staff at the Nordic Chamber of Commerce in the US left.",
            "Nordic Chamber of Commerce in the US",
        ),
        ("The Danish army left.", "Danish army"),
        ("Denmark's foreign ministry spoke.", "Denmark foreign ministry"),
        ("The Danish government left.", "Government of Denmark"),
        ("The Dutch government left.", "Government of the Netherlands"),
        ("Fjordbank chief executive Anna Berg left.", "Fjordbank"),
    ],
)
def test_an_organisation_is_named_in_full(text: str, name: str) -> None:
    assert actors_of(text)[name].type == "org"


def test_two_companies_stay_two() -> None:
    actors = actors_of("Fjord Boats Corp and Dale Motors Corp merged.")

    assert {"Fjord Boats Corp", "Dale Motors Corp"} <= actors.keys()


def test_a_company_goes_by_its_short_name() -> None:
    text = "Fjord Boats Ltd grew. Fjord Boats hired. The company is glad."

    assert words_of(text, "Fjord Boats Ltd") == ["Fjord Boats Ltd", "Fjord Boats", "The company"]


def test_initials_in_brackets_stand_for_the_organisation() -> None:
    text = "The Norwegian Salmon Agency (NSA) paid. The NSA is small. The agency is new."

    assert words_of(text, "Norwegian Salmon Agency")[1:] == ["NSA", "NSA", "The agency"]


def test_a_gathering_is_no_actor_and_keeps_the_names_inside() -> None:
    actors = actors_of("The Sweden-Norway Trade Dialogue began.")

    assert set(actors) == {"Sweden", "Norway"}
    assert {m.kind for a in actors.values() for m in a.mentions} == {"in_name"}


def test_a_treaty_is_a_document() -> None:
    assert actors_of("They broke the Geneva Convention.")["Geneva Convention"].type == "document"


def test_a_quoted_title_is_a_document_and_comes_back() -> None:
    text = "They read the “Harbour review,” a study. The review is long. The findings shock."

    assert words_of(text, "Harbour review") == ["Harbour review", "The review", "The findings"]


def test_a_quotation_is_no_title() -> None:
    assert not [a for a in actors_of('It is a "bad plan".').values() if a.type == "document"]


def test_a_person_goes_by_the_surname() -> None:
    text = "Maria Keller spoke. Keller left. Maria Keller-Olsen stayed."

    assert words_of(text, "Maria Keller", "name") == ["Maria Keller", "Keller"]


def test_of_two_namesakes_the_last_named_is_meant() -> None:
    text = "Maria Keller met Peter Keller. Keller, she said, sang. Maria Keller left. Keller slept."

    assert words_of(text, "Peter Keller", "name") == ["Peter Keller", "Keller"]
    assert words_of(text, "Maria Keller", "name") == ["Maria Keller", "Maria Keller", "Keller"]


@pytest.mark.parametrize(
    "name", ["Ana Ruiz", "Ana M. Ruiz", "Ana Maria Lopez Ruiz Perez", "Michael Jordan"]
)
def test_two_to_five_words_may_be_a_persons_name(name: str) -> None:
    assert _is_full_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "Ana",
        "Ana Maria Lopez Ruiz Perez Gil",
        "Space Shuttle",
        "Shuttle Ruiz",
        "Ana March",
        "Norway Ruiz",
        "Wexor Jordan",
        "Ana Minister",
        "Ana J.",
        "Ana ruiz",
        "New York",
    ],
)
def test_things_places_titles_and_initials_are_no_persons_name(name: str) -> None:
    assert not _is_full_name(name)


def test_who_speaks_by_two_names_is_a_person_whatever_the_model_says() -> None:
    told = "Wexor J. Tamblin said no. Senior Tamblin told us. Oslo Tamblin added more."

    assert [name for name, _ in _by_form(RunningText(told))] == ["Wexor J. Tamblin"]


def test_two_names_behind_a_word_for_what_somebody_does_are_a_persons() -> None:
    told = "The illustrator Wexor Tamblin left. A painter Oslo Roe and under Wexor Roe stayed."

    assert [name for name, _ in _by_form(RunningText(told))] == ["Wexor Tamblin"]


def test_a_surname_may_stand_first() -> None:
    text = "Minister Chen Mingde spoke. Chen left for home."

    assert words_of(text, "Chen Mingde", "name") == ["Chen Mingde", "Chen"]


def test_a_surname_that_is_a_word_is_told_from_the_pronoun() -> None:
    text = "Envoy He Mingde met Anna Berg, and later He left. She wept."

    assert words_of(text, "He Mingde", "name") == ["He Mingde", "He"]
    assert words_of(text, "Anna Berg", "pronoun") == ["She"]


def test_a_person_known_by_surname_and_title_only_is_a_person() -> None:
    assert actors_of("Mr Haraldsen paid. Haraldsen left.")["Haraldsen"].type == "person"


@pytest.mark.parametrize(
    ("text", "written", "office", "body", "held"),
    [
        (
            "Swedish finance minister Anna Berg left.",
            "Swedish finance minister",
            "finance minister",
            "Sweden",
            True,
        ),
        (
            "Sweden's Foreign Minister Anna Berg left.",
            "Sweden's Foreign Minister",
            "foreign minister",
            "Sweden",
            True,
        ),
        (
            "Secretary of State Anna Berg left.",
            "Secretary of State",
            "secretary of state",
            None,
            True,
        ),
        (
            "The president of Chile, Anna Berg, left.",
            "president of Chile",
            "president",
            "Chile",
            True,
        ),
        (
            "Anna Berg, chief economist at the World Bank, left.",
            "chief economist at the World Bank",
            "chief economist",
            "World Bank",
            False,
        ),
        (
            "Anna Berg, 45, a much-loved teacher, left.",
            "much-loved teacher",
            "teacher",
            None,
            False,
        ),
        (
            "Anna Berg is the mayor of Gothenburg.",
            "mayor of Gothenburg",
            "mayor",
            "Gothenburg",
            True,
        ),
        (
            "Chile's ambassador to Norway, Anna Berg, left.",
            "Chile's ambassador to Norway",
            "ambassador",
            "Chile",
            True,
        ),
    ],
)
def test_a_role_is_read(text: str, written: str, office: str, body: str | None, held: bool) -> None:
    roles = roles_of(text, "Anna Berg")

    assert [(r.text, r.office, r.body, r.held) for r in roles] == [(written, office, body, held)]
    assert written in roles[0].evidence.text
    assert "Anna Berg" in roles[0].evidence.text


def test_a_counterpart_holds_the_like_office() -> None:
    text = "Chilean trade minister Peter Olsen met his Swedish counterpart Anna Berg."
    [role] = roles_of(text, "Anna Berg")

    assert (role.text, role.office, role.body) == (
        "Swedish counterpart",
        "trade minister",
        "Sweden",
    )


def test_an_office_alone_stands_for_its_holder() -> None:
    text = (
        "Chile's foreign minister Anna Berg left. Chile's top diplomat was tired. "
        "The minister slept. The mayor did not."
    )

    assert words_of(text, "Anna Berg", "nominal")[1:] == ["Chile's top diplomat", "The minister"]


def test_a_place_is_described_and_called_again() -> None:
    text = "Gothenburg, a city in western Sweden, is wet. The city is old."
    actor = actors_of(text)["Gothenburg"]

    assert [role.held for role in actor.roles] == [False]
    assert "The city" in [m.passage.text for m in actor.mentions]


def test_a_trade_before_a_name_is_a_description() -> None:
    text = "It was on the state-run news agency Xinhua today."

    assert [role.text for role in roles_of(text, "Xinhua")] == ["state-run news agency"]


def test_people_that_act_are_a_group() -> None:
    actors = actors_of("Swedish officials met. They like Danish students.")

    assert actors["Swedish officials"].type == "group"
    assert "Danish students" not in actors


def test_the_government_is_that_of_the_article() -> None:
    text = "The Danish government fell. Ministers wept. The government is gone."

    assert words_of(text, "Government of Denmark") == [
        "The Danish government", "Ministers", "The government",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Beijing warned the firm.", True),
        ("They signed a deal in Beijing.", False),
        ("The threat posed by Beijing grew.", True),
        ("Ties with Beijing are cold.", True),
        ("Beijing-Moscow ties are cold.", True),
        ("The Moscow-Beijing train is late.", False),
        ("Beijing, China, is large.", False),
        ("Beijing is large.", False),
        ("Paris and Beijing agreed to talk.", True),
    ],
)
def test_a_capital_stands_for_its_state_when_it_acts(text: str, state: bool) -> None:
    assert ("Beijing" not in actors_of(text)) is state


@pytest.mark.parametrize(
    ("text", "name", "pronoun"),
    [
        ("Anna Berg met Peter Olsen. She smiled.", "Anna Berg", "She"),
        ("Anna Berg met Peter Olsen. He smiled.", "Peter Olsen", "He"),
        ("Mr Haraldsen met Anna Berg. Haraldsen rose and took his hat.", "Haraldsen", "his"),
        ("Norway opened its border.", "Norway", "its"),
        ("In its report, the World Bank was glad.", "World Bank", "its"),
        ("Norway is cold. It exports fish.", "Norway", "It"),
        ("The World Bank paid. They were glad.", "World Bank", "They"),
    ],
)
def test_a_pronoun_stands_for_whom_it_must(text: str, name: str, pronoun: str) -> None:
    assert words_of(text, name, "pronoun") == [pronoun]


@pytest.mark.parametrize(
    "text",
    [
        "It rained.",
        "“She smiled,” said Peter Olsen.",
        "Peter Olsen left. She smiled.",
        "In its heart it rained.",
        "They met Norway.",
        "We met Norway.",
        "Norway is cold, and it rained.",
        "When its day came, the boats of Norway sank.",
    ],
)
def test_a_pronoun_without_antecedent_is_left_alone(text: str) -> None:
    kinds = {m.kind for actor in actors_of(text).values() for m in actor.mentions}

    assert "pronoun" not in kinds


def test_sources_are_actors_where_they_are_named() -> None:
    text = "Source: Daily Post\nOSLO (Reuters) - It rained ([Daily Post](https://a.example)) [1]."
    actors = actors_of(text)

    assert [m.passage.text for m in actors["Daily Post"].mentions] == ["Daily Post", "Daily Post"]
    assert [m.passage.start for m in actors["Reuters"].mentions] == [text.index("Reuters")]
    assert [m.passage.text for m in actors["Oslo"].mentions] == ["OSLO"]


def test_the_order_of_actors_is_that_of_the_text() -> None:
    text = "Norway met Chile. Anna Berg left Sweden."

    assert list(actors_of(text)) == ["Norway", "Chile", "Anna Berg", "Sweden"]


def test_a_pronoun_does_not_reach_back_too_far() -> None:
    text = "Peter Olsen left. " + "It rained on the boats. " * 80 + "He smiled."

    assert words_of(text, "Peter Olsen", "pronoun") == []


def test_an_organisation_alone_in_a_list_of_organisations_is_one() -> None:
    text = "They met staff of Larvikson, Fjord Boats Corp and the World Bank."

    assert all(actor.type == "org" for actor in actors_of(text).values())


def test_a_name_the_model_sees_is_taken_where_it_stands() -> None:
    text = "Shares of Nordlys Seafood fell after Nordlys Seafood cut jobs in Smallville, Kansas."
    actors = actors_of(text)

    assert len(actors["Nordlys Seafood"].mentions) == 2
    assert actors["Kansas"].type == "place"


def test_a_surname_with_a_particle_stays_whole() -> None:
    text = "Envoy Pieter van Dam spoke. Minister van Dam left."

    assert words_of(text, "Pieter van Dam", "name") == ["Pieter van Dam", "van Dam"]


def test_a_title_is_no_part_of_a_name() -> None:
    text = "On Monday Professor Anna Berg spoke to Minister Peter Olsen."

    assert {"Anna Berg", "Peter Olsen"} <= actors_of(text).keys()


def test_a_country_inside_a_persons_name_is_not_mentioned() -> None:
    assert list(actors_of("Minister Peter Jordan spoke.")) == ["Peter Jordan"]


def test_a_citation_that_names_no_source_is_no_actor() -> None:
    assert actors_of("It rained ([here](https://a.example)).") == {}


def test_a_place_described_as_a_centre_is_not_called_so_again() -> None:
    text = "Gothenburg, a trade hub, one of the wettest ports, is old. The hub is wet."

    assert words_of(text, "Gothenburg", "nominal") == ["a trade hub"]


def test_the_government_may_be_named_later() -> None:
    text = "Denmark is calm. The government fell, sources in the Danish government said."

    assert words_of(text, "Government of Denmark", "nominal") == ["The government"]


def test_a_person_named_inside_a_quotation_is_not_the_speaker() -> None:
    text = "Peter Olsen spoke. “Maria Keller left,” he said."

    assert words_of(text, "Peter Olsen", "pronoun") == ["he"]


def test_a_chain_of_modifiers_is_cut() -> None:
    text = "The senior deputy acting chief general new former joint trade minister Anna Berg left."
    [role] = roles_of(text, "Anna Berg")

    assert role.office.endswith("former joint trade minister")


def test_a_capital_alone_is_a_place() -> None:
    assert "Beijing" in actors_of("Beijing.")


@pytest.mark.parametrize(
    "name",
    ["Stoicism", "Chartist", "Chartists", "Anglophobia", "Globalisation", "Digitization", "IE9",
     "Group G", "Up"],
)  # fmt: skip
def test_ideas_versions_and_two_letters_are_no_names(name: str) -> None:
    assert not _is_name(name)
    assert _is_name("Larvikson")


def test_guesses_of_the_model_fill_only_free_room() -> None:
    text = "Staff of Larvikson, Acme Bank. Norway Acme Bank."
    words = ["Staff", "of", "Larvikson", ",", "Acme", "Bank", ".", "Norway", "Acme", "Bank", "."]
    spaces = [True, True, False, True, True, False, True, True, True, False, False]
    doc = Doc(analyser().nlp.vocab, words=words, spaces=spaces)
    doc.set_ents([Span(doc, 2, 3, "GPE"), Span(doc, 7, 8, "GPE")])
    cast = Cast(text)
    bank = cast.part("Acme Bank", "org")
    cast.mention(bank, (20, 29))
    cast.take(31, 37)
    add_named(cast, doc, text, None)

    assert {part.name: part.type for part in cast.parts.values()} == {
        "Acme Bank": "org",
        "Larvikson": "org",
    }
