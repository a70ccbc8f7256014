"""One worker process as the server sees it: a job in, chunks of the answer out, and a kill."""

import asyncio
import os
import signal
import socket
from collections.abc import Callable
from pathlib import Path

import msgspec

from triplewire.publish.web.workers.messages import (
    DATA,
    END,
    FAULT,
    JOB,
    READY,
    Fault,
    FrameError,
    Job,
    Readiness,
    frame,
    next_frame,
)
from triplewire.system import children

# At twice as many unread bytes of an answer the worker is made to wait, at these it goes on.
_READ_AHEAD = 2 << 20
# Few arenas: each one of glibc's takes address space, of which a worker has little.
_ENVIRONMENT = {"MALLOC_ARENA_MAX": "2"}


class WorkerLostError(Exception):
    """Say that a worker ended before its answer did."""


class Link:
    """A worker process and the answer that it is giving.

    ``gone`` is called when the process has ended; ``expired`` says that its time was up.
    """

    def __init__(self, gone: Callable[["Link"], None]) -> None:
        self._gone = gone
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None
        self._process: asyncio.subprocess.Process | None = None
        self._watch: asyncio.Task[None] | None = None
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
            process = await asyncio.create_subprocess_exec(
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
        self._process = process
        self._watch = asyncio.create_task(self._until_gone(process))
        self._reader, self._writer = await asyncio.open_connection(sock=ours, limit=_READ_AHEAD)
        await self._take()
        if self.ready is None:
            self.kill()
            raise WorkerLostError

    def send(self, job: Job) -> None:
        """Give the worker its next job."""
        self.done, self.fault = False, None
        if self._writer is None or self.lost:
            raise WorkerLostError
        self._writer.write(frame(JOB, msgspec.msgpack.encode(job)))

    async def chunk(self) -> bytes:
        """Return the next bytes of the answer, none at its end.

        Raises: WorkerLostError when the worker ended first.
        """
        return b"" if self.done else await self._take()

    def kill(self) -> None:
        """Stop the process at once, whatever it is doing."""
        self.lost = True
        if self._process is not None and self._process.returncode is None:
            self._process.send_signal(signal.SIGKILL)
        if self._writer is not None:
            self._writer.transport.abort()

    def expire(self) -> None:
        """Stop the process because its time is up."""
        self.expired = True
        self.kill()

    async def reap(self) -> None:
        """Wait until the process has gone."""
        if self._watch is not None:
            await self._watch

    async def _until_gone(self, process: asyncio.subprocess.Process) -> None:
        await process.wait()
        self.kill()
        self._gone(self)

    async def _take(self) -> bytes:
        """Take what the worker says next; return the bytes of an answer.

        Raises: WorkerLostError when it ended, or does not speak as agreed.
        """
        if self._reader is None:
            raise WorkerLostError
        try:
            kind, body = await next_frame(self._reader)
            if kind == FAULT:
                self.fault = msgspec.msgpack.decode(body, type=Fault)
            elif kind == READY and self.ready is None:
                self.ready = msgspec.msgpack.decode(body, type=Readiness)
            elif kind not in {DATA, END}:
                raise FrameError
        except (EOFError, OSError, FrameError, msgspec.DecodeError):
            self.kill()
            raise WorkerLostError from None
        self.done = kind != DATA
        return body if kind == DATA else b""
