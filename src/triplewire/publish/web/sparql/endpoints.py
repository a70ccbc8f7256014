"""The protocols of SPARQL 1.1 as ASGI applications: queries, and graphs to be read."""

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import QueryParams

from triplewire.publish.web.generation import CurrentGeneration
from triplewire.publish.web.http import Problem, Receive, Scope, Send, best, header, refuse, respond
from triplewire.publish.web.settings import Settings
from triplewire.publish.web.sparql.answer import Sparql, read_and_query
from triplewire.publish.web.sparql.description import description
from triplewire.publish.web.sparql.formats import choose, media_type
from triplewire.publish.web.sparql.protocol import Asked

_ALL = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
_HTML = "text/html"


class QueryEndpoint:
    """Answers the SPARQL 1.1 Protocol; a bare GET returns the service description."""

    def __init__(self, sparql: Sparql, generation: CurrentGeneration, settings: Settings) -> None:
        self._sparql = sparql
        self._generation = generation
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        try:
            most = self._settings.body
            asked = await read_and_query(self._sparql, scope, receive, send, most)
            if asked is not None:
                await self._describe(scope, send, asked)
        except Problem as problem:
            await refuse(send, problem)

    async def _describe(self, scope: Scope, send: Send, asked: Asked) -> None:
        accept = header(scope, b"accept")
        if not asked.form and best(accept, ["text/turtle", _HTML]) == _HTML:
            headers = [(b"location", b"/workbench"), (b"vary", b"Accept")]
            await respond(send, 303, headers, b"")
            return
        form = choose("triples", accept, asked.form)
        with self._generation.tagged() as (store, tag):
            # In a thread: a store may have a hundred thousand graphs.
            body = await run_in_threadpool(description, store, _address(scope), form)
        headers = [
            (b"content-type", media_type("triples", form).encode()),
            (b"vary", b"Accept"),
            (b"etag", f'W/"{tag}-sd-{form}"'.encode()),
            (b"cache-control", b"no-cache"),
        ]
        await respond(send, 200, headers, body)


class GraphStore:
    """Answers the reading half of the SPARQL 1.1 Graph Store HTTP Protocol."""

    def __init__(self, sparql: Sparql, generation: CurrentGeneration) -> None:
        self._sparql = sparql
        self._generation = generation

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        try:
            await self._read(scope, receive, send)
        except Problem as problem:
            await refuse(send, problem)

    async def _read(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] not in {"GET", "HEAD"}:
            allow = {"Allow": "GET, HEAD, OPTIONS"}
            raise Problem(405, "this graph store is read-only", headers=allow)
        fields = QueryParams(scope["query_string"])
        names, whole = fields.getlist("graph"), "default" in fields
        if len(names) + whole != 1:
            raise Problem(400, "name one graph", hint="?default, or ?graph=<its IRI>")
        graphs: tuple[str, ...] = ()
        if not whole:
            with self._generation.reading() as store:
                if store.hides(names[0]) or not store.has_graph(names[0]):
                    raise Problem(404, "there is no such graph", hint="GET /sparql lists them")
            graphs = (names[0],)
        asked = Asked(text=_ALL, default=graphs, named=(), form=fields.get("format"))
        await self._sparql.query(scope, receive, send, asked)


def _address(scope: Scope) -> str:
    """Return the endpoint's own address, as the client wrote it."""
    host = header(scope, b"host") or "localhost"
    return f"{scope['scheme']}://{host}{scope['path']}"
