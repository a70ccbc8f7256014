"""A query of a shapes graph is read with its prefixes and its path, refused or asked, each once."""

import pyoxigraph as ox
import pytest

from tests.validate.bad_files import turtle
from triplewire.errors import ValidateError
from triplewire.shacl.errors import NotCompiledError
from triplewire.shacl.graph import Data, StoreData, literal, rows_of
from triplewire.shacl.sparql.oxigraph import (
    SHAPES_GRAPH,
    answers,
    has_blank,
    rewritten,
    store_of,
)
from triplewire.shacl.sparql.parse import parse_query
from triplewire.shacl.sparql.question import Question, prologue, read_question

_PREFIXES = """
@prefix e: <https://example.org/> . @prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
"""
_E = "https://example.org/"
_CHECK = f"<{_E}check>"
_THIS = frozenset({"?this"})


def _graph(text: str) -> Data:
    return Data(rows_of(turtle(_PREFIXES + text)))


def _question(
    text: str, *, shapes: str = "", path: str | None = None, prebound: frozenset[str] = _THIS
) -> Question:
    declared = f"e:check sh:prefixes [ sh:declare [ sh:prefix 'e' ; sh:namespace '{_E}' ] ] . "
    return read_question(
        _graph(declared + shapes), _CHECK, literal(text), prebound=prebound, path=path
    )


def _asked(question: Question, data: Data, node: str = f"<{_E}a>") -> list[dict[str, str]]:
    return [dict(row) for row in question.solutions(data, {"?this": node})]


# ---------------------------------------------------------------- prefixes


def test_prefixes_come_from_what_is_named_and_all_that_it_imports() -> None:
    shapes = _graph(
        """
        e:check sh:prefixes e:one , e:two .
        e:one sh:declare [ sh:prefix "b" ; sh:namespace "urn:b:" ] ; owl:imports e:deep .
        e:deep owl:imports e:one ; sh:declare [ sh:prefix "" ; sh:namespace "urn:none:" ] ,
            [ sh:prefix "b" ; sh:namespace "urn:b:" ] .
        e:two sh:declare [ sh:prefix "a" ; sh:namespace "urn:a:" ] .
        e:other sh:declare [ sh:prefix "c" ; sh:namespace "urn:c:" ] .
        """
    )

    assert prologue(shapes, _CHECK) == (
        "PREFIX : <urn:none:>\nPREFIX a: <urn:a:>\nPREFIX b: <urn:b:>\n"
    )
    assert prologue(shapes, f"<{_E}nothing>") == ""


@pytest.mark.parametrize(
    ("declared", "what"),
    [
        ("[ sh:prefix 'a' ]", "without sh:prefix and sh:namespace"),
        ("[ sh:namespace 'urn:a:' ]", "without sh:prefix and sh:namespace"),
        ("[ sh:prefix 'a' ; sh:namespace e:a ]", "without sh:prefix and sh:namespace"),
        (
            "[ sh:prefix 'a' ; sh:namespace 'urn:a:' ] , [ sh:prefix 'a' ; sh:namespace 'urn:b:' ]",
            "two namespaces for the prefix a",
        ),
    ],
)
def test_a_prefix_that_means_nothing_or_two_things_is_refused(declared: str, what: str) -> None:
    shapes = _graph(f"e:check sh:prefixes [ sh:declare {declared} ] .")

    with pytest.raises(ValidateError, match=what) as caught:
        prologue(shapes, _CHECK)

    assert caught.value.where == f"{_E}check"


# ---------------------------------------------------------------- what may be asked


