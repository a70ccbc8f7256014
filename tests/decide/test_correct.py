"""Each property is corrected as its value says, and nothing else of a finding is touched."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.decide.test_table import decision
from tests.drafts import RANK, TEXT, WAIT, draft, passage
from triplewire.decide import apply
from triplewire.decide.certain import listed, named, put
from triplewire.decide.correct import _whole, day, number, office_of, participants, subjects
from triplewire.decide.pick import NotMet
from triplewire.decide.words import nearest, shown
from triplewire.records import Claim, Draft, Event, Figure
from triplewire.wording import plain

REACHED = "fish exports had reached $2.5 billion in 2023"
MET = TEXT.partition(". ")[0] + "."
SECOND = Event(
    type="visit", label="visit", evidence=passage(RANK), when=None, place=None, participants=(),
    modality="factual", rule="test",
)  # fmt: skip


def corrected(what: str, quotation: str, value: str, target: str = "") -> Draft:
    asked = decision(what=f"correct-{what}", quotation=quotation, value=value, target=target)
    result, unmet = apply(draft(), [asked])
    assert unmet == ()
    return result


def why_not(what: str, quotation: str, value: str, target: str = "") -> tuple[str, tuple[str, ...]]:
    asked = decision(what=f"correct-{what}", quotation=quotation, value=value, target=target)
    result, (unmet,) = apply(draft(), [asked])
    assert result.claims == draft().claims
    assert result.events == draft().events
    return unmet.reason, unmet.candidates


def claim_with(result: Draft, words: str) -> Claim:
    return next(claim for claim in result.claims if claim.passage.text == words)


def figure_with(result: Draft, words: str) -> Figure:
    figure = claim_with(result, words).figure
    assert figure is not None
    return figure


@pytest.mark.parametrize(
    ("what", "value", "changes"),
    [
        ("value", "3,100.5", {"value": Decimal("3100.5")}),
        ("date", "2022-03", {"when": "2022-03"}),
        ("unit", "KiloGM", {"unit": "KiloGM"}),
        ("measure", "fish", {"measure": "fish"}),
        ("scope", "europe", {"among": "Europe"}),
        ("counterpart", "The Iceland", {"counterpart": "Iceland"}),
    ],
)
def test_a_property_of_a_figure_is_corrected_alone(
    what: str, value: str, changes: dict[str, object]
) -> None:
    before = figure_with(draft(), REACHED)

    found = figure_with(corrected(what, REACHED, value), REACHED)
    assert found == replace(before, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("what", "value", "changes"),
    [
        ("speaker", "Norway; Dahl", {"speakers": ("Norway", "Astrid Dahl")}),
        ("addressee", "Iceland", {"addressees": ("Iceland",)}),
        ("unnamed", "an official", {"speakers": (), "unnamed": "an official"}),
        ("act", "request", {"act": "request"}),
        ("polarity", "denied", {"polarity": "denied"}),
        ("modality", "possibility", {"modality": "possibility"}),
        ("date", "2024-03", {"when": "2024-03"}),
        ("about", "Iceland", {"about": ("Iceland",)}),
    ],
)
def test_a_property_of_a_claim_is_corrected_alone(
    what: str, value: str, changes: dict[str, object]
) -> None:
    before = claim_with(draft(), WAIT)
    after = claim_with(corrected(what, WAIT, value), WAIT)

    assert after.decided
    assert replace(after, decided=(), confidence=before.confidence) == replace(
        before, **changes  # type: ignore[arg-type]
    )  # fmt: skip


@pytest.mark.parametrize(
    ("what", "value", "changes"),
    [
        ("date", "2024-03", {"when": "2024-03"}),
        ("place", "Norway", {"place": "Norway"}),
        ("label", "they met", {"label": "they met"}),
        ("modality", "intention", {"modality": "intention"}),
        ("type", "visit", {"type": "visit"}),
    ],
)
def test_a_property_of_an_event_is_corrected_alone(
    what: str, value: str, changes: dict[str, object]
) -> None:
    (before,) = draft().events
    (after,) = corrected(what, MET, value, "event").events

    assert replace(after, decided=(), confidence=before.confidence) == replace(
        before, **changes  # type: ignore[arg-type]
    )  # fmt: skip


def test_participants_have_the_role_that_stands_behind_them() -> None:
    result, found = participants(
        draft(), ["Dahl", "Iceland : host", "Dahl: visitor", "Una (person): host"], decision()
    )

    assert [(one.name, one.role) for one in found] == [
        ("Astrid Dahl", "visitor"), ("Iceland", "host"), ("Una", "host"),
    ]  # fmt: skip
    assert result.actors[-1].name == "Una"
    (party,) = participants(draft(), ["Iceland"], decision())[1]
    assert party.role == "party"
    with pytest.raises(NotMet, match="no such value: 'king'"):
        participants(draft(), ["Dahl: king"], decision())


def test_who_has_no_name_is_given_in_the_article_s_words_between_quotation_marks() -> None:
    values = ["“trade  officials”: host", "Dahl", '"trade officials": party']
    result, found = participants(draft(), values, decision())

    assert [(one.name, one.unnamed, one.role) for one in found] == [
        (None, "trade officials", "party"),
        ("Astrid Dahl", None, "party"),
    ]
    assert result.actors == draft().actors
    with pytest.raises(NotMet, match="the article does not say 'two gunmen'"):
        participants(draft(), ['"two gunmen": host'], decision())


def test_subjects_are_topics_or_actors() -> None:
    _, names, topics = subjects(draft(), ["Iceland", "climate-change", "Dahl"], decision())

    assert (names, topics) == (("Iceland", "Astrid Dahl"), ("climate-change",))


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("Fish Minister of Norway", ("fish minister", "Norway")),
        ("Head of the audit", ("head", "the audit")),
        ("Head of the the audit", ("head", "the audit")),
        ("Head of Dahl", ("head", "Astrid Dahl")),
        ("Minister of Fish", ("minister of fish", None)),
        ("Minister of Norway's", ("minister of norway's", None)),
    ],
)
def test_an_office_belongs_to_the_actor_behind_its_last_of(
    text: str, office: tuple[str, str | None]
) -> None:
    assert office_of(draft(), text) == office


def test_the_longest_name_that_fits_is_the_body() -> None:
    europe = next(actor for actor in draft().actors if actor.name == "Europe")
    longer = replace(europe, name="North of Europe")
    for actors in ((europe, longer), (longer, europe)):
        found = office_of(draft(actors=actors), "Head of North of Europe")

        assert found == ("head", "North of Europe")


def test_an_event_is_named_by_its_type_or_by_its_words() -> None:
    both = draft(events=(*draft().events, SECOND))
    meeting = both.events[0]

    assert _whole(both, SECOND, "meeting") == meeting.key
    assert _whole(both, SECOND, "in Reykjavik on Tuesday") == meeting.key
    assert _whole(both, meeting, "Iceland is Norway's") == SECOND.key
    with pytest.raises(NotMet) as raised:
        _whole(both, meeting, "meeting")
    assert (raised.value.reason, raised.value.candidates) == (
        "0 events of the article are 'meeting'",
        ("visit",),
    )
    three = draft(events=(*both.events, replace(SECOND, evidence=passage(WAIT))))
    with pytest.raises(NotMet, match="2 events of the article are 'visit'"):
        _whole(three, meeting, "visit")


@pytest.mark.parametrize("value", ["1,000", "-2.5", "3E9"])
def test_a_number_is_read(value: str) -> None:
    assert number(value) == Decimal(value.replace(",", ""))


@pytest.mark.parametrize("value", ["", "x", "NaN", "Infinity", "1 000x"])
def test_what_is_no_number_is_refused(value: str) -> None:
    with pytest.raises(NotMet) as raised:
        number(value)

    assert raised.value.reason == f"not a number: {value!r}"


def test_a_day_is_one_that_exists() -> None:
    assert day("2024-02-29") == "2024-02-29"
    for value in ("2023-02-29", "soon"):
        with pytest.raises(NotMet, match=": write "):
            day(value)


def test_what_a_finding_has_not_is_not_corrected() -> None:
    reason, _ = why_not("value", WAIT, "3")
    assert reason == "this claim states no figure"
    reason, candidates = why_not("act", WAIT, "sing")
    assert reason == "no such value: 'sing'"
    assert "request" in candidates
    assert list(candidates) == sorted(candidates)
    reason, candidates = why_not("speaker", WAIT, "Astrid Dhal")
    assert reason.startswith("the article names no actor 'Astrid Dhal': write Astrid Dhal (person)")
    assert candidates[0] == "Astrid Dahl"


def test_names_are_known_by_alias_and_type_and_each_is_named_once() -> None:
    before = draft()
    after, names = named(before, ["DAHL", "Dahl (person)", "the Iceland", "Una (org)"], decision())

    assert names == ("Astrid Dahl", "Iceland", "Una")
    added = after.actors[-1]
    assert (added.name, added.type, added.rule) == ("Una", "org", "decision")
    assert added.decided == (decision().key,)
    assert after.actors[:-1] == before.actors
    for wrong in ("Iceland (person)", "Una (ship)", "Una"):
        with pytest.raises(NotMet):
            named(before, [wrong], decision())


def test_lists_are_parted_and_put_together() -> None:
    assert listed(" a ; ;b;") == ["a", "b"]
    assert [put(("a", "b", "c"), index, "x") for index in (0, 1, 2)] == [
        ("x", "b", "c"), ("a", "x", "c"), ("a", "b", "x"),
    ]  # fmt: skip


def test_words_are_shown_and_compared_on_one_line() -> None:
    assert shown("a\n b") == "a b"
    assert shown("x" * 60) == "x" * 60
    assert shown("word " * 12 + "x") == "word " * 11 + "word …"
    assert shown(f"{'w' * 30} {'x' * 40}") == f"{'w' * 30} …"
    assert plain("«It’s» — so") == '"It\'s" - so'
    likes = ["fish exports", "fish export", "fishy", "wool"]
    assert nearest("fish exports", likes) == ["fish export", "fish exports", "fishy"]
    assert nearest("fish exports", likes, limit=1) == ["fish export"]
    assert nearest("fish exports", ["wool", "wool"]) == []
