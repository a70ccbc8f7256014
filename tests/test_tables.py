"""Tables are read as spreadsheets save them; what is none is refused with its line."""

import codecs
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triplewire.decide import COLUMNS, load_decisions
from triplewire.errors import LinkError
from triplewire.link import load_authorities
from triplewire.tables import Row, Style, encoded, parse_table, read_table, table_line

ACTORS = ("key", "name", "type", "aliases", "identifiers", "within")
WRITTEN = [
    ("utf-8", b""),
    ("utf-8", codecs.BOM_UTF8),
    ("utf-16-le", codecs.BOM_UTF16_LE),
    ("utf-16-be", codecs.BOM_UTF16_BE),
    ("cp1252", b""),
]
HERE = Path("table.csv")


def table(style: Style, *rows: tuple[str, ...]) -> bytes:
    text = "".join(table_line(row, style) for row in rows)
    return style.mark + text.encode(style.encoding)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize(("encoding", "mark"), WRITTEN)
def test_both_tables_are_read_as_any_spreadsheet_saves_them(
    tmp_path: Path, encoding: str, mark: bytes, delimiter: str, line_end: str
) -> None:
    style = Style(encoding=encoding, mark=mark, delimiter=delimiter, line_end=line_end)
    actors, decisions = tmp_path / "actors.csv", tmp_path / "decisions.csv"
    actors.write_bytes(table(style, ACTORS, ("actor/r", "Renée, R; “R”", "person", "", "", "")))
    around = ("„Well”", "; and left")
    words = "“long; overdue”, she said"
    row = ("reject", "fish.txt", words, *around, "", "", "Renée", "2026-05-01", "")
    decisions.write_bytes(table(style, COLUMNS, row))
    (decision,) = load_decisions(decisions).taken

    assert load_authorities(actors, []).listed[0].name == "Renée, R; “R”"
    assert (decision.line, decision.quotation, decision.by) == (2, words, "Renée")
    assert (decision.prefix, decision.suffix) == around


def test_rows_of_nothing_and_blank_lines_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(b"\na;b\n;\n\n1;2\n ; \n")
    (row,) = read_table(path, (("a", "b"),)).rows

    assert (row.line, row.where, row.cells) == (5, f"{path}:5", {"a": "1", "b": "2"})


@pytest.mark.parametrize(
    ("line", "what"),
    [
        (b"1", "not as many cells as columns: 1, not 2"),
        (b"1,2,3", "not as many cells as columns: 3, not 2"),
        (b"<<<<<<< HEAD", "not as many cells as columns: 1, not 2"),
        (b"1,2\x002", r"a control character, '\x00'"),
        (b"1,2\x1b[31m", r"a control character, '\x1b'"),
    ],
)
def test_a_line_that_is_no_row_is_told_and_leaves_the_others(line: bytes, what: str) -> None:
    found = parse_table(b"a,b\n1,2\n" + line + b"\n3,4\n", HERE, (("a", "b"),))

    assert [row.cells["a"] for row in found.rows] == ["1", "3"]
    assert [(error.where, error.what) for error in found.wrong] == [(f"{HERE}:3", what)]


def test_a_row_over_several_lines_is_named_by_its_first(tmp_path: Path) -> None:
    rows = parse_table(b'a,b\n1,"x\ny\nz"\n2,3\n', HERE, (("a", "b"),)).rows

    assert [row.line for row in rows] == [2, 5]


@pytest.mark.parametrize(
    ("data", "where", "what"),
    [
        (b"", 1, "the table is empty"),
        (codecs.BOM_UTF8, 1, "the table is empty"),
        (codecs.BOM_UTF16_LE, 1, "the table is empty"),
        (b" \n\r\n\n", 1, "the table is empty"),
        (b"\nb,a\n", 2, "the first line is 'b,a', not the columns"),
        (b"a|b\n", 1, "not the columns"),
        (b'"a,b\n', 1, "not the columns"),
        (b'a,b\n1,2\n1,"2\n', 3, "not a CSV table"),
        (b"a,b\n1,2\n1,\x81\n", 3, "not a CSV table in UTF-8, UTF-16 or Windows-1252"),
        (codecs.BOM_UTF16_LE + "a,b\n1,2".encode("utf-16-le") + b"\0", 2, "not a CSV table"),
        (b"a,b\n1," + b"2" * 200_000 + b"\n", 2, "not a CSV table: field larger"),
    ],
)
def test_what_is_no_table_is_an_error_with_its_line(
    tmp_path: Path, data: bytes, where: int, what: str
) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(data)

    with pytest.raises(LinkError, match=what) as caught:
        read_table(path, (("a", "b"),))
    assert caught.value.where == f"{path}:{where}"


def test_a_table_that_is_not_there_or_too_large_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "table.csv"
    with pytest.raises(LinkError, match="cannot be read: No such file"):
        read_table(path, (("a", "b"),))
    monkeypatch.setattr("triplewire.tables._MOST_BYTES", 3)
    path.write_bytes(b"a,b\n")

    with pytest.raises(LinkError, match="bytes are more than 3"):
        read_table(path, (("a", "b"),))


def test_what_an_encoding_has_not_is_refused_with_a_hint() -> None:
    with pytest.raises(LinkError, match="save the table as UTF-8"):
        encoded("Ж", Style(encoding="cp1252"), HERE)


_cells = st.text(st.characters(exclude_categories=["Cs", "Cc"])) | st.text("a,;\t\"'\r\n ")


@given(
    rows=st.lists(st.tuples(st.just("x"), _cells, _cells)),
    written=st.sampled_from(WRITTEN[:-1]),
    delimiter=st.sampled_from(",;\t"),
    line_end=st.sampled_from(["\n", "\r\n"]),
)
def test_whatever_a_table_says_is_read_again(
    rows: list[tuple[str, ...]], written: tuple[str, bytes], delimiter: str, line_end: str
) -> None:
    encoding, mark = written
    style = Style(encoding=encoding, mark=mark, delimiter=delimiter, line_end=line_end)
    columns = ("a", "b", "c")
    found = parse_table(table(style, columns, *rows), HERE, (columns,))

    assert [tuple(row.cells.values()) for row in found.rows] == rows
    assert found.style == style


@given(st.binary(max_size=200) | st.binary(max_size=80).map(b"a,b\n".__add__))
def test_any_bytes_are_a_table_or_an_error(data: bytes) -> None:
    rows: tuple[Row, ...] = ()
    with suppress(LinkError):
        rows = parse_table(data, HERE, (("a", "b"),)).rows

    assert all(set(row.cells) == {"a", "b"} for row in rows)
