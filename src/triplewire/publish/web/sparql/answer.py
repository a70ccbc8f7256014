"""A query as a request asks it in, its results over the current generation out."""

import asyncio
import gzip
import hashlib
from collections.abc import Coroutine
from contextlib import suppress
from dataclasses import dataclass

import pyoxigraph as ox
from starlette.concurrency import run_in_threadpool

from triplewire.ask import known_prefixes
from triplewire.iris import BASE
from triplewire.publish.web.generation import CurrentGeneration
from triplewire.publish.web.http import (
    Headers,
    Problem,
    Receive,
    Scope,
    Send,
    accepts_coding,
    header,
    is_current,
    respond,
    stream,
)
from triplewire.publish.web.settings import Settings
from triplewire.publish.web.sparql.cache import AnswerCache
from triplewire.publish.web.sparql.formats import choose, media_type
from triplewire.publish.web.sparql.guard import Plan, plan_of
from triplewire.publish.web.sparql.lookup import look_up
from triplewire.publish.web.sparql.protocol import Asked, query_of, read_query
from triplewire.publish.web.workers import Answer, Job, Pool
from triplewire.store import Store

# Seconds after which it is noticed that a client has gone.
_WATCH_AFTER = 0.2
# Bytes above which an answer is compressed, and above which that is done in a thread.
_COMPRESSED, _THREADED = 1 << 10, 64 << 10
# Characters above which a query is planned in a thread: that takes milliseconds.
_THREADED_TEXT = 8 << 10
_GZIPPED = (b"content-encoding", b"gzip")
# What a scope has when its answer was looked for already.
_LOOKED = "triplewire.looked"
# Requests that are remembered as prepared, and the longest of them.
_MOST_PREPARED, _LONGEST_PREPARED = 4_096, 2_048


@dataclass(frozen=True, slots=True)
class PreparedQuery:
    """A query that was read, planned and negotiated: all that does not depend on the data.

    ``digest`` is the rest of the ETag after the generation's; empty where answers may differ.
    """

    plan: Plan
    asked: Asked
    form: str
    digest: str
    headers: Headers


class Sparql:
    """Answers queries over the current generation."""

    def __init__(self, generation: CurrentGeneration, pool: Pool, settings: Settings) -> None:
        self._generation = generation
        self._pool = pool
        self._settings = settings
        self._base = ""
        self._prefixes: dict[str, str] = {}
        self._prepared: dict[tuple[bytes, bytes | None], PreparedQuery] = {}
        self._cache = AnswerCache()

    def ready(self, scope: Scope) -> PreparedQuery | None:
        """Return the query of a GET, None where that takes long, or is no query, or is had already.

        What is wrong with a query, the application says.
        """
        prepared = self._prepared.get((scope["query_string"], _accept(scope)))
        longest = min(_LONGEST_PREPARED, self._settings.query_size)
        if prepared is None and 0 < len(scope["query_string"]) <= longest:
            with suppress(Problem):
                asked = query_of(scope["query_string"])
                if asked.text is not None:
                    prepared = self._prepare(scope, asked, plan_of(asked.text, self._known()))
        if prepared is None or not prepared.digest or header(scope, b"if-none-match"):
            return None
        return prepared

    def answer(self, scope: Scope, known: PreparedQuery) -> tuple[Headers, bytes] | None:
        """Return headers and body of the answer to a query, None where a worker is needed.

        What was looked for in vain is noted in the scope, and not looked for again.
        """
        with self._generation.tagged() as (store, tag):
            etag = f'W/"{tag}-{known.digest}"'
            body = self._found(scope, store, known, etag)
        if body is None:
            scope[_LOOKED] = True
        if body is None or len(body) > _THREADED:
            return None
        headers = _validated(known.headers, etag)
        if len(body) > _COMPRESSED and _takes_gzip(scope):
            return [*headers, _GZIPPED], gzip.compress(body, 5)
        return headers, body

    async def get(self, scope: Scope, receive: Receive, send: Send) -> bool:
        """Answer a GET whose like was answered before; say whether this is one."""
        prepared = self._prepared.get((scope["query_string"], _accept(scope)))
        if prepared is None:
            return False
        arrived = asyncio.get_running_loop().time()
        await self._query(scope, receive, send, prepared, arrived)
        return True

    async def query(self, scope: Scope, receive: Receive, send: Send, asked: Asked) -> None:
        """Answer a query.

        Raises: Problem as long as nothing has been sent; BrokenAnswerError later on.
        """
        arrived = asyncio.get_running_loop().time()
        text = asked.text or ""
        if len(text.encode()) > self._settings.query_size:
            raise Problem(413, f"the query is longer than {self._settings.query_size} bytes")
        known = self._known()
        if len(text) > _THREADED_TEXT:
            plan = await run_in_threadpool(plan_of, text, known)
        else:
            plan = plan_of(text, known)
        await self._query(scope, receive, send, self._prepare(scope, asked, plan), arrived)

    def _prepare(self, scope: Scope, asked: Asked, plan: Plan) -> PreparedQuery:
        """Return a query as it is answered, and keep it for the next request that is the same."""
        form = choose(plan.kind, header(scope, b"accept"), asked.form)
        for iri in (*asked.default, *asked.named):
            try:
                ox.NamedNode(iri)
            except ValueError as error:
                raise Problem(400, f"not the IRI of a graph: {iri[:200]!r}") from error
        headers = [
            (b"content-type", media_type(plan.kind, form).encode()),
            (b"vary", b"Accept, Accept-Encoding"),
        ]
        digest = "" if plan.volatile else _digest(asked, form)
        prepared = PreparedQuery(plan, asked, form, digest, headers)
        if scope["method"] == "GET" and len(scope["query_string"]) <= _LONGEST_PREPARED:
            if len(self._prepared) >= _MOST_PREPARED:
                self._prepared.clear()
            self._prepared[scope["query_string"], _accept(scope)] = prepared
        return prepared

    async def _query(
        self, scope: Scope, receive: Receive, send: Send, prepared: PreparedQuery, arrived: float
    ) -> None:
        headers = prepared.headers
        with self._generation.tagged() as (store, tag):
            etag = f'W/"{tag}-{prepared.digest}"' if prepared.digest else ""
            if etag:
                headers = _validated(headers, etag)
                if is_current(header(scope, b"if-none-match"), etag):
                    await respond(send, 304, headers, b"")
                    return
            body = None if _LOOKED in scope else self._found(scope, store, prepared, etag)
            if body is None:
                job = _job(store.path.name, prepared)
                client = (scope.get("client") or ("",))[0]
                light = prepared.plan.light
                running = self._pool.run(job, client, arrived, light=light)
                answer = await _unless_gone(receive, running)
            else:
                answer = Answer(body, None, _nothing)
        try:
            if answer.rest is not None:
                await stream(send, headers, answer.head, answer.rest, compressed=_takes_gzip(scope))
                return
            if etag:
                self._cache.put(etag, answer.head)
            await _send_whole(scope, send, headers, answer.head)
        finally:
            answer.end()

    def _found(
        self, scope: Scope, store: Store, prepared: PreparedQuery, etag: str
    ) -> bytes | None:
        """Return an answer that was kept, or that the server finds itself; it is kept then."""
        body = self._cache.get(etag) if etag and not _asks_anew(scope) else None
        if body is None and not prepared.asked.default and not prepared.asked.named:
            # A text that Oxigraph refuses goes to a worker, which finds the place.
            with suppress(SyntaxError, ValueError):
                body = look_up(store, prepared.plan, prepared.form)
            if body is not None:
                self._pool.outcomes["looked_up"] += 1
                if etag:
                    self._cache.put(etag, body)
        return body

    def _known(self) -> dict[str, str]:
        """Return the prefixes of the generation's base; forget what was prepared with others."""
        with self._generation.reading() as store:
            base = store.manifest.base or BASE
        if self._base != base:
            self._base, self._prefixes = base, known_prefixes(base)
            self._prepared.clear()
        return self._prefixes


