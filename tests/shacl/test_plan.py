"""Queries are read into their parts, and planned from what is known of their variables."""

import pytest

from triplewire.shacl.graph import Data, Path
from triplewire.shacl.sparql import algebra as al
from triplewire.shacl.sparql.expressions import Row, UnknownFunctionError
from triplewire.shacl.sparql.parse import parse_query
from triplewire.shacl.sparql.plan import solver
from triplewire.shacl.sparql.reader import SyntaxUnknownError, tokens_of
from triplewire.shacl.sparql.scan import by_selectivity
from triplewire.shacl.sparql.scope import certain, leading, possible, zero_length
from triplewire.shacl.sparql.steps import Frame, columns_of, may_run, merged


def _select(text: str) -> al.Select:
    return parse_query(text).select


def _where(text: str) -> al.Group:
    return _select(f"SELECT * {{ {text} }}").where


def _shown(names: frozenset[str]) -> str:
    return " ".join(sorted(name[1:] for name in names))


# ---------------------------------------------------------------- parts of a query


@pytest.mark.parametrize(
    ("text", "columns", "group_by", "having", "order_by", "limited"),
    [
        ("SELECT * {}", None, 0, 0, 0, False),
        ("SELECT ?x $y {}", "?x ?y", 0, 0, 0, False),
        ("SELECT REDUCED ?x WHERE {}", "?x", 0, 0, 0, False),
        ("SELECT (1 AS ?x) (2 + 3 AS ?y) {}", "?x ?y", 0, 0, 0, False),
        ("SELECT ?x {} GROUP BY ?x", "?x", 1, 0, 0, False),
        ("SELECT ?x {} GROUP BY ?x ?y (1 AS ?z) STR(?x) HAVING (?x > 1)", "?x", 4, 1, 0, False),
        ("SELECT ?x {} GROUP BY ?x ORDER BY ?x", "?x", 1, 0, 1, False),
        ("SELECT ?x {} GROUP BY ?x LIMIT 1", "?x", 1, 0, 0, True),
        ("SELECT ?x {} HAVING (?x > 1) (?x < 2) BOUND(?x)", "?x", 0, 3, 0, False),
        ("SELECT ?x {} ORDER BY ?x DESC(?y) ASC (1) STR(?x) <e:f>(?x)", "?x", 0, 0, 5, False),
        ("SELECT ?x {} ORDER BY NOT EXISTS {} LIMIT 1", "?x", 0, 0, 1, True),
        ("SELECT ?x {} OFFSET 1 LIMIT 2", "?x", 0, 0, 0, True),
        ("SELECT ?x {} LIMIT 2", "?x", 0, 0, 0, True),
        ("PREFIX e: <e:> PREFIX : <f:> SELECT ?x {} ORDER BY e:f(?x)", "?x", 0, 0, 1, False),
    ],
)
def test_a_select_is_read_into_its_parts(
    text: str, columns: str | None, group_by: int, having: int, order_by: int, limited: bool
) -> None:
    found = _select(text)
    names = None if found.columns is None else " ".join(name for name, _ in found.columns)

    assert (names, len(found.group_by), len(found.having)) == (columns, group_by, having)
    assert (len(found.order_by), found.limited, found.ask) == (order_by, limited, False)
    assert found.inside == text.index("SELECT") + len("SELECT")
    assert found.distinct is False
    assert _select(text.replace("SELECT", "SELECT DISTINCT").replace("REDUCED ", "")).distinct


