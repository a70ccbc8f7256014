import io
import signal
from collections.abc import Mapping
from datetime import UTC, datetime

import pytest

from triplewire.errors import ReadError
from triplewire.field_map import FieldMap, ReadOptions
from triplewire.read import parquet, parquet_rows, read_data
from triplewire.read.parquet import read_parquet
from triplewire.read.reading import Found
from triplewire.system.forking import Answer

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")

TEXT = "The harbour board said on Monday that the pier would stay shut."


def table(columns: Mapping[str, object], **how: object) -> bytes:
    file = io.BytesIO()
    pq.write_table(pa.table(columns), file, **how)
    return file.getvalue()


def test_each_row_is_an_article_named_by_its_number() -> None:
    data = table(
        {
            "headline": ["Pier shut", "Pier open"],
            "body": [TEXT, TEXT],
            "authors": [["Ann Quill", "Bo Reed"], None],
            "publisher": [{"name": "Courier"}, None],
            "date": [datetime(2026, 3, 1, 8, tzinfo=UTC)] * 2,
            "embedding": [[0.5], [0.1]],
        }
    )
    one, other = read_data(data, "a.parquet", ".parquet").articles

    assert (one.name, other.name) == ("a.parquet:1", "a.parquet:2")
    assert one.text == TEXT
    assert one.metadata.authors == ("Ann Quill", "Bo Reed")
    assert one.metadata.publisher == "Courier"
    assert one.metadata.published == "2026-03-01T08:00:00Z"
    assert other.metadata.title == "Pier open"


def test_settings_name_the_columns_and_a_row_without_text_costs_itself() -> None:
    data = table({"copy": [TEXT, None, TEXT], "title": ["A", "B", "C"]}, row_group_size=1)
    outcomes = list(read_parquet(data, "a", ReadOptions(table=FieldMap(text="copy"))))

    assert [type(one) for one in outcomes] == [Found, ReadError, Found]
    assert isinstance(outcomes[1], ReadError)
    assert outcomes[1].where == "a:2"


@pytest.mark.parametrize(
    ("columns", "why"),
    [
        ({"name": ["Ann"]}, "no column holds the text"),
        ({"text": [None] * 100_000}, "100,000 rows in"),
        ({"text": [TEXT * 1000] * 100}, "bytes of text are more than 1,000,000"),
    ],
)
def test_what_is_no_table_of_articles_is_refused(
    columns: dict[str, object], why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet_rows, "_LARGEST", 1_000_000)
    data = table(columns, compression="zstd", use_dictionary=False)
    with pytest.raises(ReadError, match=why) as fault:
        list(read_parquet(data, "a"))

    assert fault.value.hint


def test_a_table_over_which_the_library_ends_its_process_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[bytes] = []

    class Ended:
        def ask(self, question: bytes, _seconds: int, _memory: int) -> Answer:
            asked.append(question)
            return Answer(status=-signal.SIGABRT, told=b"")

    monkeypatch.setattr(parquet, "_asker", Ended)
    data = table({"text": [TEXT]})
    with pytest.raises(ReadError, match="it is damaged") as fault:
        read_data(data, "a.parquet", ".parquet")

    assert fault.value.hint
    assert asked[0].endswith(b"\n" + data)


def test_a_spoilt_file_is_read_or_refused() -> None:
    data = table({"text": [TEXT] * 20, "title": ["A"] * 20}, compression="zstd")
    for at in range(0, len(data), 5):
        spoilt = bytearray(data)
        spoilt[at] ^= 0xFF
        for piece in (bytes(spoilt), data[:at]):
            try:
                outcomes = list(read_parquet(piece, "a"))
            except ReadError as fault:
                outcomes = [fault]

            assert all(one.hint for one in outcomes if isinstance(one, ReadError))
