"""A document of the vocabulary, or one of its terms, in; its page in this newsroom's frame out."""

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from triplewire.publish.vocabulary import Document, Release, page_of, term_page
from triplewire.publish.web.pages.graph import site_of
from triplewire.publish.web.pages.render import render


def vocabulary_href(document: Document, suffix: str) -> str:
    """Return the path of a document on this server."""
    version = f"/{document.version}" if document.old else ""
    return f"/{document.name}{version}.{suffix}"


def vocabulary_response(
    request: Request, document: Document, release: Release, term: str | None
) -> Response:
    """Return the page of a document, or that of one of its terms."""
    if term is None:
        page = page_of(document, release, vocabulary_href)
    else:
        page = term_page(document, release, vocabulary_href, term)
    with request.app.state.generation.reading() as store:
        site = site_of(store)
    return HTMLResponse(render(page.template, layout="base.html.jinja", site=site, **page.values))
