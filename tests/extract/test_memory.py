"""What extraction keeps of the texts that it has read: nothing, however many they are."""

import pytest
from spacy.pipeline import Lemmatizer

from tests.extract.pages import analyser
from tests.extract.test_model import article
from triplewire.extract import extract_all
from triplewire.extract.parse import model


def made_up(first: int, count: int) -> list[str]:
    """Return texts that no one has read, of words that no one has."""
    words = ["".join(chr(97 + int(digit) * 2) for digit in f"{n:05}") for n in range(first, 99_999)]
    return [
        f"{one.title()} Quen{one} said on Thursday that the {one}s were {two}ed by {two.title()}."
        for one, two in zip(words[:count], reversed(words), strict=False)
    ]


def lemmatiser() -> Lemmatizer:
    found = analyser().nlp.get_pipe("lemmatizer")
    assert isinstance(found, Lemmatizer)
    return found


def extract(texts: list[str]) -> None:
    assert len(list(extract_all(map(article, texts), analyser()))) == len(texts)


def test_words_that_are_met_for_the_first_time_are_forgotten() -> None:
    extract(made_up(0, 16))
    vocabulary = analyser().nlp.vocab
    before = len(vocabulary.strings), sum(1 for _ in vocabulary)

    extract(made_up(1_000, 64))

    assert (len(vocabulary.strings), sum(1 for _ in vocabulary)) == before


def test_lemmas_are_kept_until_they_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    lemmatiser().cache.clear()
    monkeypatch.setattr(model, "_LEMMAS", 1_000)
    extract(made_up(2_000, 16))
    assert 10 < len(lemmatiser().cache) <= 1_000

    monkeypatch.setattr(model, "_LEMMAS", 10)
    extract(made_up(3_000, 16))

    assert not lemmatiser().cache


def test_what_was_read_before_changes_no_draft() -> None:
    text = "Ruut Berg said on Monday that exports of cod from Norway had risen by 7 percent."
    lemmatiser().cache.clear()
    [first] = extract_all([article(text)], analyser())
    extract(made_up(4_000, 32))

    [again] = extract_all([article(text)], analyser())

    assert again == first
