"""What a build finds that a check will warn of is the same by one process and by several."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from tests.graphs import BASE, invented
from triplewire import assets, vocab
from triplewire.build import judged
from triplewire.engines import Processes
from triplewire.records import Graph
from triplewire.shacl import load_shapes
from triplewire.store import rebuild
from triplewire.validate import warnings, warnings_of


@pytest.mark.parametrize("lost", [False, True])
def test_several_processes_find_what_one_finds_even_if_they_are_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, lost: bool
) -> None:
    monkeypatch.setattr(warnings, "_TOGETHER", 5)
    monkeypatch.setattr(judged, "_ALONE", 1)
    if lost:
        monkeypatch.setattr(Processes, "submit", _lose)
    iri = ox.NamedNode(f"{BASE}claim/odd")
    odd = frozenset({ox.Triple(iri, vocab.TYPE, vocab.CLAIM)})
    with rebuild(tmp_path) as writer:
        triples = frozenset(quad.triple for quad in invented())
        writer.replace(Graph(iri=f"{BASE}graph/article/bridge", triples=triples | odd))
        alone = list(judged.all_warnings(writer, 1))
        together = list(judged.all_warnings(writer, 2))
        full = list(warnings_of(writer.database(), load_shapes(assets.shapes())))
        left = sorted(path.name for path in tmp_path.glob("gen-*/*"))

    assert alone == together == full != []
    assert left == ["db", "texts"]


def _lose(self: Processes[str, object], _: object, batch: tuple[str, ...]) -> object:
    return lambda: [found for node in batch for found in self._lost(node)]
