"""A claim is linked with the event that is done in saying it, and with its time; no guess is."""

from dataclasses import replace

import pytest

from tests.drafts import SPEECH, TEXT, draft, passage
from tests.link.test_people import load_once
from triplewire.link import link
from triplewire.records import Claim, Event, LinkedClaim, Participant, Passage

SENTENCE = passage(SPEECH)
APPEAL = replace(draft().claims[1], act="appeal")


def deed(**changes: object) -> Event:
    made = replace(
        draft().events[0],
        type="appeal",
        evidence=SENTENCE,
        when="2024-03-05",
        participants=(Participant(name="Astrid Dahl", role="initiator"),),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def linked(claim: Claim, *events: Event) -> tuple[LinkedClaim, tuple[str, ...]]:
    story = link(draft(claims=(claim,), events=events), load_once())
    return story.claims[0], tuple(event.iri for event in story.events)


def test_an_act_of_saying_is_linked_with_its_words_and_dates_none_of_them() -> None:
    claim, events = linked(APPEAL, deed())

    assert (claim.performs,) == events
    assert claim.when is None


def test_an_announcement_is_done_in_saying_what_it_pledges() -> None:
    claim, events = linked(replace(APPEAL, act="pledge"), deed(type="announce"))

    assert (claim.performs,) == events


def test_the_event_of_the_very_act_goes_before_another_that_fits() -> None:
    claim, _ = linked(replace(APPEAL, act="pledge"), deed(type="pledge"), deed(type="announce"))

    assert claim.performs is not None
    assert "/pledge-" in claim.performs


@pytest.mark.parametrize(
    "event",
    [
        deed(type="request"),
        deed(modality="intention"),
        deed(status="cancelled"),
        deed(proposed=True),
        deed(evidence=passage(TEXT.partition(". ")[0] + ".")),
        deed(participants=(Participant(name="Iceland", role="initiator"),)),
        deed(participants=(Participant(name="Astrid Dahl", role="recipient"),)),
        deed(participants=(Participant(unnamed="gunmen", role="initiator"),)),
        deed(type="meeting"),
    ],
)
def test_an_event_of_another_act_sentence_or_speaker_is_not_done_in_saying(event: Event) -> None:
    claim, _ = linked(APPEAL, event)

    assert claim.performs is None
    assert claim.when is None


def test_of_two_acts_of_one_kind_in_a_sentence_none_is_guessed() -> None:
    words = Passage(
        start=SENTENCE.start,
        end=SENTENCE.end - 8,
        text=TEXT[SENTENCE.start : SENTENCE.end - 8],
    )
    claim, _ = linked(APPEAL, deed(), deed(evidence=words))

    assert claim.performs is None


@pytest.mark.parametrize("change", [{"kind": "assertion"}, {"speakers": ()}])
def test_nothing_is_done_in_saying_what_nobody_is_said_to_say(change: dict[str, object]) -> None:
    claim, _ = linked(replace(APPEAL, **change), deed())  # type: ignore[arg-type]

    assert claim.performs is None


@pytest.mark.parametrize(("own", "when"), [("2024-03-04", "2024-03-04"), (None, "2024-03-01")])
def test_a_claim_has_the_time_of_its_own_words_or_else_of_its_occasion(
    own: str | None, when: str
) -> None:
    talks = replace(draft().events[0], when="2024-03-01")
    claim, _ = linked(replace(APPEAL, when=own, during=talks.key), talks, deed())

    assert claim.when == when


def test_a_sentence_in_the_articles_own_voice_is_about_the_events_that_it_tells() -> None:
    told = draft().events[0]
    own = replace(APPEAL, kind="assertion", speakers=(), evidence=told.evidence)

    assert linked(own, told, deed())[0].about_events == linked(own, told, deed())[1][:1]
    assert linked(own, replace(told, proposed=True))[0].about_events == ()
    assert linked(replace(own, kind="indirect"), told)[0].about_events == ()


def test_an_event_that_is_told_again_is_what_the_second_sentence_is_about() -> None:
    again = replace(draft().events[0], retold=(SENTENCE,))
    own = replace(APPEAL, kind="assertion", speakers=(), evidence=SENTENCE)
    claim, events = linked(own, again)

    assert claim.about_events == events
