"""Questions to a store: stored queries, parameters, errors at their place, tables."""

import re
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.graphs import SHA, invented, store_of
from triplewire.ask import ask, counts, prefixes_of, resolve, stored_queries, table, unknown_terms
from triplewire.ask.outline import outline
from triplewire.ask.syntax import syntax_error
from triplewire.ask.terms import expand, known_prefixes, nearest, shorten, visible
from triplewire.errors import QueryError
from triplewire.iris import BASE, KINDS
from triplewire.store import Store, rebuild

LABELS = "SELECT ?thing ?label WHERE { ?thing rdfs:label ?label } ORDER BY ?label ?thing"
PREFIXES = known_prefixes()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with store_of(invented(), tmp_path_factory.mktemp("ask") / "store") as store:
        yield store


def solutions(store: Store, text: str, **params: str) -> ox.QuerySolutions:
    results = ask(store, text, params)
    assert isinstance(results, ox.QuerySolutions)
    return results


def column(store: Store, text: str, name: str, **params: str) -> list[str | None]:
    return [row[name] and row[name].value for row in solutions(store, text, **params)]


def test_a_stored_query_tells_its_question_and_its_columns() -> None:
    query = stored_queries()["who-said"]

    assert list(stored_queries()) == sorted(stored_queries())
    assert query.help.startswith("What is each speaker quoted as saying")
    assert query.variables[:3] == ("speaker", "name", "quotation")


@pytest.mark.parametrize("name", stored_queries())
def test_a_stored_query_uses_only_terms_of_the_vocabulary(name: str) -> None:
    assert unknown_terms(stored_queries()[name].text) == ()


def test_a_query_is_found_by_name_file_or_text(tmp_path: Path) -> None:
    file = tmp_path / "mine.rq"
    file.write_text("\ufeffASK {}", encoding="utf-8")
    other = tmp_path / "mine.sparql"
    other.write_text("ASK {}", encoding="utf-8")

    assert resolve("timeline") == ("timeline", stored_queries()["timeline"].text)
    assert resolve(str(file)) == ("mine", "ASK {}")
    assert resolve(str(other)) == ("mine", "ASK {}")
    assert resolve("ASK { ?s ?p ?o }") == ("query", "ASK { ?s ?p ?o }")


def test_an_unknown_query_is_refused_with_the_nearest_name(tmp_path: Path) -> None:
    latin = tmp_path / "latin.rq"
    latin.write_bytes(b"ASK { ?s ?p '\xe9' }")

    with pytest.raises(QueryError, match="did you mean timeline"):
        resolve("timelin")
    with pytest.raises(QueryError, match=r"there are: appeals, .*who-said"):
        resolve("parts/../xxxxxxxx")
    with pytest.raises(QueryError, match=r"absent\.rq: the query cannot be read"):
        resolve(str(tmp_path / "absent.rq"))
    with pytest.raises(QueryError, match="UTF-8"):
        resolve(str(latin))


def test_counts_name_what_a_store_holds_even_when_it_is_nothing(
    store: Store, tmp_path: Path
) -> None:
    with rebuild(tmp_path) as writer:
        writer.manifest.base = "http://example.org/"
    with Store(tmp_path) as empty:
        nothing = counts(empty)

    assert counts(store) == {"articles": 1, "actors": 4, "events": 1, "claims": 2, "statistics": 1}
    assert list(nothing.items()) == [(name, 0) for name in counts(store)]


@pytest.mark.parametrize(
    "value",
    [
        "actor:ada-moor",
        "<https://newsroom.example/actor/ada-moor>",
        "https://newsroom.example/actor/ada-moor",
        "Ada Moor",
        "ada moor",
    ],
)
def test_a_thing_is_given_by_iri_prefixed_name_or_label(store: Store, value: str) -> None:
    assert column(store, LABELS, "label", thing=value) == ["Ada Moor"]


@pytest.mark.parametrize("value", ["2024-05", '"2024-05"^^edtf:EDTF-level1'])
def test_a_literal_is_given_bare_or_as_in_turtle(store: Store, value: str) -> None:
    text = "SELECT ?event ?when WHERE { ?event a schema:Event . OPTIONAL { ?event tw:when ?when } }"

    assert column(store, text, "when", when=value) == ["2024-05"]


