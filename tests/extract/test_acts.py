import pytest

from tests.extract.pages import read
from triplewire.extract.speech.acts import (
    ACTS,
    act_by_words,
    act_of,
    form_of,
    modality_of,
    polarity_of,
)


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


@pytest.mark.parametrize(
    ("text", "verb", "words", "act"),
    [
        ("They said so.", "said", "they will leave the town", "pledge"),
        ("They said so.", "said", "it would be late", "state"),
        ("They said so.", "said", "nobody was there", "state"),
        ("They insisted so.", "insisted", "nobody was there", "reject"),
        ("They think so.", "think", "they will leave the town", "assess"),
        ("They voiced it.", "voiced", "their full support for it", "support"),
        ("They voiced it.", "voiced", "their doubts about it", "assess"),
    ],
)
def test_what_is_said_tells_the_act_more_closely(
    text: str, verb: str, words: str, act: str
) -> None:
    token = next(token for token in read(text).doc if token.text == verb)

    assert act_by_words(act_of(token, form_of(token)), token, words) == act


def test_a_verb_that_denies_does_not_deny_the_words_that_it_quotes() -> None:
    token = next(token for token in read("They dismissed it.").doc if token.text == "dismissed")

    assert [polarity_of(token, form) for form in ("np", "quote")] == ["denied", "affirmed"]


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
