"""A table of articles in Parquet in, one text a row out; a bad row does not spoil the others."""

import functools
import importlib.util
from collections.abc import Iterator

import msgspec

from triplewire.errors import PassingError, ReadError
from triplewire.field_map import AS_KNOWN, ReadOptions
from triplewire.read.parquet_rows import parquet_rows
from triplewire.read.reading import Found
from triplewire.read.tables import row_article
from triplewire.system import forking

_MEDIA_TYPE = "application/vnd.apache.parquet"
_SECONDS = 10  # and two more for each megabyte
_MEGABYTE = 1_000_000
_MEMORY = 4 << 30


def read_parquet(
    data: bytes, name: str, options: ReadOptions = AS_KNOWN
) -> Iterator[Found | ReadError]:
    """Yield the article of each row, by the row's number from 1.

    Raises: ReadError when pyarrow is not installed, or the file is no table of articles.
    """
    if importlib.util.find_spec("pyarrow") is None:
        raise PassingError(
            "Parquet is read by pyarrow, which is not installed",
            where=name,
            hint="pip install 'triplewire[parquet]'",
        )
    seconds = _SECONDS + 2 * len(data) // _MEGABYTE
    question = msgspec.json.encode(options.table) + b"\n" + data
    if _asker().ask(question, seconds, _MEMORY).status:
        raise ReadError(
            f"not a Parquet file that can be read: it is damaged, or takes {seconds} seconds",
            where=name,
            hint="write the table anew with the tool that it comes from",
        )
    for number, values in enumerate(parquet_rows(data, name, options), start=1):
        yield row_article(values, f"{name}:{number}", number, _MEDIA_TYPE)


@functools.cache
def _asker() -> forking.Asker:
    return forking.Asker("triplewire.read.parquet_trial")
