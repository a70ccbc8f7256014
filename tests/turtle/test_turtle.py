"""Turtle and TriG read back as what was written, and stand in the order of a reader."""

import os
import random
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.publish.strategies import literals
from tests.publish.strategies import quads as odd_quads
from triplewire import vocab
from triplewire.ask.terms import known_prefixes
from triplewire.iris import BASE
from triplewire.publish.dump import order
from triplewire.turtle import Form, Names, lines, page, write, written
from triplewire.vocab import PREFIXES, TYPE, term

PAGE = Path(__file__).with_name("page.ttl")
BASES = [
    BASE,
    "https://w3id.org/triplewire/",
    "https://schema.org/",
    "http://example.org/",
    "http://example.org/n%C3%A9ws/",
    "http://example.org/a(b)/",
    "http://example.org/../",
    "http://example.org:8080/graph/text/",
    "https://example.org/ä/",
]
FORMS: tuple[Form, ...] = ("turtle", "trig")
OX = {"turtle": ox.RdfFormat.TURTLE, "trig": ox.RdfFormat.TRIG}

_STRING = r'"(?:[^"\\]|\\.)*"(?:@[a-z0-9-]+)?'
# What may stand behind a base: things and their parts, and what only looks like them.
_TAILS = st.one_of(
    st.sampled_from(
        [
            *(
                "",
                "article",
                "article/",
                "text//a",
                "text/a:b",
                "text/a/../b",
                "text/.a",
                "text/a.",
            ),
            *("claim/0123456789abcdef/quote-1", "claim/0123456789abcdef/quote-1#observation"),
            *("text/0123456789abcdef#passage-1", "text/0123456789abcdef#passage-1/selector"),
            *("article/2024-a-0123456789abcdef", "graph/article/0123456789abcdef", "dataset#a:b"),
            *("dataset", "datasets", "actor/wang-yi", "actor/-a", "actor/ä", "actor/a%20b", "ns#A"),
            *("concept/a", "identity/0a", "dumps/1/a.ttl", "run/0.1.0-a", "place/x?y=z", "a#b#"),
        ]
    ),
    st.from_regex(r"(actor|text|claim|event|office|x)[/#:][a-z0-9.,/#:~=-]{0,6}", fullmatch=True),
)


def _iri(text: str) -> ox.NamedNode | None:
    try:
        return ox.NamedNode(text)
    except ValueError:
        return None


def quads_at(base: str) -> st.SearchStrategy[ox.Quad]:
    nodes = _TAILS.map(lambda tail: _iri(base + tail)).filter(lambda node: node is not None)
    said = st.sampled_from([*sorted(PREFIXES.values())]).map(
        lambda space: ox.NamedNode(space + "x")
    )
    ours = st.builds(
        ox.Quad,
        nodes,
        st.one_of(said, nodes),
        st.one_of(nodes, literals),
        st.one_of(st.just(ox.DefaultGraph()), nodes),
    )
    return st.one_of(ours, odd_quads)


def made(quads: list[ox.Quad], form: Form, base: str = BASE, run_lines: int = 1000) -> str:
    names = Names(base)
    with order.ordered(lines(quads, names, form), run_lines) as ordered:
        return "".join(written(ordered, names, form))


def expected(quads: list[ox.Quad], form: Form) -> set[ox.Quad]:
    if form == "trig":
        return set(quads)
    return {ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads}


def by_rdflib(text: str, form: Form) -> set[tuple[str, ...]]:
    """Return what rdflib reads, graph, terms and the literals' datatypes and languages as text."""
    default = str(rdflib.graph.DATASET_DEFAULT_GRAPH_ID)
    return {
        (str(g or default).replace(default, ""), str(s), str(p), str(o), *_typed(o))
        for s, p, o, g in rdflib.Dataset().parse(data=text, format=form).quads()
    }


def _typed(term: object) -> tuple[str, str]:
    if not isinstance(term, rdflib.Literal):
        return "", ""
    return (term.language or "", "" if term.language else str(term.datatype or rdflib.XSD.string))


