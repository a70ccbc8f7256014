"""What shapes read around a focus node decides what is judged again, and which graphs alone."""

import gc
from itertools import pairwise
from pathlib import Path

import pyoxigraph as ox
import pytest

from tests.validate.bad_files import turtle
from triplewire.shacl import Options, Validator, shapes_of, validate
from triplewire.shacl.graph import SUB_CLASS_OF, TYPE
from triplewire.shacl.graph.paths import Path as PropertyPath
from triplewire.shacl.reach import stream, survey
from triplewire.shacl.reach.automaton import ANY, Reach, reach_of
from triplewire.shacl.reach.stream import collected_seldom, used_rows
from triplewire.shacl.reach.survey import NotByGraphError, Span, lines_of
from triplewire.shacl.shapes import Program

_PREFIXES = """
@prefix e: <e:> . @prefix sh: <http://www.w3.org/ns/shacl#> .
"""


def _program(text: str) -> Program:
    return shapes_of(turtle(_PREFIXES + text)).program


def _reach(text: str) -> Reach:
    return reach_of(_program(f"e:S sh:targetSubjectsOf e:t ; {text} ."))


def _query(where: str, *, kind: str = "select") -> str:
    return f"sh:sparql [ sh:{kind} '''SELECT $this WHERE {{ {where} }}''' ]"


def _names(predicates: frozenset[str] | None) -> str | None:
    """Return the predicates of our own in short, "*" for any; None for all."""
    if predicates is None:
        return None
    short = {"": "*", TYPE: "type", SUB_CLASS_OF: "below"}
    return " ".join(sorted(short.get(name, name[3:-1]) for name in predicates))


@pytest.mark.parametrize(
    ("text", "used", "followed", "backward", "indexed"),
    [
        # (shape; what is read; from whose ends it is read on; read from object to subject; indexed)
        ("sh:nodeKind sh:IRI", "below t type", "", "", "below"),
        ("sh:path e:p ; sh:minCount 1", "below p t type", "", "", "below"),
        ("sh:path ( e:p e:q ) ; sh:minCount 1", "below p q t type", "p", "", "below"),
        ("sh:path [ sh:inversePath e:p ] ; sh:minCount 1", "below p t type", "", "p", "below p"),
        ("sh:path [ sh:inversePath ( e:p e:q ) ] ; sh:minCount 1", "below p q t type", "q", "p q",
         "below p q"),
        ("sh:path [ sh:alternativePath ( e:p e:q ) ] ; sh:minCount 1", "below p q t type", "", "",
         "below"),
        ("sh:path [ sh:oneOrMorePath e:p ] ; sh:minCount 1", "below p t type", "p", "", "below"),
        ("sh:path ( [ sh:zeroOrOnePath e:p ] e:q ) ; sh:minCount 1", "below p q t type", "p", "",
         "below"),
        ("sh:path [ sh:zeroOrOnePath e:p ] ; sh:minCount 1", "below p t type", "", "", "below"),
        ("sh:path e:p ; sh:class e:C", "below p t type", "below p type", "", "below"),
        ("sh:path e:p ; sh:equals e:q", "below p q t type", "", "", "below"),
        ("sh:path e:p ; sh:lessThan e:q", "below p q t type", "", "", "below"),
        ("sh:property [ sh:path e:p ; sh:property [ sh:path e:q ; sh:minCount 1 ] ]",
         "below p q t type", "p", "", "below"),
        ("sh:or ( [ sh:path e:p ; sh:minCount 1 ] [ sh:path e:q ; sh:minCount 1 ] )",
         "below p q t type", "", "", "below"),
        ("sh:closed true", None, "", "", "below"),
        ("sh:closed false", "below t type", "", "", "below"),
        ("sh:property [ sh:path e:p ; sh:minCount 1 ; sh:deactivated true ]",
         "below t type", "", "", "below"),
        ("sh:path e:p ; sh:qualifiedMaxCount 1 ; sh:qualifiedValueShape [ sh:path e:q ; sh:in () ]",
         "below p q t type", "p", "",
         "below"),
    ],
)  # fmt: skip
def test_shapes_read_what_their_paths_and_parameters_name(
    text: str, used: str | None, followed: str, backward: str, indexed: str | None
) -> None:
    found = _reach(text)

    assert not found.everywhere
    assert (_names(found.used()), _names(found.indexed())) == (used, indexed)
    assert (_names(found.followed()), _names(found.backward())) == (followed, backward)


