"""A claim is placed at an event where its reporting verb says so, and nowhere else."""

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
