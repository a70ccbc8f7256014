"""A table that people keep in, its rows out: as spreadsheets save it, told by its known columns.

Cells stand between commas, semicolons or tabs, in UTF-8, UTF-16 with its mark, or Windows-1252.
"""

import codecs
import csv
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from io import StringIO, TextIOWrapper
from pathlib import Path
from typing import IO, TextIO

from triplewire.errors import LinkError
from triplewire.system.files import opened, read_bytes

_DELIMITERS = (",", ";", "\t")
_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_MOST_BYTES = 50_000_000
_SHOWN = 200
_CHUNK = 1 << 20
_LINE_END = re.compile(r"\r\n|\n|\r")
# What no cell can hold: control characters but those that end lines or set words apart.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a table is written: its encoding, the mark before it, what parts cells and ends lines."""

    encoding: str = "utf-8"
    mark: bytes = b""
    delimiter: str = ","
    line_end: str = "\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The cells of a row by column, and its first and last line, from 1.

    ``where`` is the table's path and the first line.
    """

    line: int
    last: int
    where: str
    cells: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The rows of a table, its columns, how it is written, and what lines are ``wrong``."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    style: Style
    wrong: tuple[LinkError, ...] = ()


def read_table(path: Path, layouts: Sequence[tuple[str, ...]]) -> Table:
    """Return the rows of a file whose first line has the columns of one of the layouts.

    Raises: LinkError when it is no such table.
    """
    try:
        data = read_bytes(path, _MOST_BYTES)
    except OSError as error:
        raise LinkError(f"cannot be read: {error.strerror}", where=str(path)) from error
    return parse_table(data, path, layouts)


def each_row(
    path: Path, layouts: Sequence[tuple[str, ...]], most: int
) -> Iterator[Row | LinkError]:
    """Yield the rows of a table as ``read_table`` finds them, and why lines are none, in order.

    Of one in UTF-8, as this program writes them, memory holds a row at a time.
    Units: ``most`` counts the bytes of one that is not refused.
    Raises: LinkError when it is no such table.
    """
    try:
        with opened(path) as handle, os.fdopen(os.dup(handle), "rb") as file:
            if os.fstat(handle).st_size > most:
                raise LinkError(f"a table of more than {most:,} bytes", where=str(path))
            if _is_utf_8(file):
                text = TextIOWrapper(file, encoding="utf-8-sig", newline="")
                yield from _streamed(text, path, layouts)
                return
    except OSError as error:
        raise LinkError(f"cannot be read: {error.strerror}", where=str(path)) from error
    table = read_table(path, layouts)
    yield from table.wrong
    yield from table.rows


def _is_utf_8(file: IO[bytes]) -> bool:
    """Say whether a file is in UTF-8 throughout; it is at its begin before and after."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while chunk := file.read(_CHUNK):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    finally:
        file.seek(0)
    return True


def _streamed(
    text: TextIO, path: Path, layouts: Sequence[tuple[str, ...]]
) -> Iterator[Row | LinkError]:
    before: list[str] = []
    while line := text.readline():
        before.append(line)
        if line.strip():
            break
    delimiter, columns = _header("".join(before), path, layouts)
    text.seek(0)
    yield from _rows(text, path, delimiter, columns)


def parse_table(data: bytes, path: Path, layouts: Sequence[tuple[str, ...]]) -> Table:
    """Return the rows of a table; ``path`` is what errors call it.

    Raises: LinkError when it is no such table.
    """
    text, encoding, mark = _decoded(data, path)
    delimiter, columns = _header(text, path, layouts)
    line_end = _LINE_END.search(text)
    found = list(_rows(StringIO(text, newline=""), path, delimiter, columns))
    return Table(
        columns=columns,
        rows=tuple(row for row in found if isinstance(row, Row)),
        wrong=tuple(error for error in found if isinstance(error, LinkError)),
        style=Style(
            encoding=encoding,
            mark=mark,
            delimiter=delimiter,
            line_end=line_end.group() if line_end else "\n",
        ),
    )