@pytest.mark.parametrize(
    ("where", "used", "backward", "indexed"),
    [
        ("$this <e:p> ?x", "below p t type", "", "below p"),
        ("?x <e:p> $this", "below p t type", "p", "below p"),
        ("$this <e:p> ?x . ?y <e:q> ?x", "below p q t type", "q", "below p q"),
        ("?y <e:q> ?x . $this <e:p> ?x", "below p q t type", "q", "below p q"),
        ("$this ?p ?x", None, "", None),
        ("$this <e:p>/^<e:q> ?x", "below p q t type", "q", "below p q"),
        ("$this <e:p> ?x OPTIONAL { ?x <e:q> ?y }", "below p q t type", "", "below p q"),
        ("$this <e:p> ?x FILTER NOT EXISTS { ?x <e:q> ?y }", "below p q t type", "", "below p q"),
        ("{ $this <e:p> ?x } UNION { $this <e:q> ?x } ?x <e:r> ?y", "below p q r t type", "",
         "below p q r"),
        ("{ SELECT $this ?x { $this <e:p> ?x } } ?x <e:q> ?y", "below p q t type", "",
         "below p q"),
        ("{ SELECT $this { $this <e:p> ?x FILTER EXISTS { ?x <e:q> ?y } } }", "below p q t type",
         "", "below p q"),
        ("GRAPH $shapesGraph { ?x <e:q> ?y } $this <e:p> ?z", "below p t type", "", "below p"),
    ],
)  # fmt: skip
def test_queries_read_what_leads_from_the_focus_node(
    where: str, used: str | None, backward: str, indexed: str | None
) -> None:
    found = _reach(_query(where))

    assert not found.everywhere
    assert (_names(found.used()), _names(found.backward())) == (used, backward)
    assert _names(found.indexed()) == indexed


@pytest.mark.parametrize(
    "where",
    [
        "?x <e:p> ?y",
        "$this <e:p> ?x . ?y <e:q> ?z",
        "$this <e:p> ?x OPTIONAL { ?y <e:q> ?z }",
        # What only one branch, or what is not returned, binds leads nowhere.
        "{ $this <e:p> ?x } UNION { $this <e:p> ?y } ?x <e:q> ?z",
        "$this <e:p> ?y OPTIONAL { $this <e:q> ?x } ?x <e:r> ?z",
        "{ SELECT $this { $this <e:p> ?x } } ?x <e:q> ?y",
        "FILTER EXISTS { ?x <e:q> ?y }",
    ],
)
def test_a_query_that_looks_elsewhere_looks_everywhere(where: str) -> None:
    found = _reach(_query(where))

    assert found.everywhere
    assert found.used() is found.indexed() is None


def test_targets_are_read_and_those_of_queries_cannot_be_asked_of_a_node() -> None:
    found = reach_of(
        _program("e:S sh:targetObjectsOf e:o ; sh:targetClass e:C ; sh:nodeKind sh:IRI .")
    )
    asked = reach_of(
        _program(
            "e:S sh:nodeKind sh:IRI ; sh:target [ a sh:SPARQLTarget ;"
            " sh:select 'SELECT ?this WHERE { ?this ?p 1 }' ] ."
        )
    )
    apart = reach_of(_program("e:S sh:targetNode e:a ; sh:deactivated true ; sh:path e:p ."))

    assert (_names(found.used()), _names(found.backward())) == ("below o type", "o")
    assert _names(found.followed()) == "below type"
    assert not found.everywhere
    assert asked.everywhere
    assert apart.edges == []