async def read_and_query(
    sparql: Sparql, scope: Scope, receive: Receive, send: Send, most: int
) -> Asked | None:
    """Answer a request to the endpoint; return what it asks when it carries no query.

    Raises: Problem, BrokenAnswerError.
    """
    if scope["method"] == "GET" and await sparql.get(scope, receive, send):
        return None
    asked = await read_query(scope, receive, most)
    if asked.text is None:
        return asked
    await sparql.query(scope, receive, send, asked)
    return None


async def _send_whole(scope: Scope, send: Send, headers: Headers, body: bytes) -> None:
    if len(body) > _COMPRESSED and _takes_gzip(scope):
        headers = [*headers, _GZIPPED]
        if len(body) > _THREADED:
            body = await run_in_threadpool(gzip.compress, body, 5)
        else:
            body = gzip.compress(body, 5)
    await respond(send, 200, headers, body)


async def _unless_gone(receive: Receive, running: Coroutine[None, None, Answer]) -> Answer:
    """Return a worker's answer; give up when the client goes away meanwhile."""
    task = asyncio.ensure_future(running)
    try:
        done, _ = await asyncio.wait({task}, timeout=_WATCH_AFTER)
        if not done:
            await _watch(receive, task)
        return await task
    finally:
        if not task.done():
            task.cancel()


async def _watch(receive: Receive, task: "asyncio.Task[Answer]") -> None:
    gone = asyncio.ensure_future(_disconnected(receive))
    try:
        await asyncio.wait({task, gone}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        gone.cancel()
    if not task.done():
        task.cancel()
        raise Problem(400, "the client has gone")


async def _disconnected(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _validated(headers: Headers, etag: str) -> Headers:
    return [*headers, (b"etag", etag.encode()), (b"cache-control", b"no-cache")]


def _job(generation: str, prepared: PreparedQuery) -> Job:
    """Return the job for a query; a dataset of the request takes the place of the query's own."""
    asked = prepared.asked
    return Job(
        generation=generation,
        text=prepared.plan.text,
        form=prepared.form,
        default=asked.default,
        named=asked.named,
    )


def _digest(asked: Asked, form: str) -> str:
    parts = (asked.text or "", form, *asked.default, "", *asked.named)
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:24]


def _accept(scope: Scope) -> bytes | None:
    return next((value for name, value in scope["headers"] if name == b"accept"), None)


def _takes_gzip(scope: Scope) -> bool:
    return accepts_coding(header(scope, b"accept-encoding"), "gzip")


def _asks_anew(scope: Scope) -> bool:
    return "no-" in (header(scope, b"cache-control") or "")


def _nothing() -> None:
    """Free nothing: no worker was asked."""