@pytest.mark.parametrize("value", ["2000000000", "2000000000.0", "+2000000000"])
def test_a_number_is_compared_as_a_number(store: Store, value: str) -> None:
    text = "SELECT ?value WHERE { ?o schema:value ?value }"

    assert column(store, text, "value", value=value) == ["2000000000"]


def test_a_label_column_is_narrowed_by_the_label(store: Store) -> None:
    assert column(store, LABELS, "label", label="Ada Moor") == ["Ada Moor"]


def test_a_parameter_never_makes_up_rows(store: Store) -> None:
    optional = "SELECT ?a ?b WHERE { ?a a tw:Actor OPTIONAL { ?a schema:alternateName ?b } }"
    counted = "SELECT ?class (COUNT(?s) AS ?n) WHERE { ?s a ?class } GROUP BY ?class"

    assert column(store, optional, "b", b="Nobody") == []
    assert column(store, counted, "n", n="7000") == []
    assert column(store, counted, "n", n="1", **{"class": "schema:Country"}) == ["1"]


@pytest.mark.parametrize(("slice_", "found"), [("", ["Bo Lind"]), ("LIMIT 1", [])])
def test_narrowing_a_select_distinct_gives_some_of_its_own_rows(
    store: Store, slice_: str, found: list[str]
) -> None:
    text = f"""PREFIX x: <x:y>
    select distinct ?label {{ ?a rdfs:label ?label . ?b ?p ?a }} ORDER BY ?label {slice_}"""

    assert column(store, text, "label", label='"Bo Lind"@en') == found


def test_narrowing_keeps_the_order_and_the_columns_of_the_query(store: Store) -> None:
    text = "SELECT ?s ?p WHERE { ?s ?p ?o } ORDER BY DESC(?p) DESC(?s) # a comment"
    whole = [(row["s"], row["p"]) for row in solutions(store, text)]
    label = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    narrowed = solutions(store, text, p="rdfs:label")

    assert [variable.value for variable in narrowed.variables] == ["s", "p"]
    assert [(r["s"], r["p"]) for r in narrowed] == [pair for pair in whole if pair[1] == label]


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("lable", "x", "did you mean label\\? its columns: thing, label"),
        ("xyz", "x", "hint: its columns: thing, label"),
        ("thing", "Bo", "2 things are called 'Bo'\n  hint: say which: actor:bo-lind, actor:bo"),
        ("thing", "actr:bo", "did you mean actor:bo"),
        ("thing", "<no iri>", "not an IRI: 'no iri'"),
        ("label", '"open', "not a literal"),
        ("label", '"a", "b"', "not one literal"),
        ("label", '"a" . <x:s> <x:p> <x:o>', "not one literal"),
    ],
)
def test_a_parameter_that_cannot_be_used_is_refused(
    store: Store, name: str, value: str, message: str
) -> None:
    with pytest.raises(QueryError, match=message):
        ask(store, LABELS, {name: value})


def test_only_a_plain_select_can_be_narrowed(store: Store) -> None:
    with pytest.raises(QueryError, match="only a SELECT"):
        ask(store, "ASK { ?s ?p ?o }", {"s": "x"})
    with pytest.raises(QueryError, match="cannot be narrowed"):
        ask(store, "SELECT ?s FROM <x:g> WHERE { ?s ?p ?o }", {"s": "<x:y>"})