def test_a_negated_set_reads_anything_in_both_directions() -> None:
    found = Reach()
    end = found.along(PropertyPath("!", parts=(PropertyPath("p", "<e:p>"),)), 0)

    assert [(edge.start, edge.predicate, edge.forward) for edge in found.edges] == [
        (0, ANY, True),
        (0, ANY, False),
    ]
    assert {edge.end for edge in found.edges} == {end}
    assert end == found.states - 1
    assert found.used() is found.indexed() is None


def test_triples_that_nothing_reads_are_left_out() -> None:
    rows = [("<e:a>", f"<e:{name}>", "<e:b>") for name in "pq"]

    assert list(used_rows(iter(rows), frozenset({"<e:q>"}))) == rows[1:]
    assert list(used_rows(iter(rows), None)) == rows


@pytest.mark.parametrize(
    ("shape", "changed", "affected"),
    [
        ("sh:path ( e:p e:q ) ; sh:minCount 1", "<e:b> <e:q> <e:c>", "a"),
        ("sh:path ( e:p e:q ) ; sh:minCount 1", "<e:b> <e:s> <e:c>", ""),
        ("sh:path ( e:p e:q ) ; sh:minCount 1", "<e:x> <e:p> <e:c>", "x"),
        ("sh:path [ sh:inversePath e:p ] ; sh:minCount 1", "<e:b> <e:p> <e:c>", "c"),
        ("sh:path ( e:q [ sh:inversePath e:p ] ) ; sh:minCount 1", "<e:z> <e:p> <e:c>", "b"),
        (_query("$this <e:p> ?x . ?x ?y ?z . ?z <e:r> ?w"), "<e:c> <e:r> <e:d>", "a"),
        (_query("$this <e:p> ?x . ?x ?y ?z . ?z <e:r> ?w"), "<e:d> <e:r> <e:c>", ""),
        ("sh:path e:p ; sh:class e:C", f"<e:b> {TYPE} <e:D>", "a"),
    ],
)  # fmt: skip
def test_a_change_touches_those_alone_whose_shapes_read_it(
    shape: str, changed: str, affected: str
) -> None:
    store = ox.Store()
    kept = "<e:a> <e:p> <e:b> . <e:b> <e:q> <e:c> . <e:x> <e:s> <e:b> . <e:x> <e:q> <e:y> ."
    store.extend(ox.parse(kept, format=ox.RdfFormat.TURTLE))
    validator = Validator(_program(f"e:S sh:targetNode e:a , e:x ; {shape} ."), store)
    triples = turtle(changed + " .")

    touched = validator.affected(removed=triples)
    assert touched == {f"<e:{name}>" for name in affected.split()}
    store.extend(ox.Quad(t.subject, t.predicate, t.object) for t in triples)
    assert validator.affected(added=triples) == touched


# ---------------------------------------------------------------- graph by graph


