"""The IRI of a thing in; 303 to the document about it, or that document, out.

What stands for nothing any more answers 301 or 410.
"""

import re
from collections.abc import Iterator
from urllib.parse import quote

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from triplewire.publish.dump import counted, offered
from triplewire.publish.web.http import Problem, best, is_current
from triplewire.publish.web.pages import overviews_of, page_for
from triplewire.publish.web.things.description import is_known
from triplewire.publish.web.things.documents import (
    SUFFIXES,
    Document,
    document,
    licence_of,
    types_of,
    with_charset,
    written,
)
from triplewire.publish.web.things.downloads import served
from triplewire.publish.web.things.gone import gone
from triplewire.store import Store

_KINDS = (
    "actor",
    "agent",
    "article",
    "claim",
    "comparison",
    "decision",
    "document",
    "event",
    "graph",
    "identity",
    "measure",
    "office",
    "place",
    "role",
    "run",
    "text",
)
_SCHEMA = "https://schema.org/"
_PAGE_NUMBER = re.compile("[1-9][0-9]{0,5}")


def thing_routes() -> list[Route]:
    """Return the routes of things by kind, each thing at its IRI's path."""
    routes = [Route(f"/{kind}/{{rest:path}}", thing, methods=["GET"]) for kind in _KINDS]
    return [*routes, Route("/dataset", thing), Route("/dataset.{suffix}", thing)]


async def thing(request: Request) -> Response:
    """Answer for a thing with 303, for a document with its bytes."""
    response: Response = await request.app.state.threads.run(request.scope, _answer, request)
    return response


def _answer(request: Request) -> Response:
    path = request.url.path.removeprefix("/")
    stem, dot, suffix = path.rpartition(".")
    with request.app.state.generation.tagged() as (store, tag):
        base = store.manifest.base
        document_of = suffix if dot and suffix in SUFFIXES else ""
        past = gone(request, store, base + (stem if document_of else path), document_of)
        if past is not None:
            return past
        if document_of:
            etag = f'W/"{tag}-{suffix}"'
            if stem == "dataset":
                etag = f'W/"{tag}-{served(request, store).version}-{suffix}"'
            return _document(request, store, base + stem, suffix, etag)
        iri = base + path
        if not _is_known(store, iri):
            raise Problem(404, "nothing is known of this", hint="look for it at /")
        offers = _offers(store, iri)
        wanted = best(request.headers.get("accept"), offers)
        if wanted is None:
            raise Problem(406, f"a document is offered as {', '.join(offers)}")
        suffix = next(ending for ending, kind in SUFFIXES.items() if kind == wanted)
        headers = {"Vary": "Accept", "Link": _links(store, iri, "")}
        return RedirectResponse(f"/{path}.{suffix}", 303, headers=headers)


def _document(request: Request, store: Store, iri: str, suffix: str, etag: str) -> Response:
    known = _is_known(store, iri)
    page = page_for(store, iri) if known and suffix == "html" else None
    if not known or (suffix == "html" and page is None):
        raise Problem(404, "nothing is known of this", hint="look for it at /")
    number = 1 if page is not None else _number(request)
    if number > 1:
        etag = f'{etag[:-1]}-{number}"'
    if is_current(request.headers.get("if-none-match"), etag):
        return Response(status_code=304, headers={"ETag": etag})
    links = [_links(store, iri, suffix)]
    if page is not None:
        response = page(request, store, iri)
    else:
        found = _found(request, store, iri, suffix, number)
        response = Response(found.content, media_type=with_charset(SUFFIXES[suffix]))
        links.extend(_beside(request.url.path, number, more=found.more))
    items = served(request, store).files if iri.endswith("/dataset") else ()
    links.extend(f'</dumps/latest/{file.name}>; rel="item"' for file in items)
    response.headers.update({"ETag": etag, "Link": ", ".join(links)})
    return response


def _number(request: Request) -> int:
    """Return which page of a document is asked for."""
    asked = request.query_params.get("page", "1")
    if _PAGE_NUMBER.fullmatch(asked) is None:
        raise Problem(400, "a page is a number from 1 on")
    return int(asked)


def _found(request: Request, store: Store, iri: str, suffix: str, number: int) -> Document:
    """Return the document about a thing; that about the dataset is its catalogue."""
    if iri == f"{store.manifest.base}dataset":
        shelf = overviews_of(request).shelf.of(store)
        whole = shelf.dataset() if shelf else counted(store)
        triples = whole | offered(store, served(request, store))
        content = written(triples, suffix, store.manifest.base)
        found = Document(content=content, more=False) if number == 1 else None
    else:
        # The index is asked for, and not waited for: without it days are looked up one by one.
        index = overviews_of(request).index.of(store, 0)
        found = document(store, iri, suffix, number, index.reported if index else None)
    if found is None:
        raise Problem(404, "the document has fewer pages")
    return found


def _beside(path: str, number: int, *, more: bool) -> Iterator[str]:
    """Yield the links to the pages before and after one."""
    here = quote(path, safe="/,=@:")
    if number > 1:
        before = here if number == 2 else f"{here}?page={number - 1}"
        yield f'<{before}>; rel="prev"'
    if more:
        yield f'<{here}?page={number + 1}>; rel="next"'


def _is_known(store: Store, iri: str) -> bool:
    try:
        ox.NamedNode(iri)
    except ValueError:
        return False
    return iri == f"{store.manifest.base}dataset" or is_known(store, iri)


def _offers(store: Store, iri: str) -> list[str]:
    """Return the media types in which a thing is described; HTML where it has a page."""
    paged = page_for(store, iri) is not None
    return [kind for ending, kind in SUFFIXES.items() if ending != "html" or paged]


def _links(store: Store, iri: str, suffix: str) -> str:
    """Return the typed links of FAIR Signposting for a thing or a document about it.

    Source: https://signposting.org/FAIR/
    """
    base = store.manifest.base
    here = f"/{iri.removeprefix(base)}"
    links = [f'<{iri}>; rel="cite-as"', f'<{base}dataset>; rel="collection"']
    if suffix:
        links.append(f'<{iri}>; rel="describes"')
    for ending, kind in SUFFIXES.items():
        if ending not in {suffix, "html"}:
            relation = "describedby" if suffix in {"", "html"} else "alternate"
            links.append(f'<{here}.{ending}>; rel="{relation}"; type="{kind}"')
    types = (kind for kind in types_of(store, iri) if kind.startswith(_SCHEMA))
    links.extend(f'<{kind}>; rel="type"' for kind in types)
    licence = licence_of(store)
    if licence is not None:
        links.append(f'<{licence.value}>; rel="license"')
    return ", ".join(links)
