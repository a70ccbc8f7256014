"""A worker's side and the server's side of a link, each alone: what is said and made of it."""

import asyncio
import ctypes
import os
import resource
import signal
import socket
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest

from tests.publish.web.test_parts import answered, frames_of
from triplewire.publish.web.workers import worker
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
)
from triplewire.publish.web.workers.process import Link, WorkerLostError

ONE = Job(generation="gen-1", text="ASK {}", form="json")
WELL = Readiness(network=True, memory=False)


class Told:
    """What a link writes to, and the process behind it."""

    def __init__(self) -> None:
        self.written = b""
        self.aborted = False
        self.signals: list[int] = []
        self.returncode: int | None = None
        self.transport = self

    def write(self, data: bytes) -> None:
        self.written += data

    def abort(self) -> None:
        self.aborted = True

    def send_signal(self, number: int) -> None:
        self.signals.append(number)

    async def wait(self) -> int:
        return 0


def linked(*said: bytes) -> tuple[Link, Told]:
    """Return a link to a worker that says something and ends."""
    link, told = Link(lambda _: None), Told()
    link._reader = asyncio.StreamReader()
    for part in said:
        link._reader.feed_data(part)
    link._reader.feed_eof()
    link._writer = link._process = told  # type: ignore[assignment]
    link.ready = WELL
    return link, told


def test_an_answer_comes_in_chunks_up_to_its_end() -> None:
    async def work() -> None:
        link, told = linked(frame(DATA, b"one"), frame(DATA, b"two"), frame(END))
        link.fault = Fault(status=1, detail="")
        link.send(ONE)
        assert not link.done
        assert link.fault is None
        assert told.written == frame(JOB, msgspec.msgpack.encode(ONE))
        assert [await link.chunk() for _ in range(4)] == [b"one", b"two", b"", b""]
        assert (link.done, link.lost, told.aborted, told.signals) == (True, False, False, [])

    asyncio.run(work())


def test_a_fault_ends_an_answer() -> None:
    async def work() -> None:
        fault = Fault(status=400, detail="x", line=2)
        link, _ = linked(frame(FAULT, msgspec.msgpack.encode(fault)))
        link.send(ONE)
        assert await link.chunk() == b""
        assert (link.done, link.fault, link.lost) == (True, fault, False)

    asyncio.run(work())


READY_NOW = frame(READY, msgspec.msgpack.encode(WELL))


@pytest.mark.parametrize(
    "said",
    [
        b"",
        frame(DATA, b"cut")[:-1],
        READY_NOW,
        frame(JOB),
        frame(b"?"),
        frame(FAULT, b"\xc1"),
        frame(FAULT, b"\x01"),
        b"\xff\xff\xff\xffD",
    ],
)
def test_a_worker_that_ends_or_does_not_speak_as_agreed_is_killed(said: bytes) -> None:
    async def work() -> None:
        link, told = linked(said)
        link.send(ONE)
        with pytest.raises(WorkerLostError):
            [await link.chunk() for _ in range(2)]

        assert (link.lost, link.expired, told.aborted) == (True, False, True)
        assert told.signals == [signal.SIGKILL]
        with pytest.raises(WorkerLostError):
            link.send(ONE)

    asyncio.run(work())


def test_a_worker_whose_time_is_up_is_killed_once_it_has_a_process() -> None:
    async def work() -> None:
        link, told = linked()
        link.expire()
        assert (link.expired, link.lost, told.signals) == (True, True, [signal.SIGKILL])
        told.returncode = 0
        link.kill()
        assert told.signals == [signal.SIGKILL]
        nowhere = Link(lambda _: None)
        nowhere.kill()
        await nowhere.reap()
        assert nowhere.lost
        nowhere = Link(lambda _: None)
        with pytest.raises(WorkerLostError):
            nowhere.send(ONE)
        with pytest.raises(WorkerLostError):
            await nowhere.chunk()

    asyncio.run(work())


