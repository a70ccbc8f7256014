"""A connection waits so long, holds so much and lets its requests go, by a clock that jumps."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

import pytest
import uvicorn
from starlette.applications import Starlette
from uvicorn.server import ServerState

from tests.publish.web.test_pool import Jumping, now, pause
from triplewire.publish.web.http import AtOnce, Door, FairSlots, Metrics
from triplewire.publish.web.http import connection as connections
from triplewire.publish.web.http.clients import Clients
from triplewire.publish.web.http.connection import BoundedConnection
from triplewire.publish.web.settings import Settings

GET = b"GET /%s HTTP/1.1\r\nHost: h\r\n\r\n"
Answering = Callable[[dict[str, Any], Any, Any], Awaitable[None]]


class Line(asyncio.Transport):
    """A transport that keeps what is written to it, and closes when it is told to."""

    def __init__(self, client: str = "a") -> None:
        super().__init__()
        self.client = client
        self.written = b""
        self.closing = self.aborted = False

    def get_extra_info(self, name: str, default: Any = None) -> Any:
        return {"peername": (self.client, 1), "sockname": ("127.0.0.1", 2)}.get(name, default)

    def write(self, data: Any) -> None:
        self.written += bytes(data)

    def close(self) -> None:
        self.closing = True

    def abort(self) -> None:
        self.closing = self.aborted = True

    def is_closing(self) -> bool:
        return self.closing

    def pause_reading(self) -> None:
        """Do nothing."""

    def resume_reading(self) -> None:
        """Do nothing."""

    def statuses(self) -> list[int]:
        return [int(one[:3]) for one in self.written.split(b"HTTP/1.1 ")[1:]]


class Desk:
    """An application, the connections to it, and what it was asked."""

    def __init__(self, places: int = 3) -> None:
        self.app = Starlette()
        self.app.state.at_once = AtOnce(Door(Settings()), Metrics(), {})
        self.app.state.clients = Clients(())
        self.app.state.connections = FairSlots(places)
        self.asked: list[dict[str, Any]] = []
        self.bodies: list[bytes] = []
        self.gates: dict[str, asyncio.Event] = {}
        self.told: list[str] = []
        self.config = uvicorn.Config(self.app, http=BoundedConnection, log_level="critical")
        self.config.load()
        self.config.loaded_app = self.answer

    async def answer(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        self.asked.append(scope)
        if scope["path"] in self.gates:
            await self.gates[scope["path"]].wait()
        message = await receive()
        if message["type"] == "http.disconnect":
            self.told.append(scope["path"])
            return
        self.bodies.append(message["body"])
        headers = [(b"content-length", b"2")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"ok"})

    def open(self, client: str = "203.0.113.1") -> tuple[BoundedConnection, Line]:
        own, line = BoundedConnection(self.config, ServerState(), {}), Line(client)
        own.connection_made(line)
        return own, line


def at_once(work: Coroutine[Any, Any, None]) -> None:
    with asyncio.Runner(loop_factory=Jumping) as runner:
        runner.run(work)


def test_a_head_is_waited_for_ten_seconds_each_time() -> None:
    async def work() -> None:
        own, line = Desk().open()
        await asyncio.sleep(9.5)
        own.data_received(b"GET / HT")
        await asyncio.sleep(0.4)
        assert line.written == b""
        await asyncio.sleep(0.2)
        assert (line.statuses(), line.closing, line.aborted) == ([408], True, False)
        # Who does not take the last bytes is let go.
        await asyncio.sleep(59.0)
        assert not line.aborted
        await asyncio.sleep(1.0)
        assert line.aborted

    at_once(work())


def test_the_next_head_has_ten_seconds_of_its_own() -> None:
    async def work() -> None:
        own, line = Desk().open()
        await asyncio.sleep(8.0)
        own.data_received(GET % b"")
        await pause()
        assert line.statuses() == [200]
        await asyncio.sleep(4.0)
        own.data_received(b"GET /next")
        await asyncio.sleep(9.9)
        assert line.statuses() == [200]
        await asyncio.sleep(0.2)
        assert line.statuses() == [200, 408]

    at_once(work())


def test_an_answer_may_take_longer_than_a_head() -> None:
    async def work() -> None:
        desk = Desk()
        desk.gates["/slow"] = asyncio.Event()
        own, line = desk.open()
        own.data_received(GET % b"slow")
        await asyncio.sleep(30.0)
        assert (line.written, line.closing) == (b"", False)
        desk.gates["/slow"].set()
        await pause()
        assert line.statuses() == [200]

    at_once(work())


@pytest.mark.parametrize(
    ("limit", "size", "statuses"),
    [
        ("MOST_HEAD", 50, [431]),
        ("MOST_HEAD", 49, []),
        ("MOST_URL", 11, [414]),
        ("MOST_URL", 10, []),
    ],
)
def test_a_head_and_an_address_have_a_size(
    monkeypatch: pytest.MonkeyPatch, limit: str, size: int, statuses: list[int]
) -> None:
    monkeypatch.setattr(connections, limit, 49 if limit == "MOST_HEAD" else 10)

    async def work() -> None:
        own, line = Desk().open()
        sent = b"GET /%s" % (b"x" * (size - 1)) + b" " if limit == "MOST_URL" else b"G" * 0
        head = sent + b"HTTP/1.1\r\nA: " if sent else b"GET / HTTP/1.1\r\nA: "
        if limit == "MOST_HEAD":
            head += b"x" * (size - len(head))
        for at in range(len(head)):
            own.data_received(head[at : at + 1])
        await pause()
        assert line.statuses() == statuses

    at_once(work())


@pytest.mark.parametrize(("size", "statuses"), [(60, []), (61, [413])])
def test_a_message_has_a_size(
    monkeypatch: pytest.MonkeyPatch, size: int, statuses: list[int]
) -> None:
    monkeypatch.setattr(connections, "MOST_MESSAGE", 60)

    async def work() -> None:
        desk = Desk()
        desk.gates["/"] = asyncio.Event()
        own, line = desk.open()
        own.data_received(b"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 99\r\n\r\n")
        for _ in range(size):
            own.data_received(b"x")
        await pause()
        assert line.statuses() == statuses

    at_once(work())


def test_what_is_no_request_is_refused_at_once() -> None:
    async def work() -> None:
        own, line = Desk().open()
        own.data_received(b"NO HTTP\r\n\r\n")
        assert (line.statuses(), line.closing) == ([400], True)

    at_once(work())


def test_a_connection_without_a_place_is_refused_and_one_that_loses_its_own_is_let_go() -> None:
    async def work() -> None:
        desk = Desk(places=2)
        _, first = desk.open()
        second_own, second = desk.open()
        _, third = desk.open()
        assert (third.statuses(), third.closing) == ([503], True)
        other_own, other = desk.open("203.0.113.2")
        assert (second.aborted, first.closing, other.written) == (True, False, b"")
        second_own.connection_lost(None)
        assert list(desk.app.state.connections)[1:] == [other_own]
        other_own.connection_lost(None)
        assert len(list(desk.app.state.connections)) == 1
        await asyncio.sleep(30.0)
        assert other.written == b""

    at_once(work())


def test_a_slow_reader_has_a_minute_from_when_it_first_kept_the_server_waiting() -> None:
    async def work() -> None:
        desk = Desk()
        desk.gates["/"] = asyncio.Event()
        own, line = desk.open()
        own.data_received(GET % b"")
        await pause()
        own.pause_writing()
        await asyncio.sleep(40.0)
        own.resume_writing()
        own.pause_writing()
        await asyncio.sleep(59.0)
        assert not line.aborted
        own.pause_writing()
        await asyncio.sleep(1.5)
        assert line.aborted
        begin = now()
        own.connection_lost(None)
        await asyncio.sleep(1)
        assert now() == begin + 1

    at_once(work())


def test_what_is_closing_goes_on_being_timed_when_its_reader_goes_on() -> None:
    async def work() -> None:
        own, line = Desk().open()
        own.data_received(b"NO HTTP\r\n\r\n")
        await asyncio.sleep(30.0)
        own.pause_writing()
        own.resume_writing()
        await asyncio.sleep(29.9)
        assert not line.aborted
        await asyncio.sleep(0.2)
        assert line.aborted

    at_once(work())


def test_a_connection_that_nobody_uses_is_closed_and_then_let_go() -> None:
    async def work() -> None:
        own, line = Desk().open()
        own.data_received(GET % b"")
        await pause()
        await asyncio.sleep(6.0)
        assert (line.closing, line.aborted) == (True, False)
        await asyncio.sleep(60.0)
        assert line.aborted

    at_once(work())


def test_all_requests_of_a_connection_that_is_lost_are_told() -> None:
    async def work() -> None:
        desk = Desk()
        desk.gates["/1"] = asyncio.Event()
        own, line = desk.open()
        own.data_received(b"".join(GET % b"%d" % number for number in range(1, 4)))
        await pause()
        assert [scope["path"] for scope in desk.asked] == ["/1"]
        own.connection_lost(None)
        desk.gates["/1"].set()
        await pause()
        assert desk.told == ["/1"]
        assert line.statuses() == []
        assert [scope["path"] for scope in desk.asked] == ["/1"]
        assert all(cycle.disconnected for cycle in own._cycles)

    at_once(work())


@pytest.mark.parametrize(("waiting", "statuses"), [(3, [200] * 3), (4, [200] * 4), (5, [200] * 4)])
def test_so_many_requests_may_wait_on_one_connection(
    monkeypatch: pytest.MonkeyPatch, waiting: int, statuses: list[int]
) -> None:
    monkeypatch.setattr(connections, "MOST_WAITING", 3)

    async def work() -> None:
        desk = Desk()
        desk.gates["/1"] = asyncio.Event()
        own, line = desk.open()
        own.data_received(b"".join(GET % b"%d" % number for number in range(1, waiting + 1)))
        await pause()
        assert line.written == b""
        desk.gates["/1"].set()
        await pause()
        assert line.statuses() == statuses
        assert line.closing is (waiting > 4)

    at_once(work())


@pytest.mark.parametrize(
    ("target", "host", "path", "query"),
    [
        (b"http://news.example/a?b=c", b"news.example", "/a", b"b=c"),
        (b"HTTPS://news.example:80", b"news.example:80", "/", b""),
        (b"http://news.example?b", b"news.example", "/", b"b"),
        (b"/a", b"h", "/a", b""),
    ],
)
def test_a_whole_address_names_the_host(
    target: bytes, host: bytes, path: str, query: bytes
) -> None:
    async def work() -> None:
        desk = Desk()
        own, line = desk.open()
        own.data_received(b"GET %s HTTP/1.1\r\nX: y\r\nHost: h\r\nHost: i\r\n\r\n" % target)
        await pause()
        (scope,) = desk.asked
        hosts = [value for name, value in scope["headers"] if name == b"host"]
        assert hosts == ([host] if target != b"/a" else [b"h", b"i"])
        assert (scope["path"], scope["query_string"]) == (path, query)
        assert (b"x", b"y") in scope["headers"]
        assert line.statuses() == [200]

    at_once(work())


@pytest.mark.parametrize("target", [b"ftp://h/", b"h:80", b"*"])
def test_what_is_no_address_of_this_server_is_refused(target: bytes) -> None:
    async def work() -> None:
        desk = Desk()
        own, line = desk.open()
        own.data_received(b"GET %s HTTP/1.1\r\nHost: h\r\n\r\n" % target)
        await pause()
        assert (line.statuses(), desk.asked) == ([400], [])

    at_once(work())


UPGRADE = b"POST / HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n"


@pytest.mark.parametrize(
    ("lines", "statuses"),
    [
        (b"", [200]),
        (b"Content-Length: 0\r\n", [200]),
        (b"Content-Length: 3\r\n", [400]),
        (b"Transfer-Encoding: chunked\r\n", [400]),
    ],
)
def test_no_other_protocol_is_spoken_and_nothing_follows_one(
    lines: bytes, statuses: list[int]
) -> None:
    async def work() -> None:
        desk = Desk()
        own, line = desk.open()
        own.data_received(UPGRADE + lines + b"\r\n")
        own.data_received(GET % b"hidden")
        await pause()
        assert line.statuses() == statuses
        assert [scope["path"] for scope in desk.asked] == ["/"] * (statuses == [200])
        assert line.closing

    at_once(work())


def test_a_request_that_breaks_off_behind_others_lets_them_have_their_answers() -> None:
    async def work() -> None:
        desk = Desk()
        desk.gates["/1"] = asyncio.Event()
        own, line = desk.open()
        own.data_received(GET % b"1" + b"NO HTTP AT ALL\r\n\r\n")
        await pause()
        assert (line.written, line.aborted) == (b"", False)
        desk.gates["/1"].set()
        await pause()
        assert (line.statuses(), line.closing) == ([200], True)

    at_once(work())


def test_what_breaks_off_in_the_body_of_a_request_behind_another_ends_all() -> None:
    async def work() -> None:
        desk = Desk()
        desk.gates["/1"] = asyncio.Event()
        own, line = desk.open()
        chunked = b"POST /2 HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nz\r\n"
        own.data_received(GET % b"1" + chunked)
        await pause()
        assert (line.written, line.aborted) == (b"", True)

    at_once(work())


def test_what_breaks_off_in_a_body_is_refused_where_nothing_was_sent() -> None:
    async def work() -> None:
        desk = Desk()
        desk.gates["/2"] = asyncio.Event()
        own, line = desk.open()
        own.data_received(b"POST /2 HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nz\r\n")
        assert (line.statuses(), line.closing, line.aborted) == ([400], True, False)

    at_once(work())
