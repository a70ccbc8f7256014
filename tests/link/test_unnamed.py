"""Parties without a name have IRIs that no actor has, and none of another article."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.drafts import draft
from triplewire.link import Authorities, Slice, link, load_authorities
from triplewire.link.profiles import profile
from triplewire.link.slices import NOTHING
from triplewire.ontology import vocabulary
from triplewire.records import Participant

BASE = "https://example.org/"


@pytest.fixture(scope="module")
def authorities() -> Authorities:
    return load_authorities(None, vocabulary(), BASE)


def parties_of(
    authorities: Authorities, parts: tuple[Participant, ...], known: Slice = NOTHING
) -> dict[str, tuple[str | None, str | None]]:
    """Return the actor and the wording of each participation of an event, by its IRI's end."""
    event = replace(draft().events[0], participants=parts)
    (linked,) = link(draft(events=(event,)), authorities, known).events
    return {
        part.iri.partition("#")[2]: (part.actor and part.actor.removeprefix(BASE), part.unnamed)
        for part in linked.participations
    }


def test_who_has_no_name_takes_part_by_the_article_s_words_and_is_no_actor(
    authorities: Authorities,
) -> None:
    parts = (
        Participant(unnamed="two officials", role="party"),
        Participant(unnamed="Two officials", role="host"),
        Participant(name="Astrid Dahl", role="party"),
        Participant(unnamed="事故", role="party"),
    )

    assert parties_of(authorities, parts) == {
        "astrid-dahl-party": ("actor/astrid-dahl", None),
        "unnamed.two-officials": (None, "two officials"),
        "unnamed.two-officials.2": (None, "Two officials"),
        "unnamed.x": (None, "事故"),
    }


def test_who_has_no_name_is_one_article_s_alone_in_an_event_that_several_report(
    authorities: Authorities,
) -> None:
    parts = (
        Participant(unnamed="two officials", role="host"),
        Participant(name="Astrid Dahl", role="party"),
    )
    known = Slice(events=((draft().events[0].key, "e:joined", "A meeting"),))

    assert parties_of(authorities, parts, known) == {
        "astrid-dahl-party": ("actor/astrid-dahl", None),
        f"unnamed.{draft().article.sha256[:16]}.two-officials": (None, "two officials"),
    }


@given(
    st.lists(
        st.builds(
            Participant,
            unnamed=st.text(min_size=1, max_size=30)
            | st.sampled_from(["a man", "A man", "a-man", "a man 2", "norway", "unnamed.norway"]),
            role=st.sampled_from(["party", "host"]),
        ),
        max_size=6,
    )
)
def test_whatever_the_words_each_party_has_an_iri_and_those_of_actors_stay(
    parts: list[Participant],
) -> None:
    authorities = load_authorities(None, vocabulary(), BASE)
    named = (Participant(name="Norway", role="host"), Participant(name="Iceland", role="party"))
    alone, found = (parties_of(authorities, given) for given in (named, (*named, *parts)))

    assert len(found) == len(named) + len(parts)
    assert [found[tail] for tail in alone] == list(alone.values())
    assert [words for _, words in found.values() if words] == [part.unnamed for part in parts]
    assert all(re.fullmatch("[a-z0-9.-]+", tail) for tail in found)


def test_words_for_somebody_are_nothing_that_articles_are_joined_by(
    authorities: Authorities,
) -> None:
    parts = (
        Participant(unnamed="two officials", role="host"),
        Participant(name="Astrid Dahl", role="party"),
    )
    event = replace(draft().events[0], participants=parts)
    (found,) = profile(draft(events=(event,)), authorities).events

    assert found.participants == ("Astrid Dahl",)
