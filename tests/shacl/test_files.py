"""RDF files are found, refused where they could do harm, and read the same each time."""

import os
from pathlib import Path

import pyoxigraph as ox
import pytest

from triplewire.errors import ValidateError
from triplewire.shacl.files import FORMATS, check_safe, rdf_files, read_quads, read_triples

_TRIPLE = {
    ".ttl": "<e:a> <e:p> 'b' .",
    ".trig": "<e:g> { <e:a> <e:p> 'b' }",
    ".nt": '<e:a> <e:p> "b" .',
    ".nq": '<e:a> <e:p> "b" <e:g> .',
    ".rdf": (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="e:">'
        '<rdf:Description rdf:about="e:a" e:p="b"/></rdf:RDF>'
    ),
    ".jsonld": '{"@id": "e:a", "e:p": "b"}',
}


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_is_read_whatever_the_case_of_its_suffix(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"data{suffix.upper()}"
    path.write_text(_TRIPLE[suffix])
    graph = "<e:g>" if suffix in {".trig", ".nq"} else "DEFAULT"

    assert [str(triple) for triple in read_triples(path)] == ['<e:a> <e:p> "b"']
    assert [str(quad.graph_name) for quad in read_quads(path)] == [graph]
    assert rdf_files(path) == [path]
    assert check_safe(path) == FORMATS[suffix]


def test_a_folder_is_read_in_order_without_what_is_hidden_or_no_rdf(tmp_path: Path) -> None:
    names = ["b.ttl", "a.nt", "sub/c.nq", "sub/.d.ttl", ".git/e.ttl", "f.txt", "sub/.g/h.ttl"]
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("")

    assert [path.relative_to(tmp_path).as_posix() for path in rdf_files(tmp_path)] == [
        *("a.nt", "b.ttl", "sub/c.nq")
    ]
    assert rdf_files(tmp_path / "sub/.g") == [tmp_path / "sub/.g/h.ttl"]


@pytest.mark.parametrize(
    ("name", "what"), [("none", "no such file"), ("data.txt", "not a format"), ("empty", "no RDF")]
)
def test_what_is_no_rdf_is_refused_with_what_would_be(name: str, what: str, tmp_path: Path) -> None:
    (tmp_path / "data.txt").write_text("")
    (tmp_path / "empty").mkdir()

    with pytest.raises(ValidateError, match=what) as caught:
        rdf_files(tmp_path / name)

    assert caught.value.where == str(tmp_path / name)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "data.ttl")

    for path in (tmp_path, tmp_path / "data.ttl"):
        with pytest.raises(ValidateError, match="cannot be read"):
            rdf_files(path)


@pytest.mark.parametrize(
    ("text", "where"),
    [("<e:a> <e:p>\n<e:b> .\n<e:a> .", ":3:7"), ("<e:a> <e:p> 'b .", ":1:")],
)
def test_what_is_malformed_is_named_by_its_place(text: str, where: str, tmp_path: Path) -> None:
    path = tmp_path / "data.ttl"
    path.write_text(text)

    with pytest.raises(ValidateError, match="not Turtle") as caught:
        list(read_quads(path))

    assert caught.value.where.startswith(f"{path}{where}")
    assert caught.value.hint


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("[" * 64 + "]" * 64, True),
        ("[" * 65 + "]" * 65, False),
        ('{"a":' * 64 + "1" + "}" * 64, True),
        ('{"a":' * 65 + "1" + "}" * 65, False),
        ("[]" * 500, True),
        ("[" * 33 + "{" * 32, False),
        ("[" * 60 + "]" * 10 + "[" * 14, True),
        ("[" * 60 + "]" * 10 + "[" * 15, False),
        ('"' + "[" * 100 + '"', True),
        ('"a\\"' + "[" * 100 + '"', True),
        ('"a\\\\"' + "[" * 100, False),
        ('"' + "[" * 100, True),
    ],
)
def test_json_is_nested_so_deeply_and_no_deeper(text: str, safe: bool, tmp_path: Path) -> None:
    path = tmp_path / "data.jsonld"
    path.write_text(text)

    if safe:
        assert check_safe(path) == ox.RdfFormat.JSON_LD
    else:
        with pytest.raises(ValidateError, match="nested too deeply"):
            check_safe(path)


def test_a_dtd_is_refused_in_rdf_xml_alone(tmp_path: Path) -> None:
    for name, safe in (("a.rdf", False), ("a.ttl", True), ("b.jsonld", True)):
        (tmp_path / name).write_text("<!DOCTYPE x>")
        if safe:
            assert check_safe(tmp_path / name)
        else:
            with pytest.raises(ValidateError, match="DTD"):
                check_safe(tmp_path / name)


def test_blank_nodes_are_called_the_same_in_every_run_and_apart_by_file(tmp_path: Path) -> None:
    path = tmp_path / "data.trig"
    path.write_text("_:g { _:x <e:p> [ <e:q> _:x ] , [] } _:x <e:p> 1 . <e:a> <e:p> <e:b> .")
    runs = [[str(quad) for quad in read_quads(path, prefix)] for prefix in ("", "", "f1")]
    labels = [
        {str(node) for quad in read_quads(path, prefix)
         for node in (quad.subject, quad.object, quad.graph_name) if "_:" in str(node)}
        for prefix in ("", "f1")
    ]  # fmt: skip

    assert runs[0] == runs[1]
    assert len(runs[0]) == 5
    assert {label.replace("_:", "_:f1") for label in labels[0]} == labels[1]
    assert {"_:g", "_:x"} <= labels[0]
    assert all(len(label) < 6 for label in labels[0])
    assert len(labels[0]) == 4
