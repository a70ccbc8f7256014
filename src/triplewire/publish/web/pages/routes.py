"""The addresses of the pages that are about the graph as a whole."""

import hashlib
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, TypeVar

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from triplewire import vocab
from triplewire.ask import fate_of, stored_queries
from triplewire.ask.index import KINDS, PAGE_SIZE, Index
from triplewire.publish.web.http import is_current
from triplewire.publish.web.pages.completion import terms_of
from triplewire.publish.web.pages.errors import error_page
from triplewire.publish.web.pages.graph import KINDS as PAGED
from triplewire.publish.web.pages.graph import Site, facts_of, page_path, site_of
from triplewire.publish.web.pages.overviews import overviews_of
from triplewire.publish.web.pages.per_generation import PerGeneration
from triplewire.publish.web.pages.render import STATIC, render
from triplewire.publish.web.pages.views import conflicts as conflicts_page
from triplewire.publish.web.pages.views import curation as curation_page
from triplewire.publish.web.pages.views import figures as figures_page
from triplewire.publish.web.pages.views import neighbourhood
from triplewire.publish.web.pages.views.claim import RELATIONS
from triplewire.store import Store

# Longer than this a reader is told that the page is on its way.
_PATIENCE: float | None = 8.0
_RECENT = 8
_LONGEST_QUERY = 20_000
Handler = Callable[[Request, Store, Site], Response]
Value = TypeVar("Value")


class NotReadyError(Exception):
    """Say what a reader should wait for."""


def page_routes() -> list[Route | Mount]:
    """Return the routes of the pages that are about the graph as a whole."""
    return [
        Route("/", _page(home)),
        Route("/search", _page(search)),
        *(Route(f"/browse/{kind}s", _page(listing(kind))) for kind in KINDS),
        Route("/conflicts", _page(conflicts)),
        Route("/statistics", _page(statistics)),
        Route("/curation", _page(curate)),
        Route("/neighbourhood", _page(graph_view)),
        Route("/report", _page(validation)),
        Route("/workbench", _page(workbench)),
        Route("/workbench/terms.json", _page(completion)),
        Route("/workbench/things.json", _page(suggestions)),
        Route("/favicon.ico", favicon),
        Mount("/static", StaticFiles(directory=STATIC)),
    ]


def _page(handler: Handler) -> Callable[[Request], Any]:
    """Run a handler in a worker thread, within the generation that is current."""

    @wraps(handler)
    async def endpoint(request: Request) -> Response:
        response: Response = await request.app.state.threads.run(
            request.scope, _answer, handler, request
        )
        return response

    return endpoint


def _answer(handler: Handler, request: Request) -> Response:
    """Return the page, or 304: the same state of the graph gives the same page at an address."""
    with request.app.state.generation.tagged() as (store, tag):
        digest = hashlib.sha256(str(request.url).encode()).hexdigest()[:16]
        etag = f'W/"{tag}-{digest}"'
        headers = {"ETag": etag, "Cache-Control": "no-cache"}
        if is_current(request.headers.get("if-none-match"), etag):
            return Response(status_code=304, headers=headers)
        site = site_of(store)
        try:
            response = handler(request, store, site)
        except NotReadyError as missing:
            return _wait(site, str(missing))
        if response.status_code == HTTPStatus.OK:
            response.headers.update(headers)
        return response


def _html(template: str, status: int = 200, **values: Any) -> Response:
    return HTMLResponse(render(f"{template}.html.jinja", **values), status)


def _wait(site: Site, what: str) -> Response:
    response = _html("wait", 503, site=site, what=what)
    response.headers.update({"Retry-After": "3", "Refresh": "3", "Cache-Control": "no-store"})
    return response


def _ready(kept: PerGeneration[Value], store: Store, what: str) -> Value:
    """Return what is made of the whole graph.

    Raises: NotReadyError when a reader would wait for too long.
    """
    value = kept.of(store, _PATIENCE)
    if value is None:
        raise NotReadyError(what)
    return value


def _index(request: Request, store: Store) -> Index:
    return _ready(overviews_of(request).index, store, "The index of names and words")


def _number(request: Request) -> int:
    """Return a page's number, 1 for what is none."""
    text = request.query_params.get("page", "1")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 7 else 1


