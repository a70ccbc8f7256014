"""Decisions change what they say, name themselves on it, and are never lost."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.decide.test_table import decision
from tests.drafts import RANK, TEXT, WAIT, draft
from triplewire.decide import apply, assign
from triplewire.decide.pick import findings
from triplewire.records import ACTIONS, Claim, Draft, Event, Unmet


def decided(*cells: tuple[str, str, str, str]) -> tuple[Draft, tuple[Unmet, ...]]:
    made = [decision(what=w, quotation=q, target=t, value=v) for w, q, t, v in cells]
    return apply(draft(), made)


def claim_of(result: Draft, words: str) -> Claim:
    return next(claim for claim in result.claims if words in claim.passage.text)


def event_of(result: Draft) -> Event:
    return result.events[0]


def test_what_is_accepted_is_certain_and_names_the_decision() -> None:
    result, unmet = decided(("accept", WAIT, "", ""))
    claim = claim_of(result, WAIT)

    assert unmet == ()
    assert claim.confidence == 1
    assert claim.decided == (result.rulings[0].decision.key,)
    assert result.rulings[0].passage.text == WAIT


def test_a_rejected_claim_is_gone_and_the_ruling_stays() -> None:
    result, _ = decided(("reject", WAIT, "quote", ""))

    assert not any(WAIT in claim.passage.text for claim in result.claims)
    assert len(result.rulings) == 1


def test_a_rejected_actor_speaks_no_more() -> None:
    result, _ = decided(("reject", "Astrid Dahl", "actor Astrid Dahl", ""))

    assert "Astrid Dahl" not in {actor.name for actor in result.actors}
    assert not any("Astrid Dahl" in claim.speakers for claim in result.claims)
    assert event_of(result).participants == ()


def test_a_rejected_role_is_gone() -> None:
    result, _ = decided(("reject", "Norway's fish minister Astrid Dahl", "role", ""))

    assert all(actor.roles == () for actor in result.actors)


@pytest.mark.parametrize(
    ("what", "words", "value", "field", "expected"),
    [
        ("correct-speaker", WAIT, "Iceland", "speakers", ("Iceland",)),
        ("correct-speaker", WAIT, "Ana Ruiz (person)", "speakers", ("Ana Ruiz",)),
        ("correct-addressee", WAIT, "Norway; Iceland", "addressees", ("Norway", "Iceland")),
        ("correct-about", WAIT, "Iceland", "about", ("Iceland",)),
        ("correct-act", WAIT, "accuse", "act", "accuse"),
        ("correct-polarity", WAIT, "denied", "polarity", "denied"),
        ("correct-modality", WAIT, "hearsay", "modality", "hearsay"),
        ("correct-date", WAIT, "2024-03", "when", "2024-03"),
        ("correct-unnamed", WAIT, "an aide", "unnamed", "an aide"),
    ],
)
def test_a_claim_is_corrected(
    what: str, words: str, value: str, field: str, expected: object
) -> None:
    result, unmet = decided((what, words, "quote", value))

    assert unmet == ()
    assert getattr(claim_of(result, words), field) == expected


@pytest.mark.parametrize(
    ("what", "value", "field", "expected"),
    [
        ("correct-value", "4", "value", Decimal(4)),
        ("correct-unit", "percent", "unit", "percent"),
        ("correct-measure", "fish rank", "measure", "fish rank"),
        ("correct-date", "2023", "when", "2023"),
        ("correct-scope", "Norway", "among", "Norway"),
        ("correct-counterpart", "Iceland", "counterpart", "Iceland"),
    ],
)
def test_a_figure_is_corrected(what: str, value: str, field: str, expected: object) -> None:
    result, unmet = decided((what, RANK, "rank", value))
    figure = claim_of(result, RANK).figure

    assert unmet == ()
    assert getattr(figure, field) == expected


@pytest.mark.parametrize(
    ("what", "value", "field", "expected"),
    [
        ("correct-type", "visit", "type", "visit"),
        ("correct-date", "2024-03-04", "when", "2024-03-04"),
        ("correct-place", "Iceland", "place", "Iceland"),
        ("correct-label", "Fish talks", "label", "Fish talks"),
        ("correct-modality", "possibility", "modality", "possibility"),
    ],
)
def test_an_event_is_corrected(what: str, value: str, field: str, expected: object) -> None:
    result, unmet = decided((what, "met trade officials in Reykjavik", "event meeting", value))

    assert unmet == ()
    assert getattr(event_of(result), field) == expected


def test_a_claim_stays_with_an_event_whose_type_is_corrected() -> None:
    before = draft()
    placed = replace(before.claims[0], during=before.events[0].key)
    told = replace(before, claims=(placed, *before.claims[1:]))
    change = decision(
        what="correct-type", quotation="met trade officials", target="event meeting", value="visit"
    )
    result, _ = apply(told, [change])

    assert result.claims[0].during == event_of(result).key
    assert event_of(result).type == "visit"


def test_the_people_of_an_event_are_corrected() -> None:
    value = "Astrid Dahl: visitor; Iceland: host"
    result, _ = decided(("correct-participants", "met trade officials", "event", value))

    assert [(p.name, p.role) for p in event_of(result).participants] == [
        ("Astrid Dahl", "visitor"),
        ("Iceland", "host"),
    ]


def test_an_event_becomes_part_of_another() -> None:
    result, unmet = decided(
        ("add", "fish exports had reached $2.5 billion", "event visit", "participant=Iceland"),
        ("correct-part-of", "fish exports had reached $2.5 billion", "event visit", "meeting"),
    )
    visit = next(event for event in result.events if event.type == "visit")

    assert unmet == ()
    assert (visit.part_of or "").startswith("meeting-")


def test_a_role_and_a_type_are_corrected() -> None:
    result, unmet = decided(
        ("correct-role", "Norway's fish minister", "role", "harbour minister of Norway"),
        ("correct-type", "Reykjavik", "actor Reykjavik", "org"),
    )
    actors = {actor.name: actor for actor in result.actors}

    assert unmet == ()
    assert (actors["Astrid Dahl"].roles[0].office, actors["Astrid Dahl"].roles[0].body) == (
        "harbour minister",
        "Norway",
    )
    assert actors["Reykjavik"].type == "org"


def test_several_properties_are_corrected_by_one_decision() -> None:
    result, unmet = decided(("correct", WAIT, "quote", "act=appeal; addressee=Norway, Iceland"))
    claim = claim_of(result, WAIT)

    assert unmet == ()
    assert (claim.act, claim.addressees) == ("appeal", ("Norway", "Iceland"))


@pytest.mark.parametrize(
    ("target", "value"),
    [
        ("quote", "speaker=Astrid Dahl"),
        ("indirect", "speaker=Iceland; act=pledge; addressee=Norway"),
        ("statistic", "value=2.5; unit=USD; date=2023; about=Norway; measure=exports"),
        ("rank", "value=3; scope=Europe; about=Iceland"),
        ("assertion", "about=Norway"),
        ("event visit", "participant=Astrid Dahl: visitor; date=2024-03-05; place=Reykjavik"),
        ("actor group", "name=The fishers; alias=fishers"),
        ("role", "member=Astrid Dahl; name=chair of Iceland"),
    ],
)
def test_what_was_passed_over_is_added_with_its_words(target: str, value: str) -> None:
    result, unmet = decided(("add", "had reached $2.5 billion", target, value))

    assert unmet == ()
    (ruling,) = result.rulings
    assert ruling.passage.text == "had reached $2.5 billion"
    assert len(list(findings(result))) == len(list(findings(draft()))) + 1


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        (("accept", "Dahl said", "", ""), "findings have these words"),
        (("accept", "no such words", "", ""), "no finding has these words"),
        (("correct-speaker", WAIT, "", "Ana Ruiz"), "no actor 'Ana Ruiz'"),
        (("correct-date", WAIT, "", "soon"), "not a date in EDTF"),
        (("correct-act", WAIT, "", "whisper"), "no such value"),
        (("correct-value", RANK, "", "many"), "not a number"),
        (("correct-value", RANK, "", "NaN"), "not a number"),
        (("correct-value", WAIT, "quote", "3"), "states no figure"),
        (("correct", WAIT, "quote", "speed=3"), "not a property"),
        (("correct", WAIT, "quote", "place=Norway"), "has no place"),
        (("correct-part-of", "met trade officials", "", "visit"), "0 events"),
        (("add", "Dahl", "quote", "speaker=Dahl"), "times in the article"),
        (("add", WAIT, "poem", "speaker=Dahl"), "no such finding"),
        (("add", WAIT, "quote", "who=Dahl"), "not a property"),
        (("add", WAIT, "statistic", "about=Norway"), "needs value"),
        (("add", WAIT, "event party", "about=Norway"), "no such type of event"),
        (("add", WAIT, "actor ghost", "name=X"), "no such type of actor"),
        (("add", WAIT, "actor person", "name=Astrid Dahl"), "already"),
        (("add", WAIT, "role", "name=chair"), "needs member"),
    ],
)
def test_what_cannot_be_applied_says_why(cells: tuple[str, str, str, str], reason: str) -> None:
    result, (unmet,) = decided(cells)

    assert reason in unmet.reason
    assert result.rulings == ()


def test_the_words_that_match_twice_come_with_what_they_may_mean() -> None:
    _, (unmet,) = decided(("accept", "Dahl said", "", ""))

    assert len(unmet.candidates) > 1


_words = st.sampled_from([claim.passage.text for claim in draft().claims]) | st.sampled_from(
    [TEXT[:40], "Astrid Dahl", "nothing of this", "the talks", "Reykjavik"]
)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(ACTIONS),
            _words,
            st.sampled_from(["", "quote", "event", "actor Astrid Dahl", "role"]),
            st.sampled_from(["Norway", "2024", "visit", "3", "act=appeal", "x"]),
        ),
        unique=True,
        max_size=8,
    ),
    st.integers(0, len(TEXT)),
    st.sampled_from(["", " Not so.", "\n\n"]),
    st.booleans(),
)
def test_no_decision_is_lost_whatever_becomes_of_the_article(
    rows: list[tuple[str, str, str, str]], cut: int, added: str, extracted: bool
) -> None:
    """A changed text, fewer findings, another name: each decision is applied or reported."""
    made = [
        decision(what=w, quotation=q, target=t, value=v, article="old-name.txt")
        for w, q, t, v in rows
    ]
    before = draft()
    text = before.article.text[:cut] + added + before.article.text[cut:]
    article = replace(before.article, text=text, name="articles/new-name.txt")
    found = assign(made, [article])
    # What was extracted from the old text stands where the text before the cut is the same.
    kept = tuple(c for c in before.claims if c.evidence.end < cut) if extracted else ()
    changed = replace(before, article=article, claims=kept, events=(), actors=before.actors[:1])
    result, unmet = apply(changed, found.by_article.get(article.sha256, ()))

    told = [ruling.decision for ruling in result.rulings]
    told += [one.decision for one in (*unmet, *found.unmet)]
    assert sorted(d.key for d in told) == sorted(d.key for d in made)
    for ruling in result.rulings:
        assert text[ruling.passage.start : ruling.passage.end] == ruling.passage.text