def by_terms(quads: set[ox.Quad]) -> set[tuple[str, ...]]:
    """Return quads as ``by_rdflib`` does."""
    found: set[tuple[str, ...]] = set()
    for s, p, o, g in quads:
        assert isinstance(s, ox.NamedNode)
        assert isinstance(o, ox.NamedNode | ox.Literal)
        kind = ("", "")
        if isinstance(o, ox.Literal):
            kind = (o.language or "", "" if o.language else o.datatype.value)
        graph = g.value if isinstance(g, ox.NamedNode) else ""
        found.add((graph, s.value, p.value, o.value, *kind))
    return found


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=150, deadline=None)
@given(data=st.data(), base=st.sampled_from(BASES), chance=st.randoms())
def test_any_quads_read_back_whatever_the_base_and_order_does_not_matter(
    form: Form, data: st.DataObject, base: str, chance: random.Random
) -> None:
    quads = data.draw(st.lists(quads_at(base), max_size=12))
    text = made(quads, form, base)
    shuffled = quads + quads[:2]
    chance.shuffle(shuffled)

    assert set(ox.parse(text, format=OX[form])) == expected(quads, form)
    assert made(shuffled, form, base, run_lines=2) == text


@pytest.mark.usefixtures("lexical_forms")
@pytest.mark.filterwarnings("ignore:::rdflib")
@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=60, deadline=None)
@given(data=st.data(), base=st.sampled_from(BASES))
def test_rdflib_reads_the_same(form: Form, data: st.DataObject, base: str) -> None:
    quads = data.draw(st.lists(quads_at(base), max_size=8))

    assert by_rdflib(made(quads, form, base), form) == by_terms(expected(quads, form))


