"""A store of any size out of one small one: copies of its article graphs under other hashes."""

import re
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox

from triplewire.records import Graph
from triplewire.store import TEXTS, Store, Writer, rebuild

ROOT = Path(__file__).resolve().parents[2]
_HASH = re.compile(r"(?<![0-9a-f])[0-9a-f]{16}(?![0-9a-f])")


def seeds(folder: Path) -> None:
    """Build the seeds into a folder."""
    build = [sys.executable, "-m", "triplewire", "build", str(ROOT / "seeds"), "--store"]
    subprocess.run([*build, str(folder)], check=True, stdout=subprocess.DEVNULL)


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
