"""What a store keeps of each article, and of each name that a folder has published, by its key."""

from collections import deque
from collections.abc import Iterable, Iterator, MutableMapping
from dataclasses import dataclass

import msgspec

from triplewire.records import Omission, Registered
from triplewire.store.book import Book, sealed

# Rows are read a page at a time, so that what has been read may change meanwhile.
_PAGE = 500
_BY_TEXT = "SELECT name, sha256, row FROM articles WHERE sha256 > ?2 ORDER BY sha256 LIMIT ?3"
_BY_NAME = (
    "SELECT name, sha256, row FROM articles WHERE (name, sha256) > (?1, ?2)"
    " ORDER BY name, sha256 LIMIT ?3"
)
_OMITTING = (
    "SELECT name, sha256, row FROM articles WHERE omits AND (name, sha256) > (?1, ?2)"
    " ORDER BY name, sha256 LIMIT ?3"
)
_REGISTERED = "SELECT name, row FROM register WHERE root = ? AND name > ? ORDER BY name LIMIT ?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a store keeps of one article, by the hash of its text.

    ``root``, the name of a folder, and ``name`` say where it was read; ``digits`` name the article,
    whatever text it has; ``run``
    fingerprints everything its graph was made from; ``authorities`` are the listed things that its
    graph mentions; ``review_graph`` holds what is proposed and not published, "" in a store of an
    earlier release; ``omitted`` is what its graph had to leave out, which every build says again.
    """

    root: str
    name: str
    digits: str
    graph: str
    text_graph: str
    run: str
    authorities: tuple[str, ...]
    review_graph: str = ""
    omitted: tuple[Omission, ...] = ()


class Articles(MutableMapping[str, Entry]):
    """The articles of a store by the SHA-256 of their texts, in that order; none is in memory."""

    def __init__(self, book: Book) -> None:
        """Look into a book."""
        self._book = book

    def __getitem__(self, sha256: str) -> Entry:
        """Return an article.

        Raises: KeyError when there is none.
        """
        row = self._book.row("SELECT row FROM articles WHERE sha256 = ?", (sha256,))
        if row is None:
            raise KeyError(sha256)
        return self._entry(sha256, row[0])

    def __setitem__(self, sha256: str, entry: Entry) -> None:
        """Keep an article."""
        row = sealed(sha256, msgspec.json.encode(entry))
        keys = (sha256, entry.root, entry.digits, entry.name, int(bool(entry.omitted)))
        self._book.change("INSERT OR REPLACE INTO articles VALUES (?, ?, ?, ?, ?, ?)", (*keys, row))

    def __delitem__(self, sha256: str) -> None:
        """Strike an article out.

        Raises: KeyError when there is none.
        """
        if sha256 not in self:
            raise KeyError(sha256)
        self._book.change("DELETE FROM articles WHERE sha256 = ?", (sha256,))

    def __contains__(self, sha256: object) -> bool:
        """Say whether there is an article."""
        asked = "SELECT 1 FROM articles WHERE sha256 = ?"
        return self._book.row(asked, (sha256,)) is not None

    def __iter__(self) -> Iterator[str]:
        """Yield the SHA-256 of each."""
        return (sha256 for sha256, _ in self.pairs())

    def __len__(self) -> int:
        """Return how many there are."""
        (number,) = self._book.row("SELECT count(*) FROM articles") or (0,)
        return int(number)

    def pairs(self) -> Iterator[tuple[str, Entry]]:
        """Yield the SHA-256 of each text with its article; those that were read may change."""
        return self._paged(_BY_TEXT)

    def by_name(self) -> Iterator[tuple[str, Entry]]:
        """Yield the same in the order of the articles' names."""
        return self._paged(_BY_NAME)

    def omitting(self) -> Iterator[Entry]:
        """Yield the articles whose graphs had to leave something out, by their names."""
        return (entry for _, entry in self._paged(_OMITTING))

    def roots(self) -> frozenset[str]:
        """Return the names of the folders that there are articles of."""
        return frozenset(root for (root,) in self._book.rows("SELECT DISTINCT root FROM articles"))

    def text_of(self, root: str, digits: str) -> str | None:
        """Return the SHA-256 of the text that an article of a folder has."""
        asked = "SELECT max(sha256) FROM articles WHERE root = ? AND digits = ?"
        row: tuple[str | None] | None = self._book.row(asked, (root, digits))
        return row[0] if row else None

    def _paged(self, query: str) -> Iterator[tuple[str, Entry]]:
        name, sha256 = "", ""
        while page := list(self._book.rows(query, (name, sha256, _PAGE))):
            for _, text, row in page:
                yield text, self._entry(text, row)
            name, sha256, _ = page[-1]

    def _entry(self, sha256: str, row: bytes) -> Entry:
        return msgspec.json.decode(self._book.opened(sha256, row), type=Entry)


