"""The documents that our model learns from: their markup is read and checked."""

import json
from pathlib import Path

import corpus
import elsewhere
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markup import Document, MarkupError, problems, read, written

FOLDER = Path(__file__).parents[1] / "training_set"
DOCUMENTS = sorted((FOLDER / "documents").rglob("*.txt"))
ELSEWHERE = sorted((FOLDER / "elsewhere").glob("*.json"))
HEAD = "genre: wire\npublished: 2024-01-02\nannotator: a\n---\n"


def file_of(folder: Path, body: str, head: str = HEAD) -> Path:
    path = folder / "one.txt"
    path.write_text(head + body, encoding="utf-8")
    return path


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_every_document_keeps_to_the_guidelines(path: Path) -> None:
    assert list(problems(read(path))) == []


@pytest.mark.parametrize("path", ELSEWHERE, ids=lambda path: path.stem)
def test_every_annotation_of_a_text_that_is_elsewhere_keeps_to_the_guidelines(path: Path) -> None:
    if not elsewhere.is_at_hand(path):
        pytest.skip("needs ../shared, or texts that others publish")
    document = elsewhere.read(path)

    assert list(problems(document)) == []
    assert elsewhere.kept(document) == path.read_text("utf-8")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_a_document_can_be_written_and_read_again(path: Path, tmp_path: Path) -> None:
    document = read(path)
    again = tmp_path / path.name
    again.write_text(written(document), encoding="utf-8")

    assert read(again) == document


def corpus_of(folder: Path, text: str) -> Path:
    (folder / "ours").mkdir()
    record = json.dumps({"doc_id": "d1", "text": text})
    (folder / "ours" / "unified.jsonl").write_text(f"{record}\n", encoding="utf-8")
    return folder


def annotated(folder: Path) -> Document:
    head = f"corpus: ours\ndocument: d1\n{HEAD}"
    return read(file_of(folder, "# A title\n{person#a|Ana} spoke.\n", head))


def test_annotations_of_a_text_that_is_elsewhere_hold_none_of_it(tmp_path: Path) -> None:
    document = annotated(tmp_path)
    kept = tmp_path / "one.json"
    kept.write_text(elsewhere.kept(document), encoding="utf-8")

    assert "Ana" not in kept.read_text("utf-8")
    again = elsewhere.read(kept, (corpus_of(tmp_path, "A title\nAna spoke.\n"),))
    assert (again.text, again.lines, again.marks) == (document.text, document.lines, document.marks)
    assert again.facts == document.facts


def test_an_annotation_is_left_out_where_its_text_is_not_at_hand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "one.json"
    kept.write_text(elsewhere.kept(annotated(tmp_path)), encoding="utf-8")
    monkeypatch.setattr(corpus, "ELSEWHERE", tmp_path)
    monkeypatch.setattr(elsewhere, "_FOLDERS", (tmp_path / "none", tmp_path))

    assert kept not in corpus.files()
    corpus_of(tmp_path, "A title\nAna spoke.\n")
    assert kept in corpus.files()
    assert corpus.read_any(kept).text == "A title\nAna spoke."


@pytest.mark.parametrize("text", ["A title\nEva spoke.", ""])
def test_annotations_of_another_text_are_refused(tmp_path: Path, text: str) -> None:
    kept = tmp_path / "one.json"
    kept.write_text(elsewhere.kept(annotated(tmp_path)), encoding="utf-8")

    with pytest.raises(MarkupError, match="no such text"):
        elsewhere.read(kept, (corpus_of(tmp_path, text),))


def test_annotations_without_a_corpus_cannot_be_kept(tmp_path: Path) -> None:
    with pytest.raises(MarkupError, match="needs corpus and document"):
        elsewhere.kept(read(file_of(tmp_path, "one")))


def test_marks_are_offsets_into_the_text_without_them(tmp_path: Path) -> None:
    body = (
        "# {place#a|Bergen} {{now}}\n~Share this\n"
        "“{quote by=b|We saw {place#a|Bergen}}” said {person#b|Ana}.\n"
    )
    document = read(file_of(tmp_path, body))

    assert document.text == "Bergen {now}\nShare this\n“We saw Bergen” said Ana."
    assert document.lines == ("title", "furniture", "text")
    assert [(m.kind, document.text[m.start : m.end]) for m in document.marks] == [
        ("place", "Bergen"),
        ("quote", "We saw Bergen"),
        ("place", "Bergen"),
        ("person", "Ana"),
    ]


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=40))
def test_any_text_can_be_written_with_its_braces_doubled(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    body = "x " + text.replace("{", "{{").replace("}", "}}") + " x"
    read_back = read(file_of(tmp_path_factory.mktemp("text"), body))

    lines = f"x {text} x".split("\n")
    plain = [
        line[1:].lstrip(" ") if line.startswith("~") else line.removeprefix("# ") for line in lines
    ]
    assert read_back.text == "\n".join(plain)


@pytest.mark.parametrize(
    ("body", "line", "why"),
    [
        ("one\n{person#a|Ana", 6, "not closed"),
        ("one\nAna}", 6, "closes no mark"),
        ("{Person|Ana}", 5, "opens no mark"),
    ],
)
def test_broken_markup_is_named_by_its_line(tmp_path: Path, body: str, line: int, why: str) -> None:
    with pytest.raises(MarkupError, match=why) as caught:
        read(file_of(tmp_path, body))

    assert f"one.txt:{line}: " in str(caught.value)


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("{thing#a|Ana}", "no kind 'thing'"),
        ("{person|Ana}", "needs an #id"),
        ("{person#a| Ana}", "begin or end in a space"),
        ("{person#a age=4|Ana}", "has no age"),
        ("{quote|Yes}", "needs by"),
        ("{quote by=b|Yes}", "by=b is marked nowhere"),
        ("{ref#b|she}", "#b is marked nowhere as person"),
        ("{event#e type=dance status=happened|danced}", "no type of event 'dance'"),
        ("{event#e type=meeting status=maybe|met}", "status is one of"),
        ("{person#a|Ana} {event#e type=meeting status=planned who=a|met}", "is no role:id"),
        ("{person#a|Ana} {said by=a act=sing|it}", "no act 'sing'"),
        ("{figure value=many|many}", "'many' is no number"),
        ("{figure value=2 qualifier=about|2}", "no qualifier 'about'"),
        ("{time#t value=tomorrow|tomorrow}", "not a date in EDTF"),
        ("{person#a|Ana} {event#e type=visit status=happened when=a|came}", "when=a is marked"),
    ],
)
def test_what_is_wrong_with_a_mark_is_said(tmp_path: Path, body: str, why: str) -> None:
    found = list(problems(read(file_of(tmp_path, body))))

    assert len(found) == 1
    assert why in found[0]


def test_a_document_says_what_it_is(tmp_path: Path) -> None:
    assert list(problems(read(file_of(tmp_path, "one", "genre: wire\n---\n")))) == [
        "one: it needs genre, published and annotator"
    ]
    with pytest.raises(MarkupError, match="no `name: value`"):
        read(file_of(tmp_path, "one", "genre\n---\n"))