@pytest.mark.parametrize(
    "text",
    [
        "SELECT $this WHERE { $this e:p ?x }",
        "SELECT * WHERE { $this e:p ?x }",
        "ASK { $this e:p ?x }",
        "SELECT $this WHERE { { SELECT $this ?x { $this e:p ?x } } }",
        "SELECT $this WHERE { { SELECT * { $this e:p ?x } } }",
        "SELECT $this (?x AS ?y) WHERE { $this e:p ?x BIND (1 AS ?z) }",
        "SELECT $this WHERE { GRAPH $shapesGraph { ?s ?p $this } }",
        "SELECT $this WHERE { BIND (<http://www.w3.org/2001/XMLSchema#integer>('1') AS ?x) }",
    ],
)
def test_what_shacl_allows_is_read(text: str) -> None:
    question = _question(text)

    assert question.where == _CHECK
    assert "?this" in question.named
    assert (question.shapes is not None) is ("$shapesGraph" in text)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("SELECT (1 AS ?this) WHERE { ?x e:p ?y }", r"\?this is bound before"),
        ("SELECT $this WHERE { ?x e:p ?y BIND (1 AS ?this) }", r"\?this is bound before"),
        (
            "SELECT $this WHERE { OPTIONAL { ?x e:p ?y BIND (1 AS ?this) } }",
            r"\?this is bound before",
        ),
        ("SELECT $this WHERE { $this e:p ?x MINUS { $this e:q ?x } }", "MINUS in a query"),
        (
            "SELECT $this WHERE { FILTER EXISTS { $this e:p ?x VALUES ?x { 1 } } }",
            "VALUES in a query",
        ),
        ("SELECT $this WHERE { SERVICE <e:s> { $this e:p ?x } }", "SERVICE in a query"),
        ("SELECT $this WHERE { { SELECT ?x { ?x e:p ?y } } }", r"does not return \?this"),
        ("SELECT $this WHERE { { SELECT * { ?x e:p ?y } } }", r"does not return \?this"),
        (
            "SELECT $this WHERE { { SELECT (?x AS ?this) { ?x e:p ?y } } }",
            "binds AS what is bound before",
        ),
        ("SELECT $this WHERE { FILTER (e:odd(?x) && e:even(?x)) }", "nobody declares: <.*even>, <"),
        ("SELECT $this WHERE { $this u:p ?x }", "not a SPARQL query"),
    ],
)
def test_what_shacl_does_not_allow_is_refused(text: str, what: str) -> None:
    with pytest.raises(ValidateError, match=what) as caught:
        _question(text)

    assert caught.value.where == f"{_E}check"
    assert caught.value.hint


def test_a_subquery_returns_all_that_is_bound_but_for_the_shape_and_its_graph() -> None:
    prebound = frozenset({"?this", "?value", "?low", "?shapesGraph", "?currentShape"})
    text = "SELECT $this WHERE { { SELECT %s { ?this ?value ?low } } }"

    assert _question(text % "?this ?value ?low", prebound=prebound)
    with pytest.raises(ValidateError, match=r"does not return \?low, \?value\n"):
        _question(text % "?this ?x", prebound=prebound)


@pytest.mark.parametrize(
    ("text", "shapes"),
    [
        ("SELECT $this WHERE { FILTER (e:f($this)) }", "e:f a sh:SPARQLFunction ."),
        ("BASE <e:> SELECT $this WHERE { $this <p> ?x }", ""),
        ("SELECT $this WHERE { $this e:p ?x } VALUES ?x { 1 }", ""),
    ],
)
def test_what_only_pyshacl_knows_is_not_compiled(text: str, shapes: str) -> None:
    with pytest.raises(NotCompiledError):
        _question(text, shapes=shapes)


def test_the_path_of_a_shape_stands_for_its_name() -> None:
    data = _graph("e:a e:p e:b . e:b e:q 1 , 2 .")
    for name in ("$PATH", "?PATH"):
        text = f"SELECT $this ?value ?PATHS WHERE {{ $this {name} ?value }}"
        question = _question(text, path=f"<{_E}p>/<{_E}q>")

        assert sorted(row["?value"][1] for row in _asked(question, data)) == ["1", "2"]
        assert "?PATHS" in question.named
        assert "?PATH" not in question.named
        assert "?PATH" in _question(text.replace("$PATH", "?PATH")).named


# ---------------------------------------------------------------- solutions


@pytest.mark.parametrize(
    "text",
    [
        "SELECT $this ?x { { $this e:p ?x } UNION { $this e:p ?x } UNION { $this e:q ?x } }",
        # The same, left to Oxigraph:
        "SELECT $this ?x { { $this e:p|e:p ?x } UNION { $this e:p|e:q ?x } } LIMIT 99",
    ],
)
@pytest.mark.parametrize("node", ["e:a", "_:b"])
def test_each_solution_comes_once(text: str, node: str) -> None:
    question = _question(text)
    data = _graph(f"{node} e:p 1 , 2 ; e:q 2 . e:c e:p 3 .")
    (focus,) = (subject for subject in data.out if subject != f"<{_E}c>")
    store = ox.Store()
    for number, triple in enumerate(data.rows()):
        line = " ".join((*triple, f"<e:{number % 2}> ."))
        store.extend(ox.parse(line, format=ox.RdfFormat.N_QUADS))

    assert (question.solve is None) is ("LIMIT" in text)
    for asked in (data, StoreData(store)):
        found = _asked(question, asked, focus)
        assert sorted(row["?x"][1] for row in found) == ["1", "2"]
    assert _asked(question, data, f"<{_E}d>") == []
    assert [row["?x"][1] for row in _asked(question, data, f"<{_E}c>")] == ["3"]
    assert len(store) == 4


