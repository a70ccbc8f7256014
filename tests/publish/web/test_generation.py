"""Events reach who listens, builds tell how they end, a generation is held while it is read."""

import asyncio
import json
import os
from collections.abc import AsyncIterator, Coroutine
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from starlette.responses import StreamingResponse
from watchfiles import Change

from tests.publish.web.serving import put
from tests.publish.web.test_pool import Jumping, pause
from triplewire.publish.web.generation import broadcast, watch
from triplewire.publish.web.generation.broadcast import Broadcaster, events, message
from triplewire.publish.web.generation.current import CurrentGeneration
from triplewire.publish.web.generation.watch import Watcher
from triplewire.publish.web.http import Problem


def at_once(work: Coroutine[Any, Any, None]) -> None:
    with asyncio.Runner(loop_factory=Jumping) as runner:
        runner.run(work)


def told(tag: str = "one") -> tuple[Broadcaster, SimpleNamespace]:
    generation = SimpleNamespace(tag=tag)
    return Broadcaster(generation), generation  # type: ignore[arg-type]


async def take(stream: AsyncIterator[str], number: int) -> list[str]:
    return [await anext(stream) for _ in range(number)]


def test_who_listens_is_told_the_generation_and_then_what_happens() -> None:
    async def work() -> None:
        own, _ = told()
        stream, other = own.stream("a"), own.stream("b")
        assert await take(stream, 1) == ["event: generation\ndata: one\n\n"]
        await take(other, 1)
        own.send("built", message("é"))
        own.send("rejected", "{}")
        expected = ['event: built\ndata: {"message": "é"}\n\n', "event: rejected\ndata: {}\n\n"]
        assert await take(stream, 2) == expected
        assert await take(other, 2) == expected
        begin = asyncio.get_running_loop().time()
        assert await take(stream, 2) == [": still here\n\n"] * 2
        assert asyncio.get_running_loop().time() - begin == 30.0

    at_once(work())


def test_the_last_failure_is_remembered_until_there_is_a_new_generation() -> None:
    async def work() -> None:
        own, generation = told()
        stream = own.stream("a")
        await take(stream, 1)
        watching = asyncio.ensure_future(own.watch())
        own.send("failed", "why")
        own.send("rejected", "no")
        assert own.last_failure == "why"
        await asyncio.sleep(5.1)
        assert own.last_failure == "why"
        generation.tag = "two"
        await asyncio.sleep(0.3)
        assert own.last_failure == "why"
        await asyncio.sleep(0.2)
        assert own.last_failure == ""
        assert (await take(stream, 3))[2] == "event: generation\ndata: two\n\n"
        assert await take(stream, 1) == [": still here\n\n"]
        watching.cancel()

    at_once(work())


def test_who_listens_too_slowly_misses_what_is_more_than_it_can_keep() -> None:
    async def work() -> None:
        own, _ = told()
        stream = own.stream("a")
        await take(stream, 1)
        for number in range(70):
            own.send("built", str(number))
        found = await take(stream, 65)

        assert found[63] == "event: built\ndata: 63\n\n"
        assert found[64] == ": still here\n\n"

    at_once(work())


def test_who_has_no_place_or_loses_it_hears_nothing_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(broadcast, "_MOST_LISTENERS", 2)

    async def work() -> None:
        own, _ = told()
        one, two, three = own.stream("a"), own.stream("a"), own.stream("a")
        await take(one, 1)
        await take(two, 1)
        assert (own.has_place("a"), own.has_place("b")) == (False, True)
        assert [event async for event in three] == []
        other = own.stream("b")
        await take(other, 1)
        own.send("built", "x")
        # What was the last of the largest has lost its place, which it sees when it looks next.
        assert [event async for event in two] == []
        assert await take(one, 1) == await take(other, 1) == ["event: built\ndata: x\n\n"]
        assert len(list(own._listeners)) == 2
        await other.aclose()  # type: ignore[attr-defined]
        assert len(list(own._listeners)) == 1

    at_once(work())


def asked(own: Broadcaster, method: str) -> Any:
    app = SimpleNamespace(state=SimpleNamespace(broadcaster=own))
    return SimpleNamespace(app=app, scope={"client": ("a", 7)}, method=method)


def test_a_page_is_given_a_stream_that_nobody_keeps() -> None:
    own, _ = told()
    answer, head = (asyncio.run(events(asked(own, method))) for method in ("GET", "HEAD"))

    for one in (answer, head):
        assert one.status_code == 200
        assert one.headers["cache-control"] == "no-store"
        assert one.headers["content-type"].startswith("text/event-stream")
    assert isinstance(answer, StreamingResponse)
    assert not isinstance(head, StreamingResponse)
    assert head.body == b""


def test_a_page_for_which_there_is_no_place_is_told_when_to_come_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    own, _ = told()
    monkeypatch.setattr(own, "has_place", lambda client: client != "a")
    with pytest.raises(Problem) as raised:
        asyncio.run(events(asked(own, "GET")))

    problem = raised.value
    assert (problem.status, problem.detail) == (503, "too many pages are listening")
    assert problem.headers == {"Retry-After": "60"}


class Process:
    """A build that says something and ends with a code, or never ends."""

    def __init__(self, said: bytes, code: int | None) -> None:
        self.said, self.returncode = said, code
        self.killed = self.waited = False

    async def communicate(self) -> tuple[None, bytes]:
        if self.returncode is None:
            await asyncio.Event().wait()
        return None, self.said

    def kill(self) -> None:
        self.killed = True

    async def wait(self) -> int:
        self.waited = True
        return -9


