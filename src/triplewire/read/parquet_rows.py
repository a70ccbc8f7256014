"""The bytes of a table in Parquet in, its rows out: the columns that an article has."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

from triplewire.errors import ReadError
from triplewire.field_map import ReadOptions
from triplewire.read.tables import columns_of

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

_BATCH = 256  # rows in memory at a time
_LARGEST = 1 << 30  # bytes of the columns that are read, unpacked
_HEADER = 10_000_000  # bytes of names, and numbers of things, in what describes the file


def parquet_rows(data: bytes, name: str, options: ReadOptions) -> Iterator[dict[str, object]]:
    """Yield the values of each row, by their fields.

    Raises: ReadError when the file is no table of articles.
    """
    from pyarrow import ArrowException  # noqa: PLC0415 - an extra, slow to import

    try:
        table = _opened(data, name)
        columns = columns_of(table.schema_arrow.names, options.table, name)
        yield from _rows(table, columns, name)
    except (ArrowException, OSError, ValueError, OverflowError) as error:
        reason = " ".join(str(error).split())[:200]
        raise ReadError(
            f"not a Parquet file that can be read: {reason}",
            where=name,
            hint="write the table anew with the tool that it comes from",
        ) from error


def _opened(data: bytes, name: str) -> "ParquetFile":
    from pyarrow import BufferReader  # noqa: PLC0415 - as above
    from pyarrow.parquet import ParquetFile  # noqa: PLC0415 - as above

    limits = {"thrift_string_size_limit": _HEADER, "thrift_container_size_limit": _HEADER}
    table = ParquetFile(BufferReader(data), **limits)
    if table.metadata.num_rows > len(data):
        raise ReadError(
            f"not a table of articles: {table.metadata.num_rows:,} rows in {len(data):,} bytes",
            where=name,
            hint="leave out the rows without a text",
        )
    return table


def _rows(table: "ParquetFile", columns: dict[str, int], name: str) -> Iterator[dict[str, object]]:
    wanted = [table.schema_arrow.names[at] for at in columns.values()]
    _refuse_large(table, set(wanted), name)
    for batch in table.iter_batches(batch_size=_BATCH, columns=wanted, use_threads=False):
        held = {
            field: batch.column(batch.schema.get_field_index(heading))
            for field, heading in zip(columns, wanted, strict=True)
        }
        for row in range(batch.num_rows):
            yield {field: _plain(column[row].as_py()) for field, column in held.items()}


def _refuse_large(table: "ParquetFile", wanted: set[str], name: str) -> None:
    """Refuse a table whose columns are far larger unpacked than a file may be."""
    total = 0
    for group in range(table.metadata.num_row_groups):
        of_group = table.metadata.row_group(group)
        for at in range(of_group.num_columns):
            column = of_group.column(at)
            if column.path_in_schema.split(".")[0] in wanted:
                total += column.total_uncompressed_size
    if total > _LARGEST:
        raise ReadError(
            f"{total:,} bytes of text are more than {_LARGEST:,}",
            where=name,
            hint="split the table into several files",
        )


def _plain(value: object) -> object:
    """Return a value as JSON would have it."""
    return value.isoformat() if isinstance(value, date | datetime) else value