@pytest.mark.parametrize("end", ["", " GROUP BY $this"])
def test_ask_has_one_solution_for_yes(end: str) -> None:
    question = _question(f"ASK {{ {{ SELECT $this {{ $this e:p 1 }}{end} }} }}")
    data = _graph("e:a e:p 1 .")

    assert _asked(question, data) == [{}]
    assert _asked(question, data, f"<{_E}b>") == []


def test_what_only_oxigraph_computes_is_asked_of_it() -> None:
    question = _question("SELECT $this ?y WHERE { $this e:p ?x BIND (?x / 3 AS ?y) }")
    data = _graph("e:a e:p 1 , 6 .")

    assert question.solve is not None
    assert sorted(row["?y"][:4] for row in _asked(question, data)) == ['"0.3', '"2"^']


def test_the_shapes_graph_is_asked_by_its_name() -> None:
    shapes = "e:check e:is e:shape . "
    text = "SELECT $this ?x WHERE { GRAPH $shapesGraph { e:check e:is ?x } $this e:p 1 }"
    prebound = frozenset({"?this", "?shapesGraph"})
    question = _question(text, shapes=shapes, prebound=prebound)
    row = {"?this": f"<{_E}a>", "?shapesGraph": SHAPES_GRAPH}

    (found,) = question.solutions(_graph("e:a e:p 1 ; e:is e:data ."), row)
    assert found["?x"] == f"<{_E}shape>"


# ---------------------------------------------------------------- rewriting


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SELECT * { ?this ?p ?x }", "SELECT * {[this] ?this ?p ?x }"),
        # The outermost group has all that the query uses, an inner one what it mentions.
        ("SELECT * { ?p ?p ?x }", "SELECT * { ?p ?p ?x }"),
        (
            "SELECT * { ?x ?p 1 OPTIONAL { ?this ?p ?x } OPTIONAL { ?x ?p 2 } }",
            "SELECT * {[this] ?x ?p 1 OPTIONAL {[this] ?this ?p ?x } OPTIONAL { ?x ?p 2 } }",
        ),
        (
            "ASK { { ?this ?p $value } UNION { ?x ?p $value } }",
            "ASK {[this value] {[this value] ?this ?p $value } UNION {[value] ?x ?p $value } }",
        ),
        (
            "ASK { FILTER EXISTS { ?x ?p ?y FILTER (?x = $this) } }",
            "ASK {[this] FILTER EXISTS {[this] ?x ?p ?y FILTER (?x = $this) } }",
        ),
        (
            "SELECT * { { SELECT * { ?this ?p ?x } } }",
            "SELECT * {[this] { SELECT * {[this] ?this ?p ?x } } }",
        ),
        (
            "SELECT * { { SELECT * { ?x ?p ?y } } BIND ($this AS ?z) }",
            "SELECT * {[this] { SELECT * {[this] ?x ?p ?y } } BIND ($this AS ?z) }",
        ),
        (
            "SELECT * { ?this ?p ?x { ?x ?q ?y { ?y ?r ?this } } }",
            "SELECT * {[this] ?this ?p ?x {[this] ?x ?q ?y {[this] ?y ?r ?this } } }",
        ),
        (
            "SELECT * { ?x ?p 1 GRAPH ?this { ?x ?p 2 } }",
            "SELECT * {[this] ?x ?p 1 GRAPH ?this { ?x ?p 2 } }",
        ),
    ],
)
def test_a_query_has_places_for_values_where_they_are_mentioned(text: str, expected: str) -> None:
    written = rewritten(parse_query(text), frozenset({"?this", "?value"}))
    shown = "".join(
        f"[{part.replace('?', '')}]" if number % 2 else part
        for number, part in enumerate(written.split("\0"))
    )

    assert shown == expected


def test_values_are_put_in_and_blank_nodes_by_way_of_the_store() -> None:
    data = _graph("e:a e:p _:k . _:k e:p 1 .")
    (blank,) = (node for node in data.out if node[0] == "_")
    store = store_of(data, _graph("e:a e:p e:shape ."))
    query = rewritten(parse_query("SELECT ?this ?x { ?this ?p ?x }"), _THIS)
    size = len(store)

    assert [row["?x"][1] for row in answers(query, store, {"?this": blank})] == ["1"]
    assert list(answers(query, store, {"?this": f"<{_E}a>"})) == [
        {"?this": f"<{_E}a>", "?x": blank}
    ]
    assert len(list(answers(query, store, {"?this": f"<{_E}a>"}, union=True))) == 2
    assert size == len(store) == 3
    assert has_blank({"?this": blank, "?x": "1"})
    assert not has_blank({"?this": f"<{_E}a>"})
