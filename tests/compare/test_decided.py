"""What a curator says of two claims stands as it was said, or is reported."""

from dataclasses import replace

import pytest

from tests.compare.made import said
from tests.compare.tables import decided
from tests.decide.test_table import decision
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


def test_what_one_refines_does_not_refine_it() -> None:
    """One refining the other is not the other refining the one; repeating is, and denying."""
    assert _related("refines", "refines")[1] == [(2, 3)]
    assert _related("repeats", "repeats")[1] == []
    assert _related("contradicts 0.5", "contradicts 0.5")[1] == []


def test_of_three_decisions_the_last_line_holds_and_the_others_come_in_order() -> None:
    found, lost = _related("contradicts", "refines", "repeats", "comparableWith")

    assert [relation for _, relation in found] == ["comparableWith"]
    assert lost == [(2, 5), (3, 5), (4, 5)]


@pytest.mark.parametrize(
    ("sure", "confidence"),
    [
        *(("", "1"), (" 1", "1"), (" 1.0", "1.0"), (" .5", "0.5"), (" 0.0001", "0.0001")),
        *((" 0", None), (" .0", None), (" 1.1", None), (" 0.00001", None), (" 2", None)),
        *((" x", None), (" 0.5.", None)),
    ],
)
def test_how_sure_a_decision_is_is_a_share_of_four_places(
    sure: str, confidence: str | None
) -> None:
    made = decision(what="relate", value=f"repeats{sure}: in June")
    found, unmet = decided({"claim/one": [made]}, [ONE, OTHER])

    assert [str(one.confidence) for one in found] == ([confidence] if confidence else [])
    assert len(unmet) == (0 if confidence else 1)


def test_what_finds_no_claim_is_shown_the_three_nearest() -> None:
    words = ["port five", "port four", "port in the north", "a ship", "port six"]
    known = [said(one, str(n), iri=f"claim/{n}") for n, one in enumerate(words)]
    gone = decision(what="relate", value="repeats: port fivE!")
    _, (unmet,) = decided({"claim/gone": [gone]}, known)
    _, (lost,) = decided({"claim/3": [decision(what="relate", value="repeats: port seven")]}, known)
    _, (unclear,) = decided({"claim/3": [decision(what="relate", value="repeats: port")]}, known)

    assert unmet.candidates == ("port five", "port six", "port four")
    assert lost.candidates[0] == "port five"
    assert len(lost.candidates) == 3
    assert unclear.reason.startswith("4 claims")
    assert "a ship" not in unclear.candidates


def test_a_claim_is_not_related_to_itself() -> None:
    made = decision(what="relate", value="repeats: the port opens in May")
    found, (unmet,) = decided({"claim/one": [made]}, [ONE, OTHER])

    assert found == ()
    assert unmet.reason.startswith("0 claims")


def test_decisions_come_out_by_the_claims_they_are_about() -> None:
    unknown = decision(what="relate", value="repeats: in July")
    _, unmet = decided({"claim/other": [unknown], "claim/one": [unknown, unknown]}, [ONE, OTHER])
    found, _ = decided(
        {
            "claim/exact": [decision(what="relate", value="repeats: in June")],
            "claim/one": [decision(what="relate", value="refines: in June")],
        },
        [EXACT, OTHER, ONE],
    )

    assert len(unmet) == 3
    assert {(one.one, one.labels) for one in found} == {
        ("claim/exact", (EXACT.label, OTHER.label)),
        ("claim/one", (ONE.label, OTHER.label)),
    }
