"""Every shape says what to do, and bites: tests/bad has a file for each."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store, Triple
from rdflib import RDF, SH, BNode
from rdflib.term import Node

from tests.handmade import HANDMADE, handmade_quads, quads_of
from tests.validate.bad_files import (
    BAD_FILES,
    base,
    broken,
    expected,
    report_of,
    shapes,
    turtle,
)
from triplewire import assets, vocab
from triplewire.iris import digits_of
from triplewire.records import Graph, Report
from triplewire.shacl import ENGINES, load_shapes
from triplewire.shacl.pyshacl.judge import shapes_graph
from triplewire.validate import context_of, index_shared

_EXAMPLE = HANDMADE.with_name("example.trig")
_TEXTS = HANDMADE.with_name("seed-texts.trig")
_needs_shared = pytest.mark.skipif(not HANDMADE.is_file(), reason="needs ../shared")
_CORE = (SH.pattern, SH.nodeKind, SH["or"], SH.xone, SH.hasValue, SH["class"])


@cache
def _report_of_file(path: Path, engine: str) -> Report:
    return report_of(broken(path), engine)


def _property_shapes() -> set[Node]:
    full = shapes_graph(shapes().triples)
    return set(full.objects(None, SH.property)) | set(full.subjects(RDF.type, SH.PropertyShape))


def _constraints() -> set[Node]:
    return set(shapes_graph(shapes().triples).objects(None, SH.sparql))


def _judging_node_shapes() -> set[Node]:
    """Return the node shapes that judge their focus nodes themselves."""
    full = shapes_graph(shapes().triples)
    return {
        shape
        for shape in full.subjects(RDF.type, SH.NodeShape)
        if any((shape, parameter, None) in full for parameter in _CORE)
    }


def _everything() -> set[Node]:
    return _property_shapes() | _constraints() | _judging_node_shapes()


def test_every_shape_has_an_iri_and_a_message() -> None:
    full = shapes_graph(shapes().triples)
    silent = [shape for shape in _everything() if (shape, SH.message, None) not in full]
    nameless = [shape for shape in _everything() if isinstance(shape, BNode)]

    assert silent == []
    assert nameless == []


def test_every_property_shape_is_used() -> None:
    full = shapes_graph(shapes().triples)
    unused = [shape for shape in _property_shapes() if (None, SH.property, shape) not in full]

    assert unused == []


def test_every_shape_has_a_file_that_breaks_it() -> None:
    names = {str(shape).rpartition("#")[2] for shape in _everything()}

    assert names == {path.stem for path in BAD_FILES}


def test_no_shape_depends_on_the_base_of_the_data() -> None:
    for file in sorted(assets.shapes().glob("*.ttl")):
        text = re.sub(r"https://w3id\.org/triplewire/(ns#|shapes|concept/)", "", file.read_text())

        assert "w3id.org/triplewire" not in text, file.name


def test_every_prefix_of_a_query_is_declared_by_its_shapes_graph() -> None:
    full = shapes_graph(shapes().triples)
    without = [query for query in _constraints() if (query, SH.prefixes, None) not in full]

    assert without == []


@pytest.mark.parametrize("engine", ENGINES)
def test_the_valid_graph_has_no_results(engine: str) -> None:
    report = report_of(base(), engine)

    assert report.results == ()


@pytest.mark.parametrize("path", BAD_FILES, ids=lambda path: path.stem)
def test_a_bad_file_breaks_its_shape_alone_and_both_engines_say_so(path: Path) -> None:
    shape, message = expected(path)

    fast, reference = (_report_of_file(path, engine) for engine in ENGINES)

    assert fast == reference
    assert {result.shape for result in fast.results} == {shape}
    assert message in {result.message for result in fast.results}


_CLAIM = "<claim/3a744b6e7d5e84b5/quote-6549c075eaa77b76>"


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("added", "shape"),
    [
        ("<place/aldmoor> a schema:Place , schema:City ; schema:name 'Aldmoor' .", "label"),
        (f"{_CLAIM} schema:about <actor/nobody> .", "Claim-aboutThing"),
        (f"{_CLAIM} schema:about c:no-topic .", "Claim-aboutTopic"),
        (f"{_CLAIM} tw:speakr <actor/ada-brook> .", "Described-property"),
        ("<actor/ada-brook> a schema:Organization .", "ActorKinds"),
        ("<actor/norland> a schema:Person .", "ActorKinds"),
    ],
)
def test_what_cannot_be_right_is_reported(added: str, shape: str, engine: str) -> None:
    changed = turtle(
        f"""
        @base <https://example.org/news/> .
        @prefix c: <https://w3id.org/triplewire/concept/> .
        @prefix schema: <https://schema.org/> .
        @prefix tw: <https://w3id.org/triplewire/ns#> .
        {added}
        """
    )
    results = report_of(base() | changed, engine).results

    # Two articles, each right by itself, may give an actor two kinds: that is for a curator.
    severity = "Warning" if shape == "ActorKinds" else "Violation"
    assert {(r.severity, r.shape.rpartition("#")[2]) for r in results} == {(severity, shape)}


@pytest.mark.parametrize("engine", ENGINES)
def test_a_graph_without_provenance_is_reported(engine: str) -> None:
    kept = frozenset(
        triple
        for triple in base()
        if not any(f"/{kind}/" in str(triple.subject) for kind in ("run", "graph"))
    )
    results = report_of(kept, engine).results

    assert kept != base()
    assert {(r.severity, r.shape.rpartition("#")[2]) for r in results} == {
        ("Violation", "Provenance-wasGeneratedBy")
    }


def test_missing_knowledge_warns_and_does_not_reject() -> None:
    warned = {path.stem for path in BAD_FILES if _report_of_file(path, "fast").conforms}

    assert warned == {
        "ActorKinds",
        "Article-dated",
        "Article-knownTopic",
        "Article-sourced",
        "Claim-about",
        "Claim-attributed",
        "Claim-publishedLater",
        "Claim-quotationMark",
        "Comparison-period",
        "Comparison-scope",
        "Event-differs",
        "Observation-moneyPeriod",
        "Observation-observationAbout",
        "Office-body",
    }


@pytest.mark.parametrize("engine", ENGINES)
def test_an_event_whose_parties_the_article_does_not_name_is_valid(engine: str) -> None:
    meeting = "event/3a744b6e7d5e84b5/meeting-f33f81aebc0dac00"
    unnamed = turtle(
        f"""
        @base <https://example.org/news/> .
        @prefix c: <https://w3id.org/triplewire/concept/> .
        @prefix schema: <https://schema.org/> .
        @prefix tw: <https://w3id.org/triplewire/ns#> .
        <{meeting}> tw:participation <{meeting}#unnamed.two-aides> .
        <{meeting}#unnamed.two-aides> a tw:Participation ; tw:participationRole c:party ;
            tw:evidence <text/3a744b6e7d5e84b5#passage-f33f81aebc0dac00> ;
            schema:creditText "two aides" .
        """
    )

    assert report_of(base() | unnamed, engine).results == ()


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("where", ["/0-7", ""], ids=["at the beginning of evidence", "all of it"])
@pytest.mark.parametrize(("before", "marked"), [('said: "', True), ("said: ", False)])
def test_a_quotation_mark_may_stand_before_the_evidence(
    before: str, marked: bool, where: str, engine: str
) -> None:
    passage = f"text/3a744b6e7d5e84b5#passage-{digits_of('Exports were worth')}"
    position = f"""
        <{passage}/0-7> a oa:ResourceSelection ; oa:hasSource <{passage}> ;
            oa:hasSelector <{passage}/0-7/selector> .
        <{passage}/0-7/selector> a oa:TextPositionSelector , oa:TextQuoteSelector ;
            oa:start 0 ; oa:end 7 ; oa:exact "Exports" ."""
    quoted = turtle(
        f"""
        @base <https://example.org/news/> .
        @prefix oa: <http://www.w3.org/ns/oa#> .
        @prefix schema: <https://schema.org/> .
        @prefix tw: <https://w3id.org/triplewire/ns#> .
        <claim/3a744b6e7d5e84b5/quote-6549c075eaa77b76> tw:quotation <{passage}{where}> ;
            tw:evidence <{passage}> .
        <{passage}> a oa:ResourceSelection ; oa:hasSource <text/3a744b6e7d5e84b5> ;
            schema:position 1 ; oa:hasSelector <{passage}/selector> .
        <{passage}/selector> a oa:TextQuoteSelector ;
            oa:exact "Exports were worth" ; oa:prefix '{before}' .
        {position if where else ""}
        """
    )
    found = {
        result.shape.rpartition("#")[2] for result in report_of(base() | quoted, engine).results
    }

    assert found == (set() if marked else {"Claim-quotationMark"})


def test_roles_and_measures_minted_from_an_article_are_accepted() -> None:
    minted = turtle(
        """
        @base <https://example.org/news/> .
        @prefix c: <https://w3id.org/triplewire/concept/> .
        @prefix org: <http://www.w3.org/ns/org#> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        <role/harbour-master> a skos:Concept , org:Role ;
            skos:inScheme c:offices ; skos:prefLabel "harbour master"@en .
        <measure/berths> a skos:Concept ; skos:inScheme c:measures ; skos:prefLabel "berths"@en .
        """
    )
    names = {"finance-minister": "role/harbour-master", "exports": "measure/berths"}
    new = {vocab.concept(old): NamedNode(f"https://example.org/news/{names[old]}") for old in names}
    graph = {
        Triple(t.subject, t.predicate, new.get(t.object, t.object))  # type: ignore[arg-type] # any term may be looked up
        for t in base()
    }

    assert graph != base()
    assert report_of(frozenset(graph) | minted, "fast").results == ()


def _named(node: Any, names: dict[str, NamedNode]) -> Any:
    return names.get(node.value, node) if isinstance(node, NamedNode) else node


def test_names_are_judged_by_shapes_of_their_own() -> None:
    """Data of others, on names of their own, do without shapes/names.ttl."""
    old, new = "https://example.org/news/", "urn:example:"
    names = {
        node.value: NamedNode(new + digits_of(node.value))
        for triple in base()
        for node in (triple.subject, triple.object)
        if isinstance(node, NamedNode) and node.value.startswith(old)
    }
    renamed = frozenset(
        Triple(_named(t.subject, names), t.predicate, _named(t.object, names)) for t in base()
    )
    files = sorted(assets.shapes().glob("*.ttl"))
    others = load_shapes(*(path for path in files if path.stem != "names"))

    assert report_of(renamed, "fast", others).results == ()
    found = report_of(renamed, "fast").results
    of_names = load_shapes(assets.shapes() / "names.ttl")
    assert found == report_of(renamed, "fast", of_names).results
    assert {"ActorIri", "ClaimIri", "Claim-digits", "Passage-name"} <= {
        result.shape.rpartition("#")[2] for result in found
    }


def _migrated(quads: list[Quad]) -> list[Quad]:
    """Return what was modelled by hand in vocabulary 0.1.0 with what this one adds."""
    store = Store()
    store.extend(quads)
    store.update((assets.ontology() / "migrations" / "0.1.0-to-0.2.0.ru").read_text("utf-8"))
    return list(store)


def _conforms(quads: list[Quad]) -> bool:
    return report_of(frozenset(quad.triple for quad in quads), "fast").conforms


@_needs_shared
@pytest.mark.parametrize("path", [HANDMADE, _EXAMPLE], ids=lambda path: path.stem)
def test_the_handmade_graphs_conform_in_the_new_iri_forms(path: Path) -> None:
    quads = handmade_quads(path)

    assert _conforms(_migrated(quads))
    assert len(quads) == len(set(quads))


@_needs_shared
def test_every_passage_of_the_handmade_graph_is_in_its_text() -> None:
    quads = _migrated(handmade_quads())
    texts = quads_of(_TEXTS)
    changed = [
        Quad(q.subject, q.predicate, Literal(q.object.value.replace("e", "x")))
        for q in texts
        if isinstance(q.object, Literal)
    ]

    assert _conforms(quads + texts)
    assert not _conforms(quads + changed)


@_needs_shared
def test_each_article_conforms_with_the_context_that_it_mentions() -> None:
    graphs: dict[str, set[Triple]] = {}
    for quad in _migrated(handmade_quads()):
        graphs.setdefault(str(quad.graph_name), set()).add(quad.triple)
    articles = {name: graphs.pop(name) for name in sorted(graphs) if "/graph/article/" in name}
    known = [name for name in graphs if name.endswith(("/authorities>", "/vocabulary>"))]
    shared = index_shared(triple for name in known for triple in graphs[name])

    assert len(articles) == 4
    for name, triples in articles.items():
        graph = Graph(iri=name, triples=frozenset(triples))
        found = report_of(graph.triples | context_of(graph, shared), "fast").results
        # What made it stands in a graph beside all articles.
        assert {r.shape.rpartition("#")[2] for r in found if r.severity == "Violation"} == {
            "Provenance-wasGeneratedBy"
        }