@pytest.mark.parametrize("text", ["ASK {}", "ASK WHERE { ?x ?y ?z }", "ask { }"])
def test_an_ask_has_no_columns(text: str) -> None:
    found = _select(text)

    assert (found.ask, found.columns, found.where.inside) == (True, None, text.index("{") + 1)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("?x ?y ?z", "Pattern"),
        ("?x ?y ?z , 1 ; <e:p> 2 .", "Pattern Pattern Pattern"),
        ("?x ?y ?z ; ; <e:p> 2 ; .", "Pattern Pattern"),
        ("?x ?y ?z ; FILTER (1)", "Pattern Filter"),
        ("?x a ?z ; a 1", "Pattern Pattern"),
        ("[] ?y ?z", "Pattern"),
        ("[ ?y ?z ]", "Pattern"),
        ("[ ?y ?z ] .", "Pattern"),
        ("[ ?y ?z ] <e:p> 1", "Pattern Pattern"),
        ("?x ?y [ <e:p> 1 ; <e:q> 2 ] , 3", "Pattern Pattern Pattern Pattern"),
        ("?x ?y ( 1 2 )", "Pattern Pattern Pattern Pattern Pattern"),
        ("?x ?y ()", "Pattern"),
        ("{ ?x ?y ?z }", "Union"),
        ("{} UNION {} UNION { ?x ?y ?z } ?x ?y 1", "Union Pattern"),
        ("OPTIONAL { ?x ?y ?z } FILTER NOT EXISTS { } BIND (1 AS ?x)", "Optional Filter Bind"),
        ("GRAPH ?g { ?x ?y ?z } GRAPH <e:g> {}", "Graph Graph"),
        ("MINUS { { ?x ?y ?z } } ?x ?y 1", "Refused Pattern"),
        ("VALUES (?x ?y) { (1 2) } ?x ?y 1", "Refused Pattern"),
        ("SERVICE SILENT <e:s> { ?x ?y { } } FILTER (1)", "Refused Filter"),
        ("{ SELECT * { ?x ?y ?z } }", "Union"),
        ("SELECT * { ?x ?y ?z }", "Select"),
    ],
)
def test_a_group_is_read_into_its_elements(text: str, kinds: str) -> None:
    assert " ".join(type(each).__name__ for each in _where(text).elements) == kinds


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("<e:p>", Path("p", "<e:p>")),
        ("(<e:p>)", Path("p", "<e:p>")),
        ("<e:p>*", Path("*", parts=(Path("p", "<e:p>"),))),
        ("^<e:p>+", Path("^", parts=(Path("+", parts=(Path("p", "<e:p>"),)),))),
        ("(^<e:p>)?", Path("?", parts=(Path("^", parts=(Path("p", "<e:p>"),)),))),
        (
            "<e:p>/<e:q>|<e:r>",
            Path("|", parts=(Path("/", parts=(Path("p", "<e:p>"), Path("p", "<e:q>"))),
                             Path("p", "<e:r>"))),
        ),
        ("!<e:p>", Path("!", parts=(Path("p", "<e:p>"),))),
        ("!(<e:p>|^<e:q>)", Path("!", parts=(Path("p", "<e:p>"),
                                             Path("^", parts=(Path("p", "<e:q>"),))))),
    ],
)  # fmt: skip
def test_a_path_binds_as_sparql_says(text: str, path: Path) -> None:
    (pattern,) = _where(f"?x {text} ?y").elements

    assert pattern == al.Pattern("?x", path, "?y")


