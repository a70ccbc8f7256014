"""Requests that wait for a worker: served in turn by client, so that none can crowd out others."""

import asyncio
from collections import OrderedDict, deque
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

    def give(self, given: Given) -> bool:
        """Resolve the next request; say whether there was one."""
        while self._waiting:
            client, row = next(iter(self._waiting.items()))
            future = row.popleft()
            self._size -= 1
            if row:
                self._waiting.move_to_end(client)
            else:
                del self._waiting[client]
            if not future.done():
                future.set_result(given)
                return True
        return False
