"""A file of RDF that cites articles points at their words where the articles are at hand."""

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from tests.report.desk import desk, usual
from triplewire import assets
from triplewire.check import check_files
from triplewire.report import Finding, file_findings
from triplewire.shacl import load_shapes
from triplewire.store import Store


@pytest.fixture
def dump() -> Iterator[Path]:
    path = desk() / "news" / "graph.nq"
    with Store(desk() / "store") as store:
        quads = [
            quad for name in store.graphs() if "/text/" not in name for quad in store.quads(name)
        ]
    path.write_bytes(ox.serialize(sorted(quads, key=str), format=ox.RdfFormat.N_QUADS) or b"")
    yield path
    path.unlink()


def _findings(path: Path, here: Path) -> list[Finding]:
    report = check_files([path], load_shapes(assets.shapes()))
    return list(file_findings([path], report, here))


def test_the_article_comes_first_and_the_line_of_the_file_second(dump: Path) -> None:
    quotes = [f for f in _findings(dump, desk()) if f.result.shape.endswith("#Claim-about")]
    places = {f.places[0] for f in usual() if f.places[0].file.endswith("pier.txt")}
    (pier,) = [f for f in quotes if f.places[0] in places]
    line = dump.read_text(encoding="utf-8").split("\n")[(pier.places[1].line or 0) - 1]

    assert pier.places[0].words == "We will repair the pier,"
    assert pier.places[1].file == "news/graph.nq"
    assert line.startswith(f"<{pier.result.focus}>")


def test_words_are_shown_without_a_line_where_the_article_is_not_at_hand(
    dump: Path, tmp_path: Path
) -> None:
    away = tmp_path / "graph.nq"
    away.write_bytes(dump.read_bytes())
    found = [f for f in _findings(away, tmp_path) if f.result.shape.endswith("#Claim-about")]

    assert all(f.places[0].file == "graph.nq" for f in found)
    assert "We will repair the pier," in {f.places[1].words for f in found}
    assert {f.places[1].line for f in found} == {None}


def test_a_name_in_the_data_cannot_lead_to_files_outside(dump: Path, tmp_path: Path) -> None:
    inside, secret = tmp_path / "inside", tmp_path / "secret.txt"
    inside.mkdir()
    source = desk() / "news" / "articles" / "banner.txt"
    secret.write_bytes(source.read_bytes())
    path = inside / "graph.nq"
    text = dump.read_text(encoding="utf-8")
    path.write_text(text.replace('"articles/banner.txt"', '"../secret.txt"'), encoding="utf-8")
    found = _findings(path, tmp_path)

    assert "../secret.txt" in {place.file for f in found for place in f.places}
    assert not [p for f in found for p in f.places if "secret" in p.file and (p.line or p.before)]


def test_results_about_nodes_without_a_name_point_at_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_text(
        "[] a <https://w3id.org/triplewire/ns#Actor> .\n"
        "_:known a <https://w3id.org/triplewire/ns#Actor> .\n",
        encoding="utf-8",
    )
    found = _findings(path, tmp_path)
    lines = {f.result.focus: f.places[0].line for f in found}

    assert sorted(lines.items()) == [("_:f0b0", None), ("_:f0known", 2)]
