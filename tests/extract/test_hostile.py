"""Whatever comes in, what comes out slices exactly out of the text."""

import hashlib
import sys
from types import FrameType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.extract.pages import analyser
from triplewire.extract import extract_all
from triplewire.records import Article, Draft, Metadata, Passage

NEWS = [
    "Norwegian Prime Minister Kari Moe met Jon Arnason, the Icelandic foreign minister, in Oslo. ",
    '"The waters feed both of our countries," Moe said. "And nobody can wait. ',
    "“It is over,” he added, according to the Fish Board (NFB). ",
    "The minister said:\n\nWe will build the port.\n\nIt cost $2.5 million, up 3.2 percent.\n",
    "Police arrested 12 protesters after an attack near Bergen on Tuesday. ",
    "OSLO, May 3, 2021 /Newswire/ -- ",
    "Related: ",
    "the third-largest market in Europe; ",
]
ODD = [
    "\u202e", "\ufeff", "\x00", "\u200b", "e\u0301", "\U0001f469\u200d\U0001f467", "\ufdfa", "\r\n",
    "\t", "’", "(((",
]  # fmt: skip


def drafted(text: str) -> Draft:
    article = Article(
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        name="test.txt",
        media_type="text/plain",
        language="en",
        metadata=Metadata(published="2024-03-14"),
    )
    return next(iter(extract_all([article], analyser())))


@st.composite
def battered(draw: st.DrawFn) -> str:
    """Return news with odd characters in it, cut at random."""
    pieces = draw(st.lists(st.sampled_from([*NEWS, *ODD]) | st.text(max_size=6), max_size=12))
    text = "".join(pieces)
    first = draw(st.integers(0, max(0, len(text) - 1)))
    last = draw(st.integers(first, len(text)))
    # What cannot be encoded never gets past the readers.
    return text[first:last].encode("utf-8", "ignore").decode()


@settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow])
@given(battered())
def test_every_finding_slices_exactly_out_of_a_battered_text(text: str) -> None:
    draft = drafted(text)
    passages: list[Passage] = [m.passage for actor in draft.actors for m in actor.mentions]
    passages += [role.evidence for actor in draft.actors for role in actor.roles]
    passages += [event.evidence for event in draft.events]
    passages += [part for claim in draft.claims for part in (claim.passage, claim.evidence)]

    assert all(text[p.start : p.end] == p.text and p.text for p in passages)
    for claim in draft.claims:
        assert claim.evidence.start <= claim.passage.start
        assert claim.passage.end <= claim.evidence.end


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(battered())
def test_every_name_in_a_finding_is_an_actor_of_the_draft(text: str) -> None:
    draft = drafted(text)
    names = {actor.name for actor in draft.actors}

    for claim in draft.claims:
        assert {*claim.speakers, *claim.alternatives, *claim.addressees} <= names
    for event in draft.events:
        assert {part.name for part in event.participants} <= names
        assert event.participants


def steps(text: str) -> int:
    """Return how many calls of our own functions, and steps of our generators, a text costs."""
    count = 0

    def noted(frame: FrameType, event: str, _: object) -> None:
        nonlocal count
        count += event == "call" and "triplewire" in frame.f_code.co_filename

    sys.setprofile(noted)
    try:
        drafted(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("form", ["5 percent ", "Ana Ruiz{0} met Paul Stone{0}. ", "“We go "])
def test_a_text_of_four_times_the_length_takes_about_four_times_the_steps(form: str) -> None:
    short, long = ("".join(form.format(n) for n in range(count)) for count in (250, 1_000))

    assert 3 < steps(long) / steps(short) < 5