def table_line(cells: Iterable[str], style: Style) -> str:
    """Return cells as a line of a table, with its end.

    >>> table_line(["a", 'the "old" quay', "x,y;z"], Style(delimiter=";", line_end=""))
    'a;"the ""old"" quay";"x,y;z"'
    """
    # csv.writer leaves a carriage return bare before Python 3.13, which no reader takes.
    special = {style.delimiter, '"', "\n", "\r"}
    quoted = (
        '"' + cell.replace('"', '""') + '"' if special & set(cell) else cell for cell in cells
    )
    return style.delimiter.join(quoted) + style.line_end


def is_day(cell: str) -> bool:
    """Say whether a cell is an ISO 8601 day.

    >>> is_day("2026-05-01"), is_day("2026-02-30"), is_day("last week")
    (True, False, False)
    """
    if re.fullmatch(r"\d{4}-\d\d-\d\d", cell) is None:
        return False
    try:
        date.fromisoformat(cell)
    except ValueError:
        return False
    return True


def encoded(text: str, style: Style, path: Path) -> bytes:
    """Return text in the encoding of a table, without a mark.

    Raises: LinkError when the encoding has not all of its characters.
    """
    try:
        return text.encode(style.encoding)
    except UnicodeEncodeError as error:
        raise LinkError(
            f"{text[error.start]!a} cannot be written in {style.encoding}",
            where=str(path),
            hint="save the table as UTF-8",
        ) from error


def _decoded(data: bytes, path: Path) -> tuple[str, str, bytes]:
    """Return the text of a table, its encoding, and the mark before it."""
    if len(data) > _MOST_BYTES:
        raise LinkError(f"a table of more than {_MOST_BYTES:,} bytes", where=str(path))
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            return _text(data, encoding, path, mark), encoding, mark
    try:
        return data.decode("utf-8"), "utf-8", b""
    except UnicodeDecodeError:
        # What a spreadsheet on Windows calls CSV.
        return _text(data, "cp1252", path), "cp1252", b""


def _text(data: bytes, encoding: str, path: Path, mark: bytes = b"") -> str:
    data = data.removeprefix(mark)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].decode(encoding).count("\n") + 1
        raise LinkError(
            f"not a CSV table in UTF-8, UTF-16 or Windows-1252: {error.reason}",
            where=f"{path}:{line}",
            hint="save it as CSV in UTF-8",
        ) from error


def _header(
    text: str, path: Path, layouts: Sequence[tuple[str, ...]]
) -> tuple[str, tuple[str, ...]]:
    """Return what parts the cells of a table, and its columns: one of the layouts."""
    hint = f"write {','.join(layouts[0])}"
    first = next((line for line in _LINE_END.split(text) if line.strip()), None)
    if first is None:
        raise LinkError("the table is empty", where=f"{path}:1", hint=f"{hint}, or delete the file")
    for delimiter in _DELIMITERS:
        try:
            cells = next(csv.reader([first], delimiter=delimiter, strict=True))
        except csv.Error:
            continue
        columns = tuple(cell.strip() for cell in cells)
        if columns in layouts:
            return delimiter, columns
    line = text[: text.index(first)].count("\n") + 1
    raise LinkError(
        f"the first line is {first[:_SHOWN]!r}, not the columns", where=f"{path}:{line}", hint=hint
    )


def _rows(
    text: Iterable[str], path: Path, delimiter: str, columns: tuple[str, ...]
) -> Iterator[Row | LinkError]:
    """Yield each row, or why a line is none.

    Raises: LinkError where nobody knows where a row ends.
    """
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    headed = False
    while True:
        line = reader.line_num + 1
        where = f"{path}:{line}"
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise LinkError(f"not a CSV table: {error}", where=where) from error
        if cells is None:
            return
        # A spreadsheet leaves rows of nothing where lines were deleted.
        if not any(cell.strip() for cell in cells):
            continue
        if not headed:
            headed = True
            continue
        if len(cells) != len(columns):
            what = f"not as many cells as columns: {len(cells)}, not {len(columns)}"
            yield LinkError(what, where=where, hint="the line is left out: put cells in quotes")
            continue
        control = _CONTROL.search("".join(cells))
        if control is not None:
            what = f"a control character, {control.group()!a}"
            yield LinkError(what, where=where, hint="the line is left out: delete the character")
            continue
        yield Row(
            line=line,
            last=reader.line_num,
            where=where,
            cells=dict(zip(columns, cells, strict=True)),
        )
