"""Parties whom an article does not name take part by its words for them."""

from dataclasses import replace

import pytest

from tests.extract.annotated import PageOf
from triplewire.records import Event, Participant

_ATTACK = "{event#e type=assault status=happened who=doer:g,other:o|attacked}"


def parties(event: Event) -> list[tuple[str | None, str | None, str]]:
    return [(part.name, part.unnamed, part.role) for part in event.participants]


def test_who_has_no_name_takes_part_by_the_words_of_the_text(page_of: PageOf) -> None:
    [event] = page_of.events(f"{{unnamed#g|Two  gunmen}} {_ATTACK} {{person#o|Ola Brask}}.\n")

    assert parties(event) == [
        (None, "Two gunmen", "initiator"),
        ("Ola Brask", None, "recipient"),
    ]
    assert event.label == "assault: Two gunmen, Ola Brask"
    assert event.named == ("Ola Brask",)


def test_a_pronoun_stands_for_the_words_that_brought_somebody_up(page_of: PageOf) -> None:
    [event] = page_of.events(
        "{unnamed#g|Two gunmen} came at night. "
        f"{{ref#g|They}} {_ATTACK} {{person#o|Ola Brask}}, and {{ref#g|the men}} left.\n"
    )

    assert parties(event)[0] == (None, "Two gunmen", "initiator")


def test_a_pronoun_for_somebody_with_a_name_is_that_actor(page_of: PageOf) -> None:
    [event] = page_of.events(
        f"{{person#g|Una Holt}} came at night. {{ref#g|She}} {_ATTACK} {{unnamed#o|a passer-by}}.\n"
    )

    assert parties(event) == [
        ("Una Holt", None, "initiator"),
        (None, "a passer-by", "recipient"),
    ]


def test_a_pronoun_that_stands_for_nobody_is_no_party(page_of: PageOf) -> None:
    [event] = page_of.events(f"{{ref#g|They}} {_ATTACK} {{person#o|Ola Brask}}.\n")

    assert parties(event) == [("Ola Brask", None, "recipient")]


def test_a_name_that_is_a_part_of_the_words_is_another_s(page_of: PageOf) -> None:
    [event] = page_of.events(
        f"{{unnamed#g|Two men from {{place#b|Bergen}}}} {_ATTACK} {{person#o|Ola Brask}}.\n"
    )

    assert parties(event)[0] == (None, "Two men from Bergen", "initiator")


def test_words_that_are_part_of_a_name_are_whose_name_it_is(page_of: PageOf) -> None:
    [event] = page_of.events(
        f"{{org#p|The {{unnamed#g|Harbour Guard}}}} {_ATTACK} {{person#o|Ola Brask}}.\n"
    )

    assert parties(event)[0] == ("The Harbour Guard", None, "initiator")


def test_the_same_words_count_once_in_a_role_and_twice_in_two(page_of: PageOf) -> None:
    [event] = page_of.events(
        "{unnamed#a|a man} {event#e type=assault status=happened who=doer:a,other:b,other:c|hit} "
        "{unnamed#b|a man} and {unnamed#c|a man}.\n"
    )

    assert parties(event) == [(None, "a man", "initiator"), (None, "a man", "recipient")]


def test_the_same_words_in_two_places_make_no_two_events_one(page_of: PageOf) -> None:
    told = "{unnamed#%s|a man} {event#%s type=protest status=happened who=doer:%s|protested}. "
    events = page_of.events(f"Here {told % ('a', 'e', 'a')}There {told % ('b', 'f', 'b')}\n")

    assert [parties(event) for event in events] == [[(None, "a man", "initiator")]] * 2


def test_who_has_no_name_keeps_no_events_of_the_same_actors_apart(page_of: PageOf) -> None:
    [event] = page_of.events(
        "{person#o|Ola Brask} {event#e type=assault status=happened who=other:o|was shot}. "
        "{unnamed#g|Gunmen} {event#f type=assault status=happened who=doer:g,other:o|shot} "
        "{ref#o|him}.\n"
    )

    assert parties(event) == [(None, "Gunmen", "initiator"), ("Ola Brask", None, "recipient")]


def test_what_a_participant_is_called_is_the_name_or_else_the_words() -> None:
    named, unnamed = Participant(name="Ola", role="host"), Participant(unnamed="a man", role="host")

    assert (named.called, unnamed.called) == ("Ola", "a man")
    assert replace(unnamed, name="Ola") != named


@pytest.mark.parametrize(
    ("cut", "words"),
    [
        ("{unnamed#g|The} gunmen", "The gunmen"),
        ("{unnamed#g|Two} armed men", "Two armed men"),
        ("{unnamed#g|a polling} officer", "a polling officer"),
        ("Two {unnamed#g|gun}men", None),
        ("{unnamed#g|of} gunmen", None),
    ],
)
def test_words_that_are_cut_go_on_to_their_noun_or_are_no_party(
    page_of: PageOf, cut: str, words: str | None
) -> None:
    [event] = page_of.events(f"{cut} {_ATTACK} {{person#o|Ola Brask}}.\n")

    other = ("Ola Brask", None, "recipient")
    assert parties(event) == ([(None, words, "initiator"), other] if words else [other])
