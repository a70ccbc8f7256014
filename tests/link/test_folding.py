"""Words quoted inside reported speech are its quotation, if one voice has both."""

import pytest

from triplewire.link.folding import fold
from triplewire.records import Claim, Passage


def _claim(kind: str, start: int, end: int, until: int | None = None, **changes: object) -> Claim:
    fields: dict[str, object] = {
        "speakers": ("Ana",),
        "unnamed": None,
        "addressees": (),
        "relayed_by": (),
        "about": (),
        "act": "state",
        "polarity": "affirmed",
        "modality": "factual",
        "partial": kind == "quote",
        "figure": None,
        "rule": "test",
    }
    return Claim(
        kind=kind,  # type: ignore[arg-type]
        passage=Passage(start=start, end=end, text="x" * (end - start)),
        evidence=Passage(start=0, end=until or end, text="x" * (until or end)),
        **(fields | changes),  # type: ignore[arg-type]
    )


def _folded(*claims: Claim) -> list[tuple[str, int, list[tuple[int, int]]]]:
    """Return the claims that are left, by kind and start, with the spans of their quotations."""
    return [
        (claim.kind, claim.passage.start, [(q.start, q.end) for q in quoted])
        for claim, quoted in fold(claims)
    ]


@pytest.mark.parametrize(
    ("start", "end", "inside"),
    [
        *((100, 110, True), (99, 110, False), (150, 200, True), (199, 200, True)),
        # The closing mark may stand behind the content, if the evidence has it.
        *((150, 202, True), (150, 203, False), (200, 201, False)),
    ],
)
def test_a_quotation_lies_inside_what_begins_before_it_and_ends_behind_it(
    start: int, end: int, inside: bool
) -> None:
    speech, quote = _claim("indirect", 100, 200, 300), _claim("quote", start, end)
    alone = [("indirect", 100, []), ("quote", start, [(start, end)])]

    assert _folded(speech, quote) == ([("indirect", 100, [(start, end)])] if inside else alone)
    assert _folded(quote, speech) == (
        [("indirect", 100, [(start, end)])] if inside else alone[::-1]
    )


def test_a_quotation_does_not_reach_beyond_the_evidence_of_what_it_lies_in() -> None:
    speech = _claim("indirect", 100, 200, 201)

    assert _folded(speech, _claim("quote", 150, 201)) == [("indirect", 100, [(150, 201)])]
    assert len(_folded(speech, _claim("quote", 150, 202))) == 2


@pytest.mark.parametrize(
    ("changes", "kept", "quoted"),
    [
        ({}, False, True),
        ({"speakers": ()}, False, True),
        ({"speakers": ("Ben",)}, True, False),
        ({"partial": False}, True, True),
        ({"decided": ("key",)}, True, True),
    ],
)
def test_whole_and_decided_quotations_stay_claims_of_their_own(
    changes: dict[str, object], kept: bool, quoted: bool
) -> None:
    speech, quote = _claim("indirect", 100, 200), _claim("quote", 150, 160, None, **changes)
    expected = [("indirect", 100, [(150, 160)] if quoted else [])]
    expected += [("quote", 150, [(150, 160)])] if kept else []

    assert _folded(speech, quote) == expected


def test_all_quotations_of_a_speech_come_in_order_and_figures_have_none() -> None:
    speech, figure = _claim("indirect", 100, 200), _claim("statistic", 100, 200)
    quotes = [_claim("quote", start, start + 5) for start in (180, 120, 150, 20, 250)]

    assert _folded(speech, figure, *quotes) == [
        ("indirect", 100, [(120, 125), (150, 155), (180, 185)]),
        ("statistic", 100, []),
        ("quote", 20, [(20, 25)]),
        ("quote", 250, [(250, 255)]),
    ]
