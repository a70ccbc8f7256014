"""A document of the vocabulary, or one of its terms, in; the view for its page out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from triplewire.publish.vocabulary.concepts_view import concept_term, concepts_view
from triplewire.publish.vocabulary.documents import Document, Release, releases
from triplewire.publish.vocabulary.links import Hrefs, Names, Ref
from triplewire.publish.vocabulary.ontology_view import ontology_view
from triplewire.publish.vocabulary.rules_view import rule_term, rules_view
from triplewire.publish.vocabulary.shapes_view import shapes_view
from triplewire.publish.vocabulary.terms import Term

TITLES = {"ns": "Ontology", "concept": "Code lists", "shapes": "Shapes", "rule": "Rules"}
_VIEWS: dict[str, tuple[str, Callable[[Document, Names], object]]] = {
    "ns": ("ontology", ontology_view),
    "concept": ("concepts", concepts_view),
    "shapes": ("shapes", shapes_view),
    "rule": ("rules", rules_view),
}
_TERMS: dict[str, Callable[[Document, Names, str], Term]] = {
    "concept": concept_term,
    "rule": rule_term,
}
_DATA = {"ttl": "Turtle", "jsonld": "JSON-LD"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A template and what it shows, but for the layout that it is shown in."""

    template: str
    values: Mapping[str, Any]


@lru_cache(maxsize=64)
def page_of(document: Document, release: Release, hrefs: Hrefs) -> Page:
    """Return the page of a document; ``hrefs`` says where the documents are."""
    template, view_of = _VIEWS[document.name]
    names = Names.of(document, release, hrefs)
    view = view_of(document, names)
    return Page(
        template=f"{template}.html.jinja",
        values={**_common(document, release, hrefs), "view": view},
    )


def term_page(document: Document, release: Release, hrefs: Hrefs, iri: str) -> Page:
    """Return the page of one term; only what has an IRI of its own, without a #, has one.

    Its data are beside it, under its own name.
    """
    names = Names.of(document, release, hrefs, alone=True)
    common = _common(document, release, hrefs)
    term = _TERMS[document.name](document, names, iri)
    place = Ref(label=TITLES[document.name], href=names.places[iri])
    local = quote(iri.removeprefix(document.namespace))
    forms = tuple(Ref(label=label, href=f"{local}.{suffix}") for suffix, label in _DATA.items())
    values = {**common, "view": term, "place": place, "forms": forms}
    return Page(template="term.html.jinja", values=values)


def _common(document: Document, release: Release, hrefs: Hrefs) -> dict[str, Any]:
    found = [one.documents[document.name] for one in releases() if document.name in one.documents]
    current = releases()[0].documents
    return {
        "document": document,
        "heading": TITLES[document.name],
        "tabs": tuple(
            (TITLES[name], hrefs(one, "html"), one is document)
            for name, one in release.documents.items()
        ),
        "forms": tuple(
            Ref(label=label, href=hrefs(document, suffix)) for suffix, label in _DATA.items()
        ),
        "versions": tuple((one.version, hrefs(one, "html"), one is document) for one in found),
        "current": hrefs(current.get(document.name, current["ns"]), "html"),
    }
