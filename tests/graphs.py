"""Stores for tests: from quads, and a small newsroom of our own invention."""

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

import pyoxigraph as ox

from tests.passages import named
from triplewire.records import Graph
from triplewire.store import Store, rebuild

BASE = "https://newsroom.example/"
TEXT = (
    "Ada Moor said on Monday: “The bridge is safe.” Nobody agreed.\n\n"
    "Exports to Norland rose to $2 billion, two officials said. The mayor met Bo Lind."
)
SHA = sha256(TEXT.encode()).hexdigest()


def store_of(quads: Iterable[ox.Quad], folder: Path) -> Store:
    """Build a store with the quads in their graphs; the default graph gets a name."""
    graphs: dict[str, set[ox.Triple]] = {}
    for quad in quads:
        name = quad.graph_name
        iri = name.value if isinstance(name, ox.NamedNode) else f"{BASE}graph/provenance"
        graphs.setdefault(iri, set()).add(quad.triple)
    with rebuild(folder) as writer:
        for iri, triples in sorted(graphs.items()):
            writer.replace(Graph(iri=iri, triples=frozenset(triples)))
    return Store(folder)


def invented(*, texts: bool = True) -> list[ox.Quad]:
    """Return an article in which Ada Moor speaks, exports rise and the mayor meets Bo Lind."""
    trig = _TRIG.replace("SHA16", SHA[:16]).replace("SHA8", SHA[:8]).replace("SHA", SHA)
    for words in ("The bridge is safe.", "Ada Moor said", "Exports", "The mayor met Bo Lind"):
        trig = trig.replace(f"[{words}]", f"<{passage_of(words)}>")
        line = TEXT.count("\n", 0, TEXT.index(words)) + 1
        trig += _PASSAGE.format(name=passage_of(words), sha=SHA[:16], line=line, words=words)
    if texts:
        words = str(ox.Literal(TEXT, language="en"))
        trig += f"<graph/text/{SHA[:16]}> {{ <text/{SHA[:16]}> schema:text {words} }}\n"
    return list(ox.parse(trig, format=ox.RdfFormat.TRIG, base_iri=BASE))


def passage_of(words: str) -> str:
    """Return the IRI of a passage of the invented article."""
    start = TEXT.index(words)
    return named(f"{BASE}text/{SHA[:16]}", TEXT, start, start + len(words))


_PASSAGE = """
<graph/article/bridge> {{
  <{name}> a oa:ResourceSelection ; oa:hasSource <text/{sha}> ; schema:position {line} ;
    oa:hasSelector <{name}/selector> .
  <{name}/selector> a oa:TextQuoteSelector ; oa:exact "{words}" ; oa:prefix "… " ; oa:suffix " …" .
}}
"""

_TRIG = """
@prefix c: <https://w3id.org/triplewire/concept/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix edtf: <http://id.loc.gov/datatypes/edtf/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix tw: <https://w3id.org/triplewire/ns#> .
@prefix unit: <http://qudt.org/vocab/unit/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

<graph/authorities> {
  <actor/ada-moor> a tw:Actor , schema:Person ; rdfs:label "Ada Moor"@en .
  <actor/bo-lind> a tw:Actor , schema:Person ; rdfs:label "Bo Lind"@en ;
    schema:alternateName "Bo" .
  <actor/bo> a tw:Actor , schema:Person ; rdfs:label "Bo"@en .
  <actor/norland> a tw:Actor , schema:Country ; rdfs:label "Norland"@en .
}
<graph/provenance> {
  <graph/article/bridge> prov:wasDerivedFrom <text/SHA16> ; prov:wasGeneratedBy <run/1> .
  <run/1> a prov:Activity ; dcterms:description "rules 1, model 2" .
}
<graph/vocabulary> { c:exports a skos:Concept ; skos:prefLabel "exports"@en . }
<graph/article/bridge> {
  <article/bridge> a schema:NewsArticle , schema:Article ; rdfs:label "Bridge safe"@en ;
    schema:encoding <text/SHA16> .
  <text/SHA16> a schema:TextObject ; schema:name "articles/bridge.txt" ; schema:sha256 "SHA" ;
    schema:encodesCreativeWork <article/bridge> .
  <claim/SHA8/quote-1> a tw:Claim ; rdfs:label "Ada Moor: The bridge is safe."@en ;
    schema:text "The bridge is safe."@en ; tw:reportedIn <article/bridge> ;
    tw:speaker <actor/ada-moor> ; tw:attributionMode c:direct-quotation ; tw:speechAct c:state ;
    tw:actingAs <office/ada-moor-mayor> ;
    tw:quotation [The bridge is safe.] ; tw:evidence [The bridge is safe.] .
  <claim/SHA8/statistic-1> a tw:StatisticalClaim , tw:Claim ; rdfs:label "Exports: 2 billion"@en ;
    tw:reportedIn <article/bridge> ; schema:creditText "two officials" ;
    tw:attributionMode c:indirect-speech ; tw:evidence [Exports] ;
    tw:observation <claim/SHA8/statistic-1#observation> .
  <claim/SHA8/statistic-1#observation> a schema:Observation ; schema:value 2000000000 ;
    schema:unitCode unit:CCY_USD ; schema:variableMeasured c:exports ;
    schema:observationAbout <actor/norland> .
  <office/ada-moor-mayor> a org:Membership ; rdfs:label "Ada Moor, mayor"@en ;
    org:member <actor/ada-moor> ; tw:evidence [Ada Moor said] .
  <event/SHA8/meet-1> a schema:Event ; rdfs:label "Meeting"@en ; tw:eventType c:meet ;
    tw:reportedIn <article/bridge> ; tw:participant <actor/bo-lind> ;
    tw:when "2024-05"^^edtf:EDTF-level1 ;
    tw:participation <event/SHA8/meet-1#bo-lind> ; tw:evidence [The mayor met Bo Lind] .
  <event/SHA8/meet-1#bo-lind> a tw:Participation ; tw:actor <actor/bo-lind> ;
    tw:evidence [The mayor met Bo Lind] .
}
"""
