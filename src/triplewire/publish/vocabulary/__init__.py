"""The ontology, its code lists, shapes and rules in; documents for people and programs out."""

from triplewire.publish.vocabulary.documents import NAMES, Document, Release, releases
from triplewire.publish.vocabulary.formats import FORMS, about, written
from triplewire.publish.vocabulary.links import Hrefs, beside
from triplewire.publish.vocabulary.pages import Page, page_of, term_page
from triplewire.publish.vocabulary.render import TEMPLATES, standalone
from triplewire.publish.vocabulary.write import files, fingerprint

__all__ = [
    "FORMS",
    "NAMES",
    "TEMPLATES",
    "Document",
    "Hrefs",
    "Page",
    "Release",
    "about",
    "beside",
    "files",
    "fingerprint",
    "page_of",
    "releases",
    "standalone",
    "term_page",
    "written",
]
