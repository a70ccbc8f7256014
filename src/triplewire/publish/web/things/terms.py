"""The path of a term of the vocabulary in; 303 to the document about it, or that document, out.

The names are the project's, and what stands here is this newsroom's copy of what they mean.
"""

from dataclasses import dataclass

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from triplewire import vocab
from triplewire.iris import PROJECT, digits_of
from triplewire.publish.vocabulary import (
    FORMS,
    NAMES,
    Document,
    Release,
    about,
    fingerprint,
    releases,
    written,
)
from triplewire.publish.web.http import Problem, best, is_current
from triplewire.publish.web.pages import vocabulary_href, vocabulary_response
from triplewire.publish.web.things.documents import with_charset


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What a path stands for: a document, or one of its terms. ``path`` has no suffix."""

    document: Document
    release: Release
    term: str | None
    iri: str
    path: str


def term_routes() -> list[Route]:
    """Return the routes of the vocabulary."""
    paths = [f"/{name}{rest}" for name in NAMES for rest in ("", ".{suffix}", "/{rest:path}")]
    return [*(Route(path, term, methods=["GET"]) for path in paths), *map(_to_ontology, _others())]


async def term(request: Request) -> Response:
    """Answer for a term or a document with 303, with a suffix by its bytes."""
    response: Response = await request.app.state.threads.run(request.scope, _answer, request)
    return response


def _answer(request: Request) -> Response:
    path = request.url.path.removeprefix("/")
    stem, dot, suffix = path.rpartition(".")
    if dot and suffix in FORMS:
        return _document(request, _found(stem), suffix)
    found = _found(path)
    suffix = _wanted(request)
    headers = {"Vary": "Accept", "Link": _links(found, "")}
    return RedirectResponse(f"{found.path}.{suffix}", 303, headers=headers)


def _wanted(request: Request) -> str:
    wanted = best(request.headers.get("accept"), FORMS.values())
    if wanted is None:
        raise Problem(406, f"a document is offered as {', '.join(FORMS.values())}")
    return next(ending for ending, kind in FORMS.items() if kind == wanted)


def _found(path: str) -> _Found:
    """Return what is at a path without its suffix.

    Raises: Problem when nothing of the vocabulary has this name.
    """
    name, _, rest = path.partition("/")
    with_it = [one for one in releases() if name in one.documents]
    for release in with_it:
        document, iri, term = release.documents[name], f"{PROJECT}{path}", None
        if not document.old and not rest:
            iri = document.iri
        elif not document.old and iri in document.terms.values():
            term = iri
        elif rest != document.version:
            continue
        place = f"/{path}".removesuffix("/")
        return _Found(document=document, release=release, term=term, iri=iri, path=place)
    known = ", ".join(release.documents[name].version for release in with_it)
    hint = f"all of it is at /{name}; versions: {known}" if known else "the ontology is at /ns"
    raise Problem(404, "the vocabulary has no such name", hint=hint)


def _document(request: Request, found: _Found, suffix: str) -> Response:
    etag = f'W/"{fingerprint()}-{digits_of(found.path, suffix)}"'
    if suffix == "html":
        # The frame of the page says what the graph is, and at which generation.
        etag = f'W/"{request.app.state.generation.tag}-{digits_of(found.path, fingerprint())}"'
    headers = {"ETag": etag, "Link": _links(found, suffix)}
    if is_current(request.headers.get("if-none-match"), etag):
        return Response(status_code=304, headers=headers)
    if suffix == "html":
        response = vocabulary_response(request, found.document, found.release, found.term)
    else:
        term, document = found.term, found.document
        content = about(document, term, suffix) if term else written(document, suffix)
        response = Response(content, media_type=with_charset(FORMS[suffix]))
    response.headers.update(headers)
    return response


def _links(found: _Found, suffix: str) -> str:
    """Return typed links, as things of the data have them.

    Source: https://signposting.org/FAIR/, RFC 5829 for the relations of versions
    """
    links = [f'<{found.iri}>; rel="cite-as"']
    if suffix:
        links.append(f'<{found.iri}>; rel="describes"')
    for ending, kind in FORMS.items():
        if ending not in {suffix, "html"}:
            relation = "describedby" if suffix in {"", "html"} else "alternate"
            links.append(f'<{found.path}.{ending}>; rel="{relation}"; type="{kind}"')
    if found.document.old:
        links.append(f'</{found.document.name}>; rel="latest-version"')
    head = ox.NamedNode(f"{PROJECT}ns")
    licences = found.release.documents["ns"].graph.iris(head, vocab.DCTERMS_LICENSE)
    return ", ".join([*links, *(f'<{licence}>; rel="license"' for licence in licences)])


def _others() -> list[str]:
    """Return the paths of what else the ontology says of the project's own things."""
    document = releases()[0].documents["ns"]
    ours = tuple(one.namespace for one in releases()[0].documents.values())
    named = (iri for iri in document.graph.subjects() if iri.startswith(PROJECT))
    return [
        iri.removeprefix(PROJECT)
        for iri in named
        if not iri.startswith(ours) and "/" in iri.removeprefix(PROJECT)
    ]


def _to_ontology(path: str) -> Route:
    async def lead(request: Request) -> Response:
        suffix = _wanted(request)
        headers = {"Vary": "Accept"}
        document = releases()[0].documents["ns"]
        return RedirectResponse(vocabulary_href(document, suffix), 303, headers=headers)

    return Route(f"/{path}", lead, methods=["GET"])
