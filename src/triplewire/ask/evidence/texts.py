"""A store in, the kept texts of its articles out."""

from collections.abc import Iterator

import pyoxigraph as ox

from triplewire import vocab
from triplewire.ask.evidence.lookups import Lookups, thing
from triplewire.records import Article, Metadata
from triplewire.store import TEXTS, Store

_MOST_TEXTS = 16


def kept_texts(store: Store) -> Iterator[tuple[str, str]]:
    """Yield the source's name and the text of every article, in the order of their names."""
    for _, entry in store.articles.by_name():
        if TEXTS in entry.text_graph:
            for quad in store.quads(entry.text_graph):
                yield entry.name, str(getattr(quad.object, "value", ""))


def kept_articles(store: Store) -> Iterator[tuple[Article, str]]:
    """Yield every article as far as it is kept, and its IRI, in the order of their names."""
    lookups = Lookups(store)
    for sha256, entry in store.articles.by_name():
        for quad in store.quads(entry.text_graph):
            if isinstance(quad.subject, ox.NamedNode):
                iri = lookups.evidence.source(quad.subject.value).article or ""
                yield (
                    Article(
                        text=str(getattr(quad.object, "value", "")),
                        sha256=sha256,
                        name=entry.name,
                        media_type="",
                        language="",
                        metadata=Metadata(
                            title=lookups.one(iri, vocab.SCHEMA_HEADLINE),
                            url=lookups.one(iri, vocab.SCHEMA_URL),
                        ),
                    ),
                    iri,
                )


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
            node = thing(text)
            self._texts[text] = self._store.text(node) if node else None
        return self._texts[text]
