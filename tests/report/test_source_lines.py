"""Words are found in a source file by the line, the column and the record that has them."""

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triplewire.ask.evidence import Passage
from triplewire.report import Place
from triplewire.report.places import source_lines
from triplewire.report.places.source_lines import (
    Sources,
    _beginnings,
    _by_distance,
    _file,
    _raw,
    place_in_text,
    uri_of,
)

TEXT = "One two\nthree four\n\nfive"


@given(st.text(alphabet="ab \n", max_size=30), st.data())
def test_a_place_in_a_text_is_where_its_words_are(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first = data.draw(st.integers(1, 5))
    place = place_in_text(text, start, end, first)

    lines = [""] * (first - 1) + text.split("\n")
    assert place.line is not None
    assert place.column is not None
    assert place.end_line is not None
    assert place.end_column is not None
    assert lines[place.line - 1][: place.column - 1] == place.before
    assert lines[place.end_line - 1][place.end_column - 1 :] == place.after
    assert text[start:end] == place.words
    assert (lines[place.line - 1]).startswith(place.before + place.words.split("\n")[0])
    assert place.end_line - place.line == place.words.count("\n")
    assert place.file == ""


def test_so_much_of_a_line_is_kept_around_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source_lines, "_CONTEXT", 3)
    place = place_in_text("x\n123456words1234567\ny", 8, 13, 1)

    assert (place.before, place.words, place.after) == ("456", "words", "123")
    assert place_in_text("1234 words", 5, 10, 1).before == "34 "
    assert (place.line, place.column, place.end_line, place.end_column) == (2, 7, 2, 12)


@pytest.mark.parametrize(
    ("line", "at", "column"),
    [("abc", 0, 1), ("abc", 2, 3), ("abc", 3, 4), ("a\u00adbc", 1, 3), ("\u00adabc", 0, 2),
     ("ab\u00ad", 2, 4), ("", 0, 1)],
)  # fmt: skip
def test_columns_count_what_is_invisible(line: str, at: int, column: int) -> None:
    assert _raw(line, at) == column


def test_lines_are_looked_through_from_the_nearest_on() -> None:
    assert _by_distance(3, 5) == [2, 1, 3, 0, 4]
    assert _by_distance(1, 3) == [0, 1, 2]
    assert _by_distance(9, 3) == [2, 1, 0]


def test_half_of_words_is_enough_as_long_as_there_are_three() -> None:
    assert list(_beginnings("a b c d e f")) == ["a b c d e f"]
    assert list(_beginnings("a b c d e f g")) == ["a b c d e f g", "a b c"]
    assert list(_beginnings("a b c d e f g h i j k l m n")) == [
        "a b c d e f g h i j k l m n",
        "a b c d e f g",
        "a b c",
    ]


def test_a_name_with_a_number_is_a_record_unless_there_is_such_a_file(tmp_path: Path) -> None:
    (tmp_path / "wire.jsonl").write_text("{}\n")
    (tmp_path / "odd:7").write_text("x")

    assert _file(tmp_path, "wire.jsonl:12") == (tmp_path / "wire.jsonl", "", 12)
    assert _file(tmp_path, "wire.jsonl") == (tmp_path / "wire.jsonl", "", None)
    assert _file(tmp_path, "odd:7") == (tmp_path / "odd:7", "", None)
    assert _file(tmp_path, "wire:x") == (tmp_path / "wire:x", "", None)
    assert _file(tmp_path / "wire.jsonl", "wire.jsonl:2") == (tmp_path / "wire.jsonl", "", 2)


