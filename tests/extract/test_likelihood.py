import pytest

from tests.extract.pages import events_of, read
from triplewire.extract.claims.find import find_claims
from triplewire.extract.events.find import propose_events
from triplewire.extract.events.likelihood import LIKELY, likelihood


def features(text: str) -> frozenset[str]:
    page = read(text)
    return propose_events(page, find_claims(page))[0].features


def test_the_likelihood_is_a_probability_and_grows_with_what_speaks_for_an_event() -> None:
    weak = likelihood({"people=near", "depth=3", "when=none", "unknown"})
    strong = likelihood({"people=2", "people=doer", "depth=0", "place=lead"})

    assert 0 < weak < strong < 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway attacked Iceland on Tuesday.", {"tense=past", "depth=0", "people=doer"}),
        ("Norway will attack Iceland on Tuesday.", {"tense=future"}),
        ("Norway has attacked Iceland.", {"tense=perfect", "when=none"}),
        ("Norway attacks Iceland.", {"tense=present"}),
        ("Iceland was attacked by Norway in May 1999.", {"voice=passive", "when=past"}),
        ("Iceland has been attacked by Norway.", {"voice=passive", "tense=perfect"}),
        ("Norway began to attack Iceland.", {"tense=infinitive", "clause=xcomp"}),
        ("Peter Olsen said that Norway attacked Iceland.", {"clause=reported", "depth=1"}),
        ("There was a protest in Oslo against Norway.", {"noun=attr", "noun=indefinite"}),
        ("The protests in Oslo shook Norway.", {"noun=plural"}),
    ],
)
def test_features_say_where_and_how_an_event_is_told(text: str, expected: set[str]) -> None:
    assert expected <= features(text)


def test_an_event_that_is_told_is_more_likely_right_than_wrong() -> None:
    found = events_of("Gunmen attacked Peter Olsen in Bergen on Tuesday. The attack shook Norway.")

    assert found
    assert all(event.confidence >= LIKELY for event in found)


def test_a_headline_speaks_for_the_event_whose_word_it_has() -> None:
    text = (
        "Attack on a ferry in Iceland\n\nNorway attacked a ferry near Iceland on Tuesday at dawn."
    )

    assert "title=word" in features(text)
