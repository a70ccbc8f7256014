"""Solutions of a SELECT in, an aligned table for people out."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

import pyoxigraph as ox
from rich.cells import cell_len, chop_cells

from triplewire.ask.terms import shorten, visible

_GAP = "  "
_NARROWEST = 8
_LONGEST_WORD = 24


def table(
    solutions: ox.QuerySolutions, prefixes: Mapping[str, str], width: int | None = None
) -> str:
    """Return solutions as text, columns aligned; cells are wrapped to fit a width, never cut.

    Units: width counts the cells of a terminal, of which an East Asian character takes two.
    """
    names = [variable.value for variable in solutions.variables]
    lines = [[cell(row[name], prefixes) for name in names] for row in solutions]
    columns = list(zip(names, *lines, strict=True))
    widths = [max(map(cell_len, column)) for column in columns]
    if width is not None:
        widths = _fitted(columns, widths, width)
    rule = ["─" * size for size in widths]
    return "\n".join(line for block in (names, rule, *lines) for line in _laid_out(block, widths))


def cell(term: object, prefixes: Mapping[str, str]) -> str:
    """Return a term in short form: a prefixed name, or a literal's value; nothing when unbound."""
    if isinstance(term, ox.NamedNode):
        return shorten(term.value, prefixes)
    return visible(term.value) if isinstance(term, ox.Literal) else visible(str(term or ""))


def _fitted(columns: list[tuple[str, ...]], widths: list[int], total: int) -> list[int]:
    """Return widths whose sum fits a total, taken from the widest columns; words are split last."""
    words = [
        max(cell_len(word) for text in column for word in text.split(" ")) for column in columns
    ]
    fitted = [min(size, total) for size in widths]
    room = total - len(_GAP) * (len(fitted) - 1)
    for floors in ([min(size, _LONGEST_WORD) for size in words], [_NARROWEST] * len(words)):
        while sum(fitted) > room:
            spare = [size - floor for size, floor in zip(fitted, floors, strict=True)]
            wide = [size if left > 0 else 0 for size, left in zip(fitted, spare, strict=True)]
            if not any(wide):
                break
            fitted[wide.index(max(wide))] -= 1
    return fitted


def _laid_out(cells: Sequence[str], widths: list[int]) -> Iterator[str]:
    """Yield one row as lines, each cell wrapped to its column."""
    wrapped_cells = [wrapped(text, size) for text, size in zip(cells, widths, strict=True)]
    for parts in zip_longest(*wrapped_cells, fillvalue=""):
        yield _GAP.join(map(padded, parts, widths)).rstrip()


def padded(text: str, size: int) -> str:
    """Return a text with the spaces that it lacks to a number of cells."""
    return text + " " * (size - cell_len(text))


def wrapped(text: str, size: int) -> list[str]:
    """Return a text as lines of at most so many cells, broken at spaces where it has any.

    >>> wrapped("talks in 北京 end", 6)
    ['talks', 'in', '北京', 'end']
    """
    lines, line = [], ""
    for word in text.split(" "):
        joined = f"{line} {word}" if line else word
        if cell_len(joined) <= size:
            line = joined
            continue
        if line:
            lines.append(line)
        *full, line = chop_cells(word, size)
        lines += full
    return [*lines, line]
