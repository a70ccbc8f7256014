"""What is found in short texts, rare turns of words, changes only where a change is meant."""

import pytest

from tests.extract.sentences import findings, kept


@pytest.fixture(scope="module")
def found() -> dict[str, str]:
    """Return what is found in each text."""
    return findings(kept())


@pytest.mark.parametrize("text", sorted(kept()))
def test_what_is_found_in_a_text_is_what_it_was(text: str, found: dict[str, str]) -> None:
    assert found[text] == kept()[text]
