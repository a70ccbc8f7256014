"""The documents that our model learns from: their markup is read and checked."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markup import MarkupError, problems, read

DOCUMENTS = sorted((Path(__file__).parents[1] / "training_set" / "documents").rglob("*.txt"))
HEAD = "genre: wire\npublished: 2024-01-02\nannotator: a\n---\n"


def written(folder: Path, body: str, head: str = HEAD) -> Path:
    path = folder / "one.txt"
    path.write_text(head + body, encoding="utf-8")
    return path


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_every_document_keeps_to_the_guidelines(path: Path) -> None:
    assert list(problems(read(path))) == []


def test_marks_are_offsets_into_the_text_without_them(tmp_path: Path) -> None:
    body = (
        "# {place#a|Bergen} {{now}}\n~Share this\n"
        "“{quote by=b|We saw {place#a|Bergen}}” said {person#b|Ana}.\n"
    )
    document = read(written(tmp_path, body))

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
    read_back = read(written(tmp_path_factory.mktemp("text"), body))

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
        read(written(tmp_path, body))

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
    found = list(problems(read(written(tmp_path, body))))

    assert len(found) == 1
    assert why in found[0]


def test_a_document_says_what_it_is(tmp_path: Path) -> None:
    assert list(problems(read(written(tmp_path, "one", "genre: wire\n---\n")))) == [
        "one: it needs genre, published and annotator"
    ]
    with pytest.raises(MarkupError, match="no `name: value`"):
        read(written(tmp_path, "one", "genre\n---\n"))
