"""Where "according to X" ends: behind the name, whatever follows it."""

import pytest

from tests.extract.pages import read
from triplewire.extract.speech.according import find_according


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("According to Reuters the prices rose in May.", "According to Reuters"),
        ("According to Maria Keller prices rose in May.", "According to Maria Keller"),
        ("According to Reuters in Oslo, prices rose.", "According to Reuters in Oslo"),
        ("According to Norway the fleet, which left, is lost.", "According to Norway the fleet"),
        ("Prices rose, according to Reuters and the bank.", "according to Reuters and the bank"),
    ],
)
def test_a_clause_behind_the_name_is_none_of_it_and_a_phrase_is(text: str, place: str) -> None:
    (found,) = find_according(read(text))

    assert text[found.place.start : found.place.end] == place
