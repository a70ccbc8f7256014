"""The SPARQL 1.1 Protocol: an HTTP request with a query in, its results or an honest error out."""

import asyncio
import hashlib
from contextlib import suppress

import pyoxigraph as ox

from triplewire.ask.terms import known_prefixes
from triplewire.iris import BASE
from triplewire.publish.web.formats import choose, media_type
from triplewire.publish.web.guard import Plan, plan_of
from triplewire.publish.web.holding import Holding
from triplewire.publish.web.lookup import look_up
from triplewire.publish.web.pool import Answer, Pool
from triplewire.publish.web.problem import Problem
from triplewire.publish.web.request import Asked, Receive, Scope, header
from triplewire.publish.web.respond import Send, respond, stream
from triplewire.publish.web.settings import Settings
from triplewire.publish.web.wire import Job

# Seconds after which it is noticed that a client has gone.
_WATCH_AFTER = 0.2


class Sparql:
    """Answers queries over the current generation."""

    def __init__(self, holding: Holding, pool: Pool, settings: Settings) -> None:
        self._holding = holding
        self._pool = pool
        self._settings = settings
        self._prefixes: tuple[str, dict[str, str]] = ("", {})

    async def query(self, scope: Scope, receive: Receive, send: Send, asked: Asked) -> None:
        """Answer a query.

        Raises: Problem as long as nothing has been sent; BrokenAnswerError later on.
        """
        text = asked.text or ""
        if len(text.encode()) > self._settings.query_size:
            raise Problem(413, f"the query is longer than {self._settings.query_size} bytes")
        with self._holding.held() as (store, tag):
            prefixes = self.prefixes(store.manifest.base or BASE)
            plan = plan_of(text, prefixes)
            form = choose(plan.kind, header(scope, b"accept"), asked.form)
            headers = {"content-type": media_type(plan.kind, form), "vary": "Accept"}
            if not plan.volatile:
                headers |= {"etag": _etag(tag, asked, form), "cache-control": "no-cache"}
                if headers["etag"] in (header(scope, b"if-none-match") or ""):
                    await respond(send, 304, headers, b"")
                    return
            if not asked.default and not asked.named:
                with suppress(SyntaxError, ValueError):
                    # A text that Oxigraph refuses goes to a worker, which finds the place.
                    body = look_up(store, plan, form, prefixes)
                    if body is not None:
                        self._pool.outcomes["looked_up"] += 1
                        await respond(send, 200, headers, body)
                        return
            job = _job(store.path.name, plan, asked, form)
            answer = await self._answer(scope, receive, job, light=plan.light)
        try:
            if answer.rest is None:
                await respond(send, 200, headers, answer.head)
            else:
                await stream(send, 200, headers, answer.head, answer.rest)
        finally:
            answer.end()

    def prefixes(self, base: str) -> dict[str, str]:
        """Return the prefixes that a query need not declare."""
        if self._prefixes[0] != base:
            self._prefixes = (base, known_prefixes(base))
        return self._prefixes[1]

    async def _answer(self, scope: Scope, receive: Receive, job: Job, *, light: bool) -> Answer:
        """Return the answer; give up when the client goes away meanwhile."""
        client = (scope.get("client") or ("",))[0]
        task = asyncio.ensure_future(self._pool.run(job, client, light=light))
        try:
            done, _ = await asyncio.wait({task}, timeout=_WATCH_AFTER)
            if not done:
                await self._watch(receive, task)
            return await task
        finally:
            if not task.done():
                task.cancel()

    async def _watch(self, receive: Receive, task: "asyncio.Task[Answer]") -> None:
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


def _job(generation: str, plan: Plan, asked: Asked, form: str) -> Job:
    """Return the job for a query; a dataset of the request takes the place of the query's own."""
    asks = bool(asked.default or asked.named)
    for iri in (*asked.default, *asked.named):
        try:
            ox.NamedNode(iri)
        except ValueError as error:
            raise Problem(400, f"not the IRI of a graph: {iri[:200]!r}") from error
    return Job(
        generation=generation,
        text=plan.text,
        form=form,
        graphs=plan.graphs,
        default=asked.default if asks else plan.default,
        named=asked.named if asks else plan.named,
    )


def _etag(tag: str, asked: Asked, form: str) -> str:
    parts = (asked.text or "", form, *asked.default, "", *asked.named)
    digest = hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
    return f'W/"{tag}-{digest[:24]}"'
