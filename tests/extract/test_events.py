import pytest

from tests.extract.pages import events_of
from triplewire.records import Event


def one_event(text: str) -> Event:
    found = events_of(text)
    assert len(found) == 1, [(event.type, event.label) for event in found]
    return found[0]


def roles(event: Event) -> dict[str, str]:
    return {part.called: part.role for part in event.participants}


@pytest.mark.parametrize(
    ("text", "kind", "people"),
    [
        (
            "Maria Keller held a phone call with Peter Olsen on Tuesday.",
            "phone-call",
            {"Maria Keller": "initiator", "Peter Olsen": "recipient"},
        ),
        (
            "Maria Keller met Peter Olsen in Oslo on Tuesday.",
            "meeting",
            {"Maria Keller": "party", "Peter Olsen": "party"},
        ),
        (
            "Maria Keller visited Iceland on Tuesday.",
            "visit",
            {"Maria Keller": "visitor", "Iceland": "host"},
        ),
        (
            "Norway signed a trade agreement with Iceland on Tuesday.",
            "sign-agreement",
            {"Norway": "party", "Iceland": "party"},
        ),
        (
            "Norway and Iceland agreed to share the port on Tuesday.",
            "agree",
            {"Norway": "party", "Iceland": "party"},
        ),
        (
            "Norway published a report on fish on Tuesday.",
            "publish-report",
            {"Norway": "initiator"},
        ),
        ("Norway unveiled a new fishing policy on Tuesday.", "announce", {"Norway": "initiator"}),
        (
            "Norway organized a promotion meeting on Tuesday.",
            "promotion-meeting",
            {"Norway": "organizer"},
        ),
        ("Norway put forward new proposals on Tuesday.", "appeal", {"Norway": "initiator"}),
        (
            "Maria Keller urged Iceland on Tuesday to open the port.",
            "appeal",
            {"Maria Keller": "initiator", "Iceland": "recipient"},
        ),
    ],
)
def test_every_type_of_event_has_its_people_and_day(
    text: str, kind: str, people: dict[str, str]
) -> None:
    event = one_event(text)

    assert event.type == kind
    assert roles(event) == people
    assert event.when == "2024-03-12"
    assert event.evidence.text == text
    assert (event.modality, len(event.label) <= 80) == ("factual", True)


def test_a_named_dialogue_keeps_its_name_and_the_countries_in_it() -> None:
    event = one_event("Flags fly at the 3rd Norway-Iceland Fish Dialogue in Oslo on May 5, 2023.")

    assert (event.type, event.label) == ("dialogue", "3rd Norway-Iceland Fish Dialogue")
    assert roles(event) == {"Norway": "party", "Iceland": "party"}
    assert (event.when, event.place) == ("2023-05-05", "Oslo")


def test_an_event_told_without_a_day_takes_the_next_one() -> None:
    found = events_of(
        "Maria Keller met Peter Olsen in Oslo. It was cold. They talked on Tuesday about fish."
    )

    assert [event.when for event in found if event.type == "meeting"] == ["2024-03-12"]


def test_what_happens_at_a_meeting_has_its_day_and_people() -> None:
    found = events_of(
        "Maria Keller met Peter Olsen in Oslo on Tuesday. "
        "After the meeting, several agreements were reportedly reached."
    )
    agreement = next(event for event in found if event.type == "agree")

    assert (agreement.when, agreement.modality) == ("2024-03-12", "hearsay")
    assert set(roles(agreement)) == {"Maria Keller", "Peter Olsen"}


@pytest.mark.parametrize(
    ("words", "modality"),
    [("will visit", "intention"), ("plans to visit", "intention"), ("may visit", "possibility")],
)
def test_a_planned_event_is_no_fact(words: str, modality: str) -> None:
    found = events_of(f"Maria Keller {words} Iceland next Monday.")

    assert [event.modality for event in found] == [modality]


@pytest.mark.parametrize(
    "text",
    [
        "Maria Keller has not visited Iceland.",
        "The visit to Iceland was long.",
        'The sign read "Maria Keller visited Iceland" in red.',
        "The port is large and old.",
    ],
)
def test_denied_bare_and_quoted_events_are_left_out(text: str) -> None:
    assert events_of(text) == []


