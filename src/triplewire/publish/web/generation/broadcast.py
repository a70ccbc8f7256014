"""What happens to the store in, a stream of server-sent events for each page that listens out."""

import asyncio
import json
from collections.abc import AsyncIterator

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from triplewire.publish.web.generation.current import CurrentGeneration
from triplewire.publish.web.http import FairSlots, FullError, Problem

_MOST_LISTENERS = 500
# Seconds between looks at the store, and between signs of life.
_LOOK, _BEAT = 0.5, 15.0


class Broadcaster:
    """Tells all listeners that a generation was switched, that a build began, or that it failed."""

    def __init__(self, generation: CurrentGeneration) -> None:
        self._generation = generation
        self._listeners: FairSlots[asyncio.Queue[tuple[str, str]]] = FairSlots(_MOST_LISTENERS)
        self.last_failure = ""

    def send(self, event: str, data: str) -> None:
        """Send an event to everybody; who listens too slowly misses it."""
        if event == "failed":
            self.last_failure = data
        for queue in self._listeners:
            if not queue.full():
                queue.put_nowait((event, data))

    async def watch(self) -> None:
        """Tell of each new generation, for ever."""
        tag = self._generation.tag
        while True:
            await asyncio.sleep(_LOOK)
            if self._generation.tag != tag:
                tag = self._generation.tag
                self.last_failure = ""
                self.send("generation", tag)

    async def stream(self, client: str) -> AsyncIterator[str]:
        """Yield events, the current generation first, for as long as there is a place."""
        queue: asyncio.Queue[tuple[str, str]] = asyncio.Queue(maxsize=64)
        try:
            self._listeners.enter(client, queue)
            yield _event("generation", self._generation.tag)
            while queue in self._listeners:
                try:
                    event, data = await asyncio.wait_for(queue.get(), _BEAT)
                except TimeoutError:
                    yield ": still here\n\n"
                else:
                    yield _event(event, data)
        except FullError:
            return
        finally:
            self._listeners.leave(client, queue)

    def has_place(self, client: str) -> bool:
        """Say whether one more of a client's pages can listen."""
        return self._listeners.has_place(client)


async def events(request: Request) -> Response:
    """Stream what happens to the store."""
    broadcaster: Broadcaster = request.app.state.broadcaster
    client = request.scope["client"][0]
    if not broadcaster.has_place(client):
        raise Problem(503, "too many pages are listening", headers={"Retry-After": "60"})
    headers, kind = {"Cache-Control": "no-store"}, "text/event-stream"
    if request.method == "HEAD":
        return Response(headers=headers, media_type=kind)
    return StreamingResponse(broadcaster.stream(client), headers=headers, media_type=kind)


def message(text: str) -> str:
    """Return words as the data of an event."""
    return json.dumps({"message": text}, ensure_ascii=False)


def _event(name: str, data: str) -> str:
    return f"event: {name}\ndata: {data}\n\n"