class Built:
    """Builds that are started, and what is told of them."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, process: Process) -> None:
        self.process = process
        self.commands: list[tuple[str, ...]] = []
        self.environments: list[dict[str, str]] = []
        self.told: list[tuple[str, str]] = []
        monkeypatch.setattr(asyncio, "create_subprocess_exec", self.start)
        self.watcher = Watcher(
            tmp_path / "room", tmp_path / "store", self, (tmp_path / "dumps",)  # type: ignore[arg-type]
        )  # fmt: skip

    async def start(self, *words: str, **settings: Any) -> Process:
        self.commands.append(words)
        self.environments.append(settings["env"])
        return self.process

    def send(self, event: str, data: str) -> None:
        self.told.append((event, json.loads(data)["message"]))


@pytest.mark.parametrize(
    ("said", "code", "event", "words"),
    [
        (b"", 0, "built", ""),
        (b" all well\n", 0, "built", "all well"),
        (b"Error: a line\n", 1, "rejected", "Error: a line"),
        (b"Error: \xff\n", 2, "failed", "Error: \ufffd"),
        (b"", -9, "failed", ""),
        (b"-" + b"x" * 4_000, 3, "failed", "x" * 4_000),
    ],
)
def test_a_build_tells_how_it_ended(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, said: bytes, code: int, event: str, words: str
) -> None:
    built = Built(monkeypatch, tmp_path, Process(said, code))
    asyncio.run(built.watcher.build())

    assert built.told == [("building", "building"), (event, words)]
    (command,) = built.commands
    assert command[-4:] == ("build", str(tmp_path / "room"), "--store", str(tmp_path / "store"))
    assert built.environments == [{**os.environ, "NO_COLOR": "1"}]


def test_a_build_ends_with_its_server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    process = Process(b"", None)
    built = Built(monkeypatch, tmp_path, process)

    async def work() -> None:
        build = asyncio.ensure_future(built.watcher.build())
        await pause()
        build.cancel()
        await pause()
        assert build.cancelled()

    asyncio.run(work())

    assert (process.killed, process.waited) == (True, True)
    assert built.told == [("building", "building")]


def test_a_newsroom_is_built_at_once_and_after_every_change(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    built = Built(monkeypatch, tmp_path, Process(b"", 0))
    changes: asyncio.Queue[int] = asyncio.Queue()
    watched: list[tuple[Path, Any, int]] = []

    async def awatch(path: Path, *, watch_filter: Any, debounce: int) -> AsyncIterator[int]:
        watched.append((path, watch_filter, debounce))
        while True:
            yield await changes.get()

    monkeypatch.setattr(watch, "awatch", awatch)

    async def work() -> None:
        following = asyncio.ensure_future(built.watcher.follow())
        builds = []
        for _ in range(4):
            await pause()
            builds.append(len(built.commands))
            changes.put_nowait(1)
        following.cancel()
        await pause()
        assert following.cancelled()
        assert builds == [1, 2, 3, 4]

    asyncio.run(work())

    ((path, wanted, debounce),) = watched
    assert (path, debounce) == (tmp_path / "room", 400)
    for apart in ("store", "dumps"):
        assert not wanted(Change.added, str(tmp_path / apart))
        assert not wanted(Change.added, str(tmp_path / apart / "a" / "b.txt"))
    assert not wanted(Change.added, str(tmp_path / "room" / ".a.txt"))
    assert not wanted(Change.added, str(tmp_path / "room" / "__pycache__" / "a.txt"))
    assert wanted(Change.added, str(tmp_path / "room" / "stored.txt"))


def test_a_generation_is_let_go_by_its_last_reader(tmp_path: Path) -> None:
    put(tmp_path, "https://example.org/", a='<x:s> <x:p> "old" .')
    generation = CurrentGeneration(tmp_path)
    first = generation.tag
    assert first.startswith("gen-000001-")
    assert len(first) == len("gen-000001-") + 16
    with generation.tagged() as (old, tag):
        with generation.reading() as same:
            assert same is old
            put(tmp_path, "https://example.org/", a='<x:s> <x:p> "new" .')
            with generation.tagged() as (new, other):
                assert new is not old
                assert other != tag == first
            assert len(list(new.triples())) == 1
        assert len(list(old.triples())) == 1
        assert old.path.is_dir()
    put(tmp_path, "https://example.org/", a='<x:s> <x:p> "newest" .')

    assert not old.path.is_dir()
    assert generation.tag.startswith("gen-000003-")
    assert not new.path.is_dir() or new.path.name == "gen-000002"
    assert generation.fault == ""
    generation.close()


def test_a_store_that_is_gone_leaves_what_is_open_and_one_that_comes_back_is_opened(
    tmp_path: Path,
) -> None:
    put(tmp_path, "https://example.org/", a='<x:s> <x:p> "old" .')
    generation = CurrentGeneration(tmp_path)
    first, name = generation.tag, (tmp_path / "current").read_text(encoding="utf-8")
    (tmp_path / "current").unlink()

    assert generation.tag == first
    assert str(tmp_path) in generation.fault
    fault, generation.fault = generation.fault, "kept"
    assert (generation.tag, generation.fault) == (first, "kept")
    assert fault
    (tmp_path / "current").write_text(name, encoding="utf-8")
    assert (generation.tag, generation.fault) == (first, "")
    generation.close()
