"""A store's folder and settings in, the ASGI application out.

What other modules may rely on:

- ``request.app.state.generation`` is the ``CurrentGeneration``:
  ``with generation.reading() as store:``; its ``tag`` names it (use that in ETags).
- ``request.app.state.settings`` are the ``Settings``.
- ``request.app.state.overviews`` are what this application keeps of the whole graph. Nothing that
  it keeps is held by a module, so that two applications in one process share nothing.
- ``GET /events`` is a stream of server-sent events: ``event: generation`` with the tag as data
  (at once, and again whenever a build has switched), ``event: building`` when a build begins and
  ``event: failed`` with what it said as data (JSON: ``{"message": …}``).
- ``GET /<path of a thing>`` answers 303 to ``<path>.html``, ``.ttl``, ``.jsonld``, ``.nt``, … by
  Accept. The thing's IRI is the store's base and that path. ``.html`` calls ``pages.page_for`` and
  is offered where that returns something.
- Headers (Link, ETag, Vary, CORS, security) are added here, so a page sets none of them. The
  content security policy is ``default-src 'self'``: no inline script or style; a page that needs
  them serves files from /static/.
- ``/ns``, ``/concept/…``, ``/shapes`` and ``/rule/…`` answer with this program's copy of what the
  project's names mean, whatever the store's base is.
- Routes of ``pages.page_routes`` come first but for /sparql, /health, /metrics, /events.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware

from triplewire.publish.web.generation import Broadcaster, CurrentGeneration, Watcher
from triplewire.publish.web.http import (
    App,
    AtOnce,
    Clients,
    Door,
    FairSlots,
    FairThreads,
    Gateway,
    Metrics,
    Problem,
    Receive,
    Scope,
    Send,
    accepts_coding,
    header,
)
from triplewire.publish.web.pages import Overviews, page_routes, problem_response
from triplewire.publish.web.service import plain_routes
from triplewire.publish.web.settings import Settings
from triplewire.publish.web.sparql import GraphStore, QueryEndpoint, Sparql
from triplewire.publish.web.things import downloads, term_routes, thing_routes
from triplewire.publish.web.workers import Pool


def create_app(folder: Path, settings: Settings) -> Starlette:
    """Return the application that serves a store.

    Raises: StoreError when the folder holds no store.
    """
    generation = CurrentGeneration(folder)
    pool, broadcaster, metrics = Pool(folder, settings), Broadcaster(generation), Metrics()
    clients, overviews, door = Clients(settings.proxies), Overviews(), Door(settings)
    sparql = Sparql(generation, pool, settings)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        await pool.start()
        tasks = [asyncio.create_task(broadcaster.watch())]
        if settings.source is not None:
            apart = () if settings.dumps is None else (settings.dumps,)
            watcher = Watcher(settings.source, folder, broadcaster, apart)
            tasks.append(asyncio.create_task(watcher.follow()))
        app.state.announce()
        yield
        for task in tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        await pool.stop()
        overviews.close()
        generation.close()

    app = Starlette(
        routes=[*plain_routes(), *page_routes(), *term_routes(), *thing_routes()],
        middleware=[
            Middleware(Gateway, metrics, clients, door, _protocols(generation, sparql, settings)),
            Middleware(_Compression, minimum_size=1024, compresslevel=5),
        ],
        exception_handlers={
            Problem: problem_response,
            HTTPException: problem_response,
            Exception: problem_response,
        },
        lifespan=lifespan,
    )
    app.state.generation = generation
    app.state.settings = settings
    app.state.overviews = overviews
    app.state.pool = pool
    app.state.broadcaster = broadcaster
    app.state.clients = clients
    app.state.connections = FairSlots(settings.connections)
    app.state.threads = FairThreads()
    app.state.metrics = metrics
    app.state.at_once = AtOnce(door, metrics, {"/sparql": sparql})
    app.state.announce = lambda: None
    return app


class _Compression(GZipMiddleware):
    """Compresses for those who take that; Starlette's own looks for the bare word."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and accepts_coding(header(scope, b"accept-encoding"), "gzip"):
            await super().__call__(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def _protocols(generation: CurrentGeneration, sparql: Sparql, settings: Settings) -> dict[str, App]:
    endpoint = QueryEndpoint(sparql, generation, settings)
    graphs = GraphStore(sparql, generation)
    direct: dict[str, App] = {"/sparql": endpoint, "/sparql/": endpoint, "/graph-store": graphs}
    if settings.dumps is not None:
        # Past the compression: files may be large, and are there as gzip too.
        direct["/dumps/"] = downloads(settings.dumps)
    return direct
