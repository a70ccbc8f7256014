"""The code lists in, their page out: each scheme with its concepts in their hierarchy."""

from dataclasses import dataclass

import pyoxigraph as ox

from triplewire.publish.vocabulary.documents import Document
from triplewire.publish.vocabulary.links import Names, Ref
from triplewire.publish.vocabulary.terms import DEFINITION, LABELS, Row, Term, term_of
from triplewire.vocab import term

_SCHEME, _CONCEPT = term("skos", "ConceptScheme"), term("skos", "Concept")
_IN_SCHEME, _BROADER = term("skos", "inScheme"), term("skos", "broader")
_NOTATION = term("skos", "notation")
_LICENCE, _TITLE = term("dcterms", "license"), term("dcterms", "title")
_DEEPEST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A concept with those below it."""

    term: Term
    below: tuple["Branch", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """A code list as its page shows it; ``size`` is the number of its concepts."""

    term: Term
    size: int
    branches: tuple[Branch, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConceptsView:
    """All code lists, and how many concepts there are."""

    schemes: tuple[Scheme, ...]
    size: int


def concepts_view(document: Document, names: Names) -> ConceptsView:
    """Return the view of the code lists."""
    placed: set[str] = set()
    schemes = sorted(_ours(document, _SCHEME), key=lambda iri: _sorting(document, iri))
    found = tuple(_scheme(document, names, iri, placed) for iri in schemes)
    return ConceptsView(schemes=found, size=len(_ours(document, _CONCEPT)))


def concept_term(document: Document, names: Names, iri: str) -> Term:
    """Return a concept or a scheme by itself, with what stands above and below it."""
    graph, node = document.graph, ox.NamedNode(iri)
    rows: list[Row] = [
        ("In the list", _refs(document, names, graph.iris(node, _IN_SCHEME))),
        ("Broader", _refs(document, names, graph.iris(node, _BROADER))),
        ("Narrower", _refs(document, names, graph.pointing(_BROADER, node))),
        ("Concepts", _refs(document, names, graph.pointing(_IN_SCHEME, node))),
    ]
    kind = "code list" if iri in graph.of_class(_SCHEME) else "concept"
    return term_of(document, names, iri, kind=kind, rows=rows, without=[_TITLE])


def _ours(document: Document, kind: ox.NamedNode) -> list[str]:
    """Return the members of a class that are the document's own, and not another vocabulary's."""
    return [iri for iri in document.graph.of_class(kind) if iri.startswith(document.namespace)]


def _scheme(document: Document, names: Names, iri: str, placed: set[str]) -> Scheme:
    members = document.graph.pointing(_IN_SCHEME, ox.NamedNode(iri))
    below: dict[str, list[str]] = {}
    for member in sorted(members, key=lambda one: _sorting(document, one)):
        above = document.graph.iris(ox.NamedNode(member), _BROADER)
        for broader in [one for one in above if one in members and one != member] or [iri]:
            below.setdefault(broader, []).append(member)
    return Scheme(
        term=term_of(document, names, iri, kind="code list", without=[_LICENCE, _TITLE]),
        size=len(members),
        branches=_branches(document, names, iri, below, placed, _DEEPEST),
    )


def _branches(
    document: Document,
    names: Names,
    above: str,
    below: dict[str, list[str]],
    placed: set[str],
    depth: int,
) -> tuple[Branch, ...]:
    found = []
    for iri in below.get(above, ()) if depth else ():
        rows: list[Row] = [("Codes", _codes(document, iri))]
        shown = term_of(
            document, names, iri, kind="concept", rows=rows, without=[_NOTATION],
            anchored=iri not in placed,
        )  # fmt: skip
        placed.add(iri)
        deeper = _branches(document, names, iri, below, placed, depth - 1)
        found.append(Branch(term=shown, below=deeper))
    return tuple(found)


def _codes(document: Document, iri: str) -> tuple[Ref, ...]:
    """Return the notations of a concept, each with the scheme that it is of."""
    found = []
    for value in document.graph.values(ox.NamedNode(iri), _NOTATION):
        if isinstance(value, ox.Literal):
            scheme = value.datatype.value.rpartition("#")[2].removesuffix("Code").upper()
            plain = value.datatype == term("xsd", "string")
            found.append(Ref(label=value.value if plain else f"{scheme} {value.value}"))
    return tuple(found)


def _refs(document: Document, names: Names, iris: list[str]) -> tuple[Ref, ...]:
    return tuple(names.ref(iri, document.graph.text(ox.NamedNode(iri), *LABELS)) for iri in iris)


def _sorting(document: Document, iri: str) -> tuple[str, str]:
    label = document.graph.text(ox.NamedNode(iri), *LABELS, DEFINITION)
    return label.casefold(), iri
