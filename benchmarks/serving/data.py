"""A store of any size out of one small one: copies of its articles, or of all that is in it."""

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox

from triplewire.records import Graph
from triplewire.store import TEXTS, Entry, Store, Writer, rebuild

ROOT = Path(__file__).resolve().parents[2]
_HASH = re.compile(r"(?<![0-9a-f])[0-9a-f]{16}(?![0-9a-f])")


def seeds(folder: Path) -> None:
    """Build the seeds into a folder."""
    build = [sys.executable, "-m", "triplewire", "build", str(ROOT / "seeds"), "--store"]
    subprocess.run([*build, str(folder)], check=True, stdout=subprocess.DEVNULL)


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
        return ox.Triple(*map(self._node, triple))

    def entry(self, entry: Entry) -> Entry:
        return replace(
            entry,
            name=f"c{self._number}-{entry.name}",
            graph=self.iri(entry.graph),
            text_graph=self.iri(entry.text_graph),
            review_graph=self.iri(entry.review_graph),
        )

    def _node(self, node: object) -> object:
        return ox.NamedNode(self.iri(node.value)) if isinstance(node, ox.NamedNode) else node


def grow(folder: Path, copies: int) -> None:
    """Build the seeds into a folder and add copies of every article's graph."""
    seeds(folder)
    with Store(folder) as store:
        graphs = {
            name: list(store.quads(name))
            for name in store.graphs()
            if "/graph/article/" in name and TEXTS not in name
        }
    with rebuild(folder) as writer:
        for number in range(copies):
            add_copy(writer, graphs, number)


def add_copy(writer: Writer, graphs: dict[str, list[ox.Quad]], number: int) -> None:
    """Put a copy of each graph into a store; the same number gives the same copy."""

    def moved(node: ox.NamedNode) -> ox.NamedNode:
        name = _HASH.sub(lambda found: f"{number:08x}{found[0][8:]}", node.value)
        return ox.NamedNode(name)

    for name, quads in graphs.items():
        triples = frozenset(
            ox.Triple(
                moved(quad.subject),
                quad.predicate,
                moved(quad.object) if isinstance(quad.object, ox.NamedNode) else quad.object,
            )
            for quad in quads
        )
        writer.replace(Graph(iri=moved(ox.NamedNode(name)).value, triples=triples))
