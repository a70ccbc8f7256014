"""One worker process as the server sees it: a job in, chunks of the answer out, and a kill."""

import asyncio
import os
import signal
import socket
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import cast

import msgspec

from triplewire.publish.web.workers.wire import (
    DATA,
    END,
    FAULT,
    JOB,
    READY,
    Fault,
    FrameError,
    Frames,
    Job,
    Readiness,
    frame,
)
from triplewire.system import children

# Unread bytes of an answer at which the worker is made to wait, and at which it goes on.
_HIGH, _LOW = 4 << 20, 1 << 20


# Few arenas: each one of glibc's takes address space, of which a worker has little.
_ENVIRONMENT = {"MALLOC_ARENA_MAX": "2"}


class WorkerLostError(Exception):
    """Say that a worker ended before its answer did."""


class Link(asyncio.Protocol):
    """A worker process and the answer that it is giving.

    ``gone`` is called when the process has ended; ``expired`` says that its time was up.
    """

    def __init__(self, gone: Callable[["Link"], None]) -> None:
        self._gone = gone
        self._frames = Frames()
        self._chunks: deque[bytes] = deque()
        self._size = 0
        self._waiter: asyncio.Future[None] | None = None
        self._transport: asyncio.Transport | None = None
        self._process: asyncio.subprocess.Process | None = None
        self._paused = False
        self.ready: Readiness | None = None
        self.fault: Fault | None = None
        self.done = True
        self.lost = False
        self.expired = False

    async def start(self, folder: Path, memory: int, nice: int) -> None:
        """Start the process; return when it has shut itself off and can take a job.

        Raises: WorkerLostError when it ends before that.
        """
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        with theirs:
            self._process = await asyncio.create_subprocess_exec(
                *children.command(
                    "triplewire.publish.web.workers.worker",
                    str(theirs.fileno()),
                    str(folder),
                    str(memory),
                    str(nice),
                ),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.DEVNULL,
                pass_fds=(theirs.fileno(),),
                env={**os.environ, **_ENVIRONMENT},
            )
        loop = asyncio.get_running_loop()
        await loop.create_connection(lambda: self, sock=ours)
        while self.ready is None and not self.lost:
            await self._change()
        if self.lost:
            raise WorkerLostError

    def send(self, job: Job) -> None:
        """Give the worker its next job."""
        self.done, self.fault = False, None
        self._chunks.clear()
        self._size = 0
        if self._transport is None or self.lost:
            raise WorkerLostError
        self._transport.write(frame(JOB, msgspec.msgpack.encode(job)))

    async def chunk(self) -> bytes:
        """Return the next bytes of the answer, none at its end.

        Raises: WorkerLostError when the worker ended first.
        """
        while not self._chunks:
            if self.lost and not self.done:
                raise WorkerLostError
            if self.done:
                return b""
            await self._change()
        data = self._chunks.popleft()
        self._size -= len(data)
        if self._paused and self._size < _LOW and self._transport is not None and not self.lost:
            self._paused = False
            self._transport.resume_reading()
        return data

    def kill(self) -> None:
        """Stop the process at once, whatever it is doing."""
        if self._process is not None and self._process.returncode is None:
            self._process.send_signal(signal.SIGKILL)
        if self._transport is not None:
            self._transport.abort()

    def expire(self) -> None:
        """Stop the process because its time is up."""
        self.expired = True
        self.kill()

    async def reap(self) -> None:
        """Wait until the process has gone."""
        if self._process is not None:
            await self._process.wait()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport: asyncio calls this."""
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """Take what the worker says: asyncio calls this."""
        try:
            for kind, body in self._frames.feed(data):
                self._take(kind, body)
        except (FrameError, msgspec.DecodeError):
            self.kill()
        self._wake()

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002  asyncio's signature
        """Note that the worker has gone: asyncio calls this."""
        self.lost = True
        self._wake()
        self._gone(self)

    def _take(self, kind: bytes, body: bytes) -> None:
        if kind == DATA:
            self._chunks.append(body)
            self._size += len(body)
            if self._size > _HIGH and not self._paused and self._transport is not None:
                self._paused = True
                self._transport.pause_reading()
        elif kind == READY:
            self.ready = msgspec.msgpack.decode(body, type=Readiness)
        elif kind in {END, FAULT}:
            if kind == FAULT:
                self.fault = msgspec.msgpack.decode(body, type=Fault)
            self.done = True
        else:
            raise FrameError

    async def _change(self) -> None:
        self._waiter = asyncio.get_running_loop().create_future()
        await self._waiter

    def _wake(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)