class Started(Told):
    """A process that says something on its socket when it is started, and goes on."""

    def __init__(self, said: bytes) -> None:
        super().__init__()
        self.said = said
        self.ended = asyncio.Event()
        self.words: tuple[str, ...] = ()
        self.environment: dict[str, str] = {}

    async def start(self, *words: str, pass_fds: tuple[int], **settings: Any) -> "Started":
        self.words, self.environment = words, settings["env"]
        (descriptor,) = pass_fds
        assert words[-4] == str(descriptor)
        os.write(descriptor, self.said)
        return self

    def send_signal(self, number: int) -> None:
        super().send_signal(number)
        self.returncode = -number
        self.ended.set()

    async def wait(self) -> int:
        await self.ended.wait()
        return 0


def test_a_worker_is_ready_when_it_says_so_and_is_gone_when_its_process_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def work() -> None:
        process = Started(READY_NOW)
        monkeypatch.setattr(asyncio, "create_subprocess_exec", process.start)
        gone: list[Link] = []
        link = Link(gone.append)
        await link.start(Path("store"), 77, 5)

        assert link.ready == WELL
        assert process.words[-3:] == ("store", "77", "5")
        assert process.environment["MALLOC_ARENA_MAX"] == "2"
        assert (link.lost, gone) == (False, [])
        process.returncode = 0
        process.ended.set()
        await link.reap()
        assert (link.lost, gone, process.signals) == (True, [link], [])

    asyncio.run(work())


@pytest.mark.parametrize("said", [b"", frame(DATA, b"early")])
def test_a_worker_that_says_something_else_first_is_lost(
    monkeypatch: pytest.MonkeyPatch, said: bytes
) -> None:
    async def work() -> None:
        process = Started(said)
        monkeypatch.setattr(asyncio, "create_subprocess_exec", process.start)
        gone: list[Link] = []
        link = Link(gone.append)
        with pytest.raises(WorkerLostError):
            await link.start(Path("store"), 77, 5)
        await link.reap()

        assert (link.lost, gone, process.signals) == (True, [link], [signal.SIGKILL])

    asyncio.run(work())


BO = b'<https://newsroom.example/actor/bo> <http://www.w3.org/2000/01/rdf-schema#label> "B" .\n'


