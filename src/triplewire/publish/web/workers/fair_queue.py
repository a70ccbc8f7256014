"""Requests that wait for a worker: served in turn by client, so that none can crowd out others."""

import asyncio
from collections import OrderedDict, deque
from collections.abc import Callable
from typing import Generic, TypeVar

Given = TypeVar("Given")


class FairQueue(Generic[Given]):
    """Futures by client; the client that was served goes to the end of the row."""

    def __init__(self) -> None:
        self._waiting: OrderedDict[str, deque[asyncio.Future[Given]]] = OrderedDict()
        self._size = 0

    def __len__(self) -> int:
        """Return how many wait."""
        return self._size

    def join(self, client: str) -> asyncio.Future[Given]:
        """Return a future that is resolved when it is this request's turn."""
        future: asyncio.Future[Given] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(client, deque()).append(future)
        self._size += 1
        return future

    def leave(self, client: str, future: asyncio.Future[Given]) -> None:
        """Take a request out that waits no longer."""
        row = self._waiting.get(client)
        if row is not None and future in row:
            row.remove(future)
            self._size -= 1
            if not row:
                del self._waiting[client]

    def give(self, given: Given, may: Callable[[str], bool]) -> str | None:
        """Resolve the next request of a client that may have more; return whose that was."""
        for client in filter(may, list(self._waiting)):
            row = self._waiting[client]
            while row:
                future = row.popleft()
                self._size -= 1
                if not future.done():
                    future.set_result(given)
                    self._move_on(client, row)
                    return client
            del self._waiting[client]
        return None

    def _move_on(self, client: str, row: deque[asyncio.Future[Given]]) -> None:
        if row:
            self._waiting.move_to_end(client)
        else:
            del self._waiting[client]
