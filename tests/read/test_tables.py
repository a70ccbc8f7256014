import csv
import io
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triplewire.errors import ReadError
from triplewire.field_map import FieldMap, ReadOptions
from triplewire.read import read_file, sources
from triplewire.read.reading import Found
from triplewire.read.tables import read_table

TEXT = "The harbour board said on Monday that the pier would stay shut."


def found(text: str, options: ReadOptions | None = None) -> list[Found]:
    outcomes = read_table(text, "a.csv", options or ReadOptions())
    return [one for one in outcomes if isinstance(one, Found)]


def faults(text: str) -> list[str]:
    outcomes = read_table(text, "a.csv")
    return [f"{one.where}: {one.what}" for one in outcomes if isinstance(one, ReadError)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_usual_headings_need_no_settings(delimiter: str) -> None:
    file = io.StringIO()
    writer = csv.writer(file, delimiter=delimiter)
    writer.writerow(["ID", "Headline", "Body", "Link", "Publish_Date", "Byline", "Source", "Tags"])
    address = "https://courier.example/1"
    row = ["7", "Pier shut", TEXT, address, "2026-03-01", "Ann Quill", "Courier", "piers"]
    writer.writerow(row)
    (one,) = found(file.getvalue())

    assert (one.text, one.name, one.line, one.media_type) == (TEXT, "a.csv:2", 2, "text/csv")
    assert (one.metadata.title, one.metadata.url) == ("Pier shut", address)
    assert (one.metadata.published, one.metadata.publisher) == ("2026-03-01", "Courier")
    assert (one.metadata.authors, one.metadata.keywords) == (("Ann Quill",), ("piers",))


def test_settings_name_the_columns_and_the_others_are_found_by_their_headings() -> None:
    options = ReadOptions(table=FieldMap(text="Copy", title="Slug", url="not there"))
    text = f"text,Slug,Copy,title,url\nnot this,Pier shut,{TEXT},nor this,https://a.example/1\n"
    (one,) = found(text, options)

    assert (one.text, one.metadata.title) == (TEXT, "Pier shut")
    assert one.metadata.url == "https://a.example/1"


def test_a_row_is_named_by_its_first_line() -> None:
    text = 'title,text\r\nA,"One\r\n""two"", three"\r\n\r\nB,"Four\n\nfive"\nC,Six\rD,Seven'
    rows = found(text)

    assert [one.name for one in rows] == ["a.csv:2", "a.csv:5", "a.csv:8", "a.csv:9"]
    assert rows[0].text == 'One\r\n"two", three'
    assert [one.text for one in rows[2:]] == ["Six", "Seven"]


def test_a_bad_row_costs_itself() -> None:
    text = f"title,text\nA,{TEXT}\nB,\nC,one, two\nD\nE,{TEXT},,\n"

    assert [one.name for one in found(text)] == ["a.csv:2", "a.csv:6"]
    assert faults(text) == [
        "a.csv:3: not an article: the row has no text",
        "a.csv:4: not an article: 3 cells under 2 headings",
        "a.csv:5: not an article: the row has no text",
    ]


def test_a_quote_that_is_never_closed_keeps_the_rows_before_it() -> None:
    text = f'title,text\nA,{TEXT}\nB,"{TEXT}\nC,{TEXT}\n'

    assert [one.name for one in found(text)] == ["a.csv:2"]
    assert faults(text) == ["a.csv:3: not a table from here on: a double quote is never closed"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("name,role\nAnn,mayor\n", "no column holds the text; its columns are name, role"),
        ("a," * 1001 + "text\n", "1,002 columns"),
        ('"title,text\n', "a double quote is never closed"),
    ],
)
def test_a_table_without_a_text_is_refused_with_a_hint(text: str, why: str) -> None:
    with pytest.raises(ReadError, match=why) as fault:
        list(read_table(text, "a.csv"))

    assert fault.value.hint


def test_a_byline_in_a_cell_is_read_as_one() -> None:
    cells = f'author,text\n"By Ann Quill, Staff Writer",{TEXT}\n'

    assert found(cells)[0].metadata.authors == ("Ann Quill",)


def test_several_authors_stand_in_one_cell() -> None:
    assert found(f"author,text\nAnn Quill; Bo Reed|Cy Hale,{TEXT}\n")[0].metadata.authors == (
        "Ann Quill",
        "Bo Reed",
        "Cy Hale",
    )


def test_a_huge_cell_is_refused_and_its_neighbours_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"text\n{TEXT}\n{TEXT * 10_000}\n{TEXT}\n")
    reading = read_file(path, "a.csv")

    assert [one.name for one in reading.articles] == ["a.csv:2", "a.csv:4"]
    assert [fault.where for fault in reading.rejected] == ["a.csv:3"]


def test_a_curators_tables_beside_articles_are_no_articles(tmp_path: Path) -> None:
    for name in ("actors.csv", "decisions.csv", "register.csv", "news.csv"):
        (tmp_path / name).write_text(f"text\n{TEXT}\n")

    assert [name for _, name in sources(tmp_path)] == ["news.csv"]


@pytest.mark.parametrize(
    "unit", ["a,b\n", '"",', '"a""b",', '""""\n', "\n", "\r", 'x"', '"x\n"\n', ",", '"a" ']
)
def test_reading_a_table_takes_time_that_grows_with_its_length(unit: str) -> None:
    text, began = "text,title\n" + unit * (200_000 // len(unit)), time.process_time()
    count = sum(1 for _ in read_table(text, "a.csv"))

    assert count <= 200_000
    assert time.process_time() - began < 4


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\r\x00<&"), max_size=12)


@given(st.lists(st.tuples(CELLS, CELLS.filter(str.strip)), max_size=6))
def test_what_the_library_writes_comes_back(rows: list[tuple[str, str]]) -> None:
    file = io.StringIO()
    writer = csv.writer(file, quoting=csv.QUOTE_ALL)
    writer.writerow(["title", "text"])
    writer.writerows(rows)

    assert [one.text for one in found(file.getvalue())] == [text for _, text in rows]


@given(st.text(alphabet=st.sampled_from('a",;\t|\r\n '), max_size=60))
def test_any_table_is_read_or_refused(text: str) -> None:
    names = [one.name for one in found("text,a\n" + text)]

    assert len(set(names)) == len(names)
    assert all(": not a" in one for one in faults("text,a\n" + text))


def test_a_missing_library_is_named_with_the_command_that_installs_it() -> None:
    code = (
        "import sys; sys.modules['pyarrow'] = None\n"
        "from triplewire.read.parquet import read_parquet\n"
        "try: list(read_parquet(b'PAR1', 'a'))\n"
        "except Exception as fault: print(fault)"
    )
    source = Path(__file__).resolve().parents[2] / "src"
    command = [sys.executable, "-c", code]
    ran = subprocess.run(
        command, env={"PYTHONPATH": str(source)}, capture_output=True, text=True, check=True
    )

    assert "not installed" in ran.stdout
    assert "pip install 'triplewire[parquet]'" in ran.stdout
