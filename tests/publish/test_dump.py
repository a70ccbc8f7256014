"""Dumps hold exactly what is in the store, in the same bytes whatever the order."""

import io
import json
import random
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.publish.strategies import quads as odd_quads
from triplewire import vocab
from triplewire.errors import StoreError
from triplewire.publish.dump.rdf import SUFFIXES, dump, write_quads
from triplewire.records import Graph
from triplewire.store import Store, rebuild

OX_FORMATS = {
    "turtle": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "nquads": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
}
RDFLIB_FORMATS = {"turtle": "turtle", "trig": "trig", "nquads": "nquads", "jsonld": "json-ld"}
EXAMPLE = "http://example.org/"
SCHEMA = "https://schema.org/"


def written(quads: list[ox.Quad], form: str) -> bytes:
    out = io.BytesIO()
    write_quads(quads, out, form)
    return out.getvalue()


def expected(quads: list[ox.Quad], form: str) -> set[ox.Quad]:
    if form == "turtle":
        return {ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads}
    return set(quads)


def read_by_rdflib(data: bytes, form: str) -> set[ox.Quad]:
    """Return what rdflib reads, its terms taken one by one with their lexical forms as written."""
    dataset = rdflib.Dataset().parse(data=data.decode(), format=RDFLIB_FORMATS[form])
    default = rdflib.graph.DATASET_DEFAULT_GRAPH_ID
    return {
        ox.Quad(
            ox.NamedNode(str(s)),
            ox.NamedNode(str(p)),
            _object(o),
            ox.DefaultGraph() if g in {None, default} else ox.NamedNode(str(g)),
        )
        for s, p, o, g in dataset.quads()
    }


def _object(term: object) -> ox.NamedNode | ox.Literal:
    if isinstance(term, rdflib.Literal):
        if term.language:
            return ox.Literal(str(term), language=term.language)
        return ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype or rdflib.XSD.string)))
    return ox.NamedNode(str(term))


