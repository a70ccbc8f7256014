"""A term of a document in, its label, its definition and all else that is said of it out."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from triplewire import vocab
from triplewire.publish.vocabulary.documents import Document
from triplewire.publish.vocabulary.elsewhere import called
from triplewire.publish.vocabulary.links import Names, Ref
from triplewire.vocab import term

LABELS = (vocab.LABEL, vocab.SKOS_PREF_LABEL)
DEFINITION = term("skos", "definition")
# Said by the label, the heading or the place of a term on its page.
SILENT = frozenset(
    {
        vocab.TYPE,
        *LABELS,
        DEFINITION,
        term("rdfs", "isDefinedBy"),
        term("skos", "inScheme"),
        term("skos", "topConceptOf"),
        term("skos", "broader"),
        term("skos", "hasTopConcept"),
    }
)
_NOTES = (term("skos", "scopeNote"), term("skos", "note"), term("rdfs", "comment"))
# How people say properties whose names do not say it.
_SAID = {
    term("dcterms", "bibliographicCitation"): "Cite as",
    term("dcterms", "license"): "Licence",
    term("dcterms", "source"): "Builds on",
    term("owl", "disjointWith"): "Disjoint with",
    term("owl", "priorVersion"): "Version before",
    term("owl", "versionIRI"): "IRI of this version",
    term("owl", "versionInfo"): "Version",
    term("rdfs", "seeAlso"): "See also",
    term("rdfs", "subClassOf"): "Subclass of",
    term("rdfs", "subPropertyOf"): "Subproperty of",
    term("schema", "domainIncludes"): "Used of, among others",
    term("schema", "rangeIncludes"): "Leads to, among others",
    term("skos", "altLabel"): "Also called",
    term("skos", "broadMatch"): "Within, elsewhere",
    term("skos", "closeMatch"): "Close to, elsewhere",
    term("skos", "exactMatch"): "The same, elsewhere",
    term("skos", "narrowMatch"): "Wider than, elsewhere",
    term("skos", "relatedMatch"): "Related, elsewhere",
    term("tw", "findingsCounted"): "Findings counted",
    term("tw", "findingsRight"): "Of these right",
    term("vann", "preferredNamespacePrefix"): "Prefix",
    term("vann", "preferredNamespaceUri"): "Namespace",
}

Row = tuple[str, tuple[Ref, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A term as pages show it. ``anchor`` is None where another place of the page has its name."""

    iri: str
    short: str
    anchor: str | None
    label: str
    kind: str
    definition: tuple[Ref, ...]
    notes: tuple[tuple[Ref, ...], ...]
    rows: tuple[Row, ...]


def term_of(  # noqa: PLR0913  what differs among the kinds of terms
    document: Document,
    names: Names,
    iri: str,
    *,
    kind: str = "",
    rows: Iterable[Row] = (),
    without: Iterable[ox.NamedNode] = (),
    anchored: bool = True,
) -> Term:
    """Return a term; ``rows`` come first, then all that no property of ``without`` says."""
    graph, node = document.graph, ox.NamedNode(iri)
    local = iri.removeprefix(document.namespace)
    silent = SILENT | set(_NOTES) | set(without)
    others = [name for name in graph.predicates(node) if name not in silent]
    return Term(
        iri=iri,
        short=names.short(iri),
        anchor=local if anchored and local != iri else None,
        label=graph.text(node, *LABELS) or names.short(iri),
        kind=kind,
        definition=names.rich(graph.text(node, DEFINITION)),
        notes=tuple(map(names.rich, graph.texts(node, *_NOTES))),
        rows=(*(row for row in rows if row[1]), *(said(document, names, node, n) for n in others)),
    )


def said(document: Document, names: Names, node: ox.NamedNode, predicate: ox.NamedNode) -> Row:
    """Return what a property says of a node, as a row."""
    found: list[Ref] = []
    for value in document.graph.values(node, predicate):
        if isinstance(value, ox.NamedNode):
            found.append(_named(document, names, value))
        elif isinstance(value, ox.Literal):
            found.append(_literal(names, value))
        else:
            items = [str(getattr(item, "value", item)) for item in document.graph.items(value)]
            found.extend(map(names.ref, items))
    return _heading(predicate), tuple(found)


def related(document: Document, names: Names, iri: str, predicates: Mapping[str, str]) -> list[Row]:
    """Return what points at a term, as rows with the headings of the properties."""
    node = ox.NamedNode(iri)
    return [
        (heading, names.refs(document.graph.pointing(ox.NamedNode(predicate), node)))
        for predicate, heading in predicates.items()
    ]


def _named(document: Document, names: Names, node: ox.NamedNode) -> Ref:
    label = document.graph.text(node, *LABELS)
    ours = node.value.startswith(document.namespace) and document.namespace.endswith("#")
    theirs = called().get(node.value, "")
    # A vocabulary whose names are numbers is read by its labels alone.
    if theirs and not node.value.endswith(theirs):
        label = f"{theirs} ({names.short(node.value)})"
    return names.ref(node.value, "" if ours else label)


def _literal(names: Names, value: ox.Literal) -> Ref:
    if value.value.startswith(("http://", "https://")):
        return names.ref(value.value, value.value)
    kind = names.short(value.datatype.value)
    if kind.startswith(("xsd:", "rdf:")):
        return Ref(label=value.value)
    return Ref(label=f"{value.value} ({kind.partition(':')[2] or kind})")


def _heading(predicate: ox.NamedNode) -> str:
    known = _SAID.get(predicate)
    if known is not None:
        return known
    local = re.split(r"[/#]", predicate.value)[-1]
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", local).lower()
    return words[:1].upper() + words[1:]
