"""What a build finds that a check will warn of is the same by one process and by several."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from tests.graphs import BASE, invented
from triplewire import assets, vocab
from triplewire.ask.index import index_file, renew_index, write_index
from triplewire.build import judged
from triplewire.build.into import Into
from triplewire.engines import Embedded, Processes
from triplewire.records import Graph
from triplewire.shacl import load_shapes
from triplewire.store import Store, rebuild
from triplewire.validate import warnings, warnings_of


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Embedded]:
    with Embedded(tmp_path / "tables", 1) as engine:
        yield engine


@pytest.mark.parametrize("lost", [False, True])
def test_several_processes_find_what_one_finds_even_if_they_are_killed(
    tmp_path: Path, engine: Embedded, monkeypatch: pytest.MonkeyPatch, *, lost: bool
) -> None:
    monkeypatch.setattr(warnings, "_TOGETHER", 5)
    monkeypatch.setattr(judged, "_FEW", 0)
    if lost:
        monkeypatch.setattr(Processes, "submit", _lose)
    iri = ox.NamedNode(f"{BASE}claim/odd")
    odd = frozenset({ox.Triple(iri, vocab.TYPE, vocab.CLAIM)})
    told: list[tuple[str, int, int, int]] = []
    with rebuild(tmp_path / "store", renew_index) as writer:
        triples = frozenset(quad.triple for quad in invented())
        writer.replace(Graph(iri=f"{BASE}graph/article/bridge", triples=triples | odd))
        into = Into(
            writer=writer, engine=engine, day="2026-01-01", tell=lambda *far: told.append(far)
        )
        alone = list(judged.all_warnings(into))
        together = list(judged.all_warnings(replace(into, jobs=2)))
        full = list(warnings_of(writer.database(), load_shapes(assets.shapes())))
        left = sorted(path.name for path in writer.begin().iterdir())
    with Store(tmp_path / "store") as store:
        kept = index_file(store).read_bytes()
        write_index(store, tmp_path / "anew.sqlite")

    assert alone == together == full != []
    assert left == ["db", *([] if lost else ["index-4.sqlite", "index-4.sqlite.lock"]), "texts"]
    assert kept == (tmp_path / "anew.sqlite").read_bytes()
    (number,) = {of for _, _, of, _ in told if of}
    counted = [("checking", done, number, 0) for done in range(0, number, 5)]
    assert told == [*(begun := [("checking", 0, 0, 0), *counted]), *begun, ("finishing", 0, 0, 0)]


def _lose(
    _: Processes,
    work: object,
    batch: list[list[str]],
    lost: Callable[[list[str]], Iterable[object]],
) -> object:
    return lambda: [found for node in batch for found in lost(node)]