class Registers(MutableMapping[str, tuple[Registered, ...]]):
    """The names that each folder of a store has published, in their order; by the folder's name."""

    def __init__(self, book: Book) -> None:
        """Look into a book."""
        self._book = book

    def __getitem__(self, root: str) -> tuple[Registered, ...]:
        """Return what was registered of all of a folder's names.

        Raises: KeyError when it has none.
        """
        if root not in self:
            raise KeyError(root)
        return tuple(self.rows(root))

    def rows(self, root: str) -> Iterator[Registered]:
        """Yield what was registered of a folder's names, in their order."""
        for name, row in self._sealed(root):
            yield self._registered(root, name, row)

    def row(self, root: str, name: str) -> Registered | None:
        """Return what was registered of a name of a folder."""
        asked = "SELECT row FROM register WHERE root = ? AND name = ?"
        found = self._book.row(asked, (root, name))
        return None if found is None else self._registered(root, name, found[0])

    def __setitem__(self, root: str, rows: Iterable[Registered]) -> None:
        """Have a folder's names registered, which come in their order, and no others."""
        deque(self.renew(root, rows), maxlen=0)

    def renew(self, root: str, rows: Iterable[Registered]) -> Iterator[str]:
        """Do so, and yield the names of which something else is registered now; take all."""
        before = self._sealed(root)
        old = next(before, None)
        for row in rows:
            while old is not None and old[0] < row.name:
                self._strike(root, old[0])
                yield old[0]
                old = next(before, None)
            new = sealed(_key(root, row.name), msgspec.json.encode(row))
            if old != (row.name, new):
                changed = (root, row.name, new)
                self._book.change("INSERT OR REPLACE INTO register VALUES (?, ?, ?)", changed)
                yield row.name
            if old is not None and old[0] == row.name:
                old = next(before, None)
        while old is not None:
            self._strike(root, old[0])
            yield old[0]
            old = next(before, None)

    def __delitem__(self, root: str) -> None:
        """Forget the names of a folder.

        Raises: KeyError when it has none.
        """
        if root not in self:
            raise KeyError(root)
        self._book.change("DELETE FROM register WHERE root = ?", (root,))

    def __contains__(self, root: object) -> bool:
        """Say whether a folder has published names."""
        asked = "SELECT 1 FROM register WHERE root = ? LIMIT 1"
        return self._book.row(asked, (root,)) is not None

    def __iter__(self) -> Iterator[str]:
        """Yield the names of the folders."""
        return (
            root for (root,) in self._book.rows("SELECT DISTINCT root FROM register ORDER BY 1")
        )

    def __len__(self) -> int:
        """Return how many folders there are."""
        return sum(1 for _ in self)

    def _registered(self, root: str, name: str, row: bytes) -> Registered:
        known = self._book.opened(_key(root, name), row)
        return msgspec.json.decode(known, type=Registered)

    def _strike(self, root: str, name: str) -> None:
        self._book.change("DELETE FROM register WHERE root = ? AND name = ?", (root, name))

    def _sealed(self, root: str) -> Iterator[tuple[str, bytes]]:
        name = ""
        while page := list(self._book.rows(_REGISTERED, (root, name, _PAGE))):
            yield from page
            name = page[-1][0]


def _key(root: str, name: str) -> str:
    return f"{root}\n{name}"