def test_an_event_is_told_once() -> None:
    found = events_of(
        "Maria Keller visited Iceland on Tuesday. This visit to Iceland by Maria Keller was long. "
        "Maria Keller visited Iceland."
    )

    assert [event.type for event in found] == ["visit"]


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Maria Keller pledged on Monday to build ships in June.", "2024-03-11"),
        ("Maria Keller pledged ships to Iceland on Monday.", "2024-03-11"),
    ],
)
def test_a_pledge_is_of_the_day_on_which_it_is_said(text: str, when: str) -> None:
    found = events_of(text)

    assert [(event.type, event.when) for event in found] == [("pledge", when)]


def test_an_event_is_of_a_day_before_a_month_as_near() -> None:
    [found] = events_of("Maria Keller visited Iceland in March on Monday.")

    assert (found.type, found.when) == ("visit", "2024-03-11")


def test_words_at_second_hand_are_an_event() -> None:
    found = events_of(
        '"Both ports should stay open this winter," Maria Keller was quoted by the news agency '
        "Reuters as saying on Tuesday."
    )

    assert [(event.type, event.when) for event in found] == [("state", "2024-03-12")]


def test_what_only_the_headline_tells_has_no_day() -> None:
    found = events_of(
        "Maria Keller visited Iceland this week\n\n"
        "The port minister Maria Keller flew home on Friday after a long week in the north."
    )

    assert [(event.type, event.when) for event in found] == [("visit", None)]


def test_the_headline_adds_its_people_to_what_the_body_tells() -> None:
    found = events_of(
        "Gunmen attack a ferry in Iceland\n\n"
        "Peter Olsen was wounded on Tuesday in the attack, which shook the town."
    )

    assert [(event.type, event.when) for event in found] == [("assault", "2024-03-12")]
    assert {"Peter Olsen", "Iceland"} <= set(roles(found[0]))


def test_a_host_is_a_host() -> None:
    found = events_of("Norway hosted talks with Iceland in Oslo on Tuesday.")

    assert roles(found[0]) == {"Norway": "host", "Iceland": "party"}


def test_who_co_hosts_is_a_co_host() -> None:
    found = events_of("The Fish Dialogue, which was co-hosted by Maria Keller, began on Tuesday.")

    assert roles(found[0]) == {"Maria Keller": "co-host"}


def test_the_people_of_somebody_stand_for_them() -> None:
    found = events_of("Crews from Norway held talks with leaders of Iceland on Tuesday.")

    assert roles(found[0]) == {"Norway": "party", "Iceland": "party"}


def test_a_long_label_is_cut() -> None:
    found = events_of(
        "Norway, Iceland, Denmark, Sweden, Finland, Germany, France, Spain, Portugal, Italy and "
        "Greece agreed to share the port."
    )

    assert len(found[0].label) <= 80
    assert found[0].label.endswith("…")


def test_the_place_of_talks_takes_no_part_in_them() -> None:
    found = events_of("Norway held talks in Paris with Iceland on Tuesday.")

    assert roles(found[0]) == {"Norway": "party", "Iceland": "party"}
    assert found[0].place == "Paris"


def test_a_dateline_takes_no_part_in_what_stands_behind_it() -> None:
    text = "OSLO, May 10 (Northwire) -- Unemployment in Kenya rose to 4 percent in April."

    assert roles(one_event(text)) == {"Kenya": "initiator"}


def test_whoever_is_told_something_in_a_call_takes_part_in_it() -> None:
    event = one_event(
        "Norwegian Prime Minister Kari Moe told French President Jean Petit in a phone call on "
        "Tuesday that the talks would go on."
    )

    assert [part.name for part in event.participants] == ["Kari Moe", "Jean Petit"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Maria Keller cancelled a trip to Iceland.", "cancelled"),
        ("Maria Keller postponed her visit to Iceland.", "postponed"),
        ("Maria Keller called off a trip to Iceland.", "cancelled"),
        ("Maria Keller made a trip to Iceland.", None),
    ],
)
def test_an_event_that_does_not_take_place_is_marked(text: str, status: str | None) -> None:
    assert [(event.type, event.status) for event in events_of(text)] == [("visit", status)]
