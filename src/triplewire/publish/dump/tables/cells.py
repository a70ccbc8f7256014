"""Values in, cells of a CSV file out that a spreadsheet shows and never runs.

Source: RFC 4180 for the quoting; OWASP, "CSV Injection", for what spreadsheets take for formulas.
"""

import csv
import re
from collections.abc import Iterable, Sequence
from typing import TextIO

from triplewire.ask import visible

Value = str | int | Sequence[str] | None

# An item of a list cell cannot hold what stands between items.
SEPARATOR = "|"
_STAND_IN = "¦"
# Quotes and spaces are skipped by one spreadsheet or another, and full-width signs are read like
# the plain ones. Tabs, NUL and other hidden characters have become escapes before.
_FORMULA = re.compile(r"[\s'\"]*[=+\-@＝＋－＠]")
_NUMBER = re.compile(r"-?\d{1,30}(?:\.\d{1,30})?", re.ASCII)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def cell(value: Value, *, typed: bool = False) -> str:
    """Return what is written for a value: nothing for None, the items of a list with "|" between.

    Words and items that a spreadsheet would run get an apostrophe in front; a ``typed`` value that
    is a number or a date stays as it is. Hidden characters become escapes, line ends stay.

    >>> cell("=1+1"), cell("-3.5", typed=True), cell(["Bo", "a|b"]), cell(None)
    ("'=1+1", '-3.5', 'Bo|a¦b', '')
    """
    if value is None:
        return ""
    if isinstance(value, int):
        return str(value)
    if not isinstance(value, str):
        return SEPARATOR.join(_defused(item.replace(SEPARATOR, _STAND_IN)) for item in value)
    if typed and (_NUMBER.fullmatch(value) or _DATE.fullmatch(value)):
        return value
    return _defused(value)


def words_of(written: str) -> str:
    """Return the words of a cell without the apostrophe that keeps a spreadsheet from running them.

    >>> words_of("'=1+1"), words_of("'tis")
    ('=1+1', "'tis")
    """
    armed = written.startswith("'") and _FORMULA.match(written, 1)
    return written[1:] if armed else written


def write_rows(rows: Iterable[Sequence[str]], out: TextIO) -> None:
    """Write rows of cells as RFC 4180 has it: CRLF after each, quotes where they are needed."""
    csv.writer(out, lineterminator="\r\n").writerows(rows)


def _defused(words: str) -> str:
    shown = "\n".join(map(visible, words.split("\n")))
    return f"'{shown}" if _FORMULA.match(shown) else shown
