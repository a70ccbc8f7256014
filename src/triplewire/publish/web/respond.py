"""A status, headers and bytes in, ASGI messages out: what answers without Starlette's detours."""

from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from typing import Any

Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


async def respond(send: Send, status: int, headers: dict[str, str], body: bytes) -> None:
    """Send a whole response."""
    await send(_start(status, {**headers, "content-length": str(len(body))}))
    await send({"type": "http.response.body", "body": body})


async def stream(
    send: Send, status: int, headers: dict[str, str], head: bytes, rest: AsyncIterator[bytes]
) -> None:
    """Send a response whose length is not known; an error in ``rest`` breaks the connection."""
    await send(_start(status, headers))
    await send({"type": "http.response.body", "body": head, "more_body": True})
    async for data in rest:
        await send({"type": "http.response.body", "body": data, "more_body": True})
    await send({"type": "http.response.body", "body": b""})


def _start(status: int, headers: dict[str, str]) -> dict[str, Any]:
    encoded = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
    return {"type": "http.response.start", "status": status, "headers": encoded}