@pytest.mark.parametrize("block", [1, 2, 3, 7, 1 << 22])
@pytest.mark.parametrize("text", ["", "a\n", "a", "ab\n\ncde\n", "ab\ncde", "\n\n"])
def test_lines_have_their_offsets_whatever_is_read_at_once(
    block: int, text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(survey, "_BLOCK", block)
    path = tmp_path / "data"
    path.write_text(text)
    lines = text.removesuffix("\n").split("\n") if text else []
    starts = [sum(len(line) + 1 for line in lines[:n]) for n in range(len(lines))]

    assert list(lines_of(path)) == [
        (at, line.encode()) for at, line in zip(starts, lines, strict=True)
    ]


def _surveyed(tmp_path: Path, text: str, shape: str, *named: str) -> tuple[list[int], list[int]]:
    """Return the numbers of the first lines of the shared spans, and of the others."""
    path = tmp_path / "data.nq"
    path.write_text(text)
    plan = survey.survey(path, _reach(shape), named)
    whole = sorted((*plan.shared, *plan.local), key=lambda span: span.start)
    lines = text.splitlines(keepends=True)

    assert whole[0].start == 0
    assert whole[-1].end == len(text)
    assert all(one.end == other.start for one, other in pairwise(whole))
    for span in whole:
        assert span.start == sum(map(len, lines[: span.line - 1]))
        assert len({line.split()[-2] for line in text[span.start : span.end].splitlines()}) == 1
    return [span.line for span in plan.shared], [span.line for span in plan.local]


def _padded(*lines: str, least: int = 4000) -> str:
    """Return lines, and as much of a graph of no interest that few of them are a quarter."""
    extra = f'<e:z> <e:z> "{"z" * least}" <e:padding> .'
    return "\n".join([*lines, extra, ""])


_FOLLOWING = "sh:path ( e:p e:q ) ; sh:minCount 0"


@pytest.mark.parametrize(
    ("shape", "shared"),
    [
        # What e:b says is looked at from e:a's graph only where shapes read on from e:p.
        (_FOLLOWING, [3]),
        ("sh:path e:p ; sh:minCount 0", []),
        # Backward: e:b is described in both graphs.
        ("sh:path [ sh:inversePath e:p ] ; sh:minCount 0", [1, 3]),
    ],
)
def test_a_graph_that_others_look_into_is_shared(
    shape: str, shared: list[int], tmp_path: Path
) -> None:
    text = _padded(
        "<e:a> <e:p> <e:b> <e:1> .",
        '<e:a> <e:p> "b" <e:1> .',
        "<e:b> <e:q> <e:c> <e:2> .",
        "<e:d> <e:p> <e:d> <e:3> .",
    )

    found, local = _surveyed(tmp_path, text, shape)

    assert found == shared
    assert sorted(found + local) == [1, 3, 4, 5]


def test_a_node_that_two_graphs_describe_or_shapes_name_makes_them_shared(tmp_path: Path) -> None:
    text = _padded(
        "<e:a> <e:q> <e:x> <e:1> .",
        "<e:b> <e:q> <e:x> <e:2> .",
        "<e:a> <e:q> <e:x> <e:3> .",
        "<e:c> <e:q> <e:x> <e:4> .",
    )

    assert _surveyed(tmp_path, text, _FOLLOWING)[0] == [1, 3]
    assert _surveyed(tmp_path, text, _FOLLOWING, "<e:c>", "<e:nobody>")[0] == [1, 3, 4]


def test_a_graph_in_two_places_is_two_spans_of_one_that_are_shared(tmp_path: Path) -> None:
    text = _padded(
        "<e:a> <e:q> <e:x> <e:1> .", "<e:b> <e:q> <e:x> <e:2> .", "<e:a> <e:q> <e:y> <e:1> ."
    )

    assert _surveyed(tmp_path, text, _FOLLOWING) == ([1, 3], [2, 4])


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("", _FOLLOWING),
        ("<e:a> <e:p> <e:b> .\n", _FOLLOWING),
        ('<e:a> <e:p> "b" .\n', _FOLLOWING),
        ("# so\n", _FOLLOWING),
        ("<e:a> <e:p> <e:b> <e:1> .\n", _query("?x <e:p> ?y")),
        ("<e:a> <e:p> <e:b> <e:1> .\n", _query("?x ?y $this")),
    ],
)
def test_a_file_without_graphs_or_shapes_that_look_all_around_are_not_for_one_graph_at_a_time(
    text: str, shape: str, tmp_path: Path
) -> None:
    with pytest.raises(NotByGraphError):
        _surveyed(tmp_path, text, shape)


