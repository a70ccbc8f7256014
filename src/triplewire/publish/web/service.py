"""The small documents of a server: its health, its metrics, what robots should read."""

from xml.sax.saxutils import escape

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from triplewire.publish.web.generation import events
from triplewire.publish.web.http import Problem, best
from triplewire.publish.web.pages import overviews_of, page_for
from triplewire.publish.web.things import SUFFIXES

_SITEMAP = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
# The protocol of sitemaps allows so many addresses in one file.
_MOST_ADDRESSES = 50_000


async def health(request: Request) -> Response:
    """Say how the server is: 200 when it can answer, 503 when no worker is alive."""
    state = request.app.state
    pool = state.pool.state()
    ready = state.pool.readiness
    body = {
        "status": "ok" if pool["workers"] else "no worker is alive",
        "generation": state.generation.tag,
        "fault": state.generation.fault or None,
        "build": state.broadcaster.last_failure or None,
        **pool,
        "workers_without_network": bool(ready and ready.network),
        "workers_with_memory_limit": bool(ready and ready.memory),
    }
    return JSONResponse(body, 200 if pool["workers"] else 503, {"Cache-Control": "no-store"})


async def metrics(request: Request) -> Response:
    """Return what was counted, for Prometheus."""
    state = request.app.state
    text = state.metrics.text(state.pool.outcomes, state.pool.state())
    return Response(text, media_type="text/plain; version=0.0.4; charset=utf-8")


async def robots(request: Request) -> Response:
    """Let robots read the documents, not ask queries."""
    lines = ["User-agent: *"]
    lines += [f"Disallow: /{path}" for path in ("sparql", "graph-store", "search", "events")]
    lines += [f"Sitemap: {request.base_url}sitemap.xml", ""]
    return PlainTextResponse("\n".join(lines))


async def sitemap(request: Request) -> Response:
    """Return the index of the sitemaps, or one of them."""
    response: Response = await request.app.state.threads.run(request.scope, _sitemap, request)
    return response


async def void(request: Request) -> Response:
    """Lead to the description of the dataset.

    Source: RFC 5785 and W3C VoID, section 7.2.
    """
    kinds = {kind: suffix for suffix, kind in SUFFIXES.items() if suffix != "html"}
    kind = best(request.headers.get("accept"), kinds) or "text/turtle"
    return RedirectResponse(f"/dataset.{kinds[kind]}", 303, {"Vary": "Accept"})


def plain_routes() -> list[Route]:
    """Return the routes of the small documents."""
    return [
        Route("/health", health),
        Route("/metrics", metrics),
        Route("/events", events),
        Route("/robots.txt", robots),
        Route("/sitemap.xml", sitemap),
        Route("/sitemap-{number:int}.xml", sitemap),
        Route("/.well-known/void", void),
    ]


def _sitemap(request: Request) -> Response:
    with request.app.state.generation.reading() as store:
        index = overviews_of(request).index.of(store)
        if index is None:
            raise Problem(503, "the index is being made", headers={"Retry-After": "3"})
        count = -(-index.page_count() // _MOST_ADDRESSES) or 1
        number = request.path_params.get("number")
        if number is None:
            kind, items = "sitemapindex", [f"sitemap-{at}.xml" for at in range(1, count + 1)]
        elif 1 <= number <= count:
            paths = index.pages((number - 1) * _MOST_ADDRESSES, _MOST_ADDRESSES)
            base = store.manifest.base
            suffix = ".html" if paths and page_for(store, base + paths[0]) else ""
            kind, items = "urlset", [f"{path}{suffix}" for path in paths]
        else:
            raise Problem(404, f"there are {count} sitemaps")
    inner = "sitemap" if number is None else "url"
    base = escape(str(request.base_url))
    body = "".join(f"<{inner}><loc>{base}{escape(item)}</loc></{inner}>\n" for item in items)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return Response(f"{head}<{kind} {_SITEMAP}>\n{body}</{kind}>\n", media_type="application/xml")