@pytest.fixture(scope="module")
def lexical_forms() -> Iterator[None]:
    """Let rdflib keep "007"^^xsd:integer as it stands."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rdflib, "NORMALIZE_LITERALS", False)
        yield


@pytest.mark.parametrize("form", FORMS)
@given(data=st.data())
def test_the_head_declares_what_is_used_and_nothing_else_sorted(
    form: Form, data: st.DataObject
) -> None:
    text = made(data.draw(st.lists(quads_at(BASE), max_size=8)), form)
    head, _, body = text.partition("\n\n") if text.startswith("@") else ("", "", text)
    declared = re.findall(r"^@prefix ([a-z]+):", head, re.MULTILINE)
    bare = re.sub(f"{_STRING}|<[^>]*>", "", body)
    used = set(re.findall(r"(?<![A-Za-z0-9_.-])([a-z]+):", bare))

    assert declared == sorted(used)
    assert ("@base" in head) == bool(re.search(r"<(?![a-z]+:)[^>]*>", re.sub(_STRING, "", body)))


def test_a_page_that_a_person_found_in_order_stays_as_it_is() -> None:
    text = PAGE.read_text(encoding="utf-8")
    triples = [quad.triple for quad in ox.parse(text, format=ox.RdfFormat.TURTLE)]
    triples.sort(key=lambda triple: str(triple.object), reverse=True)

    assert page(triples) == text


def test_the_hash_seed_does_not_matter() -> None:
    script = (
        "import sys, pyoxigraph as ox; from triplewire.turtle import page;"
        "triples = {q.triple for q in ox.parse(path=sys.argv[1], format=ox.RdfFormat.TURTLE)};"
        "sys.stdout.buffer.write(page(triples).encode())"
    )
    command = [sys.executable, "-c", script, str(PAGE)]
    found = {
        subprocess.run(
            command, env={**os.environ, "PYTHONHASHSEED": seed}, check=True, capture_output=True
        ).stdout
        for seed in ("1", "4711")
    }

    assert found == {PAGE.read_bytes()}


def test_a_group_that_is_too_large_to_arrange_stands_as_it_is_sorted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    triples = [quad.triple for quad in ox.parse(path=PAGE, format=ox.RdfFormat.TURTLE)]
    small = page(triples)
    monkeypatch.setattr(write, "_LARGEST", 3)
    large = page(triples)
    subjects = re.findall(r"^(<\S+>|\S+:\S+) ", large, re.MULTILINE)
    read = {quad.triple for quad in ox.parse(large, format=ox.RdfFormat.TURTLE)}

    assert large != small
    assert read == set(triples)
    assert len(subjects) == len(set(subjects)) == len({t.subject for t in triples})
    # A part still stands right behind its whole, and an article before what was found in it.
    whole = subjects.index("<claim/d451d7c6526d0113/statistic-1>")
    assert subjects[whole + 1] == "<claim/d451d7c6526d0113/statistic-1#observation>"
    assert subjects[0].startswith("article:")


def test_a_graph_begins_with_its_article_even_where_an_event_has_an_older_name() -> None:
    graph = f"<{BASE}graph/article/bbbbbbbbbbbbbbbb>"
    names = ("event/aaaaaaaaaaaaaaaa/meet-1", "article/x-bbbbbbbbbbbbbbbb", "actor/ada")
    said = f'<{PREFIXES["rdfs"]}label> "x"'
    text = f"<{BASE}dataset> {said} <{BASE}graph/provenance> .\n"
    text += "".join(f"<{BASE}{name}> {said} {graph} .\n" for name in names)
    quads = list(ox.parse(text, format=ox.RdfFormat.N_QUADS))
    found = made(quads, "trig").partition("\n\n")[2]

    assert found == (
        "<graph/article/bbbbbbbbbbbbbbbb> {\n"
        'article:x-bbbbbbbbbbbbbbbb rdfs:label "x" .\n\n'
        '<event/aaaaaaaaaaaaaaaa/meet-1> rdfs:label "x" .\n\n'
        'actor:ada rdfs:label "x" .\n'
        "}\n\n"
        "graph:provenance {\n"
        '<dataset> rdfs:label "x" .\n'
        "}\n"
    )


@pytest.mark.parametrize(
    ("iri", "short"),
    [
        (f"{BASE}actor/wang-yi", "actor:wang-yi"),
        (f"{BASE}run/0.1.0-ab", "run:0.1.0-ab"),
        (f"{BASE}claim/0a/quote-1", "<claim/0a/quote-1>"),
        (f"{BASE}text/0a#passage-1/selector", "<text/0a#passage-1/selector>"),
        (f"{BASE}dataset", "<dataset>"),
        (f"{BASE}actor/a.", "<actor/a.>"),
        (f"{BASE}actor/", "actor:"),
        (f"{PREFIXES['tw']}Claim", "tw:Claim"),
        # No relative IRI is this; or it is the address of a file rather than the name of a thing.
        (f"{BASE}actor/-a:b", f"<{BASE}actor/-a:b>"),
        (f"{BASE}text//a", f"<{BASE}text//a>"),
        (f"{BASE}text/../a", f"<{BASE}text/../a>"),
        (f"{BASE}dumps/1/triplewire.ttl", f"<{BASE}dumps/1/triplewire.ttl>"),
        (BASE, f"<{BASE}>"),
        ("https://elsewhere.org/actor/a", "<https://elsewhere.org/actor/a>"),
    ],
)
def test_a_name_is_as_short_as_it_can_be(iri: str, short: str) -> None:
    assert Names().short(iri) == short


def test_the_projects_own_namespaces_are_the_vocabularys_whatever_the_base() -> None:
    names = Names("https://w3id.org/triplewire/")

    assert names.short("https://w3id.org/triplewire/concept/trade") == "c:trade"
    assert names.short("https://w3id.org/triplewire/ns") == "<https://w3id.org/triplewire/ns>"
    assert names.short("https://w3id.org/triplewire/actor/ada") == "actor:ada"


def test_names_forgotten_are_declared_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("triplewire.turtle.names._REMEMBERED", 1)
    names = Names()
    for iri in (f"{BASE}actor/ada", f"{PREFIXES['tw']}Claim", f"{BASE}dataset"):
        names.short(iri)

    assert list(names.head()) == [
        f"@base <{BASE}> .\n",
        f"@prefix actor: <{BASE}actor/> .\n",
        f"@prefix tw: <{PREFIXES['tw']}> .\n",
    ]


@pytest.mark.parametrize(
    ("literal", "text"),
    [
        (ox.Literal("7", datatype=term("xsd", "integer")), "7"),
        (ox.Literal("007", datatype=term("xsd", "integer")), '"007"^^xsd:integer'),
        (ox.Literal("0.25", datatype=term("xsd", "decimal")), "0.25"),
        (ox.Literal("1", datatype=term("xsd", "decimal")), '"1"^^xsd:decimal'),
        (ox.Literal("1e3", datatype=term("xsd", "double")), '"1e3"^^xsd:double'),
        (ox.Literal("true", datatype=term("xsd", "boolean")), "true"),
        (ox.Literal("1", datatype=term("xsd", "boolean")), '"1"^^xsd:boolean'),
        (ox.Literal('a "b"\n\\\t\r\x07', language="en"), r'"a \"b\"\n\\\t\r\u0007"@en'),
        (ox.Literal("\u202eé“\U000e0041"), r'"\u202Eé“\U000E0041"'),
    ],
)  # fmt: skip
def test_a_literal_is_short_only_where_it_reads_back_as_the_same(
    literal: ox.Literal, text: str
) -> None:
    triple = ox.Triple(ox.NamedNode(f"{BASE}dataset"), ox.NamedNode(PREFIXES["tw"] + "x"), literal)

    assert page([triple]).endswith(f"<dataset> tw:x {text} .\n")


def test_long_lists_have_a_line_for_each_value() -> None:
    about = ox.NamedNode(f"{PREFIXES['schema']}about")
    node = ox.NamedNode(f"{BASE}dataset")
    few = [ox.Triple(node, about, ox.NamedNode(f"{BASE}actor/{n}")) for n in "ab"]
    many = [ox.Triple(node, about, ox.NamedNode(f"{BASE}actor/{n * 60}")) for n in "ab"]

    assert "<dataset> schema:about actor:a, actor:b .\n" in page(few)
    assert page(many).endswith(
        f"<dataset> schema:about\n\t\tactor:{'a' * 60},\n\t\tactor:{'b' * 60} .\n"
    )


def test_nodes_without_a_name_stand_as_they_are() -> None:
    blank, other = ox.BlankNode("b"), ox.BlankNode("c")
    quads = [ox.Quad(blank, ox.NamedNode("x:p"), other, ox.BlankNode("g"))]

    assert made(quads, "trig") == "_:g {\n_:b <x:p> _:c .\n}\n"


def test_nothing_is_nothing() -> None:
    assert page([]) == made([], "trig") == ""


def _of_two_articles() -> list[ox.Quad]:
    quads = []
    for digits, day in (("0123456789abcdef", "2024-05-06"), ("fedcba9876543210", "2024-05-07")):
        article = ox.NamedNode(f"{BASE}article/{day}-a-bridge-{digits}")
        graph = ox.NamedNode(f"{BASE}graph/article/{digits}")
        quads.append(ox.Quad(article, TYPE, vocab.SCHEMA_ARTICLE, graph))
        for number in range(4):
            claim = ox.NamedNode(f"{BASE}claim/{digits}/quote-{number}")
            passage = ox.NamedNode(f"{BASE}text/{digits}#passage-{number}/0-9")
            quads.append(ox.Quad(claim, vocab.REPORTED_IN, article, graph))
            quads.append(ox.Quad(claim, vocab.EVIDENCE, passage, graph))
            quads.append(ox.Quad(passage, TYPE, vocab.OA_RESOURCE_SELECTION, graph))
    return quads


@pytest.mark.filterwarnings("ignore:::rdflib")
@pytest.mark.parametrize("form", FORMS)
def test_in_an_articles_group_the_article_and_its_passages_have_names_of_their_own(
    form: Form,
) -> None:
    quads = _of_two_articles()
    text = made(quads, form)

    assert set(ox.parse(text, format=OX[form])) == expected(quads, form)
    assert by_rdflib(text, form) == by_terms(expected(quads, form))
    assert text.count("@prefix this: ") == text.count("@prefix passage: ") == 2
    assert "tw:reportedIn this:" in text
    assert r"tw:evidence passage:0\/0-9" in text


@pytest.mark.parametrize("form", FORMS)
def test_a_local_name_is_declared_only_where_that_makes_the_text_shorter(form: Form) -> None:
    once = [quad for quad in _of_two_articles() if "/quote-0" in str(quad.subject)]
    text = made(once, form)

    assert "@prefix this: " not in text
    assert "@prefix passage: " not in text


def test_no_query_knows_a_local_name() -> None:
    assert {"this", "passage"}.isdisjoint({*PREFIXES, *known_prefixes()})
