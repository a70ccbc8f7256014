"""The addresses of the pages that are about the graph as a whole."""

import hashlib
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from triplewire.ask import counts, stored_queries
from triplewire.publish.web.http import is_current
from triplewire.publish.web.pages.completion import terms_of
from triplewire.publish.web.pages.errors import error_page
from triplewire.publish.web.pages.graph import KINDS as PAGED
from triplewire.publish.web.pages.graph import Site, facts_of, site_of
from triplewire.publish.web.pages.index import CATALOGUE, KINDS, PAGE_SIZE
from triplewire.publish.web.pages.prepared import Prepared
from triplewire.publish.web.pages.render import STATIC, render
from triplewire.publish.web.pages.views import conflicts as conflicts_page
from triplewire.publish.web.pages.views import curation as curation_page
from triplewire.publish.web.pages.views import curation_of, groups_of, neighbourhood, report_of
from triplewire.publish.web.pages.views import figures as figures_page
from triplewire.store import Store

# Longer than this a reader is told that the page is on its way.
_PATIENCE: float | None = 8.0
_RECENT = 8
_LONGEST_QUERY = 20_000
Handler = Callable[[Request, Store, Site], Response]

report = Prepared(lambda store: report_of(store, site_of(store)), "report")
figures = Prepared(lambda store: groups_of(store, site_of(store)), "figures")
curation = Prepared(lambda store: curation_of(store, site_of(store)), "curation")
pairs = Prepared(lambda store: conflicts_page.pairs_of(store, site_of(store)), "pairs")
terms = Prepared(terms_of, "terms")
tallies = Prepared(counts, "counts")


def _page(handler: Handler) -> Callable[[Request], Any]:
    """Run a handler in a worker thread, within the generation that is current."""

    @wraps(handler)
    async def endpoint(request: Request) -> Response:
        turns = request.app.state.turns
        response: Response = await turns.run(request.scope, _answer, handler, request)
        return response

    return endpoint


def _answer(handler: Handler, request: Request) -> Response:
    """Return the page, or 304: the same state of the graph gives the same page at an address."""
    with request.app.state.holding.held() as (store, tag):
        digest = hashlib.sha256(str(request.url).encode()).hexdigest()[:16]
        etag = f'W/"{tag}-{digest}"'
        headers = {"ETag": etag, "Cache-Control": "no-cache"}
        if is_current(request.headers.get("if-none-match"), etag):
            return Response(status_code=304, headers=headers)
        response = handler(request, store, site_of(store))
        if response.status_code == HTTPStatus.OK:
            response.headers.update(headers)
        return response


def _html(template: str, status: int = 200, **values: Any) -> Response:
    return HTMLResponse(render(f"{template}.html.jinja", **values), status)


def _wait(site: Site, what: str) -> Response:
    response = _html("wait", 503, site=site, what=what)
    response.headers.update({"Retry-After": "3", "Refresh": "3", "Cache-Control": "no-store"})
    return response


def _number(request: Request, name: str = "page") -> int:
    """Return a page's number, 1 for what is none."""
    text = request.query_params.get(name, "1")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 7 else 1


def home(_: Request, store: Store, site: Site) -> Response:
    """Show what is there, what is new, and where to look."""
    index = CATALOGUE.of(store, _PATIENCE)
    if index is None:
        return _wait(site, "The index of names and words")
    found = pairs.of(store, _PATIENCE) or {}
    return _html(
        "home",
        site=site,
        counts=tallies.of(store),
        articles=index.listed("article", size=_RECENT).entries,
        actors=index.listed("actor", size=2 * _RECENT).entries,
        events=index.listed("event", size=_RECENT).entries,
        contradictions=found.get("contradicts", ()),
        comparisons=sum(map(len, found.values())),
    )


