"""A text and an offset in, an error that points at the place out."""

from rich.cells import cell_len

from triplewire.ask.terms import visible
from triplewire.errors import QueryError

_LONGEST_LINE = 200


def error_at(text: str, offset: int, what: str, hint: str) -> QueryError:
    """Return an error that shows the line it speaks of, with a caret under the place.

    Units: offset counts code points from 0; the line and column of the message count from 1.
    """
    start = text.rfind("\n", 0, offset) + 1
    line = text[start:].partition("\n")[0][:_LONGEST_LINE]
    column = offset - start + 1
    before = cell_len(visible(line[: column - 1]))
    return QueryError(
        f"{what}\n    {visible(line)}\n    {' ' * before}^",
        where=f"line {text.count(chr(10), 0, offset) + 1}, column {column}",
        hint=hint,
    )
