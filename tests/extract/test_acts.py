import pytest

from tests.extract.pages import read
from triplewire.extract.speech.acts import ACTS, act_of, form_of, modality_of


def test_every_word_of_the_lexicon_has_one_act_for_a_form() -> None:
    assert ACTS["agree", "to"] == "agree"
    assert ACTS["agree", "that"] == "assess"
    assert ("agree", "np") not in ACTS


@pytest.mark.parametrize(
    ("text", "verb", "form", "act"),
    [
        ("They agreed to leave.", "agreed", "to", "agree"),
        ("They agreed on it.", "agreed", "on", "agree"),
        ("They called for help.", "called", "for", "appeal"),
        ("They said so.", "said", "that", "state"),
    ],
)
def test_the_form_of_the_content_decides_the_act(text: str, verb: str, form: str, act: str) -> None:
    token = next(token for token in read(text).doc if token.text == verb)

    assert form_of(token) == form
    assert act_of(token, form) == act


def test_an_unlisted_form_has_the_act_of_the_first_form() -> None:
    token = next(token for token in read("They denied it.").doc if token.text == "denied")

    assert act_of(token, "quote") == "reject"


@pytest.mark.parametrize(
    ("words", "act", "modality"),
    [
        ("the port is open", "state", "factual"),
        ("the port should be open", "state", "obligation"),
        ("the port may be open", "state", "possibility"),
        ("the port will be open", "state", "intention"),
        ("the port was reportedly open and should be", "state", "hearsay"),
        ("the port is open", "appeal", "obligation"),
        ("open the port", "pledge", "intention"),
    ],
)
def test_modality_is_that_of_the_act_or_of_the_words(words: str, act: str, modality: str) -> None:
    assert modality_of(words, act) == modality
