"""What a curator could decide about a result is proposed, and nothing else."""

from dataclasses import replace

import pytest

from triplewire.ask.evidence import Cited, Passage
from triplewire.records import Result
from triplewire.report.proposals import proposal_of
from triplewire.report.rules import OURS

RESULT = Result(
    severity="Violation",
    focus="https://example.org/claim/1",
    path=None,
    value=None,
    message="Say it.",
    shape=f"{OURS}Claim-text",
    component="x",
)
PASSAGE = Passage(
    text="https://example.org/text/1",
    evidence_line=1,
    evidence="Well.",
    start=0,
    end=5,
    words="Well.",
    before="",
    after="",
)
CITED = Cited(
    passage=PASSAGE,
    bearer="https://example.org/claim/ab/quote-0123456789abcdef",
)


def test_a_violation_of_our_own_shapes_may_be_rejected() -> None:
    proposal = proposal_of(RESULT, CITED, None)

    assert proposal is not None
    assert (proposal.what, proposal.quotation, proposal.target) == ("reject", "Well.", "quote")


@pytest.mark.parametrize(
    ("result", "cited"),
    [
        (replace(RESULT, severity="Warning"), CITED),
        (replace(RESULT, shape="https://example.org/Mine"), CITED),
        (RESULT, replace(CITED, passage=replace(PASSAGE, words=""))),
        (RESULT, replace(CITED, bearer="https://example.org/article/ab")),
    ],
)
def test_what_no_decision_would_change_is_not_proposed(result: Result, cited: Cited) -> None:
    assert proposal_of(result, cited, None) is None


@pytest.mark.parametrize(("holder", "target"), [("Ana Ruiz", "role Ana Ruiz"), (None, "role")])
def test_an_office_is_told_by_its_holder_where_there_is_one(
    holder: str | None, target: str
) -> None:
    office = replace(CITED, bearer="https://example.org/office/ab")
    proposal = proposal_of(RESULT, office, holder)

    assert proposal is not None
    assert proposal.target == target
