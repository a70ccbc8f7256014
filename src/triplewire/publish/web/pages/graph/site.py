"""A store in, what every page says of the dataset out."""

from dataclasses import dataclass

import pyoxigraph as ox

from triplewire import vocab
from triplewire.ask import prefixes_of, rows, shorten
from triplewire.iris import BASE
from triplewire.publish.web.pages.graph.links import Ref, page_path, term_path
from triplewire.store import Store

Row = ox.QuerySolution


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What pages need to know of the dataset; ``prefixes`` shorten its IRIs."""

    base: str
    title: str
    publisher: str
    licence: str
    publish_text: bool
    generation: str
    prefixes: dict[str, str]

    def ref(self, iri: str, label: str | None = None) -> Ref:
        """Return a link to a thing, by its short name where it has no label."""
        href = page_path(iri, self.base) or term_path(iri)
        return Ref(iri=iri, label=label or self.short(iri), href=href)

    def short(self, iri: str) -> str:
        """Return an IRI as a prefixed name."""
        return shorten(iri, self.prefixes)


def site_of(store: Store) -> Site:
    """Return what the graph says of its dataset, and the names of the program."""
    base = store.manifest.base or BASE
    said = {
        row["property"].value: row["value"].value
        for row in rows(store, "described", {ox.Variable("thing"): ox.NamedNode(f"{base}dataset")})
    }
    return Site(
        base=base,
        title=said.get(vocab.DCTERMS_TITLE.value, "News graph"),
        publisher=said.get(vocab.DCTERMS_PUBLISHER.value, ""),
        licence=said.get(vocab.DCTERMS_LICENSE.value, ""),
        publish_text=store.manifest.publish_text,
        generation=store.path.name,
        prefixes=prefixes_of(store),
    )


def value_of(row: Row, name: str) -> str | None:
    """Return the text of a column, None where it is unbound."""
    term = row[name]
    return None if term is None else str(term.value)


def asked(store: Store, part: str, name: str, iri: str) -> list[Row]:
    """Return the rows of queries/parts/pages/<part>.rq with a variable bound to an IRI."""
    return rows(store, f"pages/{part}", {ox.Variable(name): ox.NamedNode(iri)})
