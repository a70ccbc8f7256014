"""The ontology in, its page out: what it is, a drawing, every class and every property."""

from dataclasses import dataclass

import pyoxigraph as ox

from triplewire.publish.vocabulary.documents import Document
from triplewire.publish.vocabulary.drawing import Drawing, drawing_of
from triplewire.publish.vocabulary.links import Names, Ref
from triplewire.publish.vocabulary.terms import Row, Term, related, said, term_of
from triplewire.vocab import term

_CLASS, _DATATYPE = term("owl", "Class"), term("rdfs", "Datatype")
_PROPERTIES = {
    term("owl", "ObjectProperty"): "leads to a thing",
    term("owl", "DatatypeProperty"): "has a literal",
    term("owl", "AnnotationProperty"): "annotates",
}
_NATURES = {
    term("owl", "FunctionalProperty"): "functional",
    term("owl", "InverseFunctionalProperty"): "inverse functional",
    term("owl", "SymmetricProperty"): "symmetric",
    term("owl", "AsymmetricProperty"): "asymmetric",
    term("owl", "TransitiveProperty"): "transitive",
    term("owl", "IrreflexiveProperty"): "irreflexive",
}
_INVERSE, _DISJOINT = term("owl", "inverseOf"), term("owl", "disjointWith")
_TITLE, _DESCRIPTION = term("dcterms", "title"), term("dcterms", "description")
_ABSTRACT = term("dcterms", "abstract")
# What is said of the ontology as a whole, in this order; then the rest.
_FACTS = (
    term("owl", "versionInfo"),
    term("owl", "versionIRI"),
    term("owl", "priorVersion"),
    term("vann", "preferredNamespacePrefix"),
    term("vann", "preferredNamespaceUri"),
    term("bibo", "status"),
    term("dcterms", "creator"),
    term("dcterms", "created"),
    term("dcterms", "issued"),
    term("dcterms", "modified"),
    term("dcterms", "license"),
    term("dcterms", "bibliographicCitation"),
)
# Said by others of these, or by the page itself.
_UNSAID = frozenset(
    {
        _TITLE,
        _DESCRIPTION,
        _ABSTRACT,
        term("rdf", "type"),
        term("dcterms", "publisher"),
        term("dcterms", "contributor"),
        term("dcterms", "language"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OntologyView:
    """The ontology as its page shows it; ``prefixes`` are those that it is written with."""

    title: str
    abstract: str
    description: str
    facts: tuple[Row, ...]
    drawing: Drawing
    groups: tuple[tuple[str, str, tuple[Term, ...]], ...]
    others: tuple[tuple[Ref, tuple[Row, ...]], ...]
    prefixes: tuple[tuple[str, str], ...]


def ontology_view(document: Document, names: Names) -> OntologyView:
    """Return the view of an ontology."""
    graph, node = document.graph, ox.NamedNode(document.iri)
    rest = [name for name in graph.predicates(node) if name not in _UNSAID | set(_FACTS)]
    known = [name for name in _FACTS if graph.values(node, name)]
    return OntologyView(
        title=graph.text(node, _TITLE) or document.iri,
        abstract=graph.text(node, _ABSTRACT),
        description=graph.text(node, _DESCRIPTION),
        facts=tuple(said(document, names, node, name) for name in (*known, *rest)),
        drawing=drawing_of(document, names),
        groups=(
            ("classes", "Classes", tuple(_classes(document, names))),
            ("properties", "Properties", tuple(_properties(document, names))),
            ("datatypes", "Datatypes", tuple(_datatypes(document, names))),
        ),
        others=tuple(_others(document, names)),
        prefixes=tuple(sorted(document.prefixes.items())),
    )


def _ours(document: Document, *kinds: ox.NamedNode) -> list[str]:
    found = document.graph.of_class(*kinds)
    return [iri for iri in found if iri.startswith(document.namespace)]


def _classes(document: Document, names: Names) -> list[Term]:
    pointing = {
        "http://www.w3.org/2000/01/rdf-schema#subClassOf": "Subclasses",
        "http://www.w3.org/2000/01/rdf-schema#domain": "Properties of its members",
        "https://schema.org/domainIncludes": "Properties that its members may have",
        "http://www.w3.org/2000/01/rdf-schema#range": "Properties that lead to its members",
    }
    found = []
    for iri in _ours(document, _CLASS):
        rows = related(document, names, iri, pointing)
        rows.append(_both_ways(document, names, iri, _DISJOINT, "Disjoint with"))
        found.append(term_of(document, names, iri, kind="class", rows=rows, without=[_DISJOINT]))
    return found


def _properties(document: Document, names: Names) -> list[Term]:
    found = []
    for iri in _ours(document, *_PROPERTIES):
        kinds = document.graph.iris(ox.NamedNode(iri), term("rdf", "type"))
        words = [word for kind, word in (_PROPERTIES | _NATURES).items() if kind.value in kinds]
        rows = related(
            document, names, iri,
            {"http://www.w3.org/2000/01/rdf-schema#subPropertyOf": "Subproperties"},
        )  # fmt: skip
        rows.append(_both_ways(document, names, iri, _INVERSE, "Inverse of"))
        kind = ", ".join(words)
        found.append(term_of(document, names, iri, kind=kind, rows=rows, without=[_INVERSE]))
    return found


def _datatypes(document: Document, names: Names) -> list[Term]:
    return [term_of(document, names, iri, kind="datatype") for iri in _ours(document, _DATATYPE)]


def _both_ways(
    document: Document, names: Names, iri: str, predicate: ox.NamedNode, heading: str
) -> Row:
    """Return what a symmetric statement pairs a term with, on whichever side it is written."""
    node = ox.NamedNode(iri)
    found = {*document.graph.iris(node, predicate), *document.graph.pointing(predicate, node)}
    return heading, names.refs(sorted(found))


def _others(document: Document, names: Names) -> list[tuple[Ref, tuple[Row, ...]]]:
    """Return what is said of terms of other vocabularies, beyond what kind of term they are."""
    found = []
    for iri in document.graph.subjects():
        node = ox.NamedNode(iri)
        told = [name for name in document.graph.predicates(node) if name != term("rdf", "type")]
        if told and not iri.startswith(document.namespace) and iri != document.iri:
            rows = tuple(said(document, names, node, name) for name in told)
            found.append((names.ref(iri), rows))
    return found