def search(request: Request, store: Store, site: Site) -> Response:
    """Find things by their names and words."""
    text = request.query_params.get("q", "")[:500].strip()
    kind = request.query_params.get("kind", "")
    kind = kind if kind in KINDS else ""
    index = CATALOGUE.of(store, _PATIENCE)
    if index is None:
        return _wait(site, "The index of names and words")
    page = _number(request)
    hits = index.search(text, kind, page)
    return _html(
        "search", site=site, text=text, kind=kind, kinds=KINDS, hits=hits, page=page,
        size=PAGE_SIZE,
    )  # fmt: skip


def listing(kind: str) -> Handler:
    """Return the handler that lists all things of a kind."""

    def handler(request: Request, store: Store, site: Site) -> Response:
        index = CATALOGUE.of(store, _PATIENCE)
        if index is None:
            return _wait(site, "The index of names and words")
        page = _number(request)
        return _html(
            "listing", site=site, kind=kind, kinds=KINDS, hits=index.listed(kind, page), page=page,
            size=PAGE_SIZE,
        )  # fmt: skip

    return handler


def conflicts(request: Request, store: Store, site: Site) -> Response:
    """Show claims that contradict, refine, repeat or compare with each other."""
    found = pairs.of(store, _PATIENCE)
    if found is None:
        return _wait(site, "The list of comparisons")
    page = _number(request)
    view = conflicts_page.conflicts(found, request.query_params.get("relation", ""), page)
    return _html("conflicts", site=site, view=view, page=page, size=conflicts_page.PAGE_SIZE)


def statistics(request: Request, store: Store, site: Site) -> Response:
    """Show the figures, those that can be compared in charts."""
    groups = figures.of(store, _PATIENCE)
    if groups is None:
        return _wait(site, "The charts")
    page, size = _number(request), figures_page.PAGE_SIZE
    return _html(
        "statistics", site=site, groups=groups[(page - 1) * size : page * size],
        total=len(groups), page=page, size=size, area=figures_page,
    )  # fmt: skip


def curate(request: Request, store: Store, site: Site) -> Response:
    """Show what was decided, what was not met, and what is uncertain."""
    view = curation.of(store, _PATIENCE)
    if view is None:
        return _wait(site, "The state of curation")
    page, size = _number(request), curation_page.PAGE_SIZE
    some = view.open[(page - 1) * size : page * size]
    doubts = tuple(curation_page.doubts_of(store, site, some))
    return _html("curation", site=site, view=view, doubts=doubts, page=page, size=size)


def graph_view(request: Request, store: Store, site: Site) -> Response:
    """Draw what one thing is linked to."""
    iri = request.query_params.get("of", "")[:2000]
    facts = facts_of(store, site, iri) if iri else None
    if facts is None:
        return error_page(request, 404, "There is no such thing.")
    return _html("neighbourhood", site=site, view=neighbourhood(store, site, facts), facts=facts)


def validation(_: Request, store: Store, site: Site) -> Response:
    """Show what SHACL finds."""
    view = report.of(store, _PATIENCE)
    if view is None:
        return _wait(site, "The validation of every article")
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


def completion(_: Request, store: Store, site: Site) -> Response:
    """Return what the editor completes."""
    return JSONResponse(terms.of(store) or {"prefixes": site.prefixes, "terms": []})


def suggestions(request: Request, store: Store, site: Site) -> Response:
    """Return things whose names begin so, for the editor and the search box."""
    index = CATALOGUE.of(store, 0.5)
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


ROUTES: list[Route | Mount] = [
    Route("/", _page(home), name="home"),
    Route("/search", _page(search)),
    *(Route(f"/browse/{kind}s", _page(listing(kind))) for kind in KINDS),
    Route("/conflicts", _page(conflicts)),
    Route("/statistics", _page(statistics)),
    Route("/curation", _page(curate)),
    Route("/neighbourhood", _page(graph_view)),
    Route("/report", _page(validation)),
    Route("/workbench", _page(workbench), name="workbench"),
    Route("/workbench/terms.json", _page(completion)),
    Route("/workbench/things.json", _page(suggestions)),
    Route("/favicon.ico", favicon),
    Mount("/static", StaticFiles(directory=STATIC), name="static"),
]
