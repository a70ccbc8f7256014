"""The pages for people: routes of their own, and the page of a thing."""

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from triplewire.store import Store

# What makes the HTML of one thing: called within ``holding.reading()``, in a worker thread.
Page = Callable[[Request, Store, str], Response]

# Mounted before the documents of things: /, /search, /conflicts, /workbench, /static/…
PAGES: list[Route] = []


def page_for(store: Store, iri: str) -> Page | None:  # noqa: ARG001
    """Return what renders the page of a thing, or None where things of its kind have no page."""
    return None
