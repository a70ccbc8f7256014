"""A graph answers the same in memory, laid over another and in a store; paths lead as in SPARQL."""

from collections.abc import Callable

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.validate.bad_files import turtle
from triplewire.errors import ValidateError
from triplewire.shacl.graph.index import Data, Row, rows_of
from triplewire.shacl.graph.overlay import Overlay
from triplewire.shacl.graph.paths import Path, read_path, reads, walk
from triplewire.shacl.graph.store_index import StoreData
from triplewire.shacl.graph.terms import RDF, SUB_CLASS_OF, TYPE

_LOCAL, _SHARED = ("<e:a>", "<e:b>", "_:c"), ("<e:x>", "<e:y>", "<e:z>")
_VALUES = (*_LOCAL, *_SHARED, '"1"', '"1"@en')
_PREDICATES = ("<e:p>", "<e:q>", TYPE)
_BELOW = st.tuples(st.sampled_from(_SHARED), st.just(SUB_CLASS_OF), st.sampled_from(_SHARED))


def _rows(subjects: tuple[str, ...]) -> st.SearchStrategy[Row]:
    return st.tuples(
        st.sampled_from(subjects), st.sampled_from(_PREDICATES), st.sampled_from(_VALUES)
    )


def _store(rows: list[Row]) -> ox.Store:
    """Return a store that has each triple in one of two graphs, and every other in both."""
    store = ox.Store()
    for number, row in enumerate(rows):
        for graph in {number % 2, number % 4 // 2}:
            text = " ".join((*row, f"<e:g{graph}> ."))
            store.extend(ox.parse(text, format=ox.RdfFormat.N_QUADS))
    return store


def _overlaid(local: list[Row], shared: list[Row]) -> Data:
    return Overlay(local, Data(shared), None)


def _twice(local: list[Row], shared: list[Row]) -> Data:
    """Return a graph that was asked before all of it was there."""
    data = Data(shared)
    assert data.below("<e:x>")
    assert data.into is not None
    data.add([*local, *shared[:2]])
    return data


_KINDS: dict[str, Callable[[list[Row], list[Row]], Data]] = {
    "memory": lambda local, shared: Data([*local, *shared]),
    "twice": _twice,
    "overlay": _overlaid,
    "store": lambda local, shared: StoreData(_store([*local, *shared])),
}


@pytest.mark.parametrize("kind", _KINDS)
@given(
    st.lists(_rows(_LOCAL), max_size=12),
    st.lists(st.one_of(_rows(_SHARED), _BELOW), max_size=12),
)
def test_a_graph_has_its_triples_from_either_end_and_each_once(
    kind: str, local: list[Row], shared: list[Row]
) -> None:
    data, triples = _KINDS[kind](local, shared), {*local, *shared}
    nodes = {node for s, _, o in triples for node in (s, o)}

    assert set(data.rows()) == triples
    assert sorted(data.nodes()) == sorted(nodes)
    for node in (*_VALUES, "<e:unknown>"):
        for name in (*_PREDICATES, SUB_CLASS_OF):
            values, subjects = data.out[node].get(name, []), data.into[node].get(name, [])
            assert sorted(values) == sorted(o for s, p, o in triples if (s, p) == (node, name))
            assert sorted(subjects) == sorted(s for s, p, o in triples if (p, o) == (name, node))
            assert (data.one(node, name) in values) if values else data.one(node, name) is None
        said = {p: {o for s, q, o in triples if (s, q) == (node, p)} for _, p, _ in triples}
        described = data.out[node]
        assert {p: set(found) for p, found in described.items() if found} == {
            p: found for p, found in said.items() if found
        }
        assert all(set(described[p]) == found for p, found in said.items() if found)
    if kind != "overlay":
        for name in _PREDICATES:
            assert set(data.having(name)) == {(s, o) for s, p, o in triples if p == name}
            assert set(data.having(name, "<e:x>")) == {
                (s, o) for s, p, o in triples if (p, o) == (name, "<e:x>")
            }


@pytest.mark.parametrize("kind", _KINDS)
@given(st.lists(_rows(_LOCAL), max_size=8), st.lists(_BELOW, max_size=6))
def test_a_node_is_what_its_types_are_below(kind: str, local: list[Row], shared: list[Row]) -> None:
    data = _KINDS[kind](local, shared)
    below = {name: {name} for name in _SHARED}
    for _ in _SHARED:
        for lower, _, upper in shared:
            for name in _SHARED:
                if upper in below[name]:
                    below[name].add(lower)

    for name in _SHARED:
        assert data.below(name) == below[name]
        for node in _LOCAL:
            types = {o for s, p, o in local if (s, p) == (node, TYPE)}
            assert data.is_a(node, name) == bool(types & below[name])


def test_many_values_are_kept_once_and_in_order() -> None:
    values = [f'"{number}"' for number in range(200)]
    rows: list[Row] = [("<e:a>", "<e:p>", value) for value in [*values, *values[::-1], *values]]

    assert Data(rows).out["<e:a>"]["<e:p>"] == values


def test_only_what_is_indexed_is_found_by_its_object() -> None:
    rows: list[Row] = [("<e:a>", "<e:p>", "<e:b>"), ("<e:a>", "<e:q>", "<e:b>")]
    data = Data(rows, frozenset({"<e:q>"}))
    over = Overlay(rows, Data([("<e:x>", "<e:q>", "<e:b>")]), frozenset({"<e:q>"}))

    assert data.into["<e:b>"] == {"<e:q>": ["<e:a>"]}
    assert over.into["<e:b>"] == {"<e:q>": ["<e:x>", "<e:a>"]}
    assert data.into["<e:unknown>"] == {}


def test_a_store_that_changed_is_read_again_when_it_is_said_to_have() -> None:
    store = _store([("<e:a>", TYPE, "<e:x>")])
    data = StoreData(store)
    assert dict(data.out["<e:a>"].items()) == {TYPE: ["<e:x>"]}
    assert data.is_a("<e:a>", "<e:x>")
    assert not data.into["<e:y>"].items()
    store.extend(_store([("<e:a>", TYPE, "<e:y>"), ("<e:y>", SUB_CLASS_OF, "<e:x>")]))
    data.forget()

    assert sorted(data.out["<e:a>"][TYPE]) == ["<e:x>", "<e:y>"]
    assert dict(data.into["<e:y>"].items()) == {TYPE: ["<e:a>"]}
    assert data.below("<e:x>") == {"<e:x>", "<e:y>"}
    assert data.source is store


def test_what_a_store_says_of_a_node_is_the_same_however_much_of_it_is_asked_for_one_by_one() -> (
    None
):
    said = {f"<e:p{number}>": ["<e:x>", "<e:y>"] for number in range(8)}
    store = _store([("<e:a>", p, o) for p, found in said.items() for o in found])
    for asked in range(9):
        described = StoreData(store).out["<e:a>"]
        for p in list(said)[:asked]:
            assert sorted(described.get(p, [])) == said[p]
            assert described.get("<e:q>", ()) == ()
        assert {p: sorted(described[p]) for p in said} == said
        assert sorted(described.keys()) == sorted(said)
        assert sorted(map(sorted, described.values())) == sorted(said.values())
        with pytest.raises(KeyError):
            described["<e:q>"]


def test_a_list_is_read_to_its_end_and_refused_where_it_has_none() -> None:
    first, rest, nil = f"<{RDF}first>", f"<{RDF}rest>", f"<{RDF}nil>"
    good: list[Row] = [
        *(("_:a", first, '"1"'), ("_:a", rest, "_:b"), ("_:b", first, '"2"'), ("_:b", rest, nil)),
    ]
    data = Data(good)

    assert data.members("_:a") == ['"1"', '"2"']
    assert data.members(nil) == []
    for odd in (
        *([("_:b", first, '"3"')], [("_:b", rest, "_:c")], [("_:a", rest, "_:a")]),
        [("_:z", first, '"3"')],
    ):
        with pytest.raises(ValueError, match="_:"):
            Data([*good, *odd]).members("_:z" if odd[0][0] == "_:z" else "_:a")
    with pytest.raises(ValueError, match="_:a"):
        Data([*good[:3], ("_:b", rest, "_:a")]).members("_:a")


# ---------------------------------------------------------------- paths

_NODES = [f"<e:n{n}>" for n in range(4)]
_paths = st.recursive(
    st.sampled_from([Path("p", f"<e:{name}>") for name in "pqr"]),
    lambda inner: st.one_of(
        st.builds(lambda op, part: Path(op, parts=(part,)), st.sampled_from("^*+?"), inner),
        st.builds(
            lambda op, parts: Path(op, parts=tuple(parts)),
            st.sampled_from("/|"),
            st.lists(inner, min_size=2, max_size=3),
        ),
    ),
    max_leaves=4,
)
_edges = st.lists(
    st.tuples(
        st.sampled_from(_NODES), st.sampled_from(["<e:p>", "<e:q>"]), st.sampled_from(_NODES)
    ),
    max_size=8,
)


@given(_paths, _edges)
def test_a_path_leads_where_oxigraph_says_to_each_node_once(path: Path, rows: list[Row]) -> None:
    # Oxigraph knows a path of no steps only from what its triples mention.
    data, store = Data(rows), _store([*rows, *((node, "<e:z>", node) for node in _NODES)])
    take = walk(path)
    for node in _NODES:
        asked = f"SELECT DISTINCT ?x WHERE {{ {node} {_grouped(path)} ?x }}"
        found = store.query(asked, use_default_graph_as_union=True)
        assert isinstance(found, ox.QuerySolutions)
        reached = take(data, node)

        assert len(reached) == len(set(reached))
        assert set(reached) == {str(row["x"]) for row in found}


def _grouped(path: Path) -> str:
    """Return a path with all its brackets: one repeated again could be read as one sign."""
    if path.op == "p":
        return path.predicate
    inner = [f"({_grouped(part)})" for part in path.parts]
    return (
        f"^{inner[0]}"
        if path.op == "^"
        else (path.op.join(inner) if path.op in "/|" else f"{inner[0]}{path.op}")
    )


@pytest.mark.parametrize(
    ("text", "sparql", "read"),
    [
        ("e:p", "<e:p>", "p>"),
        ("[ sh:inversePath e:p ]", "^<e:p>", "p<"),
        ("( e:p e:q )", "<e:p>/<e:q>", "p> q>"),
        ("[ sh:alternativePath ( e:p e:q e:r ) ]", "(<e:p>|<e:q>|<e:r>)", "p> q> r>"),
        ("[ sh:zeroOrMorePath e:p ]", "(<e:p>)*", "p>"),
        ("[ sh:oneOrMorePath e:p ]", "(<e:p>)+", "p>"),
        ("[ sh:zeroOrOnePath ( e:p e:q ) ]", "(<e:p>/<e:q>)?", "p> q>"),
        ("[ sh:inversePath ( e:p [ sh:inversePath e:q ] ) ]", "^(<e:p>/^<e:q>)", "p< q>"),
        ("[ sh:inversePath [ sh:oneOrMorePath e:p ] ]", "^((<e:p>)+)", "p<"),
    ],
)
def test_a_path_is_read_and_written_as_sparql_has_it(text: str, sparql: str, read: str) -> None:
    path = _path(text)

    assert path.sparql == sparql
    assert path.shown == ("e:p" if text == "e:p" else sparql)
    told = [f"{name[3:-1]}{'>' if forward else '<'}" for name, forward in reads(path)]
    assert " ".join(told) == read
    assert list(reads(path, forward=False)) == [(name, not way) for name, way in reads(path)]


def test_a_negated_set_may_read_anything() -> None:
    negated = Path("!", parts=(Path("p", "<e:p>"),))

    assert list(reads(negated)) == [("", True)]
    assert list(reads(Path("^", parts=(negated,)))) == [("", False)]


def _path(text: str) -> Path:
    prefixes = "@prefix e: <e:> . @prefix sh: <http://www.w3.org/ns/shacl#> ."
    data = Data(rows_of(turtle(f"{prefixes} e:S sh:path {text} .")))
    node = data.one("<e:S>", "<http://www.w3.org/ns/shacl#path>")
    assert node is not None
    return read_path(data, node)


@pytest.mark.parametrize(
    "text",
    [
        *("1", "[]", "()", "( e:p )", "[ sh:alternativePath ( e:p ) ]", "[ e:other e:p ]"),
        *("[ sh:alternativePath e:p ]", "( e:p [] )", "( e:p () )"),
    ],
)
def test_what_is_no_path_is_refused(text: str) -> None:
    with pytest.raises(ValidateError, match="not a property path"):
        _path(text)


def test_a_path_that_contains_itself_is_refused_and_one_used_twice_is_not() -> None:
    inverse = "<http://www.w3.org/ns/shacl#inversePath>"
    first, rest, nil = f"<{RDF}first>", f"<{RDF}rest>", f"<{RDF}nil>"
    circle = Data([("_:a", inverse, "_:b"), ("_:b", inverse, "_:a")])
    twice = Data(
        [
            *(("_:a", first, "_:c"), ("_:a", rest, "_:b"), ("_:b", first, "_:c")),
            *(("_:b", rest, nil), ("_:c", inverse, "<e:p>")),
        ]
    )

    with pytest.raises(ValidateError, match="not a property path"):
        read_path(circle, "_:a")
    assert read_path(twice, "_:a").sparql == "^<e:p>/^<e:p>"
