"""What events the network's marks tell, on texts that are annotated as if it had made them."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.extract.annotated import PageOf
from triplewire.extract.events.find import find_events
from triplewire.extract.tagger import sureness
from triplewire.extract.text.dates import find_dates


def test_an_event_has_the_parties_time_and_place_that_are_marked(page_of: PageOf) -> None:
    [event] = page_of.events(
        "{person#o|Ola Brask} {event#e type=meeting status=happened who=party:o,party:u place=b "
        "when=t|sat down with} {person#u|Una Holt} in {place#b|Bergen} "
        "{time#t value=2024-03-12|on Tuesday}. {person#x|Ida Moe} watched.\n"
    )

    assert (event.type, event.when, event.place, event.modality, event.status) == (
        "meeting",
        "2024-03-12",
        "Bergen",
        "factual",
        None,
    )
    assert [(part.name, part.role) for part in event.participants] == [
        ("Ola Brask", "party"),
        ("Una Holt", "party"),
    ]
    assert event.evidence.text.startswith("Ola Brask sat down")
    assert event.evidence.text.endswith("on Tuesday.")


def test_the_doer_and_the_other_have_the_roles_of_the_type(page_of: PageOf) -> None:
    [event] = page_of.events(
        "{org#a|Acme} {event#e type=corporate-action status=planned who=doer:a,other:z|is to buy} "
        "{org#z|Zeta}.\n"
    )

    assert [(part.name, part.role) for part in event.participants] == [
        ("Acme", "initiator"),
        ("Zeta", "recipient"),
    ]
    assert event.modality == "intention"


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("happened", [("factual", None)]),
        ("planned", [("intention", None)]),
        ("hypothetical", [("possibility", None)]),
        ("cancelled", [("factual", "cancelled")]),
        ("denied", []),
    ],
)
def test_planned_possible_cancelled_and_denied_events_are_told_apart(
    page_of: PageOf, status: str, expected: list[tuple[str, str | None]]
) -> None:
    events = page_of.events(
        f"{{org#a|Acme}} {{event#e type=protest status={status} who=doer:a|march}} today.\n"
    )

    assert [(event.modality, event.status) for event in events] == expected


def test_an_event_is_published_proposed_or_none_by_its_probability(page_of: PageOf) -> None:
    text = "{org#a|Acme} {event#e type=protest status=happened who=doer:a|marched} today.\n"

    assert page_of.events(text, chance=0.29) == []
    [unsure], [sure] = page_of.events(text, chance=0.75), page_of.events(text, chance=0.8)
    assert (str(unsure.confidence), unsure.proposed) == ("0.75", True)
    assert (str(sure.confidence), sure.proposed) == ("0.80", False)


@pytest.mark.parametrize(
    ("status", "when"), [("happened", "2024-03-08"), ("planned", "2024-03-15")]
)
def test_a_weekday_is_on_the_side_of_the_event(page_of: PageOf, status: str, when: str) -> None:
    page = page_of(
        f"{{org#a|Acme}} {{event#e type=protest status={status} who=doer:a when=t|march}} "
        f"{{time#t value={when}|on Friday}}.\n"
    )
    page = replace(page, metadata=replace(page.metadata, published="2024-03-14"))
    page = replace(page, dates=find_dates(page.masked, "2024-03-14"))

    assert [event.when for event in find_events(page, ())] == [when]


_MEETING = "{event#%s type=meeting status=happened who=party:o,party:u%s|met}"
_THEY = "{person#o|Ola Brask} and {person#u|Una Holt}"


def test_what_headline_and_body_tell_is_one_event_as_the_body_has_it(page_of: PageOf) -> None:
    [event] = page_of.events(
        f"# Two {{again#e|meet}} by the sea\n\n{_THEY} {_MEETING % ('e', ' when=t')} "
        "{time#t value=2024-03-12|on Tuesday}.\n"
    )

    assert (event.type, event.when) == ("meeting", "2024-03-12")
    assert event.evidence.text.startswith("Ola Brask")


def test_what_is_told_twice_of_the_same_people_is_one_event_unless_the_days_differ(
    page_of: PageOf,
) -> None:
    first = f"{_THEY} {_MEETING % ('e', ' when=t')} {{time#t value=2024-03-12|on Tuesday}}. "
    again = f"{_THEY} {_MEETING % ('f', '')}.\n"
    later = f"{_THEY} {_MEETING % ('f', ' when=s')} {{time#s value=2024-03-13|on Wednesday}}.\n"

    assert [event.when for event in page_of.events(first + again)] == ["2024-03-12"]
    assert [event.when for event in page_of.events(first + later)] == ["2024-03-12", "2024-03-13"]


def test_an_event_without_parties_is_called_by_its_type(page_of: PageOf) -> None:
    [event] = page_of.events("A {event#e type=corporate-action status=happened|sale} came.\n")

    assert event.label == "corporate action"


def test_of_many_events_of_the_same_people_each_day_has_one(page_of: PageOf) -> None:
    days = ["12", "13", "", "12", "13"]
    text = " ".join(
        f"{_THEY} {_MEETING % (f'e{n}', f' when=t{n}' if day else '')}"
        + (f" {{time#t{n} value=2024-03-{day}|on March {day}, 2024}}." if day else ".")
        for n, day in enumerate(days)
    )

    assert [event.when for event in page_of.events(f"{text}\n")] == ["2024-03-12", "2024-03-13"]


def test_what_the_rules_find_as_well_is_surer(
    page_of: PageOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = "{event#e type=meeting status=happened who=party:o,party:u|met}"
    text = f"{{person#o|Ola Brask}} {told} {{person#u|Una Holt}} in Oslo on Monday.\n"
    page = page_of(text, chance=0.5)
    [event] = find_events(page, ())
    monkeypatch.setattr(sureness, "curves", lambda: {"event, by rules too": (1.0, 2.0)})
    [surer] = find_events(page, ())

    assert (event.rule, event.confidence) == ("learned-and-rules", Decimal("0.50"))
    assert event.proposed
    assert surer.confidence == Decimal("0.88")
    assert not surer.proposed
