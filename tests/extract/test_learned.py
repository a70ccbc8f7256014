"""What becomes of the network's marks, on texts that are annotated as if it had made them."""

from dataclasses import replace

import pytest

from tests.extract.annotated import PageOf
from tests.extract.pages import analyser, article
from tests.extract.tagged import tags_of
from triplewire.extract.claims.find import find_claims
from triplewire.extract.confidence import weigh_actors, weigh_claims
from triplewire.extract.layout import prepare_article
from triplewire.extract.pages import prepare_page
from triplewire.extract.parse import parse


def test_names_are_those_that_are_marked_under_their_longest_form(page_of: PageOf) -> None:
    actors = page_of.actors(
        "{person#l|Ola Brask} runs {org#b|Board of Nets and Lines}. {person#l|Brask} left it to "
        "{org#b|Board of Nets}.\n"
    )

    assert {name: actor.type for name, actor in actors.items()} == {
        "Ola Brask": "person",
        "Board of Nets and Lines": "org",
    }
    assert [m.passage.text for m in actors["Ola Brask"].mentions] == ["Ola Brask", "Brask"]


def test_initials_are_whom_the_article_introduces_with_them_or_a_body_of_their_own(
    page_of: PageOf,
) -> None:
    actors = page_of.actors(
        "The {org#b|Board of Nets and Lines} ({org#b|BNL}) met {org#x|XQK}. {org#b|BNL} left.\n"
    )

    assert {name: len(actor.mentions) for name, actor in actors.items()} == {
        "Board of Nets and Lines": 3,
        "XQK": 1,
    }
    assert actors["Board of Nets and Lines"].aliases == ("BNL",)


def test_which_places_are_countries_the_gazetteer_says(page_of: PageOf) -> None:
    actors = page_of.actors(
        "{country#n|Norway} and {place#v|Vestlia} and {place#p|Peru}. In {country#f|Fantasia}.\n"
    )

    assert {name: actor.type for name, actor in actors.items()} == {
        "Norway": "country",
        "Vestlia": "place",
        "Peru": "country",
        "Fantasia": "place",
    }


def test_a_capital_is_its_state_where_it_is_marked_so(page_of: PageOf) -> None:
    actors = page_of.actors("{country#n|Oslo} recalled its envoy. In {place#o|Oslo} it rained.\n")

    mentions = {name: [m.passage.start for m in one.mentions] for name, one in actors.items()}
    assert mentions == {"Norway": [0], "Oslo": [28]}


def test_a_person_called_like_a_country_is_a_person(page_of: PageOf) -> None:
    actors = page_of.actors("{person#j|Ann Jordan} spoke. Later {person#j|Jordan} left.\n")

    assert {name: actor.type for name, actor in actors.items()} == {"Ann Jordan": "person"}


def test_pronouns_and_descriptions_are_whom_they_are_marked_for(page_of: PageOf) -> None:
    actors = page_of.actors(
        "{person#a|Ola Brask} met {person#b|Una Holt}. {ref#a|He} left, {ref#b|the baker} stayed.\n"
    )

    mentions = {
        name: [(mention.passage.text, mention.kind) for mention in actor.mentions]
        for name, actor in actors.items()
    }
    assert mentions == {
        "Ola Brask": [("Ola Brask", "name"), ("He", "pronoun")],
        "Una Holt": [("Una Holt", "name"), ("the baker", "nominal")],
    }


def test_an_office_has_its_holder_and_its_body(page_of: PageOf) -> None:
    actors = page_of.actors(
        "{office of=o body=n|Norwegian fisheries minister} {person#o|Ola Brask} of "
        "{country#n|Norway} left.\n"
    )

    [role] = actors["Ola Brask"].roles
    assert (role.text, role.office, role.body, role.held) == (
        "Norwegian fisheries minister",
        "fisheries minister",
        "Norway",
        True,
    )
    assert role.evidence.text == "Norwegian fisheries minister Ola Brask"


def test_what_is_reported_has_its_speaker_act_and_polarity(page_of: PageOf) -> None:
    [claim] = page_of.claims(
        "{person#o|Ola Brask} came late. {ref#o|He} {cue#k|denied} that "
        "{said by=o cue=k act=reject denied=yes|the nets had been cut by anybody}.\n",
        "indirect",
    )

    assert claim.passage.text == "the nets had been cut by anybody"
    assert (claim.speakers, claim.unnamed, claim.act, claim.polarity) == (
        ("Ola Brask",),
        None,
        "reject",
        "denied",
    )
    assert claim.evidence.text.startswith("He denied")


@pytest.mark.parametrize(("words", "told"), [("as", 0), ("of", 0), ("the move", 1)])
def test_what_tells_nothing_is_no_report(page_of: PageOf, words: str, told: int) -> None:
    found = page_of.claims(
        f"{{person#o|Ola Brask}} {{cue#k|denied}} {{said by=o cue=k act=reject|{words}}}.\n",
        "indirect",
    )

    assert len([claim for claim in found if claim.passage.text == words]) == told


