"""A small store in, one of any size out that holds copies of all that is in it."""

import re
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox

from triplewire.records import Graph
from triplewire.store import Entry, Store, rebuild


def clone(small: Path, folder: Path, copies: int) -> int:
    """Write a store of so many copies of all that a store holds; return the number of quads.

    Each copy has things, actors too, and graphs of its own; the first is as it was. So nothing has
    more neighbours than it had, and whatever takes longer looks at more than it needs.
    """
    with Store(small) as store, rebuild(folder) as writer:
        writer.manifest.base = store.manifest.base
        graphs = {name: list(store.quads(name)) for name in store.graphs()}
        for number in range(copies):
            move = _Mover(store.manifest.base, number)
            for name, quads in graphs.items():
                triples = frozenset(move.triple(quad.triple) for quad in quads)
                writer.replace(Graph(iri=move.iri(name), triples=triples))
            for sha256, entry in store.manifest.articles.items():
                writer.manifest.articles[f"{number:08x}{sha256[8:]}"] = move.entry(entry)
    return sum(map(len, graphs.values())) * copies


class _Mover:
    """Gives the things of a dataset the names that they have in a copy."""

    def __init__(self, base: str, number: int) -> None:
        self._number = number
        kinds = "(?:graph/[a-z]+|[a-z]+)/"
        self._local = re.compile(f"(?<={re.escape(base)}){kinds}(?=.)")

    def iri(self, iri: str) -> str:
        return self._local.sub(rf"\g<0>c{self._number}-", iri) if self._number else iri

    def triple(self, triple: ox.Triple) -> ox.Triple:
        subject, value = triple.subject, triple.object
        return ox.Triple(
            ox.NamedNode(self.iri(subject.value)) if isinstance(subject, ox.NamedNode) else subject,
            triple.predicate,
            ox.NamedNode(self.iri(value.value)) if isinstance(value, ox.NamedNode) else value,
        )

    def entry(self, entry: Entry) -> Entry:
        return replace(
            entry,
            name=f"c{self._number}-{entry.name}",
            graph=self.iri(entry.graph),
            text_graph=self.iri(entry.text_graph),
            review_graph=self.iri(entry.review_graph),
        )
