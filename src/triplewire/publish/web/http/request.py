"""A request of ASGI in, its headers and its body out, within limits."""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from triplewire.publish.web.http.problem import Problem

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
# Seconds within which a body has to arrive.
_PATIENCE = 10.0


def header(scope: Scope, name: bytes) -> str | None:
    """Return the value of a header, of several all of them, or None."""
    found = [value for key, value in scope["headers"] if key == name]
    return b", ".join(found).decode("latin-1") if found else None


async def read_body(scope: Scope, receive: Receive, most: int) -> bytes:
    """Return the body of a request.

    Raises: Problem 413 when it is too large, 408 when it does not arrive in time.
    """
    declared = header(scope, b"content-length") or "0"
    if declared.isdigit() and int(declared) > most:
        raise _too_large(most)
    body = bytearray()
    try:
        async with asyncio.timeout(_PATIENCE):
            while True:
                message = await receive()
                if message["type"] == "http.disconnect":
                    raise Problem(400, "the request ended before its body did")
                body += message.get("body", b"")
                if len(body) > most:
                    raise _too_large(most)
                if not message.get("more_body"):
                    return bytes(body)
    except TimeoutError:
        close = {"Connection": "close"}
        raise Problem(408, "the body did not arrive in time", headers=close) from None


def _too_large(most: int) -> Problem:
    close = {"Connection": "close"}
    return Problem(413, f"the body is larger than {most} bytes", headers=close)
