"""What a check of a store will warn of: digests of warnings, by the focus nodes they come from."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from triplewire.store.book import Book


class Warnings:
    """The warnings of a store, which are more than its articles; none is in memory."""

    def __init__(self, book: Book) -> None:
        """Look into a book."""
        self._book = book

    def __iter__(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield each node that something is to be said of, with digests of it, in their order."""
        rows = self._book.rows("SELECT node, warning FROM warned ORDER BY node, warning")
        for node, some in groupby(rows, key=lambda row: str(row[0])):
            yield node, tuple(warning for _, warning in some)

    def number(self) -> int:
        """Return how many warnings there are, each once, whatever nodes they were found from."""
        (number,) = self._book.row("SELECT count(DISTINCT warning) FROM warned") or (0,)
        return int(number)

    def fill(self, found: Iterable[tuple[str, tuple[str, ...]]]) -> None:
        """Have the warnings of all nodes, and no others."""
        self._book.change("DELETE FROM warned")
        self._add(found)

    def renew(self, nodes: Iterable[str], found: Iterable[tuple[str, tuple[str, ...]]]) -> None:
        """Have other warnings at some nodes, the others as they are."""
        for node in sorted(nodes):
            if self._book.row("SELECT 1 FROM warned WHERE node = ?", (node,)) is not None:
                self._book.change("DELETE FROM warned WHERE node = ?", (node,))
        self._add(found)

    def _add(self, found: Iterable[tuple[str, tuple[str, ...]]]) -> None:
        for node, some in found:
            for warning in some:
                self._book.change("INSERT INTO warned VALUES (?, ?)", (node, warning))
