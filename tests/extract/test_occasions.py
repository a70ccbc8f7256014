"""A claim is placed at an event, and dated, where the text says so, and nowhere else."""

import pytest

from tests.extract.pages import read
from triplewire.extract.claims import find_claims
from triplewire.extract.events import find_events, with_occasions
from triplewire.records import Claim, Event


def told(text: str) -> tuple[tuple[Claim, ...], tuple[Event, ...]]:
    page = read(text)
    claims = find_claims(page)
    events = find_events(page, claims)
    return with_occasions(page, claims, events), events


CALL = (
    "Relations will improve, Foreign Minister Ana Ruiz told her counterpart Peter Olsen in a phone"
    " call on Tuesday."
)
VISIT = (
    "During a visit to Iceland on Tuesday, Prime Minister Ana Ruiz said that the port would open"
    " in spring."
)
MEETING = 'Ana Ruiz met Peter Olsen in Oslo. "Fish is cheap," Ruiz said at the meeting.'
# The event is what is talked of.
TOLD_OF = "Prime Minister Ana Ruiz said that Peter Olsen had been rude during a visit to Iceland."
# Nobody speaks at a fight.
FIGHT = "Minister Ana Ruiz reiterated her support for Iceland in the fight against the rebels."
# What is no event of the article is not made one.
LENGTH = "Prime Minister Ana Ruiz said at length that the port would open in spring."
# Which of two it was is not said.
TWO = (
    "Ana Ruiz met Peter Olsen on Monday. Ana Ruiz met Jon Berg on Tuesday. It was late."
    ' "Fish is cheap," Ruiz said at the meeting.'
)


@pytest.mark.parametrize(
    ("text", "kind"), [(CALL, "phone-call"), (VISIT, "visit"), (MEETING, "meeting")]
)
def test_a_claim_has_the_gathering_that_its_reporting_verb_names(text: str, kind: str) -> None:
    claims, events = told(text)
    (event,) = (event for event in events if event.type == kind)
    reported = [claim for claim in claims if claim.kind != "assertion"]

    assert [claim.during for claim in reported] == [event.key]


@pytest.mark.parametrize("text", [TOLD_OF, FIGHT, LENGTH, TWO])
def test_a_claim_is_not_placed_by_a_guess(text: str) -> None:
    claims, _ = told(text)

    assert claims
    assert {claim.during for claim in claims} == {None}


def test_what_an_article_says_itself_is_not_placed() -> None:
    claims, _ = told(VISIT)

    assert {claim.during for claim in claims if claim.kind == "assertion"} == {None}


SPOKE = (
    "Ana Ruiz said during a phone call with Peter Olsen on Tuesday that the port would open.\n\n"
)
MET = "Prime Minister Ana Ruiz met President Peter Olsen in Oslo on Monday. "


def places(text: str) -> list[str | None]:
    """Return the type of the event at which each reported claim was made, in text order."""
    claims, _ = told(text)
    return [
        claim.during and claim.during.rsplit("-", 2)[0]
        for claim in claims
        if claim.kind == "indirect"
    ]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (SPOKE + "Ruiz added that fish was cheap.", ["phone-call"] * 2),
        (SPOKE + "Olsen said that he was glad.", ["phone-call"] * 2),
        (MET + "She told him that the port would open.", ["meeting"]),
    ],
)
def test_what_the_parties_go_on_to_say_was_said_at_the_same_occasion(
    text: str, kinds: list[str]
) -> None:
    assert places(text) == kinds


@pytest.mark.parametrize(
    "more",
    [
        "Ruiz told reporters that fish was cheap.",
        "In a statement, Ruiz said that fish was cheap.",
        "Ruiz said on Wednesday that fish was cheap.",
        "Jon Berg said that fish was cheap.",
        "The port is old. Ruiz said that fish was cheap.",
        "Ruiz told Jon Berg that fish was cheap.",
    ],
)
def test_another_speaker_day_or_place_of_saying_is_another_occasion(more: str) -> None:
    kinds = places(SPOKE + more)

    assert kinds == ["phone-call", None]


@pytest.mark.parametrize(
    "text",
    [
        # Who met need not have said it there.
        MET + "Ruiz said that the port would open.",
        # One that is to come, or that was none.
        (
            "Prime Minister Ana Ruiz will meet President Peter Olsen in Oslo on Monday."
            " She told him that the port would open."
        ),
        (
            "Prime Minister Ana Ruiz never met President Peter Olsen in Oslo."
            " She told him that the port would open."
        ),
        "Prime Minister Ana Ruiz will say at a meeting in Oslo on Monday that the port is open.",
        # Somebody else says that they met.
        (
            "Jon Berg said that Prime Minister Ana Ruiz met President Peter Olsen in Oslo."
            " She told him that the port would open."
        ),
        # A meeting of another paragraph.
        MET + "\n\nThe port of Bergen is old and needs repair.\n\nShe told him that it would open.",
    ],
)
def test_what_is_to_come_denied_or_told_elsewhere_is_no_occasion(text: str) -> None:
    assert set(places(text)) == {None}


@pytest.mark.parametrize(
    ("words", "at"), [("the conversation", "phone-call"), ("the earlier conversation", None)]
)
def test_the_conversation_is_the_call_that_was_told_unless_it_is_another(
    words: str, at: str | None
) -> None:
    claims, _ = told(f'{SPOKE}The port is old. "Fish is cheap," Ruiz said in {words}.')
    during = next(claim.during for claim in claims if claim.passage.text == "Fish is cheap,")

    assert (during and during.rsplit("-", 2)[0]) == at


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Ana Ruiz said on Tuesday that the port would open in May.", "2024-03-12"),
        ("On Tuesday, Ana Ruiz told reporters that the port would open.", "2024-03-12"),
        ("Ana Ruiz said in a statement on March 3 that the port was old.", "2024-03-03"),
        ("The port would open, Ana Ruiz was quoted by Xinhua as saying on Tuesday.", "2024-03-12"),
        ("Ana Ruiz said that the port would open on Tuesday.", None),
        ("Ana Ruiz said after Monday's storm that the port would open.", None),
        ("Ana Ruiz said that the port had opened on March 3.", None),
        ("Ana Ruiz will say on Tuesday that the port is open.", None),
        ("Ana Ruiz hopes on Tuesday to open the port.", None),
        ("Ana Ruiz, who was hurt on Monday, said that the port would open.", None),
    ],
)
def test_a_claim_has_the_day_that_the_words_around_it_give_the_saying(
    text: str, when: str | None
) -> None:
    claims, _ = told(text)

    assert {claim.when for claim in claims if claim.kind != "assertion"} <= {when}


def test_what_an_article_counts_itself_is_not_dated_as_said() -> None:
    claims, _ = told("On Tuesday about 600 officers laid down their posts in protest.")

    assert {claim.when for claim in claims} <= {None}
