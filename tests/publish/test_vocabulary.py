"""The vocabulary as documents: every term on its page, whatever is written of it."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import html5rdf
import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic

from triplewire import assets
from triplewire.iris import PROJECT
from triplewire.ontology import vocabulary
from triplewire.publish.dump import write_vocabulary
from triplewire.publish.vocabulary import (
    FORMS,
    Document,
    Release,
    about,
    beside,
    documents,
    files,
    fingerprint,
    page_of,
    releases,
    standalone,
    term_page,
    written,
)
from triplewire.publish.vocabulary.documents import joined
from triplewire.vocab import term

CURRENT = releases()[0]
ALL = [
    pytest.param(document, release, id=f"{document.name}-{document.version}-{release.old}")
    for release in releases()
    for document in release.documents.values()
]
PARSERS = {
    "ttl": ox.RdfFormat.TURTLE,
    "jsonld": ox.RdfFormat.JSON_LD,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdf": ox.RdfFormat.RDF_XML,
}
RDFLIB = {"ttl": "turtle", "jsonld": "json-ld", "nt": "nt", "rdf": "xml"}
NASTY = "</script><script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{ 7 * 7 }}\u202etxt"
ODD = """
@prefix c: <https://w3id.org/triplewire/concept/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix rule: <https://w3id.org/triplewire/rule/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix tw: <https://w3id.org/triplewire/ns#> .
@prefix tws: <https://w3id.org/triplewire/shapes#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
HOSTILE = {
    "ns": """tw:X a owl:Class ; rdfs:label ? ; skos:definition ? ; skos:example ? .""",
    "concept": """c:s a skos:ConceptScheme ; rdfs:label ? . c:x a skos:Concept ; skos:inScheme c:s ;
        skos:prefLabel ? ; skos:notation ? ; skos:scopeNote ? .""",
    "rule": """rule:a-b a prov:Plan ; rdfs:label ? ; skos:definition ? ; tw:findingsRight ? ;
        tw:findingsCounted ? ; tw:confidence ? .""",
    "shapes": """tws:A sh:targetClass tw:X ; sh:message ? ; sh:property tws:B .
        tws:B sh:message ? ; sh:path tw:x .""",
}


