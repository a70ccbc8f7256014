"""Results of a file of RDF point at the line where their focus node is described."""

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from triplewire.report.findings import Place
from triplewire.report.places import rdf_lines as subjects
from triplewire.report.places.rdf_lines import subject_places

_TURTLE = r'''@prefix ex: <https://example.org/> .
PREFIX p: <https://example.org/p/>
@base <https://example.org/base/> .

# ex:commented a ex:Thing .
ex:a ex:says "ex:quoted . ex:b a ex:Thing" ,
    """long "" ex:b
ex:c ex:d """ , 'x' ; ex:knows ex:c, [ ex:name "in brackets" ] .
<rel> a p:Thing ; p:at ( ex:first ex:second ) .
ex:b.c ex:n 1.5 . ex:b ex:n 2 .
<https://example.org/\u0061bc> ex:n .5, 1e3 .
_:known ex:n true .
p:with\,comma ex:n "a"@en-GB .  # the end
ex:c a ex:Thing .
'''
_SUBJECTS = {
    "https://example.org/a": (6, 1),
    "https://example.org/base/rel": (9, 1),
    "https://example.org/b.c": (10, 1),
    "https://example.org/b": (10, 19),
    "https://example.org/abc": (11, 1),
    "_:known": (12, 1),
    "https://example.org/p/with,comma": (13, 1),
    "https://example.org/c": (14, 1),
}


def _at(place: Place) -> tuple[int | None, int | None]:
    return place.line, place.column


def test_turtle_is_read_as_far_as_it_takes_to_find_subjects(tmp_path: Path) -> None:
    file = tmp_path / "a.ttl"
    file.write_text(_TURTLE, encoding="utf-8")
    parsed = {str(q.subject).strip("<>") for q in ox.parse(path=file)}
    places = subject_places(file, "a.ttl", parsed)

    assert _SUBJECTS.keys() <= parsed
    assert {node: _at(places[node]) for node in _SUBJECTS} == _SUBJECTS


def test_trig_has_its_subjects_inside_graphs(tmp_path: Path) -> None:
    file = tmp_path / "a.trig"
    file.write_text(
        "@prefix ex: <https://example.org/> .\nex:g {\n  ex:a a ex:T .\n  ex:b a ex:T\n}\n"
        "GRAPH ex:h { ex:c a ex:T }\nex:d a ex:T .\n",
        encoding="utf-8",
    )
    nodes = [f"https://example.org/{name}" for name in "abcd"]
    places = subject_places(file, "a.trig", nodes)

    assert [_at(places[node]) for node in nodes] == [(3, 3), (4, 3), (6, 14), (7, 1)]


def test_a_node_that_is_only_mentioned_is_shown_where_it_is_mentioned(tmp_path: Path) -> None:
    file = tmp_path / "a.ttl"
    file.write_text("<urn:a> <urn:p>\n  <urn:b> .\n", encoding="utf-8")
    places = subject_places(file, "a.ttl", ["urn:b", "urn:nowhere"])

    assert _at(places["urn:b"]) == (2, 3)
    assert places["urn:b"].words == "<urn:b>"
    assert "urn:nowhere" not in places


@pytest.mark.parametrize("suffix", [".nt", ".nq", ".ttl"])
def test_a_file_that_cannot_be_read_has_no_places(tmp_path: Path, suffix: str) -> None:
    assert subject_places(tmp_path / f"none{suffix}", "x", ["urn:a"]) == {}


def test_formats_without_lines_have_no_places(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonld"
    file.write_text('{"@id": "urn:a"}', encoding="utf-8")

    assert subject_places(file, "a.jsonld", ["urn:a"]) == {}


def test_a_turtle_file_that_is_too_large_is_not_searched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.ttl"
    file.write_text("<urn:a> <urn:p> <urn:b> .", encoding="utf-8")
    monkeypatch.setattr(subjects, "_LARGEST", 10)

    assert subject_places(file, "a.ttl", ["urn:a"]) == {}


_NODES = st.one_of(
    st.from_regex(r"https://example\.org/[a-zé.,()/'~-]{1,8}", fullmatch=True).map(ox.NamedNode),
    st.from_regex(r"x[a-z0-9]{0,4}", fullmatch=True).map(ox.BlankNode),
)
_OBJECTS = st.one_of(
    _NODES,
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20).map(ox.Literal),
    st.sampled_from([ox.Literal(1.5), ox.Literal("a . <urn:b> ", language="en"), ox.Literal(2)]),
)
_PREDICATES = st.sampled_from([ox.NamedNode("https://example.org/p"), ox.NamedNode("urn:q")])
_FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".trig": ox.RdfFormat.TRIG,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
}


