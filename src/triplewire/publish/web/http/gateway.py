"""An application in; the same behind a check of Host, with CORS and security headers, out."""

import asyncio
import re
import time
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from contextlib import suppress
from typing import Any, Protocol
from urllib.parse import unquote_to_bytes

from triplewire.publish.web.http.clients import Clients
from triplewire.publish.web.http.metrics import Metrics
from triplewire.publish.web.http.origins import METHODS, Origins
from triplewire.publish.web.http.problem import BrokenAnswerError, Problem
from triplewire.publish.web.http.request import Receive, Scope
from triplewire.publish.web.http.respond import Headers, Send, refuse, respond
from triplewire.publish.web.settings import Settings

App = Callable[[Scope, Receive, Send], Awaitable[None]]
Given = Callable[[tuple[Headers, bytes] | None], None]

POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
_ALWAYS = (
    (b"content-security-policy", POLICY.encode()),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
)
_ASKED = ("/sparql", "/graph-store")
# Requests that are answered together; others have their turn before the next ones.
_TOGETHER = 64
_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[^\[\]:]+)(?::\d{0,5})?")


class Door:
    """Who may come in, and what every answer says of that.

    ``settings`` say under which names the server may be asked, none standing for all, and whose
    pages may read it. A server on the loopback address is asked by name only, so that a foreign
    page whose name was pointed at this machine (DNS rebinding) reads nothing.
    """

    def __init__(self, settings: Settings) -> None:
        self._hosts = frozenset(host.lower() for host in settings.hosts)
        self._origins = Origins(settings.origins)

    def headers(self, scope: Scope) -> Headers:
        """Return the headers that every answer to a request has."""
        return [*_ALWAYS, *self._origins.headers(scope)]

    def preflight(self, scope: Scope) -> Headers:
        """Return what an OPTIONS request is told beside them."""
        return self._origins.preflight(scope)

    def problem(self, scope: Scope) -> Problem | None:
        """Return why a request is not even looked at."""
        hosts = [value for name, value in scope["headers"] if name == b"host"]
        if len(hosts) > 1 or (not hosts and scope["http_version"] == "1.1"):
            return Problem(400, "a request has one Host header")
        host = hosts[0].decode("latin-1") if hosts else ""
        if not _is_text(scope["raw_path"]):
            return Problem(400, "the address is not percent-encoded UTF-8")
        if self._hosts and _name(host) not in self._hosts:
            return Problem(421, "this server does not answer to that name", hint="see --allow-host")
        asks = scope["path"].startswith(_ASKED) and (scope["query_string"] or not _reads(scope))
        if self._origins.refuses(scope, costly=bool(asks)):
            return Problem(403, "a page of another site may not ask this", hint="see --cors")
        return None


class Ready(Protocol):
    """Answers what needs no waiting, in two steps, since many requests take each together."""

    def ready(self, scope: Scope) -> Any:
        """Return what is known of a request, None for one that the application is to answer."""

    def answer(self, scope: Scope, known: Any) -> tuple[Headers, bytes] | None:
        """Return headers and body of a 200, None where the application is to answer after all."""


class AtOnce:
    """Answers what needs no waiting before it becomes a task of its own, which costs as much.

    Requests that arrive together are answered together: each step is several times as fast when the
    processor has its code at hand. ``answers`` are by path.
    """

    def __init__(self, door: Door, metrics: Metrics, answers: Mapping[str, Ready]) -> None:
        self._door = door
        self._metrics = metrics
        self._answers = answers
        self._waiting: list[tuple[Scope, Any, Given]] = []

    def take(self, scope: Scope, give: Given) -> bool:
        """Say whether a request may be answered at once; then ``give`` is called, soon.

        It is given the headers and the body of a 200, None for all other answers.
        """
        answers = self._answers.get(scope["path"])
        if answers is None or scope["method"] != "GET" or self._door.problem(scope) is not None:
            return False
        known = answers.ready(scope)
        if known is None:
            return False
        if not self._waiting:
            asyncio.get_running_loop().call_soon(self._answer)
        self._waiting.append((scope, known, give))
        return True

    def _answer(self) -> None:
        some, self._waiting = self._waiting[:_TOGETHER], self._waiting[_TOGETHER:]
        if self._waiting:
            asyncio.get_running_loop().call_soon(self._answer)
        begin = time.perf_counter()
        found = [self._found(scope, known) for scope, known, _ in some]
        each = (time.perf_counter() - begin) / len(some)
        for (scope, _, give), answer in zip(some, found, strict=True):
            if answer is None:
                give(None)
                continue
            headers, body = answer
            self._metrics.count(scope["path"], 200, each)
            length = (b"content-length", b"%d" % len(body))
            give(([*headers, length, *self._door.headers(scope)], body))

    def _found(self, scope: Scope, known: Any) -> tuple[Headers, bytes] | None:
        # What cannot be read costs one request alone: the application says so.
        with suppress(RuntimeError, OSError):
            return self._answers[scope["path"]].answer(scope, known)
        return None


class Gateway:
    """Stands before everything else; ``door`` says who may come in.

    ``direct`` are applications by path that are called without the router and what stands before
    it.
    """

    def __init__(
        self, app: App, metrics: Metrics, clients: Clients, door: Door, direct: Mapping[str, App]
    ) -> None:
        self._app = app
        self._clients = clients
        self._direct = direct
        self._metrics = metrics
        self._door = door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begin, status = time.perf_counter(), 0
        scope["client"] = (self._clients.of(scope), 0)

        async def sending(message: MutableMapping[str, Any]) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message.get("headers", ()), *self._door.headers(scope)]
            await send(message)

        try:
            problem = self._door.problem(scope)
            if problem is not None:
                await refuse(sending, problem)
            elif scope["method"] == "OPTIONS":
                allow = (b"allow", METHODS)
                await respond(sending, 204, [allow, *self._door.preflight(scope)], b"")
            else:
                await self._of(scope["path"])(scope, receive, sending)
        except BrokenAnswerError:
            # Returning without the end of the response makes uvicorn break the connection.
            status = 0
        finally:
            self._metrics.count(scope["path"], status, time.perf_counter() - begin)

    def _of(self, path: str) -> App:
        found = self._direct.get(path)
        if found is None and path.startswith("/dumps/"):
            found = self._direct.get("/dumps/")
        return self._app if found is None else found


def _is_text(path: bytes) -> bool:
    """Say whether a path stands for text, and for none that ends before its end."""
    if b"%" not in path and b"\0" not in path and path.isascii():
        return True
    found = unquote_to_bytes(path)
    try:
        found.decode()
    except UnicodeDecodeError:
        return False
    return b"\0" not in found


def _reads(scope: Scope) -> bool:
    return scope["method"] in {"GET", "HEAD"}


def _name(host: str) -> str | None:
    """Return a Host header without its port, None where it is no name of a host."""
    found = _HOST.fullmatch(host.lower())
    return found and found[1]
