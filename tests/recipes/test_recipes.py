"""The ten recipes of docs/recipes answer on the example newsroom, on two engines, and are short."""

import re
import warnings
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from tests.recipes.page import GOLDEN, PAGE, SEEDS, golden, named, page, recipes, rows
from tests.recipes.patterns import NEW, OLD, patterns, patterns_of
from triplewire.ask import ask
from triplewire.pipeline import run
from triplewire.store import Store
from triplewire.vocab import PREFIXES

MOST_PATTERNS = 60
PROLOGUE = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items()) + "".join(
    f"PREFIX {kind}: <https://newsroom.example/{kind}/>\n" for kind in ("actor", "event", "place")
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("recipes")
    run(SEEDS, folder)
    with Store(folder) as store:
        yield store


@pytest.fixture(scope="module")
def named_graphs(store: Store) -> rdflib.Dataset:
    data = ox.serialize(store.quads(), format=ox.RdfFormat.N_QUADS)
    with warnings.catch_warnings(action="ignore", category=DeprecationWarning):  # rdflib's own
        return rdflib.Dataset(default_union=True).parse(data=data, format="nquads")


@pytest.fixture(scope="module")
def flat(store: Store) -> rdflib.Graph:
    data = ox.serialize({quad.triple for quad in store.quads()}, format=ox.RdfFormat.N_TRIPLES)
    return rdflib.Graph().parse(data=data, format="nt")


@pytest.mark.parametrize("name", recipes())
def test_a_recipe_gives_the_rows_that_were_reviewed(store: Store, name: str) -> None:
    names, found = rows(store, recipes()[name])

    assert found
    assert golden(names, found) == (GOLDEN / f"{name}.tsv").read_text(encoding="utf-8")


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.parametrize("name", recipes())
def test_rdflib_gives_the_same_rows_with_graphs_and_without(
    store: Store, flat: rdflib.Graph, named_graphs: rdflib.Dataset, name: str
) -> None:
    found = ask(store, recipes()[name])
    assert isinstance(found, ox.QuerySolutions)
    variables = [variable.value for variable in found.variables]
    ours = sorted(tuple(_text(row[name]) for name in variables) for row in found)
    theirs = [
        sorted(
            tuple("" if (value := row.get(name)) is None else str(value) for name in variables)
            for row in map(rdflib.query.ResultRow.asdict, graph.query(recipes()[name]))  # type: ignore[arg-type]
        )
        for graph in (flat, named_graphs)
    ]

    assert theirs == [ours, ours]


def _text(term: object) -> str:
    return str(getattr(term, "value", "")) if term is not None else ""


def test_the_ten_have_at_most_sixty_patterns() -> None:
    assert len(patterns_of(NEW)) == 10
    assert sum(patterns_of(NEW).values()) <= MOST_PATTERNS


def test_the_ten_ask_for_what_the_old_ones_asked_for() -> None:
    columns = [
        {path.stem: re.findall(r"SELECT DISTINCT (.*) WHERE", path.read_text("utf-8")) for path in
         folder.glob("*.rq")}
        for folder in (OLD, NEW)
    ]  # fmt: skip

    assert columns[0] == columns[1]


def test_every_triple_pattern_and_every_step_of_a_path_is_counted() -> None:
    assert patterns("SELECT * { ?a <x:p> ?b . OPTIONAL { ?b <x:p>/<x:q> ?c } }") == 3
    assert patterns("SELECT * { ?a (<x:p>|^<x:q>)* ?b ; !(<x:p>|<x:q>) ?c }") == 3
    assert patterns("SELECT * { { ?a <x:p> 1 } UNION { ?a ?p 2 } FILTER(?a != <x:a>) }") == 2
    assert patterns("SELECT * { ?a <x:p> 1 FILTER NOT EXISTS { ?a <x:q>+ ?b } }") == 2
    assert patterns("SELECT * { { SELECT ?a { ?a <x:p> 1 } } BIND(1 AS ?b) VALUES ?c { 1 } }") == 1


def test_a_recipe_begins_with_its_question_and_leaves_no_ties() -> None:
    for name, text in recipes().items():
        columns = re.findall(r"\?(\w+)", text.partition("SELECT")[2].partition("WHERE")[0])
        order = text.rpartition("ORDER BY")[2]

        assert re.match(r"# .*\?\n", text), name
        assert all(f"?{column}" in order for column in columns), name


def test_the_page_shows_every_recipe_and_its_first_rows(store: Store) -> None:
    text = PAGE.read_text(encoding="utf-8")
    results = {name: rows(store, query) for name, query in recipes().items()}

    assert sorted(named(text)) == sorted(recipes())
    assert page(text, results) == text


def test_every_variation_on_the_page_is_sparql() -> None:
    text = PAGE.read_text(encoding="utf-8")
    lists = re.findall(r"^- .*\n(?:  .*\n)*", text, re.MULTILINE)
    quoted = [part for line in lists for part in re.findall(r"`([^`]*)`", line)]
    variations = [part for part in quoted if "?" in part and " " in part]

    assert len(variations) > 20
    for variation in variations:
        whole = variation if "SELECT" in variation else f"SELECT * {{ {variation} }}"
        ox.Store().query(PROLOGUE + whole)


def test_no_recipe_names_a_file_that_is_not_there() -> None:
    linked = set(re.findall(r"\]\(([\w-]+\.rq)\)", PAGE.read_text(encoding="utf-8")))

    assert linked == {path.name for path in Path(PAGE.parent).glob("*.rq")}


def test_the_figures_of_the_docs_are_those_that_are_counted() -> None:
    text = (PAGE.parents[1] / "vocabulary-changes.md").read_text(encoding="utf-8")
    old, new = patterns_of(OLD), patterns_of(NEW)
    shown = re.findall(r"^\| ([a-z-]+) \| (\d+) \| (\d+) \|", text, re.MULTILINE)

    assert [(name, int(a), int(b)) for name, a, b in shown] == [
        *((name, old[name], new[name]) for name in sorted(old)),
        ("all", sum(old.values()), sum(new.values())),
    ]