def home(request: Request, store: Store, site: Site) -> Response:
    """Show what is there, what is new, and where to look."""
    index = _index(request, store)
    related = index.related()
    return _html(
        "home",
        site=site,
        counts=index.counts(),
        articles=index.listed("article", size=_RECENT).entries,
        actors=index.listed("actor", size=2 * _RECENT).entries,
        events=index.listed("event", size=_RECENT).entries,
        contradictions=related.get(vocab.CONTRADICTS.value, 0),
        comparisons=sum(related.get(iri, 0) for iri in RELATIONS),
    )


def search(request: Request, store: Store, site: Site) -> Response:
    """Find things by their names and words."""
    text = request.query_params.get("q", "")[:500].strip()
    kind = request.query_params.get("kind", "")
    kind = kind if kind in KINDS else ""
    page = _number(request)
    hits = _index(request, store).search(text, kind, page)
    return _html(
        "search", site=site, text=text, kind=kind, kinds=KINDS, hits=hits, page=page,
        size=PAGE_SIZE,
    )  # fmt: skip


def listing(kind: str) -> Handler:
    """Return the handler that lists all things of a kind."""

    def handler(request: Request, store: Store, site: Site) -> Response:
        page = _number(request)
        hits = _index(request, store).listed(kind, page)
        return _html(
            "listing", site=site, kind=kind, kinds=KINDS, hits=hits, page=page,
            size=PAGE_SIZE,
        )  # fmt: skip

    return handler


def conflicts(request: Request, store: Store, site: Site) -> Response:
    """Show claims that contradict, refine, repeat or compare with each other."""
    page, wanted = _number(request), request.query_params.get("relation", "")
    view = conflicts_page.conflicts(store, site, _index(request, store), wanted, page)
    return _html("conflicts", site=site, view=view, page=page, size=conflicts_page.PAGE_SIZE)


def statistics(request: Request, store: Store, site: Site) -> Response:
    """Show the figures, those that can be compared in charts."""
    shelf, page = _ready(overviews_of(request).shelf, store, "The charts"), _number(request)
    groups, total = shelf.figures(page)
    return _html(
        "statistics", site=site, groups=groups, total=total, page=page,
        size=figures_page.PAGE_SIZE, area=figures_page,
    )  # fmt: skip


def curate(request: Request, store: Store, site: Site) -> Response:
    """Show what was decided, what was not met, and what is uncertain."""
    page = _number(request)
    view = _ready(overviews_of(request).shelf, store, "The state of curation").curation(page)
    doubts = tuple(curation_page.doubts_of(store, site, view.open))
    return _html(
        "curation", site=site, view=view, doubts=doubts, page=page, size=curation_page.PAGE_SIZE
    )


def graph_view(request: Request, store: Store, site: Site) -> Response:
    """Draw what one thing is linked to."""
    iri = request.query_params.get("of", "")[:2000]
    facts = facts_of(store, site, iri) if iri else None
    if facts is None:
        return error_page(request, 404, "There is no such thing.")
    path = page_path(iri, site.base)
    if path is not None and fate_of(store, iri) is not None:
        return RedirectResponse(path, 303)
    return _html("neighbourhood", site=site, view=neighbourhood(store, site, facts), facts=facts)


def validation(request: Request, store: Store, site: Site) -> Response:
    """Show what SHACL finds."""
    view = _ready(overviews_of(request).report, store, "The validation of every article")
    return _html("report", site=site, view=view)


def workbench(request: Request, _: Store, site: Site) -> Response:
    """Show the SPARQL workbench."""
    queries = stored_queries()
    name = request.query_params.get("name", "")
    query = request.query_params.get("query", "")[:_LONGEST_QUERY]
    if not query:
        name = name if name in queries else "timeline"
        query = queries[name].text
    return _html(
        "workbench",
        site=site,
        queries=list(queries.values()),
        query=query,
        name=name,
        pages=PAGED,
        endpoint=str(request.url.replace(path="/sparql", query="")),
    )


def completion(request: Request, store: Store, _: Site) -> Response:
    """Return what the editor completes."""
    return JSONResponse(terms_of(store, _index(request, store)))


def suggestions(request: Request, store: Store, site: Site) -> Response:
    """Return things whose names begin so, for the editor and the search box."""
    index = overviews_of(request).index.of(store, 0.5)
    text = request.query_params.get("q", "")[:100]
    entries = index.search(text).entries[:20] if index else ()
    return JSONResponse(
        [
            {"iri": e.iri, "name": site.short(e.iri), "label": e.label, "kind": e.kind}
            for e in entries
        ]
    )


def favicon(_: Request) -> Response:
    """Point to the icon, for browsers that ask without being told."""
    return RedirectResponse("/static/icon.svg", 308)
