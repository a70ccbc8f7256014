"""Checking a store finds all that a run over its union finds, each with a graph that it is in."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from tests.graphs import store_of
from triplewire import check
from triplewire.check import check_store
from triplewire.shacl import ENGINES, Shapes, shapes_of, validate

DATA = """
@prefix ex: <https://example.org/> .
ex:one { ex:ada ex:knows ex:bo , ex:nobody ; ex:age "old" . }
ex:two { ex:bo ex:knows ex:ada ; ex:age 7 . }
"""
SHAPES = """
@prefix ex: <https://example.org/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
ex:Known sh:targetObjectsOf ex:knows ; a sh:NodeShape ;
    sh:property [ sh:path ex:age ; sh:minCount 1 ; sh:message "Say how old." ] .
ex:Age sh:targetObjectsOf ex:age ; a sh:NodeShape ;
    sh:datatype xsd:integer ; sh:message "A number." .
ex:Absent sh:targetNode ex:absent ; a sh:NodeShape ;
    sh:property [ sh:path ex:knows ; sh:minCount 1 ; sh:message "Know somebody." ] .
"""


def shapes() -> Shapes:
    return shapes_of(quad.triple for quad in ox.parse(SHAPES, format=ox.RdfFormat.TURTLE))


@pytest.mark.parametrize("together", [1, 100])
@pytest.mark.parametrize("engine", ENGINES)
def test_nodes_that_are_only_mentioned_or_only_named_by_a_shape_are_judged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: str, together: int
) -> None:
    monkeypatch.setattr(check, "_TOGETHER", together)
    quads = list(ox.parse(DATA, format=ox.RdfFormat.TRIG))
    with store_of(quads, tmp_path) as store, store.whole() as everything:
        found = {
            (report.graph[-3:], result.focus, result.message)
            for report in check_store(store, shapes(), engine)
            for result in report.results
        }
        union = {result.focus for result in validate(shapes(), everything)}

    assert found == {
        ("one", "https://example.org/nobody", "Say how old."),
        ("one", '"old"', "A number."),
        ("two", "https://example.org/absent", "Know somebody."),
    }
    assert {focus for _, focus, _ in found} == union


@pytest.mark.parametrize("engine", ENGINES)
def test_a_text_that_is_kept_apart_is_judged_with_all_else(tmp_path: Path, engine: str) -> None:
    trig = "<https://example.org/graph/{0}> {{ <x:t> <x:{0}> '{1}' }}"
    data = "\n".join((trig.format("article/a", "The"), trig.format("text/a", "A text")))
    shape = """@prefix sh: <http://www.w3.org/ns/shacl#> .
        <x:S> a sh:NodeShape ; sh:targetNode <x:t> ; sh:sparql [ sh:message "Not its words." ;
        sh:select "SELECT $this { $this <x:article/a> ?w ; <x:text/a> ?t FILTER(?w != ?t) }" ] ."""
    rules = shapes_of(quad.triple for quad in ox.parse(shape, format=ox.RdfFormat.TURTLE))
    with store_of(ox.parse(data, format=ox.RdfFormat.TRIG), tmp_path) as store:
        found = [r.focus for each in check_store(store, rules, engine) for r in each.results]

    assert set(found) == {"x:t"}
