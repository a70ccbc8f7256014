from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from tests.drafts import draft
from triplewire.build.gold import gold_layout
from triplewire.records import Claim, Draft, Figure


def laid_out(claim: Claim) -> dict[str, Any]:
    layout: dict[str, Any] = gold_layout(replace(draft(), claims=(claim,)))["claims"][0]
    return layout


@pytest.fixture
def story() -> Draft:
    return draft()


def test_every_passage_is_laid_out_with_its_offsets(story: Draft) -> None:
    layout = gold_layout(story)
    text = story.article.text
    passages = [m for actor in layout["actors"] for m in actor["mentions"]]
    passages += layout["claims"] + [event["evidence"] for event in layout["events"]]

    assert passages
    assert all(text[p["start"] : p["end"]] == p["text"] for p in passages)


def test_everything_in_the_draft_is_laid_out(story: Draft) -> None:
    layout = gold_layout(story)

    assert layout["file"] == story.article.name
    assert [actor["name"] for actor in layout["actors"]] == [a.name for a in story.actors]
    assert len(layout["claims"]) == len(story.claims)
    assert len(layout["events"]) == len(story.events)


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("phone-call", "phone_call"),
        ("agree", "agreement"),
        ("publish-report", "policy_release"),
        ("promotion-meeting", "meeting"),
        ("appeal", "statement"),
        ("demand-yielding", "statement"),
        ("protest", "protest"),
        ("some-other", "some_other"),
    ],
)
def test_types_of_events_have_the_annotators_names(story: Draft, kind: str, name: str) -> None:
    event = replace(story.events[0], type=kind)

    assert gold_layout(replace(story, events=(event,)))["events"][0]["type"] == name


@pytest.mark.parametrize(
    ("speakers", "unnamed", "expected"),
    [
        (("Ann Lee",), None, "Ann Lee"),
        (("Ann Lee", "Bo Ek"), None, ["Ann Lee", "Bo Ek"]),
        ((), "two officials", "two officials"),
        ((), None, None),
    ],
)
def test_a_speaker_is_a_name_a_list_words_or_null(
    story: Draft, speakers: tuple[str, ...], unnamed: str | None, expected: object
) -> None:
    claim = replace(story.claims[0], speakers=speakers, unnamed=unnamed)

    assert laid_out(claim)["speaker"] == expected


@pytest.mark.parametrize(("value", "number"), [("2500000", 2500000), ("1.5", 1.5)])
def test_a_statistic_has_its_value_as_a_number(story: Draft, value: str, number: float) -> None:
    figure = Figure(
        value=Decimal(value),
        unit="USD",
        measure="exports",
        qualifier="exactly",
        when="2023",
        about=(),
    )
    layout = laid_out(replace(story.claims[0], kind="statistic", figure=figure))

    assert (layout["value"], type(layout["value"])) == (number, type(number))
    assert (layout["unit"], layout["period"], layout["measure"]) == ("USD", "2023", "exports")


def test_a_rank_has_its_place_and_what_is_ranked(story: Draft) -> None:
    figure = Figure(
        value=Decimal(3), unit=None, measure="market", qualifier="exactly", when=None, about=()
    )
    layout = laid_out(replace(story.claims[0], kind="rank", figure=figure))

    assert (layout["rank"], layout["scope"]) == (3, "market")


def test_an_undated_article_has_no_date(story: Draft) -> None:
    undated = replace(story, metadata=replace(story.metadata, published=None))

    assert gold_layout(undated)["metadata"]["date"] is None


def test_a_date_time_is_laid_out_as_a_date(story: Draft) -> None:
    timed = replace(story, metadata=replace(story.metadata, published="2024-05-02T08:00:00Z"))

    assert gold_layout(timed)["metadata"]["date"] == "2024-05-02"
