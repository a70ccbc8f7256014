"""A server asks the system for what it needs, listens where it is told, and says where that is."""

import resource
import socket
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from starlette.applications import Starlette

from triplewire.errors import ConfigError
from triplewire.publish.web import server
from triplewire.publish.web.http import BoundedConnection
from triplewire.publish.web.server import _places, configure, serve
from triplewire.publish.web.settings import Settings

ENDLESS = resource.RLIM_INFINITY


@dataclass
class System:
    """Limits of open files, and whether a higher one is granted."""

    soft: int
    hard: int
    grants: bool = True

    def get(self, which: int) -> tuple[int, int]:
        assert which == resource.RLIMIT_NOFILE
        return self.soft, self.hard

    def set(self, which: int, limits: tuple[int, int]) -> None:
        assert which == resource.RLIMIT_NOFILE
        if not self.grants:
            raise ValueError("not allowed")
        self.soft, self.hard = limits


@pytest.mark.parametrize(
    ("soft", "hard", "grants", "places", "after"),
    [
        (1_024, 4_096, True, 1_000, 1_500),  # raised by as much as is wanted
        (1_024, ENDLESS, True, 1_000, 1_500),
        (1_024, 1_200, True, 700, 1_200),  # or as is allowed
        (1_024, 4_096, False, 524, 1_024),
        (600, 600, True, 300, 600),  # half of few
        (1_000, 1_000, True, 500, 1_000),
        (1_001, 1_001, True, 501, 1_001),
        (1_499, 1_500, True, 1_000, 1_500),
        (1_500, 4_096, True, 1_000, 1_500),  # enough: nothing is asked
        (1_501, 4_096, True, 1_000, 1_501),
        (ENDLESS, ENDLESS, True, 1_000, ENDLESS),
    ],
)
def test_so_many_connections_are_taken_as_files_may_be_open(
    monkeypatch: pytest.MonkeyPatch, soft: int, hard: int, places: int, after: int, *, grants: bool
) -> None:
    system = System(soft, hard, grants)
    monkeypatch.setattr(resource, "getrlimit", system.get)
    monkeypatch.setattr(resource, "setrlimit", system.set)

    assert _places(1_000) == places
    assert (system.soft, system.hard) == (after, hard)


def test_a_server_is_quiet_and_bounded() -> None:
    config = configure(Starlette())

    assert config.http is BoundedConnection
    told = (config.ws, config.lifespan, config.loop, config.log_level)
    assert told == ("none", "on", "uvloop", "error")
    assert not any((config.access_log, config.server_header, config.proxy_headers))
    assert config.backlog == 2_048
    assert (config.timeout_keep_alive, config.timeout_graceful_shutdown) == (15, 2)


class Ran:
    """An uvicorn that says what it was given, and is ready at once."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.addresses: list[Any] = []
        self.settings: list[Settings] = []
        self.app = Starlette()
        monkeypatch.setattr(server, "create_app", self.create)
        monkeypatch.setattr(uvicorn.Server, "run", lambda _, sockets: self.run(sockets))

    def create(self, _: Path, settings: Settings) -> Starlette:
        self.settings.append(settings)
        return self.app

    def run(self, sockets: list[socket.socket]) -> None:
        for one in sockets:
            self.addresses.append(one.getsockname()[:2])
            assert one.getsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR)
            assert one.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN)
        self.app.state.announce()


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> Ran:
    """Return a server that runs no longer than it takes to be ready."""
    return Ran(monkeypatch)


@pytest.mark.parametrize(("host", "shown"), [("127.0.0.1", "127.0.0.1"), ("::1", "[::1]")])
def test_a_server_says_where_it_listens_when_it_can_be_asked(
    ran: Ran, monkeypatch: pytest.MonkeyPatch, host: str, shown: str
) -> None:
    monkeypatch.setattr(server, "_places", lambda wanted: wanted - 1)
    said: list[str] = []
    try:
        serve(Path("store"), Settings(connections=7, open_network=True), host, 0, said.append)
    except ConfigError:
        if host == "::1":
            pytest.skip("no IPv6 here")
        raise

    ((address, port),) = ran.addresses
    assert address == host
    assert said == [f"http://{shown}:{port}/"]
    assert ran.settings == [Settings(connections=6, open_network=True)]


def test_an_address_that_is_taken_is_said_to_be(ran: Ran) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(ConfigError) as raised:
            serve(Path("store"), Settings(open_network=True), "127.0.0.1", port, print)

    assert raised.value.what == "cannot listen there: Address already in use"
    assert raised.value.where == f"127.0.0.1:{port}"
    assert raised.value.hint == "another server may run already; try --port 0 for a free one"
    assert ran.addresses == []


@pytest.mark.parametrize(
    ("host", "what"),
    [("", "cannot listen there: no address is named"), ("a\0b", "cannot listen there: ")],
)
def test_no_address_is_no_address(ran: Ran, host: str, what: str) -> None:
    with pytest.raises(ConfigError) as raised:
        serve(Path("store"), Settings(open_network=True), host, 0, print)

    assert raised.value.what.startswith(what)
    assert "\0" not in raised.value.where
    assert ran.addresses == []


@pytest.mark.parametrize(
    ("leaves", "opened", "refused"),
    [(False, False, True), (False, True, False), (True, False, False)],
)
def test_a_server_whose_workers_would_keep_the_network_does_not_start(
    ran: Ran, monkeypatch: pytest.MonkeyPatch, *, leaves: bool, opened: bool, refused: bool
) -> None:
    monkeypatch.setattr(server, "can_leave_network", lambda: leaves)
    told = "the network cannot be taken away"
    with pytest.raises(ConfigError, match=told) if refused else nullcontext():
        serve(Path("store"), Settings(open_network=opened), "127.0.0.1", 0, lambda _: None)

    assert (ran.addresses == []) is refused
