"""The page of one thing: which view and which template show things of its class."""

from collections.abc import Callable

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from triplewire import vocab
from triplewire.ask import fate_of
from triplewire.publish.web.pages.graph import Days, Facts, Site, facts_of, page_path, site_of
from triplewire.publish.web.pages.overviews import overviews_of
from triplewire.publish.web.pages.render import render
from triplewire.publish.web.pages.schema_org import linked_data
from triplewire.publish.web.pages.views import (
    actor_view,
    article_view,
    claim_view,
    dataset_linked,
    dataset_view,
    event_view,
    thing_view,
    tombstone_view,
)
from triplewire.store import Store

# What makes the HTML of one thing: called within ``generation.reading()``, in a worker thread.
Page = Callable[[Request, Store, str], Response]

_VIEWS: tuple[tuple[ox.NamedNode, str, Callable[[Store, Site, Facts], object]], ...] = (
    (vocab.SCHEMA_ARTICLE, "article", article_view),
    (vocab.CLAIM, "claim", claim_view),
    (vocab.SCHEMA_EVENT, "event", event_view),
    (vocab.ACTOR, "actor", actor_view),
    (vocab.SCHEMA_PLACE, "actor", actor_view),
    (vocab.SCHEMA_PERSON, "actor", actor_view),
    (vocab.SCHEMA_ORGANIZATION, "actor", actor_view),
    (vocab.FOAF_GROUP, "actor", actor_view),
    (vocab.SCHEMA_CREATIVE_WORK, "actor", actor_view),
)


def page_for(store: Store, iri: str) -> Page | None:
    """Return what renders the page of a thing, or None where things of its kind have no page."""
    if iri == f"{store.manifest.base}dataset":
        return dataset_page
    return thing_page if page_path(iri, store.manifest.base) else None


def dataset_page(request: Request, store: Store, iri: str) -> Response:
    """Return the page of the dataset with its downloads."""
    site, address = site_of(store), str(request.base_url)
    facts = facts_of(store, site, iri) or Facts(iri=iri, site=site, facts=())
    index = overviews_of(request).index.of(store)
    numbers = index.counts() if index else {}
    view = dataset_view(store, facts, numbers, request.app.state.settings.dumps)
    linked = dataset_linked(view, address)
    return HTMLResponse(
        render(
            "dataset.html.jinja", site=site, facts=facts, view=view, linked=linked, address=address
        )
    )


def thing_page(request: Request, store: Store, iri: str) -> Response:
    """Return the page of a thing that the store knows."""
    site = site_of(store)
    facts = facts_of(store, site, iri)
    # The index is asked for, and not waited for: without it the days are looked up one by one.
    index = overviews_of(request).index.of(store, 0)
    html = thing_html(
        store, site, facts or Facts(iri=iri, site=site, facts=()), index.days if index else None
    )
    return HTMLResponse(html)


def thing_html(store: Store, site: Site, facts: Facts, days: Days | None = None) -> str:
    """Return the HTML of the page of a thing; ``days`` knows the days of many things at once."""
    fitting = ((template, of) for kind, template, of in _VIEWS if facts.is_a(kind))
    template, view_of = next(fitting, ("thing", thing_view))
    fate = fate_of(store, facts.iri)
    if fate is not None:
        template = "tombstone"
        view: object = tombstone_view(store, site, fate)
    elif view_of is actor_view:
        view = actor_view(store, site, facts, days)
    else:
        view = view_of(store, site, facts)
    return render(
        f"{template}.html.jinja",
        site=site,
        facts=facts,
        view=view,
        linked=linked_data(store, facts),
    )
