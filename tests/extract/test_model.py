"""The language model: which one is loaded, and what happens to long texts."""

import hashlib
import subprocess
import sys

import pytest

from tests.extract.pages import analyser
from triplewire.errors import ExtractError
from triplewire.extract import extract_all, load_analyser, model
from triplewire.extract.model import parse
from triplewire.records import Article, Metadata


def article(text: str, name: str = "test.txt") -> Article:
    return Article(
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        name=name,
        media_type="text/plain",
        language="en",
        metadata=Metadata(),
    )


def test_the_version_names_rules_model_and_spacy() -> None:
    rules, language_model, spacy = analyser().version.split()

    assert rules.startswith("triplewire-rules/")
    assert language_model.startswith("en_core_web_")
    assert spacy.startswith("spacy/3")


def test_a_model_that_is_not_installed_is_refused_with_a_hint() -> None:
    with pytest.raises(ExtractError, match="no language model 'en_none' is installed") as caught:
        load_analyser("en_none")

    assert "pip install" in caught.value.hint


def test_no_model_at_all_is_refused_with_a_hint(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "_version", lambda _: None)

    with pytest.raises(ExtractError, match="no English language model"):
        load_analyser()


def test_a_package_that_is_no_pipeline_is_refused() -> None:
    with pytest.raises(ExtractError, match="pytest is not a pipeline"):
        _ = load_analyser("pytest").nlp


@pytest.mark.parametrize("text", ["Boats sail.\n" * 30, "Boats sail. " * 30, "x" * 300, ""])
def test_a_long_text_is_parsed_in_pieces_that_join(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(model, "_PIECE", 100)
    [doc] = parse(analyser(), [text])

    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)


def test_sentences_end_with_their_lines() -> None:
    [doc] = parse(analyser(), ["A headline without a stop\nBoats sail again \n\n and again."])

    assert next(sent.text.strip() for sent in doc.sents) == "A headline without a stop"


def test_drafts_come_in_the_order_of_the_articles() -> None:
    texts = [f"Norway met Chile {number} times." for number in range(70)]
    drafts = list(
        extract_all([article(text, f"{i}.txt") for i, text in enumerate(texts)], analyser())
    )

    assert [draft.article.text for draft in drafts] == texts
    assert drafts[0].extractor == analyser().version
    assert [actor.name for actor in drafts[0].actors] == ["Norway", "Chile"]


def test_importing_the_package_does_not_import_spacy() -> None:
    code = "import sys, triplewire.extract; sys.exit('spacy' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