@pytest.mark.parametrize(
    "text",
    [
        *("SELECT * { } }", "SELECT * {", "SELECT", "ASK", "{}", "SELECT * { ?x }"),
        "BASE <e:> ASK {}",
        *("SELECT (COUNT(?x ; SEPARATOR ',') AS ?n) {}", "SELECT (COUNT(?x, ?y) AS ?n) {}"),
        *("SELECT (<e:f>(DISTINCT ?x) AS ?n) {}", "SELECT * { ?x e:p ?y }", "SELECT (1 AS 2) {}"),
        *("SELECT * { BIND (1 ?x) }", "SELECT * { ?x ?y ?z } VALUES ?x { 1 }", "ASK { FILTER (1 }"),
        *("ASK { [ ?x ?y }", r"ASK { <e:\u0061> ?x ?y }", "ASK { ?x ?y 'a }"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_refused(text: str) -> None:
    with pytest.raises(SyntaxUnknownError):
        parse_query(text)


def test_tokens_stand_where_they_stand_and_signs_by_themselves() -> None:
    found = [(token.text, token.start) for token in tokens_of("?a<<e:b>+1 # so\n-2.5e1 &&!?c>>3")]

    assert found == [
        *(("?a", 0), ("<", 2), ("<e:b>", 3), ("+", 8), ("1", 9), ("-", 16), ("2.5e1", 17)),
        *(("&&", 23), ("!", 25), ("?c", 26), (">", 28), (">", 29), ("3", 30)),
    ]


def test_the_parts_of_expressions_are_found_at_any_depth() -> None:
    select = _select(
        "SELECT (SUM(?a + 1) AS ?b) { FILTER (!(?c = 1) && EXISTS { ?d ?e ?f FILTER (?g) }) }"
        " GROUP BY (?h AS ?i) HAVING (?j) ORDER BY ?k"
    )
    (test,) = select.where.elements
    inside = [type(each).__name__ for each in al.elements_of(select.where)]
    own = {each.name for each in al.expressions_of(select) if isinstance(each, al.Var)}

    assert own == {"?a", "?h", "?j", "?k"}
    assert set(al.named_in(select)) == {"?a", "?b", "?h", "?i", "?j", "?k"}
    assert list(al.named_in(test)) == ["?c"]
    assert inside == ["Filter", "Pattern", "Filter"]
    assert [al.mentions(test, f"?{name}") for name in "cdefgh"] == [*[True] * 5, False]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("?x <e:p> 1", "x"),
        ("?x ?y _:b", "x y"),
        ("GRAPH ?g { ?x ?y 1 }", "g"),
        ("GRAPH <e:g> { ?x ?y 1 }", ""),
        ("BIND (?x + 1 AS ?y)", "x y"),
        ("FILTER (?x > ?y)", "x y"),
        ("OPTIONAL { ?x ?y 1 }", ""),
    ],
)
def test_an_element_names_its_own_variables(text: str, names: str) -> None:
    (element,) = _where(text).elements

    assert " ".join(sorted(n[1:] for n in al.named_in(element) if n[1] != "_")) == names


# ---------------------------------------------------------------- which variables are bound


@pytest.mark.parametrize(
    ("text", "surely", "perhaps", "first"),
    [
        ("?x ?y 1", "x y", "x y", "x y"),
        ("OPTIONAL { ?x ?y 1 }", "", "x y", ""),
        ("?a <e:p> 1 OPTIONAL { ?x ?y 1 } ?b <e:p> 1", "a b", "a b x y", "a"),
        ("{ ?x ?y 1 } UNION { ?x <e:p> ?z }", "x", "x y z", "x"),
        ("{ ?x ?y 1 }", "x y", "x y", "x y"),
        ("BIND (1 AS ?x) ?y <e:p> 1", "y", "x y", ""),
        ("FILTER (?x) ?y <e:p> 1", "y", "y", "y"),
        ("GRAPH ?g { ?x ?y 1 }", "x y", "x y", ""),
        ("SELECT * { ?x ?y 1 }", "x y", "x y", ""),
        ("SELECT ?x (1 AS ?z) { ?x ?y 1 }", "x", "x z", ""),
        ("SELECT ?x ?o { ?x ?y 1 OPTIONAL { ?o ?y 1 } }", "x", "o x", ""),
        ("SELECT ?x ?y (COUNT(*) AS ?n) { ?x ?y 1 } GROUP BY ?x", "x", "n x y", ""),
        # From a node to itself, whether or not a triple has it.
        ("?x <e:p>* ?y", "x y", "x y", ""),
        ("?x <e:p>+ ?y", "x y", "x y", "x y"),
        ("", "", "", ""),
    ],
)
def test_what_a_group_binds_for_sure_perhaps_and_first(
    text: str, surely: str, perhaps: str, first: str
) -> None:
    group = _where(text)

    assert _shown(certain(group)) == surely
    assert _shown(possible(group)) == perhaps
    assert _shown(leading(group)) == first


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *(("<e:p>", False), ("<e:p>*", True), ("<e:p>?", True), ("<e:p>+", False), ("?p", False)),
        *(("^(<e:p>*)", True), ("<e:p>*/<e:q>", False), ("<e:p>*/<e:q>?", True)),
        *(("<e:p>*|<e:q>", True), ("<e:p>|<e:q>", False), ("(<e:p>?)+", True), ("!<e:p>", False)),
    ],
)
def test_a_path_of_no_length_is_one_of_steps_that_may_all_be_left_out(
    text: str, expected: bool
) -> None:
    (pattern,) = _where(f"?x {text} ?y").elements
    assert isinstance(pattern, al.Pattern)

    assert zero_length(pattern.predicate) is expected


# ---------------------------------------------------------------- in which order


@pytest.mark.parametrize(
    ("text", "bound", "order"),
    [
        ("?a ?p ?b . ?this ?q ?c", "this", "1 0"),
        ("?a ?p ?b . ?c ?q ?this . ?this ?r ?d", "this", "2 1 0"),
        ("?this ?p ?a . ?this ?q <e:b>", "this", "1 0"),
        ("?c ?p ?d . ?b ?q ?c . ?this ?r ?b", "this", "2 1 0"),
        ("?a ?p ?b . <e:a> ?q ?c", "", "1 0"),
        ("?a ?p ?b . ?c ?q 1", "", "1 0"),
        ("?a ?p 1 . <e:a> ?q ?c", "", "1 0"),
        ("?a ?p ?b . ?c ?q ?d", "", "0 1"),
        ("?this ?p ?a . ?this ?q ?b", "this", "0 1"),
    ],
)
def test_patterns_come_in_the_order_of_what_is_known(text: str, bound: str, order: str) -> None:
    patterns = [each for each in _where(text).elements if isinstance(each, al.Pattern)]
    known = {f"?{name}" for name in bound.split()}
    found = by_selectivity(patterns, known)

    assert " ".join(str(patterns.index(each)) for each in found) == order
    assert known == {f"?{name}" for name in bound.split()}


