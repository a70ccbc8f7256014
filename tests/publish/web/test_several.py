"""`triplewire serve --processes 2` as users start it: one port, one graph, one end."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.graphs import BASE, invented, store_of
from tests.publish.web.serving import put
from triplewire.cli import main
from triplewire.store import rebuild

_PATIENCE = 30.0


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + _PATIENCE
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


def below(process: int) -> set[int]:
    """Return the processes that come from one."""
    path = Path(f"/proc/{process}/task/{process}/children")
    try:
        found = {int(child) for child in path.read_text(encoding="ascii").split()}
    except FileNotFoundError:
        return set()
    return found.union(*map(below, found))


def alive(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state.split()[0] != "Z"


@contextmanager
def several(folder: Path) -> Iterator[tuple["subprocess.Popen[str]", int]]:
    """Yield a server of two processes, and its port."""
    command = [sys.executable, "-m", "triplewire", "serve", "--port", "0", "--store", str(folder)]
    with subprocess.Popen(
        [*command, "--workers", "1", "--processes", "2"], stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        said = server.stdout.readline()
        try:
            yield server, int(said.rstrip().rstrip("/").rpartition(":")[2])
        finally:
            server.terminate()


def asked(port: int, path: str) -> tuple[int, bytes]:
    """Return status and body of an answer on a connection of its own."""
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", path)
        found = connection.getresponse()
        return found.status, found.read()
    finally:
        connection.close()


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Return the folder of a store of one's own."""
    folder = tmp_path / "store"
    store_of(invented(), folder).close()
    with rebuild(folder) as writer:
        writer.manifest.base = BASE
    return folder


pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="what a process comes from is read in /proc"
)


def test_several_processes_answer_at_one_port_and_end_together(store: Path) -> None:
    with several(store) as (server, port):
        members = [one for one in below(server.pid) if "serving" in _command(one)]
        others = below(server.pid)
        for _ in range(10):
            assert asked(port, "/health")[0] == 200
        with socket.create_connection(("127.0.0.1", port), timeout=20) as listening:
            listening.sendall(b"GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n")
            assert listening.recv(1 << 10).startswith(b"HTTP/1.1 200")
            begin = time.monotonic()
            server.send_signal(signal.SIGINT)
            server.wait()

        assert time.monotonic() - begin < 10  # half a second, where nothing else goes on
        assert len(members) == 2
        until(lambda: not any(map(alive, others)))


def test_a_process_that_is_killed_is_replaced_and_nobody_is_turned_away(store: Path) -> None:
    with several(store) as (server, port):
        members = {one for one in below(server.pid) if "serving" in _command(one)}
        killed = min(members)
        os.kill(killed, signal.SIGKILL)
        until(lambda: not alive(killed))

        for _ in range(10):
            assert asked(port, "/health")[0] == 200
        until(lambda: sum("serving" in _command(one) for one in below(server.pid)) == 2)


def test_no_process_is_left_when_the_first_is_killed(store: Path) -> None:
    with several(store) as (server, _):
        others = below(server.pid)
        server.kill()
        server.wait()

        assert len(others) >= 6  # two that answer, each with two workers
        until(lambda: not any(map(alive, others)))


def test_every_process_follows_a_build(store: Path) -> None:
    with several(store) as (_, port):
        before = {generation(port) for _ in range(10)}
        put(store, BASE, more="<claim/new> <http://www.w3.org/2000/01/rdf-schema#label> 'new' .")
        after = {generation(port) for _ in range(10)}

    assert len(before) == len(after) == 1
    assert before != after


def generation(port: int) -> str:
    _, body = asked(port, "/health")
    return str(json.loads(body)["generation"])


def _command(process: int) -> str:
    try:
        return Path(f"/proc/{process}/cmdline").read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return ""


def test_a_newsroom_is_watched_by_one_process_alone(tmp_path: Path) -> None:
    words = ["serve", "--processes", "2", "--watch", str(tmp_path)]
    result = CliRunner().invoke(main, words)

    assert result.exit_code == 2
    assert "--watch wants one process" in result.output


def test_a_folder_without_a_store_is_said_to_be_none(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["serve", "--processes", "2", "--store", str(tmp_path)])

    assert result.exit_code == 3
    assert "there is no store here yet" in result.output
