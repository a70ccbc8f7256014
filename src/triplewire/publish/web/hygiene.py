"""An application in; the same behind a check of Host, with CORS and security headers, out."""

import time
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any

from triplewire.publish.web.metrics import Metrics
from triplewire.publish.web.pool import BrokenAnswerError
from triplewire.publish.web.problem import Problem
from triplewire.publish.web.request import Receive, Scope, header
from triplewire.publish.web.respond import Send, respond

App = Callable[[Scope, Receive, Send], Awaitable[None]]

POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
_ALWAYS = [
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"ETag, Link, Retry-After"),
    (b"content-security-policy", POLICY.encode()),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
]
_METHODS = b"GET, HEAD, POST, OPTIONS"
_PREFLIGHT = [
    (b"access-control-allow-methods", _METHODS),
    (b"access-control-allow-headers", b"Accept, Cache-Control, Content-Type, If-None-Match"),
    (b"access-control-max-age", b"86400"),
    (b"allow", _METHODS),
]


class Hygiene:
    """Stands before everything else.

    ``hosts`` are the names that a request may call the server by; none stands for all. A server on
    the loopback address is asked by name only, so that a foreign page whose name was pointed at
    this machine (DNS rebinding) reads nothing. ``direct`` are applications by path that are called
    without the router and what stands before it.
    """

    def __init__(
        self, app: App, metrics: Metrics, hosts: tuple[str, ...], direct: Mapping[str, App]
    ) -> None:
        self._app = app
        self._direct = direct
        self._metrics = metrics
        self._hosts = frozenset(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begin, status = time.perf_counter(), 0

        async def sending(message: MutableMapping[str, Any]) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message.get("headers", ()), *_ALWAYS]
            await send(message)

        try:
            if self._hosts and _name(header(scope, b"host") or "") not in self._hosts:
                problem = Problem(
                    421, "this server does not answer to that name", hint="see --allow-host"
                )
                kind = (b"content-type", b"application/problem+json")
                await respond(sending, problem.status, [kind], problem.body())
            elif scope["method"] == "OPTIONS":
                await respond(sending, 204, _PREFLIGHT, b"")
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


def _name(host: str) -> str:
    """Return a Host header without its port."""
    if host.startswith("["):
        return host.partition("]")[0].lower() + "]"
    return host.partition(":")[0].lower()
