"""A store in, the kept texts of its articles out, and where in them the words of a thing stand."""

from collections.abc import Iterator

import pyoxigraph as ox

from triplewire.ask.run import rows
from triplewire.ask.terms import visible
from triplewire.store import TEXTS, Store

_MOST_TEXTS = 100
_TIGHTEST_FIRST = ("content", "quotation", "evidence")


def kept_texts(store: Store) -> Iterator[tuple[str, str]]:
    """Yield the source's name and the text of every article, in the order of their names."""
    named = {entry.text_graph: entry.name for entry in store.manifest.articles.values()}
    for graph in sorted(named, key=lambda graph: (named[graph], graph)):
        if TEXTS in graph:
            for quad in store.quads(graph):
                yield named[graph], str(getattr(quad.object, "value", ""))


def resting(store: Store, node: ox.NamedNode) -> list[ox.QuerySolution]:
    """Return where the passages stand that a thing rests on, the tightest ones, in text order.

    The passages are looked up first and each by itself: in one query, Oxigraph would read the
    passages of all articles.
    """
    by_kind: dict[str, list[ox.NamedNode]] = {}
    for row in rows(store, "passages-of", {ox.Variable("node"): node}):
        by_kind.setdefault(row["kind"].value.partition("#")[2], []).append(row["passage"])
    tightest = next((by_kind[kind] for kind in _TIGHTEST_FIRST if kind in by_kind), [])
    found = [
        row for one in tightest for row in rows(store, "passage", {ox.Variable("passage"): one})
    ]
    return sorted(found, key=lambda row: (row["text"].value, *map(int, _span(row))))


def _span(row: ox.QuerySolution) -> tuple[str, str]:
    return row["start"].value, row["end"].value


def line_and_column(text: str, start: int, first: int) -> tuple[int, int]:
    """Return where in a file an offset into the text stands that begins at the file's line.

    Units: start counts code points from 0; lines and columns count from 1.
    """
    return text.count("\n", 0, start) + first, start - text.rfind("\n", 0, start)


class Places:
    """Says where the words of things stand; the texts looked at last are kept at hand."""

    def __init__(self, store: Store) -> None:
        """Look things up in a store."""
        self._store = store
        self._texts: dict[ox.NamedNode, str | None] = {}

    def of(self, iri: str) -> str | None:
        """Return file:line:column of the first words that a thing rests on, None for no words."""
        found = resting(self._store, ox.NamedNode(iri))
        if not found:
            return None
        row = found[0]
        source = visible(row["source"].value) if row["source"] is not None else "text"
        text, start = self.text(row["text"]), int(row["start"].value)
        if text is None:
            return source
        first = int(row["first"].value) if row["first"] is not None else 1
        line, column = line_and_column(text, start, first)
        return f"{source}:{line}:{column}"

    def text(self, node: ox.NamedNode) -> str | None:
        """Return the kept text of an article."""
        if node not in self._texts:
            if len(self._texts) >= _MOST_TEXTS:
                self._texts.pop(next(iter(self._texts)))
            self._texts[node] = self._store.text(node)
        return self._texts[node]