def sent(*pieces: bytes) -> list[tuple[bytes, bytes]]:
    """Return the frames in which a sink sends what is written to it."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        sink = worker.Sink(theirs)
        assert sink.writable()
        assert [sink.write(piece) for piece in pieces] == [len(piece) for piece in pieces]
        sink.last()
        return frames_of(ours.recv(1 << 16))


def test_a_sink_keeps_the_last_piece_for_the_end() -> None:
    assert sent() == [(END, b"")]
    assert sent(b"a") == [(DATA, b"a"), (END, b"")]
    assert sent(b"a", b"bc") == [(DATA, b"a"), (DATA, b"bc"), (END, b"")]


@pytest.mark.parametrize(
    ("text", "form", "expected"),
    [
        ("ASK {}", "csv", b"true\r\n"),
        ("ASK { <x:a> ?p ?o }", "csv", b"false\r\n"),
        ("ASK {}", "tsv", b"true\n"),
        ("ASK { <x:a> ?p ?o }", "tsv", b"false\n"),
        ("ASK {}", "json", b'{"head":{},"boolean":true}'),
        ("SELECT ?n { actor:bo rdfs:label ?n }", "csv", b"n\r\nBo\r\n"),
        ("SELECT ?n { actor:bo rdfs:label ?n }", "tsv", b'?n\n"Bo"@en\n'),
        (
            "CONSTRUCT { actor:bo rdfs:label 'B' } {}",
            "nquads",
            BO,
        ),
    ],
)
def test_a_worker_writes_each_format_to_the_byte(
    folder: Path, text: str, form: str, expected: bytes
) -> None:
    *data, end = answered(folder, text=text, form=form)

    assert (b"".join(body for _, body in data), end) == (expected, (END, b""))


@pytest.mark.parametrize(
    ("form", "declared"),
    [("turtle", b"@prefix actor:"), ("trig", b"@prefix actor:"), ("rdfxml", b"xmlns:rdfs="),
     ("ntriples", b""), ("jsonld", b"")],
)  # fmt: skip
def test_only_formats_with_prefixes_are_given_some(
    folder: Path, form: str, declared: bytes
) -> None:
    *data, _ = answered(folder, text="DESCRIBE actor:bo", form=form)
    found = b"".join(body for _, body in data)

    assert declared in found
    if not declared:
        assert b"prefix" not in found.lower()


def fault_of(folder: Path, **job: object) -> Fault:
    ((kind, body),) = answered(folder, **job)
    assert kind == FAULT
    return msgspec.msgpack.decode(body, type=Fault)


def test_a_fault_says_what_and_where(folder: Path) -> None:
    misspelt = fault_of(folder, text="SELECT * {\n ?s ?p )\n}")
    nowhere = fault_of(folder, text="SELECT * { nowhere:a ?p ?o }")
    gone = fault_of(folder, text="ASK {}", generation="gen-999999")

    assert (misspelt.status, misspelt.line, misspelt.column) == (400, 2, 8)
    assert "\n" not in misspelt.detail
    assert nowhere.status == 400
    assert nowhere.hint
    assert (gone.status, gone.line, gone.column) == (500, 0, 0)
    assert gone.detail.startswith("the query cannot be run: ")


def test_a_query_that_needs_too_much_memory_is_said_to(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(worker.OpenStore, "run", run)

    assert fault_of(folder, text="ASK {}") == Fault(
        status=500, detail="the query needs more memory than it may have"
    )


def test_a_worker_opens_a_generation_once_and_lets_the_last_go(folder: Path) -> None:
    current = (folder / "current").read_text(encoding="utf-8")
    opened = worker.OpenStore(folder)
    one = opened.open(current)
    assert opened.open(current) is one
    assert opened.prefixes["actor"] == "https://newsroom.example/actor/"
    opened.close()
    opened.close()
    assert opened.store is None
    other = opened.open(current)
    assert other is not one
    opened.close()


def test_a_worker_leaves_the_network_and_dies_with_its_parent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[tuple[int, ...]] = []
    library = SimpleNamespace(prctl=lambda *words: asked.append(words))
    monkeypatch.setattr(ctypes, "CDLL", lambda name: library if name is None else None)
    for platform, left in (("linux", True), ("darwin", False)):
        monkeypatch.setattr(sys, "platform", platform)
        monkeypatch.setattr(worker, "leave_network", lambda left=left: left)
        assert worker.shut_off() is left

    assert asked == [(1, signal.SIGKILL)]


@pytest.mark.parametrize("error", [None, ValueError, OSError])
def test_a_worker_has_no_core_files_and_a_limit_of_memory(
    monkeypatch: pytest.MonkeyPatch, error: type[Exception] | None
) -> None:
    limits: dict[int, tuple[int, int]] = {}

    def limit(which: int, pair: tuple[int, int]) -> None:
        if which == resource.RLIMIT_AS and error is not None:
            raise error
        limits[which] = pair

    monkeypatch.setattr(resource, "setrlimit", limit)

    assert worker.limit(77) is (error is None)
    assert limits.pop(resource.RLIMIT_CORE) == (0, 0)
    assert limits == ({} if error else {resource.RLIMIT_AS: (77, 77)})


def test_a_worker_takes_jobs_only(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours, theirs = socket.socketpair()
    nice: list[int] = []
    monkeypatch.setattr(worker, "shut_off", lambda: False)
    monkeypatch.setattr(worker, "limit", lambda memory: memory != 9)
    monkeypatch.setattr("os.nice", nice.append)
    monkeypatch.setattr("sys.argv", ["worker", str(theirs.detach()), str(folder), "9", "5"])
    ours.sendall(frame(DATA, msgspec.msgpack.encode(ONE)))
    with ours, pytest.raises(FrameError):
        worker.main()
    assert nice == [5]


def test_a_job_has_no_dataset_unless_it_names_one() -> None:
    assert worker._dataset(ONE) is None
    both = Job(generation="", text="", form="", default=("x:a", "x:b"), named=("x:c",))
    found = worker._dataset(both)
    assert found is not None
    assert [node.value for node in found.default] == ["x:a", "x:b"]
    assert [node.value for node in found.named] == ["x:c"]