@pytest.mark.parametrize(
    ("test", "expected"),
    [
        *(("?x = ?y", True), ("?x = ?z", False), ("1 = 1", True), ("EXISTS { ?x ?y 1 }", False)),
        *(("!(EXISTS { })", False), ("BOUND(?z)", False), ("STR(?x) = ''", True)),
    ],
)
def test_a_filter_may_run_once_all_its_variables_are_bound(test: str, expected: bool) -> None:
    (each,) = _where(f"FILTER ({test})").elements
    assert isinstance(each, al.Filter)

    assert may_run(each, {"?x", "?y"}) is expected


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("SELECT ?x (COUNT(*) AS ?n) {} GROUP BY ?x", True),
        ("SELECT (COUNT(*) AS ?n) {} GROUP BY ?x ?y", True),
        ("SELECT (COUNT(*) AS ?n) {}", True),
        ("SELECT ?x (COUNT(*) AS ?n) {} GROUP BY ?x HAVING (?n > 1)", False),
        ("SELECT ?k (COUNT(*) AS ?n) {} GROUP BY (STR(?x) AS ?k)", False),
        ("SELECT ?y (COUNT(*) AS ?n) {} GROUP BY ?x", False),
        ("SELECT (COUNT(*) + 1 AS ?n) {} GROUP BY ?x", False),
        ("SELECT (GROUP_CONCAT(?x; SEPARATOR = ', ') AS ?n) {}", False),
        ("SELECT (SAMPLE(?x) AS ?n) {}", False),
        ("SELECT ?x {} HAVING (?x > 1)", False),
        ("SELECT ?x {} LIMIT 1", False),
        ("SELECT ?x { GRAPH ?g {} }", False),
        ("SELECT ?x { ?x !<e:p> ?y }", False),
        ("SELECT ?x { BIND (EXISTS {} AS ?x) }", False),
        ("SELECT ?x { FILTER (RAND() > 0) }", False),
        ("SELECT ?x { FILTER EXISTS {} } ORDER BY ?x", True),
    ],
)
def test_what_is_not_planned_here_is_said_to_be_so(text: str, known: bool) -> None:
    select = _select(text)
    if known:
        assert solver(select, frozenset())(Data(), {}) is not None
    else:
        with pytest.raises(UnknownFunctionError):
            solver(select, frozenset())


def test_groups_have_keys_and_aggregates() -> None:
    keys, columns = columns_of(_select("SELECT ?y (COUNT(?z) AS ?n) ?x {} GROUP BY ?x ?y"))

    assert keys == ["?x", "?y"]
    assert columns == [("?n", al.Aggregate("COUNT", al.Var("?z"), distinct=False))]
    with pytest.raises(UnknownFunctionError):
        columns_of(_select("SELECT * {} GROUP BY ?x"))


def test_a_row_is_merged_where_it_fits_and_put_back_as_it_was() -> None:
    frame = Frame()
    x, term, y = frame.slot("?x"), frame.slot("<e:a>"), frame.slot("?y")
    seen: list[Row] = []

    def then(_: Data, row: Row) -> bool:
        seen.append(row.copy())
        return len(seen) > 1

    row = frame.row()
    assert (x, term, y, frame.slot("?x")) == (2, 3, 4, 2)
    assert (frame.has("?x"), frame.has("?z")) == (True, False)
    assert row == [None, False, None, "<e:a>", None]
    row[x] = "1"

    assert merged(Data(), row, [(x, "1"), (y, "2")], then) is False
    assert merged(Data(), row, [(y, "3"), (x, "2")], then) is False
    assert merged(Data(), row, [(y, "3")], then) is True
    assert [each[2:] for each in seen] == [["1", "<e:a>", "2"], ["1", "<e:a>", "3"]]
    assert row == [None, False, "1", "<e:a>", None]
    assert frame.row() == [None, False, None, "<e:a>", None]