def test_a_name_in_a_container_is_a_member_and_its_record(tmp_path: Path) -> None:
    (tmp_path / "wow.zip!").mkdir()
    (tmp_path / "wow.zip!" / "a.txt").write_text("x")
    archive = tmp_path / "a.zip"

    assert _file(tmp_path, "a.zip!/b/c.txt") == (archive, "b/c.txt", None)
    assert _file(tmp_path, "a.zip!/in.zip!/w.jsonl:3") == (archive, "in.zip!/w.jsonl", 3)
    assert _file(tmp_path, "a.warc!/https://a.example:80") == (
        tmp_path / "a.warc",
        "https://a.example:80",
        None,
    )
    assert _file(tmp_path, "wow.zip!/a.txt") == (tmp_path / "wow.zip!/a.txt", "", None)


def test_words_are_found_in_the_member_of_a_container(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("b/c.txt", "x\none two")
        archive.writestr("w.jsonl", '{"t":"one"}\n{"t":"two"}')
    asked = Place(file="", line=1, column=1, words="two")
    sources = Sources(tmp_path)
    text = sources.find(asked, tmp_path, "a.zip!/b/c.txt")
    record = sources.find(asked, tmp_path, "a.zip!/w.jsonl:2")
    gone = sources.find(asked, tmp_path, "a.zip!/gone.txt")

    assert (text.file, text.line, text.column) == ("a.zip!/b/c.txt", 2, 5)
    assert (record.file, record.line, record.column) == ("a.zip!/w.jsonl", 2, 7)
    assert gone == replace(asked, file="a.zip!/gone.txt")


def test_no_place_is_looked_for_in_a_very_large_container(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("c.txt", "x\none two")
    monkeypatch.setattr(source_lines, "_LARGEST_CONTAINER", 10)
    asked = Place(file="", line=1, column=1, words="two")

    assert Sources(tmp_path).find(asked, tmp_path, "a.zip!/c.txt").line == 1


def test_a_path_is_shown_from_the_folder_of_the_check(tmp_path: Path) -> None:
    sources = Sources(tmp_path)

    assert sources.shown(tmp_path / "a" / "b.txt") == "a/b.txt"
    assert sources.shown(Path("/elsewhere/b.txt")) == "/elsewhere/b.txt"
    assert sources.shown(Path("/else\udcff")) == "/else\\udcff"


def test_a_path_is_an_address_where_it_is_absolute() -> None:
    assert uri_of("a b/ü.txt") == "a%20b/%C3%BC.txt"
    assert uri_of("/a b") == "file:///a%20b"


def found(
    tmp_path: Path, text: str, words: str, line: int | None, column: int | None = 1,
    *, name: str = "a.txt", record: str = "",
) -> tuple[int | None, ...]:  # fmt: skip
    """Return the place that words have in a file, of which a text says where they were."""
    (tmp_path / name).write_text(text, encoding="utf-8")
    asked = Place(file="", line=line, column=column, words=words, before="<", after=">")
    place = Sources(tmp_path).find(asked, tmp_path, name + record)

    assert replace(place, line=None, column=None, end_line=None, end_column=None) == Place(
        file=name, words=words, before="<", after=">"
    )
    return place.line, place.column, place.end_line, place.end_column


@pytest.mark.parametrize(
    ("text", "words", "line", "column", "expected"),
    [
        ("one two\nthree", "two", 1, 5, (1, 5, 1, 8)),  # where it was
        ("one two\nthree", "two\nthree", 1, 5, (1, 5, 2, 6)),
        ("one two\nthree", "two\nthr", 1, 5, (1, 5, 2, 4)),
        ("one\u00ad t\u00adwo", "two", 1, 5, (1, 6, 1, 10)),
        ("\ufeffone", "one", 1, 1, (1, 1, 1, 4)),
        ("one", "one", 1, None, (1, 1, 1, 4)),
        ("x\none\ny\none", "one", 3, 1, (2, 1, 2, 4)),  # next to where it was, the earlier first
        ("one\nx\nx\none", "one", 3, 1, (4, 1, 4, 4)),
        ("x one y", "one", 1, 1, (1, 3, 1, 6)),
        ("x\ny one\ntwo z", "one\ntwo", 1, 1, (2, 3, 3, 4)),
        ("x one", "one\ntwo", 1, 1, (1, 3, 1, 6)),  # its first line alone
        ("a &amp; b", "a & b", 1, 1, (1, 1, 1, 10)),
        (r"say \"no\" \u00e9", 'say "no" é', 1, 1, (1, 1, 1, 18)),
        (r"say \"é\"", '"é"', 1, 1, (1, 5, 1, 10)),
        ("a b c d x", "a b c d e f g h", 1, 1, (1, 1, 1, 8)),  # half of it
        ("a b c x", "a b c d e f", 1, 1, (1, None, None, None)),  # too little of it
        ("x\ny\nz", "gone", 2, 1, (2, None, None, None)),
        ("x\ny\nz", "gone", 9, 1, (3, None, None, None)),
        ("x\n  ", "  ", 1, 1, (1, None, None, None)),
    ],
)
def test_words_are_found_where_they_are_now(
    tmp_path: Path, text: str, words: str, line: int, column: int | None,
    expected: tuple[int | None, ...],
) -> None:  # fmt: skip
    assert found(tmp_path, text, words, line, column) == expected


def test_a_text_that_is_not_read_line_for_line_has_no_line_of_its_own(tmp_path: Path) -> None:
    assert found(tmp_path, "x\ny\nz", "gone", 2, name="a.MD")[0] == 2
    assert found(tmp_path, "x\ny\nz", "gone", 2, name="a.html")[0] == 1
    assert found(tmp_path, "x\ny\nz", "gone", 2, name="a.txt", record=":3")[0] == 3
    assert found(tmp_path, "x\ny\nz", "gone", 1, name="a.txt", record=":9")[0] == 3


def test_a_record_is_looked_for_from_its_line_on(tmp_path: Path) -> None:
    wire = '{"t":"one"}\n{"t":"two"}\n{"t":"one"}'

    assert found(tmp_path, wire, "one", 1, name="w.jsonl", record=":1")[:2] == (1, 7)
    assert found(tmp_path, wire, "one", 1, name="w.jsonl", record=":2")[:2] == (3, 7)


def test_what_cannot_be_read_leaves_a_place_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = Place(file="", line=7, column=3, end_line=7, end_column=5, words="ab")
    sources = Sources(tmp_path)
    assert sources.find(asked, tmp_path, "gone.txt") == replace(asked, file="gone.txt")
    (tmp_path / "a.txt").write_text("ab", encoding="utf-8")
    assert sources.find(replace(asked, line=None), tmp_path, "a.txt").line is None
    monkeypatch.setattr(source_lines, "_LARGEST", 1)
    assert Sources(tmp_path).find(asked, tmp_path, "a.txt").line == 7


def test_a_passage_is_searched_beside_a_file_and_above_it_up_to_the_check(tmp_path: Path) -> None:
    here = tmp_path / "here"
    folder = here / "a" / "b"
    folder.mkdir(parents=True)
    passage = Passage(
        text="t",
        evidence_line=2,
        evidence="one two",
        start=4,
        end=7,
        words="two",
        before="",
        after=" three",
    )
    sources = Sources(here)

    def search(name: str = "x.txt", first: int = 1) -> Place | None:
        return Sources(here).search(passage, folder, name, first)

    assert search() is None
    (tmp_path / "x.txt").write_text("head\none two three", encoding="utf-8")
    assert search() is None
    assert search("../../../x.txt") is None
    (here / "x.txt").write_text("head\none two three", encoding="utf-8")
    above = search(first=2)
    assert above is not None
    assert (above.file, above.line, above.column) == ("x.txt", 2, 5)
    (folder / "x.txt").write_text("one two three", encoding="utf-8")
    assert search() is None  # there are no such words on its line
    (folder / "x.txt").write_text("\none two three", encoding="utf-8")
    beside = search()
    assert beside is not None
    assert (beside.file, beside.line, beside.end_column) == ("a/b/x.txt", 2, 8)
    assert sources.search(passage, tmp_path / "else", "x.txt", 1) is None
