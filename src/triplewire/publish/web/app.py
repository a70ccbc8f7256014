"""A store's folder and settings in, the ASGI application out.

What other modules may rely on:

- ``request.app.state.holding`` is the ``Holding``: ``with holding.reading() as store:``;
  ``holding.tag`` names the generation (use it in ETags).
- ``request.app.state.settings`` are the ``Settings``.
- ``GET /events`` is a stream of server-sent events: ``event: generation`` with the tag as data
  (at once, and again whenever a build has switched), ``event: building`` when a build begins and
  ``event: failed`` with what it said as data (JSON: ``{"message": …}``).
- ``GET /<path of a thing>`` answers 303 to ``<path>.html``, ``.ttl``, ``.jsonld``, ``.nt``, … by
  Accept. The thing's IRI is the store's base and that path. ``.html`` calls ``pages.page_for`` and
  is offered where that returns something.
- Headers (Link, ETag, Vary, CORS, security) are added here, so a page sets none of them. The
  content security policy is ``default-src 'self'``: no inline script or style; a page that needs
  them serves files from /static/.
- Routes of ``pages.PAGES`` come first but for /sparql, /health, /metrics, /events.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette

from triplewire.publish.web.holding import Holding
from triplewire.publish.web.pages import PAGES
from triplewire.publish.web.problem import Problem, problem_response
from triplewire.publish.web.settings import Settings
from triplewire.publish.web.things import thing_routes


def create_app(folder: Path, settings: Settings) -> Starlette:
    """Return the application that serves a store.

    Raises: StoreError when the folder holds no store.
    """
    holding = Holding(folder)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        holding.close()

    app = Starlette(
        routes=[*PAGES, *thing_routes()],
        exception_handlers={Problem: problem_response},
        lifespan=lifespan,
    )
    app.state.holding = holding
    app.state.settings = settings
    return app
