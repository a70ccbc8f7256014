"""A worker is killed when it speaks amiss or is too slow, and waits for whoever reads slowly."""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import msgspec
import pytest

from triplewire.publish.web.workers.messages import READY, Job, Readiness, frame
from triplewire.publish.web.workers.process import Link, WorkerLostError

# A process in a worker's place: it is ready, waits for a job, says something, and waits again.
_STAND_IN = """
import os, socket, sys, time
link = socket.socket(fileno=int(sys.argv[1]))
link.sendall(bytes.fromhex(sys.argv[2]))
link.recv(1 << 16)
{says}
time.sleep(60)
"""
_READY = frame(READY, msgspec.msgpack.encode(Readiness(network=True, memory=True)))
_JOB = Job(generation="gen-000001", text="ASK {}", form="json")


def linked(
    monkeypatch: pytest.MonkeyPatch, says: str, use: Callable[[Link], Awaitable[object]]
) -> tuple[object, int]:
    """Return what comes of using a link to a stand-in, and how often that was said to be gone."""
    monkeypatch.setattr(
        "triplewire.system.children.command",
        lambda _, descriptor, *__: [
            *(sys.executable, "-c", _STAND_IN.format(says=says), descriptor, _READY.hex()),
        ],
    )

    async def used() -> tuple[object, int]:
        gone: list[Link] = []
        link = Link(gone.append)
        try:
            await link.start(Path(), 0, 0)
            found = await use(link)
        finally:
            link.kill()
            await link.reap()
        return found, len(gone)

    return asyncio.run(asyncio.wait_for(used(), 20))


@pytest.mark.parametrize(
    "says",
    [
        'link.sendall(b"\\xff\\xff\\xff\\xffD")',
        'link.sendall(b"\\0\\0\\0\\0?")',
        'link.sendall(b"\\0\\0\\0\\1F?")',
        "link.sendall(bytes.fromhex(sys.argv[2]))",
        'link.sendall(b"\\0\\0\\0\\5D"); os._exit(0)',
        "link.close()",
        "os._exit(0)",
    ],
    ids=["too long", "unknown", "no fault", "ready again", "cut", "closed", "ended"],
)
def test_a_worker_that_speaks_amiss_or_ends_is_killed(
    monkeypatch: pytest.MonkeyPatch, says: str
) -> None:
    async def ask(link: Link) -> bool:
        link.send(_JOB)
        with pytest.raises(WorkerLostError):
            await link.chunk()
        return link.lost

    assert linked(monkeypatch, says, ask) == (True, 1)


def test_a_worker_whose_time_is_up_is_killed_while_its_answer_is_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def ask(link: Link) -> bool:
        link.send(_JOB)
        asyncio.get_running_loop().call_later(0.05, link.expire)
        with pytest.raises(WorkerLostError):
            await link.chunk()
        return link.expired

    assert linked(monkeypatch, "", ask) == (True, 1)


def test_a_worker_that_says_more_than_is_read_is_made_to_wait(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    says = 'while True: link.sendall(b"\\0\\0\\1\\0D" + bytes(256))'

    async def ask(link: Link) -> tuple[bool, bool]:
        link.send(_JOB)
        await link.chunk()
        reader = link._reader
        assert reader is not None
        sizes = [0, 1]
        while sizes[-1] > sizes[-2]:
            await asyncio.sleep(0.3)
            sizes.append(len(reader._buffer))  # type: ignore[attr-defined]
        again = [len(await link.chunk()) for _ in range(50_000)]
        return sizes[-1] < 6 << 20, set(again) == {256}

    assert linked(monkeypatch, says, ask) == ((True, True), 1)