def test_a_speaker_without_a_name_keeps_the_words_for_him(page_of: PageOf) -> None:
    [claim] = page_of.claims(
        "{unnamed#u|Two officials} {cue#k|said} {said by=u cue=k|the nets had been cut}.\n",
        "indirect",
    )

    assert (claim.speakers, claim.unnamed) == ((), "Two officials")


def test_a_speaker_called_by_somebody_elses_name_is_not_that_one(page_of: PageOf) -> None:
    [told] = page_of.claims("A firm from {place#o|Oslo} said the bridge would open.\n", "indirect")
    [quoted] = page_of.claims(
        "{unnamed#u|A firm from {place#o|Oslo}} built the bridge. "
        "\u201c{quote by=u cue=k act=state|It opens soon}\u201d, {ref#u|it} {cue#k|said}.\n",
        "quote",
    )

    assert [(claim.speakers, claim.unnamed) for claim in (told, quoted)] == [
        ((), "A firm from Oslo")
    ] * 2


def test_a_quotation_is_by_whom_it_is_marked_for(page_of: PageOf) -> None:
    [claim] = page_of.claims(
        '{person#o|Ola Brask} and {person#u|Una Holt} met. "{quote by=u cue=k act=appeal|Mend your '
        'nets,}" {cue#k|came} the answer.\n',
        "quote",
    )

    assert (claim.speakers, claim.act) == (("Una Holt",), "appeal")


def test_a_figure_has_the_measure_owner_and_time_that_are_marked(page_of: PageOf) -> None:
    [claim] = page_of.claims(
        "{org#b|Bergen Fisk} said in March that {measure#m|catches of cod} for {org#a|Acme} "
        "were {figure value=30 unit=tonne measure=m of=a when=t|30 tonnes} "
        "{time#t value=2023|in 2023}.\n",
        "statistic",
    )

    assert claim.figure is not None
    assert (claim.figure.measure, claim.figure.about, claim.figure.when) == (
        "catches of cod",
        ("Acme",),
        "2023",
    )


@pytest.mark.parametrize(("chance", "speaker"), [(0.75, "Una Holt"), (0.95, "Ola Brask")])
def test_a_rule_that_names_a_speaker_is_overruled_by_a_sure_network_alone(
    page_of: PageOf, chance: float, speaker: str
) -> None:
    page = page_of(
        '{person#o|Ola Brask} came. "{quote by=o act=appeal|Mend your nets,}" {person#u|Una Holt} '
        "{cue#k|said}.\n",
        chance,
    )
    [claim] = [claim for claim in find_claims(page) if claim.kind == "quote"]

    assert claim.speakers == (speaker,)


@pytest.mark.parametrize(("chance", "found"), [(0.75, 0), (0.95, 1)])
def test_a_title_between_quotation_marks_is_speech_for_a_sure_network_alone(
    page_of: PageOf, chance: float, found: int
) -> None:
    page = page_of(
        'Their song "{quote by=o act=state|Nets Of Gold}" pleased {person#o|Ola Brask}.\n', chance
    )

    assert len([claim for claim in find_claims(page) if claim.kind == "quote"]) == found


@pytest.mark.parametrize(("chance", "found"), [(0.34, 0), (0.36, 1)])
def test_an_office_needs_less_to_be_found_than_a_name(
    page_of: PageOf, chance: float, found: int
) -> None:
    document = page_of.document("{office of=o|Baker} {person#o|Ola Brask} came.\n")
    tags = tags_of(document)
    marks = tuple(
        replace(mark, chance=chance if mark.kind == "office" else 1.0) for mark in tags.marks
    )
    prepared = prepare_article(article(document.text))
    [doc] = parse(analyser(), [prepared.parsable])
    [actor] = prepare_page(prepared, doc, replace(tags, marks=marks)).actors

    assert len(actor.roles) == found


def test_a_number_that_no_rule_takes_for_a_figure_is_one_where_it_is_marked(
    page_of: PageOf,
) -> None:
    text = "{org#a|Acme} sold {figure value=3 unit=boat of=a|three boats} and two nets.\n"
    [claim] = page_of.claims(text, "statistic")

    assert claim.figure is not None
    assert (str(claim.figure.value), claim.figure.unit, claim.figure.about) == (
        "3",
        "boat",
        ("Acme",),
    )
    page = page_of(text, chance=0.5)
    assert [one for one in find_claims(page) if one.figure is not None] == []


def test_an_actor_and_an_office_are_as_sure_as_the_network_is(page_of: PageOf) -> None:
    page = page_of("{office of=o|Baker} {person#o|Ola Brask} came.\n", chance=0.875)
    [actor] = weigh_actors(page.actors)

    assert [str(role.confidence) for role in actor.roles] == ["0.88"]
    assert str(actor.confidence) == "0.88"


def test_a_quotation_is_as_sure_as_the_network_is_of_it(page_of: PageOf) -> None:
    page = page_of(
        '{person#o|Ola Brask} and {person#u|Una Holt} met. "{quote by=u cue=k act=appeal|Mend your '
        'nets,}" {cue#k|came} the answer.\n',
        chance=0.875,
    )
    [claim] = weigh_claims(one for one in find_claims(page) if one.kind == "quote")

    assert (claim.rule, str(claim.confidence)) == ("learned", "0.88")