@pytest.mark.parametrize(
    "line",
    [
        # Of no graph, though its end looks like one.
        *("<e:a> <e:p> <e:b> .", "<e:a> <e:p> _:b .", "<e:a> <e:p> <e:b>\t<e:1> ."),
        # Not in the one form that a term could be found again by.
        *("<e:a>  <e:p> <e:b> <e:1> .", "<e:a> <e:p>  <e:b> <e:1> .", "<e:a> <e:p> <e:b>  <e:1> ."),
        *("<e:a>\t<e:p> <e:b> <e:1> .", "<e:\\u0061> <e:p> <e:b> <e:1> ."),
        *("<e:a> <e:\\u0070> <e:b> <e:1> .", "<e:a> <e:p> <e:\\u0062> <e:1> ."),
        *("<e:a> <e:p> _:b  <e:1> .", "<e:a> <e:p> <e:b> <e:1> . # so"),
    ],
)
def test_what_could_not_be_found_again_is_not_for_one_graph_at_a_time(
    line: str, tmp_path: Path
) -> None:
    for text in (_padded(line), _padded("<e:a> <e:p> _:c.d <e:1> .", line)):
        with pytest.raises(NotByGraphError):
            _surveyed(tmp_path, text, _FOLLOWING)


@pytest.mark.parametrize("line", ['<e:a> <e:p> "b"@EN <e:1> .', '<e:a> <e:p> "\\u0062" <e:1> .'])
def test_a_literal_that_is_looked_up_has_one_form_too(line: str, tmp_path: Path) -> None:
    text = _padded(line)

    assert _surveyed(tmp_path, text, _FOLLOWING) == ([], [1, 2])
    with pytest.raises(NotByGraphError):
        _surveyed(tmp_path, text, "sh:path [ sh:inversePath e:p ] ; sh:minCount 0")


@pytest.mark.parametrize("text", ["<e:a> <e:p> <e:b> .\n", "<e:a>  <e:p> <e:b> <e:1> .\n"])
@pytest.mark.parametrize("small", [0, 1 << 20])
def test_a_large_file_gives_what_a_small_one_gives(text: str, small: int, tmp_path: Path) -> None:
    path = tmp_path / "data.nq"
    path.write_text(_padded(text + "<e:b> <e:q> <e:c> <e:2> ."))
    shapes = shapes_of(
        turtle(f"{_PREFIXES} e:S sh:targetSubjectsOf e:p ; sh:path ( e:p e:q ) ; sh:minCount 1 .")
    )

    assert list(validate(shapes, path, Options(small=small, workers=1))) == []


@pytest.mark.parametrize(("more", "judged"), [(0, True), (1, False)])
def test_shared_graphs_may_make_up_a_quarter(more: int, judged: bool, tmp_path: Path) -> None:
    looks, shared = "<e:a> <e:p> <e:b> <e:1> .\n", f"<e:b> <e:p> <e:c{'c' * more}> <e:2> .\n"
    text = looks + shared
    rest = 4 * (len(shared) - more) - len(text) + more - len('<e:z> <e:z> "" <e:3> .\n')
    text += f'<e:z> <e:z> "{"z" * rest}" <e:3> .\n'
    assert len(text) == 4 * (len(shared) - more) + more

    if judged:
        assert _surveyed(tmp_path, text, _FOLLOWING)[0] == [2]
    else:
        with pytest.raises(NotByGraphError):
            _surveyed(tmp_path, text, _FOLLOWING)


def test_graphs_are_batched_by_their_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "_BATCH", 10)
    ends = [4, 8, 10, 15, 20, 21, 40, 41]
    spans = [Span(start, end, 1) for start, end in zip([0, *ends], ends, strict=False)]
    batches = [[span.end for span in batch] for batch in stream._batches(spans)]

    assert batches == [[4, 8, 10, 15], [20, 21, 40], [41]]
    assert list(stream._batches([])) == []


def test_the_collector_has_its_thresholds_back() -> None:
    before = gc.get_threshold()
    with collected_seldom():
        assert gc.get_threshold() == (200_000, 50, 100)
    assert gc.get_threshold() == before
