"""Queries in, answers out: worker processes that can be killed, and a fair row in front of them.

``workers`` processes take any query, all but one of them at most for the same client; one more
takes look-ups only, so that these never wait for long ones. A query's time runs from its arrival;
at most half of it is spent waiting for a worker.
"""

import asyncio
import contextlib
from collections import Counter
from collections.abc import AsyncIterator, Callable, Coroutine
from dataclasses import dataclass
from pathlib import Path

from triplewire.errors import ConfigError
from triplewire.publish.web.http import BrokenAnswerError, FairSlots, FullError, Problem
from triplewire.publish.web.settings import Settings
from triplewire.publish.web.workers.fair_queue import FairQueue
from triplewire.publish.web.workers.messages import Job, Readiness
from triplewire.publish.web.workers.process import Link, WorkerLostError

# Bytes of an answer that are kept back until it is sure to end well; longer ones are streamed.
HELD_BACK = 1 << 20
# Seconds that a look-up may take before it goes to the workers for long queries.
_LOOK_UP = 1.0
_NICE = {"light": 0, "any": 10}


@dataclass(frozen=True, slots=True)
class Answer:
    """The bytes of an answer; ``rest`` yields what follows ``head`` when that is not all.

    ``end`` must be called in any case: it frees the worker, or kills it before its end.
    """

    head: bytes
    rest: AsyncIterator[bytes] | None
    end: Callable[[], None]


