"""The ontology is whole, keeps its own rules, and is what the constants and the context say."""

import json
import re
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from tests.validate.bad_files import report_of, turtle, vocabulary
from triplewire import assets, vocab
from triplewire.shacl import ENGINES

_TW, _C = vocab.PREFIXES["tw"], vocab.PREFIXES["c"]
_FILES = ("triplewire.ttl", "concepts.ttl", "media_topics.ttl")
_PLOVER = {
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE",
    "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
}  # fmt: skip
# What records.py says by local name, and what extractors and converters rely on.
_CONCEPTS = {
    "modalities": "factual obligation intention possibility hearsay",
    "polarities": "affirmed denied",
    "attribution-modes": "direct-quotation mixed-quotation indirect-speech narration",
    "value-qualifiers": "exactly at-least at-most approximately",
    "participation-roles": "initiator recipient party host co-host visitor organizer",
    "acts": "state assess announce appeal invite pledge agree accuse allege request reject "
    "threaten support phone-call meeting visit dialogue sign-agreement publish-report",
    "dimensions": "value period scope source unit area definition revision reprint",
    "decisions": "acceptance rejection correction addition merger separation comparison",
    "topics": "trade investment education",
    "identity-statuses": "joined likely kept-apart",
    "measures": "bilateral-trade trade-value exports imports investment gdp revenue profit count "
    "share amount duration trading-partner-rank",
    "offices": "president prime-minister premier vice-premier vice-president foreign-minister "
    "finance-minister defence-minister trade-minister minister secretary-of-state chancellor "
    "ambassador spokesperson governor mayor chief-executive chair director secretary-general "
    "member-of-parliament senator commissioner judge general monarch central-bank-governor "
    "attorney-general",
}


def _values(predicate: NamedNode) -> dict[str, set[str]]:
    values: dict[str, set[str]] = {}
    for triple in vocabulary():
        if triple.predicate == predicate and not isinstance(triple.subject, Triple):
            assert isinstance(triple.object, NamedNode)
            values.setdefault(triple.subject.value, set()).add(triple.object.value)
    return values


def _ours() -> dict[str, set[str]]:
    """Return the types of each term of ours, by local name."""
    types = _values(vocab.TYPE)
    return {iri.removeprefix(_TW): types[iri] for iri in types if iri.startswith(_TW)}


def _properties(kind: str) -> set[str]:
    return {name for name, types in _ours().items() if vocab.PREFIXES["owl"] + kind in types}


@pytest.mark.parametrize("name", _FILES)
def test_both_libraries_read_the_same_triples_without_blank_nodes(name: str) -> None:
    path = assets.ontology() / name
    ours = {quad.triple for quad in parse(path=path, format=RdfFormat.TURTLE)}
    theirs = rdflib.Graph().parse(path)

    assert ours == turtle(theirs.serialize(format="nt"))
    assert not any(isinstance(node, BlankNode) for t in ours for node in (t.subject, t.object))


@pytest.mark.parametrize("engine", ENGINES)
def test_the_ontology_keeps_its_own_shapes(engine: str) -> None:
    assert report_of(vocabulary(), engine).results == ()


def test_the_ontology_stays_small() -> None:
    kinds = [kind for types in _ours().values() for kind in types]

    assert kinds.count(vocab.PREFIXES["owl"] + "Class") == 7
    assert len(_properties("ObjectProperty") | _properties("DatatypeProperty")) == 53


def test_the_constants_are_the_terms_of_the_ontology() -> None:
    constants = {
        name: value.value.removeprefix(_TW)
        for name, value in vars(vocab).items()
        if isinstance(value, NamedNode) and value.value.startswith(_TW)
    }
    classes = {name for name in _ours() if name[0].isupper()}

    assert set(constants.values()) == set(_ours())
    for constant, name in constants.items():
        snake = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).upper()
        clash = not name[0].isupper() and name[0].upper() + name[1:] in classes
        assert constant == ("HAS_" if clash else "") + snake


def test_the_constants_that_are_concepts_are_in_the_code_lists() -> None:
    described = set(_values(vocab.TYPE))
    used = {
        value.value
        for value in vars(vocab).values()
        if isinstance(value, NamedNode) and value.value.startswith(_C)
    }

    assert used
    assert used <= described


