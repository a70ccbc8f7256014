"""A store in, the kept texts of its articles out."""

from collections.abc import Iterator

from triplewire.store import TEXTS, Store


def kept_texts(store: Store) -> Iterator[tuple[str, str]]:
    """Yield the source's name and the text of every article, in the order of their names."""
    named = {entry.text_graph: entry.name for entry in store.manifest.articles.values()}
    for graph in sorted(named, key=lambda graph: (named[graph], graph)):
        if TEXTS in graph:
            for quad in store.quads(graph):
                yield named[graph], str(getattr(quad.object, "value", ""))
