"""What an article tells twice is one event with both passages; what only looks so is two."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import drafts
from tests.decide.test_table import decision
from tests.link.test_people import load_once
from triplewire import vocab
from triplewire.convert import convert
from triplewire.link import Identity, identify, link, profile
from triplewire.link.findings import finding_names
from triplewire.link.tellings import Folded
from triplewire.link.tellings import fold_events as _fold_events
from triplewire.records import Draft, Event, Participant, Passage, Ruling
from triplewire.tellings import is_another

TITLE = "Ruiz and Lind meet in Oslo"
MET = "Ana Ruiz met Ben Lind in Oslo on March 1."
TALKED = "Ruiz and Lind met in the town hall, a spokesman said."
LATER = "Ana Ruiz met Ben Lind on March 9."
SECOND = "It was the second time that Ruiz met Lind."
TEXT = "\n".join((TITLE, MET, TALKED, LATER, SECOND))
BOTH = ("Ana Ruiz", "Ben Lind")


def fold_events(draft: Draft) -> Folded:
    return _fold_events(draft, finding_names(draft))


def telling(words: str, when: str | None = None, **changes: object) -> Event:
    """Return the event that a sentence of the text tells."""
    names: tuple[str, ...] = changes.pop("names", BOTH)  # type: ignore[assignment]
    made = Event(
        type="meeting",
        label=f"meeting: {', '.join(names)}",
        evidence=drafts.passage(words, TEXT),
        when=when,
        place=None,
        participants=tuple(Participant(name=name, role="party") for name in names),
        modality="factual",
        rule="test",
        confidence=Decimal("0.8"),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def told(*events: Event, **changes: object) -> Draft:
    """Return a draft of the text with events of two people, who are its actors."""
    known = drafts.draft()
    named = [
        replace(known.actors[0], name=name, aliases=(), mentions=(), roles=()) for name in BOTH
    ]
    return replace(
        known,
        article=drafts.article(TEXT),
        metadata=replace(known.metadata, title=TITLE, published="2025-03-02"),
        actors=(*named, known.actors[3]),
        events=events,
        claims=(),
        **changes,  # type: ignore[arg-type]
    )


def ruled(what: str, subject: Event, value: str, line: int = 2) -> Ruling:
    made = replace(decision(what=what, quotation=subject.evidence.text, value=value), line=line)
    return Ruling(decision=made, passage=subject.evidence, subject=subject.key)


FIRST = telling(MET, "2025-03-01")


@pytest.mark.parametrize(
    ("other", "one"),
    [
        (telling(TALKED), True),
        (telling(TALKED, "2025-03-01"), True),
        (telling(TITLE), True),
        (telling(TITLE, names=("Ana Ruiz",)), True),
        # Another day, type, plan or state; nobody in both; one of many; a strike after a strike.
        (telling(LATER, "2025-03-09"), False),
        (telling(TALKED, type="visit"), False),
        (telling(TALKED, modality="intention"), False),
        (telling(TALKED, status="cancelled"), False),
        (telling(TALKED, names=("Ana Ruiz",)), False),
        (telling(TALKED, names=()), False),
        (telling(TITLE, names=("Ana Ruiz", "Carl Berg")), False),
        (telling(SECOND), False),
        (telling(TALKED, proposed=True), False),
    ],
)
def test_two_tellings_of_an_article_are_one_event_or_two(other: Event, one: bool) -> None:
    found = fold_events(told(FIRST, other))

    assert len(found.draft.events) == (1 if one else 2)
    assert len(found.folds) == one


@pytest.mark.parametrize(
    ("more", "number"),
    [
        ("Ruiz met Lind in the town hall.", 1),
        ("Ruiz met Lind at 5 pm in the town hall.", 1),
        ("Ruiz met Lind at 8 pm in the town hall.", 2),
        ("Ruiz met Lind for dinner.", 2),
        ("Ruiz met Lind in response.", 2),
    ],
)
def test_another_hour_a_meal_or_an_answer_is_another_happening(more: str, number: int) -> None:
    words = "Ruiz met Lind at 5 pm."
    text = f"{words} {more}"
    events = [
        telling(MET, evidence=drafts.passage(one, text), when="2025-03-01") for one in (words, more)
    ]

    assert len(fold_events(told(*events)).draft.events) == number


def test_who_does_it_is_not_to_whom_it_is_done() -> None:
    roles = [("initiator", "recipient"), ("recipient", "initiator")]
    one, other = (
        telling(
            words,
            "2025-03-01",
            type="assault",
            participants=tuple(
                Participant(name=name, role=role) for name, role in zip(BOTH, pair, strict=True)
            ),
        )
        for words, pair in zip((MET, TALKED), roles, strict=True)
    )

    assert len(fold_events(told(one, other)).draft.events) == 2


def test_a_strike_follows_a_strike_and_what_is_said_twice_is_said_on_one_day() -> None:
    def number(kind: str, when: str | None, names: Iterable[str] = BOTH) -> int:
        first = telling(MET, when, type=kind)
        return len(fold_events(told(first, telling(TALKED, when, type=kind))).draft.events)

    assert [number("assault", None), number("assault", "2025-03-01")] == [2, 1]
    assert [number("pledge", None), number("pledge", "2025-03-01")] == [2, 1]


def test_a_headline_of_now_is_not_of_what_happened_years_before() -> None:
    old = telling(MET, "2019-03-01", type="assault")
    found = fold_events(told(old, telling(TITLE, type="assault")))

    assert len(found.draft.events) == 2


def test_a_telling_that_may_be_of_two_happenings_is_of_none() -> None:
    events = (FIRST, telling(TALKED), telling(LATER, "2025-03-09"))

    assert len(fold_events(told(*events)).draft.events) == 3


def test_the_event_has_every_passage_one_day_and_place_and_who_is_named_anywhere() -> None:
    headline = telling(TITLE, names=("Ana Ruiz",), confidence=Decimal("0.5"), rule="headline")
    placed = replace(FIRST, place="Reykjavik")
    (event,) = fold_events(told(headline, placed)).draft.events
    first, second = (drafts.passage(words, TEXT) for words in (TITLE, MET))

    assert (event.evidence, event.retold) == (first, (second,))
    assert event.key == headline.key
    assert (event.when, event.place) == ("2025-03-01", "Reykjavik")
    assert (event.rule, event.confidence, event.label) == ("test", Decimal("0.8"), FIRST.label)
    assert {part.name: part.told_in for part in event.participants} == {
        "Ana Ruiz": (first, second),
        "Ben Lind": (second,),
    }


def test_an_event_told_twice_is_one_node_with_both_passages_and_one_of_everything() -> None:
    story = link(told(FIRST, telling(TALKED)), load_once())
    triples = convert(story).triples
    (event,) = {t.subject for t in triples if t.object == vocab.SCHEMA_EVENT}

    def values(predicate: object) -> int:
        return len({t.object for t in triples if (t.subject, t.predicate) == (event, predicate)})

    assert values(vocab.EVIDENCE) == values(vocab.PARTICIPANT) == 2
    assert values(vocab.WHEN) == values(vocab.MODALITY) == values(vocab.RULE) == 1


def test_what_names_a_telling_names_the_event_that_is_left() -> None:
    again = telling(TALKED)
    part = telling(LATER, "2025-03-09", type="visit", part_of=again.key)
    whole = replace(again, part_of=FIRST.key)
    claim = replace(drafts.draft().claims[0], during=again.key)
    accepted = ruled("accept", again, "")
    found = fold_events(replace(told(FIRST, whole, part), claims=(claim,), rulings=(accepted,)))
    events = {event.type: event for event in found.draft.events}

    assert found.draft.claims[0].during == events["visit"].part_of == FIRST.key
    assert events["meeting"].part_of is None
    assert found.draft.rulings[0].subject == FIRST.key


def _iri(event: Event) -> str:
    digits = drafts.article(TEXT).digits
    return f"https://example.org/event/{digits}/{finding_names(told(event))[event.key]}"


def _links(draft: Draft) -> Identity:
    return identify([profile(draft, load_once())], load_once())


def test_each_telling_says_why_it_is_of_the_event_by_the_iri_that_it_had_alone() -> None:
    again = telling(TALKED)
    (found,) = _links(told(FIRST, again)).links

    assert (found.one, found.other) == (_iri(FIRST), _iri(again))
    assert (found.status, found.confidence) == ("joined", Decimal("0.9"))
    assert found.reason == "one type, and Ana Ruiz and Ben Lind in both"


def test_a_curator_merges_what_an_article_tells_of_two_days() -> None:
    later = telling(LATER, "2025-03-09")
    made = ruled("merge", later, "met Ben Lind in Oslo")
    draft = told(FIRST, later, rulings=(made,))
    found = _links(draft)

    assert len(fold_events(draft).draft.events) == 1
    assert [(one.status, one.decided) for one in found.links] == [("joined", made.decision.key)]
    assert found.unmet == ()


def test_a_curator_keeps_apart_what_would_be_one() -> None:
    again = telling(TALKED)
    made = ruled("keep-apart", again, _iri(FIRST))
    draft = told(FIRST, again, rulings=(made,))
    found = _links(draft)

    assert len(fold_events(draft).draft.events) == 2
    assert [(one.status, one.decided) for one in found.links] == [("kept-apart", made.decision.key)]
    assert found.unmet == ()


def test_of_two_decisions_on_two_tellings_the_later_line_holds() -> None:
    later = telling(LATER, "2025-03-09")
    merge, apart = (
        ruled(what, later, "met Ben Lind in Oslo", line)
        for line, what in enumerate(("merge", "keep-apart"), start=2)
    )
    found = fold_events(told(FIRST, later, rulings=(merge, apart)))

    assert len(found.draft.events) == 2
    assert [(one.decision, one.overruled_by) for one in found.unmet] == [
        (merge.decision, apart.decision)
    ]


@pytest.mark.parametrize(
    ("words", "another"),
    [
        ("They met on Monday.", False),
        ("Earlier today they met.", False),
        ("They met again.", True),
        ("The meetings were held in Oslo.", True),
        ("An earlier meeting in March failed.", True),
        ("It was the third meeting this year.", True),
    ],
)
def test_some_words_tell_of_another_happening(words: str, another: bool) -> None:
    assert is_another(words) is another


_tellings = st.builds(
    lambda at, when, names, kind: telling(MET, when, names=names, type=kind, evidence=at),
    st.integers(0, 60).map(lambda n: Passage(start=n, end=n + 10, text=TEXT[n : n + 10])),
    st.sampled_from([None, "2025-03-01", "2025-03-09"]),
    st.sampled_from([(), BOTH[:1], BOTH]),
    st.sampled_from(["meeting", "assault", "pledge"]),
)


@given(st.lists(_tellings, max_size=7, unique_by=lambda e: e.key), st.randoms())
def test_what_is_folded_does_not_depend_on_the_order_and_loses_no_passage(
    events: list[Event], random: object
) -> None:
    found = fold_events(told(*events))
    shuffled = list(events)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    again = fold_events(told(*shuffled))

    assert again.draft.events == found.draft.events
    assert sorted(again.folds, key=str) == sorted(found.folds, key=str)
    assert {p for e in found.draft.events for p in e.passages} == {e.evidence for e in events}
    assert fold_events(found.draft).draft.events == found.draft.events
    days = {event.key: event.when for event in events}
    for fold in found.folds:
        assert len({days[fold.key], days[fold.told]} - {None}) < 2