@pytest.fixture(autouse=True)
def lexical_forms(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let rdflib keep "7"^^xsd:boolean as it stands."""
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)


def as_stored(quads: list[ox.Quad]) -> list[ox.Quad]:
    """Return quads with their literals in the canonical forms of the store."""
    store = ox.Store()
    store.extend(quads)
    return list(store)


@pytest.mark.parametrize("form", SUFFIXES)
@settings(max_examples=30, deadline=None)
@given(quads=st.lists(odd_quads, max_size=12), chance=st.randoms())
def test_a_dump_reads_back_as_what_was_written_and_order_does_not_matter(
    form: str, quads: list[ox.Quad], chance: random.Random
) -> None:
    data = written(quads, form)
    shuffled = quads + quads[:1]
    chance.shuffle(shuffled)

    assert set(ox.parse(data, format=OX_FORMATS[form])) == expected(quads, form)
    assert written(shuffled, form) == data


@pytest.mark.filterwarnings("ignore:::rdflib")
@pytest.mark.parametrize("form", SUFFIXES)
@settings(max_examples=30, deadline=None)
@given(quads=st.lists(odd_quads, max_size=12))
def test_a_dump_reads_back_with_rdflib_too(form: str, quads: list[ox.Quad]) -> None:
    stored = as_stored(quads)

    assert read_by_rdflib(written(stored, form), form) == expected(stored, form)


@pytest.mark.parametrize("form", ["turtle", "trig"])
def test_a_subject_stands_in_one_block_under_the_prefixes_in_use(form: str) -> None:
    subject, graph = ox.NamedNode(f"{EXAMPLE}b"), ox.NamedNode(f"{EXAMPLE}g")
    name, about = ox.NamedNode(f"{SCHEMA}name"), ox.NamedNode(f"{SCHEMA}about")
    text = written(
        [
            ox.Quad(subject, name, ox.Literal("B"), graph),
            ox.Quad(ox.NamedNode(f"{EXAMPLE}c"), about, subject, graph),
            ox.Quad(subject, about, ox.NamedNode(f"{EXAMPLE}a"), graph),
        ],
        form,
    ).decode()

    assert text.count(f"<{EXAMPLE}b> schema:") == 1
    assert text.count("@prefix") == 1


def test_a_name_that_needs_escapes_goes_without_its_prefix() -> None:
    odd = ox.NamedNode(f"{SCHEMA}odd.")
    text = written([ox.Quad(odd, ox.NamedNode(f"{SCHEMA}name"), ox.Literal("x"))], "turtle")

    assert text == f'@prefix schema: <{SCHEMA}> .\n\n<{odd.value}> schema:name "x" .\n'.encode()


def test_json_ld_is_compact_one_node_a_line() -> None:
    claim, actor = ox.NamedNode(f"{EXAMPLE}claim"), ox.NamedNode(f"{EXAMPLE}actor")
    integer, boolean = (
        ox.NamedNode(f"http://www.w3.org/2001/XMLSchema#{name}") for name in ("integer", "boolean")
    )
    text = written(
        [
            ox.Quad(claim, vocab.TYPE, vocab.CLAIM),
            ox.Quad(claim, vocab.SPEAKER, actor),
            ox.Quad(claim, vocab.SCHEMA_VALUE, ox.Literal("7", datatype=integer)),
            ox.Quad(claim, vocab.SCHEMA_VALUE, ox.Literal("12345678901234567", datatype=integer)),
            ox.Quad(claim, vocab.SCHEMA_NAME, ox.Literal("true", datatype=boolean)),
            ox.Quad(claim, vocab.ADDRESSEE, ox.Literal("nobody")),
            ox.Quad(claim, vocab.WHEN, ox.Literal("2024", datatype=vocab.EDTF_LEVEL1)),
            ox.Quad(claim, vocab.LABEL, ox.Literal("words", language="en"), actor),
        ],
        "jsonld",
    ).decode()
    default, named = json.loads(text)["@graph"]

    assert default == {
        "@id": claim.value,
        "@type": "Claim",
        "addressee": {"@value": "nobody"},
        "speaker": actor.value,
        "when": "2024",
        "schema:name": True,
        "schema:value": [{"@type": "xsd:integer", "@value": "12345678901234567"}, 7],
    }
    assert named == {
        "@id": actor.value,
        "@graph": [{"@id": claim.value, "rdfs:label": {"@language": "en", "@value": "words"}}],
    }
    assert f'\n{{"@id": "{claim.value}"' in text


def test_an_iri_that_json_ld_would_misread_is_refused() -> None:
    quad = ox.Quad(ox.NamedNode("schema:name"), vocab.LABEL, ox.Literal("x"))

    with pytest.raises(StoreError, match="<schema:name> cannot be written as JSON-LD"):
        written([quad], "jsonld")


def test_json_ld_refuses_blank_nodes() -> None:
    with pytest.raises(StoreError, match="only IRIs and literals"):
        written([ox.Quad(ox.BlankNode(), vocab.LABEL, ox.Literal("x"))], "jsonld")


@pytest.mark.parametrize("texts", [False, True])
def test_the_articles_texts_are_dumped_only_when_asked_for(texts: bool, tmp_path: Path) -> None:
    text = ox.NamedNode(f"{EXAMPLE}text/1")
    with rebuild(tmp_path) as writer:
        for name, predicate in [("article/1", vocab.SCHEMA_NAME), ("text/1", vocab.SCHEMA_TEXT)]:
            triple = ox.Triple(text, predicate, ox.Literal("words"))
            writer.replace(Graph(iri=f"{EXAMPLE}graph/{name}", triples=frozenset({triple})))
    out = io.BytesIO()
    with Store(tmp_path) as store:
        dump(store, out, "nquads", texts=texts)

    assert (vocab.SCHEMA_TEXT.value.encode() in out.getvalue()) == texts
