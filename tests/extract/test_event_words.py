import pytest

from tests.extract.pages import events_of


@pytest.mark.parametrize(
    ("text", "kind", "people"),
    [
        ("Gunmen killed Peter Olsen in Bergen on Tuesday.", "assault", "Peter Olsen"),
        ("Norway launched an attack on Iceland on Tuesday.", "assault", "Norway"),
        ("Police in Oslo arrested Peter Olsen on Tuesday.", "coerce", "Peter Olsen"),
        ("Norway imposed a curfew on Tuesday.", "coerce", "Norway"),
        ("Prosecutors in Norway charged Peter Olsen with murder.", "accuse", "Peter Olsen"),
        ("Norway deployed troops near Iceland on Tuesday.", "mobilize", "Norway"),
        ("Norway imposed sanctions on Iceland on Tuesday.", "sanction", "Norway"),
        ("Norway suspended talks with Iceland on Tuesday.", "sanction", "Norway"),
        (
            "Teachers in Norway went on strike on Tuesday.",
            "protest",
            "Norway",
        ),
        ("Norway sent food and tents to Iceland on Tuesday.", "aid", "Norway"),
        ("Norway withdrew its troops from Iceland on Tuesday.", "retreat", "Norway"),
        ("Peter Olsen resigned on Tuesday.", "retreat", "Peter Olsen"),
        ("Norway restored diplomatic ties with Iceland on Tuesday.", "cooperate", "Norway"),
        ("Norway vetoed the plan on Tuesday.", "reject", "Norway"),
        ("An earthquake struck Iceland on Tuesday.", "disaster", "Iceland"),
        ("Ten people died in a ferry crash near Bergen on Tuesday.", "disaster", "Bergen"),
        ("Iceland held an election on Tuesday.", "election", "Iceland"),
        ("Kari Moe was elected on Tuesday.", "election", "Kari Moe"),
        ("Inflation in Norway rose by 3.2 percent in May.", "economic-release", "Norway"),
        ("The Fish Company of Norway acquired a rival on Tuesday.", "corporate-action", "Norway"),
        ("Norway appointed Peter Olsen on Tuesday.", "appoint", "Peter Olsen"),
    ],
)
def test_every_type_of_event_is_told_by_its_words(text: str, kind: str, people: str) -> None:
    found = {event.type: event for event in events_of(text)}

    assert kind in found, sorted(found)
    names = " ".join(found[kind].named)
    assert people in names


@pytest.mark.parametrize(
    "text",
    [
        "Norway could attack Iceland.",
        "Norway wants to attack Iceland.",
        "Norway bought attack helicopters.",
        "The figures of Norway demonstrate the need.",
        "Peter Olsen wrote of the month of March.",
        "Norway fears any attack.",
        "Norway works against corruption and attacks.",
    ],
)
def test_what_is_wished_feared_or_possible_is_no_event(text: str) -> None:
    assert [event.type for event in events_of(text)] == []


def test_several_mentions_of_one_event_are_one() -> None:
    found = events_of(
        "Gunmen attacked Peter Olsen in Bergen on Tuesday. The attack shocked the town. "
        "It was the first such attack on Peter Olsen."
    )

    assert [(event.type, event.when) for event in found] == [("assault", "2024-03-12")]


def test_a_date_that_belongs_to_another_noun_is_not_the_event_s() -> None:
    found = events_of("Norway condemned an attack on Peter Olsen under the May 5, 2011 treaty.")

    assert {event.when for event in found if event.type == "assault"} == {None}


def test_a_strike_of_workers_is_a_protest_and_one_from_the_air_an_assault() -> None:
    workers = events_of("Workers of the Fish Company ended a strike in Oslo on Tuesday.")
    planes = events_of("An air strike killed ten people in Oslo on Tuesday.")

    assert {event.type for event in planes} == {"assault"}
    assert "assault" not in {event.type for event in workers}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Peter Olsen will travel to Iceland on Monday.", "visit"),
        ("Norway received Peter Olsen in Oslo on Tuesday.", "visit"),
        ("Norway test-fired a missile near Iceland on Tuesday.", "mobilize"),
        ("Norway provided 24,000 masks to Iceland on Tuesday.", "aid"),
        ("Norway responded with $5 million in assistance to Iceland.", "aid"),
        ("Ten people were killed when a bus fell into a river in Norway.", "disaster"),
        ("Two trains collided in Norway, leaving ten people injured.", "disaster"),
        ("A car bomb explosion killed ten people in Norway.", "assault"),
        ("Sanctions imposed by Norway on Iceland on Tuesday hurt the port.", "sanction"),
        ("Prosecutors charged Peter Olsen on Tuesday in Norway.", "accuse"),
        ("Peter Olsen joined Maria Keller in Oslo for talks.", "dialogue"),
        ("Norway said it would expel an ambassador of Iceland.", "sanction"),
        ("Norway passed a law on Tuesday.", "announce"),
    ],
)
def test_verbs_tell_events_by_what_they_govern(text: str, kind: str) -> None:
    assert kind in {event.type for event in events_of(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Norway denied any part in the attack.",
        "Norway aims to expel an ambassador.",
        "Norway would attack Iceland if it rained.",
        "Peter Olsen took his family to Oslo.",
        "Peter Olsen provided 20 answers.",
    ],
)
def test_purposes_denials_and_conditions_tell_no_event(text: str) -> None:
    assert not {event.type for event in events_of(text)} & {"assault", "sanction", "coerce", "aid"}


def test_an_event_has_the_date_of_its_own_clause() -> None:
    found = events_of("Peter Olsen, who was jailed on Monday, met Maria Keller in Oslo on Tuesday.")
    days = {event.type: event.when for event in found}

    assert days["meeting"] == "2024-03-12"


def test_the_day_of_a_report_is_not_that_of_what_it_reports() -> None:
    found = events_of("Peter Olsen said on Monday that Norway had attacked Iceland.")
    days = {event.type: event.when for event in found}

    assert days["assault"] is None


def test_an_event_of_a_night_has_its_day() -> None:
    found = events_of("Two trains collided near Oslo on Tuesday night, police in Norway said.")

    assert [(event.type, event.when) for event in found] == [("disaster", "2024-03-12")]


def test_a_place_stands_behind_its_direction() -> None:
    found = events_of("Norway attacked Peter Olsen in northern Iceland on Tuesday.")

    assert [(event.type, event.place) for event in found] == [("assault", "Iceland")]


def test_it_is_who_reports_in_a_clause() -> None:
    found = events_of("Norway said it will release ten prisoners on Monday.")

    assert [(p.name, p.role) for p in found[0].participants] == [("Norway", "initiator")]


def test_a_statement_in_quotation_marks_tells_its_events() -> None:
    found = events_of(
        "The defence ministry of Norway released the following words:\n\n"
        '"We mourn Peter Olsen, who was killed yesterday in northern Iceland by gunmen. He was one '
        "of our own, and he will be missed by his family, his friends and all those who had the "
        'luck to know him in the many years that he gave to the service of our country and allies."'
    )

    assert "assault" in {event.type for event in found}
