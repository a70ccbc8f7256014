"""A store in, the kept texts of its articles out."""

from collections.abc import Iterator

import pyoxigraph as ox

from triplewire.store import TEXTS, Store

_MOST_TEXTS = 16


def kept_texts(store: Store) -> Iterator[tuple[str, str]]:
    """Yield the source's name and the text of every article, in the order of their names."""
    named = {entry.text_graph: entry.name for entry in store.manifest.articles.values()}
    for graph in sorted(named, key=lambda graph: (named[graph], graph)):
        if TEXTS in graph:
            for quad in store.quads(graph):
                yield named[graph], str(getattr(quad.object, "value", ""))


class Texts:
    """Gives the kept texts of articles; those looked at last are kept at hand."""

    def __init__(self, store: Store) -> None:
        """Look texts up in a store."""
        self._store = store
        self._texts: dict[str, str | None] = {}

    def of(self, text: str) -> str | None:
        """Return the text of an IRI, None where it is not kept."""
        if text not in self._texts:
            if len(self._texts) >= _MOST_TEXTS:
                self._texts.pop(next(iter(self._texts)))
            self._texts[text] = self._store.text(ox.NamedNode(text))
        return self._texts[text]