def test_a_syntax_error_is_shown_at_its_place(store: Store) -> None:
    with pytest.raises(QueryError) as caught:
        ask(store, "SELECT ?s WHERE {\n  ?s a tw:Claim )\n}")

    assert caught.value.where == "line 2, column 17"
    assert caught.value.hint == ""
    assert caught.value.what.splitlines()[1:] == ["      ?s a tw:Claim )", " " * 20 + "^"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "SELECT * { ?s shema:name ?o }",
            "column 15: the prefix shema: .*did you mean schema:name",
        ),
        ("SELECT * { ?s qqqqqq:x ?o }", "add PREFIX qqqqqq: <…>"),
        ("SELECT * { ?s ?p ?o } ORDER", "column 28: the query ends too early"),
        ("", "ends too early"),
        ("SELECT * { ?s ?p 'open }", "ends too early"),
        ("SELECT * { ?s ?p ?o FILTR(?o <= -1 && ?o != .5) }", "column 21: 'FILTR' cannot stand"),
        (
            "SELECT * { ?s ?p -1 , .5 , 'x'^^xsd:date # FILTR\n . FILTR }",
            "line 2, column 4: 'FILTR'",
        ),
        ("SELECT (1 AS ?x) ?p { ?s ?p ?o } GROUP BY ?o", "a variable that is unbound"),
        ("SELECT * { ?s a <no iri> }", "'>' cannot stand here"),
    ],
)
def test_what_is_not_sparql_is_refused(store: Store, text: str, message: str) -> None:
    with pytest.raises(QueryError, match=re.compile(message, re.DOTALL)):
        ask(store, text)


def test_a_refusal_without_a_place_is_passed_on() -> None:
    error = syntax_error("ASK {}", "no more memory\x1b", {})

    assert str(error) == "the query cannot be run: no more memory\\x1b"


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }",
        "SELECT * { service silent ?x { ?s ?p ?o } }",
        'SELECT * { ?s ?p """a"b""" . SERVICE <x:y> {} }',
        "SELECT * { ?s <x:\\u0023> ?o . SERVICE <x:y> {} }",
        "SELECT * { ?s ?p true SERVICE<x:y> {} }",
        "SELECT * { ?s ?p trueSERVICE<x:y> {} }",
        "SELECT * { ?s ?p 1e5SERVICE<x:y> {} }",
        "SELECT * { ?s ?p trueSERVICE:y {} }",
    ],
)
def test_a_query_that_asks_another_server_is_refused(store: Store, text: str) -> None:
    with pytest.raises(QueryError, match="must not ask other servers"):
        ask(store, text)


@pytest.mark.parametrize(
    "text",
    [
        'SELECT ("SERVICE" AS ?service) {} # SERVICE',
        "SELECT ('''it's SERVICE''' AS ?x) { ?s <x:SERVICE> ?SERVICE }",
        'SELECT ("a\\"SERVICE" AS ?x) {}',
    ],
)
def test_the_word_service_may_stand_in_strings_comments_iris_and_names(
    store: Store, text: str
) -> None:
    assert isinstance(ask(store, text), ox.QuerySolutions)


@pytest.mark.parametrize("text", ["INSERT DATA {}", "PREFIX a: <x:y> # b\nBASE <x:y> delete {}"])
def test_an_update_is_refused(store: Store, text: str) -> None:
    with pytest.raises(QueryError, match="must not change the store"):
        ask(store, text)


@given(st.text(alphabet="\"'\\<># \n.a:SERVIC{}?-", max_size=60))
def test_a_literal_hides_whatever_it_holds(words: str) -> None:
    found = outline(f"PREFIX a: <x:y> SELECT ({ox.Literal(words)} AS ?x) {{ ?s a:b <x:z> }}")

    assert found.verb == "SELECT"
    assert found.prefixes == {"a": "x:y"}
    assert [(prefix, local) for prefix, local, _ in found.names] == [("a", "b")]
    assert found.iris == ("x:z",)


@pytest.mark.parametrize("piece", ["a.", "<", '"', "'''", "a-", "a:.", "\\", "1.", "@a-", "%"])
def test_no_text_makes_the_outline_slow(piece: str) -> None:
    assert outline(f"SELECT {piece * 50_000}").verb == "SELECT"


def test_names_that_the_vocabulary_lacks_are_named_with_the_nearest() -> None:
    text = """PREFIX w: <https://w3id.org/triplewire/ns#>
    SELECT * { ?s a w:Clam , tw:Claim , <https://w3id.org/triplewire/concept/xxxxxxxxxx> ;
      tw:speechAct c:appeal ; schema:nonsense ?o ; other:x ?y }"""

    assert unknown_terms(text) == (
        "c:xxxxxxxxxx is not in the vocabulary",
        "tw:Clam is not in the vocabulary; did you mean tw:Claim?",
    )