class Anchors(HTMLParser):
    """Collects what a page names, what it links and what it runs."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.links: list[str] = []
        self.inline: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        self.names += [held["id"] or ""] if "id" in held else []
        self.links += [held["href"] or ""] if "href" in held else []
        self.inline += [name for name in held if name.startswith("on") or name == "style"]
        self.inline += [tag] if tag in {"script", "style", "img"} else []


def html_of(document: Document, release: Release) -> str:
    return standalone(page_of(document, release, beside)).decode()


def read(data: bytes, suffix: str) -> rdflib.Graph:
    return rdflib.Graph().parse(data=data, format=RDFLIB[suffix])


def told(name: str, turtle: str) -> Iterator[str]:
    """Yield the page of a document that says so much and no more, and those of its terms."""
    texts = {name: ODD + turtle}
    if name != "ns":
        texts["ns"] = ODD
    release = documents._release(texts, "0.0.1")
    document = release.documents[name]
    yield html_of(document, release)
    for iri in document.terms.values() if name in {"concept", "rule"} else ():
        yield standalone(term_page(document, release, beside, iri)).decode()


def test_the_vocabulary_at_hand_comes_first_and_older_versions_follow() -> None:
    versions = [release.version for release in releases()]
    said = (t.object for t in vocabulary() if t.predicate == term("owl", "versionInfo"))

    assert ox.Literal(versions[0]) == next(said)
    assert "0.1.0" in versions
    assert versions == sorted(set(versions), reverse=True)
    assert [release.old for release in releases()] == [False, *[True] * (len(versions) - 1)]


def test_every_triple_of_the_assets_is_in_one_document() -> None:
    found = [
        triple
        for name, document in CURRENT.documents.items()
        for triple in document.graph
        if name != "shapes"
    ]

    assert len(found) == len(vocabulary())
    assert {t for t in found if isinstance(t.subject, ox.NamedNode)} <= vocabulary()


@pytest.mark.filterwarnings("ignore:::rdflib")
@pytest.mark.parametrize(("document", "release"), ALL)
def test_all_forms_of_a_document_say_the_same(document: Document, release: Release) -> None:
    plain = read(document.turtle.encode(), "ttl")

    assert len(plain) == len(list(document.graph))
    for suffix in FORMS.keys() - {"html", "ttl"}:
        assert isomorphic(plain, read(written(document, suffix), suffix)), suffix


@pytest.mark.parametrize(("document", "release"), ALL)
def test_every_term_has_its_place_on_the_page(document: Document, release: Release) -> None:
    html = html_of(document, release)
    page = Anchors(html)

    html5rdf.HTMLParser(strict=True).parse(html)
    assert document.terms.keys() <= set(page.names)
    assert len(page.names) == len(set(page.names))
    assert page.inline == []
    assert ("how it was at version" in html) == document.old


@pytest.mark.parametrize(("document", "release"), ALL)
def test_no_link_of_a_page_leads_nowhere(document: Document, release: Release) -> None:
    pages = {
        name: Anchors(data.decode()) for name, data in files().items() if name.endswith(".html")
    }
    page = pages[beside(document, "html")]
    for link in page.links:
        if link.startswith(("http://", "https://")):
            continue
        name, _, anchor = link.partition("#")

        assert not name or name in files(), link
        assert not anchor or anchor in (pages[name] if name else page).names, link


@pytest.mark.parametrize("name", [n for n in CURRENT.documents if n in {"concept", "rule"}])
def test_each_term_with_an_iri_of_its_own_has_a_page_and_data_of_its_own(name: str) -> None:
    document = CURRENT.documents[name]
    for iri in document.terms.values():
        html = standalone(term_page(document, CURRENT, beside, iri)).decode()
        html5rdf.HTMLParser(strict=True).parse(html)
        expected = set(map(str, document.graph.about(ox.NamedNode(iri))))

        assert iri in html
        for suffix, form in PARSERS.items():
            triples = {str(q.triple) for q in ox.parse(about(document, iri, suffix), format=form)}
            assert triples == expected


def test_a_page_says_what_the_ontology_says_of_a_property() -> None:
    (html,) = told(
        "ns",
        """
        <https://w3id.org/triplewire/ns> a owl:Ontology ; owl:versionInfo "9.9.9" .
        tw:Bird a owl:Class ; rdfs:label "bird"@en ; owl:disjointWith tw:Fish .
        tw:Fish a owl:Class ; rdfs:label "fish"@en .
        tw:eats a owl:ObjectProperty , owl:FunctionalProperty ; rdfs:label "eats"@en ;
          skos:definition "What a tw:Bird has for dinner."@en ; skos:scopeNote "Never tw:Bird."@en ;
          rdfs:domain tw:Bird ; rdfs:range tw:Fish ; skos:example "a herring" ;
          skos:changeNote "New." .
        tw:eatenBy a owl:ObjectProperty ; owl:inverseOf tw:eats ; rdfs:label "eaten by"@en .
        """,
    )
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))

    assert "eats tw:eats leads to a thing, functional" in text
    assert "What a tw:Bird has for dinner. Never tw:Bird ." in text
    assert "Inverse of tw:eatenBy" in text
    assert "Domain tw:Bird" in text
    assert "Range tw:Fish" in text
    assert "Example a herring" in text
    assert "Change note New." in text
    assert text.count("Disjoint with") == 2


def test_a_concept_stands_below_its_broader_one_in_each_list_that_it_is_of() -> None:
    html, *_ = told(
        "concept",
        """
        c:birds a skos:ConceptScheme ; rdfs:label "Birds" .
        c:food a skos:ConceptScheme ; rdfs:label "Food" .
        c:duck a skos:Concept ; skos:inScheme c:birds , c:food ; skos:prefLabel "duck"@en ;
          skos:notation "A1"^^tw:cameoCode , "7" ;
          skos:exactMatch <http://www.wikidata.org/entity/Q3736439> .
        c:teal a skos:Concept ; skos:inScheme c:birds ; skos:broader c:duck ; rdfs:label "teal" .
        c:loop a skos:Concept ; skos:inScheme c:birds ; skos:broader c:loop ; rdfs:label "loop" .
        """,
    )
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))

    assert html.count('id="duck"') == 1
    assert text.count("duck c:duck") == 2
    assert "Codes 7, CAMEO A1" in text
    assert re.search(r'<ul class="tree"><li id="teal">', html.replace("\n", "").replace("  ", ""))
    assert 'href="http://www.wikidata.org/entity/Q3736439"' in html


def test_a_rule_tells_how_often_it_was_right_or_that_nobody_counted() -> None:
    html, one, *_ = told(
        "rule",
        """
        rule:claim-said a prov:Plan ; rdfs:label "said" ; skos:definition "A verb of saying." ;
          tw:findingsCounted 40 ; tw:findingsRight 38 ; tw:confidence 0.93 .
        rule:claim-told a prov:Plan ; rdfs:label "told" .
        """,
    )

    assert "38 of 40" in html
    assert "0.93" in html
    assert "not counted" in html
    assert "A verb of saying." in one
    assert 'href="rule-0.0.1.html#claim-said"' in one


def test_a_shape_tells_its_severity_its_path_and_what_to_do() -> None:
    (html,) = told(
        "shapes",
        """
        tws:A a sh:NodeShape ; sh:targetClass tw:Claim ; sh:severity sh:Warning ;
          sh:message "Mend." ; sh:sparql tws:A-ask ;
          sh:property tws:A-path , [ sh:path tw:when ; sh:message "No name." ] .
        tws:A-path sh:path ( [ sh:inversePath tw:one ] [ sh:alternativePath ( tw:a tw:b ) ]
          [ sh:zeroOrMorePath tw:c ] ) ; sh:severity sh:Info ; sh:message "Say tw:when."@en .
        tws:A-ask sh:message "Asked." .
        tws:B a sh:NodeShape ; sh:targetSubjectsOf tw:one ; sh:property tws:A-path .
        tws:Loose sh:path tw:one .
        """,
    )
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))

    assert "^tw:one/tw:a|tw:b/tw:c*" in text
    assert re.search(r'id="A-path">.*severity-info', html)
    assert re.search(r'id="A-ask">.*severity-warning', html)
    assert "No name." in text
    assert "For whatever has tw:one" in text
    assert html.count('id="A-path"') == 1
    assert 'id="Loose"' in html


@pytest.mark.parametrize("name", HOSTILE)
def test_whatever_the_assets_say_is_shown_as_text(name: str) -> None:
    for html in told(name, HOSTILE[name].replace("?", str(ox.Literal(NASTY)))):
        html5rdf.HTMLParser(strict=True).parse(html)

        assert Anchors(html).inline == []
        assert "\u202e" not in html
        assert "49" not in html


def test_an_address_that_is_no_web_address_is_not_followed() -> None:
    (html,) = told("ns", "tw:X a owl:Class ; rdfs:seeAlso <javascript:alert(1)> .")

    assert "javascript:alert(1)" in html
    assert "javascript:alert(1)" not in Anchors(html).links


def test_files_are_joined_with_each_prefix_once() -> None:
    one = "@prefix a: <http://a/> .\n\na:b a:c a:d .\n"
    other = "@prefix e: <http://e/> .\n@prefix a: <http://a/> .\na:f a:c e:g .\n"

    assert joined([one]) == one
    assert joined([one, other]) == (
        "@prefix a: <http://a/> .\n@prefix e: <http://e/> .\n\na:b a:c a:d .\n\na:f a:c e:g .\n"
    )
    with pytest.raises(ValueError, match="two meanings of the prefix a:"):
        joined([one, "@prefix a: <http://b/> .\n"])


def test_the_files_are_the_same_bytes_again_and_whole(tmp_path: Path) -> None:
    names = write_vocabulary(tmp_path / "one")
    again = {name: (tmp_path / "one" / name).read_bytes() for name in names}

    assert sorted(path.name for path in (tmp_path / "one").iterdir()) == names
    assert again == files()
    assert re.fullmatch("[0-9a-f]{16}", fingerprint())
    for name, document in CURRENT.documents.items():
        for suffix in ("html", "ttl", "jsonld"):
            assert again[f"{name}.{suffix}"] == again[f"{name}-{document.version}.{suffix}"]


def test_a_kept_version_is_as_it_was_published() -> None:
    folder = assets.ontology() / "versions" / "0.1.0"
    old = next(release for release in releases() if release.version == "0.1.0")

    assert old.documents["ns"].turtle == (folder / "triplewire.ttl").read_text(encoding="utf-8")
    assert old.documents["concept"].terms.keys() >= {"acts", "state"}
    assert {document.version for document in old.documents.values()} == {"0.1.0"}
    assert old.documents["ns"].iri == f"{PROJECT}ns"


def test_what_a_concept_is_elsewhere_is_read_by_its_label() -> None:
    release = releases()[0]
    page = html_of(release.documents["concept"], release)

    assert re.search(r">[a-z ]+ \((?:medtop:|http://cv\.iptc\.org/)", page)
    assert ">Wahl (" in page
    assert "AgreeAction (" not in page