@given(
    st.lists(st.builds(ox.Triple, _NODES, _PREDICATES, _OBJECTS), min_size=1, max_size=8),
    st.sampled_from(sorted(_FORMATS)),
)
def test_every_subject_of_what_oxigraph_writes_is_found(
    tmp_path_factory: pytest.TempPathFactory, triples: list[ox.Triple], suffix: str
) -> None:
    file = tmp_path_factory.mktemp("subjects") / f"a{suffix}"
    prefixes = {"ex": "https://example.org/"} if suffix in {".ttl", ".trig"} else None
    written = ox.serialize(triples, format=_FORMATS[suffix], prefixes=prefixes)
    file.write_bytes(written or b"")
    nodes = {str(t.subject).strip("<>") for t in triples}
    places = subject_places(file, "a", nodes)
    lines = file.read_text(encoding="utf-8").split("\n")

    assert places.keys() == nodes
    for place in places.values():
        assert place.column == 1
        assert lines[(place.line or 0) - 1].startswith(place.words)


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        (
            "a.ttl",
            "<x:p> a <x:q> .\r\n<x:a> a <x:T> .\r\n",
            Place(file="f", line=2, column=1, end_line=2, end_column=6, words="<x:a>",
                  after=" a <x:T> ."),
        ),
        (
            "a.ttl",
            "<x:p> <x:q> <x:a> , 7",
            Place(file="f", line=1, column=13, end_line=1, end_column=18, words="<x:a>",
                  before="<x:p> <x:q> ", after=" , 7"),
        ),
        (
            "a.nt",
            "\n# <x:a>\n  <x:\\u0061> <x:b> <x:c> .\r\n<x:a> <x:b> <x:d> .\n",
            Place(file="f", line=3, column=3, end_line=3, end_column=13, words="<x:\\u0061>",
                  before="  ", after=" <x:b> <x:c> ."),
        ),
        (
            "a.NQ",
            "<x:c> <x:b> <x:a> .\n<x:a> <x:b> <x:d> .",
            Place(file="f", line=2, column=1, end_line=2, end_column=6, words="<x:a>",
                  after=" <x:b> <x:d> ."),
        ),
    ],
)  # fmt: skip
def test_a_place_has_its_line_and_what_stands_around_it(
    tmp_path: Path, name: str, text: str, place: Place
) -> None:
    (tmp_path / name).write_bytes(text.encode())

    assert subject_places(tmp_path / name, "f", ["x:a", "x:nowhere"]) == {"x:a": place}


def test_so_much_is_kept_around_a_node(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subjects, "_CONTEXT", 4)
    (tmp_path / "a.ttl").write_text("<x:p> <x:q> <x:a> , 123 .", encoding="utf-8")
    (place,) = subject_places(tmp_path / "a.ttl", "f", ["x:a"]).values()

    assert (place.before, place.after) == (":q> ", " , 1")


@pytest.mark.parametrize(
    ("text", "node", "at"),
    [
        (
            "@prefix a: <b#> . @base <http://h/c/> . @prefix d: <e#> . d:f a a:g .",
            "http://h/c/e#f",
            (1, 59),
        ),
        ("@base <http://h/c/> . @base <d/> . <e> a <f> .", "http://h/c/d/e", (1, 36)),
        ("BASE <http://h/q> <#> a <#x> .", "http://h/q#", (1, 19)),
        ("BASE <http://h/> PREFIX p: <q#>\np:a p:b p:c .", "http://h/q#a", (2, 1)),
        ("<x:a> <x:b> [ <x:c> <x:d> ] . <x:d> <x:e> <x:f> .", "x:d", (1, 31)),
        ("<x:a> <x:b> ( <x:c> ) ; <x:c> 1 .", "x:c", (1, 15)),
        ("<x:a> <x:base> <x:c> . <x:c> <x:b> 1 .", "x:c", (1, 24)),
        ("@prefix base: <x:> . base:a a base:b . base:b a base:c .", "x:b", (1, 40)),
    ],
)
def test_subjects_are_told_from_what_is_said_of_them(
    tmp_path: Path, text: str, node: str, at: tuple[int, int]
) -> None:
    (tmp_path / "a.ttl").write_text(text, encoding="utf-8")

    assert _at(subject_places(tmp_path / "a.ttl", "f", [node])[node]) == at
