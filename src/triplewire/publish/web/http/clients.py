"""Who asks in, and a share of what there is for each, so that one client never keeps others out."""

import ipaddress
from collections.abc import Callable, Iterator
from typing import Generic, TypeVar
from weakref import WeakValueDictionary

from anyio import Semaphore
from starlette.concurrency import run_in_threadpool

from triplewire.publish.web.http.request import Scope, header

Held = TypeVar("Held")
Done = TypeVar("Done")

# Bits of an IPv6 address that one household or machine has to itself.
_NETWORK = 64
# Addresses whose clients are kept in mind.
_MOST_KNOWN = 4_096
# Threads that one client's pages may have at a time, of the forty that there are.
_MOST_THREADS = 20


class FullError(Exception):
    """Say that all places are taken, and that no other client has more of them."""


class Clients:
    """Tells clients apart by address; IPv6 ones by their /64.

    A proxy stands for as many clients as it says (the last word of X-Forwarded-For), if it is one
    of ``proxies``: anybody else could claim to be many.
    """

    def __init__(self, proxies: tuple[str, ...]) -> None:
        self._proxies = frozenset(map(_network, proxies))
        self._known: dict[str, str] = {}

    def of(self, scope: Scope) -> str:
        """Return who sent a request."""
        given = (scope.get("client") or ("",))[0]
        address = self._known.get(given)
        if address is None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            address = self._known[given] = _network(given)
        if address in self._proxies:
            told = (header(scope, b"x-forwarded-for") or "").rpartition(",")[2].strip()
            return _network(told) or address
        return address

    def connected(self, client: tuple[str, int] | None) -> str:
        """Return who opened a connection; each of a proxy's may be for somebody else."""
        address, port = client or ("", 0)
        network = _network(address)
        return f"{network} {port}" if network in self._proxies else network


class FairSlots(Generic[Held]):
    """Places by client; when all are taken, whoever has most makes room for who has fewer."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._held: dict[str, dict[Held, None]] = {}
        self._size = 0

    def __iter__(self) -> Iterator[Held]:
        """Yield what has a place."""
        for row in self._held.values():
            yield from row

    def __contains__(self, held: Held) -> bool:
        """Say whether something has a place."""
        return any(held in row for row in self._held.values())

    def has_place(self, client: str) -> bool:
        """Say whether a client would get one more place."""
        most = max(map(len, self._held.values()), default=0)
        return self._size < self._most or len(self._held.get(client, ())) + 1 < most

    def enter(self, client: str, held: Held) -> Held | None:
        """Give a client one more place; return what lost its own for that: the largest's newest.

        Raises: FullError.
        """
        if not self.has_place(client):
            raise FullError
        displaced = None
        if self._size >= self._most:
            largest = max(self._held, key=lambda name: len(self._held[name]))
            displaced = next(reversed(self._held[largest]))
            self.leave(largest, displaced)
        self._held.setdefault(client, {})[held] = None
        self._size += 1
        return displaced

    def leave(self, client: str, held: Held) -> None:
        """Give a place back; do nothing when it was lost before."""
        row = self._held.get(client, {})
        if held in row:
            del row[held]
            self._size -= 1
            if not row:
                del self._held[client]


class FairThreads:
    """Threads for pages: half of them at most for one client at a time."""

    def __init__(self) -> None:
        self._gates: WeakValueDictionary[str, Semaphore] = WeakValueDictionary()

    async def run(self, scope: Scope, work: Callable[..., Done], *about: object) -> Done:
        """Return what a function returns in a thread, when it is its client's turn."""
        gate = self._gates.setdefault(scope["client"][0], Semaphore(_MOST_THREADS))
        async with gate:
            return await run_in_threadpool(work, *about)


def _network(text: str) -> str:
    """Return the part of an address that stands for one client, none for what is no address."""
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return ""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is None:
            return str(ipaddress.ip_network((int(address), _NETWORK), strict=False))
        address = address.ipv4_mapped
    return str(address)
