"""A name that stands for nothing any more in; 301 to what has its place, or 410 with its document.

What is said of it may change with any build, so that no client is to keep the answer.
"""

import re

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from triplewire.ask import Fate, fate_of, successor_of
from triplewire.publish.web.http import Problem, best
from triplewire.publish.web.pages import page_for, page_path
from triplewire.publish.web.things.description import is_known
from triplewire.publish.web.things.documents import SUFFIXES, description, with_charset
from triplewire.store import Store

_RUN = re.compile(r"run/[0-9][0-9A-Za-z.+-]*-[0-9a-f]{16}")
_ANEW = "Each rebuild of an article names its run anew."
_PAGE = ".html"


def gone(request: Request, store: Store, iri: str, suffix: str) -> Response | None:
    """Return the answer for a name that is gone, by itself or with a suffix; None for all others.

    Raises: Problem when it is the name of a run that a later one has replaced, or when what is
    left of a name is not to be had in any form that the client takes.
    """
    base = store.manifest.base
    fate = fate_of(store, iri)
    if fate is None:
        if _RUN.fullmatch(iri.removeprefix(base)) and not is_known(store, iri):
            raise Problem(410, "Nothing here was made by this run any more.", hint=_ANEW)
        return None
    place = None if fate.withdrawn else _place(store, successor_of(store, iri))
    if place is not None:
        ending = f".{suffix}" if suffix else ""
        return RedirectResponse(f"{place}{ending}", 301, headers={"Cache-Control": "no-cache"})
    return _told(request, store, fate, suffix)


def _place(store: Store, iri: str | None) -> str | None:
    """Return the path of a thing of ours that something is said of; no other place is led to."""
    page = page_path(iri, store.manifest.base) if iri else None
    if iri is None or page is None or not is_known(store, iri):
        return None
    return page.removesuffix(_PAGE)


def _told(request: Request, store: Store, fate: Fate, suffix: str) -> Response:
    """Return what is left to say of a name, with the status that says that it is gone."""
    page = page_for(store, fate.iri)
    offers = [kind for ending, kind in SUFFIXES.items() if ending != "html" or page is not None]
    wanted = SUFFIXES[suffix] if suffix else best(request.headers.get("accept"), offers)
    if wanted is None or wanted not in offers:
        raise Problem(406, f"what is left of this is offered as {', '.join(offers)}")
    ending = next(ending for ending, kind in SUFFIXES.items() if kind == wanted)
    if page is not None and ending == "html":
        response = page(request, store, fate.iri)
    else:
        content = description(store, fate.iri, ending)
        response = Response(content, media_type=with_charset(wanted))
    response.status_code = 410
    links = [f'<{fate.iri}>; rel="{"describes" if suffix else "cite-as"}"']
    heir = page_path(fate.see, store.manifest.base) if fate.see else None
    if heir is not None:
        links.append(f'<{heir.removesuffix(_PAGE)}>; rel="successor-version"')
    headers = {"Cache-Control": "no-cache", "Vary": "Accept", "Link": ", ".join(links)}
    response.headers.update(headers)
    return response
