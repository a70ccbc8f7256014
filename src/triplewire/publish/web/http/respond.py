"""A status, headers and bytes in, ASGI messages out: what answers without Starlette's detours."""

import zlib
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from typing import Any

from triplewire.publish.web.http.problem import Problem

Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]

# For zlib: a gzip header and trailer round a window of 32 KiB.
_GZIP = 31


async def respond(send: Send, status: int, headers: Headers, body: bytes) -> None:
    """Send a whole response."""
    length = (b"content-length", b"%d" % len(body))
    await send({"type": "http.response.start", "status": status, "headers": [*headers, length]})
    await send({"type": "http.response.body", "body": body})


async def stream(
    send: Send, headers: Headers, head: bytes, rest: AsyncIterator[bytes], *, compressed: bool
) -> None:
    """Send a response whose length is not known; an error in ``rest`` breaks the connection."""
    compressor = zlib.compressobj(5, wbits=_GZIP) if compressed else None
    if compressor is not None:
        headers = [*headers, (b"content-encoding", b"gzip")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await _part(send, head if compressor is None else compressor.compress(head))
    async for data in rest:
        await _part(send, data if compressor is None else compressor.compress(data))
    last = b"" if compressor is None else compressor.flush()
    await send({"type": "http.response.body", "body": last})


async def _part(send: Send, data: bytes) -> None:
    if data:
        await send({"type": "http.response.body", "body": data, "more_body": True})


async def refuse(send: Send, problem: Problem) -> None:
    """Send a problem."""
    headers = [
        (b"content-type", b"application/problem+json"),
        (b"cache-control", b"no-store"),
        (b"vary", b"Accept"),
        *((name.lower().encode(), value.encode()) for name, value in problem.headers.items()),
    ]
    await respond(send, problem.status, headers, problem.body())
