"""What breaks a shape is left out with its words, and nothing else is."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.drafts import TEXT, draft
from triplewire import vocab
from triplewire.build import one_article
from triplewire.build.faults import Fault
from triplewire.build.one_article import ArticleGraphs, graphs_of, set_up
from triplewire.convert import convert, without
from triplewire.link import link
from triplewire.newsroom import Newsroom, Settings
from triplewire.records import Decision, Passage, Report, Result, Ruling, Story

ROOM = Newsroom(root=Path(), settings=Settings(), actors=None, decisions=None, register=None)
ELSEWHERE = Passage(start=1, end=4, text="not in the text")


SETUP = set_up(ROOM, "test")
STORY = link(draft(), SETUP.authorities)

# Each makes one finding of its kind break one shape, or show words that are not there.
CLAIM: list[dict[str, Any]] = [
    {"polarity": "unsure"},
    {"modality": "odd"},
    {"act": "no-such-act"},
    {"confidence": Decimal(7)},
    {"when": "one day"},
    {"evidence": ELSEWHERE},
]
EVENT: list[dict[str, Any]] = [
    {"type": "no-such-act"},
    {"modality": "odd"},
    {"confidence": Decimal(-1)},
    {"when": "one day"},
]
OFFICE: list[dict[str, Any]] = [
    {"role": vocab.concept("visit").value},
    {"rule": "before-name", "confidence": Decimal(7)},
    {"evidence": (ELSEWHERE,)},
]


def made_of(story: Story) -> ArticleGraphs | Fault:
    with mock.patch.object(one_article, "link", return_value=story):
        return graphs_of(story.draft, SETUP)


def replaced(kind: str, number: int, change: Callable[[Any], Any]) -> Story:
    items = list(getattr(STORY, kind))
    items[number] = change(items[number])
    changes: dict[str, Any] = {kind: tuple(items)}
    return replace(STORY, **changes)


def test_a_claim_stays_when_the_event_at_which_it_was_made_is_left_out() -> None:
    event = STORY.events[0].iri
    story = replaced("claims", 0, lambda claim: replace(claim, during=event))
    left = without(story, {event})

    assert story.claims[0].during == event
    assert left.claims[0] == STORY.claims[0]


def test_what_an_event_gives_a_claim_goes_with_the_event() -> None:
    event = STORY.events[0].iri
    change = {
        "during": event,
        "performs": event,
        "about_events": (event,),
        "event_when": "2024-03-05",
    }
    story = replaced("claims", 0, lambda claim: replace(claim, **change))

    assert story.claims[0].when == "2024-03-05"
    assert without(story, set()) == story
    assert without(story, {event}).claims[0] == STORY.claims[0]


@st.composite
def broken(draw: st.DrawFn) -> tuple[Story, str, str]:
    """Return a story of which one finding is broken, the finding's IRI and its words."""
    kind = draw(st.sampled_from(["claims", "events", "offices"]))
    number = draw(st.integers(0, len(getattr(STORY, kind)) - 1))
    found = getattr(STORY, kind)[number]
    if kind == "claims":
        change = draw(st.sampled_from(CLAIM))
        story = replaced(kind, number, lambda c: replace(c, claim=replace(c.claim, **change)))
        return story, found.iri, found.claim.passage.text
    if kind == "events":
        change = draw(st.sampled_from(EVENT))
        story = replaced(kind, number, lambda e: replace(e, event=replace(e.event, **change)))
        return story, found.iri, found.event.evidence.text
    change = draw(st.sampled_from(OFFICE))
    story = replaced(kind, number, lambda office: replace(office, **change))
    return story, found.iri, story.offices[number].evidence[0].text


@given(broken())
def test_a_finding_that_breaks_a_shape_is_left_out_and_all_others_stay(
    task: tuple[Story, str, str],
) -> None:
    story, iri, words = task
    made = made_of(story)

    assert isinstance(made, ArticleGraphs)
    assert [omission.words for omission in made.omitted] == [words]
    assert made.omitted[0].reason
    assert made.graph == convert(without(STORY, {iri}))
    assert made.report.conforms


def test_a_story_without_a_fault_is_left_whole() -> None:
    made = made_of(STORY)

    assert isinstance(made, ArticleGraphs)
    assert made.omitted == ()
    assert made.graph == convert(STORY)


def test_what_is_left_out_is_named_with_its_line_and_shape() -> None:
    text = TEXT.replace(". ", ".\n")
    lines = replace(draft(), article=replace(draft().article, text=text, line=3))
    story = replace(
        replaced("claims", 0, lambda c: replace(c, claim=replace(c.claim, polarity="unsure"))),
        draft=lines,
    )
    made = made_of(story)

    assert isinstance(made, ArticleGraphs)
    assert made.omitted[0].where == "articles/fish.txt:6"
    assert made.omitted[0].shape.endswith("shapes#Claim-polarity")


def test_without_an_actor_goes_what_would_say_something_else_without_it() -> None:
    astrid, nowhere = STORY.actors[0].iri, f"{SETUP.base}place/reykjavik"
    story = replaced("actors", 0, lambda a: replace(a, actor=replace(a.actor, type="document")))
    made = made_of(story)
    less = without(STORY, {nowhere})

    assert isinstance(made, ArticleGraphs)
    assert not any(astrid in str(triple) for triple in made.graph.triples)
    assert {claim.claim.kind for claim in made.story.claims} == {"rank"}
    assert made.story.events == ()
    assert [event.place for event in less.events] == [None]
    assert len(less.claims) == len(STORY.claims)


def test_what_a_curator_decided_in_a_way_that_no_shape_allows_is_left_out() -> None:
    decision = Decision(
        line=2,
        what="accept",
        article="",
        quotation="met",
        target="",
        value="",
        by="Ana",
        when="soon",
        why="",
    )
    start = TEXT.index("met")
    words = Passage(start=start, end=start + 3, text="met")
    ruled = replace(STORY.draft, rulings=(Ruling(decision=decision, passage=words),))
    made = made_of(replace(STORY, draft=ruled))

    assert isinstance(made, ArticleGraphs)
    assert [omission.words for omission in made.omitted] == ["met"]
    assert made.graph == convert(STORY)


def test_an_article_whose_own_metadata_break_a_shape_is_a_fault() -> None:
    dated = replace(STORY.draft, metadata=replace(STORY.draft.metadata, published="2024-99-99"))
    made = made_of(replace(STORY, draft=dated))

    assert isinstance(made, Fault)
    assert "schema:datePublished" in made.reason
    assert made.report is not None


def test_a_graph_is_judged_a_few_times_and_not_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    everything: list[Any] = [*STORY.claims, *STORY.offices, *STORY.events]
    judged: list[str] = []

    def accuse(graph: Any, *_: object) -> Report:
        iri = everything[len(judged)].iri
        judged.append(iri)
        result = Result(
            severity="Violation",
            focus=iri,
            path=None,
            value=None,
            message="never right",
            shape="tws:Any",
            component="sh:Any",
        )
        return Report(graph=graph.iri, results=(result,))

    monkeypatch.setattr(one_article, "validate_graph", accuse)
    made = made_of(STORY)

    assert isinstance(made, Fault)
    assert made.reason == "never right"
    assert len(judged) == 5
