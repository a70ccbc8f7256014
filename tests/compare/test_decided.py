"""What a curator says of two claims stands as it was said, or is reported."""

from dataclasses import replace

import pytest

from tests.compare.made import said
from tests.decide.test_table import decision
from triplewire.compare import decided
from triplewire.records import Decision

ONE = said("The port opens in May", iri="claim/one")
OTHER = said("The port will open in June, two officials said", "b", iri="claim/other")
EXACT = said("The port will open", "c", iri="claim/exact")


def test_a_decision_relates_a_claim_to_the_one_that_has_its_words() -> None:
    made = decision(
        what="relate", value="contradicts: open in june two officials", why="May or June"
    )
    (found,), unmet = decided({"claim/one": [made]}, [ONE, OTHER])

    assert unmet == ()
    assert (found.one, found.relation, found.other) == ("claim/one", "contradicts", "claim/other")
    assert (found.reason, found.decision) == ("May or June", made)
    assert found.confidence == 1


def test_a_decision_may_say_how_sure_it_is_and_give_no_reason() -> None:
    made = decision(what="relate", value="comparableWith 0.6: in June", why="")
    (found,), _ = decided({"claim/one": [made]}, [ONE, OTHER])

    assert (str(found.confidence), found.reason) == ("0.6", "A curator decided it.")


def test_the_claim_that_has_just_the_words_goes_before_one_that_contains_them() -> None:
    made = decision(what="relate", value="repeats: the port will open")
    (found,), _ = decided({"claim/one": [made]}, [ONE, OTHER, EXACT])

    assert found.other == "claim/exact"


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("denies: in June", "no such relation: 'denies'"),
        ("repeats: in July", "0 claims have the words"),
        ("repeats: port", "2 claims have the words"),
        ("repeats: !", "0 claims have the words"),
        ("repeats 7: in June", "how sure"),
        ("repeats 0.0: in June", "how sure"),
    ],
)
def test_what_cannot_be_related_is_reported(value: str, reason: str) -> None:
    made = decision(what="relate", value=value)
    found, (unmet,) = decided({"claim/one": [made]}, [ONE, OTHER, EXACT])

    assert found == ()
    assert reason in unmet.reason
    assert unmet.decision == made
    assert unmet.candidates


def test_a_decision_on_a_claim_that_is_gone_is_reported() -> None:
    made = decision(what="relate", value="repeats: in June")
    found, (unmet,) = decided({"claim/gone": [made]}, [ONE, OTHER])

    assert found == ()
    assert "its own claim is gone" in unmet.reason


def _related(*values: str) -> tuple[list[tuple[str, str]], list[tuple[int, int]]]:
    """Return the comparisons of claims that later lines relate, from either side, and the lost."""
    sides = (("claim/one", "will open"), ("claim/other", "opens in May"))
    made: dict[str, list[Decision]] = {}
    for line, value in enumerate(values, start=2):
        iri, words = sides[line % 2]
        row = decision(what="relate", value=f"{value}: {words}", quotation=f"{line}")
        made.setdefault(iri, []).append(replace(row, line=line))
    found, unmet = decided(made, [ONE, OTHER])
    lost = [(one.decision.line, one.overruled_by.line) for one in unmet if one.overruled_by]
    return [(one.one, one.relation) for one in found], lost


def test_of_two_decisions_on_one_pair_of_claims_the_later_line_holds() -> None:
    assert _related("contradicts", "repeats") == ([("claim/other", "repeats")], [(2, 3)])
    assert _related("refines", "refines") == ([("claim/other", "refines")], [(2, 3)])
    assert _related("repeats", "repeats 0.5") == ([("claim/other", "repeats")], [(2, 3)])


def test_two_decisions_that_say_the_same_of_a_pair_both_hold() -> None:
    found, lost = _related("repeats", "repeats")

    assert sorted(found) == [("claim/one", "repeats"), ("claim/other", "repeats")]
    assert lost == []
