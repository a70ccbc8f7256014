"""A draft is known to other articles by what speaks for who and what it tells of."""

from dataclasses import replace

import pytest

from tests.decide.test_table import decision
from tests.drafts import draft
from tests.link.made import BASE
from tests.link.test_people import load_once
from triplewire.decide import apply
from triplewire.iris import digits_of
from triplewire.link import Authorities, Slice, link, profile
from triplewire.records import Actor, Event, Unmet


@pytest.fixture(scope="module")
def authorities() -> Authorities:
    return load_once()


def test_a_profile_has_offices_with_their_bodies_and_countries(authorities: Authorities) -> None:
    found = {actor.name: actor for actor in profile(draft(), authorities).actors}

    assert found["Astrid Dahl"].offices == (("fish-minister", f"{BASE}actor/norway"),)
    assert found["Astrid Dahl"].countries == (f"{BASE}actor/norway",)
    assert found["Astrid Dahl"].iri == f"{BASE}actor/astrid-dahl"
    assert [name for name, actor in found.items() if actor.listed] == [
        "Norway",
        "Iceland",
        "Reykjavik",
        "Europe",
    ]


def test_the_body_of_an_office_that_has_no_name_is_no_sign(authorities: Authorities) -> None:
    """The central bank of one article is not that of another."""
    dahl = draft().actors[0]
    role = replace(dahl.roles[0], body="the audit", text="head of the audit", office="head")
    changed = draft(actors=(replace(dahl, roles=(role,)), *draft().actors[1:]))
    found = profile(changed, authorities).actors[0]

    assert found.offices == (("head", ""),)
    assert found.countries == ()


def test_a_profile_has_events_decisions_and_what_was_not_met(authorities: Authorities) -> None:
    made = decision(what="accept", quotation="long overdue", target="quote")
    decided, _ = apply(draft(), [made])
    unmet = Unmet(decision=made, reason="none")
    found = profile(decided, authorities, [unmet])
    (reports,) = found.events

    assert (found.published, found.unmet) == ("2024-03-06", (unmet,))
    assert [ruling.decision for ruling in found.rulings] == [made]
    (words,) = reports.words
    assert reports.key == f"meeting-0-{len(words)}"
    assert reports.iri == f"{draft().article.sha256[:16]}/meeting-{digits_of(words)}"
    assert (reports.when, reports.place, reports.participants) == (
        "2024-03-05",
        "Reykjavik",
        ("Astrid Dahl",),
    )
    assert reports.factual


@pytest.mark.parametrize("changes", [{"modality": "intention"}, {"status": "cancelled"}])
def test_a_plan_and_what_was_cancelled_are_no_happening(
    changes: dict[str, str], authorities: Authorities
) -> None:
    event: Event = replace(draft().events[0], **changes)  # type: ignore[arg-type]

    assert not profile(draft(events=(event,)), authorities).events[0].factual


def test_what_other_articles_know_goes_before_the_name_alone(authorities: Authorities) -> None:
    event = profile(draft(), authorities).events[0]
    known = Slice(
        actors=(("Astrid Dahl", f"{BASE}actor/astrid-b-dahl", "Astrid B. Dahl"),),
        events=((event.key, f"{BASE}event/joined/meeting-1", "Fish talks"),),
    )
    story = link(draft(), authorities, known)
    (reports,) = story.events

    assert story.actors[0].iri == f"{BASE}actor/astrid-b-dahl"
    assert story.actors[0].label == "Astrid B. Dahl"
    assert story.offices[0].label == "Astrid B. Dahl, fish minister of Norway"
    assert (reports.iri, reports.event.label) == (f"{BASE}event/joined/meeting-1", "Fish talks")
    assert reports.participations[0].iri == f"{BASE}event/joined/meeting-1#astrid-b-dahl-party"


def test_an_actor_that_a_curator_lists_elsewhere_is_the_listed_one(
    authorities: Authorities,
) -> None:
    known = Slice(actors=(("Astrid Dahl", f"{BASE}actor/norway", "Astrid Dahl"),))

    assert link(draft(), authorities, known).actors[0].listed == "country"


def test_a_publisher_that_the_text_names_is_that_actor(authorities: Authorities) -> None:
    audit = replace(draft().actors[-1], name="Fish Audit", type="org", aliases=("the audit",))
    changed = draft(
        actors=(*draft().actors[:-1], audit),
        metadata=replace(draft().metadata, publisher="The Audit"),
    )
    story = link(changed, authorities)

    assert story.publisher == f"{BASE}actor/fish-audit"


@pytest.mark.parametrize(
    ("published", "day"),
    [("2024-03-06T10:20:30Z", "2024-03-06"), ("2024-03-06", "2024-03-06"), (None, "")],
)
def test_a_profile_is_of_a_day(published: str | None, day: str, authorities: Authorities) -> None:
    dated = draft(metadata=replace(draft().metadata, published=published))

    assert profile(dated, authorities).published == day


@pytest.mark.parametrize(
    ("text", "body", "offices", "countries"),
    [
        # The body, if it is one of our names; else the countries that the words name.
        ("Norway's fish minister", "Norway", ["norway"], ["norway"]),
        ("head of the Fish Board", "Fish Board", ["fish-board"], []),
        ("Norway's head of the Fish Board", "Fish Board", ["fish-board"], ["norway"]),
        ("Norway's head of the audit", "the audit", ["norway"], ["norway"]),
        ("head of the audit", "the audit", [""], []),
        ("head", None, [""], []),
        ("envoy of Norway and Iceland", None, ["iceland", "norway"], ["iceland", "norway"]),
        ("head of Nobody", "Nobody", [""], []),
    ],
)
def test_an_office_is_of_a_body_with_a_name_or_of_the_countries_that_are_said(
    text: str, body: str | None, offices: list[str], countries: list[str], authorities: Authorities
) -> None:
    dahl, *others = draft().actors
    role = replace(dahl.roles[0], text=text, body=body, office="head of the board")
    board = Actor(name="Fish Board", type="org", aliases=(), mentions=(), roles=())
    changed = draft(actors=(replace(dahl, roles=(role,)), *others, board))
    found = profile(changed, authorities).actors[0]

    assert [of.removeprefix(f"{BASE}actor/") for _, of in found.offices] == offices
    assert {office for office, _ in found.offices} == {"head-of-the-board"}
    assert [of.removeprefix(f"{BASE}actor/") for of in found.countries] == countries