@pytest.mark.parametrize(("scheme", "names"), _CONCEPTS.items())
def test_the_concepts_that_the_program_names_are_in_their_scheme(scheme: str, names: str) -> None:
    schemes = _values(vocab.SKOS_IN_SCHEME)

    for name in names.split():
        assert vocab.concept(scheme).value in schemes[vocab.concept(name).value], name


def test_every_concept_is_reached_from_the_top_of_its_scheme() -> None:
    schemes = _values(vocab.SKOS_IN_SCHEME)
    broader = _values(vocab.term("skos", "broader"))
    tops = _values(vocab.term("skos", "topConceptOf"))
    for concept, its_schemes in schemes.items():
        assert broader.get(concept) or tops[concept] == its_schemes
        for wider in broader.get(concept, ()):
            assert schemes[wider] & its_schemes


def test_the_acts_have_all_sixteen_roots_of_plover() -> None:
    notations = {t.object for t in vocabulary() if t.predicate == vocab.term("skos", "notation")}
    literals = [notation for notation in notations if isinstance(notation, Literal)]
    codes = {literal.value for literal in literals if literal.datatype == vocab.PLOVER_CODE}

    assert {code for code in codes if ":" not in code} == _PLOVER


def test_every_office_is_a_role() -> None:
    types = _values(vocab.TYPE)
    offices = [
        concept
        for concept, schemes in _values(vocab.SKOS_IN_SCHEME).items()
        if vocab.OFFICES.value in schemes
    ]

    assert len(offices) >= 28
    assert all(vocab.ORG_ROLE_CLASS.value in types[office] for office in offices)


def _context() -> dict[str, object]:
    text = (assets.ontology() / "context.jsonld").read_text("utf-8")
    context: dict[str, object] = json.loads(text)["@context"]
    return context


def test_the_context_has_every_prefix_and_term() -> None:
    context = _context()

    assert {name: context[name] for name in vocab.PREFIXES} == vocab.PREFIXES
    assert set(_ours()) <= set(context)
    for name in _properties("ObjectProperty"):
        assert context[name] == {"@id": f"tw:{name}", "@type": "@id"}


# rdflib's own JSON-LD parser uses the class that rdflib deprecates.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_json_ld_by_the_context_is_read_alike_by_both_libraries() -> None:
    document = json.dumps(
        {
            "@context": _context(),
            "@id": "https://example.org/claim",
            "@type": ["Claim", "schema:Claim"],
            "rdfs:label": {"@value": "a claim", "@language": "en"},
            "speaker": "https://example.org/ada",
            "when": "2023-04",
            "notBefore": "2023-04-01",
            "schema:about": "https://example.org/trade",
        }
    )
    expected = turtle(
        """
        @prefix edtf: <http://id.loc.gov/datatypes/edtf/> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        @prefix schema: <https://schema.org/> .
        @prefix tw: <https://w3id.org/triplewire/ns#> .
        @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        <https://example.org/claim> a tw:Claim , schema:Claim ;
            rdfs:label "a claim"@en ; tw:speaker <https://example.org/ada> ;
            tw:when "2023-04"^^edtf:EDTF-level1 ; tw:notBefore "2023-04-01"^^xsd:date ;
            schema:about <https://example.org/trade> .
        """
    )

    ours = {quad.triple for quad in parse(document, format=RdfFormat.JSON_LD)}
    theirs = rdflib.Graph().parse(data=document, format="json-ld")

    assert ours == expected
    assert turtle(theirs.serialize(format="nt")) == expected


@pytest.mark.parametrize(
    ("page", "pattern"),
    [
        (assets.ontology() / "triplewire.ttl", r"#  (\d+) classes, (\d+) properties\."),
        (assets.ontology().parent / "docs" / "ontology.md", r"(\d+) classes and (\d+) properties"),
    ],
)
def test_a_page_counts_the_terms_as_they_are(page: Path, pattern: str) -> None:
    said = re.search(pattern, page.read_text(encoding="utf-8"))
    classes = _properties("Class")
    properties = _properties("ObjectProperty") | _properties("DatatypeProperty")

    assert said is not None
    assert (int(said[1]), int(said[2])) == (len(classes), len(properties))