def test_a_store_of_another_base_has_its_own_prefixes(tmp_path: Path) -> None:
    with rebuild(tmp_path) as writer:
        writer.manifest.base = "http://example.org/"
    with Store(tmp_path) as store:
        assert prefixes_of(store)["actor"] == "http://example.org/actor/"


def test_a_table_is_aligned_and_shows_terms_in_short_form(store: Store) -> None:
    text = "SELECT ?claim ?label ?none WHERE { ?claim a tw:StatisticalClaim ; rdfs:label ?label }"

    assert table(solutions(store, text), PREFIXES) == (
        "claim                       label               none\n"
        "──────────────────────────  ──────────────────  ────\n"
        f"claim:{SHA[:8]}/statistic-1  Exports: 2 billion"
    )


def test_a_table_wraps_between_words_and_counts_wide_characters(store: Store) -> None:
    wide, words = "漢字" * 7, "one two three four"
    text = f'SELECT ?a ?b {{ VALUES (?a ?b) {{ ("{wide}" "{words}") (7 "") }} }}'
    found = table(solutions(store, text), PREFIXES, 40)

    assert [line.split() for line in found.splitlines()[2:]] == [
        ["漢字" * 6, "one", "two", "three"],
        ["漢字", "four"],
        ["7"],
    ]
    assert max(map(cell_len, found.splitlines())) <= 40


def test_a_table_narrower_than_its_words_keeps_every_character(store: Store) -> None:
    text = f'SELECT ?a ?b ?c {{ VALUES (?a ?b ?c) {{ ("{"x" * 40}" "{"y" * 40}" "{"z" * 40}") }} }}'
    found = table(solutions(store, text), PREFIXES, 10)

    assert [found.count(letter) for letter in "xyz"] == [40, 40, 40]


def test_a_table_escapes_what_could_deceive_its_reader(store: Store) -> None:
    text = r'SELECT ("a\n\u001B[31m\u202Eb" AS ?x) (<x:\u202E> AS ?y) {}'

    assert table(solutions(store, text), {}).splitlines()[2].split("  ") == [
        r"a\n\x1b[31m\u202eb",
        r"<x:\u202e>",
    ]


def test_a_triple_term_is_shown_as_it_is_written(store: Store) -> None:
    text = "SELECT (TRIPLE(<x:s>, <x:p>, 1) AS ?t) {}"

    assert "<x:s> <x:p>" in table(solutions(store, text), {})


@given(st.sampled_from(sorted(PREFIXES)), st.text(alphabet="abc/#=,-09", min_size=1))
def test_a_short_name_stands_for_the_iri_that_it_shortens(prefix: str, local: str) -> None:
    iri = PREFIXES[prefix] + local

    assert expand(shorten(iri, PREFIXES), PREFIXES) == iri


@pytest.mark.parametrize("kind", KINDS)
def test_a_thing_is_found_by_every_spelling_of_its_iri(kind: str) -> None:
    iri = f"{BASE}{kind}/0123456789abcdef"
    tail = iri.removeprefix(BASE)
    spellings = (iri, f"<{iri}>", tail, f"/{tail}", tail.replace("/", ":", 1))

    assert {expand(spelling, PREFIXES) for spelling in spellings} == {iri}


def test_words_are_no_iri() -> None:
    words = ("Ada Moor", "no:x", "actor:a b", "actor/a b", "text/html", "actor/", "AC/DC")
    assert [expand(text, PREFIXES) for text in words] == [None] * len(words)
    assert expand("<x:y>", {}) == "x:y"
    assert shorten("x:y\u202e", {}) == r"<x:y\u202e>"


def test_letters_of_every_script_stay_visible() -> None:
    assert visible("Zoë 漢字 العربية 👩‍🚀") == "Zoë 漢字 العربية 👩‍🚀"


def test_the_nearest_names_are_found_whatever_their_case() -> None:
    assert nearest("CLAIM", ["tw:x", "Claims", "claim"]) == ["claim", "Claims"]
    assert nearest("x" * 100_000, ["y"]) == []
