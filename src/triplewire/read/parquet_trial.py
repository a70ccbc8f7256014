"""A line of settings and a table in Parquet in; out, only that the library stays alive over it.

It ends the whole process over some damaged files. This runs in a process of its own, which reads
each table in a child first.
"""

from contextlib import suppress

import msgspec

from triplewire.errors import ReadError
from triplewire.field_map import FieldMap, ReadOptions
from triplewire.read.parquet_rows import parquet_rows
from triplewire.system import forking


def main() -> None:
    """Try one table after the other."""
    import pyarrow.parquet  # noqa: F401, PLC0415 - once for all of them

    forking.serve(_tried)


def _tried(asked: bytes) -> bytes:
    table, _, data = asked.partition(b"\n")
    options = ReadOptions(table=msgspec.json.decode(table, type=FieldMap))
    with suppress(ReadError):  # the reader finds the same
        for _ in parquet_rows(data, "", options):
            pass
    return b""


if __name__ == "__main__":
    main()