class Pool:
    """The workers of a server."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        self._folder = folder
        self._settings = settings
        self._lanes: dict[Link, str] = {}
        self._idle: dict[str, list[Link]] = {"light": [], "any": []}
        self._rows: dict[str, FairQueue[Link]] = {"light": FairQueue(), "any": FairQueue()}
        self._waiting: FairSlots[asyncio.Future[Link]] = FairSlots(settings.queue)
        self._asked_by: dict[Link, str] = {}
        self._spawning: set[asyncio.Task[None]] = set()
        self._reaping: set[asyncio.Task[None]] = set()
        self._closing = False
        self.outcomes: Counter[str] = Counter()
        self.readiness: Readiness | None = None

    async def start(self) -> None:
        """Start all workers and wait until they are ready.

        Raises: ConfigError when their network cannot be taken away.
        """
        lanes = ["light", *["any"] * self._settings.workers]
        await asyncio.gather(*map(self._spawn, lanes))

    async def stop(self) -> None:
        """Kill all workers."""
        self._closing = True
        for task in self._spawning:
            task.cancel()
        links = list(self._lanes)
        for link in links:
            link.kill()
        await asyncio.gather(*self._spawning, *self._reaping, return_exceptions=True)
        await asyncio.gather(*(link.reap() for link in links))

    def state(self) -> dict[str, int]:
        """Return how many workers there are, how many are idle, and how many requests wait."""
        return {
            "workers": sum(not link.lost for link in self._lanes),
            "idle": sum(map(len, self._idle.values())),
            "waiting": sum(map(len, self._rows.values())),
        }

    async def run(self, job: Job, client: str, arrived: float, *, light: bool) -> Answer:
        """Return the answer to a job, or its beginning with what will follow.

        Units: ``arrived`` is when its request did, by the event loop's clock.
        Raises: Problem 400, 500, 503 or 504 with what went wrong.
        """
        deadline = arrived + self._settings.timeout
        if light:
            with contextlib.suppress(_SlowError):
                return await self._run(job, client, "light", deadline)
        return await self._run(job, client, "any", deadline)

    async def _run(self, job: Job, client: str, lane: str, deadline: float) -> Answer:
        link = await self._acquire(client, lane, deadline)
        loop = asyncio.get_running_loop()
        brief = lane == "light" and deadline - loop.time() > _LOOK_UP
        lease = _Lease(self, link, loop.time() + _LOOK_UP if brief else deadline)
        try:
            link.send(job)
            head = bytearray()
            while len(head) <= HELD_BACK and (data := await link.chunk()):
                head += data
            if len(head) > HELD_BACK:
                lease.prolong(deadline)
                return Answer(bytes(head), self._rest(lease), lease.end)
        except WorkerLostError:
            lease.end()
            if link.expired and brief:
                raise _SlowError from None
            raise self._problem(link) from None
        except BaseException:
            lease.end()
            raise
        lease.end()
        if link.fault is not None:
            fault = link.fault
            self.outcomes["refused" if fault.status == 400 else "failed"] += 1
            raise Problem(
                fault.status, fault.detail, hint=fault.hint, line=fault.line, column=fault.column
            )
        self.outcomes["answered"] += 1
        return Answer(bytes(head), None, lease.end)

    async def _rest(self, lease: "_Lease") -> AsyncIterator[bytes]:
        try:
            while data := await lease.link.chunk():
                yield data
        except WorkerLostError:
            self.outcomes["broken"] += 1
            raise BrokenAnswerError from None
        if lease.link.fault is not None:
            self.outcomes["broken"] += 1
            raise BrokenAnswerError
        self.outcomes["answered"] += 1

    async def _acquire(self, client: str, lane: str, deadline: float) -> Link:
        """Return an idle worker; a look-up may also use one of those for long queries."""
        for other in (lane,) if lane == "any" else ("light", "any"):
            while self._idle[other] and self._may(client, other):
                link = self._idle[other].pop()
                if not link.lost:
                    self._asked_by[link] = client
                    return link
        row = self._rows[lane]
        future = row.join(client)
        try:
            self._take_place(client, future)
            patience = deadline - self._settings.timeout / 2 - asyncio.get_running_loop().time()
            # Not by wait_for, which swallows that a request is given up in some versions of Python,
            # and loses what came in the moment in which the time was up in others.
            async with asyncio.timeout(patience):
                return await future
        except FullError:
            raise self._busy("too many queries wait") from None
        except TimeoutError:
            if _is_given(future):
                return future.result()
            raise self._busy("no worker became free in time") from None
        except asyncio.CancelledError:
            if _is_given(future):
                self.release(future.result())
            raise
        finally:
            row.leave(client, future)
            self._waiting.leave(client, future)

    def _take_place(self, client: str, future: asyncio.Future[Link]) -> None:
        """Take a place among those that wait; whoever loses one for that is turned away.

        Raises: FullError.
        """
        displaced = self._waiting.enter(client, future)
        if displaced is not None and not displaced.done():
            displaced.set_exception(FullError())

    def _may(self, client: str, lane: str) -> bool:
        """Say whether a client may have one more worker of a lane: others need one as well."""
        held = sum(
            name == client and self._lanes.get(link) == lane
            for link, name in self._asked_by.items()
        )
        return held < max(1, self._settings.workers - 1)

    def release(self, link: Link) -> None:
        """Give a worker to whoever waits longest; kill it if it is still busy with an answer."""
        self._asked_by.pop(link, None)
        if link.lost:
            return
        if not link.done:
            self.outcomes["abandoned"] += 1
            link.kill()
            return
        lane = self._lanes[link]
        for row in (lane,) if lane == "light" else ("any", "light"):
            client = self._rows[row].give(link, lambda name: self._may(name, lane))
            if client is not None:
                self._asked_by[link] = client
                return
        self._idle[lane].append(link)

    def _lost(self, link: Link) -> None:
        """Replace a worker that has gone."""
        lane = self._lanes.pop(link, None)
        if lane is not None and link in self._idle[lane]:
            self._idle[lane].remove(link)
        if not self._closing:
            _start(link.reap(), self._reaping)
            if lane is not None:
                self.outcomes["workers_replaced"] += 1
                _start(self._spawn(lane), self._spawning)

    async def _spawn(self, lane: str) -> None:
        link = Link(self._lost)
        try:
            await link.start(self._folder, self._settings.memory, _NICE[lane])
        except WorkerLostError:
            await asyncio.sleep(1)
            _start(self._spawn(lane), self._spawning)
            return
        except asyncio.CancelledError:
            link.kill()
            await link.reap()
            raise
        self.readiness = link.ready
        if link.ready is not None and not link.ready.network and not self._settings.open_network:
            link.kill()
            await link.reap()
            raise network_stays()
        self._lanes[link] = lane
        self.release(link)

    def _busy(self, why: str) -> Problem:
        self.outcomes["turned_away"] += 1
        return Problem(503, why, hint="ask again a little later", headers={"Retry-After": "5"})

    def _problem(self, link: Link) -> Problem:
        seconds, size = self._settings.timeout, self._settings.memory >> 20
        if link.expired:
            self.outcomes["timed_out"] += 1
            what = f"the query was stopped: it took longer than {seconds:g} seconds"
            return Problem(504, what, hint="ask for less: add a LIMIT, or narrow its patterns")
        self.outcomes["exhausted"] += 1
        what = f"the query was stopped: it needed more than {size} MiB of memory, or more stack"
        return Problem(500, what, hint="ask for less: drop ORDER BY, DISTINCT or nested groups")


def network_stays() -> ConfigError:
    """Return the error for a system on which workers keep the network."""
    return ConfigError(
        "the network cannot be taken away from the processes that run queries",
        hint="allow system call filters (seccomp) or user namespaces here, or give"
        " --allow-network-in-workers: only the reading of each query then keeps SERVICE out",
    )


def _is_given(future: asyncio.Future[Link]) -> bool:
    """Say whether a worker came to whoever waited."""
    return future.done() and not future.cancelled() and future.exception() is None


def _start(work: Coroutine[None, None, None], tasks: set[asyncio.Task[None]]) -> None:
    """Let work go on in the background, held by a set for as long as it runs."""
    task = asyncio.get_running_loop().create_task(work)
    tasks.add(task)
    task.add_done_callback(tasks.discard)


class _Lease:
    """A worker while it works for one request, until a deadline."""

    def __init__(self, pool: Pool, link: Link, deadline: float) -> None:
        self.link = link
        self._pool = pool
        self._timer = asyncio.get_running_loop().call_at(deadline, link.expire)
        self._ended = False

    def prolong(self, deadline: float) -> None:
        """Put the deadline off."""
        self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_at(deadline, self.link.expire)

    def end(self) -> None:
        """Give the worker back; do nothing the second time."""
        if not self._ended:
            self._ended = True
            self._timer.cancel()
            self._pool.release(self.link)


class _SlowError(Exception):
    """A look-up takes longer than look-ups do."""
