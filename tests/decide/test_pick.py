"""The finding that has a decision's words is picked, exactly before loosely, one before many."""

from dataclasses import replace

import pytest

from tests.decide.test_table import decision
from tests.drafts import RANK, SPEECH, TEXT, WAIT, draft, passage
from triplewire.decide.pick import (
    NotMet,
    _called,
    _closeness,
    _rank,
    can,
    findings,
    of,
    passage_at,
    pick,
)
from triplewire.records import Actor, Claim, Event, Passage, Role

NORWAY = [index for index in range(len(TEXT)) if TEXT.startswith("Norway", index)]


@pytest.mark.parametrize(
    ("what", "quotation", "target", "kind", "index"),
    [
        ("accept", WAIT, "", "claim", 0),
        ("accept", "Nobody can wait any longer", "", "claim", 0),
        ("accept", "long overdue", "", "claim", 4),
        ("accept", RANK, "", "claim", 3),
        ("correct-place", "Astrid Dahl met trade officials", "", "event", 0),
        ("accept", "Astrid Dahl met trade officials", "event meeting", "event", 0),
        ("merge", "Astrid Dahl", "actor DAHL", "actor", 0),
        ("correct-role", "Norway's fish minister", "", "role", 0),
        ("accept", "Norway's fish minister Astrid Dahl", "role", "role", 0),
    ],
)
def test_a_finding_is_picked_by_its_words_and_its_target(
    what: str, quotation: str, target: str, kind: str, index: int
) -> None:
    found, where = pick(draft(), decision(what=what, quotation=quotation, target=target))

    assert (found.kind, found.index) == (kind, index)
    assert where.text == quotation
    assert TEXT[where.start : where.end] == quotation


def test_words_of_nothing_and_of_more_than_one_thing_pick_nothing() -> None:
    with pytest.raises(NotMet) as raised:
        pick(draft(), decision(quotation="Nobody can wait no longer"))
    assert raised.value.reason == "no finding has these words"
    assert raised.value.candidates[0] == f"quote: {WAIT}"
    many = tuple(replace(draft().claims[0], kind="quote") for _ in range(7))
    with pytest.raises(NotMet) as raised:
        pick(draft(claims=many), decision(quotation=WAIT))
    assert raised.value.reason == "7 findings have these words: say which in target"
    assert raised.value.candidates == (f"quote: {WAIT}",) * 5


@pytest.mark.parametrize(
    ("start", "end", "order", "closeness"),
    [
        (10, 14, 0, 0),  # they are its words
        (10, 14, 1, 1),
        (10, 14, 2, 1),
        (10, 15, 0, 0),  # but for a mark at an edge
        (11, 14, 0, 2),  # inside it
        (10, 13, 0, 2),
        (9, 18, 0, 2),  # around it
        (9, 18, 3, 3),
        (9, 16, 0, 0),  # with the marks around it
        (9, 13, 0, None),  # over its edge
        (11, 16, 0, None),
        (0, 4, 0, None),  # the same words elsewhere
        (14, 20, 0, None),
    ],
)
def test_words_are_close_to_a_passage_as_they_are_in_it(
    start: int, end: int, order: int, closeness: int | None
) -> None:
    text = "word......word. x and more"
    words = Passage(start=10, end=14, text="word")

    assert _closeness(words, start, end, text, order) == closeness


def test_the_best_of_all_places_counts() -> None:
    (found,) = (one for one in findings(draft()) if one.kind == "claim" and one.index == 2)
    speech = passage(SPEECH)
    inner = found.passages[0]

    assert found.passages == (inner, speech)
    assert _rank(found, [(speech.start, speech.end), (inner.start, inner.end)], TEXT) == 0
    assert _rank(found, [(speech.start, speech.end)], TEXT) == 1
    assert _rank(found, [(inner.start, inner.start + 4)], TEXT) == 2
    assert _rank(found, [(0, 4)], TEXT) is None
    assert _rank(found, [], TEXT) is None


def test_a_decision_stands_at_the_place_nearest_to_what_it_is_about() -> None:
    asked = decision(what="merge", quotation="Norway", target="actor Norway")
    later = replace(
        draft().actors[1],
        mentions=(replace(draft().actors[1].mentions[0], passage=Passage(
            start=NORWAY[1], end=NORWAY[1] + 6, text="Norway")),),
    )  # fmt: skip

    assert pick(draft(), asked)[1].start == NORWAY[0]
    assert pick(draft(actors=(later,)), asked)[1].start == NORWAY[1]
    assert passage_at(draft(), decision(quotation="Norway")) == Passage(
        start=NORWAY[0], end=NORWAY[0] + 6, text="Norway"
    )
    assert passage_at(draft(), decision(quotation="is  Norway’s")).text == "is Norway's"


def test_every_finding_is_told_by_what_a_target_can_say() -> None:
    found = list(findings(draft()))

    assert [_called(one) for one in found if one.kind == "claim"] == [
        "quote", "indirect", "statistic", "rank", "quote",
    ]  # fmt: skip
    assert [_called(one) for one in found if one.kind == "event"] == ["event meeting"]
    actors = [one for one in found if one.kind in {"actor", "role"}]
    assert [_called(one) for one in actors[:3]] == [
        "actor Dahl",
        "role Astrid Dahl",
        "actor Norway",
    ]
    kinds = {"claim": Claim, "event": Event, "actor": Actor, "role": Role}
    assert all(isinstance(of(draft(), one), kinds[one.kind]) for one in found)


@pytest.mark.parametrize(
    ("what", "kinds"),
    [("speaker", "claim"), ("date", "claim event"), ("type", "actor event"), ("role", "role")],
)
def test_a_kind_of_finding_has_its_properties(what: str, kinds: str) -> None:
    assert {one.kind for one in findings(draft()) if can(one, what)} == set(kinds.split())


def test_nothing_is_said_of_an_actor_by_chance() -> None:
    with pytest.raises(NotMet):
        pick(draft(claims=(), events=()), decision(what="accept", quotation="Norway", target=""))
