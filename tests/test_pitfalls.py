"""The ontology is clear of the pitfalls that ontologies are commonly scanned for.

Numbers are those of the catalogue of OOPS!, the ontology pitfall scanner (Poveda-Villalón et al.,
2014); each test says in its own words what it looks for. Not asked: P01, P03, P09, P12, P14 to P18
and P31, which only a reader can judge, P33, of chains, which there are none of, and P37, that the
ontology is on the web, which tests/publish asks.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from triplewire import assets, vocab

_TW = vocab.PREFIXES["tw"]
_NS = "https://w3id.org/triplewire/ns"
_CLASSES = {"Actor", "Claim", "ClaimComparison", "Decision", "IdentityLink", "Participation"}


@cache
def _said() -> dict[str, dict[str, list[str]]]:
    """Return what ontology/triplewire.ttl says, by subject and property."""
    said: dict[str, dict[str, list[str]]] = {}
    for quad in parse(path=assets.ontology() / "triplewire.ttl", format=RdfFormat.TURTLE):
        assert isinstance(quad.subject, NamedNode)
        assert isinstance(quad.object, NamedNode | Literal)
        values = said.setdefault(quad.subject.value, {})
        values.setdefault(_short(quad.predicate.value), []).append(quad.object.value)
    return said


def _short(iri: str) -> str:
    return next(
        (f"{p}:{iri.removeprefix(ns)}" for p, ns in vocab.PREFIXES.items() if iri.startswith(ns)),
        iri,
    )


def _of(term: str, name: str) -> list[str]:
    return _said()[term].get(name, [])


def _ours(*kinds: str) -> list[str]:
    """Return our terms, those of some kinds of OWL where they are given."""
    wanted = {vocab.PREFIXES["owl"] + kind for kind in kinds}
    return sorted(
        term
        for term in _said()
        if term.startswith(_TW) and (not wanted or wanted & {*_of(term, "rdf:type")})
    )


def _properties() -> list[str]:
    return _ours("ObjectProperty", "DatatypeProperty")


def _above(term: str, name: str) -> Iterator[str]:
    """Yield everything above a term, and the term again where it is above itself."""
    seen: set[str] = set()
    agenda = [*_said().get(term, {}).get(name, [])]
    while agenda:
        one = agenda.pop()
        if one not in seen:
            seen.add(one)
            yield one
            agenda += _said().get(one, {}).get(name, [])


def _ends(term: str, axiom: str) -> set[str]:
    """Return the domains or ranges of a property, those of the properties above it included."""
    above = _above(term, "rdfs:subPropertyOf")
    return {*_of(term, axiom), *(v for a in above for v in _said().get(a, {}).get(axiom, []))}


def test_p04_every_term_is_connected_with_another() -> None:
    links = ("rdfs:domain", "rdfs:range", "schema:domainIncludes", "schema:rangeIncludes")
    named = {value for term in _said() for name in links for value in _of(term, name)}

    for term in _ours("Class"):
        assert term in named or _of(term, "rdfs:subClassOf"), term
    for term in _properties():
        assert any(_of(term, name) for name in links) or _of(term, "rdfs:subPropertyOf"), term


def test_p05_p25_inverses_go_the_other_way_between_the_same_classes() -> None:
    found = [(term, other) for term in _properties() for other in _of(term, "owl:inverseOf")]

    assert found
    for term, other in found:
        assert term != other
        assert _of(term, "rdfs:domain") == _of(other, "rdfs:range")
        given = _of(other, "rdfs:domain") or _of(other, "schema:domainIncludes")
        assert given == (_of(term, "rdfs:range") or _of(term, "schema:rangeIncludes"))


@pytest.mark.parametrize("name", ["rdfs:subClassOf", "rdfs:subPropertyOf"])
def test_p06_nothing_is_above_itself(name: str) -> None:
    assert not [term for term in _ours() if term in _above(term, name)]


def test_p07_no_class_is_two_ideas_in_one() -> None:
    assert not [term for term in _ours("Class") if re.search(r"And|Or(?=[A-Z])", term)]


def test_p02_p32_no_two_terms_have_one_label() -> None:
    labels = Counter(label for term in _ours() for label in _of(term, "rdfs:label"))

    assert [label for label, times in labels.items() if times > 1] == []


def test_p08_p20_every_term_has_a_label_and_a_definition_that_says_more() -> None:
    for term in _ours():
        (label,), (definition,) = _of(term, "rdfs:label"), _of(term, "skos:definition")
        assert label.lower() != definition.lower().rstrip(".")
        assert len(definition.split()) >= 4, term
        assert definition.endswith("."), term


def test_p10_no_thing_is_of_two_of_the_main_classes() -> None:
    apart = {
        frozenset({term, other})
        for term in _ours("Class")
        for other in _of(term, "owl:disjointWith")
    }
    main = [_TW + name for name in sorted(_CLASSES)] + [vocab.SCHEMA_EVENT.value]
    pairs = {frozenset({one, other}) for one in main for other in main if one != other}

    assert pairs <= apart


@pytest.mark.parametrize(
    ("axiom", "loose"), [("domain", "domainIncludes"), ("range", "rangeIncludes")]
)
def test_p11_every_property_has_domain_and_range_or_says_why_not(axiom: str, loose: str) -> None:
    for term in _properties():
        if _of(term, f"rdfs:{axiom}"):
            continue
        inherited = any(
            _said().get(above, {}).get(f"rdfs:{axiom}")
            for above in _above(term, "rdfs:subPropertyOf")
        )
        inverse = _of(term, "owl:inverseOf")
        reasons = [note for note in _of(term, "skos:editorialNote") if f"No rdfs:{axiom}" in note]
        assert inherited or reasons or (inverse and _of(term, f"schema:{loose}")), term


def test_p13_where_people_walk_both_ways_the_inverse_is_named() -> None:
    walked = {vocab.REPORTED_IN.value, vocab.SPEAKER.value, vocab.PARTICIPANT.value}

    assert walked == {other for term in _properties() for other in _of(term, "owl:inverseOf")}


@pytest.mark.parametrize("axiom", ["rdfs:domain", "rdfs:range"])
def test_p19_no_property_has_two_domains_or_ranges_which_would_both_hold(axiom: str) -> None:
    assert not [term for term in _properties() if len(_of(term, axiom)) > 1]


def test_p21_p23_no_class_stands_for_the_rest() -> None:
    assert not [term for term in _ours("Class") if re.search(r"Other|Misc|Unknown|Various", term)]


def test_p22_names_are_written_in_one_way() -> None:
    for term in _ours("Class"):
        assert re.fullmatch(r"[A-Z][A-Za-z]+", term.removeprefix(_TW)), term
    for term in [*_properties(), *_ours("Datatype")]:
        assert re.fullmatch(r"[a-z][A-Za-z]+", term.removeprefix(_TW)), term


def test_p24_no_property_goes_by_way_of_itself() -> None:
    assert not [
        term
        for term in _properties()
        if term in {*_of(term, "rdfs:domain"), *_of(term, "rdfs:range")}
    ]


def test_p26_p28_what_is_symmetric_has_one_class_at_both_ends_and_no_inverse() -> None:
    found = _ours("SymmetricProperty")

    assert found
    for term in found:
        ends = [
            {
                *_of(term, axiom),
                *(v for a in _above(term, "rdfs:subPropertyOf") for v in _of(a, axiom)),
            }
            for axiom in ("rdfs:domain", "rdfs:range")
        ]
        assert ends[0] == ends[1] != set()
        assert not _of(term, "owl:inverseOf")


def test_p27_p29_p30_nothing_is_equivalent_or_transitive_or_chained() -> None:
    axioms = {
        "owl:equivalentClass",
        "owl:equivalentProperty",
        "owl:propertyChainAxiom",
        "owl:sameAs",
    }

    assert not axioms & {name for said in _said().values() for name in said}
    assert not _ours("TransitiveProperty")


def test_p34_p35_what_axioms_name_is_declared() -> None:
    kinds = {
        "rdfs:subClassOf": "Class",
        "rdfs:domain": "Class",
        "owl:disjointWith": "Class",
        "rdfs:subPropertyOf": "ObjectProperty",
        "owl:inverseOf": "ObjectProperty",
    }
    for term in _ours():
        for name, kind in kinds.items():
            for value in _of(term, name):
                declared = _said().get(value, {}).get("rdf:type", [])
                assert vocab.PREFIXES["owl"] + kind in declared, (term, name, value)


def test_p36_p38_p39_the_ontology_has_a_name_without_an_ending_and_declares_its_namespace() -> None:
    assert _of(_NS, "rdf:type") == [vocab.PREFIXES["owl"] + "Ontology"]
    assert _of(_NS, "vann:preferredNamespaceUri") == [_TW]
    assert _of(_NS, "vann:preferredNamespacePrefix") == ["tw"]
    assert all(_of(term, "rdfs:isDefinedBy") == [_NS] for term in _ours())


def test_p40_terms_of_others_are_named_and_not_defined() -> None:
    may_say = {"rdf:type", "rdfs:subClassOf"}
    for term, said in _said().items():
        if not term.startswith("https://w3id.org/triplewire/"):
            assert said.keys() <= may_say, term


def test_p41_the_licence_version_and_history_are_told() -> None:
    for name in ("dcterms:license", "owl:versionIRI", "owl:versionInfo", "owl:priorVersion"):
        assert len(_of(_NS, name)) == 1
    (version,) = _of(_NS, "owl:versionInfo")
    assert _of(_NS, "owl:versionIRI") == [f"{_NS}/{version}"]
    assert any(note.startswith(f"{version}: ") for note in _of(_NS, "skos:changeNote"))
