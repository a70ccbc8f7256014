from decimal import Decimal

import pytest

from tests.extract.pages import claims_of, read
from triplewire.extract.claims.doubt import with_doubt
from triplewire.extract.confidence import confidence_of, weigh
from triplewire.extract.text.led_in import find_statements


def test_the_paragraphs_behind_a_line_that_names_the_speaker_are_a_statement() -> None:
    text = (
        "Norway opens a port.\n\nFish Minister Kari Moe said:\n\nWe waited for years.\n\n"
        "The port is for all.\n\nNotes to editors\n\nThe port has ten docks."
    )
    claims = [claim for claim in claims_of(text, "indirect") if claim.rule == "statement"]

    assert [claim.passage.text for claim in claims] == [
        "We waited for years.",
        "The port is for all.",
    ]
    assert {claim.speakers for claim in claims} == {("Kari Moe",)}
    assert all("said:" in claim.evidence.text for claim in claims)


def test_paragraphs_in_quotation_marks_are_quotations_and_no_statement() -> None:
    assert find_statements('Kari Moe said:\n\n"We waited for years."') == ()


def test_we_is_whoever_makes_the_statement() -> None:
    page = read("Kari Moe said:\n\nWe waited. Our port is open.")
    [moe] = [actor for actor in page.actors if actor.name == "Kari Moe"]
    pronouns = [m.passage.text for m in moe.mentions if m.kind == "pronoun"]

    assert pronouns == ["We", "Our"]


def test_we_in_a_text_of_one_voice_is_its_first_subject() -> None:
    page = read("Norway condemns the attack. We urge Iceland to act.")
    [norway] = [actor for actor in page.actors if actor.name == "Norway"]

    assert "We" in [mention.passage.text for mention in norway.mentions]


def test_a_speaker_behind_a_pronoun_is_doubted_with_the_others_named_before() -> None:
    [claim] = claims_of(
        'Peter Olsen met Jon Arnason in Oslo. "Nobody can wait any longer," he said.', "quote"
    )

    assert claim.rule.endswith("-pronoun")
    assert {*claim.speakers, *claim.alternatives} == {"Peter Olsen", "Jon Arnason"}


def test_a_speaker_who_is_named_is_not_doubted() -> None:
    text = 'Peter Olsen met Jon Arnason. "Nobody can wait any longer," Olsen said.'
    [claim] = claims_of(text, "quote")

    assert claim.alternatives == ()
    assert with_doubt(read(text), claim) == claim


@pytest.mark.parametrize(("right", "found", "share"), [(0, 0, "0.50"), (9, 10, "0.83")])
def test_confidence_is_the_share_of_right_findings_by_the_rule_of_succession(
    right: int, found: int, share: str
) -> None:
    assert confidence_of(right, found) == Decimal(share)


def test_a_rule_that_was_never_counted_is_as_likely_wrong_as_right() -> None:
    [claim] = claims_of('"Nobody can wait any longer," Peter Olsen said.', "quote")

    assert weigh("no such kind", [claim])[0].confidence == Decimal("0.50")
